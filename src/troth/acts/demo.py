"""Building the example company: its files, a workspace over them, what its people noted, a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from troth import config
from troth.acts import decisions, promises, repair
from troth.acts.add import add
from troth.acts.decide import decide, record
from troth.acts.look import look
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.acts.proposal import read_proposal
from troth.acts.receipt import Receipt
from troth.acts.run import Asked
from troth.demo.make import SEED, make
from troth.demo.world import COMPANY, Deed, Pledge, Resolved, World
from troth.errors import SourceError
from troth.ledger import directory, entries, runs
from troth.model.finding import Finding
from troth.model.promise import STATES
from troth.model.units import MINUTE_US
from troth.store.home import Home, create

WHO = "demo"


@dataclass(frozen=True, slots=True)
class Built:
    """The example company in a workspace, looked at once."""

    home: Home
    world: World
    receipt: Receipt
    findings: tuple[Finding, ...]


def is_demo(folder: Path) -> bool:
    """Whether the example company lies in this folder already."""
    home = Home(folder.resolve())
    return home.secret_path.is_file() and config.load(home.root).company == COMPANY


def build(
    folder: Path,
    *,
    seed: int = SEED,
    until_us: int,
    now_us: int,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Built:
    """Write the example company into `folder` and run troth over it, all of it for real.

    `until_us` is where its records end, `now_us` the clock. A folder that holds anything is
    refused (SourceError).
    """
    say = progress or (lambda label, done, total: None)
    if folder.exists() and any(folder.iterdir()):
        raise SourceError(
            "This folder is not empty.",
            place=str(folder),
            advice="Name a new one:  troth demo FOLDER",
        )
    say("Making up a company", 0, None)
    world = make(folder, seed=seed, until_us=until_us)
    home = create(folder)
    settings = config.load(home.root)
    receipt = add(home, settings, [folder], now_us=now_us, progress=lambda n, r: say(n, r, None))
    with opened(home, settings) as work:
        look(work, Asked(now_us), progress=progress)
        _note(work, world, now_us)
        sealed = look(work, Asked(now_us), progress=progress)
        with work.ledger.read() as con:
            found = tuple(runs.findings(con, sealed.id))
    return Built(home, world, receipt, found)


def _note(work: Workspace, world: World, now_us: int) -> None:
    """What the company's people did in troth before today: promises, merges, calls, decisions."""
    for pledge in world.promises:
        _confirm(work, pledge, now_us)
    for deed in world.deeds:
        _do(work, deed)
    for one in world.decisions:
        _decide(work, one, now_us)
    with work.ledger.begin() as con:
        for merge in world.merges:
            first, second = (_person(con, address) for address in (merge.first, merge.second))
            directory.merge(con, second, first, at_us=now_us, who=WHO, reason=merge.why)
        for call in world.answered:
            body = {"reason": call.note}
            entries.note(
                con, at_us=call.at_us, who=call.by, deed="answered", target=call.thread, body=body
            )
        for away in world.away:
            person = _person(con, away.subject)
            body_away = {"until_us": away.until_us}
            entries.note(con, at_us=away.at_us, who=WHO, deed="away", target=person, body=body_away)


def _do(work: Workspace, deed: Deed) -> None:
    """What a colleague noted about the promise to one person.

    Where no recogniser read a promise there is nothing to note it on; the grading shows it as missed.
    """
    known = promises.listed(work, states=STATES, to=deed.subject)
    if not known:
        return
    held = min(known, key=lambda one: (one.born_us, one.id)).id
    what, _, kind = deed.deed.partition(" ")
    if what == "confirm":
        promises.confirm(work, held, who=deed.by, now_us=deed.at_us)
    elif what == "mark":
        promises.mark(work, held, kind, who=deed.by, now_us=deed.at_us, reason=deed.words)
    else:
        offer = deed.words if kind == "offered" else None
        noted = repair.Noted(kind, reason=deed.words, offer=offer, due_us=deed.due_us)
        repair.note(work, held, noted, Signed(deed.by, deed.at_us))


def _decide(work: Workspace, one: Resolved, now_us: int) -> None:
    """A decision that was recorded, and that those concerned were told, where they were."""
    proposal = read_proposal(one.path, one.text.encode(), who=WHO)
    made = record(work, decide(work, proposal, now_us=now_us), who=WHO, now_us=now_us)
    if one.told is not None:
        decisions.told(work, made.id, one.told, who=WHO, now_us=now_us)


def _person(con: object, address: str) -> str:
    return directory.find(con, address)[0].id  # type: ignore[arg-type]


def _confirm(work: Workspace, pledge: Pledge, now_us: int) -> None:
    """Say yes to the saying that a recogniser read, or write the promise down by hand."""
    terms: dict[str, object] = {
        "owner": pledge.owner,
        "measure": pledge.measure,
        "due_us": pledge.due_us,
        "side": pledge.side,
        "tolerance_by": pledge.tolerance_by,
    }
    candidate = _said(promises.listed(work, states=("candidate",)), pledge.words)
    if candidate is not None:
        promises.confirm(work, candidate, who=WHO, now_us=now_us, **terms)
        return
    paper = work.index.find_document(pledge.path)
    noted = promises.note(
        work,
        pledge.words,
        who=WHO,
        now_us=now_us,
        since_us=paper.at_us if paper else None,
        due_us=pledge.due_us,
        owner=pledge.owner,
        measure=pledge.measure,
    )
    side = {"side": pledge.side, "tolerance_by": pledge.tolerance_by}
    promises.confirm(work, noted.id, who=WHO, now_us=now_us + MINUTE_US, **side)


def _said(candidates: Iterable[object], words: str) -> str | None:
    wanted = " ".join(words.split()).casefold()
    for one in candidates:
        held = " ".join(str(getattr(one, "words", "")).split()).casefold()
        if wanted in held or (held and held in wanted):
            return str(getattr(one, "id", ""))
    return None
