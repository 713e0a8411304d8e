"""How documents are checked: `[check]`, `[[overrides]]` and `[[allow]]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from troth.config.faults import Faults, Path_

SEVERITIES = ("error", "warning", "info", "off")
FAILS = ("error", "warning", "info", "never")


def fits(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a path, or the name of its file, is one of these patterns."""
    name = path.rsplit("/", 1)[-1]
    return any(fnmatchcase(path, each) or fnmatchcase(name, each) for each in patterns)


@dataclass(frozen=True, slots=True)
class Override:
    """Other lenses or severities for some documents: by pattern of path, by kind, or by both."""

    files: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)

    def holds(self, path: str, kind: str | None) -> bool:
        """Whether it is meant for a document at this path, of this kind."""
        return (not self.files or fits(path, self.files)) and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class AllowedText:
    """A finding allowed from here, for documents that can hold no comment of ours.

    `text` is the passage as it is read; without it the lens is allowed in the whole file.
    """

    lens: str
    files: tuple[str, ...]
    reason: str
    text: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which lenses look, how grave each is, what fails a check, and what is known or allowed.

    `baseline` is a file.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    fail_on: str | None = None
    preview: bool | None = None
    reasons: bool = False
    baseline: str | None = None
    overrides: tuple[Override, ...] = ()
    allowed: tuple[AllowedText, ...] = ()


def check(value: Any, faults: Faults) -> dict[str, Any]:
    """What the table `[check]` holds, by the names of `CheckSettings`."""
    made = faults.table(
        value,
        ("check",),
        {
            "select": faults.strings,
            "extend-select": faults.strings,
            "ignore": faults.strings,
            "severity": lambda held, at: severities(held, at, faults),
            "fail-on": lambda held, at: faults.choice(held, at, FAILS),
            "preview": faults.flag,
            "require-reasons": faults.flag,
            "baseline": faults.string,
        },
    )
    named = {"extend-select": "extend_select", "fail-on": "fail_on", "require-reasons": "reasons"}
    return {named.get(key, key): held for key, held in made.items()}


def severities(value: Any, at: Path_, faults: Faults) -> dict[str, str]:
    """How grave each lens is: `{faceless = "error"}`; "off" switches it off."""
    if not faults.is_table(value, at):
        return {}
    read = {lens: faults.choice(held, (*at, lens), SEVERITIES) for lens, held in value.items()}
    return {lens: held for lens, held in read.items() if held}


def overrides(value: Any, faults: Faults) -> tuple[Override, ...]:
    """The tables `[[overrides]]`, in their order; of two that fit, the later one decides."""
    return tuple(_override(own, faults) for own in _tables(value, "overrides", faults))


def _override(own: dict[str, Any], faults: Faults) -> Override:
    at: Path_ = ("overrides",)
    made = faults.table(
        own,
        at,
        {
            "files": lambda held, at: _several(held, at, faults),
            "kind": lambda held, at: _several(held, at, faults),
            "select": faults.strings,
            "extend-select": faults.strings,
            "ignore": faults.strings,
            "severity": lambda held, at: severities(held, at, faults),
        },
    )
    _known_kinds(made.get("kind", ()), faults)
    if not made.get("files") and not made.get("kind"):
        advice = 'files = "mails/*.md"   or   kind = "launch"'
        faults.add(at, "An override says which documents it is for.", advice)
    return Override(
        made.get("files", ()),
        made.get("kind", ()),
        made.get("select"),
        made.get("extend-select", ()),
        made.get("ignore", ()),
        made.get("severity", {}),
    )


def _known_kinds(kinds: tuple[str, ...], faults: Faults) -> None:
    from troth.documents.genre import GENRES

    for kind in kinds:
        faults.choice(kind, ("overrides", "kind"), GENRES)


def allowed(value: Any, faults: Faults) -> tuple[AllowedText, ...]:
    """The tables `[[allow]]`: lens, file, reason, and the passage."""
    found = []
    lines = faults.lines(("allow",))
    for number, own in enumerate(_tables(value, "allow", faults)):
        at: Path_ = ("allow",)
        made = faults.table(
            own,
            at,
            {
                "lens": faults.string,
                "files": lambda held, at: _several(held, at, faults),
                "text": faults.string,
                "reason": faults.string,
            },
        )
        lens, files, reason = made.get("lens"), made.get("files"), made.get("reason")
        if lens and files and reason:
            line = lines[number] if number < len(lines) else 1
            found.append(AllowedText(lens, files, reason, made.get("text") or "", line))
        elif not {"lens", "files", "reason"} <= set(own):
            says = "What is allowed names its lens, its files and a reason."
            faults.add(at, says, 'lens = "…", files = "terms.pdf", reason = "…", text = "…"')
    return tuple(found)


def _tables(value: Any, name: str, faults: Faults) -> list[dict[str, Any]]:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    faults.add((name,), f"“{name}” is a list of tables.", f"[[{name}]]")
    return []


def _several(value: Any, at: Path_, faults: Faults) -> tuple[str, ...]:
    """One text or a list of them."""
    return faults.strings([value] if isinstance(value, str) else value, at)
