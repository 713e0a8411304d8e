"""Who answers questions about texts: the rules and heads that come with troth, or a model of yours.

The local backend (`text.local`) is the reference. Another one is asked only where `troth.toml` names
it, and is called better only once it has been graded on the same labelled lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from troth.model.origin import Span
from troth.text.tasks import Item

if TYPE_CHECKING:
    from troth.text.vectors import Vectors

ENTAILS = ("entails", "contradicts", "neither")
"""How one text may stand to another: it says the second as well, denies it, or does neither."""
NOTHING = ("none", "false", "0", "apart")
"""Labels that say something is not there: of these nobody can quote the words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a backend says of one text.

    `by` is the name and version of whoever answered; `spans` are the words that show it, found
    in the text itself. `score` is how likely the text has what is asked for, 0 to 1, as measured
    on labelled text, None where no such measure exists. `fault` says why another backend's
    reply could not be used, so that the local answer stands here instead.
    """

    label: str
    by: str
    spans: tuple[Span, ...] = ()
    score: float | None = None
    fault: str = ""
    asked: bool = False


class TextBackend(Protocol):
    """Four questions. Every answer says who gave it."""

    @property
    def name(self) -> str:
        """What it is called, for instance in `troth grade --backend NAME`."""

    @property
    def version(self) -> str:
        """Changes whenever it could answer otherwise."""

    def classify(self, task: str, items: Sequence[Item]) -> list[Answer]:
        """One label of a task (`text.tasks.TASKS`) for each text."""

    def extract(self, items: Sequence[Item]) -> list[Answer]:
        """The promises in each text, as spans; "false" where there is none."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, of length one."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Answer]:
        """Whether the first text of each pair says the second as well: a label of `ENTAILS`."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model that speaks the OpenAI-compatible calls, as `[text.backend]` names it.

    `key` names the environment variable with the key, never the key itself. `band` are the local
    scores between which a text is sent; `seconds` is how long one answer may take. `recognise`
    lets runs ask it about sentences in which no promise was read, `at_most` so many a run.
    """

    url: str
    model: str
    key: str | None = None
    embeddings: str | None = None
    seconds: float = 30.0
    band: tuple[float, float] = (0.02, 0.5)
    recognise: bool = False
    at_most: int = 500

    @property
    def host(self) -> str:
        """The host, with its port where one is named."""
        return urlsplit(self.url).netloc

    @property
    def here(self) -> bool:
        """Whether it runs on this very machine, so that no text leaves it."""
        from ipaddress import ip_address

        name = urlsplit(self.url).hostname or ""
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"
