"""Serving one editor over standard input and output, until it says that it is done."""

from __future__ import annotations

import logging
import os
import sys

from lsprotocol import types

from troth.acts.check_rules import Asked
from troth.faces.editor import acting
from troth.faces.editor.server import PAUSE_S, Server


def serve(asked: Asked) -> int:
    """0 when the editor ended it as agreed, 1 when it only went away.

    Whatever else would write to standard output, a lens of one's own say, writes to standard
    error instead: the output belongs to the protocol.
    """
    _quiet()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    made = server(asked)
    made.start_io(sys.stdin.buffer, out)
    return 0 if made.stopped_well else 1


def server(asked: Asked, pause_s: float = PAUSE_S) -> Server:
    """A server that answers what the protocol asks of it."""
    made = Server(asked, pause_s)
    _hears(made)
    _answers(made)
    return made


def _hears(made: Server) -> None:
    """What the editor tells: texts that open, change, are saved and close; settings; the end."""

    @made.feature(types.INITIALIZED)
    def _(ls: Server, _: types.InitializedParams) -> None:
        ls.begin()

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.later(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.later(params.text_document.uri, ls.pause_s)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.later(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(ls: Server, _: types.DidChangeWatchedFilesParams) -> None:
        ls.all_again()

    @made.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def _(ls: Server, _: types.DidChangeWorkspaceFoldersParams) -> None:
        ls.all_again()

    @made.feature(types.SHUTDOWN)
    def _(ls: Server, *_: object) -> None:
        ls.stop()


def _answers(made: Server) -> None:
    """What the editor asks: what can be done here, what is meant here, and to show a message."""
    kinds = types.CodeActionOptions(code_action_kinds=list(acting.KINDS))

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def _(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        return await ls.actions(params)

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(ls: Server, params: types.HoverParams) -> types.Hover | None:
        return await ls.hover(params)

    @made.command(acting.SHOW)
    def _(ls: Server, says: str) -> None:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, str(says)))


def _quiet() -> None:
    """The library tells of each message it cannot read at length; that is for those who ask."""
    if not os.environ.get("TROTH_DEBUG"):
        for name in ("pygls", "asyncio"):
            logger = logging.getLogger(name)
            logger.addHandler(logging.NullHandler())
            logger.propagate = False
