"""Sends one signed webhook, only to allowed addresses; redirects are not followed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import json
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from receipt_desktop.config.web_targets import (
    ForbiddenUrl,
    check_target_address,
    split_url,
    start_resolving,
)

STEP_TIMEOUT_SECONDS = 10.0
"""Timeout in seconds of each step of a call."""
TOTAL_TIMEOUT_SECONDS = 20.0
"""Timeout in seconds of a whole call, shorter than the lease of a delivery."""
SIGNATURE_HEADER, TIMESTAMP_HEADER, ATTEMPT_HEADER = (
    "X-Receipt-Desktop-Signature",
    "X-Receipt-Desktop-Timestamp",
    "X-Receipt-Desktop-Attempt",
)


def check_webhook_url(url: str, *, private: bool) -> None:
    """Raises `InvalidRequest` for a URL that is never allowed.

    A name that does not resolve now is accepted; it is checked again before each call.
    """
    parts = split_url(url)
    try:
        check_target_address(ipaddress.ip_address(parts.hostname or ""), private=private)
    except ValueError:
        if not private and (parts.hostname or "").rstrip(".").endswith("localhost"):
            raise ForbiddenUrl("webhook_this_computer") from None


def sign_body(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, full stop and body, hex."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


async def send_webhook(
    url: str, event: Mapping[str, Any], secret: str, attempt: int, *, private: bool
) -> None:
    """Send a webhook; any 2xx response is a success.

    Raises `ForbiddenUrl`, `OSError` (`TimeoutError` among them) or `httpx.HTTPError`.
    """
    async with asyncio.timeout(TOTAL_TIMEOUT_SECONDS):
        target = await asyncio.wrap_future(start_resolving(url, private=private))
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
