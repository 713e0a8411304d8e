"""What did we change in the product or its API, and when did we say so?

What it reads: changelogs in Markdown or plain text with one heading a version (“## [1.2.0] -
2024-03-01”, “1.2.0 (1 March 2024)” underlined, “## 2024-03-01”), as Keep a Changelog,
conventional-changelog and towncrier write them; and lists of releases as the APIs of GitHub and
GitLab and the command gh give them. Each version is one change; one of an API where the file's
name or title says API.

How it is recognised: a list of releases by its keys; a text by its name (CHANGELOG, HISTORY,
RELEASES …) and one version heading, or by several version headings with a date. Headings inside
code are none.

What it sets aside: versions without a date or with one that may be read two ways, what is not
released yet, drafts, and sections of other things between versions. An empty “Unreleased” is
passed over, and so is what stands above the first version.

Source: keepachangelog.com 1.1; GitHub REST API, releases; GitLab releases API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from troth.errors import SourceError
from troth.extend.ordinals import Ordinals
from troth.extend.source import (
    Draft,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    nested,
    peeked,
    refuse,
    staff,
    unreadable,
)
from troth.model.units import DAY_US
from troth.text.moments import Moment, Times
from troth.text.releases import Section, sections

CARD = SourceCard(
    kinds=frozenset({"change"}),
    endings=(".md", ".markdown", ".txt", ".rst", ".json", ".jsonl", ""),
    system="changelog",
)

LARGEST = 32 << 20
SEVERAL = 3
_TEXTS = frozenset((".md", ".markdown", ".mdx", ".txt", ".rst", ""))
_NAMED = re.compile(
    r"(?:.*[-_. ])?(?:change[-_ ]?logs?|changes|history|release[-_ ]?notes?|releases|news|"
    r"what-?s[-_ ]?new)(?:[-_. ].*)?",
    re.I,
)
_API = re.compile(r"(?<![a-z])api(?![a-z])", re.I)
_DATED = "Write the day into the heading:  ## 1.2.0 - 2024-03-01"
_DEEPER = "What belongs to a version stands under a deeper heading."
_LATER = "It goes in once its heading says which version and day it is."
_LISTS = ("releases", "items", "data")

EXAMPLES = (
    Sample(
        "CHANGELOG.md",
        "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2024-03-01\n\n### Added\n\n- Export as PDF.\n"
        "\n## 1.1.0\n\n- Faster search.\n",
        gives=1,
        sets_aside=1,
        says="The version “1.1.0” has no date",
        title="Keep a Changelog, with one version that nobody dated",
    ),
    Sample(
        "releases.json",
        '[{"id": 7, "tag_name": "v1.2.0", "name": "Spring", "body": "- Export as PDF.", '
        '"html_url": "https://code.example/acme/app/releases/tag/v1.2.0", "draft": false, '
        '"prerelease": false, "published_at": "2024-03-01T09:00:00Z"},'
        '{"id": 8, "tag_name": "v1.3.0", "name": "", "body": "", "draft": true, '
        '"prerelease": false, "published_at": null}]',
        gives=1,
        sets_aside=1,
        says="draft",
        title="Releases as GitHub's API lists them, one of them a draft",
    ),
)


def recognises(opened: Opened) -> float:
    """By the keys of releases; by the name and a version, or by several dated versions."""
    if _is_releases(opened):
        return 0.99
    if opened.ending not in _TEXTS or opened.head_text[:1] in ("{", "["):
        return 0.0
    lines = opened.head_text.splitlines(keepends=True)
    found = [each for each in sections(lines) if each.kind != "other"]
    if found and _NAMED.fullmatch(opened.name.rsplit(".", 1)[0]):
        return 0.97
    dated = sum(each.version is not None and bool(each.date) for each in found)
    return 0.95 if dated >= SEVERAL else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """Changes, in the order of the file."""
    if _is_releases(opened):
        yield from _releases(opened)
        return
    try:
        fault = refuse(opened) or unreadable(opened)
        text = "" if fault else opened.content(LARGEST).decode(str(opened.encoding))
    except (SourceError, OSError, UnicodeError) as broken:
        says = broken.says if isinstance(broken, SourceError) else f"It cannot be read: {broken}."
        fault = opened.reject(says, "The file was set aside. Save it again.")
    if fault is not None:
        yield fault
        return
    yield from _versions(opened, text)


def _versions(opened: Opened, text: str) -> Iterator[Draft | Reject]:
    times, ordinals = Times(opened.reading.dates), Ordinals()
    what, seen = "product", False
    if _API.search(opened.name):
        what = "api"
    for section in sections(text.splitlines(keepends=True)):
        if section.kind == "other":
            if not seen and section.level == 1 and _API.search(section.heading):
                what = "api"
            if seen and section.text:
                says = f"The section “{section.heading[:80]}” is no version"
                yield _aside(opened, section, says, _DEEPER)
            continue
        seen = True
        if section.kind == "open":
            if re.search(r"\w", re.sub(r"(?m)^\s*#.*$", "", section.text)):
                says = f"“{section.heading[:80]}” is not released yet"
                yield _aside(opened, section, says, _LATER)
            continue
        yield _change(opened, section, times.read(section.date), what, ordinals)


def _change(
    opened: Opened, section: Section, moment: Moment | None, what: str, ordinals: Ordinals
) -> Draft | Reject:
    if moment is None:
        why = f"is dated “{section.date}”, which may be read two ways or not at all"
        why = why if section.date else "has no date in its heading"
        return _aside(opened, section, f"The version “{section.label[:80]}” {why}", _DATED)
    at_us = moment[0] - moment[0] % DAY_US
    extra = {"version": section.version or "", "heading": section.heading}
    if section.yanked:
        extra["yanked"] = "true"
    return Draft(
        kind="change",
        at_us=at_us,
        origin=opened.origin(section.line),
        key=ordinals.key(opened.path, section.version or f"{section.label} {section.date}".strip()),
        precision="day",
        system=opened.reading.system,
        fields={
            "what": what,
            "title": section.label,
            "text": section.text or section.label,
            "announced_us": at_us,
            "effect_us": at_us,
        },
        extra={name: value for name, value in extra.items() if value},
    )


def _aside(opened: Opened, section: Section, says: str, advice: str) -> Reject:
    return opened.reject(
        f"{says}.",
        f"It was set aside. {advice}",
        row=section.line,
        excerpt=f"{section.heading}\n{section.text}",
    )


def _is_releases(opened: Opened) -> bool:
    if not opened.head_text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    first = peeked(opened, *_LISTS, most=3)
    names = set().union(*(each.values for each in first)) if first else set()
    api = "tag_name" in names and names & {"published_at", "released_at", "draft", "prerelease"}
    return bool(api or {"tagName", "publishedAt"} <= names)


def _releases(opened: Opened) -> Iterator[Draft | Reject]:
    times = Times(opened.reading.dates)
    for item in nested(opened, *_LISTS):
        yield item if isinstance(item, Reject) else _release(opened, item, times)


def _release(opened: Opened, item: Nested, times: Times) -> Draft | Reject:
    values = item.values
    tag = _text(values, "tag_name", "tagName")
    name = _text(values, "name")
    body = _text(values, "body", "description")
    written = _text(values, "published_at", "publishedAt", "released_at", "created_at")
    moment = times.read(written)
    if values.get("draft") is True or values.get("isDraft") is True:
        fault = "is a draft, which nobody outside has seen"
    elif not tag:
        fault = "names no tag"
    elif moment is None:
        fault = f"is dated “{written[:60]}”, which is no date" if written else "has no date"
    else:
        return _published(opened, item, (tag, name, body), moment)
    advice = "It was set aside. Export the list again once it is published."
    return opened.reject(
        f"The release “{(tag or name)[:80]}” {fault}.", advice, row=item.number, excerpt=body
    )


def _published(opened: Opened, item: Nested, words: tuple[str, str, str], moment: Moment) -> Draft:
    tag, name, body = words
    values = item.values
    link = _text(values, "html_url", "url") or _text(_inner(values, "_links"), "self")
    project = re.match(
        r"https?://[^/\s]+/(?:api/v3/repos/|repos/)?([^?#\s]+?)/(?:-/)?releases/", link
    )
    product = project[1] if project else opened.path
    author = _text(_inner(values, "author"), "login", "username", "name")
    known = {"name", "body", "description", "published_at", "publishedAt", "html_url", "url"}
    plain = (str, bool, int)
    extra = {
        each: str(value).lower() if isinstance(value, bool) else str(value)
        for each, value in values.items()
        if each not in known and isinstance(value, plain) and value not in ("", False)
    }
    return Draft(
        kind="change",
        at_us=moment[0],
        origin=Origin(opened.path, item.number, link=link or None),
        key=f"{product}@{tag}",
        zone=moment[2],
        by=staff(author, None, None) if author else None,
        system=opened.reading.system,
        fields={
            "what": "api" if _API.search(f"{opened.name} {product}") else "product",
            "title": tag if not name else name if tag in name else f"{name} ({tag})",
            "text": body or name or tag,
            "announced_us": moment[0],
            "effect_us": moment[0],
        },
        extra=extra,
    )


def _inner(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name)
    return found if isinstance(found, dict) else {}


def _text(values: Mapping[str, Any], *names: str) -> str:
    """The first of these that holds text."""
    found = (values.get(name) for name in names)
    return next((each.strip() for each in found if isinstance(each, str) and each.strip()), "")
