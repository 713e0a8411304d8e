"""Which story tells of a success in which nothing ever went wrong?

Why it matters: Who has done it knows that something went wrong. A story without it is read as an
advertisement, and the one who might have seen herself in it does not.
How it decides: In a story of somebody's success it looks for one setback: something that failed,
broke, was lost, took longer, was given up, had to be done again, or still is not good. It speaks
once where there is none, a gain is told, and a sentence says how easily it went: something that
was done, ran or fitted easily. What was bad before we came is no setback: it is why she came.
When it stays silent: On anything but a story; in one of fewer than 200 words; where a single
sentence tells of something that went wrong, took longer or is missing still, of an issue, a limit
or a difficulty; where nothing says that it went easily, or only that a product is
easy. It is unsure where it only went quickly.
Source: A checklist of stories: whose it is, what she wanted, what went wrong on the way, what
changed, how it honestly ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.extend.prose import Hit, Page, ProseCard, Span, Strength, silent, speaks, unsure
from troth.patterns import later

CARD = ProseCard(
    severity="info", genres=frozenset({"story"}), status="preview", options={"least_words": 200}
)
TRIGGERS = None

_SETBACK = later(
    r"\b(?:fail(?:ed|ure|ures|s)?|broke(?:n)?(?! down (?:into|the))|breaks?|crash(?:ed|es)?|"
    r"went (?:wrong|down|badly)|goes wrong|wrong|mistakes?|setbacks?|gave up|given up|stuck|"
    r"(?:took|takes|taking) (?:\w+ ){0,3}(?:longer|too long|months more)|delay(?:ed|s)?|"
    r"had to (?:start (?:again|over)|redo|re-?write|roll back|do it again|go back|wait|abandon|"
    r"stop|undo)|roll(?:ed)? back|second (?:try|attempt)|at first .{0,40}(?:not|n['’]t)|"
    r"not acceptable|not happy|unhappy|disappoint\w+|frustrat\w+|struggl\w+ (?:with|to) (?:the )?(?:new|our|this)|"
    r"lost (?:data|customers|orders|money|a |two|three|some|all)|we miss|we lose|still (?:not|miss\w*|lack\w*|"
    r"wait\w*|do(?:es)? not|don['’]t|doesn['’]t|can['’]t|cannot|need\w*|struggl\w*|have (?:no|to))|"
    r"(?:another|the main|biggest|one|a|the only) (?:problem|bottleneck|drawback|downside|caveat|limitation|regret|"
    r"difficulty|obstacle|hurdle)|bottleneck|downsides?|drawbacks?|regret|underestimat\w+|"
    r"(?:did|does|do|was|were|is) ?n['’]?o?t (?:\w+ )?(?:work|help|fit|enough|like|scale|easy|go)|"
    r"wasn['’]t (?:easy|enough|smooth)|harder than|more (?:difficult|work) than|steep|bugs?|outages?|"
    r"complain\w+|refused|resist\w+|sceptic\w+|skeptic\w+|painful|teething|hiccup\w*|lessons? (?:we )?learn\w*)\b",
    re.I | re.S,
)
_BEFORE = later(
    r"\b(?:before|previously|used to|prior to|in the past|old (?:system|tool|process|way|setup|monitoring)|"
    r"legacy|until then|at (?:the|that) time|back then|originally|without (?-i:[A-Z])\w+|created .{0,30}challenges?)\b",
    re.I,
)
_EASY = later(
    r"\b(?:was|were|went|ran|took|been|able to|\w{3,}ed)\b(?: [\w’'-]+){0,4}? (?:so |very |quite |completely )?"
    r"(?:easily|effortless(?:ly)?|seamless(?:ly)?|smooth(?:ly)?|quickly|straightforward|painless(?:ly)?|in no time|"
    r"overnight|right away|out of the box|without (?:any|a (?:hitch|problem)|effort|downtime))\b",
    re.I,
)
_EFFORTLESS = later(r"\b(?:eas(?:y|ily)|effortless|seamless|smooth|painless|without)", re.I)
_TROUBLE = later(
    r"\b(?:issues?|problems?|constraints?|limited|limitations?|difficult\w*|challeng\w+|cannot|unable)\b",
    re.I,
)
_GAIN = later(
    r"\d\s?(?:%|x\b|percent|per cent|times)|\b(?:reduc\w+|increas\w+|improv\w+|sav(?:ed|es|ing)|faster|doubled|"
    r"tripled|cut|enabled|allowed|transformed|boost\w+|streamlin\w+)\b",
    re.I,
)


def judge(page: Page) -> Iterable[Hit]:
    """One finding at most: a success in which nothing went wrong."""
    least = page.options.get("least_words", 200)
    read = [(span, page.words(span)) for span in page.sentences]
    count = sum(len(words.split()) for _, words in read)
    if count < (least if isinstance(least, int) else 200):
        return
    if any(_wrong(words) for _, words in read):
        return
    telling = _easiest(read)
    if telling is None or not any(_GAIN.search(words) for _, words in read):
        return
    yield Hit(
        span=telling,
        says="This story tells of a success, and of nothing that went wrong on the way.",
        instead="tell one thing that failed, took longer or is still not good, and what it cost",
        status="speaks" if _EFFORTLESS.search(page.words(telling)) else "unsure",
        strength=Strength("rule", len(read), "sentences", "words for setbacks"),
        next="Ask the one it is about: what went wrong, and what would you do otherwise?",
        would_change="One sentence about something that went wrong on the way.",
        data={"whole": True},
    )


def _wrong(words: str) -> bool:
    """Whether a sentence tells of what went wrong on the way, or may be of such a thing."""
    told = _SETBACK.search(words) or _TROUBLE.search(words)
    return told is not None and not _BEFORE.search(words)


def _easiest(read: list[tuple[Span, str]]) -> Span | None:
    """The sentence that says most how easily it went, of those that tell of the change itself."""
    ranked = [
        (len(_EASY.findall(words)), -number, span)
        for number, (span, words) in enumerate(read)
        if _EASY.search(words) and not _BEFORE.search(words)
    ]
    return max(ranked)[2] if ranked else None


_PLOT = (
    "The bakery Krone in Leeds sends four hundred cakes a week. For years Maren Oduya wrote each "
    "label by hand, and on Fridays her sister came to help. In March she moved all of it to Kestrel. "
    "Now a label is printed when an order comes in, and the courier knows the door and the floor. "
    "“I sleep an hour longer,” she says. "
)
_GAINED = "The share of cakes that arrive on time grew by 18 %."
_THEN = (
    " Her sister comes on Fridays still, but to talk. Krone has opened a second oven and "
    "hired two bakers from the school in the next street. The couriers bring the boxes back, so that "
    "she buys a third less of them. Her customers get a message when the courier turns into their "
    "street, and most of them wait at the door. In May the mayor ordered a cake for two hundred "
    "guests, and it stood on the table at noon. Maren plans a shop in York, with the same labels and "
    "the same couriers, and her sister is to run it. She says that she would do it again, and that "
    "she tells every baker she meets. “Come and see it,” she says, and gives us a box of plum cake "
    "for the way home."
)
_TOLD = f"{_PLOT}{_GAINED}{_THEN}"

EXAMPLES = (
    speaks(
        "All of it went of itself",
        f"{_TOLD}\n\n«The move was done easily in one afternoon.»",
        genre="story",
        says="nothing that went wrong on the way",
    ),
    speaks(
        "Seamless from the first day",
        f"«The couriers fitted seamlessly into her mornings.»\n\n{_TOLD}",
        genre="story",
        says="nothing that went wrong on the way",
    ),
    speaks(
        "What was bad before is no setback",
        f"{_TOLD}\n\nBefore, the old system broke down every Friday.\n\n"
        "«With Kestrel it ran smoothly and without any help.»",
        genre="story",
        says="nothing that went wrong on the way",
    ),
    silent(
        "One thing went wrong, and it is told",
        f"{_TOLD}\n\nIt was easily set up, but in the first week thirty labels went wrong.",
        genre="story",
    ),
    silent(
        "Something is still not good",
        f"{_TOLD}\n\nIt went smoothly. Another problem is that nobody answers on Sundays.",
        genre="story",
    ),
    silent("A short note is no story", "Maren moved easily, and saves 20 %.", genre="story"),
    silent("A launch is no story", f"{_TOLD}\n\nIt is easily done.", genre="launch"),
    silent("Of a text that does not say what it is", f"{_TOLD}\n\nIt is easily done."),
    unsure(
        "It only went quickly",
        f"{_TOLD}\n\n«The couriers were quickly at home in her street.»",
        genre="story",
        says="nothing that went wrong on the way",
    ),
    silent("Nothing says that it was easy", f"{_PLOT}{_GAINED}{_THEN}", genre="story"),
    silent(
        "A product that is easy",
        f"{_TOLD}\n\nKestrel makes it easy to print a label, and quickly finds the door.",
        genre="story",
    ),
    silent(
        "A limit is told",
        f"{_TOLD}\n\nIt went smoothly, with limited hours on Sundays.",
        genre="story",
    ),
)
