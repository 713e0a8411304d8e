"""Wordings of clauses that bind one side only, a table for each kind, as `text.worded` reads them."""

from __future__ import annotations

_NAME = r"(?-i:(?!(?:You|Your|They|The|This|That|These|Those|It|If|Each|Any|All|No|Such|Passengers?|Drivers?|Customers?|Users?|Members?|Guests?|Who|What|There)\b)[A-Z][\w&.-]*)(?: (?-i:[A-Z][\w&.-]*)){0,2}"
_US = rf"(?:we|us|the (?:company|club|provider|service|platform|seller|landlord|operator|organi[sz]ers?|bank)|{_NAME})"
_OUR = rf"(?:our|its|the (?:company|club|provider|platform|seller|operator|bank)'s|{_NAME}(?:'s?)?)"
_KEEPS = r"(?:withhold|retain|deduct|set[- ]?off|forfeit|claw back|reduce (?:your|the) pay|(?:refuse|reject|reverse|keep) (?:your |any |the |a )?(?:payments?|payouts?|refunds?|claims?|deposits?|earnings|tips?))"
BURDENS = {
    "discretion": rf"""
        discretion :: (?:at|in) {_OUR} discretion
        see fit, deem, opinion :: (?:as|if|when|where) {_US} (?:sees?|thinks?|deems?|considers?)(?: it)? (?:fit|appropriate|necessary)(?: in {_OUR} [^.;]{{3,30}})?
        opinion, judgment, judgement :: in {_OUR} (?:sole |absolute |reasonable )*(?:opinion|judge?ment)
    """,
    "liability": rf"""
        responsible, accountable :: {_US}(?: and [^.;,]{{3,60}})? (?:(?:will|shall|can|does|do|would) not|cannot|won't|is not|are not|isn't|aren't)(?: in any (?:way|event|case))?(?: be)?(?: held)? (?:responsible|accountable) (?:to you )?(?:for|to) (?:any|all|the|such|your|you|damages?|loss\w*|errors|delays?|incorrect|content|actions|third)\b[^.;]{{0,80}}
        responsib :: {_US} (?:disclaims?|excludes?|accepts? no|assumes? no|takes? no|bears? no|has no|have no|shall have no|will have no)(?: (?:any|all|further))*(?: and all)? responsibility(?! or liability)[^.;]{{0,60}}
    """,
    "remedy": rf"""
        remedy, recourse :: your (?:sole|only|exclusive)(?: and (?:exclusive|sole))? (?:remedy|recourse|option|right)[^.;]{{0,80}}
        obligation, obliged, required to :: {_US} (?:has|have|is|are|shall have|will have|assumes?)(?: under)? no (?:obligation|duty|responsibility) to (?:refund|store|keep|provide|support|maintain|restore|notify|inform|warn|return|pay|back up|monitor|respond|tell|give)[^.;]{{0,70}}
        assign, transfer :: {_US} (?:may|can|reserves? the right to)(?: freely)? (?:assign|transfer) (?:this|these|our|its|any|the)[^.;]{{0,60}} without (?:your )?(?:prior )?(?:consent|notice|restriction|notifying)
    """,
    "cost": r"""
        expense, cost, risk :: at your (?:own |sole )+(?:and exclusive )?(?:expense|cost)s?
        expense, cost :: at no (?:expense|cost|charge) to (?!you|the (?:customer|user|passenger|guest|member)|them|him|her)(?:us|the \w+|(?-i:[A-Z])[\w.-]*)
        bear, borne :: (?:all|any|such|these) (?:[\w ,]{0,40} )?(?:costs|expenses|fees|charges) (?:shall|will|must|are to) be borne by (?:you|the (?:customer|user|driver|member|guest|passenger|tenant))
    """,
    "kept": rf"""
        remain, balance :: (?:fees?|payments?|charges|instal?lments|sums?|rent|amounts?|subscription)(?: due)? for the (?:remain(?:der|ing)|rest|balance)[^.;]{{3,50}} (?:shall |will |must |may )?(?:fall|become|remain|are|is|be)(?: immediately)? (?:due|payable|owed)
        lose, refund :: you (?:will |shall )?(?:forfeit|lose) (?:any|all|the|your) (?:deposit|credits?|balance|payments?|prepaid|remaining|unused|right)[^.;]{{0,50}}
        forfeit, lapse :: (?:you(?:r [^.;]{{2,40}})?|unused [^.;]{{2,40}}|any [^.;]{{2,40}}) (?:will |shall |are |is |be )*(?:forfeit(?:ed|s)?)(?: (?:to|by) {_US})?
        extend :: (?:term|period|contract|membership|agreement) (?:shall|will) be extended (?:accordingly|by (?:the|that|a) )
    """,
    "waiver": r"""
        waive, waiver :: you(?: (?:hereby|also|each|expressly|irrevocably|knowingly|agree to|and [^.;,]{2,30}))* waiv(?:e|es|ing) (?![^.;]{0,80}\b(?:jury|class)\b)(?:any|all|your|the|certain)[^.;]{3,70}
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
