"""Slack's way of writing text as its readers see it: mentions, channels, links, dates, emphasis.

Source: Slack's documentation, Formatting text for app surfaces.
"""

from __future__ import annotations

from collections.abc import Callable

from troth.patterns import later

Name = Callable[[str], str | None]

_MARKED = later(r"<([^<>]{1,4000})>")
_WIDE = {"!here": "@here", "!channel": "@channel", "!everyone": "@everyone", "!group": "@group"}
_MENTION = later(r"<@([UWB][A-Z0-9]{2,})(?:\|[^<>]*)?>")
_LINK = later(r"<(https?://[^<>|\s]{1,4000})(?:\|[^<>]*)?>")


def rendered(text: str, person: Name, channel: Name) -> str:
    """The words as a reader sees them; `person` and `channel` give the name of an id, or None."""
    if "<" in text:
        text = _MARKED.sub(lambda found: _seen(found[1], person, channel), text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def mentioned(text: str) -> tuple[str, ...]:
    """The ids of the people whom a text names, each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(text))) if "<@" in text else ()


def links(text: str) -> tuple[str, ...]:
    """The addresses of the pages a text leads to, each once, in order."""
    if "<http" not in text:
        return ()
    return tuple(dict.fromkeys(one.replace("&amp;", "&") for one in _LINK.findall(text)))


def _seen(inside: str, person: Name, channel: Name) -> str:
    target, _, label = inside.partition("|")
    kind = target[:1]
    if kind == "@":
        return "@" + (person(target[1:]) or label.removeprefix("@") or target[1:])
    if kind == "#":
        return "#" + (label.removeprefix("#") or channel(target[1:]) or target[1:])
    if kind == "!":
        return _WIDE.get(target) or label or "@" + target[1:].split("^", 1)[0]
    if ":" in target:
        return label or target.removeprefix("mailto:")
    return f"<{inside}>"
