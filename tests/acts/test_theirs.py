"""Customers' words tied to our promises by people: yes, no, none of ours; letters and their answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.acts.beliefs import ANA, BEN, ROWS
from tests.acts.office import NOW, SETTINGS, office
from troth.acts import joining, promises, theirs
from troth.acts.add import add
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.errors import UnknownNameError
from troth.store.home import open_home
from troth.views.asking import questions
from troth.views.gaps import TwoViews
from troth.views.letter import letter
from troth.views.linking import Link, links
from troth.views.opening import reading
from troth.views.promises import promise_page
from troth.views.reading import Reading
from troth.views.two_views import beside, two_views

BY = Signed("tom", NOW)
HOUR = 3_600_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("beliefs")
    with office(root, ROWS, look=True):
        pass
    return root / "acme"


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    import shutil

    shutil.copytree(made, tmp_path / "acme")
    with opened(open_home(tmp_path / "acme"), SETTINGS) as there:
        yield there


@contextmanager
def read(work: Workspace, now_us: int = NOW) -> Iterator[Reading]:
    with reading(work.ledger, work.index, work.settings, now_us) as there:
        yield there


def page(work: Workspace) -> TwoViews:
    with read(work) as there:
        return two_views(there)


def link_of(work: Workspace, words: str) -> Link:
    with read(work) as there:
        return next(one for one in links(there) if words in one.words)


def test_what_is_proposed_is_judged_and_nothing_is_tied_without_a_yes(work: Workspace) -> None:
    refund, lock = link_of(work, "refund by 9 March"), link_of(work, "lock by 10 March")
    assert refund.promise
    assert refund.relation == "agrees"
    assert refund.claim.undone
    assert lock.promise
    assert (lock.relation, lock.why) == ("stronger", "date")
    assert not refund.decided
    assert not lock.decided
    shown = promises.show(work, lock.promise.id).promise
    assert lock.saying.id not in shown.sayings


def test_a_yes_stands_beside_the_promise_and_never_among_our_words(work: Workspace) -> None:
    lock = link_of(work, "lock by 10 March")
    assert lock.promise is not None
    theirs.link(work, [lock.saying.id], lock.promise.id, BY, relation="stronger")
    with read(work) as there:
        found = promise_page(there, lock.promise.id)
        assert found is not None
        whole = beside(there, found)
    assert [one.text for one in whole.ours] == ["I will send a new lock by 12 March 2026."]
    assert [(one.relation, one.sure) for one in whole.gaps] == [("stronger", True)]
    assert lock.words not in [one.text for one in whole.theirs]
    assert page(work).stronger[0].sure


def test_attach_on_the_command_line_is_a_yes_too(work: Workspace) -> None:
    lock = link_of(work, "lock by 10 March")
    assert lock.promise is not None
    one = joining.attach(
        work, lock.promise.id, lock.saying.id, who="tom", now_us=NOW, relation="differs"
    )
    assert lock.saying.id not in one.sayings
    assert link_of(work, "lock by 10 March").relation == "differs"


def test_a_no_is_not_asked_again_and_can_be_taken_back(work: Workspace) -> None:
    lock = link_of(work, "lock by 10 March")
    assert lock.promise is not None
    entry = theirs.unlink(work, [lock.saying.id], lock.promise.id, BY)
    assert link_of(work, "lock by 10 March").promise is None
    theirs.undo(work, entry.id, BY)
    assert link_of(work, "lock by 10 March").promise is not None


def test_one_belief_of_three_people_is_one_question_answered_once(work: Workspace) -> None:
    with read(work) as there:
        first = questions(there).questions[0]
    assert (first.people, first.line, len(first.ids)) == (3, None, 3)
    entry = theirs.added(work, first.ids, BY)
    held = page(work).added[0]
    assert (held.people, held.sure) == (3, True)
    theirs.undo(work, entry.id, BY)
    assert not page(work).added[0].sure


def test_what_tells_of_no_promise_is_gone_from_every_page(work: Workspace) -> None:
    same_day = link_of(work, "same day")
    theirs.misheard(work, [same_day.saying.id], BY)
    assert len(page(work).added) == 1
    with read(work) as there:
        assert not [one for one in links(there) if "same day" in one.words]


def test_a_question_and_another_company_are_no_belief(work: Workspace) -> None:
    told = [one.words.text for belief in page(work).added for one in belief.theirs]
    assert not [words for words in told if "students" in words or "Parcelina" in words]


def test_too_few_voices_say_nothing_of_those_not_heard(work: Workspace) -> None:
    unheard = page(work).unheard
    assert unheard.value is None
    assert "not enough to say (n = 4" in unheard.says


def test_kept_for_us_and_not_for_her(work: Workspace) -> None:
    refund = link_of(work, "refund by 9 March")
    assert refund.promise is not None
    assert not page(work).broken
    when = refund.saying.at_us - HOUR
    promises.confirm(work, refund.promise.id, who="tom", now_us=when)
    promises.mark(work, refund.promise.id, "kept", who="tom", now_us=when, reason="paid out")
    (gap,) = page(work).broken
    assert not gap.sure
    theirs.link(work, [refund.saying.id], refund.promise.id, BY)
    (gap,) = page(work).broken
    assert gap.sure
    assert gap.theirs[0].gap == "kept for us, not for them"


def test_only_customers_words_can_be_tied(work: Workspace) -> None:
    lock = link_of(work, "lock by 10 March")
    assert lock.promise is not None
    with pytest.raises(UnknownNameError):
        theirs.link(work, [lock.promise.sayings[0]], lock.promise.id, BY)
    with pytest.raises(UnknownNameError):
        theirs.link(work, [lock.saying.id], lock.promise.id, BY, relation="worse")
    with pytest.raises(UnknownNameError):
        theirs.replied(work, "e-none", lock.promise.id, "confirms", BY)


REPLY = """From: ana@river.example
To: tom@acme.example
Date: {date}
Message-ID: <answer{n}@river.example>
{more}
Subject: {subject}

{text}
"""


def answered(
    work: Workspace, text: str, *, subject: str = "Re: hello", more: str = "X-A: 1", n: int = 1
) -> None:
    """Her answer as a letter in a file, added."""
    date = datetime.fromtimestamp(NOW / 1e6 + 3600 * n, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    file = work.home.root / f"answer{n}.eml"
    file.write_text(REPLY.format(date=date, subject=subject, text=text, more=more, n=n))
    add(work.home, SETTINGS, [file], now_us=NOW + 10 * HOUR)


def asked(work: Workspace, who: str = ANA) -> tuple[str, list[str]]:
    """A letter written to her about what was confirmed."""
    for one in promises.listed(work, to=who):
        promises.confirm(work, one.id, who="tom", now_us=NOW)
    with read(work) as there:
        person = next(one for one in there.people([promises.listed(work, to=who)[0].to]).values())
        told = letter(there, person.id)
    assert told is not None
    ids = [one.id for one in told.owed]
    assert theirs.asked(work, person.id, ids, told.mark, BY)
    assert theirs.asked(work, person.id, ids, told.mark, BY) is None
    return told.mark, ids


def test_nobody_asked_is_not_unknown(work: Workspace) -> None:
    for one in promises.listed(work, to=BEN):
        promises.confirm(work, one.id, who="tom", now_us=NOW)
    told = page(work)
    assert (told.unknown, told.not_asked) == ((), 1)
    asked(work, BEN)
    told = page(work)
    assert (told.unknown, told.not_asked, told.no_answer) == ((), 0, 1)


@pytest.mark.parametrize("by", ["subject", "reference", "words"])
def test_a_yes_to_a_letter_becomes_the_second_view(work: Workspace, by: str) -> None:
    mark, (id, *_) = asked(work)
    subject = f"Re: What we promised you ({mark})" if by == "subject" else "Re: hello"
    more = f"In-Reply-To: <letter.{mark}@promises.invalid>" if by == "reference" else "X-A: 1"
    words = "Yes, that is what I understood."
    text = f"{words}\n\nmark {mark}" if by == "words" else words
    answered(work, text, subject=subject, more=more)
    (one,) = page(work).answers
    if by == "words":
        assert one.open == (id,)
        theirs.replied(work, one.record, id, "confirms", BY)
        (one,) = page(work).answers
    assert one.of(id) == "confirms"
    assert page(work).no_answer == 0


def test_a_contradiction_contests_what_we_call_kept(work: Workspace) -> None:
    mark, (id, *_) = asked(work)
    promises.mark(work, id, "kept", who="tom", now_us=NOW, reason="paid out")
    answered(work, "No, the refund has not come.", subject=f"Re: letter ({mark})")
    (gap,) = page(work).broken
    assert gap.sure
    assert gap.line.promise.id == id


def test_an_unclear_answer_is_a_question_and_a_person_reads_it(work: Workspace) -> None:
    mark, (id, *_) = asked(work)
    answered(work, "Well, more or less, let us talk.", subject=f"Re: letter ({mark})")
    (one,) = page(work).answers
    assert (one.readings, one.open) == ((), (id,))
    entry = theirs.replied(work, one.record, id, "nothing", BY)
    (one,) = page(work).answers
    assert (one.readings, one.open) == ((), ())
    theirs.undo(work, entry.id, BY)
    assert page(work).answers[0].open == (id,)


def test_without_its_mark_a_yes_is_a_question(work: Workspace) -> None:
    _, (id, *_) = asked(work)
    answered(work, "Yes, that is right.", subject="Re: What we promised you: is this so?")
    (one,) = page(work).answers
    assert (one.readings, one.open) == ((), (id,))


def test_what_she_wrote_besides_answers_no_letter(work: Workspace) -> None:
    asked(work)
    answered(work, "Yes, blue is fine.", subject="The colour of my lock")
    assert page(work).answers == ()


def test_somebody_who_never_heard_of_it_leaves_it_unknown(work: Workspace) -> None:
    mark, (id, *_) = asked(work, ANA)
    answered(work, "I never knew of this, when was it?", subject=f"Re: letter ({mark})")
    (one,) = page(work).answers
    theirs.replied(work, one.record, id, "nothing", BY)
    (unknown,) = page(work).unknown
    assert (unknown.line.promise.id, unknown.answered) == (id, 1)
