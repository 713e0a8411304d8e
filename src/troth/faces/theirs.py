"""Customers' view of what was promised, in the terminal: the gaps, and the questions of triage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from troth.faces.terminal import Ink, safe, wrapped
from troth.faces.wire import as_json, plain

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.views.asking import Question, Questions
    from troth.views.gaps import Gap, Hers, TwoViews

SHOWN = 20


def views_data(page: TwoViews) -> dict[str, Any]:
    """The page as data, with its first sentence."""
    return {"says": page.says, **plain(page)}


def views_json(page: TwoViews) -> str:
    """As `promises theirs --format json` prints it."""
    return as_json(views_data(page))


def views_text(page: TwoViews, color: bool) -> str:
    """Each gap with people and quotes, the most dangerous first."""
    return "\n".join(_views(page, Ink(color))).rstrip()


def _views(page: TwoViews, ink: Ink) -> Iterator[str]:
    yield wrapped(page.says, 0)
    if page.added:
        yield from _title("Added by them: believed, and nobody here promised it", ink)
        for one in page.added[:SHOWN]:
            yield f"  {_people(one.people)}{_asked(one.sure)}"
            yield from _quotes(one.theirs, ink)
        yield wrapped(page.unheard.says, 2)
    yield from _gaps("Kept for us, not for them", page.broken, ink)
    yield from _gaps("Stronger than we said", page.stronger, ink)
    yield from _title("Unknown to them", ink)
    for gap in page.unknown[:SHOWN]:
        yield wrapped(f"“{gap.line.promise.words}”", 2, 3)
        yield f"    asked, and not spoken of by {_people(gap.answered)} who answered"
    yield wrapped(unknown_says(page), 2)
    if page.waiting:
        yield ""
        yield wrapped(f"{page.waiting} wait for a yes or no:  troth promises triage --theirs", 0)


def unknown_says(page: TwoViews) -> str:
    """How many promises nobody was asked about, and how many letters have no answer."""
    parts = []
    if not page.unknown and not page.not_asked and not page.no_answer:
        return "None is known to be unknown."
    if page.no_answer:
        parts.append(f"asked and not answered yet: {page.no_answer}")
    if page.not_asked:
        n = page.not_asked
        parts.append(f"nobody was asked about {n} {'promise' if n == 1 else 'promises'}")
    if not parts:
        return "Everybody else who was asked knows them."
    says = "; ".join(parts)
    return f"{says[:1].upper()}{says[1:]}."


def _gaps(title: str, held: Sequence[Gap], ink: Ink) -> Iterator[str]:
    if held:
        yield from _title(title, ink)
    for gap in held[:SHOWN]:
        yield wrapped(f"we: “{gap.line.promise.words}”", 2, 6)
        yield f"    {_people(gap.people)}{_asked(gap.sure)}"
        yield from _quotes(gap.theirs, ink)


def _quotes(theirs: Sequence[Hers], ink: Ink) -> Iterator[str]:
    for one in theirs:
        yield wrapped(f"“{one.words.text}”", 4, 5)
        yield ink.quiet(wrapped(f"{one.words.who}, {one.words.at} · {one.gap}", 5))


def _title(text: str, ink: Ink) -> Iterator[str]:
    yield ""
    yield ink.strong(text)


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"


def _asked(sure: bool) -> str:
    return "" if sure else ", not confirmed by any of us yet"


def questions_json(asked: Questions) -> str:
    """What `triage --theirs` would ask."""
    return as_json({"says": asked.says, **plain(asked)})


def questions_text(asked: Questions) -> str:
    """What `triage --theirs` would ask, for a pipe."""
    lines = [wrapped(asked.says, 0)]
    for one in asked.questions:
        lines += ["", *_question(one)]
    if asked.questions:
        lines += [
            "",
            "Answer:  troth promises attach PROMISE SAYING   (with --as stronger, differs)",
            "         troth promises theirs --added SAYING   --not PROMISE SAYING   --no-promise SAYING",
        ]
    return "\n".join(lines)


def _question(one: Question) -> Iterator[str]:
    yield f"{one.ids[0]}  {_people(one.people)}, {_said(len(one.ids))}"
    for each in one.theirs[:3]:
        yield wrapped(f"they: “{each.words.text}” ({each.words.who}, {each.words.at})", 2, 9)
    if one.line is None:
        yield "  we:   nothing of ours is near"
        return
    yield wrapped(f"we:   “{one.line.promise.words}” ({one.line.promise.id})", 2, 9)
    yield f"  it seems to be {one.gap}"


def _said(n: int) -> str:
    return "said once" if n == 1 else f"said {n} times"


def ask(work: Workspace, questions: Sequence[Question], who: str, clock: Callable[[], int]) -> None:
    """Ask about each: yes, more than we said, other than we said, no, none of ours, later, stop."""
    from troth.acts import theirs as acts
    from troth.acts.note import Signed

    for number, one in enumerate(questions, 1):
        click.echo(f"\n{number} of {len(questions)}")
        for line in _question(one):
            click.echo(safe(line))
        if one.line is None:
            answer = _choice(
                "Did nobody here promise this? [y]es, nobody  [n]o promise at all  [l]ater  [q]uit",
                "ynlq",
            )
        else:
            answer = _choice(
                "Do they mean this promise? [y]es [a]s we said [s]tronger [d]iffers [n]o [l]ater [q]uit",
                "yasdnlq",
            )
        by = Signed(who, clock())
        if answer == "q":
            return
        if answer == "n" and one.line is None:
            acts.misheard(work, one.ids, by)
        elif answer == "y" and one.line is None:
            acts.added(work, one.ids, by)
        elif answer == "n" and one.line is not None:
            acts.unlink(work, one.ids, one.line.promise.id, by)
        elif answer != "l" and one.line is not None:
            relation = {"a": "agrees", "s": "stronger", "d": "differs"}.get(answer, one.relation)
            acts.link(work, one.ids, one.line.promise.id, by, relation=relation)
    click.echo("\nThat was all." if questions else "No customer's words wait for a yes or no.")


def _choice(asks: str, letters: str) -> str:
    answer: str = click.prompt(asks, default="l", type=click.Choice([*letters]), show_choices=False)
    return answer
