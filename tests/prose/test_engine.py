"""The engine: exact offsets under any text, whole words, gates, quotes, overlaps, anchors."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.documents import read
from troth.errors import ExtensionError
from troth.extend.prose import (
    Hit,
    Page,
    ProseCard,
    density,
    list_shape,
    pattern,
    phrases,
    substitute,
)
from troth.model.detect import Detector
from troth.model.document import Document
from troth.prose.engine import Reader, Seen
from troth.prose.fold import Fold
from troth.prose.lens import Lens, lens_of


def document(text: str, path: str = "a.md") -> Document:
    found = read(path, text.encode())
    assert isinstance(found, Document)
    return found


def look(text: str, *detectors: Detector, path: str = "a.md") -> tuple[Document, Seen]:
    found = document(text, path)
    return found, Reader([Lens("probe", ProseCard(), detectors)]).read(found)


def words(text: str, *detectors: Detector, path: str = "a.md") -> list[str]:
    found, seen = look(text, *detectors, path=path)
    spans = [finding.cites[0].span for finding in seen.findings]
    return [" ".join(span.of(found.text).split()) for span in spans if span]


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="aéİßǅﬁ😀 \n*`’", max_size=30),
    st.text(alphabet="aéİßǅﬁ😀 \n*`’", max_size=30),
)
def test_offsets_are_exact_under_any_unicode(before: str, after: str) -> None:
    text = f"{before}\n\nWe really Promise you.\n\n{after}"
    found, seen = look(text, phrases("promise", says="x"), path="a.txt")
    spans = [finding.cites[0].span for finding in seen.findings]
    assert [span.of(found.text) for span in spans if span] == ["Promise"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab İß😀\n#*_`[]()>-|", max_size=80))
def test_folding_finds_its_way_back(text: str) -> None:
    found = read("a.md", text.encode())
    if not isinstance(found, Document):
        return
    fold = Fold(found)
    assert len(fold.text) == len(fold.lower)
    for at, char in enumerate(fold.text):
        if char not in " \nI-":
            span = fold.span(at, at + 1)
            assert span.of(found.prose) == char
            assert fold.into(span) == (at, at + 1)


def test_phrases_are_whole_words_in_any_case_across_lines_and_markup() -> None:
    probe = phrases("best of breed", says="x")
    assert words("It is **Best of**\nbreed. Best of breeds.", probe) == ["Best of** breed"]
    assert words("# Best of\n\nbreed", probe) == []
    assert words("Run `best of breed` or https://a.b/best", probe) == []


def test_an_exception_clears_what_it_overlaps() -> None:
    probe = phrases("leverage", says="x", unless=("leverage ratio",))
    assert words("We leverage it. The leverage ratio fell.", probe) == ["leverage"]


def test_quoted_words_are_somebody_elses() -> None:
    probe = phrases("awesome", says="x")
    assert words("She wrote “it is awesome”. Our awesome app.\n\n> awesome\n", probe) == ["awesome"]


def test_a_pattern_runs_only_where_its_trigger_stands() -> None:
    probe = pattern("sorry", r"sorry (?:if|that) you \w+", says="“{quote}”")
    text = "Sorry if you waited. If that you waited."
    assert words(text, probe) == ["Sorry if you waited"]
    never = pattern("absent", r"sorry", says="x")
    assert words("We are sorry.", never) == []


def test_a_substitute_names_the_better_word() -> None:
    _, seen = look("We utilize it.", substitute({"utilize": "use"}, says="Say {instead}."))
    assert [(one.says, one.instead) for one in seen.findings] == [("Say use.", "“use”")]


def test_density_speaks_only_of_too_many() -> None:
    probe = density("very", most=20, says="{n} times")
    assert words("It is very good. " + "word " * 50, probe) == []
    assert words("very very very. " + "word " * 20, probe) == ["very"]


def test_a_list_of_one_shape_is_found_as_a_list() -> None:
    probe = list_shape(r"as an? \w+", at_least=3, says="{n} of them")
    assert words("- As a user, x\n- As a buyer, y\n- As an admin, z\n", probe) == ["As a user, x"]
    assert words("- As a user, x\n- Else\n- As a buyer, y\n", probe) == []


def test_of_overlapping_hits_the_longest_stays() -> None:
    assert words("a state of the art tool", phrases("art", "state of the art", says="x")) == [
        "state of the art"
    ]
    two = (phrases("the art", says="x"), phrases("state of the art", says="y"))
    assert words("a state of the art tool", *two) == ["state of the art"]


def test_an_anchor_does_not_move_with_its_line() -> None:
    probe = phrases("magic", says="x")
    _, before = look("It is magic.\n\nIt is magic.\n", probe)
    _, after = look("# New head\n\nWords.\n\nIt is  *magic*.\n\nIt is magic.\n", probe)
    assert [one.id for one in before.findings] == [one.id for one in after.findings]
    assert len({one.id for one in before.findings}) == 2


def test_judge_is_called_only_where_a_trigger_stands() -> None:
    called: list[str] = []

    def judge(page: Page) -> Iterable[Hit]:
        called.append(page.document.path)
        return [Hit(page.sentences[0], "x")]

    lens = Lens("probe", ProseCard(), triggers=("magic",), judge=judge)
    reader = Reader([lens])
    assert reader.read(document("Nothing here.", "a.md")).findings == ()
    assert len(reader.read(document("Magic here.", "b.md")).findings) == 1
    assert called == ["b.md"]


def test_a_lens_that_detects_nothing_is_refused() -> None:
    module = ModuleType("empty")
    module.CARD = ProseCard()  # type: ignore[attr-defined]
    with pytest.raises(ExtensionError, match="detects nothing"):
        lens_of("empty", module)


def test_an_unknown_option_is_refused_by_name() -> None:
    module = ModuleType("probe")
    module.CARD = ProseCard(options={"least": 3})  # type: ignore[attr-defined]
    module.judge = lambda page: ()  # type: ignore[attr-defined]
    assert lens_of("probe", module, {"least": 5}).options == {"least": 5}
    with pytest.raises(ExtensionError, match="no option “lest”"):
        lens_of("probe", module, {"lest": 5})
