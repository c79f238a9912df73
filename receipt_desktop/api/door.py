"""Before anything is read: who asks, how often, and how much may come in."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from receipt_desktop.actions import Actions
from receipt_desktop.api.connections import network_of
from receipt_desktop.api.envelope import Unauthorized, refuse
from receipt_desktop.errors import InvalidRequest, ReceiptError
from receipt_desktop.health import Allowance
from receipt_desktop.logbook import FACTS

log = logging.getLogger(__name__)

OPEN = frozenset({"/health", "/openapi.json"})
"""May be asked for by everybody; `/health` then tells one word."""
UPLOAD = "/api/v1/receipts/analyze"
BODY_BYTES = 1_000_000
"""Of a request that carries no files."""
MOST_CHARACTERS = 200
UNNOTED = frozenset({"/health", "/metrics", "/openapi.json"})
POLLED = ("/status", "/events", "/stats")
STRANGER_SECONDS = 1.0
CLOSED_AFTER = frozenset({401, 408, 413, 429})
"""Refusals after which the connection is closed: what still comes on it is not wanted."""
FIXED_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(slots=True)
class Traffic:
    """What was answered since the start. Thread-safe."""

    codes: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, code: int, seconds: float) -> None:
        """One more answer that began after so many seconds."""
        with self.lock:
            self.codes[code] += 1
            self.seconds += seconds


@dataclass(slots=True)
class Ledger:
    """A log line for each answer: who asked for what, and how it was answered."""

    next_stranger: float = 0.0
    """Before this moment no further one without a token is noted: a flood fills no disk."""

    def note(self, scope: Scope, status: int, seconds: float) -> None:
        """Looking how far something is, many times a minute, is no operation."""
        path = str(scope["path"])
        if path in UNNOTED or path.endswith(POLLED):
            return
        if status == HTTPStatus.UNAUTHORIZED:
            now = time.monotonic()
            if now < self.next_stranger:
                return
            self.next_stranger = now + STRANGER_SECONDS
        client = scope["state"].get("client") or address_of(scope)
        facts = {"client": client, "method": scope["method"], "path": path, "status": status}
        log.info("answered", extra={FACTS: {**facts, "seconds": round(seconds, 3)}})


class Door:
    """The outermost part of the application."""

    def __init__(self, app: ASGIApp, actions: Actions, traffic: Traffic) -> None:
        self._app = app
        self._actions = actions
        self._traffic = traffic
        self._ledger = Ledger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        state["began"] = time.perf_counter()
        state["trusted"] = False
        sending = self._sending(scope, send)
        try:
            state["trusted"] = self._trusted(headers)
            if state["trusted"] and "connection" in state:
                state["connection"].known = True
            await self._admit(scope, headers)
        except ReceiptError as error:
            refused = refuse(error, headers.get("accept-language", ""))
            await refused(scope, receive, sending)
            return
        await self._app(scope, self._measured(scope, headers, receive), sending)

    def _trusted(self, headers: Headers) -> bool:
        scheme, _, offered = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._actions.is_api_token(offered.strip())

    async def _admit(self, scope: Scope, headers: Headers) -> None:
        """Raises `Unauthorized`, `RateLimited`, `InvalidRequest`."""
        state = scope["state"]
        if scope["path"] not in OPEN and not state["trusted"]:
            raise Unauthorized("The access token is missing or not valid.", key="unauthorized")
        named = client_of(headers) if state["trusted"] else ""
        state["named"], state["client"] = bool(named), named
        if named or not is_upload(scope):  # an upload names its client within
            kind = "address" if state["trusted"] else "stranger"
            client = named or f"{kind} {address_of(scope)}"
            state["allowance"] = await run_in_threadpool(self._actions.allow, client)
        network = network_of(address_of(scope))
        if network and state["trusted"]:
            await run_in_threadpool(self._actions.allow_address, network)
        too_large(headers.get("content-length", ""), self._limit(scope))

    def _limit(self, scope: Scope) -> int:
        """Bytes of a whole request."""
        if is_upload(scope):
            return self._actions.settings.api_upload_mb * 1_000_000
        return BODY_BYTES

    def _measured(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        """The body as it comes in, cut off where it grows beyond the limit."""
        limit = self._limit(scope)
        accept = headers.get("accept-language", "")
        come = 0

        async def measured() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > limit:
                raise TooMuch(limit, accept)
            return message

        return measured

    def _sending(self, scope: Scope, send: Send) -> Send:
        """Headers that all answers have."""
        state = scope["state"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                state["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                if message["status"] in CLOSED_AFTER:
                    headers["Connection"] = "close"
                for name, value in FIXED_HEADERS.items():
                    headers.setdefault(name, value)
                allowance = state.get("allowance")
                if isinstance(allowance, Allowance):
                    headers.update(rate_headers(allowance))
                began = state["began"]
                if isinstance(began, float):
                    seconds = time.perf_counter() - began
                    self._traffic.note(message["status"], seconds)
                    self._ledger.note(scope, message["status"], seconds)
            await send(message)

        return sending


class TooMuch(HTTPException):
    """A body that grew beyond the limit; FastAPI lets this one through."""

    def __init__(self, limit: int, accept: str) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self.error = request_too_large(limit)
        self.accept = accept


def client_of(headers: Headers) -> str:
    """The name that a client gives itself, fit for a list and a log."""
    said = headers.get("x-client-id", "")[:MOST_CHARACTERS]
    return "".join(one for one in said if one.isprintable()).strip()


def address_of(scope: Scope) -> str:
    """Where a request came from."""
    return str((scope.get("client") or ("unknown",))[0])


def is_upload(scope: Scope) -> bool:
    """Whether files come with it."""
    return bool(scope["method"] == "POST" and scope["path"] == UPLOAD)


def too_large(length: str, limit: int) -> None:
    """Raises `InvalidRequest` for a Content-Length beyond the limit, in bytes."""
    if length.isdecimal() and len(length) < 20 and int(length) <= limit:  # noqa: PLR2004
        return
    if length:
        raise request_too_large(limit)


def request_too_large(limit: int) -> InvalidRequest:
    """The sentence for a request that is beyond the limit, in bytes."""
    megabytes = limit // 1_000_000
    return InvalidRequest(
        f"The request is too large: at most {megabytes} MB.",
        key="request_too_large",
        limit=megabytes,
    )


def rate_headers(allowance: Allowance) -> dict[str, str]:
    """How often the client may still ask; the reset in seconds since 1970."""
    return {
        "X-RateLimit-Limit": str(allowance.limit),
        "X-RateLimit-Remaining": str(allowance.remaining),
        "X-RateLimit-Reset": str(int(allowance.reset_at.timestamp()) + 1),
    }
