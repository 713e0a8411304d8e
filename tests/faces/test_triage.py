"""Triage at a terminal: one key a question, each answer kept at once; registers there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.acts.office import NOW, SETTINGS, office
from tests.at_terminal import at_terminal
from troth.acts import promises
from troth.acts.add import add
from troth.acts.opening import opened
from troth.faces import registering
from troth.model.promise import Promise
from troth.store.home import create

TERMS = """# Terms for senders

We will refund you within 14 days of the return. We will delete your account within 30 days.

Every parcel is insured up to €500. We answer every message within one business day.
"""
MEASURE = "first-reply <= 1 business day for 95%"


def test_one_key_a_question_and_each_answer_is_kept(tmp_path: Path) -> None:
    with office(tmp_path, []) as work:
        root = work.home.root
        (root / "terms.md").write_text(TERMS)
        add(work.home, SETTINGS, [root / "terms.md"], now_us=NOW)
        keys = [
            ("[q]uit", "y"),
            ("[q]uit", "n"),
            ("[q]uit", "e"),
            ("change:", "words = free cake\n"),
            ("change:", "due = tomorrow\n"),
            ("change:", "owner = Eve Ng\n"),
            ("change:", "side = sender\n"),
            ("change:", "\n"),
            ("[q]uit", "q"),
        ]
        told = at_terminal(["promises", "triage"], keys, root, enter="")
        assert "the words themselves never are" in told
        assert "is no day" in told
        assert "4 of 4" in told
        assert "That was all" not in told
        open_, no = (
            promises.listed(work, states=["open"]),
            promises.listed(work, states=["rejected"]),
        )
        assert sorted(one.owner or "" for one in open_) == ["", "Eve Ng"]
        assert all(one.confirmed for one in open_)
        assert next(one.side for one in open_ if one.owner) == "sender"
        assert [one.reason for one in no] == ["nothing is promised"]
        assert len(promises.listed(work, states=["candidate"])) == 1


def told(one: Promise) -> tuple[object, ...]:
    return one.words, one.owner, one.measure, one.due_us, one.kind, one.side, one.confirmed


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40
).map(lambda text: " ".join(text.split())).filter(lambda text: len(text) > 1)  # fmt: skip
NAMES = st.sampled_from([None, "Eve Ng", "=cmd()", "+49 1", "Zoë: “x”", "#1", "- no"])
TERM = st.tuples(
    WORDS | st.sampled_from(["=SUM(A1)", "'=x", "- a: b", "yes", "null", "“we” #1: 'so'", "@you"]),
    NAMES,
    st.sampled_from([None, MEASURE]),
    st.none() | st.integers(1_700_000_000_000_000, 1_900_000_000_000_000),
)


@pytest.mark.parametrize("form", ["yaml", "csv", "json"])
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=st.lists(TERM, min_size=1, max_size=4, unique_by=lambda each: each[0].casefold()))
def test_what_is_written_out_comes_in_again_the_same(
    form: str,
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[str, str | None, str | None, int | None]],
) -> None:
    root = tmp_path_factory.mktemp("there")
    with office(root, []) as work:
        for words, owner, measure, due_us in made:
            more = {"owner": owner, "measure": measure, "due_us": due_us, "side": "courier"}
            promises.note(work, words, who="tom", now_us=NOW, **more)  # type: ignore[arg-type]
        before = promises.listed(work)
        text = registering.FORMS[form](registering.register(work, before))
    home = create(root / "back")
    register = home.root / f"promises.{form}"
    register.write_text(text, encoding="utf-8")
    for _ in range(2):
        receipt = add(home, SETTINGS, [register], now_us=NOW, signed_by="eve")
        assert receipt.rejects == ()
    with opened(home, SETTINGS) as work:
        after = promises.listed(work)
    assert sorted(map(repr, map(told, after))) == sorted(map(repr, map(told, before)))


def test_no_cell_of_a_register_runs_in_a_spreadsheet() -> None:
    row = dict.fromkeys(registering.COLUMNS, "") | {"promise": "=HYPERLINK(1)", "owner": "@eve"}
    assert registering.as_csv([row]).splitlines()[1].startswith(",'=HYPERLINK(1),")
    assert ",'@eve," in registering.as_csv([row])
