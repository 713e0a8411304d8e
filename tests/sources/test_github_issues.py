"""GitHub issues: the REST API, GraphQL and gh's JSON give the same records under the same keys."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.desks import (
    as_text,
    claims_no_other_data,
    opened_of,
    shows_its_examples,
    spoilt,
    taken,
    wins,
)

from troth.extend.source import Identifier
from troth.sources import github_issues as source

URL = "https://github.com/acme/lamp/issues/12"
ISSUE: dict[str, Any] = {
    "url": "https://api.github.com/repos/acme/lamp/issues/12",
    "html_url": URL,
    "id": 900001,
    "number": 12,
    "title": "Flicker",
    "user": {"login": "ana-r", "id": 1, "type": "User"},
    "author_association": "NONE",
    "state": "closed",
    "state_reason": "completed",
    "labels": [{"id": 1, "name": "bug"}, {"id": 2, "name": "lamp"}],
    "comments": 2,
    "created_at": "2026-03-02T09:00:00Z",
    "closed_at": "2026-03-04T09:00:00Z",
    "closed_by": {"login": "tom-i"},
    "body": "<!-- Which lamp? -->\nIt flickers.",
}
COMMENTS: list[dict[str, Any]] = [
    {"id": 71, "html_url": f"{URL}#issuecomment-71", "issue_url": ISSUE["url"],
     "user": {"login": "tom-i"}, "author_association": "MEMBER", "created_at":
     "2026-03-02T10:00:00Z", "body": "> It flickers.\n\nFixed by Friday."},
    {"id": 72, "html_url": f"{URL}#issuecomment-72", "issue_url": ISSUE["url"],
     "user": {"login": "stale[bot]", "type": "Bot"}, "author_association": "NONE",
     "created_at": "2026-03-03T10:00:00Z", "body": "This is stale."},
]  # fmt: skip


def in_gh(comments: Any, **more: Any) -> dict[str, Any]:
    return {
        "author": {"login": "ana-r", "is_bot": False},
        "number": 12,
        "title": "Flicker",
        "body": ISSUE["body"],
        "createdAt": ISSUE["created_at"],
        "closedAt": ISSUE["closed_at"],
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "url": URL,
        "labels": [{"name": "bug"}, {"name": "lamp"}],
        "comments": comments,
        **more,
    }


NODES = [
    {"id": f"IC_{one['id']}", "author": {"login": one["user"]["login"], "is_bot": n == 1},
     "authorAssociation": one["author_association"], "body": one["body"],
     "createdAt": one["created_at"], "url": one["html_url"]}
    for n, one in enumerate(COMMENTS)
]  # fmt: skip
GRAPH = in_gh(
    {"nodes": NODES},
    labels={"nodes": [{"name": "bug"}, {"name": "lamp"}]},
    authorAssociation="NONE",
)
SHAPES = {
    "array": json.dumps([ISSUE, *COMMENTS]),
    "lines": "\n".join(map(json.dumps, [ISSUE, *COMMENTS])),
    "search": json.dumps({"total_count": 1, "items": [ISSUE, *COMMENTS]}, indent=2),
    "gh": json.dumps([in_gh(NODES)]),
    "gh view": json.dumps(in_gh(NODES), indent=2),
    "graphql": json.dumps({"data": {"repository": {"issues": {"nodes": [GRAPH]}}}}),
    "nodes": json.dumps({"nodes": [GRAPH], "pageInfo": {}}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_records(shape: str) -> None:
    for content in (SHAPES[shape], "\ufeff" + SHAPES[shape], SHAPES[shape].encode("utf-16")):
        found = taken(source, content)
        assert found.rejects == []
        assert found.said() == [
            ("in", "It flickers."),
            ("out", "Fixed by Friday."),
            ("out", "This is stale."),
        ]
        assert found.done() == ["created", "labelled bug", "labelled lamp", "closed"]
        assert found.keyed().keys() == {
            ("message", "acme/lamp#12"),
            ("message", "71"),
            ("message", "72"),
            ("step", "acme/lamp#12"),
            ("step", "acme/lamp#12:label:bug"),
            ("step", "acme/lamp#12:label:lamp"),
            ("step", "acme/lamp#12:closed"),
        }
        assert {one.thread for one in found.drafts} == {"acme/lamp#12"}


def test_who_acted_who_was_served_and_the_way_back() -> None:
    own = taken(source, SHAPES["array"]).keyed()
    ana = Identifier("id", "github:ana-r", "ana-r")
    opened = own["message", "acme/lamp#12"]
    assert opened.by is not None
    assert opened.by.value == ana.value
    assert own["message", "71"].by == Identifier("staff", "tom-i", "tom-i")
    assert own["message", "71"].about == opened.by
    assert own["message", "71"].origin.link == f"{URL}#issuecomment-71"
    assert own["message", "72"].fields["automatic"] is True
    assert own["step", "acme/lamp#12:closed"].by == Identifier("staff", "tom-i", "tom-i")
    assert own["step", "acme/lamp#12:closed"].extra["reason"] == "completed"
    assert own["step", "acme/lamp#12:label:bug"].precision == "day"
    assert opened.fields["subject"] == "Flicker"


def test_pull_requests_and_their_comments_are_left_out_with_a_word() -> None:
    pull = ISSUE | {"pull_request": {"url": "x"}, "number": 13}
    said = COMMENTS[0] | {"html_url": "https://github.com/acme/lamp/pull/13#issuecomment-80"}
    found = taken(source, [ISSUE | {"pull_request": None}, pull, said])
    assert len(found.of("message")) == 1
    assert [one.says for one in found.rejects] == [
        "Number 13 is a pull request, which is not an issue.",
        "This is on a pull request, which is not an issue.",
    ]


def test_an_issue_of_our_own_people_is_ours_where_a_comment_tells_so() -> None:
    talk = in_gh(NODES, author={"login": "tom-i"})
    assert taken(source, [talk]).said()[0][0] == "out"
    assert taken(source, [in_gh([], author={"login": "tom-i"})]).said()[0][0] == "in"


def test_equal_numbers_in_two_repositories_are_two_issues() -> None:
    other = ISSUE | {"html_url": URL.replace("lamp", "bulb")}
    keys = {one.key for one in taken(source, [ISSUE, other]).of("message")}
    assert keys == {"acme/lamp#12", "acme/bulb#12"}


def test_an_issue_of_somebody_who_is_gone_is_nobodys() -> None:
    (message,) = taken(source, [ISSUE | {"user": None, "labels": []}]).of("message")
    assert message.by is None
    assert message.fields["direction"] == "in"


def test_it_wins_on_its_own_files_and_on_no_other() -> None:
    shows_its_examples(source)
    wins(source)
    claims_no_other_data(source)
    for shape, text in SHAPES.items():
        assert source.recognises(opened_of(text.encode())) >= 0.97, shape
    gitlab = [{"id": 1, "iid": 2, "title": "x", "web_url": "y", "created_at": "z", "author": {}}]
    assert source.recognises(opened_of(gitlab)) == 0


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_values_of_any_shape_anywhere_never_raise(data: st.DataObject, shape: str) -> None:
    text = SHAPES[shape]
    whole = (
        [json.loads(line) for line in text.split("\n")] if shape == "lines" else json.loads(text)
    )
    taken(source, as_text(data.draw(spoilt(whole)), shape == "lines"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_comment_is_given_or_set_aside(data: st.DataObject) -> None:
    comments = [data.draw(spoilt(each)) for each in COMMENTS]
    found = taken(source, [each | {"body": "x"} for each in comments])
    assert len(found.drafts) + len(found.rejects) >= len(comments)
