"""The texts that heads are learnt from, each input held to the hash it had.

`shared` is the folder of public labelled tables, `mirror` one of bare repositories. Only what
its licence lets us learn from is learnt from; what is marked “evaluate only” is only measured on.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from troth import documents
from troth.model.document import Document
from troth.text.masking import masked, sentences


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the shared folder: its place, its hash, its licence."""

    path: str
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one commit, of which Markdown files are read."""

    name: str
    commit: str
    licence: str


TABLES = {
    "darkpattern_ec": Table(
        "text/darkpattern_ec.tsv.gz",
        "220f4dff2841a175254fa9c8c877af8af37c8f607b31996f1c1eb8b741de9f58",
        "Apache-2.0 (yamanalab/ec-darkpattern)",
    ),
    "sentiment_uci3": Table(
        "text/sentiment_uci3.tsv.gz",
        "64e2be6d4b8ea6c446932b88a540b209060b2d86ae3668565529df1615970fb3",
        "CC-BY-4.0 (UCI Sentiment Labelled Sentences)",
    ),
    "care": Table(
        "care/care-dev.jsonl",
        "89968c64f83faf2faaef6bd9273c42f7e3780412fda3fdd95994fe8efd8c451c",
        "Apache-2.0 (IBM/twitter-customer-care-document-prediction)",
    ),
    "sentiment_airline": Table(
        "text/sentiment_airline.tsv.gz",
        "690bb1f2fb68e09d50eb2e48d96fb83028c3ded9135ef854c90b9d85d550e4b0",
        "CC-BY-NC-SA-4.0, evaluate only",
    ),
    "sentiment_sst2": Table(
        "text/sentiment_sst2.tsv.gz",
        "1df10bfdbfb5d45e9b78eeb1929480f6f362c0395be032f10475d71388b9ab0a",
        "research use, evaluate only",
    ),
    "valence_emobank": Table(
        "text/valence_emobank.tsv.gz",
        "17da1565a9f1eb15a209d8f74397f82abb4ef3b9194fc5da76c5161090d5be9c",
        "CC-BY-SA-4.0, evaluate only",
    ),
}
PUBLIC_DOMAIN = "US public domain, CC0-1.0"
ORDINARY = (
    Repository("18F/18f.gsa.gov", "59cbf25eb638eef69e00c7f803c132c6f191afda", PUBLIC_DOMAIN),
    Repository("GSA/digitalgov.gov", "338a8d3ec7eb90732c5f35627e7235de8e7dac8b", PUBLIC_DOMAIN),
    Repository("cloud-gov/cg-site", "ee5f382c47b0c55342f346c1bb5f42332376524a", PUBLIC_DOMAIN),
    Repository("github/site-policy", "bd37735c45653b15bd3258c8ab63f46511cc11fd", "CC0-1.0"),
    Repository("prometheus/docs", "54d0f70f0cea191ae962cf44521d868941b57758", "Apache-2.0"),
    Repository("linkerd/website", "9c6d0f24a888910723e20aee7774b8f3fe2f877f", "Apache-2.0"),
    Repository("nats-io/nats-site", "934157d5397048d8ec3fa97e1fe1ef7a046af46b", "Apache-2.0"),
    Repository("polarsource/polar", "763a3ce280f39fe888d49992e0dde0ed81d1fe0d", "Apache-2.0"),
)
"""Firms and offices that say what they do, without pressing anybody."""


def read(shared: Path, name: str) -> str:
    """The text of a table, if it is the file these heads were learnt from."""
    table = TABLES[name]
    held = (shared / table.path).read_bytes()
    if hashlib.sha256(held).hexdigest() != table.sha256:
        sys.exit(f"{table.path} is not the file these heads were learnt from.")
    return (gzip.decompress(held) if table.path.endswith(".gz") else held).decode("utf-8")


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table of tab-separated values."""
    lines = io.StringIO(read(shared, name), newline="")
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def care(shared: Path) -> list[dict[str, str]]:
    """The messages between customers and the firms that answered them."""
    return [json.loads(line) for line in read(shared, "care").split("\n") if line]


def ordinary(mirror: Path, one: Repository, many: int) -> list[str]:
    """So many sentences of a repository's pages, drawn by the hash of their words."""
    folder = next((mirror / one.name.replace("/", "+")).iterdir())
    listed = _git(folder, "ls-tree", "-r", "-z", one.commit).decode().split("\0")
    blobs = sorted(
        line.split()[2] for line in listed if line.endswith((".md", ".mdx", ".markdown"))
    )
    found: set[str] = set()
    for text in _texts(folder, blobs):
        found.update(_sentences(text))
    return drawn(found, many)


def drawn(texts: Iterable[str], many: int) -> list[str]:
    """So many of the texts, by the hash of their words: the same ones each time."""
    return sorted(set(texts), key=lambda text: hashlib.sha256(text.encode()).digest())[:many]


def digest(texts: Sequence[str]) -> str:
    """One hash for texts in their order."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _sentences(text: str) -> Iterable[str]:
    read_as = documents.read("page.md", text.encode())
    if not isinstance(read_as, Document):
        return
    for block in read_as.blocks:
        if block.kind not in ("paragraph", "item", "heading", "cell"):
            continue
        words = masked(block.span.of(read_as.prose))
        for span in sentences(words, wrapped=True):
            sentence = " ".join(span.of(words).split())
            if 3 <= len(sentence.split()) <= 60 and sentence[0].isalpha() and "{" not in sentence:
                yield sentence


def _texts(folder: Path, blobs: Sequence[str]) -> Iterable[str]:
    held = _git(folder, "cat-file", "--batch", given="\n".join(blobs).encode())
    at = 0
    while at < len(held):
        end = held.index(b"\n", at)
        head = held[at:end].split()
        if head[-1] == b"missing":
            at = end + 1
            continue
        size = int(head[2])
        yield held[end + 1 : end + 1 + size].decode("utf-8", "replace")
        at = end + 2 + size


def _git(folder: Path, *words: str, given: bytes | None = None) -> bytes:
    done = subprocess.run(
        ["git", "-C", folder, *words], input=given, capture_output=True, check=True
    )
    return done.stdout
