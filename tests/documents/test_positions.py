"""The law of positions: what stands at the line and column of a word is that word, in every format.

Each document is put together from pieces with marked words in them; the place that is told for a
marked word is looked up in what the document was made of, not in what the reader gave.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.documents.making import docx, gone, paragraph, pdf, printed, run
from troth.documents import read
from troth.documents.kept import read_again
from troth.model.document import Document
from troth.model.origin import Span

PIECES = {
    "a.md": (
        "{0} and {1}\n\n", "# {0}\n\n", "- {0}\n- {1}\n\n", "> {0}\n> {1}\n\n", "a & b **{0}** *{1}*\n\n",
        "[{0}](http://x.y) &amp; &eacute; {1}\n\n", "| {0} | {1} |\n|---|---|\n| x | y |\n\n",
        "![{0}](a.png) `code` {1}\n\n", "<b>{0}</b> {1}\n\n", "1. {0}\n\n   {1}\n\n", "{0}\t{1}  \nx\n\n",
        "```\ncode\n```\n\n", "\\* {0}\n{1}[^1]\n\n[^1]: x\n\n", "<p title='a &lt; {0}'>{1}</p>\n\n",
    ),
    "a.mdx": (
        "{0} and **{1}**\n\n", "import A from 'a'\n\n", "<Card title=\"{0}\" x={{1}}>\n    {1}\n</Card>\n\n",
        "# {0} <Badge />\n\n", "<A>\n  <B>\n\n    - {0}\n      {1}\n\n  </B>\n</A>\n\n",
        "{{/* gone */}} {0} {{a.b}} {1}\n\n", "<img alt={{'{0}'}} /> {1}\n\n", "```js\n<A>{{x}}\n```\n\n",
    ),
    "a.html": (
        "<p>{0} &amp; {1}</p>", "<h2>{0}</h2>\n", "<ul><li>{0}<li>{1}</ul>", "<img alt='{0}'>",
        "<input placeholder=\"a &lt; {0}\">{1}<br>", "<q>{0}</q> <a href=x>{1}</a>", "<!-- gone -->",
        "<table><tr><td>{0}<td>{1}</table>", "<button>{0}</button>", "<p>\t{0}\n&nbsp;{1}</p>\n",
        "<script>x</script><blockquote>{0}</blockquote>", "<pre>code</pre><p lang=en>{0}&shy;{1}</p>",
    ),
    "a.rst": (
        "{0} and {1}\n\n", "{0}\n============================================\n\n", "- {0}\n- {1}\n\n",
        "*{0}* **{1}**\n\n", "`{0} <http://x.y>`_ {1}\n\n", ".. note:: {0}\n   {1}\n\n", "|   {0}\n\n",
        ".. figure:: a.png\n   :alt: {0}\n\n   {1}\n\n", "{0}\n   {1}\n\n", ":ref:`{0} <x>` ``code`` {1}\n\n",
        "x\n\n\t{0}\t{1}\n\nx\n\n", "Code::\n\n   code\n\n{0}\n\n", "#. {0}\n\n   {1}\n\n", ".. code:: x\n\n   code\n\n",
        "=======================  =======================\n{0}{pad}  {1}\nsame                     same\n"
        "=======================  =======================\n\n", ":field: {0}\n\n", "a\\ b \\*{0} {1}\n\n",
    ),
    "a.txt": ("{0} and {1}\n\n", "- {0}\n* {1}\n\n", "{0}\n=====\n{1}\n", "\t{0}\t{1}\n", "1) {0}\n\n"),
}  # fmt: skip
PIECES["a.eml"] = (*PIECES["a.txt"], "> quoted\n", "\n> quoted\n{0}\n")
endings = st.text(
    st.sampled_from(["a", "é", "ß", "😀", "\u0301", "中", "\u00ad", "z", "’"]), max_size=6
)
breaks = st.sampled_from(["\n", "\n", "\r\n", "\r"])


def filled(piece: str, first: int, ends: list[str]) -> tuple[str, list[str]]:
    """A piece with its marked words."""
    words = [f"q{first + at}w{end}q" for at, end in enumerate(ends)]
    used = [word for at, word in enumerate(words) if f"{{{at}}}" in piece]
    return piece.format(*words, pad=" " * (23 - len(words[0]))), used


def looked_up(document: Document, words: list[str], lines: list[str]) -> None:
    """Every marked word is in the prose once, and at its place in what the document was made of."""
    for word in words:
        assert document.prose.count(word) == 1, word
        start = document.prose.index(word)
        place = document.place(Span(start, start + len(word)))
        assert place.line == place.end_line
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == word
        assert any(block.span.start <= start < block.span.end for block in document.blocks)


@pytest.mark.parametrize("path", sorted(PIECES))
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_excerpt_at_the_position_is_the_word(path: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(PIECES[path]), min_size=1, max_size=8))
    made, words = [], []
    for at, piece in enumerate(chosen):
        text, used = filled(piece, 2 * at, [data.draw(endings), data.draw(endings)])
        made.append(text)
        words += used
    source = "Begin here.\n\n" + "".join(made) + "\nEnd here."
    source = source.replace("\n", data.draw(breaks))
    lines = re.split("\r\n|\n|\r", source)
    if path == "a.eml":
        head = "Subject: =?utf-8?q?Pr=C3=ADces?=\nContent-Type: text/plain; charset=utf-8\n"
        head += "Content-Transfer-Encoding: 8bit\n\n"
        source, lines = head + source, ["Príces", "", *lines]
    document = read(path, source.encode())
    assert isinstance(document, Document)
    looked_up(document, words, lines)
    if path != "a.html":
        again = read_again(path, document.text)
        assert isinstance(again, Document)
        looked_up(again, words, lines)


runs = st.lists(
    st.tuples(endings, st.sampled_from(["run", "gone", "new", "bold", "tab"])), max_size=6
)


def made_of(pieces: list[tuple[str, str]], word: str) -> tuple[str, str]:
    """A paragraph as XML, its word split into two runs, and as the line it must become."""
    xml, line = [], ""
    for text, kind in pieces:
        if kind == "gone":
            xml.append(gone(text + "never"))
        elif kind == "new":
            xml.append(f"<w:ins>{run(text)}</w:ins>")
            line += text
        elif kind == "tab":
            xml.append("<w:r><w:tab/></w:r>")
            line += "\t"
        else:
            xml.append(run(text, "<w:b/>" if kind == "bold" else ""))
            line += text
    return paragraph(*xml, run(" " + word[:2]), run(word[2:] + " ", "<w:i/>")), f"{line} {word} "


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(runs, endings, st.booleans()), min_size=1, max_size=6))
def test_a_word_document_has_a_line_for_each_paragraph(
    given_: list[tuple[list[tuple[str, str]], str, bool]],
) -> None:
    body, lines, words = "", [], []
    for at, (pieces, end, in_table) in enumerate(given_):
        word = f"q{at}w{end}q"
        xml, line = made_of(pieces, word)
        body += f"<w:tbl><w:tr><w:tc>{xml}</w:tc></w:tr></w:tbl>" if in_table else xml
        body += "<w:p/>"
        lines += [line, ""]
        words.append(word)
    notes = f'<w:footnote w:id="1">{paragraph(run("q99note"))}</w:footnote>'
    document = read("a.docx", docx(body, {"footnotes": notes}))
    assert isinstance(document, Document)
    looked_up(document, [*words, "q99note"], [*lines, "q99note"])
    assert "never" not in document.text


letters = st.text(st.sampled_from("abcxyzéßü"), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.lists(letters, min_size=1, max_size=5), min_size=1, max_size=5),
                min_size=1, max_size=3))  # fmt: skip
@example([[["a"]], [["a"]], [["a"]]])
def test_a_pdf_has_the_lines_of_its_pages(pages: list[list[list[str]]]) -> None:
    laid, lines, words = [], [], []
    for number, page in enumerate(pages):
        shown = []
        for at, ends in enumerate(page):
            name = "".join("ghijk"[digit] for digit in (number, at))
            marked = [f"Q{name}{'ghijk'[place]}{end}q" for place, end in enumerate(ends)]
            shown.append(" ".join(marked))
            words += marked
        laid.append(printed(shown))
        lines += shown
    document = read("a.pdf", pdf(laid))
    assert isinstance(document, Document)
    looked_up(document, words, lines)
    for number, start in enumerate(document.pages, 1):
        assert document.spot(start) == f"page {number}, line 1"
