"""Where `troth add` needs a person: a mapping to confirm, the order of days to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from troth import config
from troth.acts.found import STREAM, File, files_of
from troth.acts.mapping import Choice, Proposal, propose
from troth.acts.opening import Home
from troth.acts.receipt import Receipt
from troth.acts.settling import settle
from troth.errors import SourceError
from troth.faces.dialogue import ask_order, confirm, somebody_is_there
from troth.faces.proposals import proposal_json, proposal_text, refused_text
from troth.faces.terminal import safe
from troth.faces.wire import as_json
from troth.model.reject import Reject

Write = Callable[[str], None]
Add = Callable[[Sequence[Path]], Receipt]


def map_files(
    home: Home, paths: Sequence[str], *, form: str, yes: bool, write: Write, say: Write
) -> tuple[list[Path], int]:
    """Propose how each file is read; gives those that a person confirmed, and the exit code.

    On a terminal she is asked; with `yes` all are confirmed; else they are only shown.
    """
    if STREAM in paths:
        raise SourceError(
            "A mapping is for a file: standard input has no name to write it under.",
            place=STREAM,
            advice="Save it first, and give its path.",
        )
    asks = somebody_is_there() and form == "text" and not yes
    confirmed: list[Path] = []
    told: list[Proposal | Reject] = []
    for file in files_of(home, config.load(home.root), paths):
        found = propose(home, config.load(home.root), file.path, file.cited)
        told += found
        taken = [_taken(home, file, each, asks, yes, say) for each in found]
        if any(taken):
            confirmed.append(file.path)
    if not asks and not yes:
        write(_json(told) if form == "json" else _text(told))
    elif any(isinstance(each, Reject) for each in told):
        write(_text([each for each in told if isinstance(each, Reject)]))
    return confirmed, 0 if any(isinstance(each, Proposal) for each in told) else 2


def _taken(
    home: Home, file: File, one: Proposal | Reject, asks: bool, yes: bool, say: Write
) -> bool:
    """Whether a proposal was confirmed, and written down."""
    if isinstance(one, Reject):
        return False
    path = one.path

    def again(choice: Choice) -> Proposal:
        found = propose(home, config.load(home.root), file.path, file.cited, {path: choice})
        return next(each for each in found if isinstance(each, Proposal) and each.path == path)

    sure = confirm(one, again) if asks else one if yes else None
    if sure is None:
        return False
    settle(home, sure.path, sure.own)
    say(f"{sure.path}: written into troth.toml.")
    return True


def _text(told: Sequence[Proposal | Reject]) -> str:
    return "\n\n".join(
        proposal_text(each) if isinstance(each, Proposal) else refused_text(each) for each in told
    )


def _json(told: Sequence[Proposal | Reject]) -> str:
    """One proposal as an object, as most files give one; several as a list."""
    made = [
        proposal_json(each)
        if isinstance(each, Proposal)
        else {"path": each.origin.file, "says": each.says, "advice": each.advice}
        for each in told
    ]
    return as_json(made[0] if len(made) == 1 else made)


def answered(home: Home, paths: Sequence[str], receipt: Receipt, add: Add) -> Receipt:
    """The receipt once a person has said of each open date which of its parts is the day.

    Each answer is written into `troth.toml`, and the file is read again. Nothing is asked where
    nobody sits at the terminal.
    """
    asked = ((one.origin.file, one.asks) for one in receipt.rejects if one.asks is not None)
    open_ = {path: question for path, question in asked if question.about == "dates"}
    if not open_ or receipt.dry_run or not somebody_is_there():
        return receipt
    said: list[str] = []
    for path, question in open_.items():
        if order := ask_order(question, path):
            settings = config.load(home.root)
            settle(home, path, replace(settings.file(path), dates=order))
            said.append(path)
    files = {file.cited: file.path for file in files_of(home, config.load(home.root), paths)}
    again = {files.get(path) or files[path.rsplit("#", 1)[0]] for path in said}
    return receipt.after(add(sorted(again)), said) if again else receipt


def nothing_written(paths: Sequence[str]) -> str:
    """What is said where a proposal was shown and not taken."""
    return safe(f"Nothing was written. Once it is right:  troth add --map --yes {' '.join(paths)}")
