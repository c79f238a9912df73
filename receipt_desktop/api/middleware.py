"""ASGI middleware: authentication, rate limiting and body size limits."""

from __future__ import annotations

import logging
import math
import re
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
from receipt_desktop.api.connections import network_of_address
from receipt_desktop.api.responses import Unauthorized, error_response
from receipt_desktop.domain.api_clients import RateLimitStatus
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, TooLarge
from receipt_desktop.logs.events import FACTS_ATTRIBUTE

log = logging.getLogger(__name__)

PUBLIC_PATHS = frozenset({"/health", "/openapi.json"})
"""Paths without authentication; `/health` then returns only a status."""
UPLOAD_PATH = "/api/v1/receipts/analyze"
PICTURE_PATH = re.compile(r"/api/v1/receipts/[^/]+/image")
MAX_BODY_BYTES = 1_000_000
"""Maximum bytes of a request without files."""
MAX_CLIENT_NAME_LENGTH = 200
UNLOGGED_PATHS = frozenset({"/health", "/metrics", "/openapi.json"})
UNLOGGED_SUFFIXES = ("/status", "/events", "/stats")
UNAUTHORIZED_LOG_SECONDS = 1.0
CLOSING_STATUS_CODES = frozenset({401, 408, 413, 429})
"""Error statuses after which the connection is closed."""
DEFAULT_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(slots=True)
class RequestMetrics:
    """Counts of responses since the start. Thread-safe."""

    status_counts: Counter[int] = field(default_factory=Counter)
    total_seconds: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def record_response(self, code: int, seconds: float) -> None:
        """Count a response that began after this many seconds."""
        with self.lock:
            self.status_counts[code] += 1
            self.total_seconds += seconds


@dataclass(slots=True)
class AccessLog:
    """Logs each response with its client."""

    last_unauthorized_at: float = -math.inf
    """When an unauthenticated request was last logged. They are throttled to protect the disk."""

    def log_request(self, scope: Scope, status: int, seconds: float) -> None:
        """Log a request; status polling is logged at DEBUG."""
        path = str(scope["path"])
        if path in UNLOGGED_PATHS or path.endswith(UNLOGGED_SUFFIXES):
            return
        if status == HTTPStatus.UNAUTHORIZED:
            now = time.monotonic()
            if now - self.last_unauthorized_at < UNAUTHORIZED_LOG_SECONDS:
                return
            self.last_unauthorized_at = now
        client = scope["state"].get("client") or remote_address(scope)
        facts = {"client": client, "method": scope["method"], "path": path, "status": status}
        log.info("request", extra={FACTS_ATTRIBUTE: {**facts, "seconds": round(seconds, 3)}})


class GuardMiddleware:
    """The outermost middleware."""

    def __init__(self, app: ASGIApp, actions: Actions, traffic: RequestMetrics) -> None:
        self._app = app
        self._actions = actions
        self._metrics = traffic
        self._access_log = AccessLog()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or reject it."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        state["began"] = time.perf_counter()
        state["trusted"] = False
        sending = self._add_headers(scope, send)
        try:
            state["trusted"] = self._is_authenticated(headers)
            if state["trusted"] and "connection" in state:
                state["connection"].is_authenticated = True
            await self._check_request(scope, headers)
        except ReceiptError as error:
            refused = error_response(error, headers.get("accept-language", ""))
            await refused(scope, receive, sending)
            return
        await self._app(scope, self._limit_body(scope, headers, receive), sending)

    def _is_authenticated(self, headers: Headers) -> bool:
        scheme, _, offered = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._actions.is_api_token(offered.strip())

    async def _check_request(self, scope: Scope, headers: Headers) -> None:
        """Raises `Unauthorized`, `RateLimited`, `InvalidRequest`."""
        state = scope["state"]
        if scope["path"] not in PUBLIC_PATHS and not state["trusted"]:
            raise Unauthorized("unauthorized")
        named = parse_client_name(headers) if state["trusted"] else ""
        state["named"], state["client"] = bool(named), named
        if named or not is_upload_request(scope):  # an upload names its client within
            kind = "address" if state["trusted"] else "unauthenticated"
            client = named or f"{kind} {remote_address(scope)}"
            state["allowance"] = await run_in_threadpool(self._actions.count_request, client)
        network = network_of_address(remote_address(scope))
        if network and state["trusted"]:
            await run_in_threadpool(self._actions.count_address_request, network)
        check_content_length(headers.get("content-length", ""), self._max_body_bytes(scope))

    def _max_body_bytes(self, scope: Scope) -> int:
        """The maximum bytes of a request."""
        if is_upload_request(scope) or is_picture_request(scope):
            return self._actions.settings.api_upload_mb * 1_000_000
        return MAX_BODY_BYTES

    def _limit_body(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        """Limit the size of a request body as it arrives."""
        limit = self._max_body_bytes(scope)
        accept = headers.get("accept-language", "")
        come = 0

        async def measured() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > limit:
                raise BodyTooLarge(limit, accept)
            return message

        return measured

    def _add_headers(self, scope: Scope, send: Send) -> Send:
        """Add the headers common to all responses."""
        state = scope["state"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                state["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                if message["status"] in CLOSING_STATUS_CODES:
                    headers["Connection"] = "close"
                for name, value in DEFAULT_HEADERS.items():
                    headers.setdefault(name, value)
                allowance = state.get("allowance")
                if isinstance(allowance, RateLimitStatus):
                    headers.update(rate_limit_headers(allowance))
                began = state["began"]
                if isinstance(began, float):
                    seconds = time.perf_counter() - began
                    self._metrics.record_response(message["status"], seconds)
                    self._access_log.log_request(scope, message["status"], seconds)
            await send(message)

        return sending


class BodyTooLarge(HTTPException):
    """A body beyond the limit; FastAPI passes this exception on."""

    def __init__(self, limit: int, accept: str) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self.error = request_too_large_error(limit)
        self.accept = accept


def parse_client_name(headers: Headers) -> str:
    """The client name of a request, cleaned for lists and logs."""
    name = headers.get("x-client-id", "")[:MAX_CLIENT_NAME_LENGTH]
    return "".join(one for one in name if one.isprintable()).strip()


def remote_address(scope: Scope) -> str:
    """The remote address of a request."""
    return str((scope.get("client") or ("unknown",))[0])


def is_upload_request(scope: Scope) -> bool:
    """Whether this is an upload request."""
    return bool(scope["method"] == "POST" and scope["path"] == UPLOAD_PATH)


def is_picture_request(scope: Scope) -> bool:
    """Whether this attaches a picture to a receipt."""
    return bool(scope["method"] == "POST" and PICTURE_PATH.fullmatch(scope["path"]))


def check_content_length(length: str, limit: int) -> None:
    """Raises `InvalidRequest` for a Content-Length beyond the limit, in bytes."""
    if length.isdecimal() and len(length) < 20 and int(length) <= limit:  # noqa: PLR2004
        return
    if length:
        raise request_too_large_error(limit)


def request_too_large_error(limit: int) -> InvalidRequest:
    """The error for a request larger than the limit in bytes."""
    return TooLarge("request_too_large", limit=limit // 1_000_000)


def rate_limit_headers(allowance: RateLimitStatus) -> dict[str, str]:
    """Rate limit headers; the reset is in seconds since 1970."""
    return {
        "X-RateLimit-Limit": str(allowance.limit),
        "X-RateLimit-Remaining": str(allowance.remaining),
        "X-RateLimit-Reset": str(int(allowance.reset_at.timestamp()) + 1),
    }
