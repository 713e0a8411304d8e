"""How does a sentence speak of the people served: not at all, as a market, a firm, a role, a person?

Rules over words, no model: each level names the words that show it, so that a reader can see
why. Written against sentences of one company's handbook and kept general on purpose: what is
counted as a customer does not depend on what the company sells. Staff, candidates and vendors
are not customers. Where several levels apply the highest counts: person > role > enterprise >
market > none. `tests/text/test_attention.py` holds the measured floors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.model.origin import Span
from troth.text.given_names import GIVEN_NAMES

Level = Literal["none", "market", "enterprise", "role", "person"]
LEVELS: tuple[Level, ...] = ("none", "market", "enterprise", "role", "person")

_SERVED = [
    "customers?",
    "clients?",
    "users?",
    "prospects?",
    "buyers?",
    "shoppers?",
    "subscribers?",
    "consumers?",
    "riders?",
    "passengers?",
    "couriers?",
    "merchants?",
    "senders?",
    "sellers?",
    "guests?",
    "patients?",
    "tenants?",
    "students?",
    "borrowers?",
    "policyholders?",
    "donors?",
    "listeners?",
    "patrons?",
    "diners?",
    "cardholders?",
    "adopters?",
    "recipients?",
    "drivers?",
    "members?",
    "visitors?",
    "readers?",
    "hosts?",
    "students?",
    "players?",
    "freelancers?",
    "homeowners?",
    "travell?ers?",
    "parents?",
    "end-users?",
]
SERVED = "(?:" + "|".join(dict.fromkeys(_SERVED)) + ")"

_OFFICES = [
    "engineers?",
    "developers?",
    "programmers?",
    "managers?",
    "founders?",
    "co-founders?",
    "owners?",
    "directors?",
    "architects?",
    "designers?",
    "analysts?",
    "teachers?",
    "nurses?",
    "doctors?",
    "consultants?",
    "administrators?",
    "buyers?",
    "accountants?",
    "bookkeepers?",
    "lawyers?",
    "leads?",
    "heads?",
    "officers?",
    "presidents?",
    "couriers?",
    "drivers?",
    "shopkeepers?",
    "merchants?",
    "senders?",
    "sellers?",
    "freelancers?",
    "scientists?",
    "researchers?",
    "editors?",
    "chefs?",
    "bakers?",
    "farmers?",
    "students?",
    "researchers?",
    "specialists?",
    "coordinators?",
    "supervisors?",
    "dispatchers?",
    "planners?",
    "controllers?",
    "treasurers?",
    "sysadmins?",
    "admins?",
    "parents?",
    "cto",
    "ceo",
    "coo",
    "cfo",
    "cio",
    "ciso",
    "vp",
    "svp",
    "evp",
    "cpo",
    "cmo",
    "cro",
]
_OFFICE = "(?:" + "|".join(dict.fromkeys(_OFFICES)) + ")"
_SAID = (
    "(?:told|asked|wrote|called|emailed|e-mailed|complained|replied|answered|left|bought|ordered|"
    "waited|explained|described|showed|phoned|rang|texted|lost|paid|cancelled|canceled|switched|"
    "gave up|walked us|reported|mentioned|shared|said|says|recalls|remembers|noticed|tried|"
    "decided|discovered|realized|realised|started|joined|needed|wanted|missed|cried|thanked)"
)
_NAME = r"(?:[A-Z][a-zà-ÿ’'-]+(?:\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+){0,2})"
_PAST = (
    r"(?:\w+ed|was|had|could|would|did|told|wrote|went|came|saw|made|found|felt|thought|began|"
    r"gave|took|got|left|lost|paid|bought|said|says|ran|built|chose|knew|kept|spent|sent|met|"
    r"heard|read|never|also|still|says|explains|recalls)"
)

_MARKET = (
    rf"{SERVED}(?:['’]s?)?",
    r"(?:our|the|target|intended|key|wider|core|their)\s+audiences?",
    r"target\s+(?:market|group|segment|account)s?",
    r"(?:our|the|this|wider|user|developer|\w+graph|broader)\s+communit(?:y|ies)",
    r"community\s+members?|(?:our|new|each|every|all|superb?)\s+hosts?",
    r"(?:marketing|sales|new|known|select|selected|existing|unsubscribed|email|key|your|our|the)\s+contacts",
    r"contacts\s+(?:who|that|are|must|in|from|on|to|with)",
    r"(?:new|qualified|inbound|outbound|sales|marketing|warm|cold|more|net-new|generate|our)\s+leads",
    r"(?<!aws )(?<!user )(?<!cloud )(?<!service )(?<!admin )(?<!login )(?<!test )accounts"
    r"(?=\s+(?:that|who|which|where|managed|with|and|in|at|churn\w*|renew\w*|have|are|to|by|have)\b|[.,;])",
    r"(?:target|new|customer|key|named|enterprise|strategic|existing|greenfield|paying|assigned|"
    r"prospect(?:ive)?|on|at-risk|our|trial|large|small|top|largest)\s+accounts?(?!\s+(?:team|executive|manager|based))",
    r"(?:your|their|most|all|many|individual|other|our|fellow|enable|help|helping|for|those|ex-\w+ individual|professional)\s+(?:devs|developers)",
    r"(?:devs|developers)(?=\s+(?:who|to|will|can|use|are|need|have|love|want|and teams|everywhere|explore|at)\b)",
    r"developer-facing|developer\s+sentiment|developers?\s+communit\w+",
    r"(?:smb|smbs|mid-?market|enterprises|the enterprise|small businesses|startups|households|businesses)",
    r"(?:enterprise|customer|market|smb|user)\s+(?:segment|cohort|base|population)s?",
    r"(?:people|those|anyone|everyone|someone|teams|companies|organi[sz]ations|businesses|firms|folks|humans)"
    r"\s+(?:who\s+|that\s+)?(?:are\s+|were\s+)?(?:already\s+)?(?:us(?:e|ing|es)|buy(?:s|ing)?|pay(?:s|ing)?|rely(?:ing)? on|"
    r"order(?:s|ing)?|sign(?:s|ing)? up|subscrib\w+|begin by|cod(?:e|ing) for|we serve|we sell|purchas\w+)",
    r"(?:peer|most|many|other|these|large|small|fortune 500|successful)\s+(?:companies|organi[sz]ations|firms)",
    r"(?:helping|help|for|let|lets|collaborating|engineering|software|development|their|most|many)\s+teams(?=\s+(?:who|problems?|work\w*|use|to|ship|move|at))",
    r"(?:a|the|each|every|any)\s+(?:dev|requester|shopper)",
    r"(?:your|their)\s+(?:organi[sz]ation|company|business)(?=['’]s|\s+(?:use|need|run|want|grow|scale|code))",
    r"the market|the enterprise|enterprise segments?|campaign members?|website visitors?|respondents|requesters?",
    r"people (?:waiting|in need|affected by our|that we help|we help)",
)
_ENTERPRISE = (
    r"(?:this|my|that particular|another|a certain|a specific|the same)\s+(?:customer|client|prospect|buyer company)(?:['’]s)?(?!\s+(?:segment|group|facing))",
    r"(?:the|this|that|an|each|one|my|our|closed|referred|to|strategic|of an?)\s+(?:(?!admin|fake|test|user|service|your|bank|cloud|slack|github|google|aws|email|new|root)\w+\s+)?account"
    r"(?=\s*[,.;?!:→–]|\s*$|\s+(?:is|was|has|for|and|in|should|owner|plan|strategy|map|within|health|team'?s?\s+customer|renew\w*|churn\w*|from|at|with)\b)",
    r"(?:up-to-date|clear|joint)\s+account\s+(?:map|plan|strategy)|account\s+(?:map|strategy)",
    r"(?:this|that)\s+(?:bank|firm|retailer|start-?up|insurer|hospital|school|agency|airline|shop|restaurant|manufacturer|university|corporation)",
    r"a\s+(?:customer|client)\s+account",
    r"an?\s+(?:fortune\s+\d+|large|big|global|leading|major|mid-?size[d]?|well-known|family|local|german|french|british|us|european)\s+(?:\w+\s+)?"
    r"(?:bank|retailer|insurer|company|corporation|firm|airline|manufacturer|hospital|agency|chain|telco|utility|start-?up|university)",
    r"one of (?:our|the) (?:\w+\s+)?(?:customers|clients|accounts)",
    r"(?:an|any|the)\s+organi[sz]ation(?:s)?\s+(?:that|which|we)\b|does the (?:organi[sz]ation|company) have",
    r"an?\s+(?:\w+\s+)?(?:company|organi[sz]ation|firm)\s+we\s+(?:work|are working|serve|sold)\b",
)
_ENTERPRISE_CASED = (
    rf"{_NAME}\s+(?:[Cc]orporation|Inc|Ltd|GmbH|LLC|plc|AG|Group|Labs|Bank)\b",
    rf"(?<![.!?]\s)(?:^|\b){_NAME}\s+(?:adopted|chose|migrated|switched to|moved to|signed|renewed|churned|"
    r"cancelled|canceled|purchased|bought|deployed|rolled out|became a customer|is a customer|"
    r"started (?:using|with)|has been using|have been using|went live|launched with|runs on|"
    r"uses \w+ (?:in production|to))\b",
    r"\b[Tt]hey\s+(?:used|use|implemented|adopted|built|chose|migrated|moved|started|decided|deployed|"
    r"switched|scaled|replaced|rewrote|developed|launched|needed|run|released|wrote|employ|leverage|rely|relied|managed)\b",
    r"(?:^\W*|[.!?;]\s+)Their\s+(?:\w+\s+)?(?:teams?|product|platform|stack|backend|infrastructure|"
    r"production|codebase|services?|business|company|systems?|applications?|architecture)\b",
    r"\btheir (?:own |existing |whole |entire )?(?:engineering team|backend|production|stack|infrastructure|codebase)\b",
    rf"^\W*(?:At|With)\s+{_NAME},\s+(?!we\b|our\b|you\b|everyone\b)",
    r"\b[Tt]he\s+(?:company|startup|start-up|agency|studio|bank|retailer)(?:['’]s)?\s+(?:\w+ed|was|is|has|had|needed|uses|runs|built|chose)\b",
)
_ROLE = (
    r"champions?(?=\s+(?:who|is|are|as|will|and|in|at|has|or|left|willing)\b|[,.;:?)]|\s*$)",
    r"(?:customer|active|our|the|a|an|potential|new|internal|your|their|executive)\s+(?:champions?|sponsors?)(?!\s+(?:training|letter|program|me|us|this|a|the)\b)",
    r"(?:economic|technical|primary|key)\s+buyers?|technical product and buyer",
    r"decision[- ]makers?|(?:key|customer|executive)\s+stakeholders|the stakeholders that we",
    r"(?:site|instance|org|system|workspace|it|customer|account|systems?)[ -]admin(?:istrator)?s\b(?!\s+access)",
    r"(?:customer|their|every|the|a|its|each|your)\s+(?:\w+\s+)?(?:site|instance|system|it)[ -]admin(?:istrator)?(?!\s+(?:access|panel|page|user|ui|password|account|tool))",
    r"(?:instance admin|program contact|site-administrator|sourcegraph admin)\b(?!\s+access)",
    r"(?:user\s+|buyer\s+|key\s+|our\s+|target\s+|admin\s+|primary\s+|customer\s+|the\s+|two\s+|three\s+)personas?",
    r"personas?\s+(?:named|called|is|are|and|who)",
    r"(?:ctos|cios|cisos|cfos|cros|cmos|coos|ceos|vps|svps)\b",
    r"(?:ops|it|finance|procurement|hr|marketing|sales|engineering|security|product|data|store|shop|office|operations|development)\s+"
    r"(?:managers|leaders|directors|teams and leaders|executives|leads|buyers|admins|owners|heads)\s+(?:at|in|of|who|from)\s+(?:our|the|these|their|large|customer|a|target)",
    r"(?:shop|store|restaurant|business|fleet|salon|small-business)\s+owners?",
    r"developers/managers|(?:heads|vps|directors)\s+of\s+\w+",
    r"(?<!champion )(?<!your )(?<!build )personas|champions(?!\s+(?:a|an|the|our|for|diversity|change)\b)",
    r"(?:engineering|technical|business|it|security|finance|hr|operations|c-level|senior)\s+(?:leaders|executives|decision[- ]makers|buyers|stakeholders at)",
    r"(?:c-level|c-suite)(?:\s+\w+)?|executive\s+sponsors?|executives\s+(?:at|of|who|in)",
    r"(?:an?|the|their|each|every|customer['’]s)\s+(?:cto|cio|ciso|cfo|cro|cmo|vp of \w+|head of \w+)\s+(?:at|of|who|is|wants|needs|cares|will|signs|can)",
    r"points?\s+of\s+contact\s+(?:at|on|from|for)\s+(?:the|our|each)\s+(?:customer|client|account)",
    r"(?:the|their|a)\s+(?:signatory|procurement team|evaluators?|end[- ]buyer)",
    r"person\(s\) who|the person who (?:buys|signs|pays|decides|introduced)",
    r"(?:developers|engineers)[ \w]{0,30},\s+managers,?\s+and\s+leaders",
    r"(?:as an?|as the)\s+(?:busy\s+|new\s+)?(?:sender|courier|shopper|driver|merchant|buyer|developer|manager|admin|user|customer),\s+i\s",
)
_PERSONA_LEADS = [
    "Finance",
    "Marketing",
    "Sales",
    "Ops",
    "Operations",
    "IT",
    "HR",
    "Developer",
    "Dev",
    "Manager",
    "Founder",
    "Product",
    "Support",
    "Admin",
    "Busy",
    "Savvy",
    "Startup",
    "Budget",
    "Tech",
    "Data",
    "Procurement",
    "Security",
    "Enterprise",
    "Power",
    "Casual",
    "Techie",
    "Shopper",
    "Sender",
    "Courier",
    "Merchant",
    "Driver",
    "Buyer",
    "Student",
    "Owner",
    "Engineer",
    "Executive",
    "Analyst",
    "Compliance",
    "Legal",
    "Designer",
    "Freelance",
    "Freelancer",
    "Small",
    "Corporate",
    "Retail",
    "Warehouse",
    "Logistics",
    "Planner",
    "Careful",
    "Curious",
    "Loyal",
    "Frugal",
    "Mobile",
    "Digital",
    "Millennial",
    "Mum",
    "Mom",
    "Dad",
    "Boss",
    "Director",
    "Agency",
    "Growth",
    "Founder",
]
_PERSONA = (
    rf"\b(?P<first>{'|'.join(dict.fromkeys(_PERSONA_LEADS))})\s+(?P<second>[A-Z][a-z]+)\b",
    r"\b(?:user |buyer |customer |marketing |our |a |the |primary |key )?[Pp]ersona(?:s)?\b[\s,:–—(“\"'‘]*(?:is |named |called )?[“\"'‘]?(?P<named>[A-Z][a-z]+)",
    r"\b(?P<lead>[A-Z][a-z]+),?\s+(?:is |as )?(?:our|an?|the|one of our)\s+(?:\w+\s+)?persona\b",
    r"\b(?:[Ii]magine|[Pp]icture|[Ss]uppose|[Ll]et[’']s call (?:her|him|them)|[Mm]eet)\s+(?:an?\s+\w+\s+(?:named|called)\s+)?(?P<meant>[A-Z][a-z]+)\b",
)
_PERSON = (
    rf"\b{_NAME},\s+(?:an?|the|our|who|whose|then|now|\d\d,)\s+(?:[\w-]+\s+){{0,4}}?{_OFFICE}\b(?=[^.]*?\b(?:at|from|of|in|who|for|with|customer|client)\b)",
    rf"\b{_NAME},\s+(?:[\w-]+\s+){{0,3}}?(?:{_OFFICE}|CTO|CEO|COO|CFO|CIO|VP)(?:\s+of\s+[\w ]+?)?\s+(?:at|from)\s+[A-Z]",
    rf"\b(?:founder|co-founder|CTO|CEO|COO|VP of \w+|owner|engineer|developer|lead|architect|manager)(?:s)?(?:\s+(?:at|of)\s+[A-Z]\w+)?,?\s+{_NAME}\b(?!\s+(?:team|Team))",
    rf"\b{_NAME}\s+\((?:an?\s+|our\s+)?(?:[\w-]+\s+)?(?:customer|client|courier|sender|driver|merchant|shop owner|[\w ]+ at [A-Z][\w ]+)(?:\s+(?:since|in|from|of)\b[^)]*)?\)",
    rf"\b{_NAME}(?:,[^.;:]{{3,70}},)?\s+(?:also\s+|then\s+|once\s+)?(?:told|asked|wrote to|called|emailed|phoned|texted|walked|showed|thanked|left)\s+(?:us|me|our)\b",
    rf"\b{_NAME}(?:,[^.;:]{{3,70}},)?\s+(?:has\s+|had\s+|also\s+)?(?:waited|been waiting|ordered|bought|cancelled|canceled|complained|switched|signed up|returned|unsubscribed|churned)\b",
    rf"\b{_NAME},\s+(?:\d\d,\s+)?who\s+(?:owns|bought|orders?|ordered|waited|sends|sent|ships|left|uses|used|cancelled|pays|paid|rides|rode|drives|drove|sells|signed|delivers|books|lives|has been)\b",
    rf"\b(?:[Ww]e|I)\s+(?:have\s+|also\s+)?(?:met|spoke (?:to|with)|talked (?:to|with)|visited|interviewed|sat (?:down )?with|rang|watched|shadowed|listened to)\s+{_NAME}\b(?!['’]s team)",
    rf"\b{_NAME}\s+(?:said|says|explains|explained|recalls|recalled|adds|added|remembers|noted|notes|describes|mentions|mentioned)\b",
    rf"\b(?:said|says|explains|explained|recalls|adds|added|notes|according to)\s+{_NAME}\b",
    r"\b(?:is|does|did|was|has|will)\s+[A-Z][a-z]+\s+(?:thinking|think|want|need|feel|waiting|trying|worried|hoping|doing)\b",
    rf"\b(?:customer|client|user|sender|courier|driver|merchant|buyer|member|shopper|guest|rider|patient|owner|woman|man|mother|father|nurse|teacher)\s+(?:named|called)\s+{_NAME}",
    rf"\b(?:[Oo]ne|[Aa]|[Aa]n|[Tt]his|[Tt]hat|[Tt]he)\s+(?:of our\s+)?(?:[\w-]+\s+){{0,2}}?(?:customers?|clients?|users?|senders?|couriers?|drivers?|merchants?|buyers?|members?|shoppers?|guests?|riders?|patients?|shop owners?|owners?|woman|man|friend|mother|father|nurse|teacher|student|lady|gentleman)"
    rf"\s+(?:(?:in|from|at|of|with)\s+(?:[\w’'-]+\s+){{1,4}}?)?(?:who\s+|just\s+|recently\s+|once\s+|even\s+)?{_SAID}\b",
)
_PRONOUN = (
    rf"\b(?:[Hh]e|[Ss]he)(?:['’]d|\s+{_PAST}|['’]s\s+(?:been|waited))\b",
    r"\b(?:for|to|with|told|asked|helped|gave|promised|of)\s+(?:him|her)\b(?=\s*(?:[.,;:!?]|and|to|that|when|a\b|the\b|how|why|what|in|on|at))",
    r"\b(?:[Hh]is|[Hh]er)\s+(?:team|company|order|orders|account|shop|parcel|refund|words|business|day|job|boss|work|payout|first|last|own)\b",
)
_TOLD = (
    r"(?:\w{3,}ed|was|had|told|wrote|went|came|saw|made|found|felt|thought|began|gave|took|got|left|"
    r"lost|bought|ran|built|chose|knew|kept|spent|met|heard|grew|brought|did|says|say|explains|"
    r"expands|comments|points out|recalls|adds|describes|believes|remembers|doesn['’]t|didn['’]t|"
    r"hadn['’]t|wasn['’]t|couldn['’]t|has been|have been)"
)
"""Verbs of telling and of the past: what a story is told in, and an instruction is not."""
_ADDRESSED = re.compile(
    r"\b(?:we|our|ours|us|you|your|i|my|me|should|must|shall|please|will|let['’]s|teammates?)\b", re.I
)
"""Words of one who speaks for the company or to the reader: then it is no told story."""
_QUOTED = re.compile(
    r"(?:(?<=[\s(])|^)[“\"](?=\S)[^“”\"]*(?:[”\"]|$)|^[^“”\"]*(?<=\S)[”\"](?=[\s,.–—-]|$)"
)
_NAMED = re.compile(
    rf"\b(?P<name>[A-Z][a-zà-ÿ]+)(?:\s+[A-Z][\w’'-]+)?(?:,[^.,:;]{{3,60}},?|\s+(?:and\s+[A-Z]\w+))?"
    rf"\s+(?:also\s+|then\s+|just\s+|recently\s+|first\s+|never\s+)?{_TOLD}\b"
)
_GIVEN = re.compile(r"(?<![\w@#/.-])(?P<name>[A-Z][a-zà-ÿ]+)(?:\s+[A-Z][\w’'-]+)*(?![\w/-])")
_SPEAKER = re.compile(
    r"(?:[”\"][\s,–—-]*|^)(?:details|says|said|explains|explained|adds|recalls|notes|concludes)\s+(?P<name>[A-Z][a-z]+)\b"
)
_FULL_NAME = re.compile(
    r"\b(?P<name>[A-Z][a-z]+)\s+[A-Z][\w’'-]+,\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,5}(?:at|of|from)\s+"
)
_TEAM = re.compile(r"\bthe\s+(?P<name>[A-Z][a-z]\w+(?:\s+[A-Z]\w+)?)\s+team\b")
_FIRM_TOLD = re.compile(
    rf"\b(?P<name>[A-Z][\w-]+)(?:\s+(?:[A-Z]\w+|of|and))*\s+(?:also\s+|then\s+|has\s+|have\s+|recently\s+)?"
    rf"(?:adopted|embraced|launched|migrated|switched|moved|grew|built|chose|brought|started|did|began|replaced|evaluated|signed|renewed|needed|decided|struggled)\b"
)
_THEY_TOLD = re.compile(
    rf"(?:^|[.;!?,]\s+|\b(?:[Ww]hen|[Ss]ince|[Aa]fter|because|[Oo]nce|[Bb]efore|[Ww]hile|that|so|and)\s+)[Tt]hey\s+"
    rf"(?:also\s+|initially\s+|then\s+|sometimes\s+|eventually\s+|already\s+|first\s+)?"
    rf"(?:{_TOLD}|were|have (?:also |considered|\w+ed)|had|plan to|are also|are now|are using|could)\b"
)
_ANY_GENDER = re.compile(
    r"\bs/?he\b(?<!\bshe)|\bhe/she|he or she|she or he|his or her|him/her|his/her|\(s\)he|he/him|she/her",
    re.I,
)
_NOT_A_NAME = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "They",
        "Their",
        "There",
        "Then",
        "We",
        "You",
        "He",
        "She",
        "It",
        "If",
        "When",
        "While",
        "What",
        "Who",
        "Why",
        "How",
        "Where",
        "Our",
        "Your",
        "My",
        "His",
        "Her",
        "In",
        "On",
        "At",
        "For",
        "From",
        "By",
        "With",
        "As",
        "And",
        "But",
        "Or",
        "So",
        "To",
        "Of",
        "A",
        "An",
        "I",
        "All",
        "Any",
        "Each",
        "Every",
        "Some",
        "Most",
        "Many",
        "More",
        "One",
        "Two",
        "Three",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Customer",
        "Customers",
        "Client",
        "Clients",
        "User",
        "Users",
        "Sales",
        "Marketing",
        "Product",
        "Engineering",
        "Support",
        "Success",
        "Finance",
        "Legal",
        "Security",
        "Team",
        "Leadership",
        "Management",
        "Operations",
        "Slack",
        "Google",
        "GitHub",
        "GitLab",
        "Salesforce",
        "Zendesk",
        "Zoom",
        "Notion",
        "Looker",
        "Jira",
        "HubSpot",
        "Note",
        "Step",
        "Example",
        "Prompt",
        "Description",
        "Owner",
        "Author",
        "Please",
        "Yes",
        "No",
        "Not",
        "Once",
        "After",
        "Before",
        "During",
        "Since",
        "Because",
        "However",
        "Also",
        "Instead",
        "Here",
        "Today",
        "Yesterday",
        "Everyone",
        "Someone",
        "Anyone",
        "Nobody",
        "Both",
        "Let",
        "Make",
        "Use",
        "Ask",
        "Add",
        "See",
        "Get",
        "Be",
        "Do",
        "Is",
        "Are",
        "Was",
        "Were",
        "Has",
        "Have",
        "Can",
        "Could",
        "Will",
        "Would",
        "Should",
        "May",
        "Might",
        "Must",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "Code",
        "Cloud",
        "Data",
        "Enterprise",
        "Account",
        "Leads",
        "Champion",
        "Admin",
        "Admins",
        "Manager",
        "Managers",
        "Director",
        "VP",
        "CEO",
        "CTO",
        "CFO",
        "COO",
        "Head",
        "Lead",
        "Design",
        "Prospect",
        "Prospects",
        "Buyers",
        "Members",
        "Drivers",
        "Couriers",
        "Senders",
        "Merchants",
        "Shops",
        "People",
        "Press",
    ]
)
_STAFF = re.compile(
    r"\b(?:our (?:ceo|cto|cfo|coo|founders?|co-founders?|teammates?|colleagues?|team lead|new hire)|"
    r"teammates?|candidates?|interview\w*|hiring|new hires?|employees?|direct reports?|"
    r"performance review|manager['’]s approval|on call|on-call|owner:|author:|attendees:|presented by|"
    r"facilitator|dri\b|prepared by|written by|reviewers?:|approved by)",
    re.I,
)
_LOGIN = re.compile(
    r"\b(?:iam|aws|gcp|okta|1password|kubectl|sudo|sso|mfa|vpn|ldap|saml|permissions?|privileges?|"
    r"credentials|passwords?|username|root|repos?|repositories|database|provisioning|api|"
    r"employees|contractors|information systems|it resources|comply|departure|httpcli|impersonate|"
    r"readonly|read-only|settings tab|user\.\w+|/users/)(?!\w)",
    re.I,
)
"""Words beside which “user” means a login of a system, or everyone bound by a policy."""
_USERS = re.compile(r"users?(?:['’]s?)?", re.I)

_NOT_SERVED = re.compile(
    r"customer (?:support|success|service|engineer\w*|care|education|experience|operations|"
    r"issues? repo|contact card|information|relationship management|reference sandbox\w*|obsess\w*|"
    r"retention rate|org|dev)\b"
    r"|customer-(?:support|success|service|engineer\w*|centric|obsess\w*|internal|care|first)\b"
    r"|(?:all|third-party|internal|slack|admin|fake|test|testing|database|root|unprivileged|active directory|"
    r"privileged|sql|git|iam|authori[sz]ed|default)\s+users?\b"
    r"|#[\w-]+"
    r"|users?[ -](?:id|ids|group|groups|list|name|names|settings|accounts?|access|permissions?|metadata|"
    r"session|sessions|provisioning|interfaces?|guide|manual|experience|table|agent|menu|credentials|"
    r"email|profile|roles?|stor(?:y|ies)|information|data|passwords?|research\w*|tests?|testing|"
    r"input|error|tokens?|defined|flow|flows)\b"
    r"|(?:grpc|pgsql|api|http|sql|mysql|p4|git|ssh|email|mail|web|thin|fat|desktop|local|db|redis|cody)\s+clients?\b"
    r"|clients?[-/ ](?:server|side|observed|spec|name|id|library|libraries|secret|config\w*|certificate|errors?|to schedule)\b"
    r"|(?:team|staff|board|faculty|family|crew|committee|panel|group|council|cast|\w+team|organization|limited|campaign|senior) members?\b"
    r"|members? of (?:the|our|their|your|a|my) (?:\w+ )?(?:teams?|staff|board|company|organi[sz]ation|group|committee)\b"
    r"|(?:value|main|key|device|cost|growth|business|jdbc|odbc|database|screw|usb|graphics|storage|primary|revenue|demand|big|biggest|csi|network) drivers?\b"
    r"|drivers? (?:of|for|behind|is|are that)\b"
    r"|(?:local|code|remote|virtual|docker|ssh|database|web|bastion|meeting|event|podcast|show|zoom|call) hosts?\b|hosts? (?:a|an|the|on|name|machine|file|our|and port)\b|hosts?\b(?=[^.]{0,20}\b(?:url|server|port)\b)"
    r"|(?:screen|proof|news|feed|pdf|card|e-book) readers?\b|future readers\b"
    r"|(?:media|audio|video|music|dvd|key|team) players?\b"
    r"|(?:page|site) visitors? (?:count|number|log)\b|visitor pattern\b"
    r"|(?:data|log|event|kafka|queue|topic|message) (?:consumers?|subscribers?|buyers?)\b"
    r"|guest (?:post|blog|speaker|wifi|network|account)\b|parent (?:company|page|folder|issue|task|directory|node|commit|ticket)\b"
    r"|parents?\b(?=[^.]{0,25}\b(?:leave|node|directory|commit)\b)|parental\b"
    r"|prospect information|additional prospect|best seller|best-seller"
    r"|\b(?:seller|reader|driver|member|student|parent|player|host|visitor)-\w+"
    r"|re\w*er students?\b|student loan\w*"
    r"|(?:email|address|your|form) recipients?\b|recipients? (?:list|field|address)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Attention:
    """The level of one sentence and the words that show it, as a span of the sentence.

    `invented` is true for a persona: a name that stands for nobody.
    """

    level: Level
    span: Span
    invented: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    market: re.Pattern[str]
    enterprise: re.Pattern[str]
    enterprise_cased: re.Pattern[str]
    role: re.Pattern[str]
    persona: tuple[re.Pattern[str], ...]
    person: re.Pattern[str]
    pronoun: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    def any_of(parts: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{part})" for part in parts), flags)

    def words(parts: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)", re.I)

    return _Rules(
        market=words(_MARKET),
        enterprise=words(_ENTERPRISE),
        enterprise_cased=any_of(_ENTERPRISE_CASED),
        role=words(_ROLE),
        persona=tuple(re.compile(part) for part in _PERSONA),
        person=any_of(_PERSON),
        pronoun=any_of(_PRONOUN),
    )


def attend(sentence: str) -> Attention:
    """The highest level at which the sentence speaks of somebody served, with its words."""
    rules = _rules()
    invented = invention(sentence)
    if invented is not None:
        return Attention("role", invented, True)
    plain = _NOT_SERVED.sub(lambda found: " " * len(found.group()), sentence)
    found = _person(sentence)
    if found is not None:
        return Attention("person", found)
    for level, pattern in (("role", rules.role), ("enterprise", rules.enterprise)):
        if match := pattern.search(plain):
            return Attention("role" if level == "role" else "enterprise", Span(*match.span()))
    if match := rules.enterprise_cased.search(plain):
        first = match.group().split()[0]
        if first not in _NOT_A_NAME or first in ("They", "Their", "The"):
            return Attention("enterprise", Span(*match.span()))
    if told := _firm_told(plain):
        return Attention("enterprise", told)
    logins = bool(_LOGIN.search(sentence))
    for match in rules.market.finditer(plain):
        if not (logins and _USERS.fullmatch(match.group())):
            return Attention("market", Span(*match.span()))
    return Attention("none", Span(0, 0))


def invention(sentence: str) -> Span | None:
    """The words that make up a person: “Finance Francine”, “a user persona named Mary”."""
    for pattern in _rules().persona:
        for match in pattern.finditer(sentence):
            named = match.groupdict()
            second = named.get("second")
            if second is not None and not (
                second[0] == named["first"][0]
                and second.lower() != named["first"].lower()
                and not second.endswith(("ing", "ion", "ions", "ment", "s"))
            ):
                continue
            name = next(value for key, value in named.items() if value and key != "first")
            if name not in _NOT_A_NAME:
                return Span(*match.span())
    return None


def _person(sentence: str) -> Span | None:
    if _STAFF.search(sentence) or re.match(
        r"\W*(?:if|when|whenever|suppose|imagine)\b", sentence, re.I
    ):
        return None
    for match in _rules().person.finditer(sentence):
        capital = re.search(r"[A-Z][\w’'-]+", match.group())
        human = re.match(r"(?:[Oo]ne|[Aa]n?|[Tt]h\w+)\s", match.group())
        if human or (capital and capital.group() not in _NOT_A_NAME):
            return Span(*match.span())
    return _person_told(sentence)


def _person_told(sentence: str) -> Span | None:
    """A named human being, or he or she, in a sentence that tells a story."""
    if not _ANY_GENDER.search(sentence) and (match := _rules().pronoun.search(sentence)):
        return Span(*match.span())
    outside = _QUOTED.sub(lambda found: " " * len(found.group()), sentence)
    if _ADDRESSED.search(outside) or ("Alice" in sentence and "Bob" in sentence):
        return None
    for match in _GIVEN.finditer(outside):
        if match["name"] in GIVEN_NAMES:
            return Span(*match.span())
    for pattern in (_NAMED, _FULL_NAME):
        for match in pattern.finditer(outside):
            if match["name"] in GIVEN_NAMES:
                return Span(*match.span())
    match = _SPEAKER.search(sentence)
    return Span(*match.span()) if match and match["name"] not in _NOT_A_NAME else None


def _firm_told(sentence: str) -> Span | None:
    """A firm or its team whose story is told, in the third person and about the past."""
    outside = _QUOTED.sub(lambda found: " " * len(found.group()), sentence)
    if _ADDRESSED.search(outside):
        return None
    for pattern in (_TEAM, _FIRM_TOLD):
        for match in pattern.finditer(outside):
            if match["name"].split()[0] not in _NOT_A_NAME:
                return Span(*match.span())
    match = _THEY_TOLD.search(outside)
    return Span(*match.span()) if match else None
