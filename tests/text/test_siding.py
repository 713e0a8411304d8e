"""For which side a text is written."""

from __future__ import annotations

import pytest

from troth.text.siding import side_of


@pytest.mark.parametrize(
    ("title", "path", "text", "side"),
    [
        ("Terms for couriers", "a.md", "", "courier"),
        ("General Terms for Drivers", "a.md", "", "driver"),
        ("Shop Owners' Agreement", "a.md", "", "owner"),
        (None, "terms/drivers.md", "", "driver"),
        (None, "terms/terms-for-hosts.md", "", "host"),
        (None, "terms/seller_agreement.md", "", "seller"),
        ("Terms", "terms.md", "The passenger (you) enters into a contract.", "passenger"),
        ("Terms", "terms.md", "In these terms “you” means a tenant.", "tenant"),
        ("Terms of service", "terms.md", "You may use the service.", None),
        ("Terms", "drive.md", "We are driven by couriers.", None),
        ("Workshop terms", "workshop.md", "", None),
    ],
)
def test_title_then_file_then_words(title: str | None, path: str, text: str, side: str) -> None:
    assert side_of(title, path, text) == side
