"""The plain part of YAML, and refusals of all else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.text.yaml_plain import YamlFaultError, read_yaml

PLAIN = """--- 
# a comment
- name: first  # said so
  when: 2026-03-02
  no: no
  nothing: ~
  empty:
  list:
  - one
  - 'two ''quoted'''
  - "three \\"q\\" \\u00e9\\n"
  deep:
    inner: value
    more: [a, "b, c", 'd']
  folded: >
    We will
    do it.

    Really.
  kept: |
    line one
      line two
  long: words that
    go on here
  url: https://acme.example/#part
- second
-
  third: "over
    two lines"
...
"""


def test_every_plain_part_is_read_as_text() -> None:
    first, second, third = read_yaml(PLAIN.replace("--- \n", "---\n"))
    assert first == {
        "name": "first",
        "when": "2026-03-02",
        "no": "no",
        "nothing": "",
        "empty": "",
        "list": ["one", "two 'quoted'", 'three "q" é\n'],
        "deep": {"inner": "value", "more": ["a", "b, c", "d"]},
        "folded": "We will do it.\n\nReally.",
        "kept": "line one\n  line two",
        "long": "words that go on here",
        "url": "https://acme.example/#part",
    }
    assert second == "second"
    assert third == {"third": "over two lines"}
    assert first.line == 3


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: &x 1\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "anchors"),
        ("a: !!int 1\n", 1, "tags"),
        ("a: {b: 1}\n", 1, "braces"),
        ("a: [b, [c]]\n", 1, "brackets"),
        ("a: [b,\n  c]\n", 1, "bracket"),
        ("a: 1\n<<: b\n", 2, "merges"),
        ("a:\n\tb: 1\n", 2, "tab"),
        ("a: 1\na: 2\n", 2, "second time"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ('a: "open\nb: 1\n', 1, "not closed"),
        ('a: "x" y\n', 1, "not closed"),
        ("a: b: c\n", 1, "colon"),
        ('a: "\\q"\n', 1, "no escape"),
        ("- a\nb: 1\n", 2, "outside"),
        ("a: |2\n  x\n", 1, "block"),
        ("a: - b\n", 1, "begins a list"),
        ("- " * 40 + "a\n", 1, "deep"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(YamlFaultError) as caught:
        read_yaml(text)
    assert caught.value.line == line
    assert says in caught.value.says


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["- ", "  ", "a: ", "b:", "\n", "\n  ", "# k", "'", '"', "|\n", "[", "x", "\\", ":"]
        ),
        max_size=30,
    ).map("".join)
    | st.text(max_size=60)
)
def test_any_text_gives_lists_mappings_and_text_or_a_fault(text: str) -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(name, str) and plain(each) for name, each in value.items())
        return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str)

    fault: YamlFaultError | None = None
    try:
        found = read_yaml(text)
    except YamlFaultError as caught:
        fault = caught
    assert 1 <= fault.line <= len(text.splitlines()) + 1 if fault else plain(found)


def test_a_long_text_takes_no_long_time() -> None:
    text = "- a: 'x\n" + "y\n" * 100_000
    with pytest.raises(YamlFaultError):
        read_yaml(text)
    assert len(read_yaml("- a: word\n" * 50_000)) == 50_000
