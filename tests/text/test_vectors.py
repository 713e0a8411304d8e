"""Pieces, vectors, grams and heads: what they see, how fast they forget, and that they are stable."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.text import head as heads
from troth.text.grams import BUCKETS, grams, plain, rarity
from troth.text.head import Head, Seen
from troth.text.learning import Lesson, learnt
from troth.text.pieces import UNKNOWN, numbers, pieces
from troth.text.vectors import card, likeness, vectors


def cut(text: str) -> list[str]:
    names = {at: piece for piece, at in pieces().items()}
    return [names[at] for at in numbers(text)]


def test_words_are_cut_into_the_longest_pieces() -> None:
    assert cut("Unbelievably, naïve couriers!") == [
        "un", "##bel", "##ie", "##va", "##bly", ",", "naive", "courier", "##s", "!",
    ]  # fmt: skip
    assert numbers("\u200b 🙃") == [UNKNOWN]
    assert numbers("x" * 101) == [UNKNOWN]
    assert numbers("") == []


def test_the_table_is_the_one_its_card_tells_of() -> None:
    table = np.load(str(files("troth.text").joinpath("weights/words-256.npy")))
    assert table.dtype == np.int8
    assert hashlib.sha256(table.tobytes()).hexdigest() == card()["sha256"]
    assert card()["licence"] == "Apache-2.0"


def test_texts_of_one_matter_stand_nearer() -> None:
    texts = [
        "Where is my refund?",
        "I have not got my money back.",
        "The map shows the wrong road.",
    ]
    near = likeness(vectors(texts), vectors(texts))
    assert near[0, 1] > near[0, 2] + 0.2
    assert np.allclose(np.diag(near), 1, atol=1e-6)


def test_a_text_of_which_nothing_is_known_is_zero() -> None:
    found = vectors(["", "🙃", "refund"])
    assert not found[:2].any()
    assert found[2].any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_a_text_has_the_same_vector_and_grams_alone_and_among_others(texts: list[str]) -> None:
    among, seen = vectors(texts), grams(texts)
    for at, text in enumerate(texts):
        assert np.allclose(vectors([text])[0], among[at], atol=1e-6)
        alone = grams([text])
        mine = seen.text == at
        assert sorted(alone.bucket) == sorted(seen.bucket[mine])
        assert np.isfinite(seen.weight).all()


def test_links_names_and_digits_are_one_sign_each() -> None:
    assert plain("See https://x.example/a @Ana, 25 EUR – “no”") == 'see ∎ @, 00 eur - "no"'


def test_order_of_words_and_of_letters_counts() -> None:
    one, two = (set(grams([text]).bucket) for text in ("we won now", "now we won"))
    assert one != two
    assert set(grams(["won"]).bucket[-1:]) != set(grams(["now"]).bucket[-1:])


def test_words_and_letters_of_a_text_have_length_one() -> None:
    seen = grams(["We will refund you by Friday, and again by Friday."])
    for block in (seen.bucket < BUCKETS, seen.bucket >= BUCKETS):
        assert np.sum(seen.weight[block] ** 2) == pytest.approx(1, abs=1e-5)


def lesson(n: int = 120) -> tuple[list[str], list[str]]:
    things = ("parcel", "refund", "invoice", "order", "ticket", "courier")
    texts, gold = [], []
    for at in range(n):
        thing = things[at % len(things)]
        good = at % 2 == 0
        texts.append(
            f"We will send the {thing} on day {at}" if good else f"The {thing} came on day {at}"
        )
        gold.append("yes" if good else "no")
    return texts, gold


def see(texts: list[str]) -> Seen:
    return Seen(grams(texts), vectors(texts))


def test_a_head_learns_and_is_the_same_each_time(tmp_path: Path) -> None:
    texts, gold = lesson()
    made = learnt(Lesson(see(texts), gold), ("no", "yes"))
    again = learnt(Lesson(see(texts), gold), ("no", "yes"))
    assert np.array_equal(made.grams, again.grams)
    unseen = see(["We will send the letter", "The letter came"])
    assert [made.labels[at] for at in made.scores(unseen).argmax(1)] == ["yes", "no"]
    assert np.allclose(made.chances(unseen).sum(1), 1)


def test_a_head_is_kept_in_whole_numbers_and_answers_alike(tmp_path: Path) -> None:
    texts, gold = lesson()
    made = learnt(Lesson(see(texts), gold), ("no", "yes"))
    told = Head(made.labels, made.grams, made.vector, made.cues, made.bias, {"date": "2026-11-25"})
    heads.save(tmp_path, "sending", told)
    held = heads.load(tmp_path, "sending")
    assert held.card["date"] == "2026-11-25"
    assert np.allclose(held.chances(see(texts)), made.chances(see(texts)), atol=0.03)
    assert json.loads((tmp_path / "sending.json").read_text())["labels"] == ["no", "yes"]


def test_further_signs_count_and_a_start_is_kept_where_nothing_speaks_against_it() -> None:
    texts, gold = lesson(60)
    cue = np.array([[1.0 if each == "yes" else 0.0] for each in gold])
    seen = see(["?"] * 60)
    made = learnt(Lesson(seen, gold, cues=cue), ("no", "yes"))
    assert made.chances(see(["?", "?"]), np.array([[1.0], [0.0]]))[:, 1].round().tolist() == [1, 0]
    base = learnt(Lesson(see(texts), gold), ("no", "yes"))
    drawn = learnt(Lesson(see(texts[:2]), gold[:2]), ("no", "yes"), start=base, penalty=50.0)
    assert np.abs(drawn.grams - base.grams).max() < 0.05


def test_rare_grams_weigh_more() -> None:
    found = rarity(["the parcel", "the refund", "the courier"])
    the, parcel = (grams([word]).bucket[-1] for word in ("the", "parcel"))
    assert found[parcel] > found[the]
