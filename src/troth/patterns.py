"""Regular expressions that are compiled when they are first used, so that a start costs nothing.

Most texts touch few of the patterns that the rooms hold; compiling all of them took longer than
reading the text.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def later(regex: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, made at the first search; a bad pattern raises `re.error` only then.

    It answers to every method and attribute of a pattern, and is none for `isinstance`.
    """
    return cast("re.Pattern[AnyStr]", _Later(regex, flags))


class _Later:
    """Becomes the pattern at the first use: its methods are kept, so that later uses cost nothing."""

    def __init__(self, regex: Any, flags: int | re.RegexFlag) -> None:
        self._asked = regex, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = re.compile(*self._asked)
        for each in dir(made):
            if not each.startswith("__"):
                setattr(self, each, getattr(made, each))
        return getattr(made, name)

    def __repr__(self) -> str:
        return f"later{self._asked!r}"
