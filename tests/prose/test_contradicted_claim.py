"""`contradicted-claim` against the record: what was promised, and how often it was kept."""

from __future__ import annotations

from tests.prose.test_examples import lens
from troth.documents import read
from troth.model.document import Backing, BackingPromise, Document
from troth.prose.engine import Reader


def document(path: str, text: str) -> Document:
    made = read(path, text.encode())
    assert isinstance(made, Document)
    return made


def test_a_claim_whose_promise_was_kept_too_seldom_is_contradicted_by_the_record() -> None:
    text = "---\ngenre: launch\n---\n\nGood news: every message gets an answer within one day.\n"
    words = "We answer every message within one day"

    def found(low: float, high: float, n: int) -> list[str]:
        kept = (low + high) / 2
        promise = BackingPromise("p", words, True, True, "open", None, kept, low, high, n)
        reader = Reader([lens("contradicted-claim")], Backing((promise,)))
        return [one.says for one in reader.read(document("x.md", text)).findings]

    assert found(0.5, 0.6, 200) == [
        "“{quote}” – the record says otherwise: kept in 55% of 200 cases."
    ]
    assert found(0.75, 0.85, 200) == []
    assert found(0.5, 0.6, 10) == []
