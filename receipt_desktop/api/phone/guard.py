"""Checks that come before every request of the page for phones.

A page of another site can neither read nor change anything: there are no CORS headers, the cookie
is `SameSite=Strict`, requests need a header that only the page's own scripts can send, and `Origin`
and `Sec-Fetch-Site` are checked where the browser sends them. The `Host` header has to name this
server, so that a foreign name that resolves to this computer (DNS rebinding) reaches nothing.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from receipt_desktop.api.middleware import remote_address

OWN_HEADER = "x-receipt-desktop"
"""Sent by the page's own scripts; a page of another site cannot send it without CORS."""
API_PATHS = ("/pair", "/photos")
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """Under which names a phone reaches this server."""

    scheme: str
    address: str
    """The network address that it listens on."""
    port: int
    names: tuple[str, ...] = ()
    """Names in its certificate."""

    @property
    def hosts(self) -> frozenset[str]:
        """The allowed values of the Host header, in lower case."""
        shown = f"[{self.address}]" if ":" in self.address else self.address
        names = {shown, *self.names}
        default = {"http": 80, "https": 443}[self.scheme]
        bare = names if self.port == default else set()
        return frozenset(one.lower() for one in {*(f"{name}:{self.port}" for name in names), *bare})


class PhoneGuard:
    """The outermost middleware of the page for phones."""

    def __init__(self, app: ASGIApp, own: OwnAddress) -> None:
        self._app = app
        self._hosts = own.hosts
        self._scheme = own.scheme
        self._accepts_internet = not is_local(own.address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            return
        sending = _add_headers(send)
        if not self._is_allowed(scope):
            refused = PlainTextResponse("Forbidden", HTTPStatus.FORBIDDEN)
            await refused(scope, receive, sending)
            return
        await self._app(scope, receive, sending)

    def _is_allowed(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        return (
            headers.get("host", "").lower() in self._hosts
            and (self._accepts_internet or is_local(remote_address(scope)))
            and self._is_own_origin(headers)
            and self._is_own_fetch(scope, headers)
        )

    def _is_own_origin(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return origin is None or origin == f"{self._scheme}://{headers.get('host', '').lower()}"

    @staticmethod
    def _is_own_fetch(scope: Scope, headers: Headers) -> bool:
        """Only the page's own scripts may ask; anyone may open the page in a tab of its own."""
        site = headers.get("sec-fetch-site", "same-origin")
        if scope["path"].startswith(API_PATHS):
            has_origin = scope["method"] == "GET" or "origin" in headers
            return site == "same-origin" and has_origin and OWN_HEADER in headers
        if headers.get("sec-fetch-dest", "document") == "document":
            return True
        return site in ("same-origin", "none")


def is_local(address: str) -> bool:
    """Whether an address cannot be on the internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return not (getattr(ip, "ipv4_mapped", None) or ip).is_global


def _add_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
