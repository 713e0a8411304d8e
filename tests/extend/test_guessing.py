"""The kind and the places that are proposed for tables in several languages, and for none."""

from __future__ import annotations

import csv
import io

import pytest

from troth.extend.guessing import guess, placed_as
from troth.text.looks import looks

TABLES = {
    "purchase": (
        "Kundennr;Kunde;Datum;Bestellnr;Artikel;Menge;Betrag\n"
        "00017;Ana Ruiz;21.11.2025;B-1;Birnen;2;12,50 EUR\n"
        "00018;Bo Lind;22.11.2025;B-2;Äpfel;1;7,00 EUR\n",
        {
            "Kundennr": "by",
            "Kunde": "name",
            "Datum": "at",
            "Bestellnr": "key",
            "Artikel": "item",
            "Menge": "quantity",
            "Betrag": "amount",
        },
    ),
    "review": (
        "Date;Auteur;Note;Titre;Commentaire\n"
        "02/03/2026;Ana R.;5;Parfait;Livraison très rapide et un accueil vraiment charmant\n"
        "14/03/2026;Bo L.;2;Déçu;Le colis est arrivé cassé et personne ne m'a répondu\n",
        {"Date": "at", "Auteur": "by", "Note": "score", "Titre": "title", "Commentaire": "text"},
    ),
    "period": (
        "Klant;Abonnement;Begindatum;Einddatum;Bedrag;Toestand\n"
        "17;Basis;2025-01-01;2026-01-01;12.50;gestopt\n18;Plus;2025-03-01;;22.50;actief\n",
        {
            "Klant": "by",
            "Abonnement": "plan",
            "Begindatum": "start",
            "Einddatum": "end",
            "Bedrag": "amount",
            "Toestand": "status",
        },
    ),
    "use": (
        "usuario;evento;fecha;cantidad\n17;login;2026-03-01 10:00;1\n17;export;2026-03-01 11:00;2\n"
        "18;login;2026-03-02 10:00;1\n",
        {"usuario": "by", "evento": "event", "fecha": "at", "cantidad": "count"},
    ),
    "step": (
        "Vorgangsnr;Zeitpunkt;Schritt;Bearbeiter;Status\nA1;02.03.2026 09:00;eröffnet;Mia;offen\n"
        "A1;02.03.2026 10:00;beantwortet;Mia;offen\nA2;02.03.2026 11:00;eröffnet;Tom;offen\n",
        {
            "Vorgangsnr": "thread",
            "Zeitpunkt": "at",
            "Schritt": "activity",
            "Bearbeiter": "resource",
            "Status": "status",
        },
    ),
    "survey_answer": (
        "Datum;E-Mail;Wie wahrscheinlich ist es, dass Sie uns empfehlen? (0-10)\n"
        "2026-03-01;ana@post.example;9\n2026-03-02;bo@post.example;3\n",
        {
            "Datum": "at",
            "E-Mail": "by",
            "Wie wahrscheinlich ist es, dass Sie uns empfehlen? (0-10)": "score",
        },
    ),
    "incident": (
        "Titel;Schweregrad;Beginn;Ende;Geplant\n"
        "Zahlung gestört;hoch;2026-03-01 10:00;2026-03-01 12:00;nein\n"
        "Wartung;niedrig;2026-03-05 02:00;2026-03-05 03:00;ja\n",
        {
            "Titel": "title",
            "Schweregrad": "impact",
            "Beginn": "start",
            "Ende": "end",
            "Geplant": "planned",
        },
    ),
    "message": (
        "Eingang;Absender;Betreff;Nachricht;Richtung\n"
        "02.03.2026 09:00;ana@post.example;Paket;Wo ist mein Paket? Ich warte schon lange.;in\n"
        "02.03.2026 10:00;mia@acme.example;AW: Paket;Wir suchen es und melden uns morgen.;out\n",
        {
            "Eingang": "at",
            "Absender": "by",
            "Betreff": "subject",
            "Nachricht": "text",
            "Richtung": "direction",
        },
    ),
    "person": (
        "Kundennr;Vorname;Nachname;E-Mail;Telefon;Firma\n"
        "17;Ana;Ruiz;ana@post.example;+49 30 1234567;Kiosk\n"
        "18;Bo;Lind;bo@post.example;+49 30 1234568;\n",
        {
            "Kundennr": "id",
            "Vorname": "first_name",
            "Nachname": "last_name",
            "E-Mail": "email",
            "Telefon": "phone",
            "Firma": "account",
        },
    ),
}


def columns(text: str) -> dict[str, list[str]]:
    names, *rows = csv.reader(io.StringIO(text), delimiter=";")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


@pytest.mark.parametrize("kind", TABLES)
def test_kind_and_places_are_those_a_person_would_say(kind: str) -> None:
    text, places = TABLES[kind]
    cells = columns(text)
    found = guess({name: looks(values) for name, values in cells.items()}, 3)
    assert found.sure
    assert found.kind == kind, found.why
    assert dict(found.map) == places


def test_values_go_before_a_header_that_they_contradict() -> None:
    cells = columns("Betrag;Kunde;Datum\nviel;17;2026-03-01\nwenig;18;2026-03-02\n")
    found = guess({name: looks(values) for name, values in cells.items()}, 2)
    assert "Betrag" not in found.map
    assert not found.sure


def test_of_a_kind_that_was_chosen_the_places_are_found() -> None:
    cells = columns(TABLES["purchase"][0])
    placed = placed_as("use", {name: looks(values) for name, values in cells.items()}, 2)
    assert placed["Kundennr"] == "by"
    assert placed["Datum"] == "at"


def test_a_column_of_numbers_is_no_time_by_itself() -> None:
    seen = looks(["20260301", "20260302", "17"])
    assert seen.time == 0
    assert looks(["03/04/2026", "05/06/2026"]).order.settled is None
    assert looks(["1.006,25", "7,00"]).mark == ","
    assert looks(["na", "", "-"]).filled == 0


def test_a_day_written_with_strokes_is_no_telephone_number() -> None:
    cells = {
        "Wann": ["03/04/2026", "05/06/2026"],
        "Wer": ["ana@x.example", "bo@x.example"],
        "Preis": ["=1+1", "9,5"],
    }
    assert looks(cells["Wann"]).phone == 0
    found = guess({name: looks(values) for name, values in cells.items()}, 2)
    assert found.map["Wann"] == "at"
