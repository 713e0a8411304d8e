"""troth from Python: what is checked, added, found and read as lazy tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import troth
from tests.faces.test_cli import PLAN

DESK = """message_id,conversation,at,direction,author,author_name,text
1,c1,2026-03-02 09:00,in,ana@x.example,Ana Ruiz,Where is my parcel?
2,c1,2026-03-02 11:00,out,tom@acme.example,Tom Ito,We will send it by 5 March 2026.
3,c1,2026-03-09 09:00,in,ana@x.example,Ana Ruiz,It has still not come. Where is it?
4,c2,2026-03-20 09:00,in,bo@x.example,Bo Li,Thank you!
5,c3,31/02/2026,in,bo@x.example,Bo Li,And now?
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.csv"
    path.write_text(DESK, encoding="utf-8")
    return path


def test_check_needs_no_workspace(tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    found = troth.check(plan)
    assert [one.lens for one in found] == ["faceless"]
    assert found[0].cites
    assert found[0].place is not None
    assert found[0].place.line >= 1
    assert troth.check(str(plan), select=["unbacked-claim"]) == ()
    assert not (tmp_path / ".troth").exists()


def test_a_workspace_from_end_to_end(tmp_path: Path, desk: Path) -> None:
    with troth.open(tmp_path / "acme") as work:
        receipt = work.add(desk)
        assert (receipt.total("new"), receipt.total("set_aside")) == (4, 1)
        assert receipt.people_new == 2
        told = work.look()
        assert {one.lens for one in told} >= {"unanswered", "promise-overdue"}
        assert all("Ana Ruiz" in one.says and one.cites for one in told)
        assert {one.lens for one in work.look("unanswered")} == {"unanswered"}
        assert list(work) == list(told)


def test_tables_are_lazy_and_hold_what_was_added(tmp_path: Path, desk: Path) -> None:
    import ibis.expr.types as ir

    with troth.open(tmp_path / "acme") as work:
        work.add(desk)
        work.look()
        messages = work.evidence("message")
        assert isinstance(messages, ir.Table)
        ours = messages.filter(messages.direction == "out").select("text").to_pyarrow()
        assert ours["text"].to_pylist() == ["We will send it by 5 March 2026."]
        assert isinstance(work.people, ir.Table)
        people = work.people.to_pyarrow().to_pylist()
        assert sorted(one["staff"] for one in people) == [False, False, True]
        assert isinstance(work.promises, ir.Table)
        assert work.promises.count().to_pyarrow().as_py() == 1


def test_what_is_added_later_is_in_the_tables_that_are_asked_for_later(
    tmp_path: Path, desk: Path
) -> None:
    with troth.open(tmp_path / "acme") as work:
        work.add(desk)
        assert work.evidence("message").count().to_pyarrow().as_py() == 4
        newer = tmp_path / "newer.csv"
        newer.write_text(DESK.splitlines()[0] + "\n9,c9,2026-04-01 09:00,in,cy@x.example,Cy,Hm?\n")
        work.add(newer)
        assert work.evidence("message").count().to_pyarrow().as_py() == 5


def test_as_of_looks_back(tmp_path: Path, desk: Path) -> None:
    march_3 = 1_772_496_000_000_000
    with troth.open(tmp_path / "acme") as work:
        work.add(desk)
        assert work.look(as_of=march_3) == ()


def test_what_does_not_exist_is_told(tmp_path: Path, desk: Path) -> None:
    from troth.errors import SourceError, TrothError, UnknownNameError

    with troth.open(tmp_path / "acme") as work:
        with pytest.raises(SourceError, match="no such file"):
            work.add(tmp_path / "nowhere.csv")
        with pytest.raises(UnknownNameError, match="unanswerd"):
            work.look("unanswerd")
        with pytest.raises((TrothError, KeyError)):
            work.evidence("mesage")
    with pytest.raises(AttributeError, match="cheque"):
        troth.cheque  # type: ignore[attr-defined]


def test_check_fills_in_the_words_that_are_meant(tmp_path: Path) -> None:
    persona = "Our persona is Finance Francine. She values speed. "
    text = "Customers want speed. Users expect more. Our customers love maps. "
    (tmp_path / "plan.md").write_text(f"---\ngenre: plan\n---\n{persona}{text * 3}\n")
    (found,) = troth.check(tmp_path / "plan.md")
    assert "{" not in found.says
    assert found.place is not None
