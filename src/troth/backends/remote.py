"""A model that speaks the OpenAI-compatible calls, asked beside the local backend.

Only texts whose local score lies in the band are sent, names and numbers taken out first unless the
model runs on this machine. A reply that cannot be checked is a fault, and the local answer stands.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from troth.backends import wording
from troth.backends.calling import Fault, Pause, call
from troth.backends.kept import Kept
from troth.backends.replying import Reply, content, labelled, quoted, standing
from troth.backends.wording import Wording
from troth.errors import BackendError
from troth.text.backend import ENTAILS, Answer, Endpoint, TextBackend
from troth.text.tasks import TASKS, Item
from troth.text.veiling import Veiled, veil

if TYPE_CHECKING:
    from troth.text.vectors import Vectors

LONGEST = 20_000
"""A longer text is not sent; for a vector its beginning is."""
TOO_LONG = f"it has more than {LONGEST:,} characters and was not sent"
IN_A_ROW = 3
"""After so many failures to reach it in a row it is not asked again."""
AT_ONCE = 64
"""Texts in one call for vectors."""
_APART = "\n\n\0\n\n"
"""Between two texts that are veiled as one, so that a name has the same sign in both."""
Check = Callable[[Any, str], "Reply | Fault"]


class Remote:
    """One endpoint. `names` are words of the directory's names; `kept` holds earlier answers.

    `sent` counts the texts it was sent, `lost` the quotes among several that stood in
    no text, `unreached` the calls that no answer came to.
    """

    def __init__(
        self,
        to: Endpoint,
        local: TextBackend,
        *,
        key: str | None = None,
        names: Collection[str] = (),
        kept: Kept | None = None,
        pause: Pause = time.sleep,
    ) -> None:
        self.endpoint = to
        self.sent = 0
        self.lost = 0
        self.unreached = 0
        self._local, self._key, self._names, self._kept = local, key, names, kept
        self._pause = pause
        self._failed = 0

    @property
    def name(self) -> str:
        """The model's."""
        return self.endpoint.model

    @property
    def version(self) -> str:
        """The host and the words in which it is asked for promises."""
        return self._version(wording.promises())

    def _version(self, words: Wording) -> str:
        return f"{self.endpoint.host}/{words.version}"

    def classify(self, task: str, items: Sequence[Item]) -> list[Answer]:
        """The model's label where it was asked and could be checked, else the local one."""
        if task == "promise":
            return self.extract(items)
        known = TASKS[task].labels
        own = self._local.classify(task, items)
        words = wording.labels(task)
        return self._beside(words, items, own, lambda held, text: labelled(held, text, known))

    def extract(self, items: Sequence[Item]) -> list[Answer]:
        """The promises it quotes letter for letter, else those that are read here."""
        return self._beside(wording.promises(), items, self._local.extract(items), quoted)

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Answer]:
        """How the first text of each pair stands to the second."""
        words = wording.agreement()
        found = []
        for pair, own in zip(pairs, self._local.entail(pairs), strict=True):
            if sum(map(len, pair)) > LONGEST:
                found.append(replace(own, fault=TOO_LONG))
                continue
            both = self._veiled(_APART.join(text.replace("\0", " ") for text in pair))
            shown = wording.fenced(*both.text.split(_APART))
            reply = self._asked(words, "\0".join(pair), shown, lambda held: standing(held, ENTAILS))
            found.append(self._answer(words, own, reply))
        return found

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The model's vectors where one is named for them; else ours. They are never kept.

        Raises BackendError where they do not come, for those of two models cannot be mixed.
        """
        model = self.endpoint.embeddings
        if model is None:
            return self._local.embed(texts)
        import numpy as np

        rows: list[list[float]] = []
        for start in range(0, len(texts), AT_ONCE):
            some = [self._veiled(text[:LONGEST]).text for text in texts[start : start + AT_ONCE]]
            body = {"model": model, "input": some, "encoding_format": "float"}
            held = call(self.endpoint, "embeddings", body, self._key, self._pause)
            rows += _rows(held, len(some), self.endpoint.host)
        if len({len(row) for row in rows}) > 1:
            raise _no_vectors(self.endpoint.host, "they have several lengths")
        made = np.asarray(rows, np.float32).reshape(len(rows), -1)
        length = np.linalg.norm(made, axis=1, keepdims=True)
        found: Vectors = np.divide(made, length, out=np.zeros_like(made), where=length > 0)
        return found

    def _beside(
        self, words: Wording, items: Sequence[Item], own: Sequence[Answer], check: Check
    ) -> list[Answer]:
        found = []
        for one, local in zip(items, own, strict=True):
            if not self._in_band(local):
                found.append(local)
                continue
            found.append(self._of(words, one, local, check))
        return found

    def _of(self, words: Wording, one: Item, local: Answer, check: Check) -> Answer:
        texts = (one.text, one.other, one.before)
        if sum(map(len, texts)) > LONGEST:
            return replace(local, fault=TOO_LONG)
        whole = self._veiled(_APART.join(text.replace("\0", " ") for text in texts))
        text, other, before = whole.text.split(_APART)
        veiled = replace(whole, text=text)
        shown = wording.shown(replace(one, text=text, other=other, before=before))
        key = "\0".join((one.speaker, one.kind, *texts))
        reply = self._asked(
            words, key, shown, lambda held: _back(check(held, veiled.text), veiled), one.text
        )
        return self._answer(words, local, reply)

    def _asked(
        self,
        words: Wording,
        text: str,
        shown: str,
        check: Callable[[Any], Reply | Fault],
        within: str = "",
    ) -> Reply | Fault:
        """An earlier answer, or a new one; what cannot be checked is not kept."""
        key = ""
        if self._kept is not None:
            version = self._version(words)
            key = self._kept.key(self.name, version, words.task, text)
            if (before := self._kept.get(key, within)) is not None:
                return before
        if self._failed >= IN_A_ROW:
            return Fault("it was not asked, for it could not be reached before")
        self.sent += 1
        body = wording.asked(words, self.endpoint.model, shown)
        held = call(self.endpoint, "chat/completions", body, self._key, self._pause)
        reached = not isinstance(held, Fault) or held.reached
        self._failed = 0 if reached else self._failed + 1
        self.unreached += not reached
        made = held if isinstance(held, Fault) else content(held)
        reply = made if isinstance(made, Fault) else check(made)
        if isinstance(reply, Reply):
            self.lost += reply.lost
            if self._kept is not None:
                self._kept.put(key, reply)
        return reply

    def _answer(self, words: Wording, own: Answer, reply: Reply | Fault) -> Answer:
        if isinstance(reply, Fault):
            return replace(own, fault=reply.says, asked=True)
        by = f"{self.name} {self._version(words)}"
        return Answer(reply.label, by, reply.spans, own.score, asked=True)

    def _in_band(self, own: Answer) -> bool:
        low, high = self.endpoint.band
        return own.score is None or low <= own.score <= high

    def _veiled(self, text: str) -> Veiled:
        return Veiled(text) if self.endpoint.here else veil(text, self._names)


def _back(reply: Reply | Fault, veiled: Veiled) -> Reply | Fault:
    if isinstance(reply, Fault):
        return reply
    return replace(reply, spans=tuple(veiled.back(span) for span in reply.spans))


def _rows(held: Any, count: int, host: str) -> list[list[float]]:
    """The vectors of one call, in the order asked."""
    if isinstance(held, Fault):
        raise _no_vectors(host, held.says)
    try:
        rows = sorted(held["data"], key=lambda one: int(one["index"]))
        made = [[float(each) for each in one["embedding"]] for one in rows]
    except (KeyError, TypeError, ValueError):
        raise _no_vectors(host, "the reply has another shape than was asked for") from None
    if len(made) != count or not all(abs(each) < 1e9 for row in made for each in row):
        raise _no_vectors(host, "the reply has another shape than was asked for")
    return made


def _no_vectors(host: str, says: str) -> BackendError:
    advice = "Take “embeddings” out of troth.toml to use the vectors that come with troth."
    return BackendError(f"{host} gave no vectors: {says}.", place="[text.backend]", advice=advice)
