"""The words by which people served are spoken of, as tables of patterns, one a line.

`text.attention` decides by them. They are compiled when first asked for. Nothing in them names
a company or a product; words that only look like customers (“customer support”, “device
drivers”, “user id”) stand in NOT_SERVED.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

LONGEST = 1_200
"""So much of a sentence is read, so that no text takes long."""


def lines(table: str) -> list[str]:
    """The lines of a table, white space at their ends and empty ones left out."""
    return [line.strip() for line in table.splitlines() if line.strip()]


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


@lru_cache(maxsize=128)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first asked for."""
    return re.compile(pattern)


@lru_cache(maxsize=16)
def table(name: str) -> re.Pattern[str]:
    """One table as a pattern: whole words in any case, or with case where names are meant."""
    parts = "|".join(f"(?:{line})" for line in lines(_TABLES[name]))
    if name in _CASED:
        return re.compile(parts)
    if name == "not_served":
        return re.compile(rf"(?<!\w)(?:{parts})", re.I)
    return re.compile(rf"(?<![\w-])(?:{parts})(?!\w)", re.I)


def may_serve(sentence: str) -> bool:
    """Whether a word stands in a sentence without which no market, enterprise or role is named."""
    return bool(_needed().find_matches_as_indexes(sentence.lower()))


@lru_cache(maxsize=1)
def _needed() -> Any:
    """The words of the tables, found in one pass (Aho and Corasick 1975)."""
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(sorted(_NEEDED))


SERVED = (
    r"(?:customers?|clients?|users?|prospects?|buyers?|shoppers?|subscribers?|consumers?|riders?|"
    r"passengers?|couriers?|merchants?|senders?|sellers?|guests?|patients?|tenants?|borrowers?|"
    r"policyholders?|donors?|listeners?|patrons?|diners?|cardholders?|adopters?|drivers?|"
    r"members?|visitors?|students?|freelancers?|homeowners?|travell?ers?|parents?|end-users?)"
)
_OFFICE = (
    r"(?:engineers?|developers?|programmers?|managers?|founders?|co-founders?|owners?|directors?|"
    r"architects?|designers?|analysts?|teachers?|nurses?|doctors?|consultants?|administrators?|"
    r"buyers?|accountants?|bookkeepers?|lawyers?|leads?|heads?|officers?|presidents?|couriers?|"
    r"drivers?|shopkeepers?|merchants?|senders?|sellers?|freelancers?|scientists?|researchers?|"
    r"editors?|chefs?|bakers?|florists?|farmers?|students?|specialists?|coordinators?|"
    r"supervisors?|dispatchers?|planners?|controllers?|treasurers?|sysadmins?|admins?|parents?|"
    r"CTO|CEO|COO|CFO|CIO|CISO|VP)"
)
NAME = r"(?:[A-Z][a-zà-ÿ’'-]+(?:\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+){0,2})"
TOLD = (
    r"(?:\w{3,}ed|was|had|told|wrote|went|came|saw|made|found|felt|thought|began|gave|took|got|"
    r"left|lost|bought|ran|built|chose|knew|kept|spent|met|heard|grew|brought|did|says|say|"
    r"explains|expands|comments|points out|recalls|adds|describes|believes|remembers|"
    r"doesn['’]t|didn['’]t|hadn['’]t|wasn['’]t|couldn['’]t|has been|have been)"
)
"""Verbs of telling and of the past: what a story is told in, and an instruction is not."""
_DID = (
    r"(?:waited|been waiting|not ordered|ordered|bought|cancelled|canceled|complained|switched|"
    r"signed up|returned|unsubscribed|churned|missed|received|rebooked|came back|gave up|renewed|"
    r"subscribed|paid|stopped (?:ordering|using|sending|paying|riding|driving|writing|buying|coming)|"
    r"runs an? (?:\w+ )?(?:shop|kiosk|bakery|store|restaurant|caf[eé]|studio|salon|farm|firm))"
)
"""What only a customer does."""
_SAID = (
    r"(?:told|asked|wrote|called|emailed|e-mailed|complained|replied|answered|left|bought|ordered|"
    r"waited|explained|described|showed|phoned|rang|texted|lost|paid|cancelled|canceled|switched|"
    r"gave up|walked us|reported|mentioned|shared|said|recalls|remembers|noticed|tried|decided|"
    r"discovered|realized|realised|started|joined|needed|wanted|missed|cried|thanked)"
)

_MARKET = rf"""
{SERVED}(?:['’]s?)?
(?:our|the|target|intended|key|wider|core)\s+audiences?
target\s+(?:market|group|segment|account)s?
(?:our|this|wider|user|developer|broader)\s+communit(?:y|ies)|the\s+communit(?:y|ies)(?!\s+[a-z]+\s+[a-z]+ment)
community\s+members?|(?:our|new|each|every|all)\s+hosts?
(?:marketing|sales|new|known|select|selected|existing|unsubscribed|email|key|your|our|the)\s+contacts
contacts\s+(?:who|that|are|must|in|from|to|with)
(?:new|qualified|inbound|outbound|sales|marketing|warm|cold|more|net-new|generate|our)\s+leads
(?<!aws )(?<!user )(?<!cloud )(?<!service )(?<!admin )(?<!login )(?<!test )accounts(?=\s+(?:that|who|which|where|managed|with|and|in|at|churn\w*|renew\w*|have|to|by)\b|[.,;])
(?:target|new|customer|key|named|enterprise|strategic|existing|greenfield|paying|assigned|prospect(?:ive)?|on|at-risk|our|trial|large|small|top|largest)\s+accounts?(?!\s+(?:team|executive|manager|based))
(?:your|their|most|all|many|individual|other|our|fellow|enable|help|helping|those|professional)\s+(?:devs|developers)
(?:devs|developers)(?=\s+(?:who|to|will|can|use|are|need|have|love|want|and teams|everywhere|explore|at)\b)
developer-facing|developer\s+sentiment|developers?\s+communit\w+
smbs?|mid-?market|enterprises|the enterprise|small businesses|startups|households|businesses
(?:enterprise|customer|market|smb|user)\s+(?:segment|cohort|base|population)s?
(?:people|those|anyone|everyone|someone|teams|companies|organi[sz]ations|firms|folks|humans)\s+(?:who\s+|that\s+)?(?:are\s+|were\s+)?(?:already\s+)?(?:us(?:e|ing|es)|buy(?:s|ing)?|pay(?:s|ing)?|rely(?:ing)? on|order(?:s|ing)?|sign(?:s|ing)? up|subscrib\w+|begin by|cod(?:e|ing) for|we serve|we sell|purchas\w+)
(?:peer|most|many|other|these|large|small|fortune 500|successful)\s+(?:companies|organi[sz]ations|firms)
(?:helping|help|for|let|lets|collaborating|engineering|software|development|their|most|many)\s+teams(?=\s+(?:who|problems?|work\w*|use|to|ship|move|at))
(?:a|the|each|every|any)\s+(?:dev|requester|shopper)
(?:your|their)\s+(?:organi[sz]ation|company|business)(?=['’]s|\s+(?:use|need|run|want|grow|scale|code))
(?:every|each|all|any|\d+ ?% of|most|millions of)\s+(?:developers?|programmers?|engineers everywhere)
citizens|taxpayers|residents|voters|civil servants?|the public(?=\s*(?:[,.;]|and|who|can|to|is|are|in))
(?:internal and external|external|technical|developer)\s+audiences?
developer (?:productivity|attitudes|experience|velocity|happiness)
the market|website visitors?|respondents|requesters?|campaign members?
people (?:waiting|in need|affected by our|that we help|we help)
"""
_ENTERPRISE = r"""
(?:this|my|that particular|another|a certain|a specific|the same)\s+(?:customer|client|prospect|buyer company)(?:['’]s)?(?!\s+(?:segment|group|facing))
(?:the|this|that|an|each|one|my|our|closed|referred|to|strategic)\s+(?:(?!admin|fake|test|user|service|your|bank|cloud|slack|github|google|aws|email|new|root)\w+\s+)?account(?=\s*[,.;?!:→–]|\s*$|\s+(?:is|was|has|for|and|in|should|owner|plan|strategy|map|within|health|renew\w*|churn\w*|at|with)\b)
(?:up-to-date|clear|joint)\s+account\s+(?:map|plan|strategy)|account\s+(?:map|strategy)
(?:this|that)\s+(?:bank|firm|retailer|start-?up|insurer|hospital|school|agency|airline|shop|restaurant|manufacturer|university|corporation)
a\s+(?:customer|client)\s+account
an?\s+(?:fortune\s+\d+|large|big|global|leading|major|mid-?sized?|well-known|family|local|german|french|british|us|european)\s+(?:\w+\s+)?(?:bank|retailer|insurer|company|corporation|firm|airline|manufacturer|hospital|agency|chain|telco|utility|start-?up|university)
one of (?:our|the) (?:\w+\s+)?(?:customers|clients|accounts)
(?:an|any|the)\s+organi[sz]ations?\s+(?:that|which|we)\b|does the (?:organi[sz]ation|company) have
an?\s+(?:\w+\s+)?(?:company|organi[sz]ation|firm)\s+we\s+(?:work|are working|serve|sold)\b
"""
_FIRM = rf"""
(?!Public Benefit){NAME}\s+(?:[Cc]orporation|Inc|Ltd|GmbH|LLC|plc|AG|Group|Labs|Bank)\b
\b{NAME}\s+(?:adopted|chose|migrated|switched to|moved to|signed|renewed|churned|cancelled|canceled|purchased|bought|deployed|rolled out|became a customer|is a customer|started (?:using|with)|has been using|have been using|went live|launched with|runs on)\b
(?:^\W*|[.!?;]\s+)They\s+(?:used|implemented|adopted|built|chose|migrated|moved|started|decided|deployed|switched|scaled|replaced|rewrote|developed|launched|needed|released|relied)\b
(?:^\W*|[.!?;]\s+)Their\s+(?:teams?|platform|stack|backend|infrastructure|production|codebase|business|architecture)\s+(?:\w+ed|was|were|is|has|had|uses|runs)\b
^\W*(?:At|With)\s+{NAME},\s+(?!we\b|our\b|you\b|everyone\b)
"""
_ROLE = r"""
champions?(?=\s+(?:who|is|are|as|will|and|in|at|has|or|left|willing)\b|[,.;:?)]|\s*$)
(?:customer|active|our|the|a|an|potential|new|internal|your|their|executive)\s+(?:champions?|sponsors?)(?!\s+(?:training|letter|program|me|us|this|a|the)\b)
(?<!champion )(?<!your )(?<!build )personas|champions(?!\s+(?:a|an|the|our|for|diversity|change)\b)
(?:economic|technical|primary|key)\s+buyers?|(?:technical\s+)?product and buyer
decision[- ]makers|(?:customer['’]s|their|key|economic|client['’]s)\s+decision[- ]maker|(?:key|customer|executive)\s+stakeholders|the stakeholders that we
(?:site|instance|org|system|workspace|it|customer|account|systems?)[ -]admin(?:istrator)?s\b(?!\s+access)
(?:customer|their|every|the|its|each|your)\s+(?:\w+\s+)?(?:site|instance|system|it)[ -]admin(?:istrator)?(?!\s+(?:access|panel|page|user|ui|password|account|tool|permission|>))
(?:instance admin|program contact|site-administrator)\b(?!\s+access)
(?:user\s+|buyer\s+|key\s+|our\s+|target\s+|admin\s+|primary\s+|customer\s+|the\s+|two\s+|three\s+)personas?
personas?\s+(?:named|called|is|are|who)
ctos|cios|cisos|cfos|cros|cmos|coos|ceos|vps|svps
(?:ops|it|finance|procurement|hr|marketing|sales|engineering|security|product|data|store|shop|office|operations|development)\s+(?:managers|leaders|directors|executives|leads|buyers|admins|owners|heads)\s+(?:at|in|of|who|from)\s+(?:our|the|these|their|large|customer|a|target)
(?:engineering|technical|business|it|security|finance|hr|operations|c-level|senior)\s+(?:leaders|executives|decision[- ]makers|buyers|stakeholders at)
c-level|c-suite|executive\s+sponsors?|executives\s+(?:at|of|who|in)
(?:an?|the|their|each|every|customer['’]s)\s+(?:cto|cio|ciso|cfo|cro|cmo|vp of \w+|head of \w+)\s+(?:at|of|who|is|wants|needs|cares|will|signs|can)
points?\s+of\s+contact\s+(?:at|on|from|for)\s+(?:the|our|each)\s+(?:customer|client|account)
(?:the|their|a)\s+(?:signatory|procurement team|evaluators?|end[- ]buyer)
(?:shop|store|restaurant|business|fleet|salon|small-business)\s+owners?
developers/managers|(?:heads|vps|directors)\s+of\s+\w+
person\(s\) who|the person who (?:buys|signs|pays|decides|introduced)
(?:developers|engineers)[ \w]{0,30},\s+managers,?\s+and\s+leaders
(?:case ?workers?|social workers?|contracting officers?|procurement officers?|(?:community )?health workers?|chws?|clinicians?|radiologists?|physicians?|midwives|nurses?|pharmacists?|care ?givers?|librarians?|farmers?|educators?|instructors?)(?!\s+(?:area|level|supervisor contact))
as an?\s+(?:busy\s+|new\s+)?(?:sender|courier|shopper|driver|merchant|buyer|developer|manager|admin|user|customer),\s+i\s
"""
_PERSON = rf"""
\b{NAME},\s+(?:an?|the|whose|then|now|\d\d,)\s+(?:[\w-]+\s+){{0,4}}?{_OFFICE}\b(?=[^.]*?\b(?:at|from|of|in|who|with|customer|client)\b)
\b{NAME},\s+(?:[\w-]+\s+){{0,3}}?{_OFFICE}(?:\s+of\s+[\w ]+?)?\s+(?:at|from)\s+[A-Z]
\b(?:founder|co-founder|CTO|CEO|COO|VP of \w+|owner|architect)\s+(?:(?:at|of)\s+[A-Z]\w+,?\s+)?{NAME}\b(?!\s+(?:team|Team))
\b{NAME}\s+\((?:an?\s+|our\s+)?(?:[\w-]+\s+)?(?:customer|client|courier|sender|driver|merchant|shop owner|[\w ]+ at [A-Z][\w ]+)(?:\s+(?:since|in|from|of)\b[^)]*)?\)
\b{NAME}(?:,[^.;:]{{3,70}},|,)?\s+(?:also\s+|then\s+|once\s+)?(?:told|asked|wrote to|called|emailed|phoned|texted|walked|showed|thanked|left)\s+(?:us|me|our)\b
\b{NAME}(?:,[^.;:]{{3,70}},|,)?\s+(?:has\s+|had\s+|also\s+)?{_DID}\b
\b{NAME},\s+(?:\d\d,\s+)?who\s+(?:owns|bought|orders?|ordered|waited|sends|sent|ships|left|uses|used|cancelled|pays|paid|rides|rode|drives|drove|sells|signed|delivers|books|lives|has been)\b
\b(?:[Ww]e|I)\s+(?:have\s+|also\s+)?(?:met|spoke (?:to|with)|talked (?:to|with)|visited|interviewed|sat (?:down )?with|rang|watched|shadowed|listened to)\s+{NAME}\b(?!['’]s team)
\b(?:is|does|did|was|has|will)\s+[A-Z][a-z]+\s+(?:thinking|think|want|need|feel|waiting|trying|worried|hoping|doing)\b
\b(?:customer|client|user|sender|courier|driver|merchant|buyer|member|shopper|guest|rider|patient|owner|woman|man|mother|father|nurse|teacher)\s+(?:named|called)\s+{NAME}
\b(?:[Oo]ne|[Aa]|[Aa]n|[Tt]his|[Tt]hat)\s+(?:of our\s+)?(?:[\w-]+\s+){{0,2}}?(?:customers?|clients?|users?|senders?|couriers?|drivers?|merchants?|buyers?|members?|shoppers?|guests?|riders?|patients?|shop owners?|owners?|woman|man|friend|mother|father|nurse|teacher|student|lady|gentleman)\s+(?:(?:in|from|at|of|with)\s+(?:[\w’'-]+\s+){{1,4}}?)?(?:who\s+|just\s+|recently\s+|once\s+|even\s+)?{_SAID}\b
"""
_SPOKEN = rf"""
\b{NAME}\s+(?:said|says|explains|explained|recalls|recalled|adds|added|remembers|describes)\b
\b(?:said|says|explains|explained|recalls|according to)\s+{NAME}\b
"""
_PRONOUN = rf"""
\b(?:[Hh]e|[Ss]he)(?:['’]d|\s+(?:{TOLD}|could|would|never|also|still|paid|sent|read)|['’]s\s+(?:been|waited))\b
\b(?:told|asked|helped|gave|promised|refunded|paid|owe|owed|called|failed)\s+(?:him|her)\b(?=\s*(?:[.,;:!?]|and|to|that|when|a\b|the\b|how|why|what|in|on|at))
\b(?:[Hh]is|[Hh]er)\s+(?:team|company|order|orders|account|shop|parcel|refund|words|business|day|job|boss|work|payout|first|last|own)\b
"""
_NOT_SERVED = r"""
customer (?:support|success|service|engineer\w*|care|education|experience|operations|issues? repo|contact card|information|relationship management|reference sandbox\w*|obsess\w*|retention rate|org|dev)\b
customer-(?:support|success|service|engineer\w*|centric|obsess\w*|internal|care|first)\b
(?:third-party|internal|slack|admin|fake|test|testing|database|root|unprivileged|active directory|privileged|sql|git|iam|authori[sz]ed|default)\s+users?\b
#[\w-]+
users?[ -](?:id|ids|group|groups|list|name|names|settings|accounts?|access|permissions?|metadata|session|sessions|provisioning|interfaces?|guide|manual|table|agent|menu|credentials|email|profile|roles?|stor(?:y|ies)|information|passwords?|research\w*|tests?|testing|input|error|tokens?|defined|flow|flows)\b
(?:grpc|pgsql|api|http|sql|mysql|p4|git|ssh|email|mail|web|thin|fat|desktop|local|db|redis)\s+clients?\b
clients?[-/ ](?:server|side|observed|spec|name|id|library|libraries|secret|config\w*|certificate|errors?|to schedule|versions?|applications?|apps?|software|code|connections?)\b
(?:user|client)-(?:friendly|cent\w+|facing|defined|level|space|generated|land|agent)\b
(?-i:[A-Z][A-Z0-9]+) (?:clients?|drivers?|consumers?|users? pools?)\b|(?:audio|video|printer|built-in \w+) drivers?\b
(?:older|newer|newest|latest|connected|various|supported) clients\b
(?<=[/.])(?:patient|parent|user|client|customer|member|visitor|student)s?\b|\b(?:patient|parent|user|client|customer|member)s?(?=/)
(?:team|staff|board|faculty|family|crew|committee|panel|group|council|cast|\w+team|organization|limited|campaign|senior) members?\b
members? of (?:the|our|their|your|a|my) (?:\w+ )?(?:teams?|staff|board|company|organi[sz]ation|group|committee)\b
(?:value|main|key|device|cost|growth|business|jdbc|odbc|database|screw|usb|graphics|storage|primary|revenue|demand|big|biggest|csi|network) drivers?\b
drivers? (?:of|for|behind|is|are that)\b
(?:page|site) visitors? (?:count|number|log)\b|visitor pattern\b
(?:data|log|event|kafka|queue|topic|message) (?:consumers?|subscribers?|buyers?)\b
guest (?:post|blog|speaker|wifi|network|account)\b
parent (?:company|page|folder|issue|task|directory|node|commit|ticket)\b|parents?\b(?=[^.]{0,25}\b(?:leave|node|directory|commit)\b)|parental\b
prospect information|additional prospect|best[- ]seller
\b(?:seller|driver|member|student|parent|visitor)-\w+
re\w*er students?\b|student loan\w*
"""
_LOGIN = r"""
iam|aws|gcp|okta|1password|kubectl|sudo|sso|mfa|vpn|ldap|saml|permissions?|privileges?
credentials|passwords?|username|root|repos?|repositories|database|provisioning|api
employees|contractors|information systems|it resources|comply|departure|impersonate
readonly|read-only|settings tab|user\.\w+|/users/
"""
_OURS = r"""
our (?:own\s+)?(?:ceo|cto|cfo|coo|founders?|co-founders?|teammates?|colleagues?|team lead|new hire|staff)
my (?:coworkers?|co-workers?|colleagues?|teammates?)|(?:attendees|facilitator|owner|author)\s*:
"""
_STAFF = r"""
teammates?|candidates?|interviews?|interviewer|interviewing|hiring|new hires?|employees?|direct reports?
performance review|manager['’]s approval|on call|on-call|readme
(?:owner|author|attendees|presented by|facilitator|reviewers?|prepared by|written by|approved by|dri)\s*:
(?:presented|prepared|written|approved|facilitated) by|dri|on parental leave|ux researcher|product designer|product manager,
"""
_ADDRESSED = r"""
we|our|ours|us|you|your|i|my|me|should|must|shall|please|will|let['’]s|teammates?
"""
_TABLES = {
    "market": _MARKET,
    "enterprise": _ENTERPRISE,
    "firm": _FIRM,
    "role": _ROLE,
    "person": _PERSON,
    "spoken": _SPOKEN,
    "pronoun": _PRONOUN,
    "not_served": _NOT_SERVED,
    "login": _LOGIN,
    "ours": _OURS,
    "staff": _STAFF,
    "addressed": _ADDRESSED,
}
_NEEDED = words(
    """
    customer client user prospect buyer shopper subscri consumer rider passenger courier merchant
    sender seller guest patient tenant borrower policyholder donor listener patron diner cardholder
    adopter driver member visitor student freelancer homeowner travel parent audience target
    communit host contact lead account devs developer smb midmarket mid-market market enterprise
    business startup start-up household segment cohort population people those anyone everyone
    someone teams compan organi firms folks humans dev requester respondent programmer engineer
    citizen taxpayer resident voter civil public team
    bank retailer insurer hospital school agency airline restaurant manufacturer university
    corporation firm shop chain telco utility
    champion sponsor persona decision stakeholder admin ctos cios cisos cfos cros cmos coos ceos vps
    cto cio ciso cfo cro cmo manager leader director executive owner head c-level c-suite vp
    signatory procurement evaluator person worker officer chw clinician radiologist physician
    midwives nurse pharmacist giver librarian farmer educator instructor
    """
)
"""Parts of words, in small letters, without which none of three tables has a match."""
_CASED = frozenset({"firm", "person", "spoken", "pronoun"})

PERSONA_LEADS = words(
    """
    Finance Marketing Sales Ops Operations IT HR Developer Dev Manager Founder Product Support Admin
    Busy Savvy Startup Budget Tech Data Procurement Security Enterprise Power Casual Techie Shopper
    Sender Courier Merchant Driver Buyer Student Owner Engineer Executive Analyst Compliance Legal
    Designer Freelance Freelancer Small Corporate Retail Warehouse Logistics Planner Careful Curious
    Loyal Frugal Mobile Digital Millennial Mum Mom Dad Boss Director Agency Growth Customer Rider
    """
)
"""The first half of a made-up name: “Finance Francine”."""

NOT_A_NAME = words(
    """
    The This That These Those They Their There Then We You He She It If When While What Who Why How
    Where Our Your My His Her In On At For From By With As And But Or So To Of A An I All Any Each
    Every Some Most Many More One Two Three Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December Customer
    Customers Client Clients User Users Sales Marketing Product Engineering Support Success Finance
    Legal Security Team Leadership Management Operations Slack Google Note Step Example Prompt
    Description Owner Author Please Yes No Not Once After Before During Since Because However Also
    Instead Here Today Yesterday Everyone Someone Anyone Nobody Something Nothing Both Let Make Use
    Ask Add See Get Be Do Is Are Was Were Has Have Can Could Will Would Should May Might Must Code
    Cloud Data Enterprise Account Leads Champion Admin Admins Manager Managers Director Head Lead
    Design Prospect Prospects Buyers Members Drivers Couriers Senders Merchants Shops People Press
    Meeting Managed Create Read Write Having Being New Last Next First Second Third Half Within
    President Minister Senator Governor Secretary Judge Mayor Congress Parliament
    """
)
"""Words that begin a sentence or a title in capitals and name nobody."""
