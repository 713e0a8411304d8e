"""The words by which a request is turned down, and where they stand.

Shared by whatever asks “does this say no?”. A “no” within a condition (“if you cannot sign in”),
a question or a piece of advice (“keep in mind that…”) turns nobody down and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from troth.model.origin import Span
from troth.patterns import later
from troth.text.gated import Gated


@dataclass(frozen=True, slots=True)
class Refusal:
    """One “no” and its words; `channel` where only this way of asking is refused."""

    span: Span
    channel: bool


_WE = (
    r"(?:we|i|our (?:\w+ )?(?:team|staff|agents?|system|policy)|the (?:\w+ )?(?:team|staff"
    r"|agents?|system)|(?:company|store) policy)"
)
_ADV = (
    r"(?: (?:currently|really|simply|just|still|sadly|unfortunately|generally|also|only|therefore"
    r"|regrettably|actually|always|presently|yet|even|officially|at (?:this|the) (?:time|moment)))*"
)
_GIVE = (
    r"(?:offer|support|provide|allow|accept|plan|intend|ship|deliver|sell|take|refund|cover|give"
    r"|make|comment|track|consider|honou?r|issue|permit|publish|share|carry|stock|serve|exchange"
    r"|price[- ]match|reimburse|grant|extend|process|handle|deal with|waive|merge|answer|reopen"
    r"|open|list|hold|store|do (?:that|this|it|refunds|exchanges|price)|support(?:ing)?)"
)
_AHEAD = (
    r"(?:be (?:able|add\w+|mak\w+|implement\w+|support\w+|fix\w+|offer\w*|accept\w*|chang\w+|refund\w*"
    r"|issu\w+|extend\w*|possible|available|merg\w+|unlock\w*|provid\w+|do\w+|tak\w+|continu\w+|giv\w+"
    r"|reinstat\w+|restor\w+|releas\w+|port\w+|work\w+ on)|get (?:any )?(?:more |further )?updates|add|fix|implement|support|offer|accept|refund|issue"
    r"|make|change|merge|do|consider|provide|allow|extend|reopen|replace|honou?r|unlock|restore|take"
    r"|give|reinstate|release|port)\b"
)
_NOT_BE = (
    r"(?:(?:is|are|'s|'re|be)(?: currently| unfortunately| still| sadly| really| simply| just| at"
    r" the moment)? not|isn't|aren't|(?:won't|will not|would not|wouldn't|can't|cannot|can not) be)"
)
_NOTHING = (
    r"(?:there(?:'s| is| are|'re)(?: currently| unfortunately| really| simply| sadly| just)*)"
)
_TABLE = rf"""
can :: {_WE}{_ADV} (?:can ?not|can't|could not offer|couldn't offer)(?! (?:wait|believe|thank|reproduce|see\b(?! (?:your|customers?'?) (?:account|order|booking|details))|find|stress|express|imagine|replicate|tell\b|help but|say thank|apologi[sz]e|be (?:held|blamed|liable)))
unable, not able :: {_WE}(?:'re|'m| are| am|'ll be| will be| would be| were)?{_ADV} (?:not able|unable)(?! to (?:reproduce|replicate|find|see|locate|connect|reach))
not, n't :: {_WE}{_ADV} (?:aren't|are not) (?:able to|in a position to|going to|planning to|allowed to|permitted to|taking|accepting|offering|considering)
not :: (?:we|i)(?:'re|'m)(?: \w+)? not (?:able to|in a position to|going to|planning|allowed to|permitted to|taking|accepting|offering|considering|responsible for (?:the )?support)
won't, will not :: {_WE}{_ADV} (?:won't|will not){_ADV} {_AHEAD}
not, n't :: {_WE}{_ADV} (?:do(?:es)? not|don't|doesn't){_ADV} (?:{_GIVE}(?! (?:any of )?(?:your|personal|customers?'?) (?:\w+ )?(?:data|info\w*|details|emails?|address))|have (?:anything|any|an?|the|them|those|bandwidth|budget|permission|authority|rights|insight|that|this|plans|access|enough|capacity|resources|time|support|stock|information|details|info|news|it\b))
no longer :: {_WE}(?:'ve|'re| have| are)?{_ADV} no longer (?:offer|support|accept|provid|sell|ship|mak|stock|maintain|carry|have|do|tak|able|allow|us|serv|deliver|run|work|list|issu)\w*
decided, no  :: {_WE}(?:'ve| have| had)?{_ADV} (?:decided (?:not to|against)|no (?:plans?|intention|estimated|eta|further (?:information|updates?|info)|current|(?:\w+ )?info\w*|timeline|date))
deprecated, discontinued, retired, stopped :: (?:we|i)(?:'ve| have)? (?:deprecated|discontinued|retired|stopped (?:offering|supporting|selling|accepting))
decline, refuse, turn, say no, pass on, reject :: (?:we|i)(?:'ll| will| would|'d)?(?: have to| must| need to| regret\w* to)?(?: respectfully| unfortunately| politely)? (?:decline|refuse|turn (?:this|that|it) down|say no|pass on this|reject)
a no :: (?:we|i) have a no
only :: we{_ADV} only (?:track|accept|use|support|do|take|handle|offer|provide|ship|deliver)
not, n't, be :: {_NOT_BE}{_ADV} (?:possible(?! for someone)|supported|planned|allowed|permitted|eligible|entitled|refundable|covered|accepted|offered|provided|administered by|something (?:we|that|i|you can)|an option|on (?:our|the) roadmap|in scope|feasible|valid for|included|transferable|negotiable|payable|guaranteed|implemented|a (?:supported )?feature|a (?:service|product|feature|title|show|item|use case) (?:we|that we)|available)
can't be, cannot be, can not be, won't be, will not be :: (?:(?:can't|cannot|can not|won't|will not) be)(?: (?:re)?(?:unlock|refund|revers|restor|chang|mov|transferr|cancell?|accept|extend|combin|exchang|reopen|recover|guarante|approv|add|replac|process|remov|merg|us|return)ed| made| given| undone| done| sent)
no, n't any :: {_NOTHING} (?:no|not a|not any)(?: (?:other|real|current|further|more|set|exact|easy|direct|built-in|official|concrete|immediate|estimated|specific))* (?:plans?|way|options?|possibilit(?:y|ies)|refunds?|eta|timeline|time ?frame|date|appeal|exceptions?|support for|availability|news|updates?|additional)
nothing :: {_NOTHING}? ?nothing (?:more |else |further )?(?:that )?(?:we|i) can do
can't be, cannot be, can not be :: (?:can't|cannot|can not) be (?!found|reached|opened|loaded|charged|affected|beaten|overstated|seen|displayed|installed|started|parsed|resolved|held|blamed)\w+(?:ed|n|ne|nt)
soon, future :: (?:not|n't|no)\b[^.!?]{{0,50}} (?:any ?time soon|in the (?:near|foreseeable) future)
as is, as it is :: (?:leave|keep|stay|remain)(?:ing)?(?: \w+){{0,2}} as (?:it )?is(?=\W*$|,)
end of life, end of support, end-of-life :: reached (?:its )?end[ -]of[ -](?:life|support)
nothing to :: nothing (?:new |more |further )?to (?:share|announce|report|add)
no refund :: no refunds?
no plan :: no plans? (?:to|for|on|at)
no longer :: no longer (?:under|in) (?:active )?(?:development|production|stock)|no longer (?:\w+ )?(?:supported|available|offered|maintained|sold|in stock|being (?:sold|made|developed|supported|maintained|offered)|developed|accepted|possible|valid)
clos :: (?:closing|i(?:'ll| will) close|going to close)(?: (?:this|it|the|issue|issues|now|out|request|ticket|PR|one))*(?: for now)?,? (?:as|because|since|due to)(?! (?:(?:an? |this |it |is |has |was |been |it's )*(?:duplicate|dup\b|fixed|resolved|solved|completed?|done|released|answered|merged|implemented)|[^!?]{{0,40}}(?:fix|resolv|solv|releas|works? now)))
fix, scope, planned, roadmap :: won't ?fix|wontfix|will not be fixed|out of scope|outside the scope|not planned|not on (?:our|the) roadmap
deprecated, discontinued, retired :: (?:(?:is|was|has been|had been|'s|project|are) )(?:now )?(?:deprecated|discontinued|retired)(?= *$|[.,!]| and| as)
polic, terms, rules :: our (?:\w+ )?policy is (?:only )?(?:to|not|that we)|against (?:our |company |store )?policy|(?:policy|policies|terms|rules) (?:do(?:es)? not|don't|doesn't|prevents? us) ?(?:allow|permit|let|from)?
only, solely :: (?:is|are|'s) (?:only|solely) (?:included|sold|available|open|offered|possible|for|supported|valid) (?:to|for|with|on|in|through)?
non :: (?:would |will |does |do |must |has to )?remain non-?refundable|(?:is|are|'s|'re) (?:strictly )?non-?(?:refundable|returnable|transferable)
all :: all (?:that )?(?:we|i) can (?:do|offer)(?: \w+){{0,5}} is
declined, rejected, denied, refused :: (?:request|application|claim|pull request|appeal|proposal|refund) (?:has been|was|is being|is|had to be) (?:declined|rejected|denied|refused)
can, not, n't :: you(?:'ll|'re| will| would| are)?{_ADV} (?:can't|cannot|can not|not be able to|won't be able to|wouldn't be able to|not (?:able|eligible|entitled|allowed))(?! (?:to )?(?:find|see|figure|reach|go wrong))
place :: not the (?:right )?place (?:to|for)
not going :: not going to (?:happen|add|be (?:able|add\w+|fix\w+|implement\w+|support\w+|chang\w+)|change|fix|support|do|refund|implement|make|offer|work on)
not :: (?:that's|that is|this is|it's|it is|is|was)(?: really| just| currently)? not (?:happening|a priority|for us|a (?:good )?fit|the direction|in line with|in our|on our)
say no, answer, a no, firm no, hard no :: (?:have to|going to|must|need to) say no|answer is(?: still| simply)? no|(?:it's|that's|is) a (?:firm |hard )?no
fit, align :: (?:does not|doesn't|don't|do not)(?: really| quite)? (?:fit|align)(?: \w+)? (?:our|the|with|into)
won't, will not :: (?:won't|will not) (?:come back|return|be back|happen(?! again)|change(?! (?:for|how))|(?:be )?coming back)
only :: (?:we|i|is|are|this)[^.!?,;]{{0,30}} (?:track|accept|use|used|take|handle)\w* only|(?:is|are) (?:meant |used )?for [\w -]{{3,30}} only
no  :: no (?:eta|timeline|estimate|plans?|release date|date|news)(?: yet| for| at| on| to|(?=\W*$))
only :: only (?:the|an?|account|your|registered|existing)(?: \w+){{1,3}} (?:can|may|is able|are able)
all, as we can, we can, i can :: that(?:'s| is) all (?:that )?(?:we|i) can|as (?:low|far|much) as we can|the (?:best|most|maximum) (?:that )?(?:we|i) can (?:do|offer)
ended :: support (?:for [^.!?]{{1,40}} )?(?:has )?ended|we(?:'ve| have)? ended support
lock :: lock(?:ing|ed) (?:this|the) (?:thread|issue|topic|conversation|discussion)
support :: (?:it|app|product|tool|software|platform|system|service|device|website|site|plugin|library){_ADV} (?:does not|doesn't){_ADV} support
not, n't :: there (?:aren't|isn't|are not|is not|is not currently)(?: (?:any|a|an|currently|any current|yet))* (?:plans?|way|option|support|possibility|eta|timeline)
not :: (?:we|i)(?:'re| are|'m| am)(?: currently| actively)? not(?: currently| actively)? (?:looking (?:to|at|into)|interested in|working on|ready to|prepared to|willing to|pursuing)
expect, unlikely :: (?:wouldn't|would not|don't|do not) expect (?:this|it|that|any)|(?:it's |it is |is |are |very )unlikely (?:to be (?:add|chang|fix|implement|support)\w*|that (?:we|this|it)|we|to happen|to change)
plan, subscription, account, tier, licen :: (?:requires?|need|needs|must have|have to have)(?: to (?:have|be on))? (?:an?|the|our) (?:paid|premium|pro|business|enterprise|higher|yearly|annual|team|professional|plus) (?:plan|subscription|account|tier|licen[sc]e)
can only, could only :: (?:we|i)(?: can| could| are able to|'re able to){_ADV} only (?:refund|offer|accept|change|do|provide|ship|help|process|give|send|issue|support)
decision, outcome, suspension, ban, block, remain, stay, kept :: (?:decision|outcome) (?:is final|stands|remains|will not|won't)|(?:suspension|ban|block) (?:stands|remains|will remain)|(?:will|to) (?:remain|stay|be kept) (?:suspended|closed|locked|disabled|banned)
no further, no more, no new, archived, unmaintained :: no (?:further|more|new|additional) (?:fixes|updates|releases|support|development|information|comment)|(?:is|are|been|be|now) (?:archived|unmaintained|abandoned)
decision to, decided to :: (?:decision|decided) to (?:sunset|discontinue|retire|shut|stop (?:offering|selling|support)|end|remove)
don't, do not :: (?:i|we)(?: really)? (?:don't|do not) (?:want to (?:go|add|do|support)|think (?:so\b|we(?:'ll| will| can| should)|that(?:'s| is) possible|it(?:'s| is| will be) possible))
outside, beyond :: (?:that|this|it)(?:'s| is)(?: \w+)? (?:outside|beyond) (?:of )?(?:what|the scope|our scope|our support)
tracker, support, help :: (?:bug|issue) tracker,? (?:and )?not|not an? (?:support|help) (?:forum|channel|desk)
sorry, no., no , nope, not. , not yet, not at, not curr, not real, not poss, not supp, ly not, afraid no, ly no :: (?<![\w,;'] )(?:no|nope|not (?:yet|at (?:this|the) (?:time|moment)|currently|really|possible|supported)|(?:unfortunately|sadly|i'm afraid) (?:not|no))(?:,? (?:sorry|i'm afraid|unfortunately|sadly))*(?=\W*$)
buy, purchase, pay, book, order, subscribe, apply, plan :: you(?:'ll| will|'d| would)(?: \w+)? (?:have|need) to (?:buy|purchase|pay(?! attention)|re-?book|order a|subscribe|apply again|start over|upgrade to (?:\w+ ){{1,3}}plan)
restricted, exclusive, reserved :: (?:is|are) (?:restricted|exclusive|reserved) (?:to|for)
unfortunately, regret, sadly, afraid, sorry :: (?:unfortunately|regretfully|sadly|regrettably|(?:(?:i'm|i am|we're|we are) )?afraid|sorry,? but)\b(?! (?:if|when))[^.!?;]{{0,70}}?\b(?:not(?! only)|(?:is|are|'s|have|has|with) no|no longer|cannot|can't|won't|don't|doesn't|isn't|aren't|unable|only|impossible|(?<!should have )(?<!could have )(?:ended|expired|closed|cancell?ed)|out of stock|sold out|too late|stopped|removed|gone|required to|must|have to)
unfortunately, afraid, sorry :: (?:not|(?:is|are|'s|have|has) no|cannot|can't|won't|don't|doesn't|isn't|aren't|unable)\b[^.!?;]{{0,80}}?(?:\bunfortunately|(?:i'm|i am|we're|we are) afraid|, sorry)(?=\W*(?:\(|$))
only :: (?:works?|valid|sold|offered|available|open|possible) only (?:in|for|to|with|on|at|from)|for (?:\w+ ){{1,3}}only(?=\W*$)
decided against, hold your breath, not here, not going in, impossible :: decided against|hold your breath|, not here|not going in(?=\W*$)|impossible to
repo, tracker, forum, channel, board :: (?:repo|repository|tracker|forum|channel|board) is (?:only |solely |just )?for
removed, taken out :: (?:features?|options?|functions?|functionality|support|settings?|modes?) (?:was|were|has been|have been|got|is|are) (?:removed|taken out)
there's no, there is no, there are no :: there(?:'s| is| are)(?: currently)? no (?!charge|need|rush|limit|cost|fee|problem|doubt|hurry|extra|reason|issue|catch|obligation|minimum|difference|pressure|risk|data|outage|longer|change|forms?\b|paperwork|queue|waiting|deposit|contract|commitment|penalt|requirement|surcharge)\w+(?: \w+)? (?:for|to|available)
unfortunately :: (?:is|are) unfortunately (?:expected|normal|the case|impossible|by design)
"""
_NO = Gated({"refusal": _TABLE})
_HELD_BACK = later(
    r"\b(?:if|when|whenever|whether|in case|since|once|unless|until|before|why|how|where"
    r")\b[^,;:]*$"
    r"|\b(?:hear|see|know|learn|understand)(?: that)? $",
    re.I,
)
_TILL = later(r"[^.!?;]{0,80}?\b(?:until|unless)\b", re.I)
_WHICH = later(
    r"\b(?:accounts?|items?|anything|something|someone|details?|one|information)(?: that| which)? "
    r"(?:you|we|i|they)\b",
    re.I,
)
"""“An account you cannot open” describes and refuses nothing."""
_ADVICE = later(
    r"\W*(?:(?:please |and |but |also,? )*(?:keep in mind|bear in mind|remember|make sure|ensure"
    r"|some \w+|try|do not|don't)\b)",
    re.I,
)
_CHANNEL = later(
    r"[^.!?]{0,90}?\b(?:over|via|through|on|in|by|from|using|here on|within)\s+(?:the |our |this |a"
    r" |public )?(?:social(?: media)?|twitter|facebook|tweets?|dms?\b|github|forum|channel|chat|email"
    r"|e-mail|phone|tracker|issues?\b|comments?|messages?\b|public|team here|community|thread)",
    re.I,
)


def refusals(plain: str, span: Span, lowered: str) -> Iterator[Refusal]:
    """Each “no” of one sentence, in order; its text has plain apostrophes and no links.

    `lowered` is the sentence in small letters.
    """
    if lowered.endswith("?") or _ADVICE.match(plain, span.start, span.end):
        return
    for _, at in _NO.met(plain, span, lowered):
        if not _held_back(plain, span, at):
            yield Refusal(at, _CHANNEL.match(plain, at.end, span.end) is not None)


def _held_back(plain: str, span: Span, at: Span) -> bool:
    if _HELD_BACK.search(plain, max(span.start, at.start - 120), at.start):
        return True
    if _TILL.match(plain, at.end, span.end):
        return True
    return any(
        over.end() > at.start
        for over in _WHICH.finditer(plain, max(span.start, at.start - 24), at.start + 5)
    )
