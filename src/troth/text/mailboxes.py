"""Addresses as mailboxes: whose domain says nothing, which boxes several people read, and which
spellings the provider itself delivers into one box."""

from __future__ import annotations

from troth.patterns import later
from troth.text.served import words

FREE = frozenset(
    [
        "126.com",
        "163.com",
        "aol.com",
        "aol.de",
        "arcor.de",
        "bigpond.com",
        "bluewin.ch",
        "bol.com.br",
        "btinternet.com",
        "comcast.net",
        "cox.net",
        "daum.net",
        "duck.com",
        "email.com",
        "email.cz",
        "fastmail.com",
        "fastmail.fm",
        "free.fr",
        "freenet.de",
        "gmail.com",
        "gmx.at",
        "gmx.ch",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hanmail.net",
        "hey.com",
        "hotmail.co.uk",
        "hotmail.com",
        "hotmail.de",
        "hotmail.es",
        "hotmail.fr",
        "hotmail.it",
        "hushmail.com",
        "icloud.com",
        "inbox.lv",
        "inbox.ru",
        "laposte.net",
        "libero.it",
        "live.co.uk",
        "live.com",
        "live.de",
        "live.fr",
        "live.nl",
        "mac.com",
        "mail.com",
        "mail.de",
        "mail.ru",
        "mailbox.org",
        "me.com",
        "msn.com",
        "naver.com",
        "ntlworld.com",
        "o2.pl",
        "onet.pl",
        "online.de",
        "orange.fr",
        "outlook.com",
        "outlook.de",
        "outlook.es",
        "outlook.fr",
        "pm.me",
        "posteo.de",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "rediffmail.com",
        "sbcglobal.net",
        "seznam.cz",
        "sfr.fr",
        "shaw.ca",
        "sina.com",
        "sky.com",
        "t-online.de",
        "telenet.be",
        "tiscali.it",
        "tuta.com",
        "tutanota.com",
        "ukr.net",
        "uol.com.br",
        "verizon.net",
        "virgilio.it",
        "wanadoo.fr",
        "web.de",
        "wp.pl",
        "xs4all.nl",
        "yahoo.ca",
        "yahoo.co.in",
        "yahoo.co.jp",
        "yahoo.co.uk",
        "yahoo.com",
        "yahoo.com.au",
        "yahoo.com.br",
        "yahoo.de",
        "yahoo.es",
        "yahoo.fr",
        "yahoo.it",
        "yandex.com",
        "yandex.ru",
        "ymail.com",
        "zoho.com",
    ]
)
"""Domains at which anybody can have an address: two people there have nothing in common."""

ROLES = words(
    """
    abuse account accounting accounts admin administration anfrage billing bookings booking
    bestellung bestellungen commande commandes pedidos ordini
    buchhaltung bureau business careers compliance contact contacto customerservice
    customer-service datenschutz delivery desk dispatch einkauf enquiries enquiry events facturation
    feedback finance hallo hello help helpdesk hi hostmaster hr info infos inquiries invoice invoices
    it jobs kontakt legal logistics mail mailbox marketing news newsletter no-reply noreply notify
    notifications office operations ops order orders payments postmaster post press privacy
    procurement purchasing rechnung reception recruiting redaktion reply reservations returns sales
    secretary security sekretariat service services shop staff store studio support team tech ticket
    tickets verkauf verwaltung ventas vertrieb warehouse webmaster welcome zentrale
    """
)
"""What stands before the @ of boxes that belong to a task rather than to somebody."""

_ONE_BOX = {"googlemail.com": "gmail.com"}
_DOTLESS = frozenset({"gmail.com"})
_APART = later(r"[._+'\d-]+")


def split(address: str) -> tuple[str, str]:
    """What stands before the @ and after it, in lower case; two empty texts for no address."""
    local, at, domain = address.strip().lower().rpartition("@")
    return (local, domain) if at and local and domain else ("", "")


def is_free(domain: str) -> bool:
    """Whether anybody can have an address at this domain."""
    return domain.lower() in FREE


def is_role(address: str) -> bool:
    """Whether an address is by its name a box for a task (info@, billing@), whatever the tag."""
    local, _ = split(address)
    return local.partition("+")[0].rstrip("0123456789-_.") in ROLES


def mailbox(address: str) -> str:
    """One spelling for addresses that look like one box: no tag after a plus, no dots at Gmail.

    Whether they are one box only the provider knows, and one box may serve a family; so this
    is a reason to ask, and never more.
    """
    local, domain = split(address)
    if not local:
        return ""
    domain = _ONE_BOX.get(domain, domain)
    local = local.partition("+")[0] or local
    return f"{local.replace('.', '') if domain in _DOTLESS else local}@{domain}"


def spoken(address: str) -> str:
    """The name that an address spells: "ana.ruiz@…" is "ana ruiz"; empty for a role."""
    local, _ = split(address)
    return "" if is_role(address) else " ".join(_APART.sub(" ", local.partition("+")[0]).split())
