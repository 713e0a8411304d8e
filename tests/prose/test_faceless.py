"""`faceless` on whole documents of several kinds: who clears a plan, and who does not."""

from __future__ import annotations

import pytest

from troth.documents import read
from troth.model.document import Document
from troth.model.finding import Finding
from troth.prose.engine import Reader
from troth.prose.lens import lens_of
from troth.registry import load

MANY = (
    "Customers want faster delivery. We will win more customers in the north. Our customers "
    "compare prices. Users churn after two weeks. Enterprise customers ask for invoices."
)


def look(path: str, text: str) -> tuple[Finding, ...]:
    document = read(path, text.encode())
    assert isinstance(document, Document)
    return Reader([lens_of("faceless", load("prose", "faceless"))]).read(document).findings


@pytest.mark.parametrize(
    ("path", "text", "genre"),
    [
        ("q3-plan.md", f"# Third quarter\n\n{MANY}\n", "plan"),
        ("a.html", f"<title>Growth strategy 2027</title><p>{MANY}</p>", "strategy"),
        ("b.eml", f"Subject: Agenda for Monday\n\n{MANY}\n", "agenda"),
        ("c.txt", f"Product roadmap\n\n{MANY}\n", "roadmap"),
        ("d.md", f"---\ngenre: review\n---\n\n# Where we stand\n\n{MANY}\n", "review"),
    ],
)
def test_it_speaks_once_in_what_is_written_for_ourselves(path: str, text: str, genre: str) -> None:
    assert [finding.says for finding in look(path, text)] == [
        f"This {genre} speaks of customers 5 times, and never of one of them."
    ]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("mail.md", "Introducing Sender Plus"),
        ("launch.md", "Big news"),
        ("pricing.md", "Pricing"),
        ("terms.md", "Terms of service"),
        ("x.md", "Release notes"),
        ("x.md", "How we work"),
    ],
)
def test_it_is_silent_in_what_is_written_to_customers(path: str, title: str) -> None:
    assert look(path, f"# {title}\n\n{MANY}\n") == ()


@pytest.mark.parametrize(
    "person",
    [
        "Bill, an ops manager at Northgate Dental, waited nine days for his refund.",
        "Last week Ana Ruiz told us she nearly left after her third late parcel.",
        "When we visited Kiosk 14, its owner, Maren, showed us the shelf where our parcels wait.",
        "A sender in Leeds called on Tuesday: her wedding flowers came two days late.",
        "Priya Nair (customer since 2019) has reordered every month.",
    ],
)
def test_one_real_person_clears_it(person: str) -> None:
    assert look("plan.md", f"# Plan\n\n{MANY} {person}\n") == ()


@pytest.mark.parametrize(
    ("nobody", "made_up"),
    [
        ("As a user persona named Marketing Mary shows, reports matter.", "Marketing Mary"),
        ("Finance Francine wants one invoice.", "Finance Francine"),
        ("## Persona: Dana\n\nDana is 34. She had a long day and wants reports.", "Dana"),
    ],
)
def test_an_invented_person_clears_nothing(nobody: str, made_up: str) -> None:
    (finding,) = look("plan.md", f"# Plan\n\n{MANY}\n\n{nobody}\n")
    assert f"“{made_up}” is made up" in finding.says


def test_our_own_people_clear_nothing() -> None:
    staff = (
        "Owner: Tom Reed, head of product\n\nTom Reed, our head of product, drafted this. "
        "Sarah will lead it. Tom presented it in May."
    )
    assert len(look("plan.md", f"# Plan\n\n{MANY}\n\n{staff}\n")) == 1


def test_the_share_carries_its_interval_and_n() -> None:
    (finding,) = look("plan.md", f"# Plan\n\n{MANY}\n")
    strength = finding.strength
    assert (strength.n, strength.value) == (5, 0.0)
    assert strength.low == 0.0
    assert strength.high == pytest.approx(0.4345, abs=1e-3)
