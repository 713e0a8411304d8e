"""A help desk whose customers say what they were promised: as we said it, more, other, and never."""

from __future__ import annotations

from datetime import timedelta

from tests.acts.office import START, TOM, message

ANA, BEN, CARA, DAN = (f"{name}@river.example" for name in ("ana", "ben", "cara", "dan"))
AT = START + timedelta(days=20)


def _later(n: int, who: str, text: str, hours: int, thread: str = "") -> dict[str, object]:
    at = AT + timedelta(hours=hours)
    return message(n, thread or f"t{n}", at, who, text, to=TOM, side="sender")


ROWS = [
    message(0, "t1", START, ANA, "Where is my refund?", to=TOM, author_name="Ana Quill"),
    message(1, "t1", START.replace(hour=10), TOM, "We will refund you by 9 March 2026.", to=ANA),
    message(
        2, "t2", START.replace(hour=11), TOM, "I will send a new lock by 12 March 2026.", to=BEN
    ),
    _later(10, ANA, "You promised me a refund by 9 March and it has not come.", 1, "t1"),
    _later(11, BEN, "I was told you would send a new lock by 10 March.", 2),
    _later(12, BEN, "You said I would get a photo of every delivery.", 3),
    _later(13, CARA, "I was promised a photo of every delivery.", 4),
    _later(14, DAN, "Your driver said that we get a photo of each delivery.", 5),
    _later(15, DAN, "You advertise delivery on the same day.", 6),
    _later(16, CARA, "Do you promise a discount for students?", 7),
    _later(17, CARA, "Parcelina promises free returns, you do not.", 8),
]
