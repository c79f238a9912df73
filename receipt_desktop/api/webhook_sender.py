"""Sends one signed webhook, only to allowed addresses.

The host name is resolved once, every address is checked, and the connection is made to the checked
address, so that a second lookup cannot return another one. Redirects are not followed and no proxy
is used.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx

from receipt_desktop.api.webhook_targets import (
    BLOCKED_PORTS,
    IpAddress,
    embedded_ipv4_addresses,
    is_public_address,
)
from receipt_desktop.domain.errors import InvalidRequest

STEP_TIMEOUT_SECONDS = 10.0
"""Timeout in seconds of each step of a call."""
TOTAL_TIMEOUT_SECONDS = 20.0
"""Timeout in seconds of a whole call, shorter than the lease of a delivery."""
DEFAULT_PORTS = {"http": 80, "https": 443}
SIGNATURE_HEADER, TIMESTAMP_HEADER, ATTEMPT_HEADER = (
    "X-Receipt-Desktop-Signature",
    "X-Receipt-Desktop-Timestamp",
    "X-Receipt-Desktop-Attempt",
)


class ForbiddenWebhookUrl(InvalidRequest):
    """A webhook URL that is not allowed."""


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """The address to connect to and the host name."""

    parts: SplitResult
    address: IpAddress

    @property
    def url(self) -> str:
        """The URL with the checked address in place of the name."""
        shown = f"[{self.address}]" if self.address.version == 6 else str(self.address)  # noqa: PLR2004
        port = self.parts.port or DEFAULT_PORTS[self.parts.scheme]
        query = f"?{self.parts.query}" if self.parts.query else ""
        return f"{self.parts.scheme}://{shown}:{port}{self.parts.path or '/'}{query}"


def check_webhook_url(url: str, *, private: bool) -> None:
    """Raises `InvalidRequest` for a URL that is never allowed.

    A name that does not resolve now is accepted; it is checked again before each call.
    """
    parts = split_webhook_url(url)
    try:
        check_target_address(ipaddress.ip_address(parts.hostname or ""), private=private)
    except ValueError:
        if not private and (parts.hostname or "").rstrip(".").endswith("localhost"):
            raise ForbiddenWebhookUrl("webhook_this_computer") from None


def split_webhook_url(url: str) -> SplitResult:
    """The parts of a callable URL. Raises `ForbiddenWebhookUrl`."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(one.isspace() or not one.isprintable() for one in url):
        raise ForbiddenWebhookUrl("webhook_no_url")
    if (parts.port or DEFAULT_PORTS[parts.scheme]) in BLOCKED_PORTS:
        raise ForbiddenWebhookUrl("webhook_port")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenWebhookUrl("webhook_user")
    return parts._replace(netloc=ascii_host_and_port(parts))


def ascii_host_and_port(parts: SplitResult) -> str:
    """Host and port in ASCII, as in a request. Raises `ForbiddenWebhookUrl`."""
    host = parts.hostname or ""
    try:
        named = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as error:
        raise ForbiddenWebhookUrl("webhook_name") from error
    shown = f"[{named}]" if ":" in named else named
    return shown if parts.port is None else f"{shown}:{parts.port}"


def resolve_target(url: str, *, private: bool) -> WebhookTarget:
    """Resolve a URL. Raises `ForbiddenWebhookUrl`, `OSError` if the name is unknown."""
    parts = split_webhook_url(url)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise ForbiddenWebhookUrl("webhook_name") from error
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    for address in addresses:
        check_target_address(address, private=private)
    return WebhookTarget(parts, addresses[0])


def check_target_address(address: IpAddress, *, private: bool) -> None:
    """Raises `ForbiddenWebhookUrl` for an address outside the open internet, unless allowed."""
    if private and address.is_loopback:
        return
    for one in tuple(embedded_ipv4_addresses(address)) or (address,):
        if one.is_multicast or one.is_unspecified or one.is_reserved:
            raise ForbiddenWebhookUrl("webhook_reserved")
    if not private and not is_public_address(address):
        raise ForbiddenWebhookUrl("webhook_private")


def sign_body(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, full stop and body, hex."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


async def send_webhook(
    url: str, event: Mapping[str, Any], secret: str, attempt: int, *, private: bool
) -> None:
    """Send a webhook; any 2xx response is a success.

    Raises `ForbiddenWebhookUrl`, `OSError` (`TimeoutError` among them) or `httpx.HTTPError`.
    """
    async with asyncio.timeout(TOTAL_TIMEOUT_SECONDS):
        target = await resolve_in_thread(url, private=private)
        body = json.dumps(event, ensure_ascii=False).encode()
        timestamp = str(int(time.time()))
        headers = {
            "Host": target.parts.netloc,
            "Content-Type": "application/json",
            "User-Agent": "receipt-desktop",
            TIMESTAMP_HEADER: timestamp,
            SIGNATURE_HEADER: f"sha256={sign_body(secret, timestamp, body)}",
            ATTEMPT_HEADER: str(attempt),
        }
        named = {"sni_hostname": target.parts.hostname} if target.parts.scheme == "https" else {}
        await post_webhook(target.url, body, headers, named)


async def resolve_in_thread(url: str, *, private: bool) -> WebhookTarget:
    """Like `resolve_target`, in a thread; cancelling does not wait for the name server."""
    found: Future[WebhookTarget] = Future()

    def look_up() -> None:
        try:
            target = resolve_target(url, private=private)
        except Exception as error:  # noqa: BLE001 (raised again where it is awaited)
            found.set_exception(error)
        else:
            found.set_result(target)

    found.set_running_or_notify_cancel()
    threading.Thread(target=look_up, name="webhook-name", daemon=True).start()
    return await asyncio.wrap_future(found)


async def post_webhook(
    url: str, body: bytes, headers: Mapping[str, str], named: dict[str, Any]
) -> None:
    """Send one request; only the status of the response is read. Raises `httpx.HTTPError`."""
    async with (
        httpx.AsyncClient(
            timeout=STEP_TIMEOUT_SECONDS,
            follow_redirects=False,
            trust_env=False,
            verify=create_tls_context(),
        ) as client,
        client.stream("POST", url, content=body, headers=headers, extensions=named) as response,
    ):
        if not response.is_success:
            raise httpx.HTTPStatusError(
                f"answered {response.status_code}", request=response.request, response=response
            )


@cache
def create_tls_context() -> ssl.SSLContext:
    """The trusted certificates; slow to load."""
    return httpx.create_ssl_context(trust_env=False)
