"""The head learnt from this workspace's own corrections, where there is one: a second look.

It reads what a recogniser has heard and keeps what a person here would have said yes to. Its version
is part of the recogniser's, so that everything is read anew when it is learnt or taken away; what a
person has decided stays decided.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from troth.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

    from troth.model.saying import Saying
    from troth.store.home import Home
    from troth.text.head import Head

LEARNABLE = ("promise",)
UNLEARNT = (
    "What was learnt from your corrections was removed, for it was learnt from all of them:  "
    "troth grade promise --mine --learn"
)


@dataclass(frozen=True, slots=True)
class Own:
    """A head and the digest of its weights."""

    head: Head
    digest: str

    def version(self, plain: str) -> str:
        """The version of a recogniser with this second look behind it."""
        return f"{plain}+own-{self.digest}"

    def kept(
        self, heard: Iterable[Saying], shown: pa.RecordBatch, version: str
    ) -> Iterator[Saying]:
        """The sayings that the head keeps; `shown` is the batch in which they were heard."""
        held = list(heard)
        texts = _texts(held, shown)
        for one, stays in zip(held, keeps(self.head, texts), strict=True):
            if stays:
                yield replace(one, recogniser_version=version)


def keeps(head: Head, texts: list[str]) -> list[bool]:
    """Whether the head takes each text, read as a promise by the rules, for one as well."""
    from troth.text.grams import grams
    from troth.text.head import Seen
    from troth.text.vectors import vectors

    if not texts:
        return []
    chances = head.chances(Seen(grams(texts), vectors(texts)))
    found: list[bool] = (chances[:, head.labels.index("true")] >= 0.5).tolist()
    return found


def own_head(home: Home, name: str) -> Own | None:
    """The head for a recogniser; None where none was learnt. StoreError where it is damaged."""
    from troth.text.head import load

    path = home.weights / f"{name}.npz"
    if name not in LEARNABLE or not path.is_file():
        return None
    try:
        head = load(home.weights, name)
        head.labels.index("true")
        return Own(head, hashlib.sha256(path.read_bytes()).hexdigest()[:8])
    except (OSError, ValueError, KeyError, BadZipFile) as fault:
        raise StoreError(
            "What was learnt from your corrections cannot be read.",
            place=str(path),
            advice="Remove that folder, or learn again:  troth grade promise --mine --learn",
        ) from fault


def unlearn(home: Home) -> list[str]:
    """Remove what was learnt and what a backend has answered; says so where a head is gone."""
    home.answers.unlink(missing_ok=True)
    if not home.weights.is_dir():
        return []
    shutil.rmtree(home.weights)
    return [UNLEARNT]


def _texts(held: list[Saying], shown: pa.RecordBatch) -> list[str]:
    wanted = {one.record for one in held}
    ids: list[Any] = shown["id"].to_pylist()
    versions, texts = shown["version"], shown["text"]
    words = {
        (id, versions[at].as_py()): texts[at].as_py() for at, id in enumerate(ids) if id in wanted
    }
    return [" ".join(one.span.of(words[one.record, one.version]).split()) for one in held]
