"""What the headers of tables call things, in the words of several languages.

Each concept has the words that mean it as a whole header, and the words that mean it as a part of
one ("Kunden-E-Mail" has "email" in it). Headers are compared without case, spaces and marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

WORDS: Mapping[str, str] = {
    "at": "at date datum fecha data dato timestamp datetime time zeit zeitpunkt uhrzeit tag dia jour "
    "giorno dag dzień tarih created created_at erstellt erstellt_am erstelldatum angelegt creado "
    "date_creation cree_le créé_le fecha_creacion data_creazione aangemaakt utworzono bestelldatum "
    "kaufdatum rechnungsdatum buchungsdatum belegdatum order_date purchase_date ordered_at "
    "invoice_date transaction_date date_commande date_achat fecha_pedido fecha_compra data_ordine "
    "data_acquisto orderdatum data_zamowienia fecha_de_creación submitted submitted_at answered_at "
    "received_at eingegangen eingang sent_at gesendet event_time occurred_at logged_at day when "
    "time_stamp complete_timestamp completetime start_time datum_uhrzeit date_time kiedy",
    "customer": "customer customer_id customer_no customer_number customer_nr cust cust_id client "
    "client_id client_no kunde kunden_id kundennr kunden_nr kundennummer kdnr kd_nr debitor "
    "debitorennummer numero_client n_client no_client id_client code_client cliente id_cliente "
    "codigo_cliente numero_cliente codice_cliente klant klant_id klantnummer klantnr klient "
    "id_klienta numer_klienta kund kundnummer kundenummer asiakas müşteri buyer buyer_id käufer "
    "acheteur comprador acquirente user user_id userid benutzer utilisateur usuario utente member "
    "member_id mitglied shopper passenger rider driver_id subscriber account_holder contact_id "
    "person person_id respondent respondent_id requester absender sender auteur author from von "
    "reporter melder masterid guest guest_id patient_id donor donor_id",
    "email": "email e_mail mail email_address e_mail_adresse mailadresse emailadresse courriel "
    "adresse_mail adresse_email correo correo_electronico correo_electrónico indirizzo_email "
    "e_mailadres adres_email epost e_post sähköposti",
    "phone": "phone phone_number telephone tel telefon telefonnummer handy mobil mobilnummer mobile "
    "mobile_phone téléphone telephone_number portable telefono teléfono movil móvil cellulare "
    "telefoonnummer komórka telefonszám gsm",
    "name": "name full_name fullname customer_name client_name kundenname nom nom_complet nombre "
    "nombre_completo nome nome_completo naam klantnaam nazwa imie_i_nazwisko namn navn contact_name "
    "ansprechpartner author_name display_name who",
    "first_name": "first_name firstname given_name vorname prénom prenom nombre_de_pila voornaam "
    "imię imie förnamn fornavn forename",
    "last_name": "last_name lastname surname family_name nachname familienname zuname nom_de_famille "
    "apellido apellidos cognome achternaam nazwisko efternamn etternavn",
    "account": "account account_name account_id company company_name organisation organization "
    "organisation_id firma firmenname unternehmen société societe entreprise empresa azienda bedrijf "
    "företag firm haushalt household school",
    "amount": "amount total total_amount total_price price sum value sales revenue net gross paid "
    "spend grand_total order_value cost fee betrag summe gesamt gesamtbetrag preis umsatz brutto "
    "netto endbetrag rechnungsbetrag montant prix total_ttc total_ht importe precio monto importo "
    "prezzo totale bedrag prijs totaal kwota cena suma belopp beløb pris summa tutar donation "
    "dollar_value mrr monthly_price monthly_fee betrag_eur amount_eur betrag_brutto",
    "currency": "currency currency_code curr währung waehrung devise monnaie moneda divisa valuta "
    "waluta iso_currency",
    "quantity": "quantity qty units count number_of_items pieces menge anzahl stück stueck stk "
    "quantité quantite qté cantidad unidades quantità quantita aantal ilość ilosc antal adet",
    "item": "item product product_name article artikel artikelname produkt produit producto prodotto "
    "articolo artículo articulo product_id sku artikelnummer service leistung bezeichnung "
    "description plan_name what stock_code",
    "order": "order order_id order_no order_number invoice invoice_id invoice_no invoice_number "
    "transaction_id receipt bestellung bestellnr bestellnummer auftrag auftragsnummer rechnung "
    "rechnungsnr rechnungsnummer belegnr belegnummer commande n_commande numero_commande facture "
    "pedido id_pedido factura numero_pedido ordine numero_ordine fattura bestelnummer zamówienie "
    "numer_zamowienia ordernummer ordrenummer",
    "key": "id key uid uuid guid record_id row_id nr no number nummer numero numéro num lfd_nr "
    "message_id event_id response_id review_id entry_id",
    "thread": "ticket ticket_id ticket_no ticket_number ticketnr ticketnummer case case_id caseid "
    "case_no case_number case_concept_name fall fall_id fallnummer vorgang vorgangsnummer vorgangsnr conversation "
    "conversation_id thread thread_id issue issue_id session session_id dossier n_dossier caso "
    "id_caso zaak zaaknummer zgłoszenie anliegen request_id submission_id",
    "activity": "activity action event task step concept_name aktivität aktivitaet schritt aktion "
    "vorgangsschritt activité action_type actividad acción accion attività passo activiteit czynność "
    "operation tätigkeit",
    "resource": "resource agent assignee owner handler team queue group bearbeiter sachbearbeiter "
    "zuständig zustaendig gruppe abteilung agent_name équipe responsable asignado equipo operatore "
    "behandelaar medewerker org_resource desk",
    "status": "status state stand zustand état etat statut estado stato toestand stan durum churn",
    "text": "text message body content comment comments note notes description remarks feedback words "
    "nachricht mitteilung inhalt kommentar bemerkung anmerkung freitext beschreibung texte "
    "commentaire remarque mensaje comentario texto messaggio commento testo bericht opmerking "
    "wiadomość komentarz tekst meddelande review_text answer antwort réponse respuesta risposta "
    "verbatim suggestion reason grund",
    "subject": "subject topic betreff thema objet sujet asunto tema oggetto onderwerp temat ämne emne",
    "title": "title headline titel überschrift titre título titulo titolo tytuł rubrik otsikko "
    "summary kurzbeschreibung job_title position",
    "direction": "direction inbound incoming richtung ein_aus eingang_ausgang sens dirección direccion "
    "direzione richting kierunek is_customer sender_type author_type from_type",
    "channel": "channel kanal canal canale kanaal kanał via medium source_channel origin",
    "question": "question frage question_text preguntas pregunta domanda vraag pytanie fråga spørgsmål "
    "field_label item_text",
    "scale": "scale skala échelle escala scala schaal question_type",
    "score": "note notes score rating stars points nps csat ces grade note_sur bewertung sterne punkte note_1_5 "
    "zufriedenheit évaluation etoiles étoiles puntuación puntuacion calificación valoración "
    "estrellas punteggio voto stelle beoordeling cijfer sterren ocena gwiazdki betyg vurdering puan "
    "nps_score recommend empfehlung weiterempfehlung ltr",
    "reply": "reply response our_reply owner_response developer_reply antwort_von_uns unsere_antwort "
    "réponse_proprietaire respuesta_del_propietario risposta_proprietario reactie",
    "event": "event_name event_type action_name ereignis feature page seite screen évènement événement "
    "evento gebeurtenis zdarzenie händelse verb login",
    "plan": "plan subscription subscription_plan tariff tarif abo abonnement vertrag contract "
    "contract_type abonnement_type forfait suscripción suscripcion contrato abbonamento contratto "
    "pakiet umowa membership package",
    "start": "start start_date started started_at from_date begin begins beginn anfang startdatum von "
    "gültig_ab gueltig_ab laufzeit_beginn début debut date_debut inicio fecha_inicio inizio "
    "data_inizio begindatum początek since valid_from period_start",
    "end": "end end_date ended ended_at until to_date ende enddatum bis gültig_bis gueltig_bis "
    "kündigungsdatum laufzeit_ende fin date_fin fecha_fin fine data_fine einddatum koniec "
    "valid_to valid_until period_end cancelled_at resolved_at",
    "impact": "impact severity priority schwere schweregrad auswirkung prio priorität gravité "
    "gravedad impacto impatto gravità ernst waga incident_level",
    "planned": "planned scheduled maintenance geplant wartung planifié planeado programado pianificato "
    "gepland planowane",
    "what": "what change_type type_of_change art_der_änderung category",
    "path": "path file filename file_name datei dateiname pfad chemin fichier archivo ruta file_path",
    "genre": "genre document_type dokumentart doctype",
    "side": "side segment seite_des_marktes customer_type kundentyp role rolle type_client",
    "stage": "stage lifecycle_stage lead_status phase kundenstatus étape etapa fase customer_status",
    "ours": "brand marke our_brand marque marca merk store shop filiale",
    "zone": "zone timezone time_zone zeitzone tz fuseau_horaire zona_horaria",
    "link": "link url permalink href web_link adresse_web",
    "to": "to recipient recipients empfänger empfaenger destinataire destinatario ontvanger",
    "cc": "cc copy kopie copie",
    "automatic": "automatic auto_reply is_bot automatisch automatique",
    "announced": "announced announced_at angekündigt_am announcement_date",
    "effect": "effective effective_at effective_date in_kraft_ab wirksam_ab gilt_ab released "
    "release_date released_at version_date",
    "shared": "shared shared_address gemeinsame_adresse",
}
"""By concept, the headers that mean it."""


def spelled(name: str) -> str:
    """A header without case, accents, spaces and marks: "Créé le" and "cree_le" are one."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    return "".join(letter for letter in bare if letter.isalnum())


def words_of(name: str) -> list[str]:
    """The words of a header: "customerEmail", "customer email" and "customer.email" have two."""
    parted = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])", " ", name)
    return [word for each in re.split(r"[\W_]+", parted) if (word := spelled(each))]


@cache
def _whole() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, words in WORDS.items():
        for word in words.split():
            found.setdefault(spelled(word), set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


def concepts_of(name: str) -> Mapping[str, float]:
    """Which concepts a header may mean, and how surely (0 to 1): all of it, or its words."""
    whole = _whole()
    sure = dict.fromkeys(whole.get(spelled(name), ()), 1.0)
    if sure:
        return sure
    words = words_of(name)
    runs = {
        "".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1)
    }
    for run in runs:
        for concept in whole.get(run, ()):
            sure[concept] = max(sure.get(concept, 0.0), 0.4 + 0.4 * len(run) / len("".join(words)))
    return sure
