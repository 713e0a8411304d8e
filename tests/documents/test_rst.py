"""reStructuredText: what of it is prose, and which scopes it has."""

from __future__ import annotations

from troth.documents import read
from troth.model.document import Document

TEXT = """\
:Author: Ana
:Kind: launch

Our *plan*
==========

We **answer** within `a day`_, see :ref:`our terms <terms>`; run ``rm -rf`` or :func:`foo`.

Below
-----

- one item
  goes on

.. note:: We never close.
   Really.

.. unknown:: argument
   :option: x

   Content here.

.. figure:: a.png
   :alt: A van

   The caption.

.. code-block:: python

   print("x")

+------+------+
| same | same |
+------+------+

    They said so.

.. [1] A note.

.. _a day: http://x.y
.. a remark nobody sees
"""


def told(text: str) -> Document:
    found = read("a.rst", text.encode())
    assert isinstance(found, Document)
    return found


def test_blocks_scopes_and_fields() -> None:
    found = told(TEXT)
    blocks = [(one.kind, " ".join(one.span.of(found.prose).split())) for one in found.blocks]
    assert blocks == [
        ("heading", "Our plan"),
        ("paragraph", "We answer within a day , see our terms ; run or ."),
        ("heading", "Below"), ("item", "one item goes on"),
        ("paragraph", "We never close. Really."), ("paragraph", "Content here."),
        ("caption", "A van"), ("paragraph", "The caption."), ("code", ""),
        ("cell", "same"), ("cell", "same"), ("quote", "They said so."), ("paragraph", "A note."),
    ]  # fmt: skip
    cells = [one.span for one in found.blocks if one.kind == "cell"]
    assert [found.position(one.start)[1] for one in cells] == [3, 10]
    assert [one.kind for one in found.scopes] == [
        "link",
        "link",
        "code",
        "code",
        "alt",
        "quote",
        "note",
    ]
    assert found.meta == {"author": "Ana", "kind": "launch"}
    assert (found.genre, found.title) == ("launch", "Our plan")


def test_lists_and_tables_are_whole_across_the_chunks_in_which_they_are_read() -> None:
    rows = "".join(f"row {at}    b\n\n" for at in range(300))
    text = "- an item\n\n" * 300 + f"=======  ===\n{rows}=======  ===\n\nLast words.\n"
    found = told(text)
    kinds = [one.kind for one in found.blocks]
    assert kinds.count("item") == 300
    assert kinds.count("cell") == 600
    assert kinds[-1] == "paragraph"


def test_what_docutils_cannot_take_apart_is_read_as_plain_text() -> None:
    deep = "\n\n".join(" " * at + "a" for at in range(400))
    found = told(f"{deep}\n\n\nLast words here.\n")
    assert "Last words here." in found.prose
