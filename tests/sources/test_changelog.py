"""Changelogs as texts and as lists of releases."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.source import Draft, Reject, open_bytes, open_file
from troth.sources import changelog, documents

DAY = 86_400_000_000


def read(text: str | bytes, name: str = "CHANGELOG.md") -> tuple[list[Draft], list[Reject]]:
    data = text.encode() if isinstance(text, str) else text
    items = list(changelog.read(open_bytes(name, data)))
    drafts = [item for item in items if isinstance(item, Draft)]
    return drafts, [item for item in items if isinstance(item, Reject)]


def day(draft: Draft) -> date:
    return datetime.fromtimestamp(draft.at_us / 1e6, UTC).date()


MANY = """# API Changelog

All notable changes.

## [Unreleased]
### Added
- soon

## [2.0.0](https://x.example/2) (2024-03-05)

### Breaking
- `v1` is gone

```
## 9.9.9 - 2020-01-01
```

## [1.9.0] - 2024-02-30
- x
# 1.8.0 / March 1st, 2024 [YANKED]
- y
## v1.7.0-beta.1 — 1 Feb 2024
- z
## 1.6 (03/04/2024)
## Migration notes
words
## 2023-12-01
- by day
## Rate limits fall, 2023-11-01
- r
## 1.5.0

app 1.4.0 (2022-12-01)
======================
text

1.3.0 / 2022-11-01
------------------
* t
"""


def test_an_ugly_changelog_gives_each_dated_version_and_a_word_for_the_rest() -> None:
    drafts, rejects = read(MANY)
    assert [(draft.fields["title"], str(day(draft)), draft.origin.row) for draft in drafts] == [
        ("2.0.0", "2024-03-05", 9),
        ("1.8.0", "2024-03-01", 20),
        ("v1.7.0-beta.1", "2024-02-01", 22),
        ("2023-12-01", "2023-12-01", 27),
        ("Rate limits fall", "2023-11-01", 29),
        ("app 1.4.0", "2022-12-01", 33),
        ("1.3.0", "2022-11-01", 37),
    ]
    assert [reject.origin.row for reject in rejects] == [5, 18, 24, 25, 31]
    assert "not released yet" in rejects[0].says
    assert "“2024-02-30”" in rejects[1].says
    assert "two ways" in rejects[2].says
    assert "no version" in rejects[3].says
    assert "no date" in rejects[4].says
    assert {draft.fields["what"] for draft in drafts} == {"api"}
    assert "9.9.9" in str(drafts[0].fields["text"])
    assert str(drafts[0].fields["text"]).startswith("### Breaking")
    assert [draft.extra.get("yanked") for draft in drafts[:2]] == [None, "true"]
    assert drafts[0].fields["announced_us"] == drafts[0].fields["effect_us"] == drafts[0].at_us
    assert {draft.precision for draft in drafts} == {"day"}


def test_new_versions_at_the_top_leave_the_keys_of_the_old_ones() -> None:
    old, _ = read("# Log\n\n## 1.0.0 - 2024-01-01\n\n## Fixes - 2023-12-01\n")
    new, _ = read(
        "# Log\n\n## Fixes - 2024-02-01\n\n## 1.0.0 - 2024-01-01\n\n## Fixes - 2023-12-01\n"
    )
    assert {draft.key for draft in old} < {draft.key for draft in new}
    assert len({draft.key for draft in new}) == 3


def test_an_empty_unreleased_heading_and_the_preface_are_passed_over() -> None:
    drafts, rejects = read(
        "# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Added\n\n## 1.0.0 - 2024-01-01\n"
    )
    assert (len(drafts), rejects) == (1, [])


@pytest.mark.parametrize(
    ("name", "text", "wins"),
    [
        ("CHANGELOG.md", "## 1.0.0 - 2024-01-01\n- x\n", True),
        ("docs/api-changelog.md", "## 2024-01-01\n- x\n", True),
        ("HISTORY.rst", "1.0.0 (2024-01-01)\n------------------\n\n- x\n", True),
        ("CHANGELOG.md", "# What a changelog is\n\nWords.\n", False),
        (
            "notes.md",
            "## 1.2.0 - 2024-01-01\n\n## 1.1 - 2023-01-01\n\n## 1.0.0 - 2022-01-01\n",
            True,
        ),
        ("notes.md", "## 1.2.0 - 2024-01-01\n- x\n", False),
        ("diary.md", "## 2024-01-01\na\n## 2024-01-02\nb\n## 2024-01-03\nc\n", False),
        ("plan.md", "# Plan\n\n## 1. Goals\n\n## 2. Steps\n\n## 3. Costs\n", False),
        ("page.html", "<h2>1.0.0 - 2024-01-01</h2>", False),
    ],
)
def test_a_changelog_wins_by_its_name_or_by_several_dated_versions(
    name: str, text: str, wins: bool
) -> None:
    opened = open_bytes(name, text.encode())
    assert (changelog.recognises(opened) > documents.recognises(opened)) == wins
    assert wins or changelog.recognises(opened) == 0


def test_our_own_changelog_is_known_for_one_or_holds_no_version() -> None:
    path = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
    drafts, rejects = read(path.read_bytes())
    assert drafts or rejects or changelog.recognises(open_file(path)) == 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)),
            st.dates(date(1990, 1, 1), date(2090, 1, 1)),
            st.text("abc é*-", min_size=1, max_size=20),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda each: each[0],
    ),
    st.sampled_from(
        [
            "## [{v}] - {d}",
            "## {v} ({d})",
            "# v{v} / {d}",
            "### {v} — {l}",
            "## {v}, {l}",
            "## {d} {v}",
        ]
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read_again(
    versions: list[tuple[tuple[int, int, int], date, str]], form: str, end: str
) -> None:
    lines = ["# Changelog", ""]
    for number, when, words in versions:
        written = ".".join(map(str, number))
        lines += [
            form.format(v=written, d=when, l=f"{when.day} {when:%B} {when.year}"),
            "",
            f"- {words}",
            "",
        ]
    drafts, rejects = read("\ufeff" + end.join(lines))
    assert rejects == []
    assert [(draft.extra["version"], day(draft)) for draft in drafts] == [
        (".".join(map(str, number)), when) for number, when, _ in versions
    ]
    assert [draft.fields["text"] for draft in drafts] == [
        f"- {words}".strip() for *_, words in versions
    ]


RELEASE = {
    "id": 7,
    "tag_name": "v1.2.0",
    "name": "Spring",
    "body": "- Export",
    "html_url": "https://code.example/acme/app/releases/tag/v1.2.0",
    "draft": False,
    "prerelease": True,
    "published_at": "2024-03-01T09:00:00Z",
    "author": {"login": "tom"},
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([RELEASE]),
        json.dumps([RELEASE], indent=2),
        json.dumps(RELEASE) + "\n",
        json.dumps({"releases": [RELEASE], "next": None}),
        json.dumps([dict(reversed(RELEASE.items()))]),
    ],
)
def test_releases_of_the_api_are_changes(text: str) -> None:
    opened = open_bytes("releases.json", text.encode())
    assert changelog.recognises(opened) >= 0.97
    (draft,), rejects = read(text, "releases.json")
    assert rejects == []
    assert draft.key == "acme/app@v1.2.0"
    assert draft.origin.link == RELEASE["html_url"]
    assert draft.fields["title"] == "Spring (v1.2.0)"
    assert draft.fields["text"] == "- Export"
    assert draft.fields["what"] == "product"
    assert draft.at_us == 1_709_283_600_000_000
    assert draft.by is not None
    assert (draft.by.scheme, draft.by.value) == ("staff", "tom")
    assert draft.extra["prerelease"] == "true"


def test_releases_of_the_command_line_and_of_gitlab_are_read_too() -> None:
    command = [
        {"tagName": "v1", "name": "v1", "publishedAt": "2024-03-01T09:00:00Z", "isDraft": False}
    ]
    (draft,), _ = read(json.dumps(command), "api-releases.json")
    assert (draft.key, draft.fields["title"], draft.fields["what"]) == (
        "api-releases.json@v1",
        "v1",
        "api",
    )
    other = [{"tag_name": "v1", "description": "words", "released_at": "2024-03-01T09:00:00Z"}]
    (draft,), _ = read(json.dumps(other), "r.json")
    assert draft.fields["text"] == "words"


def test_drafts_and_releases_without_a_date_are_set_aside() -> None:
    listed = [
        RELEASE | {"draft": True},
        RELEASE | {"published_at": None},
        RELEASE | {"published_at": "soon"},
        RELEASE | {"tag_name": ""},
        "no object",
    ]
    drafts, rejects = read(json.dumps(listed), "releases.json")
    assert drafts == []
    assert [reject.origin.row for reject in rejects] == [1, 2, 3, 4, 5]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("\ud800\0"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*RELEASE, "_links", "url"]), JSON), max_size=5))
def test_values_of_any_shape_never_raise_in_releases(changed: list[dict[str, object]]) -> None:
    listed = [RELEASE, *(RELEASE | each for each in changed)]
    opened = open_bytes("releases.json", json.dumps(listed).encode())
    assert changelog.recognises(opened) > 0
    assert len(list(changelog.read(opened))) == len(listed)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "## 1.0.0 - 2024-01-01",
                "# ",
                "##",
                "```",
                "====",
                "----",
                "",
                "text",
                "## [x",
                "## Next",
            ]
        )
        | st.text(max_size=20),
        max_size=25,
    )
)
def test_lines_of_any_kind_never_raise(lines: list[str]) -> None:
    content = "\n".join(lines).encode("utf-8", "ignore")
    opened = open_bytes("CHANGELOG.md", content)
    assert 0 <= changelog.recognises(opened) <= 1
    list(changelog.read(opened))


def test_a_long_line_and_many_lines_take_no_long_time() -> None:
    drafts, _ = read(
        "## 1.0.0 - 2024-01-01\n" + "[" * 200_000 + "\n" + "a(" * 100_000 + "\n" * 200_000
    )
    assert len(drafts) == 1
