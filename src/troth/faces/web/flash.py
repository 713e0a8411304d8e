"""What was just done, said once on the next page, with the way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "troth-said"


@dataclass(frozen=True, slots=True)
class Flash:
    """A sentence, and the entry that can be undone; None where nothing can."""

    says: str
    entry: int | None = None


def leave(request: Request, response: Response, flash: Flash) -> Response:
    """Keep a sentence for the next page this browser is shown."""
    value = _signer(request).dumps([flash.says, flash.entry])
    response.set_cookie(COOKIE, str(value), max_age=60, httponly=True, samesite="strict")
    return response


def take(request: Request) -> tuple[Flash | None, Callable[[Response], Response]]:
    """The sentence left for this page, and what to do with the answer so that it is said once."""
    held = request.cookies.get(COOKIE)
    if held is None:
        return None, lambda response: response

    def forgotten(response: Response) -> Response:
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response

    try:
        says, entry = _signer(request).loads(held)
    except (BadSignature, ValueError):
        return None, forgotten
    return Flash(says, entry), forgotten


def _signer(request: Request) -> URLSafeSerializer:
    return URLSafeSerializer(request.app.state.gate.token, salt="said")
