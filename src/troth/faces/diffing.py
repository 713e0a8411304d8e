"""What changed between two versions, as text for a terminal and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from troth.acts.diff import Compared, Diffed
from troth.faces.masks import shown
from troth.faces.terminal import Ink, advice, wrapped
from troth.faces.wire import rows_csv
from troth.text.differing import Difference
from troth.text.norms import OURS

QUOTE = 300
COLUMNS = (
    *("kind", "change", "who", "old", "new", "old_line", "new_line", "says"),
    *("gains", "why", "path", "was", "now", "notice_days"),
)


def diff_rows(found: Diffed) -> list[dict[str, Any]]:
    """Every difference as plain data."""
    return [_row(one, each) for one in found.compared for each in one.found.differences]


def _row(one: Compared, each: Difference) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "change": each.change,
        "who": each.who,
        "old": each.old.words if each.old else None,
        "new": each.new.words if each.new else None,
        "old_line": one.old.position(each.old.span.start)[0] if one.old and each.old else None,
        "new_line": one.new.position(each.new.span.start)[0] if one.new and each.new else None,
        "says": says(each),
        "gains": gains(each),
        "why": each.why or None,
        "path": one.path or None,
        "was": one.was,
        "now": one.now,
        "notice_days": one.notice,
    }


def diff_csv(found: Diffed) -> str:
    """The same as a table."""
    return rows_csv(COLUMNS, diff_rows(found))


def gains(each: Difference) -> str:
    """Whom the difference serves: the company, or those it serves, as the text calls them."""
    if each.for_company:
        return OURS
    return each.who if each.who != OURS else "you"


def says(each: Difference) -> str:
    """One sentence: what it is, for whom, and which way it went."""
    what = {
        "promise": "a promise to you",
        "right": "a right of the company" if each.who == OURS else f"a right of {_named(each.who)}",
        "duty": "a duty of the company" if each.who == OURS else f"a duty of {_named(each.who)}",
    }[each.kind]
    sentence = each.new or each.old
    quote = shortened(sentence.words) if sentence else ""
    became = {
        "added": f"New: {what}.",
        "removed": f"Gone: {what}.",
        "strengthened": f"Stronger: {what}, for {each.why}.",
        "weakened": f"Weaker: {what}, for {each.why}.",
    }[each.change]
    return f"{became} “{quote}”"


def _named(who: str) -> str:
    return "you" if who == "you" else who if who.endswith("s") else f"the {who}"


def shortened(words: str, most: int = QUOTE) -> str:
    """A sentence, or its beginning up to a word where it is long."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def diff_text(found: Diffed, color: bool, limit: int | None) -> str:
    """Each document: how much changed, whom it serves, and the sentences, old beside new."""
    ink = Ink(color)
    parts = ["\n".join(_document(one, ink, limit)) for one in found.compared if _speaks(one)]
    quiet = sum(not _speaks(one) for one in found.compared)
    if quiet and (parts or len(found.compared) > 1):
        parts.append(f"{quiet} without a change of promises, rights or duties.")
    if not parts:
        parts.append("No promise, right or duty changed.")
    for one in found.rejects:
        parts.append(f"{one.origin.text()}: {one.says}\n{advice(one.advice, 2)}")
    return "\n\n".join(parts)


def _speaks(one: Compared) -> bool:
    return bool(one.found.differences) or one.found.reworded > 0


def _document(one: Compared, ink: Ink, limit: int | None) -> Iterator[str]:
    differences = one.found.differences
    title = (one.new or one.old).title if one.new or one.old else None  # type: ignore[union-attr]
    named = one.path or (title or "")
    yield ink.strong(shown(f"{named + ': ' if named else ''}{one.was} → {one.now}"))
    yield wrapped(_count(one), 2)
    if one.notice is not None:
        yield wrapped(_notice(one), 2)
    if one.written_anew:
        yield wrapped(
            "Most of it was written anew: what is told as gone may stand elsewhere in other words.",
            2,
        )
    for was, now in one.found.renamed:
        yield wrapped(f"“{was}” is called “{now}” now; that alone is no change.", 2)
    kept = set(sorted(differences, key=lambda each: -each.weight)[:limit])
    for ours, heading in ((True, "The company gains"), (False, "Those it serves gain")):
        own = [each for each in differences if each.for_company is ours]
        if own:
            yield ""
            yield f"  {heading} ({len(own)})"
            for each in own:
                if each in kept:
                    yield from _told(one, each, ink)
    told = len(kept)
    if told < len(differences):
        yield ""
        yield f"  {len(differences) - told} more; --limit 0 shows all."


def _count(one: Compared) -> str:
    counts = {
        way: sum(each.change == way for each in one.found.differences)
        for way in ("added", "strengthened", "weakened", "removed")
    }
    told = ", ".join(f"{n} {way}" for way, n in counts.items() if n) or "nothing told apart"
    return (
        f"Promises, rights and duties: {told}. {one.found.same} sentences stayed, "
        f"{one.found.reworded} were reworded without a sign that they bind more or less."
    )


def _notice(one: Compared) -> str:
    days = one.notice or 0
    if days < 0:
        return f"It says it applied from {one.in_force}, {-days} days before it was recorded."
    return f"It says it applies from {one.in_force}: {days} days after it was recorded."


def _told(one: Compared, each: Difference, ink: Ink) -> Iterable[str]:
    why = f": {each.why}" if each.why else ""
    who = "" if each.kind == "promise" else f", {each.who}"
    yield wrapped(f"{each.kind} {each.change}{who}{why}", 4)
    for mark, document, words in (("−", one.old, each.old), ("+", one.new, each.new)):
        if words is not None and document is not None:
            line, _ = document.position(words.span.start)
            yield ink.words(wrapped(f"{mark} {line}: “{shortened(words.words)}”", 6, 8))
