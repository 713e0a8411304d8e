"""What is worked out once is kept for one reading and no longer, and never while something is written."""

from __future__ import annotations

from tests.ledger.conftest import SECRET
from tests.ledger.test_parting import HOME, POST
from tests.ledger.test_tying import of
from troth.ledger import directory
from troth.ledger.once import once
from troth.ledger.opening import Ledger
from troth.ledger.same import same_people


def test_one_reading_asks_once_and_the_next_again(ledger: Ledger) -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    with ledger.read() as con:
        assert [once(con, "a", ask), once(con, "a", ask), once(con, "b", ask)] == [1, 1, 2]
    with ledger.read() as con:
        assert once(con, "a", ask) == 3


def test_who_writes_sees_what_was_just_written(ledger: Ledger) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [POST, HOME])
        one, other = (directory.person_id(of(each)) for each in (POST, HOME))
        before = same_people(con)
        directory.merge(con, other, one, at_us=1, who="eva")
        assert same_people(con).root(other) == one
        assert before.root(other) == other
    with ledger.read() as con:
        assert same_people(con).root(other) == one
        assert same_people(con) is same_people(con)
