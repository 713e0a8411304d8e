"""The words by which a reply moves a fault away from those who speak.

Four forms: a condition (“sorry if anyone was upset”), her feelings in place of our deed (“sorry
you feel that way”), circumstances or rules that are made to answer for us, and blame on her or
on a third party. No company is named: a third party is a trade (courier, provider) or any name
that stands where one does.
"""

from __future__ import annotations

SORRY = (
    r"(?<!no need to )(?<!n't have to )(?:sorry|apolog(?:y|ies|ise|ize|ised|ized|ising|izing|ises|izes|etic)"
    r"|regret(?:s|ted|ting)?\b(?! to (?:inform|say|tell|announce|advise))|mea culpa)"
)
SORRY_WORDS = "sorry, apolog, regret, mea culpa"
"""The parts of words that every form of SORRY holds."""
OTHERS = (
    r"(?:carriers?|couriers?|suppliers?|vendors?|(?:\w+ )?providers?|partners?|banks?|sellers?"
    r"|merchants?|manufacturers?|postal service|post office|isps?|third[- ]part(?:y|ies)|upstream"
    r"|airlines?|airports?|landlords?|contractors?|distributors?|warehouse|publishers?|developers?"
    r"|power company|networks?(?: operators?)?|label|(?:copyright )?owners?|rights holders?|retailers?|"
    r"restaurants?|hotels?|agency|agencies|authorit(?:y|ies)|government|customs|council|hosts?"
    r"|app store|previous owner|former colleague|colleagues?|processors?|card issuers?|issuers?|data cent(?:re|er)s?|host"
    r"|hauliers?|insurers?|utility|broadcasters?|studios?|registrars?|delivery (?:company|driver)"
    r"|(?:logistics|delivery|shipping|network|internet|payment|phone|rail) (?:partner|compan(?:y|ies)"
    r"|service|operator|firm)s?|network rail|organisers?|organizers?|promoters?|franchisees?)"
)
_O = (
    "carrier, courier, supplier, vendor, provider, partner, bank, seller, merchant, manufactur, post,"
    "isp, third, upstream, air, landlord, contractor, distributor, warehouse, publisher, developer,"
    "power, network, label, owner, holder, retailer, restaurant, hotel, agenc, authorit, government,"
    "customs, council, host, app store, colleague, processor, data cent, haulier, insurer, utility,"
    "broadcaster, studio, registrar, delivery, logistics, shipping, internet, payment, phone, rail,"
    "organi, promoter, franchisee, issuer"
)
"""The parts of words that every form of OTHERS holds."""
_NAME = (
    r"(?-i:(?!(?:We|Our|I|You|Your|It|This|That|They|The|There|These|He|She|Please|And|But|If|Who"
    r"|Which|Everything|My|Us|His|Her|As|In|For|On|At|When|All|Any|No|Not|So|Due|Because|Hi|Hello|Thanks|Sorry|Can|Could|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|DM|PM|AM)\b)(?:i[A-Z]|mac[A-Z]|[A-Z])[\w&.-]+(?: [A-Z0-9][\w&.-]+){0,2})"
)
_MANY = (
    r"(?:demand|volumes?|circumstances?|pandemic|coronavirus|covid\S*|virus|weather|storms?|snow"
    r"|ice|fog|winds?|hurricane|floods?|fire|earthquake|situation|conditions?|backlogs?|staff"
    r"(?:ing)? (?:shortages?|levels?|issues?)|shortages?|short[- ]staffed|traffic|congestion|events"
    r"|busy|load|interest|popularity|spike|surge|holidays?|season|strikes?|industrial action"
    r"|accident|trespass\w*|police|emergency|supply chain|limited (?:staff|resources|capacity"
    r"|supply|reviewers)|illness|sickness|war|crisis|global \w+|number of (?:requests|tickets"
    r"|calls|orders|emails|contacts|messages|inquiries|enquiries)|rising costs?|inflation"
    r"|power (?:outage|cut|failure|loss)|commercial power|time (?:zone|constraints)|workload"
    r"|factors|air traffic(?: control)?|(?:football|rugby|cricket) match|late (?:arrival|running)|inbound"
    r"|knock-?on|bank holiday|crew (?:shortage|availability|sickness)|(?:earlier|previous) (?:incident"
    r"|disruption|delays?)|market (?:conditions|prices)|costs|currency|exchange rates?|roadworks|road works|lockdowns?|tariffs?|(?:signal(?:l?ing)?|track|points|overhead"
    r" \w+) (?:failure|fault|problems?|issue)|congestion)"
)
_RULED = (
    r"(?:(?:eu|new|gdpr|european|\w+al) (?:rules?|laws?|regulations?|legislation)|(?:contractual|legal|regulatory|licensing|licence|license|copyright|government|privacy"
    r"|data protection|compliance|security|tax|federal|local|new|state) (?:\w+ )?(?:agreements?|"
    r"regulations?|requirements?|restrictions?|obligations?|reasons?|rules?|laws?|legislation|rights"
    r"|issues?|policies|policy))"
)
_DUE = (
    r"(?:due to|because of|owing to|as a result of|thanks to|caused by|down to|delayed(?: \w+)? by"
    r"|in light of|given)"
)

CONDITION = rf"""
{SORRY_WORDS} :: {SORRY}(?: (?!and|but)[\w']+){{0,6}}? (?:if (?:you|anyone|anybody|someone|somebody|we|i|this|that|it|there|our|my|any|the|some)|in case (?:you|anyone|we|i|this)|should (?:you|anyone|this) (?:have|feel))(?! (?:still|need|want|would|have (?:any )?(?:questions|further)|can\b|could\b))
who, felt, offend, upset, affected, was, were, may, might :: (?:to|for) (?:anyone|anybody|those|any (?:customers?|users?|guests?|of you))(?: who| that)? (?:was|were|may|might|felt|feel|took|has been|have been|affected|offended|upset)(?: \w+)?
if :: if (?:you|anyone|anybody|someone|somebody|we|i|this|that|it|my|our)\b[^.!?;]{{0,70}}?,? (?:then )?(?:we|i)(?:'m|'re| am| are| do| would| must| can only)?(?: \w+)? {SORRY}
{SORRY_WORDS} :: {SORRY} for any (?:offen[cs]e|upset|hurt|confusion|misunderstanding)(?: \w+)? (?:that )?(?:may|might|could)
"""
FEELINGS = rf"""
{SORRY_WORDS} :: {SORRY}(?: to (?:hear|see|learn|know))?(?: that| if| about how)? (?:you|some|people|anyone|they|customers|users)(?:'re|'ve| are| have| were| was| may| might)?(?: (?:have|been|all|still|not))* (?:feel(?:ing)?|felt|took|take|taken|offended|upset|think|thought|see it|saw it|perceived?|disagree|misunderstood|got the impression|find (?:it|this|that|our)|found (?:it|this|that|our)|(?:un)?happy with|disappointed (?:with|by|in))(?: (?:that|this) way)?
"""
CIRCUMSTANCE = rf"""
due to, because of, owing to, result of, thanks to, caused by, down to, delayed, in light, given :: {_DUE}(?: (?:the|an?|some|our|current|recent|very|high|higher|low|late|unusually|unprecedented|unexpected|unforeseen|increased|extremely|exceptionally|exceptional|ongoing|heavy|large|severe|bad|adverse|impact of|effects? of|spread of|amount of|sudden|busy|huge|growing|sheer|popular))*(?: [\w-]+)? {_MANY}
due to, because of, owing to, result of, thanks to, caused by, down to, delayed, in light, given :: {_DUE}(?: (?:the|an?|some|our|current|recent|new|certain|strict|various))* {_RULED}
experiencing, seeing, receiv, getting, facing, having, had :: (?:experiencing|seeing|receiving|getting|facing|having|had|received|received)(?: (?:an?|very|some|extremely|currently|temporarily|unusually|such))* (?:high|higher|long|longer|increased|large|larger|unusual\w*|unprecedented|heavy|record)(?: than (?:normal|usual|expected|average)| call| contact| wait| ticket| delivery| response| email)* (?:volumes?|waits?|demand|number|amount|calls?|contacts?|times?)
control, hands, influence, power :: (?:beyond|outside|out of|not (?:with)?in|not under)(?: of)? (?:our|my|his|her|their) (?:control|hands|influence|power)
control, influence, choice, say, hands :: (?:we|i) (?:have|had) (?:no|little|very little) (?:control|influence|say|choice)|no choice but|our hands are tied|(?:can't|cannot|don't|do not) (?:control|influence) (?:what|how|when|the|that|this|their)
required, obliged, bound, forced :: (?:we|i)(?:'re|'m| are| am| were| was)(?: \w+)? (?:required (?:by (?:law|\w+)|to comply)|obliged|legally (?:required|obliged|bound)|bound by|forced to)
as you, times :: as you can imagine|in these (?:times|difficult|challenging)|unprecedented times|(?:difficult|challenging) times
hectic, busy, crazy, swamped, overwhelmed :: things (?:have been|are|were|got)(?: \w+)? (?:hectic|busy|crazy)|(?:been|are|were) (?:extremely|very|really|so|swamped|incredibly|super) (?:busy|overwhelmed|swamped)|swamped with
spare, free, team, company, business, volunteer, one, solo, single :: in (?:my|our) (?:spare|free) ?time|(?:we are|we're|i'm|i am|as)(?: only| just)? (?:an? )?(?:very |tiny |small )*(?:small (?:team|company|business)|volunteers?|one[- ](?:man|person)|solo|single) ?(?:team|band|developer|dev|show)?
mistakes, circumstances, industry :: mistakes (?:were|have been) made|circumstances (?:were|are) (?:exceptional|difficult)|everyone in the industry
limited :: (?:supplies|stocks?|availability|resources|capacity) (?:is|are|was|were) (?:very |extremely )?limited
weather, holidays, busy, pandemic, strike, traffic :: (?:it|this) (?:was|is|has been) (?:just |only |simply )?(?:the|because of the) (?:weather|holidays|busy season|pandemic|strike|traffic)
stated, outlined, specified, mentioned, agreed, disclosed, described, laid :: (?:as |it is |this is |it's |was )(?:clearly )?(?:stated|outlined|specified|mentioned|agreed(?: to)?|disclosed|described|laid out)(?: \w+){{0,4}} (?:in|during|at|under|on)(?: \w+){{0,2}} (?:page|site|docs|readme|description|e-?mails?|newsletter|faq|terms|policy|policies|agreement|contract|check ?out|conditions|purchase|sign-?up|website|faq)
clear :: (?:our|the) (?:policy|policies|terms|rules) (?:is|are)(?: very| quite| perfectly)? clear
liable, blamed, responsible :: not (?:be )?(?:liable|held responsible|be blamed)|(?:can't|cannot) be (?:blamed|held (?:responsible|liable))
only, else, no one, nobody, other, no other :: only (?:affected|affects|impacted|happens|happened to)(?: to)? (?:an? )?(?:very |relatively )?(?:small|few|handful|minor|tiny|subset|limited|fraction)|(?:nobody|no one|no other \w+) (?:else )?(?:has |have )?(?:complained|reported)|other (?:customers|users) (?:have|did|do)(?: not|n't) (?:complain|report|have)\w*
just because, at no time :: just because [^.!?]{{3,60}} (?:does not|doesn't) (?:\w+ )?(?:make|mean)|at no time (?:was|were|did)
work, bug, defect, error, fault :: (?:works?|working) as (?:designed|intended)|(?:is|was|does|'s)(?: not|n't)(?: sound| look| seem| appear)?(?: like| to be)?(?: actually| really)? an? (?:bug|defect|error|fault)
the system :: the system (?:does not|doesn't|won't) (?:let|allow)
temporarily :: temporarily unavailable (?:on|for|in) some
told :: (?:nobody|no one) told (?:me|us)
spam, abus, fraud, hacker, bot, scammer, attack, bad actor, vandal, thie, theft :: (?:because|as|since|due to|because of|caused by|by)(?: (?:some|a few|many|the|an?|certain))*(?: [\w-]+)? (?:spam\w*|abus\w*|fraud\w*|hackers?|bots?|scammers?|attack\w*|bad actors|vandal\w*|thieves|theft)
outside, fibre, fiber, cable :: caused by (?:an? )?(?:[\w-]+ ){{0,3}}(?:outside|fibre|fiber|cable)
never, nowhere, nobody, no one, did not promise :: we never (?:said|promised|claimed|guaranteed|told)|nowhere (?:do|did) we|(?:nobody|no one|no-one) (?:forced|promised|made) (?:you|this|that)|we did not promise
always, were told, clear, transparent, upfront :: (?:has|have) always (?:said|stated|been (?:clear|like|the case))|as you were told|we(?:'ve| have)(?: always)? been(?: very)? (?:clear|transparent|upfront)
only one, only two, only three, only four, only a few, just me, volunteer, weekend :: only (?:one|two|three|four|a few) (?:of us|people|developers|person)|it(?:'s| is) just me|i(?:'m| am)(?: only| just)? an? volunteer|(?:at|on|over) (?:the )?weekends
true of, normal for, machine, foreseen, known, predicted, perfect, happen :: (?:true|the case) (?:of|for|with) (?:every|all|any)|normal for (?:an?|this|any|such)|works? (?:fine )?on (?:my|our) (?:machine|end|side)|(?:couldn't|could not) have (?:foreseen|known|predicted|prevented)|(?:no (?:system|software|one|product|service)|nobody) is perfect|(?:these |such )?things happen(?=\W*$)
to be fair :: to be fair,?
only a, only an, just a, merely :: only an? (?:very |relatively )?(?:small|few|handful|tiny|limited|minor) (?:percentage|number|share|fraction|part|group|subset)|(?:just|only|merely) an? (?:minor|small|temporary|brief|short|tiny) (?:glitch|hiccup|issue|blip|bug|delay|problem)
outage, incident, scam, misleading :: (?:is|was)(?: not|n't) an? (?:outage|incident)|(?:not|n't) (?:a scam|misleading)
bug, delay, issue, hiccup, beta, early, alpha, preview :: (?:bugs?|delays?|issues?|hiccups?|errors?) (?:are|is) (?:to be expected|normal|expected|inevitable|part of)|(?:is|it's|still)(?: \w+)? (?:beta|early[- ]access|alpha|preview)(?: product| version| software)?,? so
free, hobby, side, job, going on, unpaid :: (?:is|it's) free,? so|a hobby|side[- ]project|(?:full[- ]time|day|other) jobs?|a lot going on|unpaid
costs, prices, market, works, demand :: costs (?:have )?(?:all )?(?:gone up|risen|increased)|how the (?:market|industry|internet|business|system) works|(?:fares?|prices?|rates?) (?:change|vary|fluctuate|move)s? (?:with|by|depending)
law, regulat, legislation, gdpr :: (?:laws?|regulators?|regulations?|legislation|gdpr) (?:requires?|forces?|prohibits?|obliges?|demands?|does not allow|doesn't allow)
taken ill, fell ill, holiday, number of, amount of, volume, influx :: (?:taken|fell) ill|(?:was|is|being) a (?:bank |public |national )?holiday|(?:overwhelming|unprecedented|record|huge|unusual\w*|exceptional\w*)(?:ly)?(?: high| large)? (?:numbers?|amounts?|volumes?|influx|levels?)(?: of)?
stated, said, explained, mentioned, told, repeat :: we(?:'ve| have| had) (?:\w+ )?(?:stated|said|explained|mentioned|told)(?: \w+){{0,3}} (?:several|many|multiple|times|repeatedly)
demand, volume, interest, traffic, workload, backlog, queue :: (?:demand|volumes?|interest|traffic|workload|backlog|queues?) (?:has|have|is|was|are|were)(?: been)? (?:currently |much |far |very |so |extremely )*(?:high\w*|exceed\w*|overwhelm\w*|unprecedented|through|greater|huge)
shortage, outage, hit :: (?:chip|supply|staff|parts?|component|driver|labou?r|global|worldwide|industry[- ]wide|national) (?:shortages?|outage)|(?:was|were|been) hit (?:by|hard)|hit us hard
travel, holiday, vacation, leave, sick, ill, unwell, staffed, busy :: (?:i|we|everyone|team)(?:'ve| have|'s| has| was| were| is| are|'m| am|'re)? (?:been |both |all |just )*(?:travell?ing|on (?:holiday|vacation|leave)|off sick|ill|sick|unwell|short[- ]staffed|understaffed|busy with)
time, gain, free, open, pay for :: (?:(?:had|have) (?:no|little|limited)|(?:haven't|not|n't)(?: have| had| found| find)?)(?: (?:the|much|any|enough|a lot of))* (?:spare |free )?time (?:to|for|lately|recently)|no (?:financial )?gain|(?:free|open[- ]source) (?:software|project|product), (?:so|and)|get what you pay for
only, affected :: (?:was|is|were) only (?:down|out|unavailable|offline|for) (?:\w+ )?(?:a few|\d+|minutes|brief|short)|(?:most|majority|vast majority)(?: of)?(?: our| the)? (?:users|customers|people|guests|passengers)(?: (?:are|were|have))?(?: been)? (?:not |un)(?:be )?affected
same for, industry, business, sector, normal, standard, common, expected :: (?:is|it's|are) the same for (?:every|all|each)|(?:how it works|normal|standard|common)(?: practice)? (?:in|across|for) (?:this|the|our|any) (?:industry|business|sector)|(?:is|are|was|were) to be expected
announced, communicated, notified, published, documented, we did, warned, told, informed :: (?:was|were|has been|have been|had been) (?:clearly |already |also |publicly )?(?:announced|communicated|notified|published|documented)(?: \w+){{0,3}} (?:in advance|in the|by email|last|before|ago|beforehand|months?)|we did (?:inform|warn|notify|announce|email|communicate|tell)|you were (?:warned|told (?:in|about)|informed (?:in|about|of))
regulation, law, rule, legislation :: (?:new|changed|recent|current) (?:\w+ ){{0,2}}(?:regulations?|laws?|rules?|legislation)(?: \w+)? (?:mean|require|force|oblige|mandate|prevent)s?
terms, polic, faq, doc, listing, description, contract, agreement, conditions, clearly :: (?:terms|policy|policies|faq|documentation|docs|listing|description|contract|agreement|conditions)(?: [\w]+){{0,4}} (?:clearly |explicitly |very )?(?<!to )(?:says?|states?|explains|is clear|are clear|specif(?:y|ies))|clearly (?:says?|states?|stated|marked|shown|explained|mentioned|written|communicated)
"""
BLAME = rf"""
should, could, would, might :: you (?:should|could)(?: have|'ve) (?:(?!receiv)\w+ed|read|chosen|known|taken|given|told|done|gone|sent|made|kept|written|brought|thought|set|put)
did, fail, forgot, must, neglected :: you (?:did not|didn't|failed to|forgot to|must have|neglected to) (?:select|read|enter|entered|provide|include|follow|check|choose|chosen|cancel|pay|update|confirm|reply|respond|complete|give|use|used|notice|missed|clicked|submit|specify|understand|turn|miss)\w*(?! (?:our|my))
had :: had you \w+ed|if you had (?!any|an?\b|the|more|further|trouble|issues|problems)\w+
because you :: because you (?:did|didn't|were|used|entered|chose|failed|forgot|never|cancell?ed|missed)
our end, our side, our part, our fault, our mistake, our error, our respons, our issue, our problem, our doing, our decision, our choice, our call, with our, up to us, because of us :: (?:not|isn't|wasn't|nor|never)(?: (?:something|actually|really|an?|any))*(?: \w+)? (?:on our (?:end|side|part)|our (?:fault|mistake|error|responsibility|issue|problem|doing|decision|choice|call)|up to us|because of us|with our)
issue, problem, error, fault, mistake, delay, bug, failure :: (?:issue|problem|error|fault|mistake|delay|bug|failure)(?: (?:is|was|lies|lay|rests|seems to be|appears to be|must be))*(?: \w+)? (?:on|at|with|of|by|from|in) (?:(?:your|their) (?:end|side|part|isp|browser|bank|network|device|computer|phone|settings)|(?:the|an?|our|your) {OTHERS})
error, mistake, fault :: (?:user|customer|human) error on your|(?:error|mistake|fault) on your (?:part|side|end)
{_O} :: (?:the|our|an?|your|my|of) {OTHERS}(?:'s)?(?: [\w-]+){{0,2}}? (?:lost|failed|delayed|did not|didn't|has not|hasn't|have not|haven't|couldn't|could not|never|changed|decided|caused|refused|blocked|experienc\w+|went (?:down|out|bankrupt)|won't|(?:is|are|was|were) (?:down|late|unable|having|experiencing|responsible|to blame|out of stock)|can restore)
issue, problem, bug, limitation, fault, decision, outage, restriction, error :: (?:this|that|it|which)(?:'s| is| was)(?: actually| really| purely| just| simply)? (?:an? |the )?(?:{_NAME}|(?:[\w-]+ )?(?:{OTHERS}|browser|driver|hardware|isp|network|kernel|firmware|os|operating system))(?:'s?)? (?:issue|problem|bug|limitation|fault|decision|outage|restriction|error)
affect, impact :: {_NAME} (?:is|are|was|were|has|had|have)(?: currently)? (?:been )?(?:having|experiencing|suffering|an?)\b[^.!?]{{0,50}} (?:affect|impact)\w* (?:our|us)
reject, delay, denied, pull, block, broke, discontinued, raised, increased, withdrew, revoked, shut, deprecated, marked, suffered, told, informed, let, had :: (?:{_NAME}|(?:the|our|your) {OTHERS}) (?:has |have |had |also |just |recently )*(?:rejected|delayed|denied|pulled|blocked|broke|discontinued|raised|increased|withdrew|revoked|shut down|deprecated|marked|suffered|told us|informed us|let us down|had an? \w+) ?(?:the|our|its|their|my|this|us|it|as|down)?
wait, depend, rely, relies, reliant :: (?:waiting|wait|depend(?:s|ing|ent)?|rely|relies|reliant)(?: still)? (?:on|for|upon) (?:{_NAME}|(?:the|our|your|their|an?) (?:\w+ )?{OTHERS})
bug, issue, problem, fault, error, limitation, delay :: (?:bug|issue|problem|fault|error|limitation|delay) (?:is|was|lies|lay|comes?|came|originat\w+|stems?|stemmed)(?: actually| really| not)? (?:in|with|from|at|on) (?:the|your|an?)(?: \w+)? (?:{OTHERS}|driver|browser|hardware|os|operating system|kernel|library|plug-?in|extension|theme|firmware|isp|router|network)
to do with, to us, to our, unrelated, not our, third :: nothing to do with (?:us|our)|not (?:related|connected) to (?:us|our)|unrelated to our|not our (?:product|app|software|site|website|service|department)|(?:is|was) an? third[- ]party
n't, not :: (?:we|i) (?:don't|do not|can't|cannot|didn't|did not) (?:control|own|operate|maintain|set|manage|develop|decide|have (?:any )?control)(?: \w+)?
take, raise, need :: (?:take (?:it|this|that) up|raise (?:it|this|that)) with (?:the|your|them|{_NAME})|you need to (?:read|learn|understand|pay attention)
discretion, decision, choice, responsib, fault, polic, call, mistake, error, outage :: {OTHERS}(?:'s|s'|')? (?:discretion|decision|choice|responsibility|fault|policy|policies|mistake|error|outage)
up to, depends, decided, determined, set by, down to, responsib, decision, fault, controlled, imposed, shut down :: (?:up to|depends on|decided by|determined by|set by|down to|responsibility of|decision of|fault of|controlled by|imposed by|shut down by)(?: (?:the|your|each|our|an?|its|their))?(?: \w+)? {OTHERS}
caused, due to, because of, result of, down to, trigger, brought :: (?:caused|due to|because of|result of|down to|triggered|brought about)(?: by)?(?: [\w'-]+){{0,6}}? {OTHERS}
due to, because of, caused by, result of, down to :: (?:due to|because of|caused by|result of|down to)(?: \w+)?(?: an?| the)? ?{_NAME}(?:'s?)?(?: \w+)? (?:outage|issues?|bug|changes?|polic(?:y|ies)|problems?|incident|restrictions?|limitations?|failure|requirements?|rules|decision|downtime)
changed, longer, not, n't, requir, reject, remov, suspend, ban, block, terminat :: {_NAME} (?:(?:has |have )?changed (?:their|its|the)|(?:no longer|does not|doesn't|won't|do not|don't|will not) (?:allow|let|permit|support|give)s? (?:us|developers|any|apps|third|this|that)|requires? (?:us|that we|every|all|developers)|(?:has |have )?(?:rejected|removed|suspended|banned|blocked|terminated) (?:our|the app|us|my)|(?:has not|hasn't|have not|haven't) (?:yet )?(?:approved|released|fixed|provided|given))
registered, administered, managed, maintained, handled, controlled, operated, owned, billed, sold, provided, shipped, fulfilled, made, decided, determined :: (?:is|are|was|were|be|'s|been)(?: \w+ and)?(?: \w+ly)? (?:registered|administered|managed|maintained|handled|controlled|operated|owned|billed|sold|decided|determined)(?: \w+ly)? (?:by|through|with) (?:{_NAME}|(?:the|your|an?|third)[ -](?:\w+ )?{OTHERS}|a different department|another (?:department|team|company))
not :: (?:is|was|were|are) not (?:paid for|solicited|caused|made|created|controlled|approved|developed|operated|manufactured|sold)(?: (?:or|and) \w+)? by
run by, made by, built by, organi, sent by, done by, delivered by :: (?:run|made|built|organi[sz]ed|sent|done|delivered) by (?:the|an?|your|another) (?:\w+ )?{OTHERS}
set, decide, control, charge, closed, took :: {OTHERS} (?:set|decide|control|charge|own|took|closed)s? (?:their|its|the|how|when|what|whether|which|it|this)
's :: {_NAME}'s (?:\w+ )?(?:review process|approval process|review team|review|approval|fault|side|end)
blame :: blame (?:the|your|{_NAME})
upstream :: (?:an? |the )?upstream (?:issue|bug|problem|provider|dependency|change|service|limitation)
due to :: due to (?:no|non-?|missing|late|incorrect|wrong|invalid|insufficient) ?\w+
mis :: (?:amount|lot|some|bit|piece) of (?:misinformation|misunderstanding)|misinformation|misunderstanding on your
received, got, passed, told, colleague, spam :: never (?:received|got|passed on|told)(?: \w+){{0,3}} (?:your (?:email|message|letter|call|request)|the message|by my colleague)|(?:my )?colleague never|in your spam folder
without telling, blame, thank :: (?:without telling us|(?:blame|thank) {_NAME} for)
change, update, limitation, restriction, requirement, polic, rule, decision :: (?:limitations?|restrictions?|requirements?|policy|policies|rules) (?:in|of|by|from|imposed by) (?:{_NAME}|(?:the|our) (?:[\w-]+ )?{OTHERS})|(?:an?|the|recent|latest|last) (?:changes?|update) (?:in|by|to) {_NAME}
your :: your (?:own )?(?:bank|isp|internet(?: connection)?|connection|browser|firewall|anti-?virus|network|router|device|settings?|phone|computer|setup|card issuer|proxy|vpn|extensions?|provider)(?: (?:is|was|are|has|may be|seems?|appears?|did))?(?: (?:to be|not|\w+ly))? (?:block\w*|the (?:culprit|cause|problem|issue)|caus\w+|declin\w+|outdated|reject\w*|too old|incompatible)
your :: (?:it(?:'s| is| must be| could be| looks like)|must be|probably|declined by)(?: (?:most|very|either))?(?: likely| probably)?(?: an issue with| a problem with| something (?:on|with))? your (?:own )?(?:end|side|setup|isp|internet|connection|browser|network|bank|device|computer|phone|settings|router|firewall)
using, running :: you(?:'re| are| were)(?: still)? (?:using|running) an? (?:out(?:dated|-of-date)|old|unsupported|modified|pirated|unofficial)
wrong, incorrect, invalid, expired, contract, terms, agree, condition, when, to this :: you (?:entered|selected|chose|used|typed|provided|signed|clicked|deleted|accepted|agreed to|ordered|booked|gave us) (?:the (?:wrong|contract|terms|agreement|conditions)|an? (?:wrong|incorrect|invalid|old|expired)|incorrect|(?:this|that) when|to this)
home, answered, available, incorrectly, wrongly, payment :: you (?:were|are)(?: not|n't) (?:at home|home|available|in\b|present)|(?:no one|nobody|no-one) (?:answered|was (?:home|in|there))|(?:filled in|entered|submitted|typed|addressed) (?:incorrectly|wrongly)|(?:as|because|since) (?:no|the|your) payment (?:failed|was|had|has)|(?:because|as|since) (?:the|your) (?:card|payment) (?:failed|was declined)
your facts, nothing wrong :: check your facts|(?:did|done) nothing wrong|nothing wrong (?:on|at) our
works fine, working fine, works for :: (?:works|working|fine)(?: \w+)? (?:fine )?(?:here|for (?:us|everyone|me))(?: else)?,? (?:so|and)
agreed, accepted, consented :: (?:you|customers) (?:already )?(?:agreed|accepted|consented)(?: \w+)? (?:to|the)(?: \w+){{0,3}} (?:terms|conditions|policy|agreement|contract)
"""
