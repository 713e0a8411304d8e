"""What a record keeps of a document is read again with the same offsets."""

from __future__ import annotations

from tests.documents.making import docx, paragraph, pdf, printed, run
from troth.documents import read
from troth.documents.kept import read_again
from troth.model.document import Document


def both(path: str, data: bytes) -> tuple[Document, Document]:
    first = read(path, data)
    assert isinstance(first, Document)
    again = read_again(path, first.text)
    assert isinstance(again, Document)
    return first, again


def test_words_of_a_docx_a_pdf_and_a_mail_stay_where_they_are() -> None:
    letters = docx(paragraph(run("Prices"), style="H1") + paragraph(run("We never charge twice.")))
    mail = b"Subject: Re: hello\nContent-Type: text/plain\n\nWe answer today.\n> quoted\n"
    for path, data in (
        ("a.docx", letters),
        ("a.pdf", pdf([printed(["Prices", "We never charge twice."])])),
        ("a.eml", mail),
    ):
        first, again = both(path, data)
        assert (again.text, again.prose) == (first.text, first.prose)
        assert again.line_starts == first.line_starts


def test_a_page_in_a_mail_is_read_as_a_page() -> None:
    mail = b"Subject: Hello\nContent-Type: text/html\n\n<p>We <b>answer</b></p><script>x</script>"
    first, again = both("a.eml", mail)
    assert again.prose == first.prose
