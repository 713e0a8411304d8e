"""Promises in the ledger: candidates, words from records, readings that change."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from tests.ledger.kit import DAY, PROMISED, WORDS, Shelf, message, saying
from troth.ledger import promises
from troth.ledger.entries import note
from troth.ledger.opening import Ledger
from troth.ledger.promises import note_promise, open_promise, promise, promise_id
from troth.ledger.runs import recognise
from troth.ledger.sayings import recognised, sayings
from troth.model.identity import digest
from troth.model.origin import Span

RECORD = message("1")
ONE = saying(RECORD)
SOFT = saying(RECORD, firmness="soft")


def read(con: Connection, *found: object, version: str = "1", at_us: int = DAY) -> None:
    marks = {("promise", version): 1}
    recognise(con, found, marks, at_us=at_us)  # type: ignore[arg-type]


def act(con: Connection, id: str, deed: str, at_us: int = 2 * DAY, **body: object) -> None:
    note(con, at_us=at_us, who="ana", deed=deed, target=id, body=body)


def states(con: Connection, *records: object, **how: object) -> list[tuple[str, str]]:
    shelf = Shelf(*records)  # type: ignore[arg-type]
    found = promises.promises(con, shelf, **how)  # type: ignore[arg-type]
    return [(one.words, one.state) for one in found]


def test_firm_dated_and_to_one_person_opens_at_once(ledger: Ledger) -> None:
    with ledger.begin() as con:
        read(con, ONE)
    with ledger.read() as con:
        one = promise(con, Shelf(RECORD), promise_id(ONE.id))  # type: ignore[arg-type]
        assert one is not None
        assert one.words == PROMISED.of(WORDS)
        assert (one.state, one.confirmed, one.born_us) == ("open", False, DAY)
        assert (one.due_us, one.to, one.by, one.ours) == (5 * DAY, "h-ana", "h-tom", "acme")
        assert promises.promises(con, Shelf(RECORD)) == [one]  # type: ignore[arg-type]
        assert one.id == digest("p", "promise", ONE.id)


def test_everything_else_waits_for_a_yes(ledger: Ledger) -> None:
    with ledger.begin() as con:
        read(con, SOFT)
        assert states(con, RECORD) == [(PROMISED.of(WORDS), "candidate")]
        assert states(con, RECORD, candidates=False) == []
        waiting = promise(con, Shelf(RECORD), promise_id(SOFT.id))  # type: ignore[arg-type]
        assert waiting is not None
        assert waiting.state == "candidate"
        id = open_promise(con, SOFT, who="ana", candidate=True)
        assert id == waiting.id
        act(con, id, "confirm")
        assert states(con, RECORD) == [(PROMISED.of(WORDS), "open")]


def test_what_a_customer_says_is_no_candidate(ledger: Ledger) -> None:
    theirs = saying(RECORD, voice="customer")
    with ledger.begin() as con:
        read(con, theirs)
        assert states(con, RECORD) == []
        assert sayings(con, voice="customer") == [theirs]
        assert sayings(con, voice="company") == []
        assert promise(con, Shelf(RECORD), promise_id(theirs.id)) is None  # type: ignore[arg-type]


def test_a_saying_comes_back_as_it_was(ledger: Ledger) -> None:
    whole = replace(ONE, condition=Span(3, 5), due=None)
    with ledger.begin() as con:
        read(con, whole)
        assert sayings(con) == [whole]
        assert sayings(con, to=["h-ana"], records=[RECORD.id], until_us=DAY) == [whole]
        assert sayings(con, until_us=DAY - 1) == []
        assert sayings(con, to=["h-bo"]) == []
        assert recognised(con, "promise", "1") == 1
        assert recognised(con, "promise", "2") == 0


def test_as_it_stood_at_a_moment(ledger: Ledger) -> None:
    with ledger.begin() as con:
        read(con, ONE)
        act(con, promise_id(ONE.id), "mark", **{"as": "kept", "evidence": "e-2"})
        words = PROMISED.of(WORDS)
        assert states(con, RECORD, as_of_us=DAY - 1) == []
        assert states(con, RECORD, as_of_us=DAY) == [(words, "open")]
        assert states(con, RECORD) == [(words, "kept")]


def test_an_edited_record_takes_its_untouched_words_back(ledger: Ledger) -> None:
    edited = message("1", "We may send your refund some day.", version="v2")
    with ledger.begin() as con:
        read(con, ONE)
        assert states(con, RECORD, edited) == []


def test_an_edited_record_takes_nothing_back_that_a_person_confirmed(ledger: Ledger) -> None:
    edited = message("1", "We may send your refund some day.", version="v2")
    with ledger.begin() as con:
        read(con, ONE)
        act(con, promise_id(ONE.id), "confirm")
        assert states(con, RECORD, edited) == [(PROMISED.of(WORDS), "open")]


def test_a_newer_recogniser_replaces_what_nobody_touched(ledger: Ledger) -> None:
    longer = saying(RECORD, span=Span(0, 35), recogniser_version="2")
    with ledger.begin() as con:
        read(con, ONE)
        read(con, longer, version="2", at_us=2 * DAY)
        assert states(con, RECORD) == [(WORDS[:35], "open")]
        assert sayings(con) == [longer]


def test_a_newer_recogniser_does_not_ask_again(ledger: Ledger) -> None:
    longer = saying(RECORD, span=Span(0, 35), recogniser_version="2")
    with ledger.begin() as con:
        read(con, ONE)
        act(con, promise_id(ONE.id), "reject", reason="a slogan")
        read(con, longer, version="2", at_us=2 * DAY)
        read(con, longer, version="2", at_us=3 * DAY)
        assert states(con, RECORD) == [(PROMISED.of(WORDS), "rejected")]
        held = promises.promises(con, Shelf(RECORD))[0]  # type: ignore[arg-type]
        assert held.sayings == (ONE.id, longer.id)


def test_a_merged_promise_is_found_under_the_other(ledger: Ledger) -> None:
    other = message("2")
    two = saying(other)
    a, b = promise_id(ONE.id), promise_id(two.id)
    with ledger.begin() as con:
        read(con, ONE, two)
        act(con, a, "merge", into=b)
        act(con, b, "attach", sayings=[ONE.id])
        assert len(states(con, RECORD, other)) == 1
        found = promise(con, Shelf(RECORD, other), a)  # type: ignore[arg-type]
        assert found is not None
        assert (found.id, found.sayings) == (b, (two.id, ONE.id))


def test_noted_by_hand(ledger: Ledger) -> None:
    body = {"words": "Free cake on Fridays", "kind": "standing", "firmness": "firm"}
    with ledger.begin() as con:
        note_promise(con, "p-9", at_us=DAY, who="ana", body=body)
        act(con, "p-9", "confirm")
        assert states(con) == [("Free cake on Fridays", "open")]


def test_words_that_are_gone_are_empty(ledger: Ledger) -> None:
    with ledger.begin() as con:
        read(con, ONE)
        act(con, promise_id(ONE.id), "confirm")
        assert states(con) == [("", "open")]


def test_no_promise_of_that_id(ledger: Ledger) -> None:
    with ledger.read() as con:
        assert promise(con, Shelf(), "p-none") is None  # type: ignore[arg-type]


def test_asked_for_some_it_gives_those_and_no_more(ledger: Ledger) -> None:
    other = message("2")
    more = saying(other, to="h-bo")
    soft = saying(other, to="h-bo", span=Span(35, 44), firmness="soft")
    shelf = Shelf(RECORD, other)
    with ledger.begin() as con:
        read(con, ONE, more, soft)
        whole = promises.promises(con, shelf)  # type: ignore[arg-type]

        def some(**how: object) -> list[str]:
            return [one.id for one in promises.promises(con, shelf, **how)]  # type: ignore[arg-type]

        ids = {
            "ana": [promise_id(ONE.id)],
            "bo": sorted([promise_id(more.id), promise_id(soft.id)]),
        }
        assert some(to=["h-ana"]) == ids["ana"]
        assert sorted(some(to=["h-bo"])) == ids["bo"]
        assert sorted(some(records=[other.id])) == ids["bo"]
        assert some(to=["h-bo"], candidates=False) == [promise_id(more.id)]
        assert some(to=[]) == []
        assert len(whole) == 3
        act(con, promise_id(ONE.id), "attach", sayings=[soft.id])
        assert some(to=["h-bo"]) == [promise_id(more.id)]
        assert some(records=[other.id]) == [promise_id(more.id)]


def test_a_noted_promise_is_found_by_whom_it_was_made_to(ledger: Ledger) -> None:
    body = {"words": "A cake", "kind": "standing", "firmness": "firm", "to": "h-ana"}
    with ledger.begin() as con:
        note_promise(con, "p-9", at_us=DAY, who="ana", body=body)
        found = promises.promises(con, Shelf(), to=["h-ana"])  # type: ignore[arg-type]
        assert [one.id for one in found] == ["p-9"]
        assert promises.promises(con, Shelf(), to=["h-bo"]) == []  # type: ignore[arg-type]
