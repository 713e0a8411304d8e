"""By which settings a file is checked: the nearest file, what it extends, overrides, the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.acts.check import Checked, check
from troth.acts.check_rules import Asked, Nearest
from troth.acts.check_settings import governed
from troth.errors import ConfigError, SourceError, UnknownNameError

LENS = (
    '"""Where do we say {word}?\n\nWhy it matters: x\nHow it decides: x\nWhen it stays silent: x\n'
    'Source: x\n"""\nfrom troth.extend.prose import ProseCard, phrases\n\n'
    'CARD = ProseCard({card})\nDETECT = (phrases("{word}", says="x"),)\nEXAMPLES = ()\n'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lenses of three severities, one on trial, and a text in which each finds its own word."""
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "troth_lenses"
    own.mkdir()
    for word, card in (
        ("magic", ""),
        ("grave", 'severity="error"'),
        ("mild", 'severity="info"'),
        ("early", 'status="trial"'),
    ):
        (own / f"{word}.py").write_text(LENS.format(word=word, card=card))
    (tmp_path / "troth.toml").write_text("")
    (tmp_path / "docs").mkdir()
    for name in ("a.md", "docs/b.md"):
        (tmp_path / name).write_text("Magic one. A grave one. A mild one. An early one.\n")
    return tmp_path


def settings(text: str, name: str = "troth.toml") -> None:
    Path(name).write_text(text)


def lenses(done: Checked) -> list[str]:
    return [finding.lens for finding in done.findings]


def looked(*paths: str, **asked: object) -> list[str]:
    return lenses(check(paths or ("a.md",), asked=Asked(**asked)))  # type: ignore[arg-type]


def test_lenses_look_by_themselves_and_those_on_trial_when_asked(folder: Path) -> None:
    assert looked() == ["magic", "grave", "mild"]
    assert looked(preview=True) == ["magic", "grave", "mild", "early"]
    assert looked(extend_select=("early",)) == ["magic", "grave", "mild", "early"]
    assert looked(select=("early", "mild")) == ["mild", "early"]
    assert looked(select=("ALL",)) == ["magic", "grave", "mild"]
    assert looked(select=("ALL",), preview=True, ignore=("grave",)) == ["magic", "mild", "early"]
    settings("[check]\npreview = true\n")
    assert "early" in looked()
    assert "early" not in looked(preview=False)


def test_a_preview_looks_says_so_and_is_left_out_where_only_what_is_proven_counts(
    folder: Path,
) -> None:
    card = 'status="preview"'
    Path("troth_lenses/early.py").write_text(LENS.format(word="early", card=card))
    found = {one.lens: one.preview for one in check(["a.md"]).findings}
    assert found == {"magic": False, "grave": False, "mild": False, "early": True}
    assert "early" not in looked(preview=False)
    settings("[check]\npreview = false\n")
    assert "early" not in looked()


def test_settings_choose_and_the_command_line_has_the_last_word(folder: Path) -> None:
    settings('[check]\nselect = ["magic", "mild"]\nignore = ["mild"]\n')
    assert looked() == ["magic"]
    assert looked(select=("mild",)) == ["mild"]
    assert looked(extend_select=("grave",)) == ["magic", "grave"]
    assert looked(ignore=("magic",)) == []


def test_severity_is_set_by_lens_and_off_switches_it_off(folder: Path) -> None:
    settings('[check]\nseverity = {mild = "error", grave = "info", magic = "off"}\n')
    done = check(["a.md"])
    assert [(one.lens, one.severity) for one in done.findings] == [
        ("grave", "info"),
        ("mild", "error"),
    ]
    assert looked(select=("magic",)) == ["magic"]


@pytest.mark.parametrize(
    ("fail_on", "ignored", "fails"),
    [
        ("info", (), True),
        ("warning", ("magic", "grave"), False),
        ("warning", ("grave",), True),
        ("error", ("grave",), False),
        ("error", (), True),
        ("never", (), False),
        (None, ("magic", "grave"), True),
    ],
)
def test_what_fails(
    folder: Path, fail_on: str | None, ignored: tuple[str, ...], fails: bool
) -> None:
    done = check(["a.md"], asked=Asked(fail_on=fail_on, ignore=ignored))
    assert done.fails is fails
    settings(f'[check]\nfail-on = "{fail_on or "info"}"\n')
    assert check(["a.md"], asked=Asked(ignore=ignored)).fails is fails


def test_the_nearest_file_wins_whole(folder: Path) -> None:
    settings('[check]\nignore = ["grave"]\n')
    settings('[check]\nselect = ["mild"]\n', "docs/.troth.toml")
    (folder / "docs" / "troth_lenses").symlink_to(folder / "troth_lenses")
    assert looked("a.md", "docs/b.md") == ["magic", "mild", "mild"]
    settings('[check]\nselect = ["magic"]\n', "docs/troth.toml")
    assert looked("docs/b.md") == ["mild"]
    (folder / "docs" / ".troth.toml").unlink()
    assert looked("docs/b.md") == ["magic"]


def test_pyproject_counts_only_where_it_speaks_of_us(folder: Path) -> None:
    settings("[tool.other]\nx = 1\n", "docs/pyproject.toml")
    assert looked("docs/b.md") == ["magic", "grave", "mild"]
    settings(
        '[tool.troth]\nlenses = ["../troth_lenses"]\n[tool.troth.check]\nselect = ["mild"]\n',
        "docs/pyproject.toml",
    )
    assert looked("docs/b.md") == ["mild"]
    settings('[tool.troth.check]\n\nselct = ["mild"]\n', "docs/pyproject.toml")
    with pytest.raises(ConfigError, match=r"pyproject.toml:3 .*“selct”.*\n.*“select”"):
        looked("docs/b.md")


def test_a_file_may_begin_from_another_one(folder: Path) -> None:
    settings(
        'lenses = ["troth_lenses"]\n[check]\nignore = ["grave"]\nseverity = {mild = "error"}\n'
        '[[overrides]]\nfiles = "b.md"\nextend-select = ["early"]\n'
    )
    settings('extend = "../troth.toml"\n[check]\nignore = ["magic"]\n', "docs/troth.toml")
    done = check(["docs/b.md"])
    assert [(one.lens, one.severity) for one in done.findings] == [
        ("grave", "error"),
        ("mild", "error"),
        ("early", "warning"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('extend = "absent.toml"', "absent.toml.*cannot be read"),
        ('extend = "troth.toml"', "in a circle"),
        ('[check]\nfail-on = "warnings"', "troth.toml:2 .*“warnings”.*\n.*“warning”"),
        ('[check]\nseverity = {magic = "loud"}', "cannot be “loud”"),
        ('[[overrides]]\nselect = ["magic"]', "which documents"),
        ('[[overrides]]\nkind = "plans"', "cannot be “plans”.*\n.*“plan”"),
        ('[[allow]]\nlens = "magic"\nfiles = "a.md"', "a reason"),
        ('[genres]\n"a.md" = "lunch"', "no kind of document called “lunch”.*\n.*launch"),
        ("check = 3", "has to be a table"),
        ("[allow]\nx = 1", "list of tables"),
    ],
)
def test_faults_in_settings_are_told(folder: Path, text: str, says: str) -> None:
    settings(text + "\n")
    with pytest.raises(ConfigError, match=f"(?s){says}"):
        check(["a.md"])


@pytest.mark.parametrize(
    "text",
    [
        '[check]\nselect = ["magc"]',
        '[check]\nseverity = {magc = "info"}',
        '[[overrides]]\nfiles = "*.md"\nignore = ["magc"]',
        '[[allow]]\nlens = "magc"\nfiles = "a.md"\nreason = "x"',
    ],
)
def test_a_wrong_name_in_settings_is_told_with_its_file(folder: Path, text: str) -> None:
    settings(text + "\n")
    with pytest.raises(UnknownNameError) as told:
        check(["a.md"])
    assert told.value.text().startswith("troth.toml  There is no document lens")
    assert "“magic”" in told.value.text()


def test_overrides_by_path_and_by_kind(folder: Path) -> None:
    settings(
        '[[overrides]]\nfiles = ["docs/**"]\nignore = ["magic"]\nseverity = {mild = "error"}\n'
        '[[overrides]]\nkind = "plan"\nselect = ["grave"]\n'
        '[genres]\n"docs/p*.md" = "plan"\n'
    )
    text = Path("a.md").read_text()
    Path("plan.md").write_text(text)
    Path("docs/paper.md").write_text(text)
    assert looked("a.md") == ["magic", "grave", "mild"]
    assert looked("docs/b.md") == ["grave", "mild"]
    assert looked("plan.md") == ["grave"]
    assert looked("docs/paper.md") == ["grave"]
    Path("declared.md").write_text(f"---\nkind: plan\n---\n{text}")
    assert looked("declared.md") == ["grave"]


def test_one_setting_or_another_file_from_the_command_line(folder: Path) -> None:
    assert looked(config=('check.select=["mild"]',)) == ["mild"]
    assert check(["a.md"], asked=Asked(config=("check.fail-on=error",))).fail_on == "error"
    settings('lenses = ["troth_lenses"]\n[check]\nignore = ["mild", "grave"]\n', "other.toml")
    assert looked(config=("other.toml",)) == ["magic"]
    assert looked(config=("other.toml", "check.preview=true")) == ["magic", "early"]
    with pytest.raises(SourceError, match="no such settings file"):
        looked(config=("absent.toml",))
    with pytest.raises(ConfigError, match="sets nothing"):
        looked(config=("=3",))
    with pytest.raises(ConfigError, match="“nonsense”"):
        looked(config=("nonsense=3",))


def test_without_settings_one_value_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Calm.\n")
    assert check(["a.md"], asked=Asked(config=("check.fail-on=never",))).fail_on == "never"


def test_what_holds_for_a_path_can_be_asked(folder: Path) -> None:
    settings('[check]\nfail-on = "error"\nseverity = {mild = "error"}\n', "docs/troth.toml")
    (folder / "docs" / "troth_lenses").symlink_to(folder / "troth_lenses")
    here, there, folder_there = governed(["a.md", "docs/b.md", "docs"], Asked(ignore=("grave",)))
    assert (folder_there.path, folder_there.fail_on) == ("docs", "error")
    assert (here.fail_on, there.fail_on) == ("info", "error")
    assert there.settings == "docs/troth.toml"
    assert there.lenses["mild"].severity == "error"
    assert "grave" not in here.lenses
    assert "early" not in here.lenses


def test_settings_are_looked_for_once_a_folder(folder: Path) -> None:
    nearest = Nearest()
    assert nearest.of("docs/b.md") is nearest.of("docs/c.md")
    assert nearest.at("docs").path == folder / "troth.toml"
    assert nearest.of("docs/b.md").within("docs/b.md") == "docs/b.md"
