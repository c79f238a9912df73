"""Fetches a file from the Internet: https only, bounded in size and time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from receipt_desktop.config.hosts import extract_host, is_remote
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable

if TYPE_CHECKING:
    import httpx

HTTP_OK = 200


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """How much may come, and how long it may take."""

    bytes: int = 256_000
    step_seconds: float = 10.0
    """Until the connection stands, and between two pieces."""
    seconds: float = 30.0
    """For everything together."""
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class DownloadErrors:
    """The keys of the errors of a download."""

    unreachable: str
    """With `host` and `reason`."""
    too_large: str
    insecure: str
    """With `host`."""


RELEASE_ERRORS = DownloadErrors("update_unreachable", "update_too_large", "update_insecure")


def download_file(
    address: str, limits: DownloadLimits, errors: DownloadErrors = RELEASE_ERRORS
) -> bytes:
    """The content at this address.

    The address is https, or http on this computer. Redirects lead to https alone. Raises
    `ServiceUnavailable` when the server does not answer properly, `InvalidRequest` for an address
    or an answer that is refused.
    """
    import httpx  # noqa: PLC0415 (slow to load)

    end = time.monotonic() + limits.seconds
    _check_address(address, errors)
    try:
        with _make_client(address, limits) as client:
            for _ in range(limits.redirects + 1):
                with _open_stream(client, address) as response:
                    if not response.is_redirect:
                        return _read_body(response, limits, end, errors)
                    address = _find_redirect(response, errors)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _make_unreachable_error(address, type(error).__name__, errors) from error
    raise _make_unreachable_error(address, "too many redirects", errors)


def _make_client(address: str, limits: DownloadLimits) -> httpx.Client:
    """A client; the proxy of the environment is for other computers only."""
    import httpx  # noqa: PLC0415

    return httpx.Client(
        timeout=limits.step_seconds,
        follow_redirects=False,
        trust_env=is_remote(address),
        headers={"Accept-Encoding": "identity", "User-Agent": "receipt-desktop"},
    )


@contextmanager
def _open_stream(client: httpx.Client, address: str) -> Iterator[httpx.Response]:
    with client.stream("GET", address) as response:
        yield response


def _read_body(
    response: httpx.Response, limits: DownloadLimits, end: float, errors: DownloadErrors
) -> bytes:
    address = str(response.url)
    if response.status_code != HTTP_OK:
        raise _make_unreachable_error(address, f"HTTP {response.status_code}", errors)
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > limits.bytes:
            raise InvalidRequest(errors.too_large)
        if time.monotonic() > end:
            raise _make_unreachable_error(address, "timeout", errors)
    return bytes(body)


def _find_redirect(response: httpx.Response, errors: DownloadErrors) -> str:
    """Where a redirect leads. Raises `InvalidRequest` unless that is https."""
    target = str(response.url.join(response.headers.get("location", "")))
    if urlsplit(target).scheme != "https":
        raise InvalidRequest(errors.insecure, host=extract_host(target))
    return target


def _check_address(address: str, errors: DownloadErrors) -> None:
    """Raises `InvalidRequest` for an address that is neither https nor on this computer."""
    scheme = urlsplit(address).scheme
    if scheme != "https" and not (scheme == "http" and not is_remote(address)):
        raise InvalidRequest(errors.insecure, host=extract_host(address))


def _make_unreachable_error(
    address: str, reason: str, errors: DownloadErrors
) -> ServiceUnavailable:
    return ServiceUnavailable(errors.unreachable, host=extract_host(address), reason=reason)
