"""Several documents of one check held together, and what an author allowed in one of them."""

from __future__ import annotations

from pathlib import Path

from tests.prose.test_examples import lens
from troth.acts.check import check
from troth.documents import read
from troth.model.document import Backing, BackingPromise, Document
from troth.prose.across import across
from troth.prose.engine import Reader

FAQ = "# Questions\n\nThe refund for a lost parcel is paid to your card within 10 days.\n"
TERMS = "# Terms\n\nWe pay the refund for a lost parcel to your bank card within 14 days.\n"
SAME = "# Terms\n\nWe pay the refund for a lost parcel to your bank card within 240 hours.\n"


def document(path: str, text: str) -> Document:
    made = read(path, text.encode())
    assert isinstance(made, Document)
    return made


def joined(*texts: str) -> dict[str, list[str]]:
    documents = [document(f"{number}.md", text) for number, text in enumerate(texts)]
    found = across(documents, [lens("two-answers")])
    return {path: [one.says for one in findings] for path, findings in found.items()}


def test_two_documents_give_one_question_two_answers() -> None:
    assert joined(FAQ, TERMS) == {"1.md": ["“{quote}” – 0.md, line 3, gives another answer."]}
    assert joined(FAQ, SAME) == {}
    assert joined(FAQ) == {}


def test_an_allowance_in_the_document_silences_it() -> None:
    allowed = TERMS.replace("days.", "days. <!-- troth: allow two-answers: it is new -->")
    assert joined(FAQ, allowed) == {}


def test_check_holds_its_files_together(tmp_path: Path) -> None:
    (tmp_path / "faq.md").write_text(FAQ, encoding="utf-8")
    (tmp_path / "terms.md").write_text(TERMS, encoding="utf-8")
    [finding] = check([tmp_path], select=["two-answers"]).findings
    assert finding.place is not None
    assert Path(finding.place.path).name == "terms.md"
    assert "faq.md, line 3" in finding.says


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
