"""Does a clause of terms bind the company to those it serves, though it says no "we will refund"?

Contracts promise by what the reader is entitled to, by what will be done without naming who does
it, by a notice that has to pass first, by what the company may do only, and by what it forbears.
The same words take as often as they give: what the company takes, refuses to do or leaves to a
court is no promise. `committing` asks here for documents only.
"""

from __future__ import annotations

import re

from troth.text.habits import TALK
from troth.text.quantities import COUNT, UNIT
from troth.text.wording import either, whole

COMPANY = (
    r"(?-i:[Tt]he (?:Company|Provider|Service Provider|Licensor|Supplier|Operator|Carrier|Airline|Bank"
    r"|Insurer|Vendor|Firm|Foundation|Agency|Organi[sz]er|Publisher))"
)
"""What contracts call the company that wrote them."""
_NAME = r"(?-i:(?:[A-Z][\w&’'-]*\.?)(?: [A-Z][\w&’'-]*\.?){0,3})"
_WE = rf"(?:we|{COMPANY}|(?<![\w’',-] ){_NAME})"
_ALSO = r"(?: (?:also|always|only|then|therefore|hereby|constantly|continually|\w+ly))*"
_WILL = r" (?:will|shall)"
_BACK = either(
    "refunds?, reimbursements?, replacements?, replacement products?, compensation, credits?,"
    "price reduction, repayments?, money back, repair"
)
_DATA = either(
    "you, your, data, information, content, personal, messages?, conversations?, photos?, files?,"
    "users?, customers?, subscribers?, members?, children, child, anyone"
)
_CHANGE = either(
    "changes?, modifications?, amendments?, updates?, increases?, prices?, fees?, terms, version,"
    "revisions?, notice, conditions, polic(?:y|ies), rates?"
)
_COSTS = r"(?:[\w’'-]+ ){0,4}?(?:costs?|expenses|fees|postage|charges|shipping)"

GRANTS = whole(
    # what the reader is entitled to
    rf"(?:is|are|(?:will|shall) be)(?: also| then| \w+ly)? entitled to (?:(?:claim|receive|request|demand|get|obtain) )?"
    rf"(?:[\w-]+ ){{0,4}}?{_BACK}",
    rf"you(?: will| shall)?(?: also)? have the right to (?:(?:claim|receive|request|demand|get|obtain) )?"
    rf"(?:[\w-]+ ){{0,4}}?{_BACK}",
    # what comes back, whoever sends it
    rf"(?<!no )(?<!any ){_BACK} (?:[\w’'-]+ ){{0,6}}?(?:will|shall) (?:\w+ly )?be (?:\w+ly )?(?:made|issued|processed"
    r"|paid|credited|provided|given|granted|sent|transferred)",
    r"(?<!\bwe )(?:will|shall) (?:\w+ly )?be (?:\w+ly )?(?:refunded|reimbursed|repaid|paid back|credited (?:back )?to (?:you|your))"
    r"(?![^.;]{0,30} by (?:you|the (?:user|customer|client|buyer)))",
    r"(?:block|restriction|suspension|limitation)s? (?:[\w’'-]+ ){0,4}?(?:will|shall) be (?:removed|lifted|ended)",
    # costs the company takes on
    rf"{_WE}(?:{_WILL}|{_WILL} also)? (?:bears?|covers?) (?!(?:our|its|their|no) own\b){_COSTS}",
    rf"{_WE}{_WILL}{_ALSO} pay (?:for )?(?!(?:our|its|their) own\b)(?:all|any|the|your|such) {_COSTS}",
    rf"{_COSTS} (?:[\w’'-]+ ){{0,4}}?(?:will be |shall be |are |is )?(?:borne|covered|paid(?: for)?) by (?:us\b|{COMPANY})",
    r"(?:will|shall) (?:be charged|pay) (?:only )?(?:the same|no more|no higher|a lower)",
    # a time that has to pass first, and notice
    rf"{_CHANGE}(?: [\w’'(),-]+){{0,12}}?{_WILL}(?: only| not)? (?:apply|take effect|become effective|be effective|enter into force"
    r"|come into (?:effect|force)) (?:no (?:earlier|sooner|less) than|not (?:earlier|sooner|less)|at the earliest|only after"
    rf"|at least|until|after (?:a|{COUNT}|the)\b[^.;]{{0,12}}{UNIT}|{COUNT} {UNIT} (?:after|from|following)|retroactively)",
    rf"{_CHANGE}(?: [\w’'(),-]+){{0,12}}?{_WILL} (?:\w+ly )?be (?:\w+ly )?(?:notified|communicated|announced|posted|published)",
    r"(?<!this )(?:notices?|notification)(?! (?:to|under|from)\b(?! you))(?: [\w’'-]+){0,6}?(?: will| shall) (?:\w+ly )?be "
    r"(?:\w+ly )?(?:provided|given|posted|issued|e-?mailed|published|made available|sent(?= to (?:you|your|all|the e-?mail)| by| via))",
    r"you (?:will|shall) (?:also |always |\w+ly )?(?:be (?:given|provided|offered|notified|informed|sent|told)|have the (?:option|opportunity|chance))",
    r"(?:are|is|(?:will|shall) be) not (?:be )?required to (?:pay|provide (?:\w+ )?(?:payment|credit|card)|state|give (?:a|any) reason)",
    rf"(?:your )?{either(TALK)}s? (?:[\w’'-]+ ){{0,6}}?(?:will|shall) (?:\w+ly )?(?:receive|get) an? (?:\w+ )?(?:response|reply|answer)",
    # what goes on
    r"(?:you|subscriptions?|access|accounts?|services?|memberships?|benefits?|plan) (?:[\w’'-]+ ){0,6}?(?:will|shall) (?:still )?"
    r"(?:continue|remain|stay|keep|retain)\b(?! (?:bound|liable|responsible|in (?:force|effect)))[^.;]{0,40}?"
    r" (?:until|through|for) the (?:end|remainder|rest|expiration|expiry|length|duration)",
    # what the company may only do, and what it does not do
    rf"{_WE}{_WILL}{_ALSO} only (?:use|share|disclose|make|exercise|change|collect|process|charge|contact|retain|access"
    r"|store|keep|suspend|terminate|block|delete|remove|transfer)",
    rf"{_WE} (?:do not|don['’]t|does not|doesn['’]t|never|(?:will|shall) (?:not|never))(?: \w+ly| ever| otherwise)? (?:sell|rent|share"
    rf"|disclose|collect|use|store|keep|track|read|pass on|access)\b[^.;]{{0,60}}?\b{_DATA}",
    r"(?:data|information|details|records|content) (?:[\w’'-]+ ){0,6}?(?:will|shall) (?:always |only )?be (?:kept|treated|held|stored|handled"
    r"|processed) (?:\w+ly|(?:as )?(?:strictly )?confidential|secure|private|safe|in confidence)",
    # words of undertaking, and of care
    rf"{_WE}{_ALSO} (?:undertakes? to|agrees? to (?:provide|refund|notify|pay|give|keep|protect|deliver|return|repair))",
    rf"{_WE}(?:{_WILL})?{_ALSO} (?:uses?|takes?|implements?|maintains?|employs?|appl(?:y|ies)|adopts?|puts? in place) "
    r"(?:[\w/-]+,? ){0,6}?(?:measures|safeguards|steps|precautions|encryption|care)\b[^.;]{0,40}? to (?:\w+ to )?(?:\w+ly )?"
    r"(?:protect|ensure|secure|safeguard|prevent|keep|guard|maintain|preserve|minimi[sz]e)",
)  # fmt: skip
"""Clauses that promise by themselves."""
AIMS_TO = re.compile(
    rf"\b{_WE}(?:{_WILL})?{_ALSO} (?:strives?|aims?|endeavou?rs?|make(?:s)? every effort|do(?:es)? (?:our|its) best"
    r"|uses? (?:(?:our|its|all|commercially) )*(?:reasonable|best) (?:\w+ )?(?:efforts|endeavou?rs)"
    r"|makes? (?:all|every|commercially)? ?reasonable (?:\w+ )?(?:efforts?|attempts?)) to\b",
    re.I,
)
"""A soft promise by our own name."""
FORBORNE = re.compile(
    r"(?:[\w’'-]+ly )?"
    + either(
        "share, sell, rent, disclose, charge, bill, use, access, store, retain, keep, collect,"
        "send, contact, change, alter, raise, increase, reduce, delete, give away, pass, transfer,"
        "apply, ask, require, discriminate, spam, track, withhold, lose, show, call, read,"
        "block, suspend, terminate, close, cancel, edit, modify, reveal, publish, sublicense, settle,"
        "hold a, hold any, make any change, make changes, make any material, make material, unfairly, be charged,"
        "lower, degrade, limit, restrict, remove, enforce, let, train, leave, impose, deduct, exercise"
    )
    + r"\b",
    re.I,
)
"""What somebody is glad that we do not do; of other acts not doing is a refusal."""
REFUSED = re.compile(r"(?:apply|send|keep|give|let|contact|publish|show) (?:you|any refund|a refund)\b", re.I)
TAKES = re.compile(
    either(
        "close, deactivate, disable, block, cancel, obtain, collect, gather, record, monitor, debit,"
        "deduct, withhold, default to, bring, pursue, prosecute, sue, incur, become, own,"
        "automatically renew, automatically charge, treat you, treat such, treat any, treat it, deem, disclose, share your, cooperate,"
        "hold you, seek, begin to charge, continue to charge, resolve any, resolve all, resolve disputes, settle any,"
        "arbitrate, process your, process personal, not be, use the information, use your, use any, use this, receive"
    )
    + r"\b(?![^.;]*\b(?:only|confidential\w*|in accordance|as described)\b)",
    re.I,
)
"""Acts of the company by which the reader of a document gains nothing."""
SAVED = re.compile(
    r"\b(?:unless|except (?:where|to|as|if|when|for)|save (?:to|where|as|for)|because|where (?:we|it|this) (?:are|is))\b[^,;]*",
    re.I,
)
"""What is excepted from a promise: law and liability spoken of there undo nothing."""
_TURNED_TO = r"(?:notify|contact|ask|inform|write to) "
_SUPPOSED = re.compile(
    r"\b(?:if|whether|in case|when(?:ever)?|where|until|unless)\b[^,;]*", re.I
)
_OWED = re.compile(
    r"\b(?:must|ha(?:s|ve) to|(?:shall|will) ensure|oblig\w+|responsible|warrants?|makes? sure|required)\b",
    re.I,
)
"""The reader owes it."""
_NO_US = frozenset(
    [
        *("You", "Your", "User", "Users", "Customer", "Customers", "Client", "Clients", "Buyer"),
        *("Seller", "Buyers", "Sellers", "Member", "Members", "Licensee", "Subscriber", "Driver"),
        *("Drivers", "Merchant", "Merchants", "They", "He", "She", "It", "Who", "Participants"),
        *("Passenger", "Passengers", "Developer", "Developers", "Host", "Hosts", "Guest", "Guests"),
        *("Parties", "Party", "This", "That", "These", "Those", "Which", "Everyone", "People"),
        *("Recipient", "Sender", "Receiver", "Anyone", "Please", "Each", "Either", "Neither"),
        *("Partners", "Partner", "Some", "Many", "Most", "If", "To", "Do", "Always", "Never"),
    ]
)  # fmt: skip


def grants(part: str) -> bool:
    """Whether a clause gives the reader something, or binds the company, without "we will"."""
    return any(_holds(found, part) for found in GRANTS.finditer(part))


def aims_to(part: str) -> bool:
    """Whether the company says by its own name what it tries to do."""
    return any(_holds(found, part) for found in AIMS_TO.finditer(part))


def gains_nothing(act: str, adverbs: str) -> bool:
    """Whether we take by this act; or, where it stands with "not", whether we withhold help."""
    if not re.search(r"\b(?:not|never)\b", adverbs):
        return TAKES.match(act) is not None
    return FORBORNE.match(act) is None or REFUSED.match(act) is not None


def somebody_else(name: str, sentence: str) -> bool:
    """Whether the reader is sent to that name: then it is a third party, and not ourselves."""
    return re.search(_TURNED_TO + re.escape(name) + r"\b", sentence) is not None


def _holds(found: re.Match[str], part: str) -> bool:
    first = found.group().split()[0].rstrip(",.")
    if first in _NO_US or _OWED.search(part, 0, found.start()):
        return False
    return not any(
        clause.start() <= found.start() < clause.end() for clause in _SUPPOSED.finditer(part)
    )
