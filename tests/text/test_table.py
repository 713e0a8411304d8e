"""Rows: given whole or set aside whole, each with the line it begins at."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.objects import Broken, Objects, json_array, json_lines
from troth.text.table import Rows, Shape, named, plain, rows, shape_of


def table(text: str, **declared: object) -> tuple[list[list[str]], list[int], list[Broken]]:
    shape = shape_of(text, whole=True, **declared)  # type: ignore[arg-type]
    assert shape is not None
    values: list[list[str]] = []
    numbers: list[int] = []
    broken: list[Broken] = []
    for batch in rows(io.StringIO(text, newline=""), shape):
        if isinstance(batch, Rows):
            values += batch.values
            numbers += batch.numbers
        else:
            broken.append(batch)
    return values, numbers, broken


@pytest.mark.parametrize("mark", list(",;\t|"))
def test_the_delimiter_is_the_one_that_gives_all_rows_one_width(mark: str) -> None:
    text = f"id{mark}text{mark}at\n1{mark}a, b; c{mark}x\n2{mark}d, e{mark}y\n"
    if mark in ",;":
        text = text.replace("a, b; c", '"a, b; c"').replace("d, e", '"d, e"')
    shape = shape_of(text, whole=True)
    assert shape == Shape("csv", ("id", "text", "at"), mark, 1)
    assert table(text)[0] == [["1", "a, b; c", "x"], ["2", "d, e", "y"]]


def test_prose_and_nothing_are_no_table() -> None:
    assert shape_of("We answer within a day.\n\nWe do.\n", whole=True) is None
    assert shape_of("\n \n", whole=True) is None
    assert shape_of("one\ntwo\n", whole=True) is None


def test_a_header_over_two_lines_and_blank_lines_keep_the_count() -> None:
    values, numbers, broken = table('\n"the\nid",text\n\n1,a\n\n2,"b\nc"\n3,d\n')
    assert (values, broken) == ([["1", "a"], ["2", "b\nc"], ["3", "d"]], [])
    assert numbers == [5, 7, 9]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    values, numbers, broken = table(end.join(["id,text", "1,a", "2,b", ""]))
    assert (values, numbers, broken) == ([["1", "a"], ["2", "b"]], [2, 3], [])


def test_empty_cells_beyond_the_header_are_no_fault_but_filled_ones_are() -> None:
    values, _, broken = table("id,text\n1,a,,\n2,b,c\n")
    assert values == [["1", "a"]]
    assert [(each.number, each.excerpt) for each in broken] == [(3, "2,b,c")]


def test_a_stray_quote_sets_aside_its_own_row_only() -> None:
    many = "".join(f'{n},"text {n}"\n' for n in range(50))
    values, numbers, broken = table('id,text\n7,"stray\n' + many)
    assert len(values) == 50
    assert numbers == list(range(3, 53))
    assert [each.number for each in broken] == [2]


def test_a_quote_inside_a_quoted_field_must_be_doubled() -> None:
    values, _, broken = table('id,text\n1,"a "b" c"\n2,"a ""b"" c"\n')
    assert values == [["2", 'a "b" c']]
    assert "not doubled" in broken[0].says


def test_columns_keep_their_names_apart() -> None:
    assert named([" a ", "a", "", "\ufeffb"]) == ("a", "a (2)", "column 3", "b")
    assert plain("Created at (UTC)") == plain("createdAt_UTC")


CELL = st.text(alphabet=st.sampled_from('a1 ,;"\n\r|é\u2028\x0b='), max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=30), st.sampled_from(",;\t|"))
def test_what_csv_writes_is_read_back(made: list[tuple[str, str, str]], mark: str) -> None:
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerow(["first", "second", "third"])
    writer.writerows(made)
    values, numbers, broken = table(kept.getvalue(), delimiter=mark)
    fine = [list(row) for row in made]
    assert values == [row for row in fine if any(cell.strip() for cell in row)]
    assert broken == []
    assert numbers == sorted(set(numbers))


@given(st.lists(st.text(alphabet='ab,"\n\r\0', max_size=12), max_size=15))
def test_no_line_is_lost_whatever_the_quotes(lines: list[str]) -> None:
    text = "x,y\n" + "\n".join(lines)
    values, numbers, broken = table(text, delimiter=",")
    first = [each.number for each in broken]
    assert len(set(first + numbers)) == len(values) + len(broken)
    marks = sum(line.count("a") for line in lines)
    shown = sum("".join(row).count("a") for row in values) + sum(
        each.excerpt.count("a") for each in broken
    )
    assert shown == marks


def test_json_lines_and_arrays_give_text_and_keep_numbers_as_written() -> None:
    lines = '{"n": 007}\n{"n": 1.50, "t": true, "z": null, "o": {"a": [1]}}\n'
    given_, broken = list(json_lines(io.StringIO(lines)))[::-1]
    assert isinstance(given_, Objects)
    assert given_.values == [{"n": "1.50", "t": "true", "z": "", "o": '{"a": ["1"]}'}]
    assert isinstance(broken, Broken)
    assert broken.number == 1


@given(st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5) | st.none(), max_size=3)))
def test_an_array_is_read_in_pieces_as_json_reads_it_whole(
    records: list[dict[str, str | None]],
) -> None:
    text = json.dumps(records, indent=1)
    batches = list(json_array(io.StringIO(text)))
    read = [value for batch in batches if isinstance(batch, Objects) for value in batch.values]
    fine = [each for each in records if "\0" not in "".join((*each, *map(str, each.values())))]
    assert read == [{name: cell or "" for name, cell in each.items()} for each in fine]
