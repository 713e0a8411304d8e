"""Laws of reading: the prose view never moves an offset, and nothing raises."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from troth.documents import read
from troth.model.document import Document
from troth.model.reject import Reject

MARKUP = [
    "# ", "* ", "> ", "- [ ] ", "`", "```\n", "**", "[a](b)", "![x](y)", "<b>", "</b>", "<p hidden>",
    "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<!", "<?", "&amp;", "&#39;", "&#x0;", "&",
    "|a|b|\n|-|-|\n", "\n\n", "\r\n", "\r", "\x0b", "\u2028", "é", "İ", "😀", "---\n", "title: x\n",
    "<td>", "<title>", "</title>", "<img alt='a b'>", "https://a.b/c?d", "[^1]", "[^1]: x", "\t", "<",
    "words here. ", "Who? ", "<pre>", "</", "<body>", "<li>", "<br>", "\\*", "\ufeff", "| ", "$$",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=8)), max_size=40).map("".join)
PATHS = st.sampled_from(["a.md", "a.html", "a.txt", "a", "b.mdx"])


def lawful(document: Document) -> None:
    """The laws every document keeps."""
    assert len(document.prose) == len(document.text)
    breaks = [(at, char) for at, char in enumerate(document.text) if char in "\r\n"]
    assert breaks == [(at, char) for at, char in enumerate(document.prose) if char in "\r\n"]
    last = 0
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= len(document.text)
        assert block.span.start >= last or block.kind in ("code", "caption", "heading", "quote")
        last = block.span.start
        if block.kind != "code":
            words = block.span.of(document.prose)
            assert words == words.strip()
            assert words
    for number in range(1, len(document.line_starts) + 1):
        assert "\n" not in document.line(number)


@settings(max_examples=300, deadline=None)
@given(PATHS, texts)
@example("a.html", "<![^1]")
@example("a.html", "<p>x</p><![a](b)> y")
def test_any_text_keeps_its_length_and_its_line_breaks(path: str, text: str) -> None:
    found = read(path, text.encode("utf-8", "surrogatepass"))
    if isinstance(found, Document):
        lawful(found)
    else:
        assert found.advice


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["a.md", "a.html", "a.eml", "a.txt", "nothing"]), st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_reject(path: str, data: bytes) -> None:
    found = read(path, data)
    if isinstance(found, Document):
        lawful(found)
    else:
        assert isinstance(found, Reject)
        assert found.says
        assert found.advice


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(["text/plain", "text/html", "multipart/mixed", "nonsense"]))
def test_any_mail_keeps_the_laws(body: str, kind: str) -> None:
    data = f"Subject: Hello\nContent-Type: {kind}; charset=utf-8\n\n{body}"
    found = read("a.eml", data.encode("utf-8", "surrogatepass"))
    if isinstance(found, Document):
        lawful(found)


def words(path: str, text: str | bytes) -> str:
    """All prose of a document, white space folded."""
    data = text if isinstance(text, bytes) else text.encode()
    found = read(path, data)
    assert isinstance(found, Document), found
    return " ".join(found.prose.split())


def test_markdown_code_addresses_and_tags_are_blank_and_link_text_stays() -> None:
    text = (
        "See [the *plan*](http://x.y 'no') at https://z.w/q?a=b, run `rm -rf`.\n\n"
        "```\ncode\n```\n\n    indented code\n\n<b>bold</b> ![a cat](c.png) <!-- gone -->\n"
    )
    assert words("a.md", text) == "See the plan at , run . bold a cat"


def test_html_shows_what_a_reader_sees() -> None:
    page = (
        "<html lang=en><head><title>Our plan</title><style>p{}</style><script>a<b</script></head>"
        "<body><p hidden>no</p><p style='display: none'>no</p><p>Yes &amp; <b>no</b>"
        "<img alt='A cat'><button>Go on</button><!-- gone --><code>x</code></body></html>"
    )
    assert words("a.html", page) == "Our plan Yes & no A cat Go on"


def test_a_paragraph_that_is_never_closed_hides_only_itself() -> None:
    assert words("a.html", "<p hidden>no<p>seen<ul><li hidden>no<li>too</ul>") == "seen too"


def test_positions_are_those_of_an_editor() -> None:
    found = read("a.md", "# Héad 😀\r\n\r\nWe *promise*.\r\n".encode())
    assert isinstance(found, Document)
    at = found.prose.index("promise")
    assert found.position(at) == (3, 5)
    assert found.line(3) == "We *promise*."
    assert found.text[at : at + 7] == "promise"


def test_front_matter_is_meta_and_no_prose() -> None:
    found = read("x.md", b"---\ntitle: 'A b'\ntags:\n  - one\n  - two\nGenre: Plan\n---\nBody.\n")
    assert isinstance(found, Document)
    assert found.meta == {"title": "A b", "tags": "one, two", "genre": "Plan"}
    assert (found.title, found.genre) == ("A b", "plan")
    assert found.prose.split() == ["Body."]


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert words("x.md", "---\nWe write a sentence here.\n---\n") != ""


def test_what_cannot_be_read_is_set_aside_with_advice() -> None:
    for data, says in [
        (b"", "empty"), (b" \n", "empty"), (b"%PDF-1.7 x", "PDF"), (b"\x00\x01\x02abc", "binary"),
        (b"PK\x03\x04zzz", "zip"), (b"\xef\xbb\xbf\n", "empty"),
    ]:  # fmt: skip
        found = read("a.md", data)
        assert isinstance(found, Reject)
        assert says in found.says
        assert found.advice


def test_windows_and_utf_16_texts_are_read() -> None:
    assert words("a.txt", "Caf\xe9 is “open”".encode("cp1252")) == "Café is “open”"
    assert words("a.txt", "Café".encode("utf-16")) == "Café"


def test_a_mail_is_its_subject_and_the_senders_own_words() -> None:
    mail = (
        b"Subject: =?utf-8?q?Pr=C3=ADces?=\nContent-Type: text/plain\n\nHi,\n\nwe wrote it.\n"
        b"> quoted line\nMore.\n\nOn Monday, Ana wrote:\n> old\n-- \nTom\n"
    )
    found = read("m.eml", mail)
    assert isinstance(found, Document)
    assert found.title == "Príces"
    assert found.prose.split() == ["Príces", "Hi,", "we", "wrote", "it.", "More."]
    assert found.position(found.prose.index("More")) == (7, 1)


def test_plain_text_has_headings_items_and_paragraphs() -> None:
    found = read("x.txt", b"Our Plan\n\nSome words\nmore words.\n- one\n  goes on\n- two\n")
    assert isinstance(found, Document)
    assert [block.kind for block in found.blocks] == ["heading", "paragraph", "item", "item"]
    assert re.sub(r"\s+", " ", found.blocks[2].span.of(found.prose)) == "one goes on"
