"""A real company's handbook, 350 documents, through `troth check` with no workspace."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calling import Called, own_process

pytestmark = pytest.mark.slow
LEVELS = ("none", "market", "enterprise", "role", "person")
SHARE = re.compile(
    r"^(\w+): (\d+) of (\d+) sentences, (\d+\.\d) % \((\d+\.\d)–(\d+\.\d), Wilson 95 %\)$", re.M
)


@pytest.fixture(scope="module")
def handbook(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if shutil.which("zstd") is None:
        pytest.skip("NO ZSTD: the handbook was not unpacked (Debian: apt install zstd)")
    folder = tmp_path_factory.mktemp("handbook")
    packed = data / "handbook" / "sourcegraph-handbook.tar.zst"
    subprocess.run(["tar", "--zstd", "-xf", packed, "-C", folder], check=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def checked(handbook: Path) -> Called:
    called = own_process("check", ".", "--statistics", folder=handbook)
    assert called.code in (0, 1), called.err
    return called


def test_each_level_of_attention_has_a_share_with_an_interval(checked: Called) -> None:
    shares = {found[0]: tuple(map(float, found[1:])) for found in SHARE.findall(checked.out)}
    assert tuple(shares) == LEVELS
    sentences = {n for _, n, *_ in shares.values()}
    assert len(sentences) == 1
    assert sentences.pop() > 15_000
    assert sum(found for found, *_ in shares.values()) == shares["none"][1]
    for _, _, share, low, high in shares.values():
        assert low <= share <= high
        assert high - low < 2


def test_it_flags_rarely(handbook: Path, checked: Called) -> None:
    called = own_process("check", ".", "--format", "json", "-q", folder=handbook)
    assert called.code in (0, 1)
    words = sum(
        len(re.findall(r"\w+", path.read_text(encoding="utf-8"))) for path in handbook.rglob("*.md")
    )
    assert words > 200_000
    assert 1_000 * len(called.json) / words <= 2
    for one in called.json:
        text = (handbook / one["path"]).read_text(encoding="utf-8").splitlines()
        there = text[one["line"] - 1][one["column"] - 1 :]
        assert _letters(there).startswith(_letters(one["cites"][0]["quote"])[:15])


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
