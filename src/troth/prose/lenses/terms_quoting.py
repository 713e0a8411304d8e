"""Where do we answer a person with a rule?

Why it matters: She asked us to look at what happened to her. “In line with our policy” says that
nobody did, and that the paper decides. A rule can be the reason; it is no answer.
How it decides: In replies, letters and apologies it looks for words that let terms, policies,
procedures or earlier small print speak in our place: “as per our terms”, “our policy does not
allow”, “as stated at check-out”, “you agreed to”, “you are advised of this in”, “as a responsible
lender we have a duty”.
When it stays silent: Where the rule gives her something in the same sentence (a refund, a
credit); where we say that we set the rule aside for her; on links offered for reading; in terms,
price pages and papers for the house.
Source: Interactional justice in complaint handling: reasons told in one's own words (Tax, Brown
and Chandrashekaran 1998). Rules over words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, silent, speaks, unsure
from troth.patterns import later
from troth.text.gated import Gated
from troth.text.occasion import occasion
from troth.text.reading import spoken

CARD = ProseCard(severity="warning", status="preview")

_PAPER = (
    r"(?:terms(?: (?:and|&) conditions| of (?:service|use|sale|carriage))?|t&cs?|polic(?:y|ies)|conditions(?: of (?:carriage|sale))?"
    r"|guidelines?|procedures?|(?:estimation |standard |verification |internal |returns? |refund )+process(?:es)?|rules|regulations"
    r"|agreement|contract|protocols?|code of (?:conduct|practice)|service level agreement|tariff conditions|user agreement)"
)
_OUR = r"(?: (?:our|the|your|this|company|standard|usual|normal|current|general|published|internal|refund|returns?|cancellation|privacy|baggage|fair use|\w+'s))*"
_BY_RULE: dict[str, str] = {
    "rule": rf"""
line with, accordance, per our, per the, pursuant, according to, under our, under the terms, compliance :: (?:in (?:line|accordance|compliance|keeping) with|as per|per|pursuant to|according to|under){_OUR} {_PAPER}(?! of (?:your|the|their) )(?: \d[\d.]*)?[^.;!?,]{{0,60}}
stated, outlined, set out, specified, mentioned, explained, detailed, described, noted, advised, published :: (?:as |(?:which|this|it|that) (?:is|was|are) )?(?:clearly |already |also )?(?:stated|outlined|set out|specified|mentioned|explained|detailed|described|noted|published)(?: \w+){{0,2}} (?:in|on|at|during|by){_OUR} (?:{_PAPER}|check-?out|website|confirmation|listing|faqs?|small print|directory|booking|order form)[^.;!?,]{{0,60}}
policy, policies, terms, rules, procedure, system, regulations :: (?:our|company|the|store){_OUR} (?:{_PAPER}|system) (?:clearly )?(?:states?|says?|do(?:es)? not|don't|doesn't|prohibits?|prevents?|requires?|is (?:clear|that|to|not to)|are (?:clear|that)|only allows?|will not)[^.;!?,]{{0,90}}
agreed, accepted, consented, signed :: (?:you|customers?|guests?|members?)(?: have| had|'ve)? (?:already )?(?:agreed|accepted|consented|signed)(?: up)? (?:to )?{_OUR.replace("(?: (?:our", "(?:(?:our")} ?{_PAPER}[^.;!?,]{{0,60}}
advised, informed, told, notified, made aware :: you (?:are|were|have been|had been) (?:clearly |previously |already )?(?:advised|informed|notified|made aware|told) (?:of|about) (?:this|it|that|the \w+)[^.;!?,]{{0,80}}
duty, obligation, obliged, responsible, safety, security :: as an? (?:responsible|regulated|licensed|trusted) [\w -]{{3,40}}?,? we (?:have|are|must|take|need)[^.;!?]{{0,120}}
clause, section, paragraph, article :: (?:clause|section|paragraph|article) \d[\d.]*(?: \(\w\))?(?: of (?:our|the|your) \w+(?: \w+){{0,3}})?
"""
}  # fmt: skip
_QUOTED = Gated(_BY_RULE)
PARTS = _QUOTED.words
_GIVES = later(
    r"\b(?:you (?:will|'ll|can) (?:get|receive|have|be refunded)|(?:we|i)(?:'ll| will|'ve| have) (?:\w+ )?(?:refund|credit|replace|send|pay|give|waive|extend)\w*"
    r"|entitled to (?:a |an )?(?:full )?(?:refund|credit|compensation|replacement)|outside (?:of )?(?:our|the)|make an exception|even though|regardless|set aside"
    r"|changed|chang(?:e|ing) (?:our|the|this) (?:policy|rule|terms)|our policy (?:is|was) wrong|sorry (?:for|about) (?:our|the) polic)",
    re.I,
)
_READ = later(
    r"\b(?:read|review|see|find|check|learn more|more (?:about|information|details)|here|violat\w+|report|breach)\b[^.]{0,60}$",
    re.I,
)


def judge(page: Page) -> Iterable[Hit]:
    """A finding for each sentence in which a rule answers."""
    document = page.document
    if occasion(document.prose, page.genre) != "letter":
        return
    for sentence in spoken(document, page.sentences):
        words = sentence.text
        if words.endswith("?") or _GIVES.search(words):
            continue
        for _, span in _QUOTED.met(words, sentence.whole, sentence.lower):
            if sentence.quotes(span):
                continue
            yield Hit(
                span=sentence.place(span),
                says="“{quote}” – a rule answers here, and not one of us.",
                instead="say in your own words why, what you looked at in her case, and who may "
                "decide otherwise",
                status="unsure" if _READ.search(words[: span.start]) else "speaks",
                next="Ask whether the rule was meant for a case like hers.",
                would_change="The reason in plain words, or the rule set aside.",
            )
            break


EXAMPLES = (
    speaks(
        "In line with our policy",
        "Your bill has been calculated «in line with our standard estimation process».",
        genre="reply",
        says="a rule answers here",
    ),
    speaks(
        "The policy does not allow",
        "I have read your letter. «Our returns policy does not allow refunds after 14 days».",
        genre="reply",
        says="a rule answers here",
    ),
    speaks(
        "You agreed to it",
        "The pick-up was missed. «You agreed to our terms and conditions when you ordered».",
        genre="reply",
        says="a rule answers here",
    ),
    silent(
        "The rule gives her something",
        "Under our returns policy you will get the whole price back.",
        genre="reply",
    ),
    silent(
        "The rule is set aside",
        "You are outside our returns policy by a day, and I have refunded you all the same.",
        genre="reply",
    ),
    silent(
        "The reason in plain words",
        "Once a cake is iced with a name we cannot sell it to anybody else, so we do not take it "
        "back. You can have half of its price as a voucher.",
        genre="reply",
    ),
    silent(
        "Terms may speak of terms",
        "Fees are charged in accordance with our price policy.",
        genre="terms",
    ),
    silent(
        "A paper for the house",
        "Answer every refund in line with our policy.",
        genre="handbook",
    ),
    unsure(
        "Offered for reading",
        "You can read more «under our terms of carriage».",
        genre="reply",
        says="a rule answers here",
    ),
)
