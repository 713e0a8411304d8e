"""What an editor's text is read by: settings that change, baselines, what is passed over, allowances."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.acts.check import check, keep_as_known
from troth.acts.check_rules import Asked
from troth.acts.editing import SLOT, Editing, Seen
from troth.errors import ConfigError, TrothError
from troth.model.reject import Reject

TEXT = "Our churners left.\n\nSome freeloaders came back.\n"
ONE = Asked(select=("people-as-parts",))


def lenses(seen: object) -> list[str]:
    assert isinstance(seen, Seen)
    return [one.lens for one in seen.findings]


def test_settings_and_what_they_extend_are_read_when_they_change(tmp_path: Path) -> None:
    path = str(tmp_path / "mails" / "hello.md")
    editing = Editing(ONE)
    assert len(lenses(editing.read(path, TEXT))) == 2
    assert not editing.renew(path)
    house = tmp_path / "house.toml"
    house.write_text("[check]\npreview = true\n")
    (tmp_path / "troth.toml").write_text('extend = "house.toml"\n')
    assert editing.renew(path)
    assert len(lenses(editing.read(path, TEXT))) == 2
    house.write_text('ignore = ["mails"]\n[check]\npreview = true\n')
    assert editing.read(path, TEXT) is None
    house.write_text("ignore = 3\n")
    with pytest.raises(ConfigError):
        editing.read(path, TEXT)
    house.unlink()
    with pytest.raises(TrothError, match="cannot be read"):
        editing.read(path, TEXT)
    (tmp_path / "troth.toml").unlink()
    assert len(lenses(editing.read(path, TEXT))) == 2


def test_what_the_baseline_knows_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hello.md").write_text("Our churners left.\n")
    keep_as_known(check(["hello.md"], asked=ONE), tmp_path / "known.json")
    (tmp_path / "troth.toml").write_text('[check]\nbaseline = "known.json"\n')
    seen = Editing(ONE).read(str(tmp_path / "hello.md"), TEXT)
    assert isinstance(seen, Seen)
    assert [one.place.line for one in seen.findings if one.place] == [3]


def test_an_allowance_allows_nothing_while_its_reason_is_to_be_written(tmp_path: Path) -> None:
    path = str(tmp_path / "hello.md")
    editing = Editing(ONE)
    seen = editing.read(path, TEXT)
    assert isinstance(seen, Seen)
    slip = editing.allowing(seen, seen.findings[1])
    assert slip is not None
    assert slip.instead == f" <!-- troth: allow people-as-parts: {SLOT} -->"
    text = TEXT[: slip.span.start] + slip.instead + TEXT[slip.span.end :]
    after = editing.read(path, text)
    assert len(lenses(after)) == 2
    assert isinstance(after, Seen)
    assert [(one.line, one.fault) for one in after.examined.unused] == [(3, "bare")]
    done = editing.read(path, text.replace(SLOT, "their own word"))
    assert len(lenses(done)) == 1


def test_a_text_without_comments_gets_none(tmp_path: Path) -> None:
    editing = Editing(ONE)
    seen = editing.read(str(tmp_path / "hello.txt"), TEXT)
    assert isinstance(seen, Seen)
    assert editing.allowing(seen, seen.findings[0]) is None


def test_what_is_no_text_is_set_aside(tmp_path: Path) -> None:
    assert isinstance(Editing(ONE).read(str(tmp_path / "a.md"), "\x00\x01" * 9), Reject)
