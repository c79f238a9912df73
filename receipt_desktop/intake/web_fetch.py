"""Fetches one picture or PDF from a web address that a person has agreed to.

Every address is checked as those of webhooks are, also that of each redirect, and the connection
goes to the checked address. No cookie, no referrer and no proxy is used.
"""

from __future__ import annotations

import base64
import binascii
import ssl
import time
from dataclasses import dataclass
from functools import cache
from typing import IO
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

import httpx

from receipt_desktop.config.web_targets import WebTarget, split_url, start_resolving
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable, TooLarge

STEP_TIMEOUT_SECONDS = 15.0
"""Timeout in seconds of each step: the name, the connection, each block of the answer."""
TOTAL_TIMEOUT_SECONDS = 60.0
"""Timeout in seconds of the whole, redirects included."""
MAX_REDIRECTS = 5
CHUNK_BYTES = 65_536
MEGABYTE = 1_000_000
MAX_NAME_LENGTH = 200
WEB_PAGE_TYPES = ("text/html", "application/xhtml+xml")
FILE_TYPES = ("image/", "application/", "binary/", "text/xml")
"""Beginnings of media types that may be a receipt; its first bytes decide later."""


class FetchFailed(InvalidRequest):
    """The web address gives no picture or PDF."""


class WebUnavailable(ServiceUnavailable):
    """The web server cannot be reached, or is too slow."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a fetched file may be."""

    max_bytes: int
    private: bool = False
    """Whether addresses of this machine and of private networks are allowed."""


def fetch_file(url: str, target: IO[bytes], limits: FetchLimits) -> str:
    """Write the file at a web address to `target`; its name.

    Raises `InvalidRequest` (`ForbiddenUrl`, `FetchFailed`, `TooLarge`) and `WebUnavailable`.
    """
    if url.startswith("data:"):
        target.write(decode_data_url(url))
        return ""
    end = time.monotonic() + TOTAL_TIMEOUT_SECONDS
    try:
        return _follow(url, target, limits, end)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise WebUnavailable("fetch_timeout", host=host_of(url)) from error
    except (OSError, httpx.HTTPError) as error:
        raise WebUnavailable("fetch_failed", host=host_of(url), reason=str(error)) from error


def _follow(url: str, target: IO[bytes], limits: FetchLimits, end: float) -> str:
    """Follow redirects to the file. Raises as `fetch_file`, `TimeoutError`, `OSError`."""
    for _ in range(MAX_REDIRECTS + 1):
        resolving = start_resolving(url, private=limits.private)
        found = resolving.result(min(STEP_TIMEOUT_SECONDS, _seconds_left(end)))
        following = _request(found, target, limits, end)
        if not following:
            return name_of(url)
        following = urljoin(url, following)
        if found.parts.scheme == "https" and urlsplit(following).scheme != "https":
            break
        url = following
    raise FetchFailed("fetch_redirects", host=host_of(url))


def _request(found: WebTarget, target: IO[bytes], limits: FetchLimits, end: float) -> str:
    """Ask for the file: the address that the answer redirects to, or "" once it is written."""
    named = {"sni_hostname": found.parts.hostname} if found.parts.scheme == "https" else {}
    headers = {
        "Host": found.parts.netloc,
        "User-Agent": "receipt-desktop",
        "Accept": "image/*, application/pdf;q=0.9, */*;q=0.1",
        "Accept-Encoding": "identity",
    }
    with (
        httpx.Client(
            timeout=STEP_TIMEOUT_SECONDS,
            follow_redirects=False,
            trust_env=False,
            verify=create_tls_context(),
        ) as client,
        client.stream("GET", found.url, headers=headers, extensions=named) as response,
    ):
        host = found.parts.hostname or ""
        if response.is_redirect:
            return response.headers["location"]
        check_answer(response, host)
        write_body(response, target, limits.max_bytes, end)
        return ""


def check_answer(response: httpx.Response, host: str) -> None:
    """Raises `FetchFailed` for an answer that is no picture or PDF."""
    if not response.is_success:
        raise FetchFailed("fetch_status", host=host, status=response.status_code)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in WEB_PAGE_TYPES:
        raise FetchFailed("fetch_web_page")
    if kind and not kind.startswith(FILE_TYPES):
        raise FetchFailed("fetch_type", host=host, type=kind)
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchFailed("fetch_type", host=host, type=response.headers["content-encoding"])


def write_body(response: httpx.Response, target: IO[bytes], limit: int, end: float) -> None:
    """Write the answer's body. Raises `TooLarge` beyond `limit` bytes, `TimeoutError`."""
    size = 0
    for chunk in response.iter_raw(CHUNK_BYTES):
        size += len(chunk)
        if size > limit:
            host = response.request.headers["host"]
            raise TooLarge("fetch_too_large", host=host, limit=limit // MEGABYTE)
        _seconds_left(end)
        target.write(chunk)


def decode_data_url(url: str) -> bytes:
    """The bytes of a `data:` URL (RFC 2397). Raises `FetchFailed`."""
    head, comma, data = url.removeprefix("data:").partition(",")
    if not comma:
        raise FetchFailed("fetch_data_address")
    content = unquote_to_bytes(data)
    if not head.endswith(";base64"):
        return content
    try:
        return base64.b64decode(content + b"=" * (-len(content) % 4), validate=True)
    except binascii.Error as error:
        raise FetchFailed("fetch_data_address") from error


def host_of(url: str) -> str:
    """The host of a web address as it is called. Raises `ForbiddenUrl`."""
    return split_url(url).hostname or ""


def name_of(url: str) -> str:
    """A file name for a web address, from its path."""
    bare = unquote(urlsplit(url).path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = "".join(one for one in bare if one.isprintable()).strip(" .")
    return plain[-MAX_NAME_LENGTH:] or host_of(url)


@cache
def create_tls_context() -> ssl.SSLContext:
    """The trusted certificates; slow to load."""
    return httpx.create_ssl_context(trust_env=False)


def _seconds_left(end: float) -> float:
    """Raises `TimeoutError` once the time is up."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
