"""The act: files and folders, selection, a workspace's promises, baselines, what cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from troth.acts.check import Checked, check, keep_as_known, said
from troth.acts.check_allowing import allow
from troth.acts.check_mends import mends, write
from troth.acts.check_rules import Asked
from troth.errors import ConfigError, SourceError, StoreError, TrothError, UnknownNameError
from troth.model.document import Backing, BackingPromise
from troth.prose.baseline import write_baseline

PLAN = (
    "# Plan for the spring\n\nCustomers want faster parcels. We win more customers in the north. "
    "Customers in the south order less. Our customers compare prices. Few customers stay.\n"
)
LAUNCH = "# Sender Plus\n\nBest of all, every plan includes 24/7 support.\n"
LIVE = Backing(
    tuple(
        BackingPromise(f"p-{n}", words, True, True, "open", "pricing.md:40", 0.94, 0.9, 0.97, 212)
        for n, words in enumerate(["We answer on weekdays, 9 to 17"] + ["We never sell data"] * 9)
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.md").write_text(PLAN)
    (tmp_path / "launch.md").write_text(LAUNCH)
    return tmp_path


def sentences(done: Checked) -> list[str]:
    return [said(finding, done.document(finding)) for finding in done.findings]


def test_without_a_workspace_the_ledgers_lens_is_silent_and_it_is_said(folder: Path) -> None:
    done = check([folder])
    assert sentences(done) == ["This plan speaks of customers 5 times, and never of one of them."]
    assert done.silent == ("here-for-you", "unbacked-claim")
    assert done.claims == 0
    assert done.speaks


def test_with_promises_behind_it_a_claim_is_weighed(folder: Path) -> None:
    done = check([folder / "launch.md"], backing=LIVE)
    assert sentences(done) == [
        "“every plan includes 24/7 support” – no promise in the ledger stands behind this; "
        "one says otherwise."
    ]
    assert done.findings[0].data["notes"] == [
        "nearest: “We answer on weekdays, 9 to 17” (pricing.md:40), kept 94 % (90–97, n = 212)"
    ]
    assert (done.claims, done.confirmed, done.silent) == (1, 10, ())


def test_below_ten_promises_claims_are_only_counted(folder: Path) -> None:
    done = check([folder / "launch.md"], backing=Backing(LIVE.promises[:9]))
    assert (done.findings, done.claims) == ((), 1)


def test_the_workspace_lends_its_promises_and_its_ignore_list(folder: Path) -> None:
    dot = folder / ".troth"
    dot.mkdir()
    rows = [
        {"id": "p", "words": "We answer on weekdays, 9 to 17", "confirmed": True,
         "backs_claims": True, "state": "open", "unknown": 1}
    ] * 10  # fmt: skip
    (dot / "backing.json").write_text(json.dumps({"promises": rows, "terms": [], "people": []}))
    (folder / "troth.toml").write_text('ignore = ["plan.md"]\n')
    done = check([folder])
    assert [finding.lens for finding in done.findings] == ["unbacked-claim"]
    assert len(done.documents) == 1
    (dot / "backing.json").write_text("{")
    with pytest.raises(StoreError, match="cannot be read"):
        check([folder])


def test_a_known_person_clears_a_plan(folder: Path) -> None:
    plan = folder / "plan.md"
    plan.write_text(PLAN + "\nWe owe this to Tamsin Vool.\n")
    assert check([plan]).findings
    assert not check([plan], backing=Backing(people=("Tamsin Vool",))).findings


def test_lenses_are_chosen_by_name(folder: Path) -> None:
    assert check([folder], ignore=["faceless"]).findings == ()
    assert check([folder], select=["unbacked-claim"]).findings == ()
    with pytest.raises(UnknownNameError, match="facless"):
        check([folder], select=["facless"])


def test_what_is_known_stays_quiet(folder: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    write_baseline(known, check([folder]).findings)
    done = check([folder], baseline=known)
    assert (done.findings, done.known, done.stale) == ((), 1, 0)


def test_only_changed_documents_with_diff(folder: Path) -> None:
    plan = folder / "plan.md"
    old = folder / "old.txt"
    old.write_text(PLAN)
    assert check([plan], diff=str(old)).findings == ()
    plan.write_text(PLAN + "\nCustomers pay.\n")
    assert len(check([plan], diff=str(old)).findings) == 1


def test_standard_input_is_a_document_of_the_name_it_is_given(folder: Path) -> None:
    done = check(["-"], stdin=PLAN.encode(), stdin_filename="x/plan.md")
    place = done.findings[0].place
    assert place is not None
    assert (place.path, place.line, place.column) == ("x/plan.md", 3, 1)


def test_what_does_not_exist_and_what_cannot_be_read(folder: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        check([folder / "nope.md"])
    empty = folder / "empty"
    empty.mkdir()
    with pytest.raises(SourceError, match="holds no document"):
        check([empty])
    (folder / "zero.md").write_bytes(b"")
    (folder / "pdf.md").write_bytes(b"%PDF-1.7\n")
    done = check([folder])
    assert [Path(reject.origin.file).name for reject in done.rejects] == ["pdf.md", "zero.md"]
    assert len(done.documents) == 2


def test_hidden_folders_and_other_files_are_not_walked(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "plan.md").write_text(PLAN)
    (folder / "data.csv").write_text("a,b\n")
    assert len(check([folder]).documents) == 2


def test_a_folder_of_own_lenses_is_used(folder: Path) -> None:
    own = folder / "troth_lenses"
    own.mkdir()
    (own / "hype.py").write_text(
        '"""Where do we shout?\n\nWhy it matters: x\nHow it decides: x\nWhen it stays silent: x\n'
        'Source: x\n"""\nfrom troth.extend.prose import ProseCard, phrases\n\nCARD = ProseCard()\n'
        'DETECT = (phrases("best of all", says="“{quote}” shouts."),)\nEXAMPLES = ()\n'
    )
    (folder / "troth.toml").write_text(f'lenses = ["{own}"]\n')
    done = check([folder / "launch.md"])
    assert sentences(done) == ["“Best of all” shouts."]


def test_a_check_imports_no_engine_no_web_and_no_database(folder: Path) -> None:
    code = (
        "import sys; from troth.acts.check import check; "
        f"check([{str(folder)!r}], cached=True); check([{str(folder)!r}], cached=True); "
        "from troth.faces import checking, check_forms, check_reports; import troth.faces.cli.check; "
        "heavy = {'numpy','pyarrow','ibis','duckdb','sqlalchemy','sqlite3','fastapi','jinja2','rich',"
        "'scipy','alembic','starlette','dateparser'} & set(sys.modules); sys.exit(str(sorted(heavy)) if heavy else 0)"
    )
    env = {**os.environ, "TROTH_CACHE_DIR": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env
    )
    assert done.returncode == 0, done.stderr


def test_a_clean_start_reads_no_settings_and_no_lens_twice(folder: Path) -> None:
    code = (
        "import sys; from troth.acts.check import check; "
        f"check([{str(folder / 'launch.md')!r}], cached=True); "
        "late = {'tomllib','troth.config','troth.registry','troth.documents','troth.prose.engine',"
        "'difflib','shutil'} & set(sys.modules); sys.exit(str(sorted(late)) if late else 0)"
    )
    env = {**os.environ, "TROTH_CACHE_DIR": str(folder / "cache")}
    codes = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=env)
        for _ in range(2)
    ]
    assert [one.returncode for one in codes] == [1, 0], codes[1].stderr


def test_settings_allow_a_passage_and_say_which_allowance_is_idle(folder: Path) -> None:
    settings = folder / "troth.toml"
    settings.write_text(
        '[[allow]]\nlens = "faceless"\nfiles = "*.md"\ntext = "Customers want faster"\n'
        'reason = "agreed"\n\n[[allow]]\nlens = "faceless"\nfiles = "*.md"\ntext = "no such"\n'
        'reason = "old"\n\n[[allow]]\nlens = "faceless"\nfiles = "absent.md"\nreason = "other"\n'
    )
    done = check([folder])
    assert (done.findings, sum(one.silenced for one in done.documents)) == ((), 1)
    assert [(one.path, one.line) for one in done.idle] == [(str(settings), 7)]


def test_the_baseline_that_settings_name(folder: Path) -> None:
    (folder / "troth.toml").write_text('[check]\nbaseline = "known.json"\n')
    with pytest.raises(ConfigError, match="cannot be read"):
        check([folder])
    done = check([folder], knowing=False)
    assert keep_as_known(done, folder / "known.json") == (1, 0)
    known = check([folder])
    assert (known.findings, known.known, known.fails) == ((), 1, False)
    assert [one.lens for one in known.old] == ["faceless"]


def test_a_baseline_that_is_there_takes_nothing_new(folder: Path) -> None:
    file = folder / "known.json"
    assert keep_as_known(check([folder]), file) == (1, 0)
    (folder / "north-plan.md").write_text(PLAN)
    assert keep_as_known(check([folder]), file) == (1, 1)
    (folder / "plan.md").write_text("# Plan\n\nCalm.\n")
    assert keep_as_known(check([folder]), file) == (0, 1)
    assert check([folder], baseline=file).fails


def test_a_check_of_one_file_calls_no_other_stale(folder: Path) -> None:
    (folder / "north-plan.md").write_text(PLAN)
    file = folder / "known.json"
    keep_as_known(check([folder]), file)
    assert check([folder / "plan.md"], baseline=file).stale == 0
    (folder / "north-plan.md").unlink()
    assert check([folder / "plan.md"], baseline=file).stale == 1


def test_each_allowance_is_written_where_it_silences(folder: Path) -> None:
    launch = folder / "launch.md"
    launch.write_text(LAUNCH + "\n| a | b |\n|---|---|\n| every plan includes 24/7 support | c |\n")
    (folder / "troth_lenses").mkdir()
    (folder / "troth_lenses" / "support.py").write_text(
        '"""Where do we speak of support?\n\nWhy it matters: x\n"""\n'
        "from troth.extend.prose import ProseCard, phrases\n\nCARD = ProseCard()\n"
        'DETECT = (phrases("24/7 support", says="“{quote}”"),)\nEXAMPLES = ()\n'
    )
    (folder / "troth.toml").write_text("")
    (folder / "note.txt").write_text("24/7 support\n")
    done = check([folder])
    assert len(done.findings) == 4
    count, left = allow(done, [folder], Asked(), "agreed on 3 March")
    assert (count, [Path(one).name for one in left]) == (3, ["note.txt"])
    again = check([folder])
    assert [Path(one.place.path).name for one in again.findings if one.place] == ["note.txt"]
    assert not any(one.unused for one in again.documents)
    assert "support. <!-- troth: allow support: agreed on 3 March -->\n" in launch.read_text()
    assert (
        (folder / "plan.md")
        .read_text()
        .endswith("\n<!-- troth: allow-file faceless: agreed on 3 March -->\n")
    )
    with pytest.raises(TrothError, match="A reason"):
        allow(done, [folder], Asked(), "x --> y")


def test_slips_are_mended_byte_by_byte(folder: Path) -> None:
    page = folder / "page.md"
    page.write_bytes(b"\xef\xbb\xbf# P\r\n\r\nWe ship the the box \xc3\xa9.\r\n")
    page.chmod(0o640)
    (folder / "latin.md").write_bytes(b"We ship the the box \xe9.\n")
    (found,) = mends([folder], Asked())
    assert (found.path, found.count) == (str(page), 1)
    assert "-We ship the the box é." in found.diff()
    write(found.path, found.before, found.after)
    assert page.read_bytes() == b"\xef\xbb\xbf# P\r\n\r\nWe ship the box \xc3\xa9.\r\n"
    assert page.stat().st_mode & 0o777 == 0o640
    with pytest.raises(SourceError, match="changed meanwhile"):
        write(found.path, found.before, found.after)


def test_with_diff_only_changed_files_are_read(folder: Path) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)
    (folder / "launch.md").write_text(LAUNCH + "\nMore.\n")
    done = check([folder], diff="HEAD")
    assert [Path(one.path).name for one in done.documents] == ["launch.md"]
    assert not done.fails
