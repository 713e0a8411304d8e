"""Slack: the archive and its days, who is ours, and what is left out with its number."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from happenings import (
    MINUTE,
    NINE,
    STAFF,
    Taken,
    best,
    keeps_to_its_own,
    opened,
    shows_what_it_says,
    shuffled,
    taken,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Identifier
from troth.sources import slack_export

ANA = Identifier("email", "ana@post.example", "Ana Ruiz")
TOM = Identifier("staff", "tom@acme.example", "Tom")

USERS: list[dict[str, Any]] = [
    {
        "id": "U01TOM",
        "team_id": "T01",
        "name": "tom",
        "deleted": False,
        "is_bot": False,
        "updated": 1772442000,
        "profile": {"real_name": "Tom", "email": "Tom@acme.example", "title": "Care"},
    },
    {
        "id": "U02ANA",
        "team_id": "T01",
        "name": "ana",
        "deleted": True,
        "is_bot": False,
        "profile": {
            "real_name": "Ana Ruiz",
            "email": "ana@post.example",
            "phone": "+34 600 000 000",
        },
    },
    {
        "id": "U03BOT",
        "team_id": "T01",
        "name": "deploys",
        "is_bot": True,
        "profile": {"real_name": "Deploys", "bot_id": "B03"},
    },
    {"id": "U04BEN", "team_id": "T99", "name": "ben", "is_stranger": True, "profile": {}},
    {"id": "U05LEA", "team_id": "T01", "name": "lea", "profile": {"real_name": "Lea"}},
]
CHANNELS = [{"id": "C01", "name": "help", "members": ["U01TOM"]}]
DIRECT = [{"id": "D01", "members": ["U01TOM", "U02ANA"]}]


def said(user: str, text: str, ts: str = "1772442000.000100", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts, **more}


def packed(files: dict[str, Any], *, users: Any = USERS) -> bytes:
    held = io.BytesIO()
    base: dict[str, Any] = {"channels.json": CHANNELS, "dms.json": DIRECT}
    if users is not None:
        base["users.json"] = users
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**base, **files}.items():
            archive.writestr(
                name, content if isinstance(content, bytes | str) else json.dumps(content)
            )
    return held.getvalue()


def read(*messages: dict[str, Any], folder: str = "help", **options: Any) -> Taken:
    return taken(
        slack_export, "export.zip", packed({f"{folder}/2026-03-02.json": list(messages)}), **options
    )


def test_the_samples_give_what_they_say() -> None:
    shows_what_it_says("slack-export")


def test_it_knows_its_own_files_and_leaves_all_others() -> None:
    keeps_to_its_own("slack-export")
    assert best(opened("export.zip", packed({"help/2026-03-02.json": []}))) == "slack-export"
    assert (
        best(opened("e.zip", packed({"Acme/help/2026-03-02.json": []}, users=None)))
        == "slack-export"
    )
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert slack_export.recognises(opened("a.zip", other.getvalue())) == 0


def test_a_question_and_its_answer_stand_in_one_thread_with_their_people() -> None:
    drafts, _, rejects = read(
        said("U02ANA", "Where is it?"),
        said("U01TOM", "It left.", "1772442060.000200", thread_ts="1772442000.000100"),
    )
    assert rejects == []
    ask, answer = drafts
    assert (ask.key, ask.thread, ask.at_us) == (
        "C01/1772442000.000100",
        "C01/1772442000.000100",
        NINE + 100,
    )
    assert (answer.key, answer.thread) == ("C01/1772442060.000200", ask.thread)
    assert (ask.by, ask.fields["direction"]) == (ANA, "in")
    assert (answer.by, answer.about, answer.fields["direction"]) == (TOM, ANA, "out")
    assert answer.at_us == NINE + MINUTE + 200
    assert ask.extra == {"channel": "help", "file": "help/2026-03-02.json"}


def test_everybody_but_bots_is_introduced_with_number_and_address() -> None:
    _, met, _ = read()
    tom, ana, ben, lea = met
    assert tom.identifiers == (
        TOM,
        Identifier("id", "slack:U01TOM", "Tom"),
        Identifier("email", "tom@acme.example", "Tom"),
    )
    assert (tom.title, tom.at_us) == ("Care", NINE)
    assert [each.value for each in ana.identifiers] == [
        "slack:U02ANA",
        "ana@post.example",
        "+34 600 000 000",
    ]
    assert ana.extra == {"deleted": "true"}
    assert ben.identifiers == (Identifier("id", "slack:U04BEN", "ben"),)
    assert lea.identifiers[0].scheme == "id"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<@U02ANA> please", "@Ana Ruiz please"),
        ("<@U99ZZZ|zoe> and <@U98ZZZ>", "@zoe and @U98ZZZ"),
        ("in <#C01|help> or <#C01>", "in #help or #help"),
        ("<!here> <!subteam^S1|@care> <!date^1772442000^{date}|2 March>", "@here @care 2 March"),
        ("<https://a.example/x?a=1&amp;b=2|the page>", "the page"),
        (
            "<https://a.example> <mailto:ana@post.example|ana@post.example>",
            "https://a.example ana@post.example",
        ),
        ("1 &lt; 2 &amp;amp; &gt;", "1 < 2 &amp; >"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_text_is_kept_as_a_reader_sees_it(written: str, seen: str) -> None:
    drafts, _, _ = read(said("U02ANA", written))
    assert drafts[0].fields["text"] == seen


def test_the_address_behind_a_label_is_kept_beside_the_text() -> None:
    drafts, _, _ = read(said("U02ANA", "<https://a.example/x?a=1&amp;b=2|the page>"))
    assert drafts[0].extra["links"] == "https://a.example/x?a=1&b=2"


def test_whom_we_name_or_write_to_directly_is_whom_the_message_is_for() -> None:
    drafts, _, _ = read(said("U01TOM", "<@U02ANA> it left, <@U04BEN>"))
    assert drafts[0].about == ANA
    assert drafts[0].parties == (("to", Identifier("id", "slack:U04BEN", "ben")),)
    drafts, _, _ = read(said("U01TOM", "It left"), folder="D01")
    assert drafts[0].about == ANA
    assert drafts[0].key == "D01/1772442000.000100"


def test_an_edit_is_the_same_record_with_other_content() -> None:
    plain, _, _ = read(said("U02ANA", "Where is it"))
    edited, _, _ = read(
        said("U02ANA", "Where is it?", edited={"user": "U02ANA", "ts": "1772442100.000000"})
    )
    changed, _, _ = read(
        {
            "type": "message",
            "subtype": "message_changed",
            "ts": "1772442100.000000",
            "message": said("U02ANA", "Where is it?"),
        }
    )
    assert plain[0].key == edited[0].key == changed[0].key
    assert plain[0].at_us == edited[0].at_us
    assert edited[0].fields["text"] == changed[0].fields["text"] == "Where is it?"
    assert edited[0].extra["edited"] == "1772442100.000000"


def test_what_counts_replies_makes_no_new_version() -> None:
    before, _, _ = read(said("U02ANA", "Where?"))
    after, _, _ = read(
        said(
            "U02ANA", "Where?", reply_count=2, reply_users=["U01TOM"], latest_reply="1", blocks=[{}]
        )
    )
    assert before == after


def test_bots_are_ours_and_automatic_and_notices_are_counted() -> None:
    drafts, _, rejects = read(
        said("U03BOT", "Deployed", bot_id="B03", bot_profile={"name": "Deploys"}),
        {
            "type": "message",
            "subtype": "bot_message",
            "bot_id": "B07",
            "username": "Status",
            "ts": "1772442001.000100",
            "text": "",
            "attachments": [{"title": "All works", "text": "Since &gt; 3 days"}],
        },
        said("U02ANA", "joined", "1772442002.000100", subtype="channel_join"),
        said("U02ANA", "left", "1772442003.000100", subtype="channel_leave"),
    )
    assert [draft.by for draft in drafts] == [
        Identifier("staff", "slack:B03", "Deploys"),
        Identifier("staff", "slack:B07", "Status"),
    ]
    assert [draft.fields["automatic"] for draft in drafts] == [True, True]
    assert drafts[1].fields["text"] == "All works\nSince > 3 days"
    assert [each.says[:9] for each in rejects] == ["2 notices"]


def test_people_of_another_workspace_and_guests_are_not_ours() -> None:
    drafts, _, rejects = read(
        said("U04BEN", "Hi"),
        said("U77XXX", "Hello", user_team="T55", user_profile={"real_name": "Kim", "team": "T55"}),
        said("U78XXX", "Ciao", user_profile={"real_name": "Gus", "is_ultra_restricted": True}),
    )
    assert rejects == []
    assert [draft.fields["direction"] for draft in drafts] == ["in"] * 3
    assert drafts[1].by == Identifier("id", "slack:U77XXX", "Kim")
    assert drafts[1].extra["team"] == "T55"


def test_of_whom_nothing_tells_the_side_is_set_aside_with_the_number_of_messages() -> None:
    drafts, _, rejects = read(said("U05LEA", "one"), said("U05LEA", "two"), said("U02ANA", "three"))
    assert len(drafts) == 1
    assert rejects[0].says.startswith("2 messages come from people")
    assert rejects[0].excerpt == "Lea"
    drafts, _, rejects = read(said("U05LEA", "one"), staff=STAFF | {"u05lea"})
    assert drafts[0].by == Identifier("staff", "slack:U05LEA", "Lea")
    assert rejects == []


def test_without_users_a_clear_word_is_said() -> None:
    archive = packed({"help/2026-03-02.json": [said("U02ANA", "Where?")]}, users=None)
    drafts, met, rejects = taken(slack_export, "export.zip", archive)
    assert (drafts, met) == ([], [])
    assert "no users.json" in rejects[0].says
    assert "1 messages" in rejects[1].says


def test_files_that_are_none_of_slacks_are_counted_and_broken_days_named() -> None:
    archive = packed(
        {
            "integration_logs.json": [],
            "help/2026-03-02.json": [
                said("U02ANA", "Where?"),
                7,
                {"type": "message", "ts": "soon"},
            ],
            "help/2026-03-03.json": "[{",
            "help/2026-03-04.json": "",
        }
    )
    drafts, _, rejects = taken(slack_export, "export.zip", archive)
    assert len(drafts) == 1
    said_so = [each.says for each in rejects]
    assert len([one for one in said_so if "2026-03-02.json" in one]) == 2
    assert any("2026-03-03.json" in one for one in said_so)
    assert any("2026-03-04.json" in one and "empty" in one for one in said_so)
    assert any("1 files in the archive" in one and "integration_logs" in one for one in said_so)


def test_a_day_of_the_unpacked_folder_is_read_by_itself() -> None:
    day = json.dumps(
        [said("U02ANA", "Where?", user_profile={"is_restricted": True, "name": "ana"})]
    )
    drafts, _, rejects = taken(slack_export, "export/help/2026-03-02.json", day)
    assert rejects == []
    assert drafts[0].key == "help/1772442000.000100"
    assert drafts[0].by == Identifier("id", "slack:U02ANA", "ana")
    _, met, rejects = taken(slack_export, "export/users.json", "\ufeff" + json.dumps(USERS))
    assert (len(met), rejects) == (4, [])


def test_reading_again_gives_the_same_keys() -> None:
    messages = [said("U02ANA", str(n), f"17724420{n:02}.000100") for n in range(60)]
    first, second = (read(*messages)[0] for _ in range(2))
    assert [each.key for each in first] == [each.key for each in second]
    assert len({each.key for each in first}) == 60


TEXT = st.text(
    alphabet=st.characters(exclude_characters="\0<>&", exclude_categories=["Cs"]), max_size=30
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1_000_000_000, 1_999_999_999),
            st.integers(0, 999_999),
            st.sampled_from(["U01TOM", "U02ANA"]),
            TEXT,
        ),
        max_size=8,
    )
)
def test_what_was_written_is_what_is_read(lines: list[tuple[int, int, str, str]]) -> None:
    drafts, _, rejects = read(*(said(who, text, f"{at}.{us:06}") for at, us, who, text in lines))
    assert rejects == []
    assert [(each.at_us, each.fields["text"]) for each in drafts] == [
        (at * 1_000_000 + us, text) for at, us, _, text in lines
    ]
    assert [each.fields["direction"] for each in drafts] == [
        "out" if who == "U01TOM" else "in" for _, _, who, _ in lines
    ]


GOOD = [
    said(
        "U02ANA",
        "Where <@U01TOM>?",
        files=[{"name": "a.png"}],
        reactions=[{"name": "eyes", "count": 2}],
    ),
    said("U01TOM", "Here", "1772442060.000200", thread_ts="1772442000.000100", edited={"ts": "1"}),
    said("U04BEN", "", bot_id="B1", bot_profile={"name": "x"}, attachments=[{"text": "t"}]),
]


@settings(max_examples=120, deadline=None)
@given(shuffled(GOOD), shuffled(USERS), shuffled(CHANNELS), shuffled(DIRECT))
def test_whatever_stands_where_nothing_raises_and_every_record_is_told(
    messages: list[Any], users: list[Any], channels: list[Any], direct: list[Any]
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in (
            ("users.json", users),
            ("channels.json", channels),
            ("dms.json", direct),
            ("help/2026-03-02.json", messages),
        ):
            archive.writestr(name, json.dumps(content))
    drafts, _, rejects = taken(slack_export, "export.zip", held.getvalue())
    inside = [each for each in rejects if "2026-03-02.json" in each.says and each.origin.row]
    counted = sum(
        int(each.says.split(" ", 1)[0].replace(",", ""))
        for each in rejects
        if " notices that" in each.says or " messages come" in each.says
    )
    assert len(drafts) + len(inside) + counted == len(messages)
    assert len(drafts) + len(rejects) >= 0
    taken(slack_export, "help/2026-03-02.json", json.dumps(messages))
    taken(slack_export, "users.json", json.dumps(users))
