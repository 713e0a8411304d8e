"""Whatever an editor sends, the server stays, says nothing at length, and reads the next text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from tests.linear import assert_linear
from troth.acts.check_rules import Asked
from troth.acts.editing import Editing, Seen
from troth.faces.editor.diagnosing import MOST, Laid
from troth.faces.editor.positions import Text

BEGIN = {"capabilities": {}, "processId": None, "rootUri": None}


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def message(method: str, params: Any, id: Any = None) -> bytes:
    held = {"jsonrpc": "2.0", "method": method, "params": params}
    return framed(json.dumps(held if id is None else {**held, "id": id}).encode())


def opened(uri: str, text: str, language: str = "markdown") -> bytes:
    item = {"uri": uri, "languageId": language, "version": 1, "text": text}
    return message("textDocument/didOpen", {"textDocument": item})


def at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def spoken(
    folder: Path, sent: bytes, end: bytes, until: int
) -> tuple[list[dict[str, Any]], int, bytes]:
    """All that is said, until a request is answered and the end is sent; the exit code; stderr."""
    words = [sys.executable, "-m", "troth", "lsp", "--select", "people-as-parts", "--stdio"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, cwd=folder, env=os.environ, stdin=pipe, stdout=pipe, stderr=pipe
    ) as made:
        assert made.stdin
        assert made.stdout
        assert made.stderr
        made.stdin.write(sent)
        made.stdin.flush()
        heard: list[dict[str, Any]] = []
        while not heard or heard[-1].get("id") != until:
            heard.append(answer(made.stdout))
        made.stdin.write(end)
        made.stdin.close()
        while made.stdout.peek(1):  # type: ignore[attr-defined]
            heard.append(answer(made.stdout))
        errors = made.stderr.read()
        return heard, made.wait(20), errors


def answer(stream: IO[bytes]) -> dict[str, Any]:
    length = 0
    while (line := stream.readline().strip()) or not length:
        assert line, "the server went away"
        name, _, value = line.partition(b": ")
        length = int(value) if name == b"Content-Length" else length
    held: dict[str, Any] = json.loads(stream.read(length))
    return held


def test_a_server_that_is_sent_anything_goes_on(tmp_path: Path) -> None:
    uri = (tmp_path / "hello.md").as_uri()
    (tmp_path / "troth_lenses").mkdir()
    sent = [
        b"Nonsense\r\nContent-Length: x\r\n",
        message("textDocument/hover", at(uri, 0, 0), 1),
        message("initialize", BEGIN, 2),
        message("initialized", {}),
        framed(b"{"),
        framed(b"\xff\xfe\x00"),
        framed(b"[1, 2]"),
        framed(b'"jsonrpc"'),
        framed(b'{"jsonrpc": "2.0"}'),
        framed(b'{"jsonrpc": "2.0", "id": 99, "result": null}'),
        message("textDocument/didOpen", {"textDocument": 5}),
        message("textDocument/didOpen", None),
        message("textDocument/didChange", {"textDocument": {"uri": "file:///gone.md"}}),
        message(
            "textDocument/didChange",
            {"textDocument": {"uri": "file:///gone.md", "version": 3}, "contentChanges": []},
        ),
        message("textDocument/didClose", {"textDocument": {"uri": "file:///gone.md"}}),
        message("no/such", {}),
        message("no/such", {}, 3),
        message("workspace/executeCommand", {"command": "troth.show"}, 4),
        message("workspace/executeCommand", {"command": "rm", "arguments": ["-rf"]}, 5),
        opened("file:///tmp/%00.md", "Our churners left."),
        opened(f"file:///{'x' * 5000}.md", "Our churners left."),
        opened("untitled:Untitled-1", "Our churners left."),
        opened("git:/elsewhere/hello.md?ref=main", "Our churners left."),
        opened("::", "\x00"),
        opened((tmp_path / "empty.md").as_uri(), ""),
        opened((tmp_path / "binary.md").as_uri(), "\x00\x01" * 50),
        opened((tmp_path / "code.py").as_uri(), "churners = 1", "python"),
        opened(uri, "half a character \ud83d, then: Our churners left."),
        message("textDocument/hover", at(uri, 10**9, 10**9), 6),
        message("textDocument/hover", at(uri, -1, -1), 7),
        message("textDocument/hover", at(uri, 0, 30), 8),
    ]
    end = message("shutdown", None, 9) + message("exit", None)
    heard, code, errors = spoken(tmp_path, b"".join(sent), end, until=8)
    assert (code, errors) == (0, b"")
    by_id = {one["id"]: one for one in heard if "id" in one}
    assert {"error" in by_id[id] for id in (1, 3, 4, 5)} == {True}
    assert "people-as-parts" in by_id[8]["result"]["contents"]["value"]
    assert "Traceback" not in json.dumps([one for one in heard if "error" not in one])
    told = {
        one["params"]["uri"]: [each["code"] for each in one["params"]["diagnostics"]]
        for one in heard
        if one.get("method") == "textDocument/publishDiagnostics"
    }
    assert told[uri] == ["people-as-parts"]
    assert not any("code.py" in one or one.startswith(("git:", "::")) for one in told)


def test_nothing_of_it_is_imported_on_the_way_to_a_check(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Hello.\n")
    for words in (["--version"], ["check", "a.md"]):
        code = (
            f"import sys; sys.argv = ['troth', *{words!r}]\n"
            "from troth.faces.cli import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "late = {'pygls', 'lsprotocol', 'cattrs', 'attrs', 'asyncio'} & set(sys.modules)\n"
            "sys.exit(str(late) if late else 0)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={**os.environ, "TROTH_CACHE_DIR": str(tmp_path / "cache")},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_without_the_library_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['troth', 'lsp']\n"
        "from troth.faces.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert 'pip install "troth[lsp]"' in done.stderr


def test_a_line_of_very_many_findings_is_laid_out_in_linear_time(tmp_path: Path) -> None:
    def read(times: int) -> tuple[Seen, Text]:
        line = "😀 We are sorry for any inconvenience. " * times
        seen = Editing(Asked(select=("non-apology",))).read(str(tmp_path / "a.txt"), line)
        assert isinstance(seen, Seen)
        return seen, Text(line)

    def lay(what: tuple[Seen, Text]) -> list[types.Diagnostic]:
        return Laid(*what, "file:///a.txt", 1).diagnostics(related=True)

    seen, text = read(1_100)
    assert lay((seen, text))[-1].message == (
        f"{len(seen.findings) - MOST} more are not shown here; `troth check` lists them."
    )
    assert_linear(lay, read(250), read(1_000))
