"""Who may come in: this machine, this browser, this start, and forms that we made.

Everything is refused that does not name a loopback host, hold the cookie of this start, and,
where it would write something, carry the token of a form of ours. The token is bound to the
session and signed by `itsdangerous`. (`starlette-csrf` reads the token from a header only, so
no form works without JavaScript; `asgi-csrf` hands out a cookie that is bound to no session,
and cookies of 127.0.0.1 are shared by every program that serves there.)
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE = frozenset({"GET", "HEAD"})
MEGABYTE = 1_000_000
LARGEST = {"/add": 4_000 * MEGABYTE, "/check": 8 * MEGABYTE}
LARGEST_FORM = 1 * MEGABYTE
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Refuse = Callable[[Request, int, str, str], Response]


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in one start of the server; `csrf` goes into every form it is shown."""

    id: str
    csrf: str


class Gate:
    """Lets a request through to the pages, or answers it with a plain refusal.

    `token` is this start's secret; without a `port` any port of this machine will do.
    """

    def __init__(
        self, app: ASGIApp, *, token: str, refuse: Refuse, port: int | None = None
    ) -> None:
        self.app = app
        self.token = token
        self.refuse = refuse
        self.port = port
        self.cookie = f"troth-{port}" if port else "troth"
        self.sessions = URLSafeSerializer(token, salt="session")
        self.forms = URLSafeSerializer(token, salt="form")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Every request of every kind passes here; nothing but HTTP is let in."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = self.checked(request)
        guarded = _with_headers(send, request.url.path)
        if isinstance(answer, Response):
            await answer(scope, receive, guarded)
            return
        scope.setdefault("state", {})["session"] = answer
        await self.app(scope, _limited(receive, _largest(request.url.path)), guarded)

    def checked(self, request: Request) -> Session | Response:
        """The session of a request that may pass, else the refusal."""
        if not self._is_local(request.headers.get("host", "")):
            return self.refuse(
                request,
                421,
                "These pages answer on this machine only.",
                "Open the address that troth printed when it was started.",
            )
        if "token" in request.query_params:
            return self._enter(request)
        session = self._session(request)
        if session is None:
            return self.refuse(
                request,
                403,
                "This browser has not been let in.",
                "Open the address with the token that troth printed when it was started. "
                "Each start has a new one.",
            )
        if request.method not in SAFE:
            if request.method != "POST" or not self._is_ours(request):
                return self._foreign(request)
            if _declared(request) > _largest(request.url.path):
                return self.refuse(
                    request, 413, "This is too much at once.", "Send it in smaller parts."
                )
        return session

    def form_is_ours(self, request: Request, given: object) -> bool:
        """Whether a form carries the token that this session was shown."""
        session = request.state.session
        return isinstance(given, str) and secrets.compare_digest(
            given.encode(), session.csrf.encode()
        )

    def _enter(self, request: Request) -> Response:
        if request.method not in SAFE or not secrets.compare_digest(
            request.query_params["token"].encode(), self.token.encode()
        ):
            return self.refuse(
                request,
                403,
                "This token is of another start.",
                "Open the address that troth printed when it was started last.",
            )
        rest = [(key, value) for key, value in request.query_params.multi_items() if key != "token"]
        response = RedirectResponse(
            local(request.url.path) + (f"?{urlencode(rest)}" if rest else ""), 303
        )
        response.set_cookie(
            self.cookie,
            self.sessions.dumps(secrets.token_urlsafe(16)),
            httponly=True,
            samesite="strict",
            path="/",
        )
        return response

    def _session(self, request: Request) -> Session | None:
        try:
            id = str(self.sessions.loads(request.cookies.get(self.cookie, "")))
        except BadSignature:
            return None
        return Session(id, str(self.forms.dumps(id)))

    def _is_local(self, host: str) -> bool:
        try:
            named = urlsplit(f"//{host}")
            port = named.port
        except ValueError:
            return False
        return named.hostname in LOOPBACK and (self.port is None or port == self.port)

    def _is_ours(self, request: Request) -> bool:
        """Whether the browser says that the request comes from one of our own pages.

        A page that sends no referrer posts its forms with the origin "null"; then only the
        browser's own word that the site is the same will do.
        """
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site not in (None, "same-origin"):
            return False
        if origin == "null":
            return site == "same-origin"
        return origin in (None, f"http://{request.headers.get('host', '')}")

    def _foreign(self, request: Request) -> Response:
        return self.refuse(
            request,
            403,
            "This form was not made by these pages.",
            "Go back, reload, and try again.",
        )


def local(path: str) -> str:
    """A path on this server, whatever was asked for: never another host."""
    return "/" + path.lstrip("/\\") if path.startswith("/") else "/"


def _largest(path: str) -> int:
    return LARGEST.get(path, LARGEST_FORM)


def _declared(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def _limited(receive: Receive, largest: int) -> Callable[[], Awaitable[Message]]:
    """The body as it comes, cut off where it grows past the limit."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > largest else message

    return receiving


def _with_headers(send: Send, path: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if not path.startswith("/static/"):
                headers["cache-control"] = "no-store"
        await send(message)

    return sending
