"""Lines of keys in a TOML file."""

from __future__ import annotations

from troth.text.toml_lines import line_of


def test_the_line_of_a_key_of_its_table_or_of_nothing() -> None:
    text = '# company = "x"\n[a."b.c"]\nd = [\n  1,\n]\n[[e]]\nf = 1\n'
    assert line_of(text, ("a", "b.c", "d")) == 3
    assert line_of(text, ("a", "b.c", "z")) == 2
    assert line_of(text, ("e", "f")) == 7
    assert line_of(text, ("g",)) is None
