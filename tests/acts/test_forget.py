"""The law of forgetting: a canary is planted, used, forgotten, and searched for in all bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.acts.canary import (
    ADDRESS,
    HOUR,
    NAME,
    NOW,
    PHONE,
    SECOND,
    SETTINGS,
    WORDS,
    found,
    plant,
    rows,
)
from troth.acts import blanking, finishing, forget, note, owning, promises, tasks, verify
from troth.acts.add import add
from troth.acts.check import check
from troth.acts.note import Signed
from troth.acts.opening import opened
from troth.acts.run import Asked, run
from troth.config import Settings
from troth.errors import UnknownNameError
from troth.ledger import directory, entries, manifest, runs
from troth.model.evidence import Identifier
from troth.store.home import Home

ME = Signed("tom", NOW + HOUR)
LATER = NOW + 2 * HOUR


def use(home: Home, settings: Settings = SETTINGS) -> str:
    """Do what people do: look, confirm, note, merge, dismiss; gives her id."""
    with opened(home, settings) as work:
        with work.ledger.begin() as con:
            her = directory.the_person(con, ADDRESS)
            telephone = Identifier("phone", PHONE, NAME)
            handle = directory.resolve(con, home.secret, [telephone])[telephone]
            for other in (directory.the_person(con, SECOND).id, directory.person_id(str(handle))):
                directory.merge(con, other, her.id, at_us=NOW, who="tom", reason=f"{NAME} twice")
        run(work, Asked(NOW + HOUR))
        made = promises.note(
            work, f"A free {WORDS} for {NAME}", to=her.id, due_us=LATER, who="tom", now_us=NOW
        )
        promises.note(work, f"Be kinder than we were to {NAME}", who="tom", now_us=NOW)
        promises.mark(work, made.id, "broken", reason=f"{NAME} said no", who="tom", now_us=NOW)
        promises.reopen(work, made.id, who="tom", now_us=NOW + 1)
        note.away(work, her.id, LATER, ME, reason=f"her {WORDS} course")
        note.answered(work, her.id, ME, reason=f"called {NAME}")
        owning.own(work, her.id, "Tom Ito", ME, reason=f"he knows {NAME}")
        task = tasks.add(work, her.id, f"Send the {WORDS} to {NAME}", ME, due_us=LATER)
        tasks.move(work, task.id, LATER + 1, ME, reason=f"{NAME} asked for her {WORDS} later")
        tasks.done(work, task.id, ME, reason=f"her {WORDS} is sent")
        tasks.add(work, made.id, f"Ask where the {WORDS} is", ME, owner="Ben")
        with work.ledger.begin() as con:
            for finding in _findings(con):
                entries.note(
                    con,
                    at_us=NOW,
                    who="tom",
                    deed="dismiss",
                    target=finding,
                    body={"reason": f"{NAME} is fine"},
                )
        verify.verify(work, now_us=ME.now_us)
    return her.id


def _findings(con: Connection) -> list[str]:
    last = runs.latest(con)
    return [one.id for one in runs.findings(con, last.id)] if last else []


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return plant(tmp_path)


def test_she_is_there_before(home: Home) -> None:
    use(home)
    assert {trace.lower() for _, trace in found(home)} >= {NAME.lower(), ADDRESS, WORDS}


def test_no_byte_of_her_is_left(home: Home) -> None:
    id = use(home)
    receipt = forget.forget(home, SETTINGS, NAME, now_us=LATER)
    assert found(home) == []
    assert receipt.person == id
    assert receipt.records["message"] >= 4
    assert receipt.mentions >= 4
    assert receipt.ledger["identifiers"] == 3
    assert receipt.ledger["promises"] >= 1
    assert receipt.files
    assert NAME not in repr(receipt)


def test_no_word_of_hers_can_be_searched(home: Home) -> None:
    use(home)
    forget.forget(home, SETTINGS, NAME, now_us=LATER)
    with opened(home, SETTINGS) as work:
        for word in (WORDS, *NAME.split(), *ADDRESS.split("@")):
            assert work.index.search(word) == []
            assert work.index.search(word[:5]) == []


def test_what_is_not_hers_stays(home: Home) -> None:
    use(home)
    forget.forget(home, SETTINGS, ADDRESS, now_us=LATER)
    with opened(home, SETTINGS) as work:
        assert work.index.counts()["message"] == len(rows())
        texts = {str(one.fields["text"]) for one in work.index.search("parcel", 50)}
        assert "Where is my parcel?" in texts
        assert "Ms [forgotten]'s parcel went to you by mistake, Ben." in texts
        with work.ledger.read() as con:
            ben = directory.the_person(con, "Ben Stone")
            assert directory.count_people(con) == 1
        theirs = work.index.of_handles(ben.handles, limit=None)
        assert "Thank you, all is well." in [one.text for one in theirs]


def test_her_id_still_opens_and_says_only_that(home: Home) -> None:
    id = use(home)
    forget.forget(home, SETTINGS, id, now_us=LATER)
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        one = directory.person(con, id)
        assert one is not None
        assert one.forgotten
        assert one.label == "someone who asked to be forgotten"
        assert one.handles == ()
        assert directory.find(con, NAME) == []
        assert id not in [person.id for person in directory.people(con, staff=None)]


def test_nothing_is_open_to_her_and_no_lens_speaks_of_her(home: Home) -> None:
    id = use(home)
    forget.forget(home, SETTINGS, id, now_us=LATER)
    with opened(home, SETTINGS) as work:
        run(work, Asked(LATER + HOUR))
        with work.ledger.read() as con:
            known = {handle for one in directory.people(con, staff=None) for handle in one.handles}
            last = runs.latest(con)
            assert last is not None
            subjects = {
                one.subject.id
                for one in runs.findings(con, last.id)
                if one.subject.kind == "person"
            }
            assert subjects <= known
        open_ones = promises.listed(work, states=["open"])
        assert not [one for one in open_ones if one.to]
    assert found(home) == []


def test_the_same_export_does_not_bring_her_back(home: Home) -> None:
    use(home)
    forget.forget(home, SETTINGS, ADDRESS, now_us=LATER)
    export = home.root / "quenby-zoellner-desk.jsonl"
    newer = {**rows()[0], "id": "m99", "text": f"{NAME} again"}
    plain = export.with_name("newer.jsonl")
    plain.write_text("\n".join(json.dumps(row) for row in (*rows(), newer)))
    receipt = add(home, SETTINGS, [plain], now_us=LATER + HOUR)
    assert receipt.sources[0].new == 0
    assert receipt.people_new == 0
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        assert directory.find(con, ADDRESS) == []
        assert directory.count_people(con) == 1


def test_forgetting_twice_gives_the_same_receipt(home: Home) -> None:
    id = use(home)
    first = forget.forget(home, SETTINGS, id, now_us=LATER)
    assert forget.forget(home, SETTINGS, id, now_us=LATER + HOUR) == first


def test_nobody_of_that_name(home: Home) -> None:
    with pytest.raises(UnknownNameError):
        forget.forget(home, SETTINGS, "Nobody Atall", now_us=LATER)


@pytest.mark.parametrize("where", ["_publish", "sweep", "renew", "rebuild_index", "compact_index"])
def test_cut_off_anywhere_it_is_not_begun_or_is_finished_by_doing_it_again(
    home: Home, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes just before a step; whatever was done until then stays on disk."""
    id = use(home)
    if where == "rebuild_index":
        monkeypatch.setattr(blanking, "REMEMBERED", 0)

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    module = forget if where in ("_publish", "renew") else finishing
    with monkeypatch.context() as cut:
        cut.setattr(module, where, dies)
        with pytest.raises(KeyboardInterrupt):
            forget.forget(home, SETTINGS, NAME, now_us=LATER)
    receipt = forget.forget(home, SETTINGS, NAME, now_us=LATER + HOUR)
    assert receipt.person == id
    assert found(home) == []
    assert finishing.begun(home) is None


def test_the_next_import_finishes_what_was_cut_off(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(home)

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(forget, "renew", dies)
        with pytest.raises(KeyboardInterrupt):
            forget.forget(home, SETTINGS, NAME, now_us=LATER)
    assert found(home)
    other = home.root / "other.md"
    other.write_text("# Another\n\nNothing of note.\n")
    add(home, SETTINGS, [other], now_us=LATER)
    assert found(home) == []


def test_the_manifest_says_that_there_is_a_new_generation(home: Home) -> None:
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        before = manifest.generation(con)
    forget.forget(home, SETTINGS, ADDRESS, now_us=LATER)
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        assert manifest.generation(con) == before + 1
        held = {path for paths in manifest.files(con).values() for path in paths}
        on_disk = {
            path.relative_to(home.evidence).as_posix() for path in home.evidence.rglob("*.parquet")
        }
        assert held == on_disk


def test_what_checks_kept_goes_as_well(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TROTH_CACHE_DIR", raising=False)
    use(home)
    check([home.root / "story.md"], cached=True)
    assert list((home.dot / "cache" / "check").glob("??/*"))
    assert not [where for where, _ in found(home) if "cache" in where]
    forget.forget(home, SETTINGS, ADDRESS, now_us=LATER)
    assert not (home.dot / "cache").exists()
