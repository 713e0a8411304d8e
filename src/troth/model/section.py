"""How the questions about what may be promises are parted, and in which order they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Section = Literal["firm", "conditional", "soft", "house", "refused"]
SECTIONS: Mapping[Section, str] = {
    "firm": "Firm",
    "conditional": "On a condition",
    "soft": "Soft: we try, we hope, usually",
    "house": "In papers for our own people",
    "refused": "In words you have said no to before",
}
"""How each section is called, in the order in which they are asked."""
