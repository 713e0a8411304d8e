"""Which of two versions comes first, and may the step between them break anything?

Semantic Versioning 2.0.0: a release that breaks something is a new major version; before 1.0.0
anything may change. Precedence is that of the `semver` library, so 1.0.0-rc.1 comes before 1.0.0.
A version is read as people write it: with a "v" before it, or with two numbers only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from troth.errors import MissingExtraError
from troth.patterns import later

if TYPE_CHECKING:
    from semver import Version

Step = Literal["major", "minor", "patch", "early", "same", "back"]

_WRITTEN = later(r"(?:[@\w./ -]*?[ @/-])?[vV]?(?P<version>\d+(?:\.\d+){1,2}(?:[-+][\w.+-]+)?)")
_LONGEST = 200


@lru_cache(maxsize=4096)
def version(written: str) -> Version | None:
    """A version as SemVer reads it, None where it is none ("2024.1.0.5", "Spring", "1.02.0")."""
    try:
        from semver import Version
    except ImportError as fault:
        advice = "Install it with  pip install 'troth[all]'."
        raise MissingExtraError("Versions cannot be compared here.", advice=advice) from fault
    found = _WRITTEN.fullmatch(written.strip()[:_LONGEST])
    if found is None:
        return None
    try:
        return Version.parse(found["version"], optional_minor_and_patch=True)
    except ValueError:
        return None


def step(before: str, after: str) -> Step | None:
    """How far it is from one version to the next; None where one of them is no version.

    "early" is any step before 1.0.0, where nothing is promised yet, and any step to or from a
    pre-release; "back" goes to an older one.
    """
    old, new = version(before), version(after)
    if old is None or new is None:
        return None
    if old.compare(new) >= 0:
        return "same" if old.compare(new) == 0 else "back"
    if old.major == 0 or old.prerelease or new.prerelease:
        return "early"
    if new.major > old.major:
        return "major"
    return "minor" if new.minor > old.minor else "patch"


def breaks_its_word(before: str, after: str) -> bool:
    """Whether a step promises that nothing breaks: a minor or a patch after 1.0.0."""
    return step(before, after) in ("minor", "patch")
