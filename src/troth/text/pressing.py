"""The words by which a firm presses, tricks or holds those it serves, as tables of patterns.

Seven ways, after Gray et al. (2018) and Mathur et al. (2019): little left (scarcity), little time
(urgency), what others do (social proof), a “no” that shames (confirmshaming), a way out that is
harder than the way in (obstruction), going on and being charged without being asked (forced
continuity), and what is added or agreed to unseen (sneaking). `text.dark_patterns` reads them;
a line is `words it needs :: pattern` as in `text.gated`.
"""

from __future__ import annotations

_THING = (
    r"(?:items?|units?|pieces?|pairs?|rooms?|seats?|tickets?|spots?|places?|tables?|copies|slots?"
    r"|products?|bottles?|boxes|sizes?|offers?|beds?|nights?|homes?|spaces?|bikes?|cars?|vans?)"
)
_PEOPLE = (
    r"(?:people|persons?|customers?|shoppers?|others|visitors?|guests?|users|members|travell?ers"
    r"|buyers|families|households|someone|somebody|riders|students|patients|subscribers)"
)
_OFFER = r"(?:offers?|sales?|deals?|discounts?|prices?|savings?|promotions?|rates?|bonus(?:es)?)"
_TIME = (
    r"(?:\d+|a few|one|two|three|few)\s*(?:hours?|hrs?|minutes?|mins?|days?|seconds?|secs?|h\b|m\b)"
)
_LEAVE = (
    r"(?:cancel(?:l?(?:ed|ing|ation)s?)?|unsubscrib\w+|clos(?:e|ing) (?:your|the|an|my) account"
    r"|leave (?:the|your|our) \w+|end(?:ing)? your \w+|terminat\w+|delet\w+ your (?:account|data))"
)
_HARD = (
    r"(?:call(?:ing)? (?:us|our|the (?!method|function|api|endpoint)|customer|support|\W?\d)|phon(?:e|ing)|ring(?:ing)? (?:us|our)"
    r"|(?:by|via|in|over the) (?:tele)?phone\b|by (?:registered |recorded |certified )?(?:post|mail|letter|fax)\b"
    r"|in writing|in person|visit(?:ing)? (?:a|the|your|one of) \w*\s?(?:branch|store|club|shop|office)"
    r"|registered (?:post|mail|letter)|speak(?:ing)? (?:to|with)|talk(?:ing)? to|writ(?:e|ing) to us"
    r"|send(?:ing)? (?:us )?a (?:signed |written )?(?:letter|request|form)|fax)"
)
_LEAVES = "cancel, subscri, account, leave, end, terminat, delet"

SCARCITY = rf"""
left :: (?:we |there )?(?:only )?(?:have|are|is) (?:only |just )?\d+ left(?= ?[!.,)]|$)|\(?\d+ left[!)]
last, final :: (?:the )?(?:last|final) (?:few )?(?:items?|pieces?|units?|pairs?|copies) (?:left |remaining )?in stock
gone :: once (?:it's|they're|these are|it is|they are) gone
demand :: (?:is|are|currently|very) (?:currently )?in (?:very )?high demand(?=[^.]{0, 60}(?:reserved|cart|basket|order|book))
left :: (?:only|just|last|fewer than|less than|hurry\W+) ?(?:the )?(?:last )?(?:\d+|one|two|three|a few|few|a handful of)(?: more)?(?: of (?:these|them))?(?: [\w-]+){{0,2}}? left(?! (?:to|in the (?:queue|trial|month|year)|side|hand))(?<!days left)(?<!hours left)(?<!minutes left)(?<!steps left)(?<!weeks left)(?<!months left)
left, remain, availab, stock :: \d+\+? {_THING} (?:left|remain(?:ing|s)?|still available)(?: in stock| at this price)?
stock :: (?:only|just) \d+(?: \w+)? (?:in|on) stock|low (?:in |on )?stock|stocks? (?:is|are|running|getting|low)?\s*(?:low|limited|nearly gone)|(?:very )?limited stock|\d+ left in stock
remain, availab :: (?:only|just) (?:\d+|one|two|three|a few|few)(?: [\w-]+){{0,2}} (?:remain(?:ing|s)?|(?:still )?available)
limited :: limited (?:quantit(?:y|ies)(?! of)|suppl(?:y|ies)|availability|seats|places|spots|spaces|rooms|edition offer)
last :: (?:while|whilst|as long as) (?:stocks?|supplies|quantities|they) lasts?
gone, sold, sell :: (?:almost|nearly|soon|all but) (?:gone|sold out)|(?:sell(?:s|ing)?|sold) (?:out )?(?:fast|quickly|soon)|may sell out|about to sell out
going fast, go fast, goes fast :: (?:going|go|goes) (?:very |so )?fast
demand :: (?:in )?(?:very )?high demand(?= ?[!:\u2013-]|,? (?:book|order|buy|hurry|only|don't))|(?:only|just) \d+ {_THING}.{{0,40}}demand
claimed, sold, gone :: \d+ ?% (?:of (?:offers|these|the \w+) )?(?:are |is |have been |already )?(?:claimed|sold|gone)
last :: (?:the |our )?last (?:\d+|few|remaining|one|two|three|available) (?:{_THING}|left|in stock|remaining)
get one, get yours :: (?:before|while) (?:they're|they are|it's|it is) (?:all )?gone
gone :: (?:before|until|till) (?:they're|they are|it's|it is) (?:all )?gone
"""

URGENCY = rf"""
order, checkout, check out, buy, book :: (?:order|check ?out|buy|book)(?: now)? (?:with)?in:? \d\d? ?: ?\d\d
min :: \d+\s?days?\s?:?\d+\s?(?:hours?|hrs?)\s?:?\d+\s?min\w*
left, remain :: (?:only |just )?{_TIME} (?:left|remaining|to go)(?= (?:to (?:get|save|claim|buy|book|order|grab|secure|use|redeem)|on (?:this|your|the) (?:offer|deal|sale))|\s*!)
hurry :: (?-i:H(?:urry|URRY))|hurry(?: up)?(?= ?!)
limited :: limited[- ]time|(?:for|only) a (?:very )?(?:limited|short) time(?: only)?|time[- ]limited (?:{_OFFER})
end, expire, close, finish :: (?:{_OFFER}|everything|it all)(?: must| will)? (?:ends?|expires?|closes?|finish(?:es)?|(?:is|are) (?:ending|over|expiring))(?: on| at| in)? (?:soon|today|tonight|tomorrow|midnight|sunday|monday|friday|{_TIME})
end, expire :: (?:ends?|ending|expires?|expiring|gone) in:? (?:{_TIME}|\d\d)|ends? (?:soon|tonight|at midnight)(?= ?(?:[!.\u2013-]|$))
chance :: (?:last|final|only|your (?:last|final)) chance(?! of)
final, last :: (?:final|last) (?:hours?|call|minutes?|day)(?= to (?:save|buy|order|book|get|claim|shop|join|register|enter|grab)|\s*[!:]| ?-)
act :: act (?:now|fast|quickly|today)(?! as)
miss :: (?:don't|do not|never) miss (?:out|this|your|these|the chance|it)
late :: before (?:it's|it is) too late
only, today :: today only|only today|(?:one|24|48)[- ](?:day|hours?) only|this (?:week|weekend) only
countdown :: (?:the |our )?countdown (?:is on|has (?:begun|started)|ends|timer)|countdown(?= ?[!:])
within, next :: (?:order|buy|book|check ?out|pay|upgrade|sign up|join|decide|confirm) (?:now |it )?(?:with)?in(?: the next)?:? {_TIME}(?= (?:to (?:get|save|keep|lock|secure|claim|receive)|or|and (?:get|save|receive)|for)|\s*[!,:]|$)
reserved, held, hold :: (?:cart|basket|order|seats?|tickets?|room|place|spot|items?|price)\w* (?:is|are|will be|is being)?\s*(?:reserved|held|on hold)(?: for you)?(?: only)? for (?:the next |only |just )?\d[\d: ]*
hrs, hours, :, mins, min, secs :: (?:\d ?\d ?(?::|days?|d|hours?|hrs?|h)[ :]*){{1,2}}\d ?\d ?(?:mins?|minutes?|m)?[ :]+\d ?\d ?(?:s\b|secs?|seconds?)?(?= |$|!)
running out :: (?:time|stock|they|it|we)(?: is|'s|'re| are) (?:almost |quickly |fast )?running out(?: of (?:time|stock))?
never :: now or never
price :: (?:lock in|secure|get|claim|grab) (?:this|your|the|today's) (?:\w+ )?(?:price|rate|offer|deal|discount) (?:now|today|before|while)|(?:price|rate)s? (?:will )?(?:go(?:es)?|rises?|increases?|jumps?) (?:back )?up? ?(?:tonight|tomorrow|at midnight|in {_TIME})
lose, forfeit :: (?:or|otherwise|and) (?:you(?:'ll| will)? )?(?:lose|forfeit) (?:it|your (?:discount|offer|spot|place|reward|bonus|price|seat))
"""

SOCIAL_PROOF = rf"""
bought, purchas, saved, order :: (?-i:[A-Z]\w+) (?:in|from|of) \w[\w.' -]{{1,30}}(?:, [\w.' -]{{2,30}})? (?:has |have )?(?:just|recently) (?:bought|purchased|ordered|saved|booked|signed up)
active, online :: \d+ {_PEOPLE} (?:are |is )?(?:currently |now )?(?:active|online|shopping|seeing|here)(?: on| right| this| now)
cart, basket, bag :: \d+ (?:{_PEOPLE} )?(?:have|has) (?:this|it|these)(?: \w+)? in (?:their|his|her) (?:cart|basket|bag)
sold, bought :: \d[\d,.]*\+? (?:items? |people |customers? )?(?:sold|bought)(?: \w+){{0,3}}? (?:this hour|in (?:the )?(?:last|past) |today)
view, look, watch, brows, consider :: (?:\d[\d,.]*\+?|many|lots of|several|hundreds of|thousands of) (?:other )?{_PEOPLE}? ?(?:other than you )?(?:are |is |have (?:just )?|were |just )?(?:right now |currently |also |now )?(?:view(?:ing|ed)|look(?:ing|ed) at|watch(?:ing|ed)|brows(?:ing|ed)|consider(?:ing|ed)|seeing)(?: this| it| the same| these| right| now| at)
bought, purchas, order, book, add, sold, sign, join :: (?:\d[\d,.]*\+?|someone|somebody|another customer|{_PEOPLE}) (?:other )?(?:{_PEOPLE} )?(?:in|from|near) [\w.' ,-]{{2,40}}? (?:has |have )?(?:just |recently )?(?:bought|purchased|ordered|booked|added|signed up|joined|started)
bought, purchas, order, book, add, sold, reserv :: \d[\d,.]*\+? (?:other )?(?:{_PEOPLE} )?(?:have |has |already |recently |just )*(?:bought|purchased|ordered|booked|reserved|sold|added)(?: this| it| these| the same| to (?:cart|basket|bag)| in the (?:last|past)| today| so far)
bought, purchas, book, order, sold, add, view :: (?:bought|purchased|booked|ordered|sold|added|viewed) (?:to (?:bag|cart|basket) )?(?:over |more than )?\d[\d,.]* times?(?: (?:today|in the|this|already))?
cart, basket, bag :: (?:in|added to) (?:over )?\d+ (?:other )?(?:people's |shoppers' |customers' )?(?:carts?|baskets?|bags?)|\d+ (?:other )?{_PEOPLE} (?:have|has) (?:this|it|these) in (?:their|his|her) (?:cart|basket|bag)
ago :: (?:bought|purchased|ordered|booked|signed up|joined).{{1,80}}?(?:about )?\d+ (?:seconds?|minutes?|mins?|hours?) ago
everyone, everybody, others :: (?:everyone|everybody)(?:'s| is) (?:buying|talking about|getting|switching)|(?:don't be|be) the (?:last|only one)
popular :: (?:most|so|super|very) popular (?:right now|today|choice!)|popular (?:item|choice|product)!
"""

CONFIRMSHAMING = r"""
thank, thx :: no,? (?:thanks|thank you|thx)\W{1,3}\s?i(?:'ll|'d| will| would|\u00b4d)? (?:(?:just|still|really|already|always) )*(?:love|like|hate|prefer|enjoy|be|save|buy|spend|wait until|want|do without|know|trust|leave)(?! (?:to (?:sign|log|continue|go|see|keep|stay) (?:in|up|on|back|here|as))|to wait| in touch)
thank, thx :: no,? (?:thanks|thank you|thx)\W{1,3}\s?i(?:'ll|'d|'m| will| would| am| have| already|['\u00b4]?d)?\s?(?:just |still |really |rather |already |'ve )*(?:don't|do not|don`t|hate|pay|prefer|like|enjoy|rather|want to (?:pay|miss|lose|stay)|love paying|not (?:interested in (?:sav|free|better)|need|want)|miss|am (?:fine|okay|happy|good) (?:with|paying|being)|(?:fine|okay|happy|good) (?:with|paying|being)|have enough|know (?:enough|everything|it all)|take my chances|risk|stay|keep (?:paying|losing)|lose|skip|continue without|walk|give up|let)
rather :: i(?:'d| would|\u00b4d) rather (?:not (?:save|have|know|get|be)|pay|miss|stay|lose|keep (?:paying|losing)|be|spend|do it the hard)
full price :: (?:i(?:'ll| will|'d)?|let me) (?:just |still |rather |prefer to |like to |like |want to )*pay(?:ing)? (?:the )?full price
hate :: i hate (?:sav|free|money|discount|deals|good|being|fun|winning|feeling|looking|my)
don, do not :: (?:no[,.!]?\s+)?i (?:don't|do not|don`t) (?:want|like|need|care (?:about|for)|deserve|believe in)(?: to| any| a| an| my| more| getting| having)*(?: be)? (?:sav\w+|free|discounts?|deals?|offers?|better|cheaper|exclusive|\d+ ?%|special|bonus|rewards?|protect\w*|secure|safe\w*|healthy|successful|grow|growth|faster|the best|great|good|results|help(?:ing)?)
prefer :: i(?:'d| would)? prefer (?:to )?(?:pay|miss|overpay|lose|not to (?:save|get|receive|know))
sure :: are you sure you want to (?:miss|lose|give up|leave (?:all|behind|us)|walk away|pay more|go without|abandon)
risk, unprotected, chances :: (?:i'll|i will|i'd rather|no,? i(?:'ll)?) (?:take (?:the|my) (?:risk|chances)|risk it|leave .{1,30} unprotected|go unprotected)
feel lucky, bad at, not smart, smart :: i(?:'m| am| don't| do not) (?:not smart|feel lucky|bad at|too (?:rich|busy|good) (?:for|to))
sad, miss, sorry to see :: we(?:'ll| will) be (?:so |very )?(?:sad|heartbroken|devastated)|you(?:'ll| will) (?:break our|make us)
"""

OBSTRUCTION = rf"""
{_LEAVES} :: {_LEAVE}[^.!?;]{{0,90}}?\b(?:by |please |must |need to |have to |should |can only |, |only |you can |required to |simply |us )(?:first |only |also |then |either )?(?:be (?:made |sent |requested |submitted |received |given )?)?{_HARD}
cancel, account, subscri, leave, close :: {_HARD}[^.!?;]{{0,60}}? (?:to|before you can|if you (?:want|wish|would like) to) (?:cancel|leave|close your account|unsubscribe|end your \w+|delete your)
online :: (?:cannot|can't|can not|not possible to|unable to|not be able to|no way to)[^.!?]{{0,40}}\b(?:cancel\w*|clos\w+|delet\w+|downgrad\w+|unsubscrib\w+|end\w*)[^.!?]{{0,40}}\b(?:online|in the app|by e-?mail|on the website|through the (?:app|site|website))
online :: (?:cancel\w*|clos\w+|downgrad\w+|unsubscrib\w+)[^.!?]{{0,40}}(?:cannot|can't|can not|not)(?: be)? (?:made |done |accepted |available |possible |processed )?(?:online|in the app|by e-?mail|on the website)
fee :: (?:early[- ](?:termination|exit|cancellation|repayment)|exit|termination|closing|account closure|deactivation|leaving) (?:fee|charge|penalty)s?(?! (?:is|are|will be) waived)(?<!no exit fee)(?<!no termination fee)(?<!no early termination fee)
queue :: (?:remind|contact|follow|chas|message|repl|call|writ|new )\w*[^.!?]{{0,90}}\b(?:end|back|bottom) of (?:the|our) queue
again :: (?:supply|send|submit|upload|provide|resubmit|fill (?:in|out))[^.!?]{{0,50}}(?:documents?|forms?|papers?|proofs?|evidence)[^.!?]{{0,20}} (?:once )?again
notice :: (?:only|unless)[^.!?]{{0,60}}(?:written |in writing )?notice of (?:at least )?(?:\d+|\w+) (?:\(\d+\) )?(?:days|weeks|months)[^.!?]{{0,60}}(?:before|prior to)[^.!?]{{0,40}}(?:renew|term|period|anniversary)
retention, save team, exit interview :: (?:retention|loyalty|save) (?:team|department|specialist)|exit interview
"""

FORCED_CONTINUITY = r"""
renew :: (?:auto(?:matically)?|automatic)[- ]?renew(?:s|ed|al|als|ing)?(?! (?:ssl |tls )?certificate)(?<!certificates with automatic renewal)|renew(?:s|ed|al)? automatically|(?:will|shall) (?:be )?(?:automatically |auto-?)(?:renew\w*|extended|continue\w*|prolonged)|renews? (?:itself|each|every) (?:month|year|term)?[^.!?]{0,30}unless
extend, continu, prolong :: (?:is|are|be|will|shall) automatically (?:be )?(?:extended|continued?|prolonged|converted?|upgraded?|enroll?ed)
trial :: (?:after|when|once|at the end of|following)[^.!?]{0,30}(?:free |introductory )?trial[^.!?]{0,60}(?:charge[ds]?|bill(?:ed)?|pay|paid|subscription|convert\w*|£|\$|€)|trial[^.!?]{0,40}(?:then|thereafter|after (?:which|that)|unless you cancel|automatically|converts?|rolls? (?:over|into))
unless :: unless (?:you |it is |it's |your \w+ is |the \w+ is )?(?:first )?(?:cancel(?:l?ed)?|unsubscribe|opt out|tell us (?:not|otherwise)|notif(?:y|ied)|object)[^.!?]{0,40}(?:before|prior|within|at least|\d+ (?:hours|days)|not to|otherwise|by)
first :: (?:first|introductory|initial)[^.!?;]{0,30}(?:free|only|for|just|at)[^.!?;]{0,30},? (?:and )?(?:then|thereafter|after (?:which|that))[^.!?]{0,30}(?:£|\$|€|per (?:month|year|week)|a (?:month|year)|/mo|charged|monthly|each (?:month|year))
continuous, recurring, rolling :: (?:enroll?ed|opted|entered|signed up)[^.!?]{0,30}(?:continuous|recurring|rolling)[^.!?]{0,30}(?:subscription|billing|payment|program|plan)|negative option
card :: (?:charge|bill|debit)(?:ed|ing)? (?:to )?(?:your|the|any) (?:credit |debit |payment )?(?:card|method|account)[^.!?]{0,60}(?:until you cancel|unless|each (?:month|year|renewal)|on file|without (?:further|prior) notice|automatically)
"""

SNEAKING = r"""
ticked, selected, checked, default :: pre-?(?:ticked|selected|checked)|(?:ticked|selected|checked|opted in|subscribed|enroll?ed) (?:by default|for you|automatically)
added :: (?:we(?:'ve| have) (?:also )?)?(?:automatically )?added (?:automatically )?(?:to|into) your (?:basket|cart|order|bill|bag|trip|booking)(?: automatically| by default| for you| at checkout)?(?= (?:automatically|by default|for (?:you|your)|at|unless)|[.!]|$)
added :: (?:insurance|protection|warranty|cover|donation|membership|subscription|tip|fee)s? (?:has been |have been |was |is |are |will be )?(?:automatically )?added(?: (?:to|at|when)|$)
fee, surcharge :: (?:service|handling|booking|convenience|processing|admin(?:istration)?|care|resort|platform|facility) (?:& handling |and handling )?(?:fees?|charges?|surcharges?)[^.!?]{0,30}(?:at (?:the )?(?:checkout|end|till|desk)|not included|will (?:be added|apply)|on arrival|added)
agree, consent, authoriz, authoris :: (?:agree|consent|authori[sz]e)[^.!?]{0,60}(?:to )?(?:receiv\w+|(?:be )?contact(?:ed)?)[^.!?]{0,60}(?:marketing|promotion\w*|offers|advertis\w+|newsletters?|partners|third parties|automat\w+|by phone|text messages)
opt out, opt-out, untick, uncheck :: (?:unless|if) you (?:do not|don't|would rather not|prefer not|wish not|opt[- ]out|untick|uncheck)[^.!?]{0,60}(?:untick|uncheck|opt[- ]out|tick|we (?:will|may) (?:share|send|sell))|(?:share|sell|disclose)[^.!?]{0,80}unless you opt[- ]out
"""

FAIR_NO = (
    r"\W*no,? (?:thanks|thank you)\W*(?:not (?:now|today|yet)|maybe later|later|remind me later"
    r"|ask me later|skip|close)?\W*"
)
"""A “no” that shames nobody, though labelled snippets of shops have it among those that do."""
TRIGGERS = (
    "left, purchas, limited, thanks, thank you, bought, minute, hurry, ends, expire, cart, basket, "
    "cancel, stock, $, £, €, sold, selling, seller, pay, demand, offer, viewed, viewing, shipping, "
    "saving, save , save!, % off, i'd, i'll, i don't, i do not, remain, gift, checkout, check out, "
    "reserved, order now, order in, free , free!, deal, price, bargain, discount, subscri, renew, unless you, "
    "agree to receive, trial, available, right now, last chance, insurance, protection, mins, hrs, "
    "upgrade, people, customers, persons, users are, once it's, don't miss, exclusive, tempt, qualif"
)
"""The words without one of which the head is not asked."""
