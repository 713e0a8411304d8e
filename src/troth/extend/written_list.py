"""A list that somebody wrote by hand in YAML, given to a table's reader as JSON lines.

Each item keeps the line in which it stands, so that what is set aside names the right one. Lists
inside an item become text with semicolons between.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

from troth.errors import SourceError
from troth.extend.opened import Opened
from troth.extend.refusal import refuse, unreadable
from troth.model.reject import Reject
from troth.patterns import later
from troth.text.yaml_plain import YamlFaultError, read_yaml

ENDINGS = (".yml", ".yaml")
LARGEST = 16 << 20
_KEY = later(r"(?m)^ *(?:- +)?[\"']?([A-Za-z_][\w -]{0,40})[\"']?\s*:")


def keys_in(opened: Opened) -> tuple[str, ...]:
    """The names of parts that the beginning of the file shows."""
    return tuple(dict.fromkeys(_KEY.findall(opened.head_text)))


def as_lines(opened: Opened, within: tuple[str, ...]) -> Opened | Reject:
    """The items of the list, which may stand under one of these names; a Reject where none can be read."""
    fault = refuse(opened) or unreadable(opened)
    if fault is not None:
        return fault
    try:
        value = read_yaml(opened.content(LARGEST).decode(str(opened.encoding)))
    except YamlFaultError as broken:
        advice = "Nothing of the file was read. Write it plainly, or as a CSV table."
        return opened.reject(f"The line {broken.says}.", advice, row=broken.line)
    except (SourceError, OSError, UnicodeError) as broken:
        says = broken.says if isinstance(broken, SourceError) else f"It cannot be read: {broken}."
        return opened.reject(says, "The file was set aside. Save it again.")
    if isinstance(value, dict):
        value = next((value[name] for name in within if isinstance(value.get(name), list)), value)
    items = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    if not items:
        return opened.reject("The file is no list.", "Write each item with a dash:  - what: …")
    return _laid(opened, items)


def _laid(opened: Opened, items: list[Any]) -> Opened:
    held = io.StringIO()
    names = list(dict.fromkeys(name for item in items for name in item))
    at = 1
    for item in items:
        line = max(getattr(item, "line", 0), at)
        held.write("\n" * (line - at))
        held.write(json.dumps({name: _text(item.get(name)) for name in names}) + "\n")
        at = line + 1
    content = held.getvalue().encode()
    return replace(opened, raw=lambda: io.BytesIO(content), size=len(content))


def _text(value: Any) -> Any:
    return "; ".join(str(each) for each in value) if isinstance(value, list) else value
