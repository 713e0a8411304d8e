"""A real language client (that of pygls) over standard input and output, and what both sides said."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import LanguageServerProtocol

WIDE = 118
LONGEST = 160
"""Characters of one text that a transcript shows."""
CAPABLE = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    ),
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
    ),
)
PLAIN = types.ClientCapabilities()


class Editor(LanguageClient):
    """An editor: it holds texts, hears what is published about them, and asks."""

    def __init__(self, folder: Path) -> None:
        self.messages: list[tuple[str, dict[str, Any]]] = []
        self.shown: list[str] = []
        self.logged: list[str] = []
        self._heard: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        super().__init__("editor", "1", protocol_cls=_recording(self.messages))
        self.folder = folder
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda told: self._heard.put_nowait(told)
        )
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda told: self.shown.append(told.message))
        self.feature(types.WINDOW_LOG_MESSAGE)(lambda told: self.logged.append(told.message))
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda told: None)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> str:
        item = types.TextDocumentItem(self.uri(name), language, 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return item.uri

    def change(self, uri: str, version: int, text: str) -> None:
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def heard(self, count: int | None = None) -> types.PublishDiagnosticsParams:
        """The next that is published; with `count` the next that has so many diagnostics."""
        while True:
            told = await asyncio.wait_for(self._heard.get(), 20)
            if count is None or len(told.diagnostics) == count:
                return told

    def nothing_more(self) -> bool:
        return self._heard.empty()

    async def can(self, uri: str, range: types.Range) -> dict[str, dict[str, Any]]:
        """What can be done at a range by title, each as it was sent."""
        context = types.CodeActionContext([])
        where = types.TextDocumentIdentifier(uri)
        await self.text_document_code_action_async(types.CodeActionParams(where, range, context))
        sent = self.messages[-1][1]["result"]
        return {one["title"]: one for one in sent}

    async def hover(self, uri: str, at: types.Position) -> str:
        where = types.TextDocumentIdentifier(uri)
        told = await self.text_document_hover_async(types.HoverParams(where, at))
        return told.contents.value if told else ""


def _recording(messages: list[tuple[str, dict[str, Any]]]) -> type[LanguageServerProtocol]:
    class Recording(LanguageServerProtocol):
        def structure_message(self, data: dict[str, Any]) -> Any:
            if "jsonrpc" in data:
                messages.append(("←", json.loads(json.dumps(data))))
            return super().structure_message(data)

        def set_writer(self, writer: Any, include_headers: bool = True) -> None:
            super().set_writer(_Tee(writer, messages), include_headers)

    return Recording


class _Tee:
    def __init__(self, writer: Any, messages: list[tuple[str, dict[str, Any]]]) -> None:
        self._writer = writer
        self._messages = messages

    def write(self, data: bytes) -> Any:
        self._messages.append(("→", json.loads(data.partition(b"\r\n\r\n")[2])))
        return self._writer.write(data)

    def close(self) -> Any:
        return self._writer.close()


@asynccontextmanager
async def editor(
    folder: Path,
    *args: str,
    can: types.ClientCapabilities = CAPABLE,
    folders: list[Path] | None = None,
) -> AsyncIterator[Editor]:
    """An editor on a folder with its server running; the server has to end well."""
    made = Editor(folder)
    await made.start_io(sys.executable, "-m", "troth", "lsp", *args, cwd=folder, env=os.environ)
    held = [types.WorkspaceFolder(one.as_uri(), one.name) for one in folders or [folder]]
    await made.initialize_async(
        types.InitializeParams(can, process_id=os.getpid(), workspace_folders=held)
    )
    made.initialized(types.InitializedParams())
    try:
        yield made
    finally:
        await asyncio.wait_for(made.shutdown_async(None), 20)
        made.exit(None)
        assert await asyncio.wait_for(made._server.wait(), 20) == 0
        await made.stop()


def spoken(deed: Callable[[], Any]) -> Any:
    """Run an exchange to its end, in a thread of its own: another loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(deed())).result()


def transcript(messages: list[tuple[str, dict[str, Any]]], folder: Path) -> str:
    """Both sides' messages, one after the other; ids left out, long texts cut."""
    asked: dict[Any, str] = {}
    lines = []
    for side, message in messages:
        id, method = message.get("id"), message.get("method")
        if method and id is not None:
            asked[id] = method
        title = f"{side} {method}" if method else f"{side} {asked[id]} answered"
        told = _named(message.get("params" if method else "result"), folder)
        lines.append(title if told in (None, {}) else f"{title}\n{_laid(told)}")
    return "\n".join(lines) + "\n"


def _named(value: Any, folder: Path) -> Any:
    """The folder by another name, what differs from start to start by one that does not."""
    if isinstance(value, dict):
        own = {"processId": 4711, "data": "f-…", "serverInfo": {"name": "troth"}}
        return {key: own.get(key) or _named(held, folder) for key, held in value.items()}
    if isinstance(value, list):
        return [_named(one, folder) for one in value]
    if not isinstance(value, str):
        return value
    known = value.replace(folder.as_uri(), "file:///home/you/acme").replace(folder.name, "acme")
    return known if len(known) <= LONGEST else f"{known[:LONGEST]}…"


def _laid(value: Any, indent: int = 2) -> str:
    pad = " " * indent
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDE or not isinstance(value, dict | list):
        return pad + line
    if isinstance(value, list):
        return f"{pad}[\n" + ",\n".join(_laid(one, indent + 2) for one in value) + f"\n{pad}]"
    rows = [f'{pad}  "{key}": {_laid(held, indent + 2).lstrip()}' for key, held in value.items()]
    return f"{pad}{{\n" + ",\n".join(rows) + f"\n{pad}}}"
