"""`check` over other formats: spots, other languages, and kinds that the settings give."""

from __future__ import annotations

from pathlib import Path

from tests.documents.making import docx, paragraph, pdf, printed, run
from troth.acts.check import check
from troth.documents import read
from troth.faces.checking import check_text
from troth.prose.engine import Reader
from troth.prose.lens import lens_of
from troth.registry import load

GERMAN = (
    "Wir antworten auf jede Nachricht innerhalb von einem Tag und sagen, wenn wir es nicht können."
)
ENGLISH = "We answer you within a day, and where we cannot we say so and tell you by when we will."
CLAIM = "Our users and our user base are units of growth; churners are leads to convert."


def test_findings_name_paragraph_page_and_heading(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(
        docx(paragraph(run("Growth plan"), style="H1") + paragraph(run(CLAIM)) * 3)
    )
    head = (20, 72, 740, "Growth plan")
    (tmp_path / "a.pdf").write_bytes(pdf([[], [head, *printed([CLAIM] * 3)]]))
    done = check([tmp_path])
    spots = {one.place.spot for one in done.findings if one.place}
    assert any(spot.startswith("paragraph ") and "under Growth plan" in spot for spot in spots)
    assert any(spot.startswith("page 2, line ") for spot in spots)
    assert "(page 2, line " in check_text(done, False, 1)
    for finding in done.findings:
        assert finding.place is not None
        document = done.document(finding)
        line = document.line(finding.place.line)
        assert finding.cites[0].span is not None
        words = finding.cites[0].span.of(document.text).split("\n")[0]
        assert line[finding.place.column - 1 :].startswith(words)


def test_other_languages_are_passed_over_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Hours\n\n{ENGLISH}\n\n{GERMAN}\n")
    (tmp_path / "b.md").write_text(f"---\nlang: de\n---\n{GERMAN}\n")
    told = check_text(check([tmp_path]), False, 1)
    assert "a.md: 1 stretch from line 5 on was passed over: not English." in told
    assert "b.md: the whole text was passed over: not English." in told


def test_lenses_see_no_foreign_words() -> None:
    plan = "# Plan\n\n" + f"{CLAIM}\n\n" * 2
    reader = Reader([lens_of("faceless", load("prose", "faceless"))])
    english, declared = (
        read("plan.md", text.encode()) for text in (plan, f"---\nlang: fr\n---\n{plan}")
    )
    assert reader.read(english).foreign == 0  # type: ignore[arg-type]
    seen = reader.read(declared)  # type: ignore[arg-type]
    assert (seen.foreign, seen.findings) == (1, ())


def test_the_settings_say_what_kind_a_path_is(tmp_path: Path) -> None:
    (tmp_path / ".troth").mkdir()
    (tmp_path / "troth.toml").write_text('[genres]\n"notes/*.md" = "launch mail"\n')
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "x.md").write_text("# Sender Plus\n\nIt is here.\n")
    done = check([tmp_path / "notes" / "x.md"])
    assert [one.document.genre for one in done.documents] == ["launch"]
