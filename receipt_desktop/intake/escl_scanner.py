"""Scans over the network without a driver: the client's side of eSCL."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import httpx

from receipt_desktop.config.atomic import PRIVATE_MODE
from receipt_desktop.config.busy_files import delete_file, replace_path
from receipt_desktop.domain.errors import Cancelled, ServiceUnavailable
from receipt_desktop.domain.scanning import (
    NoScanner,
    Scanner,
    ScannerCapabilities,
    ScannerKind,
    ScannerUnreachable,
    ScanSettings,
    ScanSource,
)
from receipt_desktop.intake.escl_address import list_addresses
from receipt_desktop.intake.escl_connection import PAGE_SECONDS, EsclConnection
from receipt_desktop.intake.escl_documents import (
    ScannerStatus,
    UnreadableDocument,
    parse_capabilities,
    parse_status,
    write_settings,
)
from receipt_desktop.intake.scan_device import MAX_PAGES, OnPage

log = logging.getLogger(__name__)

BUSY_SECONDS = 30.0
"""How long a busy scanner is asked again."""
PAUSE_SECONDS = 2.0
"""Between two questions, when the scanner does not say how long."""
FEEDER_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "ScannerAdfJam": "scanner_jam",
        "ScannerAdfMispick": "scanner_jam",
        "ScannerAdfDoorOpen": "scanner_cover",
        "ScannerAdfHatchOpen": "scanner_cover",
        "ScannerAdfMultipickDetected": "scanner_multipick",
        "ScannerAdfEmpty": "scanner_feeder_empty",
    }
)
"""States of the feeder, with the keys of their messages."""
SOUND_FEEDER_STATES = frozenset({"", "ScannerAdfLoaded", "ScannerAdfProcessing"})
JPEG, PDF = (b"\xff\xd8\xff", ".jpg"), (b"%PDF", ".pdf")


class EsclScanner:
    """A network scanner. One scan at a time; `cancel` may be called on any thread."""

    def __init__(
        self, scanner: Scanner, max_page_mb: int, *, pause_seconds: float = PAUSE_SECONDS
    ) -> None:
        """`max_page_mb` is the largest page in megabytes."""
        self._scanner, self._max_page_mb = scanner, max_page_mb
        self._pause_seconds = pause_seconds
        self._connection = EsclConnection(scanner)
        self._cancelled = threading.Event()
        self._job = ""
        self._count = 0

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def read_capabilities(self) -> ScannerCapabilities:
        """What it can do. Raises `ServiceUnavailable`, `UntrustedCertificate`."""
        try:
            return parse_capabilities(self._connection.get_document("ScannerCapabilities"))
        except UnreadableDocument as error:
            raise ServiceUnavailable("scanner_answer", scanner=self._scanner.name) from error

    def scan(self, settings: ScanSettings, folder: Path, on_page: OnPage) -> None:
        """Scan into numbered files in a folder. See `ScanDevice.scan`."""
        self._cancelled.clear()
        self._count = 0
        source = self.read_capabilities().get_source(settings.source)
        if settings.source is not ScanSource.GLASS:
            self._check_feeder(self._read_status())
        self._job = self._create_job(write_settings(settings, source))
        try:
            self._fetch_pages(settings, folder, on_page)
        finally:
            self._end_job()

    def cancel(self) -> None:
        """End the scan; the device ends the request that waits for a page."""
        self._cancelled.set()
        self._end_job()

    def _create_job(self, body: bytes) -> str:
        """Start a scan; the address of its job. A busy scanner is asked again for a while."""
        end = time.monotonic() + BUSY_SECONDS
        while True:
            url = f"{self._scanner.address}/ScanJobs"
            with self._connection.request("POST", url, body) as response:
                is_busy = response.status_code == httpx.codes.SERVICE_UNAVAILABLE
                if not is_busy or time.monotonic() >= end:
                    self._connection.check_status(response)
                    return self._connection.find_job(response.headers.get("Location", ""))
                pause = self._find_pause(response)
            self._wait(min(pause, max(0.0, end - time.monotonic())))

    def _fetch_pages(self, settings: ScanSettings, folder: Path, on_page: OnPage) -> None:
        """Fetch one page after the other until there is none left."""
        while self._count < MAX_PAGES:
            page = self._fetch_page(folder)
            if page is None:
                break
            self._count += 1
            on_page(page)
            if settings.source is ScanSource.GLASS:
                return
        else:
            raise ServiceUnavailable("scanner_pages_many", limit=MAX_PAGES)
        self._check_end()

    def _fetch_page(self, folder: Path) -> Path | None:
        """The next page as a file; None when there is none."""
        end = time.monotonic() + PAGE_SECONDS
        while True:
            self._check_cancelled()
            try:
                with self._connection.request("GET", f"{self._job}/NextDocument") as response:
                    if response.status_code in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
                        return None
                    is_waiting = response.status_code == httpx.codes.SERVICE_UNAVAILABLE
                    if not is_waiting or time.monotonic() >= end:
                        self._connection.check_status(response)
                        return self._save_page(response, folder)
                    pause = self._find_pause(response)
            except ScannerUnreachable as error:
                self._check_cancelled()
                raise ServiceUnavailable("scanner_lost", scanner=self._scanner.name) from error
            self._wait(pause)

    def _save_page(self, response: httpx.Response, folder: Path) -> Path:
        """Save the body of an answer under a name that says what it is."""
        aside = folder / f".page-{self._count}.part"
        try:
            head = self._write_body(response, aside)
            suffix = next((end for magic, end in (JPEG, PDF) if head.startswith(magic)), "")
            if not suffix:
                raise ServiceUnavailable("scanner_page_broken", scanner=self._scanner.name)
            target = folder / f"page-{time.time_ns()}{suffix}"
            replace_path(aside, target)
        finally:
            delete_file(aside)
        return target

    def _write_body(self, response: httpx.Response, path: Path) -> bytes:
        """Write a body of limited size; returns its first bytes."""
        size, head = 0, b""
        with path.open("wb") as file:
            path.chmod(PRIVATE_MODE)
            for chunk in response.iter_bytes():
                self._check_cancelled()
                head = head or chunk
                size += len(chunk)
                if size > self._max_page_mb * 1_000_000:
                    raise ServiceUnavailable("scanner_page_large", limit=self._max_page_mb)
                file.write(chunk)
        return head

    def _check_end(self) -> None:
        """Find out why there are no more pages. Raises `ServiceUnavailable`, `Cancelled`."""
        self._check_cancelled()
        status = self._read_status()
        path = self._job.partition("/ScanJobs/")[2]
        states = [state for uri, state in status.jobs.items() if uri.rstrip("/").endswith(path)]
        state = states[0] if path and states else ""
        if state == "Canceled":
            raise ServiceUnavailable("scanner_cancelled")
        if self._count and (state == "Completed" or status.feeder == "ScannerAdfEmpty"):
            if state != "Aborted":
                return
        else:
            self._check_feeder(status)
        if state == "Aborted" or status.state in {"Stopped", "Down"}:
            raise ServiceUnavailable("scanner_stopped", scanner=self._scanner.name)
        if not self._count:
            raise ServiceUnavailable("scanner_feeder_empty")

    def _read_status(self) -> ScannerStatus:
        try:
            return parse_status(self._connection.get_document("ScannerStatus"))
        except UnreadableDocument as error:
            raise ServiceUnavailable("scanner_answer", scanner=self._scanner.name) from error

    def _check_feeder(self, status: ScannerStatus) -> None:
        """Raises `ServiceUnavailable` when the feeder is empty or has a fault."""
        if status.feeder in SOUND_FEEDER_STATES:
            return
        key = FEEDER_ERRORS.get(status.feeder)
        if key:
            raise ServiceUnavailable(key)
        state = status.feeder.removeprefix("ScannerAdf")[:40]
        raise ServiceUnavailable("scanner_feeder", state=state)

    def _end_job(self) -> None:
        """Tell the scanner that the job is over; it may know already."""
        job, self._job = self._job, ""
        if job:
            with suppress(ServiceUnavailable), self._connection.request("DELETE", job):
                log.debug("the scan job was ended")

    def _find_pause(self, response: httpx.Response) -> float:
        """Seconds until the next question, as the scanner wishes."""
        wished = response.headers.get("Retry-After", "")
        return min(float(wished), BUSY_SECONDS) if wished.isdigit() else self._pause_seconds

    def _wait(self, seconds: float) -> None:
        """Wait. Raises `Cancelled` as soon as the scan is cancelled."""
        self._cancelled.wait(seconds)
        self._check_cancelled()

    def _check_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled("cancelled")


def find_scanner(typed: str, certificate: str = "") -> Scanner:
    """The scanner at an address as a person types it, over HTTP or else over HTTPS.

    Raises `InvalidRequest`, `ServiceUnavailable`, `UntrustedCertificate`.
    """
    failures: list[ServiceUnavailable] = []
    for address in list_addresses(typed):
        scanner = Scanner(ScannerKind.ESCL, typed.strip(), address, certificate)
        device = EsclScanner(scanner, 1)
        try:
            return replace(scanner, name=device.read_capabilities().model or scanner.name)
        except ServiceUnavailable as error:
            failures.append(error)
        finally:
            device.close()
    raise max(failures, key=_rank_failure)


def _rank_failure(error: ServiceUnavailable) -> int:
    """How much an error says about the device."""
    silent = isinstance(error, ScannerUnreachable)
    return 0 if silent else 1 if isinstance(error, NoScanner) else 2
