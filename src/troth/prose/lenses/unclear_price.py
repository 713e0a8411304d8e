"""Where could a customer not work out what she will pay?

Why it matters: A price that she cannot work out is a price she learns when the money has gone. A
fee without a sum, a tax left out, a “from” that nobody pays: each is paid for with trust.
How it decides: It finds, in what is addressed to customers, fees and charges that may be added
and are given no sum, prices for consumers that leave out the tax, prices that are told only on
request or in a contract, estimates shown as prices, a renewal at whatever price will hold by then,
a recurring plan without its period, and “from” with nothing that says what makes it more. A sum
or a share in the same sentence, or a pointer to where it is listed, clears it.
When it stays silent: In plans, reviews, agendas and handbooks; where the sum, the share or the
place where it stands is told, also elsewhere in the text; where a fee only covers what it costs;
where the text says by what named thing a price varies; on tax on top of fees between businesses;
where a new price is announced before a renewal; on what banks or others charge; on refunds.
It is unsure about “up to 50 % off”, “competitive prices”, “terms apply”, and about a plan whose
period may stand near by.
Source: The price a reader can compute herself, for the first month and the thirteenth; wordings
read in terms and price pages of several firms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from troth.extend.prose import Hit, Page, ProseCard, Strength, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.unpriced import UNPRICED, mended
from troth.text.worded import Wording

CARD = ProseCard(severity="warning", status="preview")
PARTS = UNPRICED.words

_SAYS = {
    "extra": "“{quote}” – how much more, nobody can tell from this.",
    "fee": "“{quote}” – a fee, and no sum.",
    "tax": "“{quote}” – the price that is paid is another one, and it is not told.",
    "ask": "“{quote}” – the price is kept back from who reads.",
    "later": "“{quote}” – a price that nobody can know now.",
    "estimate": "“{quote}” – the price shown is not the price paid.",
    "from": "“{quote}” – who pays this, and what makes it more?",
    "period": "“{quote}” – a month, a year, or once?",
    "change": "“{quote}” – by how much, she is not told.",
    "terms": "“{quote}” – which, she is not told.",
    "adjective": "“{quote}” – an adjective stands where the price should.",
    "praised": "“{quote}” – an adjective stands where the price should.",
    "untaxed": "“{quote}” – what it costs with tax is not told.",
    "due": "“{quote}” – and how much?",
    "units": "“{quote}” – what is that in money?",
    "upto": "“{quote}” – who saves that, and who saves less?",
}
_INSTEAD = {
    "extra": "name each fee with its sum, or the most it can come to",
    "fee": "name the sum, or the most it can come to",
    "tax": "give the price with tax, or the rate and the sum",
    "ask": "give a price, or a worked example of what somebody like her pays",
    "later": "say how and when she hears the new price, and that she can leave before she pays it",
    "estimate": "say by how much it can change, and show the price before she pays",
    "from": "say what that price includes, and what a usual customer pays",
    "period": "say for how long: “€9 a month, paid yearly”",
    "change": "give the old price and the new one",
    "terms": "say the one or two that matter, and until when",
    "adjective": "give the price; whether it is low she will say herself",
    "praised": "give the price; whether it is low she will say herself",
    "untaxed": "give the price with tax, or the rate and the sum",
    "due": "name the sum",
    "units": "give the price of one in money, and an example",
    "upto": "say how many get it, or what a usual customer saves",
}
_ON_OFFER = frozenset(
    {
        "from",
        "period",
        "upto",
        "ask",
        "change",
        "terms",
        "units",
        "adjective",
        "praised",
        "untaxed",
        "due",
    }
)
"""What is amiss only where something is offered to somebody: elsewhere it may be told apart."""

_UNSURE = frozenset({"upto", "period", "terms", "from", "praised", "untaxed"})


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each wording after which the reader does not know what she pays."""
    if for_ourselves(page.document.prose, page.genre):
        return
    for found in UNPRICED.met(page):
        if page.genre in (None, "terms") and found.name in _ON_OFFER:
            continue
        if mended(page, found):
            continue
        yield Hit(
            span=found.span,
            says=_SAYS[found.name],
            instead=_INSTEAD[found.name],
            status=_status(found),
            strength=Strength("rule", 1, "sentence", "wording of prices and fees"),
            next="Work out what one customer pays in the first month and in the thirteenth.",
            would_change="The sum, the share, or the place where it is listed, in this sentence.",
        )


def _status(found: Wording) -> Literal["speaks", "unsure"]:
    return "unsure" if found.name in _UNSURE else "speaks"


EXAMPLES = (
    speaks(
        "Fees that may be added",
        "Every ride has its fare. «Additional fees may apply» in the evening.",
        genre="price",
        says="how much more, nobody can tell",
    ),
    speaks(
        "A fee without its sum",
        "You can give a parcel back within 14 days. In that case «a small handling fee» is taken "
        "off what you get.",
        genre="terms",
        says="a fee, and no sum",
    ),
    speaks(
        "The tax comes on top",
        "All of our «prices do not include VAT» and customs.",
        genre="price",
        says="is another one",
    ),
    speaks(
        "Whatever it costs by then",
        "Your plan renews for another year at the «then-current price», unless you write to us.",
        genre="terms",
        says="nobody can know now",
    ),
    speaks(
        "A price only for those who ask",
        "For shops that send more than fifty parcels a day: «contact us for pricing».",
        genre="price",
        says="kept back from who reads",
    ),
    speaks(
        "A price that stands in a contract only",
        "Counters are free for a month. Later «fees are set out in your contract».",
        genre="price",
        says="kept back from who reads",
    ),
    silent(
        "The fee has its sum",
        "If you cancel after the courier has set out, a cancellation fee of £4 is charged. "
        "Additional fees may apply: £2 on Sundays, £3 for more than 20 kg.",
        genre="price",
    ),
    silent(
        "It says where the fees are listed",
        "Additional fees may apply in some towns; see the price list below. A booking fee may be "
        "added, which you see before you pay.",
        genre="terms",
    ),
    silent(
        "Tax with its rate",
        "Prices do not include VAT at 20 %.",
        genre="price",
    ),
    silent(
        "A plan with its period",
        "The Sender plan costs £9 a month. Rooms cost £80 per night, breakfast included.",
        genre="price",
    ),
    silent(
        "What others charge is not our price",
        "Your bank may charge you an additional fee. Your mobile operator's data rates may apply.",
        genre="terms",
    ),
    silent(
        "A plan speaks to ourselves",
        "Additional fees may apply to big senders from May; Ines works out how much.",
        genre="plan",
    ),
    silent(
        "Tax on top of fees between businesses",
        "The depot pays a monthly fee plus any applicable taxes. All fees are exclusive of VAT.",
        genre="terms",
    ),
    silent(
        "A new price is announced before the renewal",
        "Your plan renews at the then-current price. We will tell you the price by letter, thirty "
        "days ahead; we notify you of each change.",
        genre="terms",
    ),
    silent(
        "The sum stands elsewhere in the text",
        "An overage fee will apply to parcels over 20 kg. Sundays are quiet. Overage: £3 a parcel.",
        genre="price",
    ),
    silent(
        "No more than it costs",
        "We may charge a fee to cover the costs of printing a paper copy.",
        genre="terms",
    ),
    silent(
        "What it varies by is named, or it is denied",
        "Delivery fees vary by country and weight. You will never be charged extra for a busy day.",
        genre="price",
    ),
    unsure(
        "Up to",
        "Book early and «save up to 40 %» on every parcel in spring.",
        genre="launch",
        says="who saves that",
    ),
)
