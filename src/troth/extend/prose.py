"""All an author of a prose lens imports.

A file holds CARD, EXAMPLES, and DETECT (what to look for, as data) or a function `judge(page)`. A judge
names what must stand in a text for it to find anything: whole words in TRIGGERS, words or parts of
words in PARTS. Where neither is there it is asked about every document.
"""

from troth.model.detect import (
    Detector,
    Hit,
    density,
    list_shape,
    pattern,
    phrases,
    substitute,
)
from troth.model.document import Backing, BackingPromise, Block, Document, Page
from troth.model.example import Example, silent, speaks, unsure
from troth.model.finding import Strength
from troth.model.origin import Span
from troth.model.prose_card import Likeness, ProseCard

__all__ = [
    "Backing",
    "BackingPromise",
    "Block",
    "Detector",
    "Document",
    "Example",
    "Hit",
    "Likeness",
    "Page",
    "ProseCard",
    "Span",
    "Strength",
    "density",
    "list_shape",
    "pattern",
    "phrases",
    "silent",
    "speaks",
    "substitute",
    "unsure",
]
