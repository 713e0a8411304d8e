"""A model beside the rules in a workspace: off unless named, told by doctor, reached by forgetting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.acts.canary import NAME, NOW, TRACES, plant
from tests.acts.canary import SETTINGS as PLAIN
from tests.calling import troth
from tests.model_server import Model, serving
from troth.acts import backend, promises
from troth.acts.doctor import doctor
from troth.acts.forget import forget
from troth.acts.hearing import NAME as NAME_OF_READER
from troth.acts.hearing import Heard, hear
from troth.acts.opening import Workspace, opened
from troth.acts.run import Asked, run
from troth.backends.remote import Remote
from troth.config import Settings
from troth.config import read as read_settings
from troth.errors import ConfigError, UnknownNameError
from troth.store.home import Home
from troth.text.backend import Endpoint
from troth.text.local import HEARD, NO_WORDS, READ, UNHEARD, WORDS

WAITS = "tell Quenby that it comes on Friday."
"""Tom's words in which the rules read no promise."""


@pytest.fixture
def model() -> Iterator[Model]:
    with serving(Model()) as held:
        held.replies = lambda text: {"promises": [{"quote": text}] if WAITS in text else []}
        yield held


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return plant(tmp_path)


def asking(model: Model, **more: object) -> Settings:
    return replace(PLAIN, backend=model.endpoint(recognise=True, **more))


def heard(work: Workspace) -> Heard:
    """What a run would hear of the model, without the rest of the run."""
    with work.ledger.read() as con:
        return hear(work, con, lambda batch: lambda record: None)


def read(work: Workspace, found: Heard) -> list[str]:
    assert all(one.recogniser == NAME_OF_READER for one in found.sayings)
    assert all(one.recogniser_version.startswith("owl-7b 127.0.0.1:") for one in found.sayings)
    assert not any(one.opens_at_once for one in found.sayings)
    return [work.index.record(one.record).text for one in found.sayings]  # type: ignore[union-attr]


def test_nobody_is_asked_unless_it_is_told_so(home: Home, model: Model) -> None:
    with opened(home, replace(PLAIN, backend=model.endpoint())) as work:
        found = heard(work)
        assert (found.sayings, found.marks, found.by) == ([], {}, None)
        (told,) = doctor(work).leaves
    assert model.bodies == []
    assert "only when asked to (--backend): on this machine" in told


def test_what_it_reads_is_a_candidate_that_waits_for_a_person(home: Home, model: Model) -> None:
    with opened(home, asking(model)) as work:
        run(work, Asked(NOW))
        (one,) = [
            each for each in promises.listed(work, states=["candidate"]) if WAITS in each.words
        ]
        assert (one.state, one.confirmed, one.due_us) == ("candidate", False, None)
        sent = len(model.bodies)
        assert sent > 1
        assert not any("I will send the xylograph" in text for text in model.shown)
        again = heard(work)
        assert (again.sayings, again.marks) == ([], {})
        assert len(model.bodies) == sent
        assert f"sent {sent} sentences" in doctor(work).leaves[-1]


def test_no_more_is_sent_than_may_be_and_the_rest_next_time(home: Home, model: Model) -> None:
    with opened(home, asking(model, at_most=1)) as work:
        first = heard(work)
        assert first.marks == {}
        sent = len(model.bodies)
    with opened(home, asking(model)) as work:
        second = heard(work)
        assert len(second.marks) == 1
        assert read(work, second) == [f"Ben, {WAITS}"]
    assert sent < len(model.bodies)
    assert len(set(model.shown)) == len(model.shown)


@pytest.mark.parametrize("status", [500, 401])
def test_a_run_stands_where_the_model_fails(
    home: Home, model: Model, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("troth.backends.calling.FIRST_PAUSE", 0.0)
    model.statuses = [status] * 99
    with opened(home, asking(model)) as work:
        found = heard(work)
        assert (found.sayings, found.marks) == ([], {})
        with work.ledger.begin() as con:
            found.keep(con, NOW)
        assert str(status) in doctor(work).leaves[-1]
        model.statuses = []
        assert read(work, heard(work)) == [f"Ben, {WAITS}"]


def test_forgetting_reaches_what_was_answered(home: Home, model: Model) -> None:
    settings = asking(model)
    with opened(home, settings) as work:
        assert heard(work).sayings
    held = home.answers.read_text()
    assert held.count("\n") == len(model.bodies)
    for line in held.splitlines():
        assert sorted(json.loads(line)) == ["key", "label", "spans"]
    assert not any(trace.casefold() in held.casefold() for trace in (*TRACES, "Ben", "Friday"))
    forget(home, settings, NAME, now_us=NOW)
    assert not home.answers.exists()


def test_names_of_the_directory_are_known_where_texts_leave(home: Home) -> None:
    with opened(home, PLAIN) as work, work.ledger.read() as con:
        names = backend.names_in(con)
    assert {"quenby", "zoëllner", "stone", "ito"} <= names


def test_doctor_names_model_and_host(home: Home) -> None:
    far = Endpoint("https://models.example:8443/v1", "owl-7b", embeddings="owl-e", recognise=True)
    with opened(home, replace(PLAIN, backend=far)) as work:
        one, other = doctor(work).leaves
    assert "owl-7b at models.example:8443, in runs" in one
    assert "names, addresses and numbers taken out" in one
    assert "owl-e at models.example:8443" in other
    with opened(home, PLAIN) as work:
        assert doctor(work).leaves == ()


def test_which_backend_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    to = Endpoint("https://models.example/v1", "owl-7b", key="OWL_KEY")
    monkeypatch.delenv("OWL_KEY", raising=False)
    assert backend.named("local", Settings(), None).name == "local"
    with pytest.raises(ConfigError, match=r"\[text.backend\]"):
        backend.named("owl-7b", Settings(), None)
    with pytest.raises(UnknownNameError, match="owl-7b"):
        backend.named("owl-70b", Settings(backend=to), None)
    with pytest.raises(ConfigError, match="OWL_KEY is not set"):
        backend.named("owl-7b", Settings(backend=to), None)
    monkeypatch.setenv("OWL_KEY", "one\ntwo")
    with pytest.raises(ConfigError, match="OWL_KEY holds no key"):
        backend.named("owl-7b", Settings(backend=to), None)
    monkeypatch.setenv("OWL_KEY", " one ")
    assert isinstance(backend.named("owl-7b", Settings(backend=to), None), Remote)


def test_grade_by_command_on_the_same_lines(tmp_path: Path, model: Model) -> None:
    """Twelve promises the rules do not read, which the model quotes; one reply is made up."""
    texts = [f"Your {thing} is safe in all our hands." for thing in "abcdefghijkl"]
    rows = [{"text": text, "gold": True} for text in texts]
    rows += [{"text": f"All {thing} are listed.", "gold": False} for thing in "abcd"]
    model.replies = lambda text: {
        "promises": [{"quote": "a b c"}] if "a are" in text else []
        if "listed" in text else [{"quote": text}]
    }  # fmt: skip
    (tmp_path / "mine.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "troth.toml").write_text(f'[text.backend]\nurl = "{model.url}"\nmodel = "owl-7b"\n')
    words = ("-C", tmp_path, "grade", "promise", tmp_path / "mine.jsonl", "--backend")
    alone = troth(*words, "local").fine()
    assert "4 of" not in alone.out
    assert "Answered by" not in alone.out
    beside = troth(*words, "owl-7b", "--format", "json").fine().json["beside"]
    assert beside["asked"] == 16
    assert beside["unused"] == {"it quoted words that do not stand in the text": 1}
    assert (beside["gained"], beside["lost"], beside["better"]) == (12, 0, True)
    told = troth(*words, "owl-7b").fine().out
    assert "Right only with it: 12; only without: 0. So it is better." in told
    assert "1 × it quoted words that do not stand in the text" in told
    assert "text backend called “owl”" in troth(*words, "owl").fine(2).err
    model.statuses = [404]
    refused = troth(*words, "owl-7b").fine(2)
    assert "refuses: 404" in refused.err


def test_the_page_shows_settings_that_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "text-backend.md").read_text(encoding="utf-8")
    shown = page.partition("```toml\n")[2].partition("```")[0]
    made = read_settings(shown, Path()).backend
    assert made is not None
    assert made.here
    assert sorted(
        shown.split(" = ")[0].split("\n")[-1] for shown in shown.split("\n") if " = " in shown
    ) == sorted(field.name for field in fields(Endpoint))
    default = Endpoint(made.url, made.model)
    assert (made.band, made.seconds, made.at_most) == (
        default.band,
        default.seconds,
        default.at_most,
    )
    for score in (READ, WORDS, NO_WORDS, HEARD, UNHEARD):
        assert f"{score:.2f}".lstrip("0") in page
    assert read_settings(backend.SHOW, Path()).backend == default
