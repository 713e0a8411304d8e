"""What help desk sources share: words, ratings, channels, and who is who."""

from __future__ import annotations

import pytest

from troth.extend.casework import Casework, casework, channel, said, satisfaction, web_link
from troth.extend.listing import Listed
from troth.extend.source import Identifier, Reading, Reject, open_bytes


def work(staff: frozenset[str] = frozenset(), **reading: str) -> Casework:
    made = casework(open_bytes("x.json", b"{}", reading=Reading(**reading), staff=staff), "desk")  # type: ignore[arg-type]
    assert isinstance(made, Casework)
    return made


def test_words_come_out_of_their_markup_and_without_what_they_quote() -> None:
    assert said("<p>a&nbsp;b</p><p>c</p>") == "a b\nc"
    assert said("1 < 2", html=False) == "1 < 2"
    assert said("Yes.\n\nOn Mon, 2 Mar 2026 Ana wrote:\n> May I?", mail=True) == "Yes."
    assert said(None) == ""


@pytest.mark.parametrize(
    ("word", "score"),
    [("good", 5), ("Good with comment", 5), ("BAD", 1), ("4", 4), ("6", None), ("offered", None),
     ("Not offered", None), ("", None), (None, None), ("goodness", None)],
)  # fmt: skip
def test_a_rating_is_a_number_from_one_to_five(word: str | None, score: float | None) -> None:
    assert satisfaction(word) == score


def test_channels_are_called_alike() -> None:
    told = [
        "email",
        "Channel::Email",
        "Channel::WebWidget",
        "native_messaging",
        "voice",
        "sms",
        None,
    ]
    assert [channel(each) for each in told] == [
        "mail",
        "mail",
        "chat",
        "chat",
        "phone",
        "sms",
        None,
    ]


def test_a_link_is_a_web_address_or_none() -> None:
    assert web_link("https://desk.example/t/1") == "https://desk.example/t/1"
    assert web_link("javascript:alert(1)") is None
    assert web_link("https://a b") is None


def test_times_are_seconds_milliseconds_and_words() -> None:
    for text in (
        "1772442000",
        "1772442000000",
        "2026-03-02T09:00:00Z",
        "2026-03-02T10:00:00+01:00",
    ):
        moment = work().moment({"at": text}, "at")
        assert moment is not None
        assert moment[0] == 1_772_442_000_000_000, text
    assert work(zone="Europe/Berlin").moment({"at": "2026-03-02T10:00:00"}, "at")[0] == (  # type: ignore[index]
        1_772_442_000_000_000
    )
    assert work().moment({"at": "03/04/2026"}, "at") is None
    assert work(dates="%d/%m/%Y").moment({"at": "03/04/2026"}, "at") is not None
    for none in ("soon", "", None, True, [1], "9" * 5000, "9999-12-31"):
        assert work().moment({"at": none}, "at") is None


def test_a_zone_that_is_none_is_one_reject() -> None:
    made = casework(open_bytes("x.json", b"{}", reading=Reading(zone="Mars/Base")), "desk")
    assert isinstance(made, Reject)


def test_somebody_is_known_by_address_before_number() -> None:
    desk = work()
    assert desk.customer("7") == Identifier("id", "desk:7")
    desk.learn("7", "Ana@Post.example", "Ana", False)
    assert desk.customer("7") == Identifier("email", "ana@post.example", "Ana")
    assert desk.customer("null") is None
    assert desk.customer("8", "no address") == Identifier("id", "desk:8")
    assert desk.colleague("9") == Identifier("staff", "desk:9")
    assert desk.ours("7") is False
    assert desk.ours("8") is None


def test_our_own_addresses_tell_more_than_a_role() -> None:
    desk = work(frozenset({"shop.example"}))
    desk.learn("7", "tom@shop.example", "Tom", False)
    assert desk.ours("7") is True


def test_somebody_is_introduced_once_and_only_where_two_things_are_tied() -> None:
    desk, item = work(), Listed({}, 3)
    assert list(desk.introduced(item, "7", name="Ana")) == []
    (one,) = desk.introduced(item, "7", email="ana@post.example", phone="030 12", name="Ana")
    assert [each.value for each in one.identifiers] == ["desk:7", "ana@post.example"]
    assert one.origin.row == 3
    assert list(desk.introduced(item, "7", email="ana@post.example", name="Ana")) == []
    assert len(list(desk.introduced(item, "8", always=True))) == 1
