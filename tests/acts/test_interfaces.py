"""Versions of an interface, named by their day or from git: what breaks callers is kept as a change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acts.test_history import committed, git
from tests.calling import inside, troth
from troth.acts.opening import opened
from troth.store.home import create, open_home

pytest.importorskip("semver")

OLD = """openapi: 3.0.0
info: {title: Parcels, version: 1.4.0}
paths:
  /orders/{id}:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {type: object, required: [id, total], properties: {id: {type: string}, total: {type: number}}}
  /labels:
    get:
      responses: {'200': {description: ok}}
"""
NEW = """openapi: 3.0.0
info: {title: Parcels, version: 1.5.0}
paths:
  /orders/{id}:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {type: object, required: [id], properties: {id: {type: string}}}
  /rates:
    get:
      responses: {'200': {description: ok}}
"""
USE = """at,email,event
2026-03-20,ana@river.example,GET /labels
2026-03-22,ben@river.example,GET /labels
"""


def changes(root: Path) -> list[tuple[str, str, dict[str, str]]]:
    with opened(open_home(root)) as work:
        held = work.index.of_kind("change")
    return [(str(one.fields["title"]), one.text, dict(one.fields["extra"])) for one in held]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = create(tmp_path / "acme").root
    (root / "openapi-2026-03-02.yaml").write_text(OLD)
    (root / "openapi-2026-04-02.yaml").write_text(NEW)
    return root


def test_two_dated_versions_are_one_change_with_what_callers_can_fail_by(place: Path) -> None:
    with inside(place):
        troth("add", "openapi-2026-03-02.yaml", "openapi-2026-04-02.yaml").fine()
        again = troth("add", "openapi-2026-04-02.yaml", "--format", "json").fine().json
    ((title, text, extra),) = changes(place)
    assert title == "Parcels 1.5.0"
    assert "### Breaking\n\n" in text
    assert "- `GET /labels`: GET /labels is gone" in text
    assert "total is gone" in text
    assert "### Added\n\n- `GET /rates`: GET /rates is new" in text
    assert (extra["version"], extra["before"]) == ("1.5.0", "1.4.0")
    assert [one["new"] for one in again["sources"]] == [0]


def test_whoever_used_what_went_is_told_of(place: Path) -> None:
    (place / "use.csv").write_text(USE)
    with inside(place):
        troth("add", "openapi-2026-04-02.yaml", "use.csv").fine()
        out = troth("look", "breaking-change", "--as-of", "2026-04-10", "--format", "json").out
    (one,) = json.loads(out)
    assert one["status"] == "speaks"
    assert one["says"].endswith(
        "went with 1.5.0 after 1.4.0, and such a step promises that nothing breaks;"
        " 2 people used it (GET /labels)."
    )


def test_the_same_number_with_something_gone_and_no_number_at_all(place: Path) -> None:
    (place / "openapi-2026-04-02.yaml").write_text(NEW.replace("1.5.0", "1.4.0"))
    (place / "shop-2026-03-02.graphql").write_text("type Query { total: Int, old_price: Int }")
    (place / "shop-2026-04-02.graphql").write_text("type Query { total: Int }")
    (place / "use.csv").write_text(USE + "2026-03-22,ben@river.example,Query.old_price\n")
    with inside(place):
        troth("add", ".").fine()
        out = troth("look", "breaking-change", "--as-of", "2026-04-10", "--format", "json").out
    said = sorted(one["says"] for one in json.loads(out))
    assert len(said) == 2
    assert "went with 1.4.0, and the version stayed the same; 2 people used it" in said[0]
    assert "went with the version of 2 April 2026 of an interface without versions" in said[1]


def test_a_file_without_a_day_and_one_that_cannot_be_read_are_set_aside(place: Path) -> None:
    (place / "openapi.yaml").write_text(NEW)
    (place / "openapi-2026-05-02.yaml").write_text("openapi: 3.0.0\npaths: [}\n")
    with inside(place):
        told = troth("add", "openapi.yaml", "openapi-2026-05-02.yaml", "--format", "json").json
    says = [one["says"] for one in told["rejects"]]
    assert says[0].startswith("What changed in an interface is read from two versions")
    assert "was not read: it is no YAML" in says[1]
    assert changes(place) == []


def test_from_git_every_version_is_held_against_the_one_before(tmp_path: Path) -> None:
    root = tmp_path / "acme"
    root.mkdir()
    git(root, "init", "-q")
    create(root)
    (root / ".gitignore").write_text(".troth\n")
    committed(root, "api/openapi.yaml", OLD, 1)
    committed(root, "api/openapi.yaml", OLD.replace("description: ok", "description: fine"), 2)
    committed(root, "api/openapi.yaml", NEW, 3)
    with inside(root):
        troth("add", "--history", "api/openapi.yaml").fine()
        assert [title for title, _, _ in changes(root)] == ["Parcels 1.5.0"]
        committed(root, "api/openapi.yaml", NEW.replace("1.5.0", "2.0.0") + "  /x: {get: {}}\n", 4)
        troth("add", "--history", "api/openapi.yaml").fine()
    assert [title for title, _, _ in changes(root)] == ["Parcels 1.5.0", "Parcels 2.0.0"]
