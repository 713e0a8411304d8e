"""Slots: a promise stands for its own words, a second quote, and who set a target."""

from __future__ import annotations

from pathlib import Path

from tests.acts.office import DAY, NOW, START, office, us
from troth.acts import promises
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.views.telling import tell


def about(promise: str, says: str) -> Finding:
    return Finding(
        lens="promise-broken",
        subject=Subject("side", "courier"),
        anchor=promise,
        says=says,
        strength=Strength("rule", 1, "mark", "marked by a person"),
        cites=(Cite(promise, ""), Cite("e-gone", "v1")),
        next="Say so.",
        would_change="A release.",
    )


def test_a_promise_written_down_by_hand_is_quoted_and_its_target_has_a_name(
    tmp_path: Path,
) -> None:
    target = "first-reply <= 1 hour for 90%"
    with office(tmp_path, []) as work:
        held = promises.note(
            work, "We answer within one hour", measure=target, who="ana", now_us=us(START) - DAY
        )
        plain = promises.note(work, "We answer", who="ana", now_us=NOW)
        with work.ledger.read() as con:
            told = tell(
                about(held.id, f"“{{quote}}” {{set-by:{held.id}}} “{{quote:1}}”"), con, work.index
            )
            nobody = tell(about(plain.id, f"set by {{set-by:{plain.id}}}"), con, work.index)
    assert told.says == "“We answer within one hour” ana “We answer within one hour”"
    assert (told.cites[0].kind, told.cites[0].voice) == ("promise", "ours")
    assert told.subject.name == "courier"
    assert nobody.says == "Set by nobody we know"
