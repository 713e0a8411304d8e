"""A person's page opens with what she says she is trying to do, or says that nobody knows."""

from __future__ import annotations

from pathlib import Path

from tests.acts.office import NOW, START, TOM, message, office
from troth.config import Settings
from troth.views.opening import reading
from troth.views.people import people
from troth.views.person import person_page
from troth.views.who import the_person

ANA, BEN, CYD = "ana@river.example", "ben@river.example", "cyd@river.example"
ROWS = [
    message(0, "t1", START, ANA, "I want to send a cake to my sister on Friday.", to=TOM),
    message(1, "t1", START.replace(hour=10), TOM, "I want to help you with that.", to=ANA),
    message(2, "t2", START.replace(hour=11), BEN, "Thank you, all is well.", to=TOM),
    message(4, "t3", START.replace(hour=12), TOM, "Your parcel is on its way.", to=CYD),
    message(3, "t1", START.replace(day=9), ANA, "I want to move my booking to Monday.", to=TOM),
]


def test_her_own_words_newest_first_and_never_ours(tmp_path: Path) -> None:
    with (
        office(tmp_path, ROWS, look=True) as work,
        reading(work.ledger, work.index, Settings(), NOW) as read,
    ):
        page = person_page(read, the_person(read, ANA).id)
        assert page is not None
        words = [one.text for one in page.trying]
        assert len(words) == 2
        assert "move my booking to Monday" in words[0]
        assert "send a cake" in words[1]
        quiet = person_page(read, the_person(read, BEN).id)
        assert quiet is not None
        assert quiet.trying == ()
        wall = people(read)
        line = {one.person.known_as: one.words for one in wall.lines}
        assert line[ANA] is not None
        assert "move my booking to Monday" in line[ANA].text
        assert (line[BEN], line[CYD]) == (None, None)
        assert wall.says.endswith(
            "Of 1 of them we know what they are trying to do, in their words."
        )
        assert wall.unmet is not None
        assert [one.person.known_as for one in wall.unmet.lines] == [CYD]
        assert wall.unmet.says.startswith("1 of 3 people has never written a word to us")
