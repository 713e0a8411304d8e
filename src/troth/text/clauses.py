"""Does a clause of terms bind the company to those it serves, though it says no "we will refund"?

Contracts promise by what the reader is entitled to, by what will be done without naming who does
it, by a notice that has to pass first, by what the company may do only, and by what it forbears.
The same words take as often as they give: what the company takes, refuses to do or leaves to a
court is no promise. `committing` asks here for documents only.
"""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text.habits import TALK
from troth.text.quantities import COUNT, UNIT
from troth.text.strangers import NO_US
from troth.text.wording import either, whole

COMPANY = (
    r"(?-i:[Tt]he (?:Company|Provider|Service Provider|Licensor|Supplier|Operator|Carrier|Airline|Bank"
    r"|Insurer|Vendor|Firm|Foundation|Agency|Organi[sz]er|Publisher))"
)
"""What contracts call the company that wrote them."""
_NAME = r"(?-i:(?:[A-Z][\w&’'-]*\.?)(?: [A-Z][\w&’'-]*\.?){0,3})"
_WE = rf"(?:we|{COMPANY}|(?<![\w’',-] ){_NAME})"
_WE_OR_NAMED = rf"(?:{_WE}|(?<=, ){_NAME}(?= (?:will|shall|intends|strives|endeavou?rs|aims|tries|does|uses|makes|exerts)\b))"
_ALSO = r"(?: (?:also|always|only|then|therefore|hereby|constantly|continually|\w+ly))*"
_WILL = r" (?:will|shall)"
_BACK = either(
    "refunds?, reimbursements?, replacements?, replacement products?, compensation, credits?,"
    "price reduction, repayments?, money back, repair"
)
_DATA = either(
    "you, your, data, information, content, personal, messages?, conversations?, photos?, files?,"
    "users?, customers?, subscribers?, members?, children, child, anyone, credit cards?, identit(?:y|ies), (?:them|it) with"
)
_CHANGE = either(
    "changes?, modifications?, amendments?, updates?, increases?, prices?, fees?, terms, version,"
    "revisions?, notice, conditions, polic(?:y|ies), rates?"
)
_TRIES = (
    r"(?:do(?:es)? (?:our|its) (?:best|utmost)|tr(?:y|ies)|works? hard|endeavou?rs?|strives?|aims?|exerts? (?:\w+ )?efforts?"
    r"|(?:uses?|makes?) (?:(?:our|its|all|every|commercially|good|faith|reasonable|best) )*(?:efforts?|endeavou?rs?|attempts?))"
)
_TRIED = either(
    "keep, make, ensure, protect, maintain, achieve, restore, minimi[sz]e, resolve, filter, remove, prevent,"
    "inform, notify, correct, provide (?:you|a|high|accurate|timely|useful), assist, respond, process, address,"
    "avoid, post, publish, offer (?:you|the|our|an?), deliver, answer, help (?:you|our|users|customers)"
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
    r"(?:data|information|details|records|content)\b[^.;]{0,160}? (?:will|shall) (?:always |only )?be (?:kept|treated|held|stored|handled"
    r"|processed) (?:\w+ly|(?:as )?(?:strictly )?confidential|secure|private|safe|in confidence)",
    r"(?:data|information|details|address(?:es)?)\b[^.;]{0,80}? (?:will|shall) (?:not|never) be (?:disclosed|shared|sold|given|passed|transferred)",
    rf"(?:will|shall)(?: automatically| then)? (?:begin|start|be completed) (?:no (?:more|later) than|within) {COUNT} (?:\w+ )?{UNIT}",
    rf"{either(TALK)}s?\b[^.;]{{0,120}}? (?:will|shall) be (?:(?:\w+ly )(?:and \w+ly )?)?(?:investigated|honou?red|answered)",
    r"(?:consent|permission) (?:will|shall) be (?:obtained|sought|asked)",
    r"(?:data|information|details)\b[^.;]{0,120}? (?:will|shall) (?:only |always )?be (?:used|processed|handled|treated|collected)\b[^.;]{0,40}? "
    r"in (?:accordance|compliance|line) with",
    r"it is our (?:\w+ )?policy to (?:respond|reply|answer|remove|refund|inform|notify|protect|delete|review)",
    rf"you (?:will|shall)(?: then| still| also)? have (?:at least |another |up to |an additional )?{COUNT} (?:\w+ )?{UNIT}",
    r"you (?:will|shall)(?: then| still| also)? be able to (?:download|export|retrieve|keep using|continue)",
    r"(?:will|shall) be (?:\w+ly )?(?:deleted|removed|erased|destroyed) from (?:(?:all|our|the|any|active|live|production) ){0,3}"
    r"(?:systems?|servers?|backups?|databases?|records|logs|files)",
    r"(?:your account|access|your (?:data|content|files)) (?:will|shall) (?:still )?(?:be|remain|stay) (?:accessible|available|usable) (?:until|for|through)",
    r"personal (?:data|information) (?:[\w’'-]+ ){0,6}?(?:will|shall) (?:\w+ly )?be (?:\w+ly )?(?:deleted|erased|destroyed|anonymi[sz]ed)",
)  # fmt: skip
"""What the reader has or gets, whoever does it."""
BINDS = whole(
    # costs the company takes on
    rf"{_WE}(?:{_WILL}|{_WILL} also)? (?:bears?|covers?) (?!(?:our|its|their|no) own\b){_COSTS}",
    rf"{_WE}{_WILL}{_ALSO} pay (?:for )?(?!(?:our|its|their) own\b)(?:all|any|the|your|such) {_COSTS}",
    # what the company may only do, and what it does not do
    rf"{_WE}{_WILL}{_ALSO} only (?:use|share|disclose|make|exercise|change|collect|process|charge|contact|retain|access"
    r"|store|keep|suspend|terminate|block|delete|remove|transfer)",
    rf"{_WE} (?:will |shall )?(?:only (?:use|share|disclose|collect|process|retain|access|store|keep|preserve)s?|(?:use|share|disclose|collect"
    rf"|process|retain|access|store|keep)s? (?:\w+ ){{0,2}}?only)\b[^.;]{{0,60}}?\b{_DATA}",
    rf"{_WE} (?:do not|don['’]t|does not|doesn['’]t|never|(?:will|shall) (?:not|never))(?: (?:and|or) (?:will|shall) (?:not|never)| have and never will)?"
    rf"(?: \w+ly| ever| otherwise)? (?:sell|rent|share|retain|preserve|charge|disclose|collect|use|store|save|keep|track|read|pass on|access)\b[^.;]{{0,60}}?\b{_DATA}",
    # words of undertaking, and of care
    rf"{_WE}{_ALSO} (?:warrants?|guarantees?)(?: to you)? that",
    rf"(?:{_WE_OR_NAMED}|(?:the|both) parties)(?:{_WILL})?{_ALSO} {_TRIES} to (?:\w+ly )?{_TRIED}",
    rf"{_WE}{_ALSO} (?:undertakes? to|(?:promises?|commits?|pledges?) to|agrees? to (?:provide|refund|notify|pay|give|keep|protect|deliver"
    r"|return|repair|share the|make [^.;]{2,60} available))",
    rf"{_WE}{_ALSO} agrees? that\b[^.;]{{0,240}}? it (?:will|shall) (?:not apply|notify|inform)",
    rf"(?:{_WE}|our(?: \w+){{1,3}}) (?:is|are|remains?)(?: \w+)? (?:committed|in (?:our|its) commitment) to (?:protect|keep|ensur|deliver"
    r"|provid|safeguard|uphold|maintain)\w*",
    rf"{_WE}\b[^.;]{{0,60}}? (?:our|its) commitment to (?:protect|keep|ensur|deliver|provid|safeguard|uphold|maintain)\w*",
    rf"{_WE} (?:stores?|keeps?|retains?|holds?) [^.;]{{0,60}}? (?:only )?(?:for )?as long as (?:it )?(?:is )?(?:strictly )?(?:necessary|needed|required)",
    rf"{_WE}{_ALSO} (?:do not|don['’]t|does not|doesn['’]t) claim (?:any |the )?ownership",
    rf"{_WE}{_ALSO} (?:responds?|repl(?:y|ies)) (?:\w+ly )?to (?:\w+ ){{0,4}}?(?:notices?|complaints?|requests?|concerns?|reports?|appeals?)",
    rf"{_WE}(?: (?:values?|respects?) [^.;,]{{3,40}} and)?(?:{_WILL})?{_ALSO} (?:uses?|takes?|implements?|maintains?|employs?|appl(?:y|ies)|adopts?|puts? in place) "
    r"(?:[\w/-]+,? ){0,6}?(?:measures|safeguards|steps|precautions|encryption|care)\b[^.;]{0,90}? to (?:\w+ to )?(?:\w+ly )?"
    r"(?:protect|ensure|secure|safeguard|prevent|keep|guard|maintain|preserve|minimi[sz]e)",
)  # fmt: skip
"""What the company binds itself to, in words of contracts."""
_GIVEN = later(
    r"\b(?:will|shall|policy to|entitled|borne|covered|paid|not required|right to)\b", re.I
)
"""A cheap look: without any of these nothing is given."""
AIMS_TO = later(
    rf"\b{_WE_OR_NAMED}(?:{_WILL})?{_ALSO} (?:intends? to (?:notify|inform)\b|(?:strives?|aims?|endeavou?rs?|make(?:s)? every effort|do(?:es)? (?:our|its) best"
    r"|exerts? (?:\w+ )?efforts?|do(?:es)? (?:our|its) utmost"
    r"|uses? (?:(?:our|its|all|commercially) )*(?:reasonable|best) (?:\w+ )?(?:efforts|endeavou?rs)"
    r"|makes? (?:all|every|commercially)? ?reasonable (?:\w+ )?(?:efforts?|attempts?)) to\b)",
    re.I,
)
"""A soft promise by our own name."""
REFUSED = later(
    r"(?:\w+ly )?"
    + either(
        "be, assist, help, support you, pay, reimburse, refund, compensate, offer, issue, accept, honou?r,"
        "replace, restore, return, respond, reply, notify, give you, give any, give refunds, owe, grant,"
        "guarantee, intervene, get involved, become, mediate, have, provide (?:you|any|a|refunds?|support|notice|compensation|technical),"
        "provide, recover, always, necessarily, verify, review, check, pre-?screen, endorse, control, enter into,"
        r"apply, attempt, keep a, keep you, keep copies, make (?:any )?(?:refunds?|payments?|representation\w*|exceptions?)"
    )
    + r"\b",
    re.I,
)
"""Help that is withheld, where it stands with "not"; of other acts not doing is a forbearance."""
_PAYS = later(r"\b(?:reimburse|refund|compensate)\b", re.I)
SPARED = later(r"be (?:charged|billed|retroactive|shared|sold|affected)\b|provide your", re.I)
NOT_ASKED = later(r"(?:ask|require|bill|charge|terminate|suspend) (?:you|any|for)\b", re.I)
"""Acts that are hollow, and a promise where they stand with "not"."""
TAKES = later(
    r"(?:automatically )?"
    + either(
        "close, deactivate, disable, block you, block your, cancel your (?:account|access|subscription|membership), obtain,"
        "collect (?:information|data|your|personal|certain|the following), gather, record, monitor, debit, deduct, withhold,"
        "default to, bring (?:legal|any|an?|claims|proceedings|suit), pursue, prosecute, sue, incur, become, own,"
        "renew, charge, treat you, treat such, treat any, treat it, deem, disclose your, share your, hold you,"
        r"begin to charge, continue to charge, resolve (?:any|all) (?:\w+ )?(?:disputes?|claims?), resolve disputes,"
        "settle any, arbitrate, be entitled, receive, take legal, take action against, remove your, interpret,"
        "use your, use the (?:data|information|content|feedback), choose the, enforce, decide, replace it with,"
        "pass on your, pass your, apply the, refuse, reject, report you, report your, limit your, restrict your, invoice,"
        "report any such, report such, remove such content, block additional, treat your use, attempt to charge,"
        "set-?off, use another payment, use electronic, import and store, only compensate, co-?operate with"
    )
    + r"\b(?![^.;]*\b(?:only|confidential\w*|in accordance|as described|on your behalf|(?:at|upon) your request|refund)\b)",
    re.I,
)
"""Acts of the company by which the reader of a document gains nothing."""
SAVED = later(
    r"\b(?:unless|except (?:where|to|as|if|when|for)|save (?:to|where|as|for)|because|where (?:we|it|this) (?:are|is))\b[^,;]*",
    re.I,
)
"""What is excepted from a promise: law and liability spoken of there undo nothing."""
_TURNED_TO = r"(?:notify|contact|ask|inform|write to) "
_SUPPOSED = later(r"\b(?:if|whether|in case|when(?:ever)?|where|until|unless)\b[^,;]*", re.I)
_OWED = later(
    r"\b(?:must|ha(?:s|ve) to|(?:shall|will) ensure|oblig\w+|responsible|warrants?|makes? sure|required)\b",
    re.I,
)
"""The reader owes it."""


def grants(part: str) -> bool:
    """Whether a clause gives the reader something, or binds the company, without "we will"."""
    given = GRANTS.finditer(part) if _GIVEN.search(part) else ()
    return any(_holds(found, part) for found in given) or any(
        _ours(found) and _holds(found, part) for found in BINDS.finditer(part)
    )


def aims_to(part: str) -> bool:
    """Whether the company says by its own name what it tries to do."""
    return any(_ours(found) and _holds(found, part) for found in AIMS_TO.finditer(part))


def gains_nothing(act: str, adverbs: str) -> bool:
    """Whether we take by this act; or, where it stands with "not", whether we withhold help."""
    if not _NOT.search(adverbs):
        return TAKES.match(act) is not None
    refused = REFUSED.match(act) or _PAYS.search(act)
    return refused is not None and not SPARED.match(act)


def forborne(act: str, adverbs: str) -> bool:
    """Whether we say that we will not ask, charge or cut off."""
    return _NOT.search(adverbs) is not None and NOT_ASKED.match(act) is not None


_NOT = later(r"\b(?:not|never)\b")


def somebody_else(name: str, sentence: str) -> bool:
    """Whether the reader is sent to that name: then it is a third party, and not ourselves."""
    return re.search(_TURNED_TO + re.escape(name) + r"\b", sentence) is not None


def _ours(found: re.Match[str]) -> bool:
    """Whether its subject may be our own name."""
    first = found.group().removeprefix("The ").split()[0]
    return first.rstrip(",.") not in NO_US


def _holds(found: re.Match[str], part: str) -> bool:
    if _OWED.search(part, 0, found.start()):
        return False
    return not any(
        clause.start() <= found.start() < clause.end() for clause in _SUPPOSED.finditer(part)
    )
