"""The server: which texts are open, when each is read, and what is sent about it.

Texts come whole with every change (the protocol's full synchronisation): pygls applies parts of
a text by Python's line ends, which are more than an editor's. A text is read in one thread, a
moment after its last change; what was found in an older version of it is never shown.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from troth import __version__
from troth.acts.check_rules import Asked
from troth.acts.editing import Editing, Seen, Slip
from troth.errors import TrothError
from troth.faces.editor import acting
from troth.faces.editor.diagnosing import Laid, told
from troth.faces.editor.naming import file_of, path_of
from troth.faces.editor.positions import Text
from troth.faces.editor.telling import hover
from troth.model.finding import Finding
from troth.model.reject import Reject

P = ParamSpec("P")
T = TypeVar("T")
PAUSE_S = 0.3
"""How long after the last change a text is read."""
POLL_S = 1.0
"""How often settings are looked at, where the editor does not say that they changed."""


class Server(LanguageServer):
    """One editor's server; `asked` is what the command line says of the checks."""

    def __init__(self, asked: Asked, pause_s: float = PAUSE_S) -> None:
        super().__init__("troth", __version__, types.TextDocumentSyncKind.Full)
        self.editing = Editing(asked)
        self.pause_s = pause_s
        self.stopped_well = False
        self._turn = ThreadPoolExecutor(1)
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._laid: dict[str, Laid] = {}
        self._paths: dict[str, str] = {}
        self._polling: asyncio.Task[None] | None = None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A message that cannot be understood is told in the editor's log; the server goes on."""
        if source is not FeatureRequestError:
            says = f"A message was passed over ({type(error).__name__})."
            self.log(says, types.MessageType.Warning)

    def log(self, says: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """A line in the editor's log of this server."""
        self.window_log_message(types.LogMessageParams(kind, says))

    # What the editor tells.

    def begin(self) -> None:
        """Hear of settings that change: from the editor, or by looking at them."""
        held = self.client_capabilities.workspace
        watched = held.did_change_watched_files if held else None
        if watched and watched.dynamic_registration:
            globs = ("**/*.toml", "**/.troth/backing.json")
            watchers = [types.FileSystemWatcher(glob_pattern=glob) for glob in globs]
            self.client_register_capability(
                types.RegistrationParams(
                    [
                        types.Registration(
                            id="troth-settings",
                            method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                            register_options=types.DidChangeWatchedFilesRegistrationOptions(
                                watchers
                            ),
                        )
                    ]
                )
            )
        else:
            self._polling = asyncio.create_task(self._poll())

    def later(self, uri: str, pause_s: float = 0.0) -> None:
        """Read a text after a pause, unless it is asked for again before."""
        self._drop(uri)
        self._waiting[uri] = asyncio.create_task(self._after(uri, pause_s))

    def all_again(self) -> None:
        """Read every open text again, and all settings before."""
        self.editing.forget()
        for document in list(self.workspace.text_documents.values()):
            self.later(document.uri)

    def closed(self, uri: str) -> None:
        """Nothing is shown about a text that is closed."""
        self._drop(uri)
        self._laid.pop(uri, None)
        self._paths.pop(uri, None)
        self._show(uri, None, [])

    def stop(self) -> None:
        """End what is still waiting."""
        self.stopped_well = True
        for task in (*self._waiting.values(), self._polling):
            if task is not None:
                task.cancel()
        self._turn.shutdown(wait=False, cancel_futures=True)

    # What the editor asks.

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What can be done at a range."""
        uri = params.text_document.uri
        laid = await self._fresh(uri)
        if laid is None:
            return []

        def made() -> list[types.CodeAction]:
            def allowing(finding: Finding) -> Slip | None:
                if finding.id not in laid.allowances:
                    laid.allowances[finding.id] = self.editing.allowing(laid.seen, finding)
                return laid.allowances[finding.id]

            def edit(slips: Sequence[Slip]) -> types.WorkspaceEdit:
                return self._edit(laid, slips)

            return list(acting.actions(laid, params.range, params.context.only, edit, allowing))

        return await self._in_turn(made)

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """The finding at a position, with what its lens asks."""
        laid = await self._fresh(params.text_document.uri)
        if laid is None:
            return None
        at = params.position.line, params.position.character
        for finding in laid.seen.findings:
            where = laid.of(finding)
            start, end = where.start, where.end
            if (start.line, start.character) <= at <= (end.line, end.character):
                return await self._in_turn(self._told, laid, finding, where)
        return None

    def _told(self, laid: Laid, finding: Finding, where: types.Range) -> types.Hover:
        document = laid.seen.document
        told = self.editing.explained(document.path, finding.lens)
        markdown = self._takes_markdown()
        kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
        text = hover(finding, document, told, markdown=markdown)
        return types.Hover(types.MarkupContent(kind, text), where)

    # Reading, and showing what was read.

    async def _after(self, uri: str, pause_s: float) -> None:
        await asyncio.sleep(pause_s)
        await self._look(uri)

    async def _look(self, uri: str) -> None:
        """Read a text as it is now, and show what was found if it still is."""
        document = self._open(uri)
        if document is None:
            return
        version, source = document.version, document.source
        text = Text(source, str(self.workspace.position_encoding or "utf-16"))
        path = path_of(uri, document.language_id, self._folder())
        if path is None:
            return
        self._paths[uri] = path
        seen = await self._in_turn(self._read, path, source)
        if self._open(uri) is not document or document.version != version:
            return
        if isinstance(seen, Seen):
            self._laid[uri] = Laid(seen, text, uri, version)
            shown = await self._in_turn(self._diagnostics, self._laid[uri])
        else:
            self._laid.pop(uri, None)
            shown = _why_not(seen, text)
        if self._open(uri) is document and document.version == version:
            self._show(uri, version, shown)

    def _read(self, path: str, text: str) -> Seen | Reject | TrothError | None:
        try:
            return self.editing.read(path, text)
        except TrothError as fault:
            return fault
        except OSError as fault:
            return TrothError(f"{fault.strerror or fault}.", place=fault.filename or path)
        except Exception as fault:
            if os.environ.get("TROTH_DEBUG"):
                raise
            what = f"{type(fault).__name__}: {fault}"
            return TrothError(f"Something in troth itself broke: {what}")

    def _diagnostics(self, laid: Laid) -> list[types.Diagnostic]:
        held = self.client_capabilities.text_document
        publish = held.publish_diagnostics if held else None
        return laid.diagnostics(related=bool(publish and publish.related_information))

    async def _fresh(self, uri: str) -> Laid | None:
        """What was found in a text as it is now."""
        for _ in range(2):
            held, document = self._laid.get(uri), self._open(uri)
            if document is None:
                return None
            if held is not None and held.version == document.version:
                return held
            self._drop(uri)
            await self._look(uri)
        return None

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            paths = list(self._paths.values())
            if any([await self._in_turn(self.editing.renew, path) for path in paths]):
                self.all_again()

    async def _in_turn(self, deed: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One reading after the other: a checker is for one thread."""
        held = contextvars.copy_context()
        return await asyncio.wrap_future(self._turn.submit(lambda: held.run(deed, *args, **kwargs)))

    def _open(self, uri: str) -> TextDocument | None:
        held: dict[str, TextDocument] = self.workspace.text_documents
        return held.get(unquote(uri))

    def _drop(self, uri: str) -> None:
        if (task := self._waiting.pop(uri, None)) is not None:
            task.cancel()

    def _show(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, found, version=version)
        )

    def _edit(self, laid: Laid, slips: Sequence[Slip]) -> types.WorkspaceEdit:
        edits = [laid.edit(slip) for slip in slips]
        held = self.client_capabilities.workspace
        if held and held.workspace_edit and held.workspace_edit.document_changes:
            where = types.OptionalVersionedTextDocumentIdentifier(laid.uri, laid.version)
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(where, edits)])
        return types.WorkspaceEdit(changes={laid.uri: edits})

    def _takes_markdown(self) -> bool:
        held = self.client_capabilities.text_document
        formats = held.hover.content_format if held and held.hover else None
        return types.MarkupKind.Markdown in (formats or ())

    def _folder(self) -> Path:
        """Where a text lies that was never saved: in the first folder of the workspace."""
        for folder in self.workspace.folders.values():
            if path := file_of(folder.uri):
                return Path(path)
        return Path(self.workspace.root_path) if self.workspace.root_path else Path.cwd()


def _why_not(seen: Reject | TrothError | None, text: Text) -> list[types.Diagnostic]:
    """What is shown about a text that was not checked: of an empty one, nothing."""
    if isinstance(seen, TrothError):
        return [told(text, seen.text(), "error", "settings")]
    if seen is None or not text.text.strip():
        return []
    return [told(text, f"Not checked: {seen.says} {seen.advice}".strip(), "info", "unread")]
