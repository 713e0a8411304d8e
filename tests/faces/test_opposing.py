"""What two sides are told: first where one is told less, in text and as rows."""

from __future__ import annotations

from pathlib import Path

from troth.acts.opposite import apart, opposite
from troth.faces.opposing import sides_rows, sides_text

SHOPS = "We close a shop's account only with 14 days' notice to you.\n"
COURIERS = "We may close your account at any time and without notice.\n"
SIDES = ("shops", "couriers")


def files(folder: Path, first: str = SHOPS, second: str = COURIERS) -> tuple[str, str]:
    for name, text in (("shops.md", first), ("couriers.md", second)):
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / "shops.md"), str(folder / "couriers.md")


def test_first_what_one_side_is_told_and_the_other_is_not(tmp_path: Path) -> None:
    two = files(tmp_path)
    text = sides_text(opposite(*two, SIDES), False, apart(*two, SIDES))
    head, rest = text.split("All that binds, matter by matter:")
    assert head.startswith("notice before they are cut off   couriers are told less\n")
    assert "shops, line 1: “We close a shop's account only with 14 days' notice" in head
    assert "couriers, line 1: “We may close your account at any time" in head
    assert "being cut off" in rest


def test_silence_of_one_side_is_said(tmp_path: Path) -> None:
    two = files(tmp_path, "We answer complaints within two days.\n", "Bring your own bag.\n")
    (one,) = apart(*two, SIDES)
    assert one.less == "couriers"
    assert "couriers: nothing is said of it." in sides_text((), False, (one,))


def test_rows_of_the_same_shape_for_machines(tmp_path: Path) -> None:
    two = files(tmp_path)
    rows = sides_rows(opposite(*two, SIDES), apart(*two, SIDES))
    assert len({tuple(row) for row in rows}) == 1
    assert [(row["side"], row["gap"]) for row in rows[:2]] == [("shops", False), ("couriers", True)]
    assert rows[1]["quote"] == COURIERS.strip()


def test_even_texts_begin_with_what_binds(tmp_path: Path) -> None:
    two = files(tmp_path, SHOPS, SHOPS)
    assert apart(*two, SIDES) == ()
    assert "All that binds" not in sides_text(opposite(*two, SIDES), False, ())
