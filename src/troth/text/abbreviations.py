"""Abbreviations in a text: which are known to everybody, and which the text explains.

Known are those that several firms use towards their customers without explaining them, counted
over texts of many firms (`weights/abbreviations.txt`: abbreviation and number of firms, made by
`scripts/acronyms.py`), and those of daily life. Explained is one that the text spells out beside
it (“community health worker (CHW)”), or says the meaning of (“CHW stands for”, “a CHW is”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from troth.model.origin import Span
from troth.patterns import later
from troth.text.served import words as listed

_SHORT = later(r"(?<![\w./@#&:^*~-])[A-Z]{2,6}(?=s?(?![\w/@&]))(?![-.]\w)", re.NOFLAG)
_SHOUTED = later(r"\b[A-Z][A-Z'’]+(?:[ ,.;:!-]+[A-Z][A-Z'’]+){2,}\b", re.NOFLAG)
_SIGNED = later(r"([A-Z]{2,3})\s*(?:\n|$|https?:)|(?:^|\n)\s*([A-Z]{2,3})\s*(?:\n|$)", re.NOFLAG)
_DAILY = listed("""AC AD AGM AM ATM AV BA BBC BC BIC BMI BST CAD CAPTCHA CC CCTV CET CHF CO COD CV DC DE DHL DIY
    DJ DNA DOB DVD EEA EFTA ES ESG EST ET CT PT MT ETA DVR FBI FM FM FTP GBP GMT GP GPU HD HDMI HIV HGV HMRC HQ HSE
    IBAN ICU IKEA IOS ISBN ISO JPEG JPG KB KG KM KWH LAN LCD LED LGBT LTD MA MBA MD MIT MOT MP MPH
    NATO NB NHS NYC OECD OTP PDT PHD PLC PM PNG PO PPE PS PST QC RIP RM RPM RSVP SD SEPA SIM SOS ST
    SUV TBA TBC TBD TGV DOJ FDA CIA EPA FAA IRS NSA NATO FOSS UHD MFA SSH HQ EQ TOR UFO UNESCO UPS USB UV VAT VIP VHS VS WC WIFI WWW XL XML XXL YTD""")


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The abbreviations that everybody is taken to know."""
    table = files("troth.text").joinpath("weights/abbreviations.txt").read_text(encoding="utf-8")
    return _DAILY | {line.split()[0] for line in table.splitlines() if line}


def abbreviations(prose: str) -> Iterator[tuple[str, Span]]:
    """Each abbreviation and its place; what is only shouted is none."""
    shouted = [found.span() for found in _SHOUTED.finditer(prose)]
    shouted.extend(found.span(1 if found[1] else 2) for found in _SIGNED.finditer(prose))
    for found in _SHORT.finditer(prose):
        start, end = found.span()
        if not any(first <= start and end <= last for first, last in shouted):
            yield found[0], Span(start, end)


def is_explained(short: str, prose: str) -> bool:
    """Whether a text spells the abbreviation out, or says what it means."""
    one = re.escape(short)
    near = re.compile(
        rf"\(\s*(?:the\s+|an?\s+|or\s+|“|\")?{one}s?[”\"]?\s*[),;]|\b{one}s?[”\"]?\s*\(|"
        rf"\b{one}s?[”\"]?\s*(?:stands?\s+for|means?\b|is\s+short\s+for|(?:is|are)\s+an?\b|=|[–—-]\s)|"
        rf"\b(?:called|known\s+as|abbreviated|short\s*:|or|hereafter|hereinafter)\s+(?:the\s+|an?\s+)?[“\"]?{one}\b|"
        rf"[“\"]{one}s?[”\"]"
    )
    return near.search(prose) is not None or _spelled(short, prose)


def _spelled(short: str, prose: str) -> bool:
    """Whether words that begin with its letters stand in the text: Community Health Workers."""
    letters = [letter for letter in short if letter.isalpha()]
    small = r"(?:\s+(?:of|and|the|for|to|in|on))?"
    words = rf"{small}[\s-]+".join(rf"{letter}[a-z]+" for letter in letters)
    return re.search(rf"\b{words}\b", prose) is not None
