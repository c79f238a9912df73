"""HTTP with a scanner: addresses, limits, and what its answers mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.scanning import (
    NoScanner,
    Scanner,
    ScannerUnreachable,
    UntrustedCertificate,
)
from receipt_desktop.intake.scanner_tls import fetch_fingerprint, is_untrusted, make_context

CONNECT_SECONDS = 5.0
PAGE_SECONDS = 120.0
"""A slow device needs this long for a page of high resolution."""
MAX_DOCUMENT_BYTES = 1_000_000
"""Of capabilities and status."""
HTTPS_PORT = 443


class EsclConnection:
    """The connection with one eSCL service. Proxies and redirects are not used."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self._client = httpx.Client(
            verify=make_context(scanner.certificate),
            timeout=httpx.Timeout(CONNECT_SECONDS, read=PAGE_SECONDS),
            trust_env=False,
            follow_redirects=False,
        )

    def close(self) -> None:
        self._client.close()

    def get_document(self, name: str) -> bytes:
        """The document of this name. Raises `ServiceUnavailable`."""
        with self.request("GET", f"{self.scanner.address}/{name}") as response:
            self.check_status(response)
            return self._read_limited(response)

    @contextmanager
    def request(
        self, method: str, url: str, content: bytes | None = None
    ) -> Iterator[httpx.Response]:
        """An answer whose body is still to be read. Raises `ServiceUnavailable`."""
        headers = {"Content-Type": "text/xml"} if content else {}
        try:
            with self._client.stream(method, url, content=content, headers=headers) as response:
                yield response
        except httpx.TransportError as error:
            raise self._explain_failure(error) from error

    def check_status(self, response: httpx.Response) -> None:
        """Raises `ServiceUnavailable` for an answer that is no success."""
        if response.is_success:
            return
        name = self.scanner.name
        if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            raise ServiceUnavailable("scanner_busy", scanner=name)
        if response.status_code == httpx.codes.NOT_FOUND or response.is_redirect:
            raise NoScanner("scanner_unknown", scanner=name)
        raise ServiceUnavailable(
            "scanner_refused", scanner=name, status=f"HTTP {response.status_code}"
        )

    def find_job(self, location: str) -> str:
        """The address of a job: its path at the host that was asked, whatever host it names."""
        base, path = urlsplit(self.scanner.address), urlsplit(location).path
        if "/ScanJobs/" not in path:
            raise ServiceUnavailable("scanner_answer", scanner=self.scanner.name)
        return f"{base.scheme}://{base.netloc}{path.rstrip('/')}"

    def _read_limited(self, response: httpx.Response) -> bytes:
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > MAX_DOCUMENT_BYTES:
                raise ServiceUnavailable("scanner_answer", scanner=self.scanner.name)
        return bytes(data)

    def _explain_failure(self, error: httpx.TransportError) -> ServiceUnavailable:
        """The error for a connection that failed."""
        name = self.scanner.name
        if not is_untrusted(error):
            return ScannerUnreachable("scanner_unreachable", scanner=name)
        parts = urlsplit(self.scanner.address)
        try:
            found = fetch_fingerprint(parts.hostname or "", parts.port or HTTPS_PORT)
        except OSError:
            return ScannerUnreachable("scanner_unreachable", scanner=name)
        if self.scanner.certificate:
            return UntrustedCertificate(
                "scanner_certificate_changed", scanner=name, fingerprint=found
            )
        return UntrustedCertificate("scanner_certificate", scanner=name, fingerprint=found)
