"""Which words sound like a promise of ours and are none: figures of speech, courtesy, others' words.

“I promise you'll love it”, “we'll see”, “you will not regret it”: nobody could ever say that such
a word was broken, so asking about it costs a person's time and tests nothing. What somebody else
is said to have said, what is only supposed and what is denied bind us no more. The words of a
figure are taken out of their sentence, and what is left of it is read as any other: “I'll be
honest, we were late; we will refund you by Friday” still promises a refund.
"""

from __future__ import annotations

import re

from troth.patterns import later
from troth.text.wording import either

_WE = r"(?:we|i|our [\w’'-]+(?: [\w’'-]+)?)"
_WILL = r"(?:['’]ll| will| won['’]t| shall|(?:['’]re|['’]m| are| am) going to)"
_SO = r"(?: (?:also|always|never|not|just|all|\w+ly))*"
_VOW = rf"\b{_WE} (?:can |do |hereby )?(?:promise|guarantee|pledge|vow)\b"

_SAID_BY_SAYING = either(
    "be (?:\\w+ly )?(?:honest|frank|upfront|blunt|candid), admit, be the first to (?:admit|say),"
    "say (?:that|this)(?! in), tell you (?:a secret|straight|something), let you in on,"
    "cut to the chase, keep (?:it|this) (?:short|brief|simple), get (?:straight )?to the point,"
    "spare you the, confess, take your word, take that as, pretend, bet, eat my (?:hat|words),"
    "be damned, agree to disagree, leave it (?:at that|there), leave you to it"
)
"""After “we will”: what is done by saying it, with nothing beyond."""
_GOOD_WILL = either(
    "never forget (?:you|your|it|this|that|how|the day), never let (?:you|anyone|anybody|them|our \\w+) down,"
    "never give up, give up on, let you down, rest (?:until|till|before), move heaven and earth,"
    "move mountains, go (?:the|that) extra mile, go above and beyond, go to the ends of,"
    "leave no stone unturned, pull out all the stops, have your backs?, be by your side,"
    "be (?:right )?(?:with|beside|behind) you (?:every|each|all the) (?:step|way), be rooting for,"
    "keep (?:my|our|all our) fingers crossed, be thinking (?:of|about), think of you, raise a glass,"
    "keep you in (?:my|our) thoughts, knock your socks off, blow (?:you|your), rock you(?:r world)?,"
    "be (?:\\w+ly )?(?:looking forward|waiting (?:for your|to hear)), look forward, wait for your,"
    "await your, miss you, survive, see(?! (?:to|your|that|what (?:we|i)|if (?:we|i)|whether (?:we|i))\\b),"
    "get there(?! (?:by|within|before|at|on)\\b), cross that bridge, talk (?:to you )?(?:soon|later),"
    "catch up soon, chat soon, speak soon, be around(?=\\W*$), be here (?:all|if|when|any),"
    "be standing by, go from there, take it from there, do (?:anything|everything) for you,"
    "be (?:only |just )?(?:a|one) (?:message|call|click|phone call|mail|e-?mail) away,"
    "drop (?:what|everything)"
)
"""After “we will”: courtesy, comfort and figures, which nothing could show to be broken."""
_DELIGHT = either(
    "love, adore, enjoy, like, fall in love, regret, thank (?:us|me|yourself|you), wonder how, look back,"
    "be (?:\\w+ly )?(?:amazed|surprised|delighted|thrilled|blown away|astonished|impressed|hooked|glad|happy|proud|fine|okay|ok|jealous),"
    "feel (?:at home|like|great|better|good|welcome|the), notice the difference, smile, laugh,"
    "see(?: for yourself|(?: a| the) difference| why| how), see(?=\\W*$), want to come back,"
    "be back (?:soon|for more|tomorrow), have (?:a (?:great|good|nice|lovely|wonderful)|fun|the time)"
)
"""After “you will”: how somebody will feel, which nobody can promise."""
_DELIGHTED = either(
    "you, everyone, everybody, they, nobody, no one,"
    "your (?:\\w+ )?(?:feet|wallet|friends?|family|kids|children|taste ?buds|skin|hair|dog|cat|boss|team|neighbou?rs|guests|self)"
)
_LOFTY = either(
    "smiles?, happiness, joy, fun, a (?:warm|friendly|hearty|lovely|big) (?:welcome|smile|hello),"
    "good vibes, a (?:good|great) time, an (?:unforgettable|memorable), memories, magic, peace of mind,"
    "you smiles?, the (?:time|moon|earth|world|stars), nothing less than, satisfaction"
)
_HARMLESS = either(
    "not to bite, (?:that )?(?:i'm|i am|we're|we are|this is|it's|it is|there's),"
    "to be (?:nice|good|brief|quick|honest|gentle|careful), (?:that )?(?:it'll|it will) be (?:fine|fun|great|worth)"
)
_OTHERS = either(
    "she, he, you, (?:our )?(?:customers?|clients?|users?|readers?|reviewers?), people, some, somebody,"
    "someone, critics, rivals?, competitors?, the (?:letter|paper|newspaper|article|press|review|advert|poster|leaflet|sign|rumou?r)"
)
_SAY = either(
    "said, says, say, told (?:me|us|them|her|him|everyone), tells (?:me|us|you), claim(?:s|ed)?, wrote,"
    "writes, thought, thinks?, believe[sd]?, heard, hope[sd]?, expect(?:s|ed)?, assume[sd]?, fear(?:s|ed)?,"
    "ask(?:s|ed)?, wonder(?:s|ed)?, reads?, report(?:s|ed)?"
)
_REST = r"(?:(?!,? (?:and|so|but|then|yes,?) (?:we|i|our)\b)[^;])*"
"""The clause to its end, but not what we add to it ourselves."""
_FIGURES = (
    # somebody else's word, only supposed, or denied: the clause goes
    rf"{_OTHERS} (?:\w+ly |always |often |once )?{_SAY}(?: that)?[,:]? [“\"‘']?(?:we|our|i|the|it|they)\b{_REST}",
    rf"(?:according to|rumou?r has it|word has it|as they say|as the saying goes)\b{_REST}",
    rf"(?:imagine|suppose|supposing|let['’]?s (?:say|imagine)|what if|if only|as if|as though)\b{_REST}",
    rf"if (?:i|we) were (?:you|to|in your)\b{_REST}|(?:i|we) wish (?:i|we)\b{_REST}",
    r"(?:nobody|no one|none of us|(?:i|we)(?:['’]ve| have)? never|(?:i|we) (?:did|have)(?:n['’]t| not))(?: here| at [\w’'-]+)?"
    rf" (?:has |had )?(?:promise[ds]?|guarantee[ds]?|pledged?|said|say|claim(?:ed)?|told)\b{_REST}",
    # figures: the words themselves go
    rf"{_WE}{_WILL}{_SO} (?:{_SAID_BY_SAYING}|{_GOOD_WILL})(?!\w)",
    rf"(?:(?:{_VOW}|trust me|believe me|mark my words|rest assured|be assured|i(?:['’]m| am) sure|i assure you)(?: that|,)* )?"
    rf"{_DELIGHTED}{_WILL}{_SO} {_DELIGHT}(?!\w)(?: (?!we\b|i\b|when\b|if\b)[\w’'-]+){{0,3}}",
    rf"{_VOW}(?: you| everyone| everybody| that)? {_LOFTY}(?!\w)",
    rf"{_VOW}(?: you)? {_HARMLESS}(?!\w)[^;,]*",
    rf"{_VOW}(?=\W*$)",
    r"(?:satisfaction|fun|happiness|smiles?|laughter|good mood|a good time|great taste|success) (?:is |are )?guaranteed",
    r"(?:rest|be) assured,?(?: that)? you(?:['’]re| are) in (?:good|safe|the best|capable) hands",
    r"(?:it|this|that|the rest)(?:['’]ll| will) (?:blow your|change your life|make your day|be history|rock your|knock your|be (?:fine|fun|great))",
)
_FIGURE = later(rf"(?<!\w)(?:{'|'.join(_FIGURES)})", re.I)
_HINT = later(
    r"['’]ll\b|\b(?:will|won['’]t|shall|going to|promis\w+|guarantee\w*|assured|pledge\w*|vow|imagine|suppos\w+)\b",
    re.I,
)


def plain_of_figures(sentence: str) -> str:
    """The sentence with its figures of speech and others' words blanked, each as many spaces."""
    if not _HINT.search(sentence):
        return sentence
    return _FIGURE.sub(_blank, sentence)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
