"""The act: files and folders, selection, a workspace's promises, baselines, what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from troth.acts.check import Checked, check, said
from troth.errors import SourceError, StoreError, UnknownNameError
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
    assert done.silent == ("unbacked-claim",)
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
        f"check([{str(folder)!r}]); from troth.faces import checking, check_forms; "
        "heavy = {'numpy','pyarrow','ibis','duckdb','sqlalchemy','sqlite3','fastapi','jinja2','rich',"
        "'scipy','alembic','starlette','dateparser'} & set(sys.modules); sys.exit(str(sorted(heavy)) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
