"""Another language is marked by what a document declares, else by its little words."""

from __future__ import annotations

import pytest

from troth.documents import read
from troth.documents.language import english, in_english, tongue
from troth.model.document import Document

ENGLISH = "We answer every message within a day, and we tell you when we cannot."
GERMAN = (
    "Wir antworten auf jede Nachricht innerhalb von einem Tag und sagen, wenn wir es nicht können."
)
FRENCH = "Nous répondons à chaque message dans la journée et nous vous le disons si ce n’est pas possible."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (FRENCH, "fr"),
        ("Respondemos a todos los mensajes en un día y le avisamos si no es posible por la tarde.", "es"),
        ("Rispondiamo a ogni messaggio in un giorno e la avvisiamo se non è possibile con gli orari.", "it"),
        ("Wij antwoorden op elk bericht binnen een dag en wij zeggen het als dat niet lukt.", "nl"),
        ("Vi svarar på alla meddelanden inom en dag och säger till om det inte går för oss.", "sv"),
        ("Odpowiadamy na każdą wiadomość w ciągu dnia i mówimy, że się nie da, jak to jest.", "pl"),
        ("Мы отвечаем на каждое сообщение в течение дня.", "xx"),
        ("私たちは一日以内にすべてのメッセージに返信します。", "xx"),
        ("Die Hard, Das Boot", None),
        ("Kestrel, Parcel, Courier, Van, Depot, Route, Sender, Label", None),
        ("Our van left at nine and was back by noon, die and all.", "en"),
        ("SELECT id FROM parcels WHERE day = today", "en"),
    ],
)  # fmt: skip
def test_little_words_tell(text: str, name: str | None) -> None:
    assert tongue(text) == name


def test_what_is_declared() -> None:
    assert [english(name) for name in ("en", "en_GB", "English", "de-AT", "", None, "und")] == [
        True, True, True, False, None, None, None
    ]  # fmt: skip


def foreign(path: str, text: str) -> list[str]:
    found = read(path, text.encode())
    assert isinstance(found, Document)
    return [one.span.of(found.text).strip() for one in found.scopes if one.kind == "foreign"]


def test_a_paragraph_of_another_language_is_marked() -> None:
    assert foreign("a.md", f"# Hours\n\n{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}\n") == [GERMAN]
    assert foreign("a.md", f"{ENGLISH}\n") == []


def test_short_blocks_follow_most_of_the_document() -> None:
    marked = foreign("a.md", f"# Unsere Zeiten\n\n{GERMAN}\n\n{GERMAN}\n\n{ENGLISH}\n")
    assert marked == ["Unsere Zeiten", GERMAN, GERMAN]


def test_declared_languages_count() -> None:
    text = f"---\nlang: de\n---\n{ENGLISH}\n"
    assert foreign("a.md", text) == [text.strip()]
    page = f"<html lang=en><p>{ENGLISH}<p lang=fr>Oui, <b lang=en>yes</b>.</p><q lang=de>Ja</q> so"
    assert foreign("a.html", page) == ["Oui, <b lang=en>", "</b>.", "Ja"]
    page = f"<html lang=de><p>Kurz<p lang=en>{ENGLISH}</p>"
    found = read("a.html", page.encode())
    assert isinstance(found, Document)
    assert " ".join(in_english(found).prose.split()) == ENGLISH
    assert [one.kind for one in in_english(found).blocks] == ["paragraph"]
