"""Which clause gives us the right and the other side the cost?

Why it matters: Who signs cannot haggle. A clause that would never be signed the other way round is
remembered on the day it is used, and on that day it costs more than it ever saved.
How it decides: It finds, in terms and in what tells of a change, clauses that bind one side only:
our discretion over what is theirs, no liability whatever we did, at their expense or risk, money
that is kept whatever happens, silence or use taken for consent, the duty to watch our terms for
changes, their indemnity, a waiver, the right to hold back what they earned, and a change whose
only reason is our own gain. Three clauses of a kind are told one by one; the rest stand with the
third.
When it stays silent: Where the clause holds for both sides (“either party”), where the exception
that protects them stands in the same sentence (our negligence, the law, a refund of the unused
part), in plans and handbooks, in what somebody else says. It is unsure about what is at their own
risk, and about a reason that is our gain: theirs may stand elsewhere.
Source: The test of a contract term: would we sign it from the other side? Clauses read in the
dated public terms of several services, of customers and of those who work through them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.text.audience import for_ourselves
from troth.text.worded import Worded, Wording
from troth.text.wording import later

CARD = ProseCard(severity="warning", status="preview", options={"most": 3})
TRIGGERS = None
_NAME = r"(?-i:(?!(?:You|Your|They|The|This|That|These|Those|It|If|Each|Any|All|No|Such|Passengers?|Drivers?|Customers?|Users?|Members?|Guests?|Who|What|There)\b)[A-Z][\w&.-]*)(?: (?-i:[A-Z][\w&.-]*)){0,2}"
_US = rf"(?:we|us|the (?:company|club|provider|service|platform|seller|landlord|operator|organi[sz]ers?|bank)|{_NAME})"
_OUR = rf"(?:our|its|the (?:company|club|provider|platform|seller|operator|bank)'s|{_NAME}(?:'s?)?)"
_KEEPS = r"(?:withhold|retain|deduct|set[- ]?off|forfeit|claw back|reduce (?:your|the) pay|(?:refuse|reject|reverse|keep) (?:your |any |the |a )?(?:payments?|payouts?|refunds?|claims?|deposits?|earnings|tips?))"
_TABLES = {
    "discretion": rf"""
        discretion :: (?:at|in|within|subject to)(?: {_OUR})?(?<!your)(?: sole| absolute| exclusive| own| full| complete)(?: and (?:absolute|exclusive|unfettered|complete|final))? discretion
        discretion :: (?:at|in) {_OUR} discretion
        see fit, deem, opinion :: (?:as|if|when|where) {_US} (?:sees?|thinks?|deems?|considers?)(?: it)? (?:fit|appropriate|necessary)(?: in {_OUR} [^.;]{{3,30}})?
        opinion, judgment, judgement :: in {_OUR} (?:sole |absolute |reasonable )*(?:opinion|judge?ment)
    """,
    "liability": rf"""
        liable, responsible :: {_US}(?: and [^.;,]{{3,60}})? (?:(?:will|shall|can|does|do|would) not|cannot|won't|is not|are not|isn't|aren't)(?: in any (?:way|event|case))?(?: be)?(?: held)? (?:liable|responsible|accountable) (?:to you |or liable |or responsible )?(?:for|to) (?:any|all|the|such|your|you|damages?|loss\w*|errors|delays?|incorrect|content|actions|third)\b[^.;]{{0,80}}
        liable, liability :: (?:in no event|under no circumstances?)(?: whatsoever)?(?: shall| will)? [^.;]{{2,120}}? (?:liable|liability)
        liab, responsib :: {_US} (?:disclaims?|excludes?|accepts? no|assumes? no|takes? no|bears? no|has no|have no|shall have no|will have no)(?: (?:any|all|further))*(?: (?:and all|responsibility or|liability or))? (?:liability|responsibility)[^.;]{{0,60}}
    """,
    "remedy": rf"""
        remedy, recourse :: your (?:sole|only|exclusive)(?: and (?:exclusive|sole))? (?:remedy|recourse|option|right)[^.;]{{0,80}}
        obligation, obliged, required to :: {_US} (?:has|have|is|are|shall have|will have|assumes?)(?: under)? no (?:obligation|duty|responsibility) to (?:refund|store|keep|provide|support|maintain|restore|notify|inform|warn|return|pay|back up|monitor|respond|tell|give)[^.;]{{0,70}}
        as is, as-is :: (?:provided|available|offered|made available|supplied)(?: to you)?(?: strictly)?(?: on an?)? ["“”']*as[- ]is["“”']*(?:,? (?:and|or) ["“”']*as[- ]available["“”']*)?
        assign, transfer :: {_US} (?:may|can|reserves? the right to)(?: freely)? (?:assign|transfer) (?:this|these|our|its|any|the)[^.;]{{0,60}} without (?:your )?(?:prior )?(?:consent|notice|restriction|notifying)
    """,
    "cost": r"""
        expense, cost, risk :: at your (?:own |sole )+(?:and exclusive )?(?:expense|cost)s?
        expense, cost :: at no (?:expense|cost|charge) to (?!you|the (?:customer|user|passenger|guest|member)|them|him|her)(?:us|the \w+|(?-i:[A-Z])[\w.-]*)
        bear, borne :: (?:all|any|such|these) (?:[\w ,]{0,40} )?(?:costs|expenses|fees|charges) (?:shall|will|must|are to) be borne by (?:you|the (?:customer|user|driver|member|guest|passenger|tenant))
    """,
    "risk": r"""
        risk :: at your (?:own |sole )+risk
    """,
    "kept": rf"""
        refund :: no (?:refunds?|credits?|compensation)(?:,? (?:or )?\w+){{0,3}} (?:will|shall|can|is|are)(?: be)? (?:due|given|made|paid|issued|offered|provided|granted|payable)[^.;]{{0,60}}
        refund :: (?:is|are|shall be|will be)(?: all| strictly| also)? (?:non[- ]?refundable|not refundable)(?! (?:after|once|within|if|in the event))
        refund :: (?:you|the (?:customer|member|guest|passenger)) (?:(?:will|shall|are|is) not(?: be)?|won't be|has no|have no) (?:entitled to|eligible for|receive|right to|get)(?: any| an?)? (?:partial |full )?(?:refund|compensation|reimbursement|credit)
        remain, balance :: (?:fees?|payments?|charges|instal?lments|sums?|rent|amounts?|subscription)(?: due)? for the (?:remain(?:der|ing)|rest|balance)[^.;]{{3,50}} (?:shall |will |must |may )?(?:fall|become|remain|are|is|be)(?: immediately)? (?:due|payable|owed)
        refund, credit :: there (?:will be|are|is|shall be) no (?:refunds?|credits?|compensation)(?:,? (?:or )?(?:refunds?|credits?|compensation|pro-?rat\w+))*(?: (?:for|of|in|if) [^.;]{{3,60}})?
        refund :: (?:do(?:es)?|will|can|shall) ?(?:not|n't|cannot)(?: generally)? (?:offer|provide|give|issue|make|grant) (?:any |partial )*(?:refunds?|credits?|compensation|prorat\w+)[^.;]{{0,50}}
        final, refund :: all (?:sales|purchases|payments|fees|charges|donations|bookings) are (?:final|non[- ]?refundable)
        lose, refund :: you (?:will |shall )?(?:forfeit|lose) (?:any|all|the|your) (?:deposit|credits?|balance|payments?|prepaid|remaining|unused|right)[^.;]{{0,50}}
        forfeit, lapse :: (?:you(?:r [^.;]{{2,40}})?|unused [^.;]{{2,40}}|any [^.;]{{2,40}}) (?:will |shall |are |is |be )*(?:forfeit(?:ed|s)?)(?: (?:to|by) {_US})?
        extend :: (?:term|period|contract|membership|agreement) (?:shall|will) be extended (?:accordingly|by (?:the|that|a) )
    """,
    "consent": r"""
        continu, use of :: (?:by continuing to (?:use|access|drive|work|sell|host|ride|shop)|(?:your |any )?continued (?:use|access)|continuing to use)[^.;]{0,140}? (?:you(?:'ll| will| shall)?(?: have| be deemed to(?: have)?)?(?: hereby)? (?:accept(?:ed)?|agree[ds]?|consent(?:ed)?|acknowledge)|constitutes?|means?(?: that)? you|indicates?|signif(?:y|ies)|(?:is|shall be|will be) (?:deemed|considered|taken|treated))[^.;]{0,60}
        deemed :: you (?:will|shall|are)(?: be)? deemed (?:to have )?(?:accept(?:ed)?|agreed|consented)(?: to)?[^.;]{0,50}
    """,
    "watch": r"""
        check, review :: (?:you(?:'re| are) (?:solely )?responsible for|it is your (?:sole )?(?:responsibility|duty) to|you (?:must|agree to|should|undertake to)) (?:regularly |periodically |frequently )?(?:check|review|consult|monitor|visit)(?:ing)? (?:these|the|this|our|any)(?: \w+){0,3} (?:terms|page|polic\w+|agreement|website|site|conditions|rules|updates?)[^.;]{0,50}
        check, review :: (?:please )?(?:check|review) (?:these|the|this) (?:terms|page|agreement|polic\w+|conditions) (?:regularly|periodically|frequently|from time to time|often)[^.;]{0,50}
    """,
    "indemnity": rf"""
        indemnif, hold harmless, harmless :: you(?: (?!required|obliged)\w+){{0,4}}? (?:to )?(?:(?:defend|release|reimburse|protect|compensate)(?:,| and|, and)? )*(?:fully )?(?:indemnify|hold harmless|hold {_US} harmless)(?:[ ,]+(?:and|defend|hold|harmless))*(?: {_US})?
        compensate, reimburse :: you(?: hereby)? (?:agree|undertake|shall|will|must|are obliged)(?: to)? (?:fully )?(?:compensate|reimburse) (?:us|{_NAME})(?: for)?(?: all| any)[^.;]{{3,60}}
    """,
    "waiver": r"""
        waive, waiver :: you(?: (?:hereby|also|each|expressly|irrevocably|knowingly|agree to|and [^.;,]{2,30}))* waiv(?:e|es|ing) (?:any|all|your|the|certain)[^.;]{3,70}
        perpetual, irrevocable :: (?:you (?:also |hereby )?(?:grant|give|assign)[^.;]{2,160}? )(?:perpetual|irrevocable)[^.;]{0,60}
        assign :: you(?:,? (?:will|shall|hereby|agree to|must))*,?(?: at no [^.;,]{2,30},)?(?: immediately| irrevocably)? assign (?:those|all|any|such|your|these)[^.;]{2,60} to (?:us|(?-i:[A-Z])[\w.-]*)
    """,
    "hold": rf"""
        reserve :: {_US} reserves? the right(?:, [^.;,]{{3,40}},)? to {_KEEPS}[^.;]{{3,80}}
        entitled :: {_US} (?:shall|will|is|are)(?: be)? entitled to (?:charge you|{_KEEPS})[^.;]{{3,80}}
        other payment, any payment, any card :: (?:charge|debit|bill) any (?:other )?(?:payment method|card|account)s?(?: you have| we have| on file| stored)[^.;]{{0,40}}
    """,
    "sold": r"""
        serve you, experience, improve, better, enhance :: (?:in order |as part of our (?:\w+ )?(?:efforts?|commitment) )?to (?:better |continue to |further )?(?:serve you(?: better)?|(?:improve|enhance|simplify|streamline) (?:your|the|our) (?:\w+ )?(?:experience|service|offering)|(?:give|bring|offer|provide) you (?:an? |the )?(?:even )?(?:better|best|more)[^.;,]{0,40})[^.;,]{0,40},? (?:we(?:'re| are| will|'ll| have|'ve)?|all|the|your)(?: \w+){0,6} (?:clos\w+|remov\w+|discontinu\w+|end(?:ing|ed)?|retir\w+|reduc\w+|increas\w+|rais\w+|limit\w*|charg\w+|sunset\w*|phas\w+ out|fee)[^.;]{0,40}
        invest, continue, quality, maintain :: (?:price|fee|rate|commission|increase|change|adjustment|cost)s?[^.;]{0,60} (?:so (?:that )?we can|allow(?:s|ing)? us to|help(?:s|ing)? us(?: to)?|enabl(?:es|ing) us to|to) (?:keep |continue )?(?:invest|investing|delivering|providing|maintain|maintaining|offering|improving|building)[^.;]{0,50}
    """,
    "closed": r"""
        matter, case, complaint, final :: (?:we|i) (?:now )?(?:consider|regard|deem) (?:this|the|your) (?:matter|case|complaint|claim|query)(?: to be| as)?(?: now)? closed|(?:this is |as )?our final (?:response|decision|position|offer)|(?:our|the|this) decision is final
        goodwill, admission :: (?:purely |solely |only )?(?:as )?a (?:one-off )?gesture of goodwill(?:,? (?:and )?without (?:any )?(?:admission|prejudice)[^.;]{0,40})?|without (?:any )?admission of (?:liability|fault|wrongdoing)
        records, system, logs, tracking, notes :: our (?:\w+'s? |\w+ )?(?:records?|systems?|logs?|data|tracking|notes|team)(?: \w+)? (?:shows?|indicates?|confirms?|suggests?|states?)(?: that)?[^.;]{0,90}(?:delivered|correct|no (?:fault|error|record|issue|evidence)|not (?:\w+ )?(?:\w+ed|our)|in full|accepted|agreed|received|unable|cannot|used)
    """,
    "gain": r"""
        help us, allow us, enable us, lets us, let us, allows us, enables us, helps us, allowing us, enabling us, helping us :: (?:which |this |these |that |it |and )(?:\w+ ){0,3}?(?:(?:help|allow|enable|let)(?:s|ing)?) us (?:to )?(?:(?:better )?(?:focus|concentrate) (?:our|on)|reduce (?:our )?(?:costs?|overheads?)|increase (?:our )?(?:revenue|margins?|profit\w*)|stay (?:competitive|profitable)|grow (?:our|the) business|streamline|simplify our|scale our|optimi[sz]e our|protect our margins?)[^.;]{0,60}
        streamline, simplify, optimi, align, consolidate, rationali, harmoni :: (?:in order )?to (?:streamline|simplify|optimi[sz]e|align|consolidate|rationali[sz]e|harmoni[sz]e|modernise) our (?:\w+ ){0,2}(?:operations|process\w*|portfolio|offering|product (?:range|lines?)|systems?|business|structure|costs?|pricing|fees|fee structure|commission\w*|network|branches)[^.;]{0,30}
        reflect, in line :: (?:to reflect|reflecting) (?:our |the )?(?:rising|increased|growing|higher) (?:\w+ )?costs? of (?:doing business|our)[^.;]{0,40}
    """,
}  # fmt: skip
_WORDED = Worded(_TABLES)
_SAYS = {
    "discretion": "“{quote}” – what is due to the other side hangs on our opinion alone.",
    "liability": "“{quote}” – whatever we did, the other side bears it.",
    "remedy": "“{quote}” – whatever goes wrong, this is all they get.",
    "cost": "“{quote}” – the other side pays for what we decide.",
    "risk": "“{quote}” – the risk is all on the other side.",
    "kept": "“{quote}” – we keep the money, whatever the reason.",
    "consent": "“{quote}” – who does nothing has agreed.",
    "watch": "“{quote}” – the other side must find out what we changed.",
    "indemnity": "“{quote}” – the other side pays for us, and we not for them.",
    "waiver": "“{quote}” – a right is given up for good, and nothing comes back.",
    "hold": "“{quote}” – we may hold back what is theirs, and nothing says how they answer.",
    "sold": "“{quote}” – what they lose is told as a gift.",
    "closed": "“{quote}” – our word is the last, and hers is not heard.",
    "gain": "“{quote}” – the reason is our own gain; nothing is said of theirs.",
}
_INSTEAD = {
    "discretion": "say when it is given and when not, so that she can tell beforehand",
    "liability": "say what you do answer for, and up to what sum",
    "remedy": "say what you do when it goes wrong, and by when",
    "cost": "say what it may cost at most, or pay for what you decide yourself",
    "risk": "say which risk it is, and what you do about it",
    "kept": "say when money comes back: when it was your fault, and for what was not used",
    "consent": "ask, and let who does not agree leave without cost",
    "watch": "write to each of them before it changes, and say what changes",
    "indemnity": "limit it to what she did on purpose, and answer for your own faults in turn",
    "waiver": "say what it is for, for how long, and how it is taken back",
    "hold": "say on what evidence, by when it is settled, and how they can answer first",
    "sold": "say what they lose, and why, and what they can do",
    "closed": "say what she can show or do if she sees it otherwise",
    "gain": "say what it means for them, also where it is a loss",
}
_FAIR = (
    r"\b(?:either party|each party|both parties|neither party|mutual(?:ly)?|each of us|"
    r"our (?:gross )?(?:negligence|fault|mistake)|we (?:are|were) (?:at fault|negligent)|"
    r"caused by (?:us|our)|wilful misconduct|willful misconduct|fraud by us|"
    r"(?:prorated|pro[- ]rata|unused) (?:portion|part|refund|share)|"
    r"beyond (?:our|its|the) (?:reasonable )?control|aggregate liability)\b"
)
_OTHERS = (
    r"\b(?:third[- ]part(?:y|ies)['’]?s?|your content|you have provided (?:wrong|incorrect)|linked|"
    r"external|other (?:users|members|people)|another (?:user|member|person)|someone else|advertis\w+|"
    r"phishing|your (?:own )?(?:failure|breach|negligence|use of your)|(?:total|cumulative|maximum) liability|"
    r"(?-i:IN NO EVENT).{0,60}(?:EXCEED|AGGREGATE))\b"
)
_HARMS = later(
    r"\b(?:refus|reject|remov|suspend|terminat|cancel|limit|restrict|withh|chang|modif|refund|credit|"
    r"pay|fee|charg|den(?:y|ies|ied)|delet|disabl|block|discontinu|amend|updat|alter|revok|rate|price|"
    r"compensat|deactivat|impos|revis|replac|vary|reduc|stop|decline|bar\b|close)"
)
_THEIR_OWN = later(
    r"\b(?:customers?|users?|advertisers?|licensees?|merchants?|sellers?|buyers?|members?|you|they)"
    r"(?: \w+){0,4} at its\b|\bload on (?:our|the|its)\b"
)
_BUT = r"\b(?:except|unless|save (?:where|as)|other than|apart from)\b"
_CONTRACT = later(r"\b(?:these terms|this agreement|you agree|shall|hereby|liable)\b")


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each clause that binds the other side only."""
    prose = page.document.prose
    if for_ourselves(prose, page.genre):
        return
    contract = page.genre == "terms" or (
        page.genre is None and len({one.lower() for one in _CONTRACT().findall(prose)}) >= 3
    )
    most = page.options.get("most", 3)
    told: dict[str, list[Wording]] = {}
    for found in _WORDED.met(page):
        held = told.setdefault(found.name, [])
        if not _cleared(page, found, contract) and (
            not held or held[-1].sentence != found.sentence
        ):
            held.append(found)
    for name, found_all in told.items():
        shown = found_all[: most if isinstance(most, int) else 3]
        rest = found_all[len(shown) :]
        for number, found in enumerate(shown, 1):
            more = tuple(one.span for one in rest[:20]) if number == len(shown) else ()
            yield _hit(name, found.span, more, sure=contract and name != "risk")


def _hit(name: str, span: Span, more: tuple[Span, ...], *, sure: bool) -> Hit:
    return Hit(
        span=span,
        says=_SAYS[name],
        instead=_INSTEAD[name],
        status="speaks" if sure else "unsure",
        strength=Strength("rule", 1 + len(more), "clauses", "wording of terms"),
        next="Read it from the other side: would we sign it?",
        would_change="The same right for the other side, or the case in which it does not hold.",
        more=more,
    )


def _cleared(page: Page, found: Wording, contract: bool) -> bool:
    """Whether the sentence is fair to both, or the text is no place for such a clause."""
    sentence = page.words(found.sentence)
    if re.search(_FAIR, sentence, re.I):
        return True
    if found.name in ("sold", "closed"):
        return contract
    if found.name == "gain":
        return contract or re.search(r"\byou(?:r|rs)?\b", sentence, re.I) is not None
    mutual = found.name == "waiver" and re.search(r"\byou and\b", sentence, re.I)
    if mutual or (found.name == "discretion" and not _weighs(sentence)):
        return True
    if found.name in ("kept", "liability") and re.search(_BUT, sentence, re.I):
        return True
    if found.name == "liability" and re.search(_OTHERS, page.words(found.span), re.I):
        return True
    return not contract


def _weighs(sentence: str) -> bool:
    """Whether our discretion is over something that she has, pays or is owed."""
    return _HARMS().search(sentence) is not None and _THEIR_OWN().search(sentence) is None


EXAMPLES = (
    speaks(
        "Our opinion decides",
        "A sender may ask for her money back. Refunds are given «at our sole discretion».",
        genre="terms",
        says="hangs on our opinion alone",
    ),
    speaks(
        "Nothing we do counts",
        "Drivers use the map as it is. «Kestrel is not responsible for any delay that it causes».",
        genre="terms",
        says="the other side bears it",
    ),
    speaks(
        "Use is consent",
        "New prices are shown in the app. «By continuing to use the app you accept the new prices».",
        genre="terms",
        says="who does nothing has agreed",
    ),
    speaks(
        "The money is kept",
        "Clubs may be closed for repairs. «No refund will be given for a closure of less than a "
        "month».",
        genre="terms",
        says="we keep the money",
    ),
    speaks(
        "What they earned is held back",
        "«We reserve the right to withhold your weekly pay while we look at a complaint».",
        genre="terms",
        says="hold back what is theirs",
    ),
    silent(
        "The same for both sides",
        "Neither party will be liable for a delay that a strike causes. Either party may end this "
        "agreement at its sole discretion with a month's notice.",
        genre="terms",
    ),
    silent(
        "The exception that protects them stands with it",
        "We are not liable for any loss unless it was our fault. No refund will be given once the "
        "parcel has left, except where we were late.",
        genre="terms",
    ),
    silent(
        "A duty that is theirs by nature",
        "You are responsible for the address you give. Check the parcel when it comes.",
        genre="terms",
    ),
    silent(
        "A letter is no contract",
        "We kept your deposit by mistake. It is back on your card by Friday.",
        genre="reply",
    ),
    silent(
        "A change that says what it means for them",
        "To simplify our fees we end the booking fee; you pay two pounds less on every parcel.",
        genre="letter",
    ),
    silent(
        "Somebody else's terms, quoted",
        "The old contract said: “Refunds are given at our sole discretion, and you agree.”",
        genre="terms",
    ),
    unsure(
        "The reason is our gain",
        "From May we close three counters. «This will help us streamline our network».",
        genre="letter",
        says="nothing is said of theirs",
    ),
)
