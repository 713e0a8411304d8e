"""An editor and the server over standard input and output, message by message.

The exchange is printed in docs/editors.md; `TROTH_REFRESH=1` writes there what is said now.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from tests.faces.editor.speaking import PLAIN, Editor, editor, spoken, transcript

PAGE = Path(__file__).parents[3] / "docs" / "editors.md"
RECORDED = re.compile(r"```text\n(→ initialize\n.*?)```", re.DOTALL)
TEXT = "# Hello 😀\n\n😀 Our churners left. We ship the the boxes.\n"
CLEAN = "# Hello 😀\n\n😀 Some of you left in March. We ship the boxes.\n"


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """The text after edits, columns counted in UTF-16 units as an editor does."""
    lines = text.split("\n")

    def offset(at: dict[str, int]) -> int:
        units = lines[at["line"]].encode("utf-16-le")[: 2 * at["character"]]
        return sum(len(line) + 1 for line in lines[: at["line"]]) + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda one: -offset(one["range"]["start"])):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_an_exchange_from_the_first_word_to_the_last(tmp_path: Path) -> None:
    async def exchange() -> None:
        async with editor(tmp_path, "--select", "people-as-parts") as one:
            uri = one.open("hello.md", TEXT)
            told = await one.heard()
            assert (told.version, [each.code for each in told.diagnostics]) == (
                1,
                ["people-as-parts", "slip"],
            )
            found, slip = told.diagnostics
            assert (found.range.start, found.range.end) == (
                types.Position(2, 7),
                types.Position(2, 15),
            )
            assert "people-as-parts" in await one.hover(uri, types.Position(2, 9))
            mend = await one.can(uri, slip.range)
            edits = mend["Write “the”"]["edit"]["documentChanges"][0]["edits"]
            assert applied(TEXT, edits) == TEXT.replace("the the", "the")
            can = await one.can(uri, found.range)
            (said,) = (each for title, each in can.items() if title.startswith("Instead: "))
            assert "edit" not in said
            command = said["command"]
            await one.workspace_execute_command_async(
                types.ExecuteCommandParams(command["command"], command["arguments"])
            )
            assert one.shown[0].startswith("Instead: ")
            one.change(uri, 2, TEXT + "Our churners")
            one.change(uri, 3, CLEAN)
            told = await one.heard()
            assert (told.version, len(told.diagnostics)) == (3, 0)
            one.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
            )
            assert not (await one.heard()).diagnostics
            assert one.nothing_more()
        _recorded(one, tmp_path)

    spoken(exchange)


def _recorded(one: Editor, folder: Path) -> None:
    told = transcript(one.messages, folder)
    text = PAGE.read_text(encoding="utf-8")
    held = RECORDED.search(text)
    assert held is not None
    if os.environ.get("TROTH_REFRESH"):
        now = text[: held.start(1)] + told + text[held.end(1) :]
        PAGE.write_text(now, encoding="utf-8")
        return
    assert told == held[1]


def test_an_editor_that_can_little(tmp_path: Path) -> None:
    """It watches no files for us, knows no versions of edits, and takes no Markdown."""
    settings = tmp_path / "troth.toml"
    settings.write_text('[check]\nselect = ["people-as-parts"]\n')

    async def exchange() -> None:
        async with editor(tmp_path, can=PLAIN) as one:
            uri = one.open("hello.md", TEXT)
            found = (await one.heard()).diagnostics[0]
            told = await one.hover(uri, found.range.end)
            assert "people-as-parts" in told
            assert "\\" not in told
            can = await one.can(uri, found.range)
            edits = can["Allow “people-as-parts” here, and say why"]["edit"]["changes"][uri]
            text = applied(TEXT, edits)
            assert "<!-- troth: allow people-as-parts: say why here -->" in text
            one.change(uri, 2, text)
            codes = [each.code for each in (await one.heard()).diagnostics]
            assert codes == ["people-as-parts", "slip", "allow"]
            settings.write_text('[check]\nselect = ["people-as-part"]\n')
            (told,) = (await one.heard()).diagnostics
            assert (told.code, told.severity) == ("settings", types.DiagnosticSeverity.Error)
            assert "Did you mean “people-as-parts”?" in told.message

    spoken(exchange)
