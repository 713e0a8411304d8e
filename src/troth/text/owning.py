"""The words by which a reply owns what went wrong, part by part, and those that only feel with her.

Six parts make an apology (Lewicki, Polin and Lount 2016): regret, explanation, responsibility,
repentance, repair, a request for forgiveness. “Sorry to hear that” regrets her trouble and owns
nothing: these are the words of sympathy. Lines read as `text.gated` says.
"""

from __future__ import annotations

from troth.text.evading import SORRY, SORRY_WORDS
from troth.text.wording import whole

_HEAR = r"(?:hear(?:ing)?|see|read(?:ing)?|learn(?:ing)?|know|find out|understand|note|notice)"
_TROUBLE = (
    r"(?:troubles?|issues?|problems?|difficult(?:y|ies)|frustration|inconvenience|delays?"
    r"|experience|errors?|situation|upset|stress|worry|disappointment|hassle|pain)"
)
_MEND = (
    r"(?:fix\w*|refund\w*|replac\w*|resolv\w*|credit\w*|send\w*|sent|correct\w*|revers\w*|restor\w*"
    r"|repair\w*|reimburs\w*|compensat\w*|reach out|look(?:ing)? into|investigat\w*|issu(?:e|ed|ing)"
    r"|extend\w*|make (?:this|it|things) right|put (?:this|it) right|honou?r|mend\w*|sort\w*|assist\w*"
    r"|escalat\w*|help\w*|work\w*|got|cleared|redo\w*|re-do\w*|ship (?:you )?another|pay for|waiv\w*"
    r"|pass\w* (?:\w+ ){0,3}(?:to|on|over)|take a (?:closer )?look|look at|reopen\w*)"
)
_MEND_WORDS = (
    "fix, refund, replac, resolv, credit, send, sent, correct, revers, restor, repair, reimburs,"
    "compensat, reach out, look, investigat, issu, extend, right, hono, mend, sort, assist, escalat,"
    "help, work, got, clear, redo, ship, pay for, waiv, pass, reopen"
)
_THEIRS = (
    r"(?:'ll| will|'ve| have|'d (?:like|love) to| would (?:like|love) to|'re| are|'m| am| can| may)"
)
SYMPATHY = rf"""
{SORRY_WORDS}, sad, hate, disheartened, concerned, upset, disappointed, bum :: (?:{SORRY}|sad(?:dened)?|hate|disheartened|concerned|upset|disappointed|bummed|bum) (?:to|that you)(?: (?:have to|both|all))? {_HEAR}
sorry, regret :: (?:sorry|regret)(?: that| about how)? (?:you(?:'re|'ve|'d)?|your|this (?:has |is )?happen(?:ed|ing|s)|the (?:original |same )?\w+(?: \w+){{0,4}} (?:is|are|was|were|isn't|has)\b)(?! (?:were|was|had to wait|have had to wait|have to wait|had to go|have been (?:waiting|charged)|order|refund|parcel|package))
{SORRY_WORDS} :: {SORRY} (?:for|about) (?:the|any|all the|all|this|these) {_TROUBLE}(?: that)? (?:you(?:'re|'ve| are| have| may be)? (?:been )?(?:having|experienc\w+|fac\w+|encounter\w+|running)|your)
sorry for your :: sorry for your (?:loss|troubles?|frustration|situation)
understand, apprecia, reali, know, see, get, recogni, imagine :: (?<!better )(?:understand|appreciate(?! your concern)|realise|realize|know|see|get|recognise|recognize|imagine)(?: just| fully)? (?:(?:how|why|that|this|it|your)(?: (?:is|can be|must be|may be|might be|was))?)(?: [\w']+){{0,5}}? (?:frustrat\w+|concern(?:s|ed|ing)?|disappoint\w+|upset\w*|annoy\w+|inconvenien\w+|difficult\w*|stress\w*|pain\w*|important|urgency|anger|angry|objection|worr\w+|coming from)
frustrating, upsetting, disappointing, stressful, annoying, no fun, awful, terrible :: (?:that|this|it)(?:'s| is| was| does| sounds?| must| may)?(?: definitely| never| certainly)?(?: not| n't)? (?:be |been |have been |really |very |so )*(?:frustrating|upsetting|disappointing|stressful|annoying|no fun|awful|terrible to)
we like, we want, we love, we expect, experience :: (?:that's|that is|this is|this isn't|that isn't|it's|was)(?: definitely| certainly| never)?(?: not)? (?:the|what|how|an?|the (?:type|kind) of)(?: \w+){{0,4}} (?:experience (?:that )?we|we (?:like|want|love|expect) (?:to (?:hear|see|read|give|provide|deliver|offer)|you|for))
sound :: (?:does not|doesn't|didn't|not) sound (?:good|great|right|fun|ideal)|sounds like it can be difficult
fun, pain, hear you, hearts, thoughts, appear, seem, sound, know this :: (?:are|is) (?:no|never|not) fun|feel your pain|we hear you|our (?:hearts|thoughts) (?:go|are)|you (?:appear|seem|sound) (?:to be )?(?:frustrated|upset|concerned|disappointed)|know this is(?: not|n't) the (?:answer|news|outcome)
"""
REGRET = rf"""
{SORRY_WORDS} :: {SORRY}
pardon, excuse :: (?:please )?(?:pardon|excuse) (?:us|our)
"""
EXPLANATION = r"""
because, due, caused, result :: (?:this|that|it|which|issue|outage|delay|incident|problem|error|failure)(?: \w+){0,3} (?:was|were|is|are)(?: \w+)? (?:because|due to|caused|the result|down to)
because, due to, owing, caus, result, happened, led to, reason :: because|due to|owing to|caused (?:by|our|the|a)|as a result of|root cause|happened (?:when|after|because)|led to|resulted in|the (?:reason|cause)(?: \w+){0,4} (?:was|is|for)
turned out, experiencing, since, held up, backed :: turned out to be|(?:we are|we're) experiencing|since (?:the|we|this|our|it)|(?:backed|held) up
"""
RESPONSIBILITY = r"""
mistake, fault, error, fail, bad, oversight, blunder :: (?:our|my|entirely our|all our) (?:mistake|fault|error|failure|failing|bad\b|oversight|blunder)
mistake, fault, error, fail, oversight :: (?:mistake|error|fault|failure|failing|oversight) (?:on|of|by|is|was|at|from) (?:our|ours|my|mine)(?: (?:part|side|end|own))?
wrong, mistake, error, badly, poorly, messed, screwed, down, ball, short, owe, blame, responsib, ownership, own this, failed, broke, should, charged, missed, forgot, lost, deleted, damaged, misread, misunder, did not, didn't :: (?:we|i)(?: (?:really|clearly|simply|completely|have|has|just|all|also))* (?:(?:got|did|made|handled|took|done) (?:(?:this|that|it|a|an|the|some) )?(?:(?!nothing|anything)\w+ )?(?:wrong|mistakes?|errors?|badly|poorly)|messed up|screwed up|let (?:\w+ ){1,3}down|dropped the ball|fell short|owe you|were wrong|was wrong|take (?:full |complete )?(?:responsib\w+|the blame|ownership)|own this|failed (?:you|to\b|our|on)|broke (?:our|my|your|the)|should(?:n't| not)? have (?!been there|received)\w+|(?:double|over)-?charged|missed (?:your|you|this|the|our)|forgot (?:to|your|about)|(?:lost|deleted|damaged) your|misread|misunderstood your|(?:did not|didn't) (?:protect|tell|test|check|give|keep|communicate|meet|listen|do (?:enough|our|what)|live up|call|reply|answer|follow))
allowed, slow, rude, broke, introduced, caused, made :: (?:we|i) (?:allowed (?:this|that|it) to happen|were too slow|was too slow|was rude|broke)|(?:that|bug|error|fault) (?:that )?we (?:introduced|caused|made)
happened, deserve, good enough, unaccept, inexcus, you were right, you are right, no excuse, not up, not the level :: (?:should|must) (?:not|never) have happened|you deserved? better|(?:is|was|were)(?: simply| just)? (?:not good enough|unacceptable|inexcusable)|you (?:were|are) right to|no excuse for|you were right and|not (?:up to|the level of) (?:our )?(?:standards?|service)
monitor, staff, team, process, test, check, alert :: our (?:\w+ )?(?:monitoring|staff|teams?|process(?:es)?|tests|checks|alerts?) (?:was not|were not|wasn't|weren't|failed|missed|did not|didn't)
"""
REPENTANCE = r"""
again :: (?:(?:will|won't|shall|'ll|does not|doesn't|never|not)(?: not| never)? (?:ever )?(?:happen|let (?:this|it) happen|do (?:this|that|it)|occur|be repeated)(?: \w+)? ?again)|never again
learn, prevent, mitigat, avoid :: learn(?:ed|t|ing)? from (?:this|that|it|our)|prevent(?:ed|ing)? (?:this|that|it|future|similar|such|any|a repeat|recurrence)|(?:mitigate|avoid) (?:future|similar|such|this|a repeat|events)
so, sure, ensur :: (?:so|to ensure|to make sure|ensuring|making sure)(?: that)? (?:this|that|it) (?:does not|doesn't|won't|will not|never|cannot|can't)(?: \w+)? (?:happen|occur|again)
chang, improv, review, rework, overhaul :: (?:(?:we|i|team|teams)(?:'re|'ve|'ll| are| have| will| is| has)(?: \w+){0,2}) (?:chang(?:ed|ing)|improv(?:e|ed|ing)|review(?:ed|ing)?|rework\w*|overhaul\w*) (?:our|how we|the way we|this event|what (?:happened|went)|working)|improving our
better :: (?:do|be|doing) better\b
"""
REPAIR = rf"""
{_MEND_WORDS} :: (?:we|i|they|team|someone|you){_THEIRS}(?: (?:now|be|been|happy|glad|to|also|absolutely|definitely|personally|already|currently|actively|closely|working|hard))* {_MEND}
refund, credit, replacement, voucher, compensation, discount :: (?:refund|credit|replacement|voucher|compensation|discount)(?: of \S+)? (?:is|has|was|will|to you)
{_MEND_WORDS} :: (?:so|and)(?: that)? (?:we|i|someone|our \w+|somebody|they) (?:can|will|'ll|may) (?:\w+ )?{_MEND}
fixed, resolved, restored, running, back, free, normal :: (?:should|is|are|all)(?: (?:now|all|be|been|back))* (?:fixed|resolved|restored|running (?:normally|correctly|smoothly)|back (?:up|to normal|online))|get a month free|things are back to normal
refunded, replaced, credited, corrected, reversed, patched, restored :: (?:is|are|was|were|has been|have been) (?:\w+ )?(?:refunded|replaced|credited|corrected|reversed|patched|restored)
"""
FORGIVENESS = r"""
forgiv, accept, pardon, excuse :: forgive(?:ness)?(?! me for)|(?:accept|pardon|excuse) (?:our|my)(?: \w+){0,2}(?: apolog\w+)?|please excuse
ask, beg :: (?:ask|beg)(?:ing)? (?:for )?your (?:forgiveness|pardon|understanding)
"""
LATE = whole(
    rf"{SORRY}(?: again)? (?:for|about|on)(?: (?:the|my|our|any|such|this|a|very|so|late|slow|long|delayed|taking|not))*"
    r" (?:late|slow|long|delay\w*|wait\w*|repl(?:y|ies|ying)|respon\w+|answer\w*|getting|get|so long)",
)
"""An apology for nothing but the lateness of the answer."""
