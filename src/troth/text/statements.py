"""What a plain statement of a customer does: it hands something over, or it praises."""

from __future__ import annotations

from troth.text.wording import either, whole

HANDS_OVER = whole(
    r"(?:i|we)(?:['’]ve| have|['’]m| am| just| already| now)*"
    r" (?:dm|dmed|dm['’]d|sent|sending|e-?mailed|messaged|replied|filled|attached|submitted|uploaded"
    r"|forwarded|provided|answered)(?! (?:it|them|this|that) (?:to|for) (?:my|a|him|her|friends?)\b)",
)
"""She did what was asked of her, and the next step is ours."""
_GOOD = either(
    "great, wonderful, excellent, fantastic, amazing, awesome, perfect, brilliant, superb, lovely,"
    "outstanding, terrific, delicious, incredible, fabulous, super, love, loved, good, helpful,"
    "friendly, easy, fast, quick, happy, impressed, pleased, best, enjoyed"
)
PRAISES = whole(
    rf"(?:is|are|was|were|['’]s|['’]re|been|am|so|very|really|truly|absolutely|such an?|an?|the|my) {_GOOD}",
    r"(?:i|we)(?: (?:just|really|absolutely|totally))* (?:love|loved|enjoy|enjoyed|recommend)",
    r"(?:works?|did|does)(?: \w+)? (?:as|exactly what|what|all|everything) (?:advertised|described|promised|it)",
    r"(?:keep (?:it )?up|well done|great (?:job|work|service)|highly recommend|my go[ -]to)",
    rf"(?:nothing short of|one of the|had (?:an? )?|having an?|such) (?:\w+ )?{_GOOD}",
    r"(?:pretty|super|really|very|so|extremely|incredibly) (?:neat|cool|kind|nice|helpful|friendly|polite|smooth|tasty|clean|glad|grateful|thankful)",
    r"(?:made my (?:day|week|night|morning)|pay rise|deserves? (?:a|an) (?:raise|pay|medal|award|bonus|shout)|shout ?out to|kudos|hats off|cheers to|bravo"
    r"|best \w+ ever|(?:the )?best (?:customer )?(?:service|experience|support)|thumbs up|thank god for)",
    r"i(?:['’]m| am) (?:so |very |really )?(?:happy|pleased|satisfied|impressed|grateful|delighted) with",
)
"""She is content, and nothing is open."""
