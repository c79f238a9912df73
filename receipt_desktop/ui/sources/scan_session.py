"""What the scan dialog asks of the actions, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.domain.scanning import (
    Division,
    ScannedPage,
    Scanner,
    ScannerCapabilities,
    ScanSettings,
    UntrustedCertificate,
)
from receipt_desktop.ui.task_runner import TaskRunner

Retry = Callable[[Scanner], None]


class ScanSession(QObject):
    """Searches scanners, scans, and adds the pages. All signals come on the window's thread."""

    scanners_found = Signal(list)
    capabilities_read = Signal(object, object)
    """The `Scanner` and its `ScannerCapabilities`."""
    page_scanned = Signal(object)
    scan_ended = Signal(object)
    """The `ReceiptError` that ended it, or None."""
    certificate_doubted = Signal(object, object, object)
    """The error, the `Scanner`, and what to call with the scanner once it is trusted."""
    pages_added = Signal(object)
    """The results of the submission."""
    failed = Signal(object)

    def __init__(self, parent: QObject, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(parent)
        self._actions, self._task_runner = actions, task_runner
        self.is_scanning = False
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._end_at_quit)

    def load_known(self) -> None:
        """Show the scanners that were used before, and the pages of an unfinished scan."""
        self._run(self._actions.list_known_scanners, self.scanners_found.emit)
        self._run(self._actions.list_scanned_pages, self._show_pages)

    def search(self, done: Callable[[], None]) -> None:
        """Search the network; `done` follows in any case."""

        def found(scanners: list[Scanner]) -> None:
            self.scanners_found.emit(scanners)
            done()

        def fail(error: ReceiptError) -> None:
            self.failed.emit(error)
            done()

        self._task_runner.run(self._actions.search_scanners, done=found, failed=fail)

    def find(self, address: str, certificate: str = "") -> None:
        """Look for a scanner at a typed address."""

        def fail(error: ReceiptError) -> None:
            if isinstance(error, UntrustedCertificate):
                doubted = Scanner.at_address(address)
                self.certificate_doubted.emit(
                    error, doubted, lambda trusted: self.find(address, trusted.certificate)
                )
            else:
                self.failed.emit(error)

        self._task_runner.run(
            partial(self._actions.find_scanner, address, certificate),
            done=lambda scanner: self.scanners_found.emit([scanner]),
            failed=fail,
        )

    def read_capabilities(self, scanner: Scanner) -> None:
        """Ask a scanner what it can do."""

        def done(capabilities: ScannerCapabilities) -> None:
            self.capabilities_read.emit(scanner, capabilities)

        self._task_runner.run(
            partial(self._actions.read_scanner_capabilities, scanner),
            done=done,
            failed=partial(self._doubt_or_fail, scanner, self.read_capabilities),
        )

    def scan(self, scanner: Scanner, settings: ScanSettings) -> None:
        """Scan; each page is announced as it arrives."""
        self.is_scanning = True
        self._task_runner.run(
            partial(self._actions.scan_pages, scanner, settings, self._announce_page),
            done=lambda _: self._end_scan(None),
            failed=self._end_scan,
        )

    def cancel(self) -> None:
        """End the scan; the pages so far stay."""
        self._run(self._actions.cancel_scan, lambda _: None)

    def forget(self, pages: Sequence[ScannedPage]) -> None:
        """Delete pages."""
        self._run(partial(self._actions.forget_scanned_pages, pages), lambda _: None)

    def add_pages(
        self, pages: Sequence[ScannedPage], division: Division, scanner_name: str
    ) -> None:
        """Make receipts of pages."""
        add = partial(self._actions.add_scanned_pages, pages, division, scanner_name)
        self._run(add, self.pages_added.emit)

    def _announce_page(self, page: ScannedPage) -> None:
        """Announce a page from the scanning thread; it is kept even if the window is gone."""
        with suppress(RuntimeError):
            self.page_scanned.emit(page)

    def _end_at_quit(self) -> None:
        """Let the scanning thread end; the task runner takes nothing more."""
        if self.is_scanning:
            self._actions.cancel_scan()

    def _show_pages(self, pages: Sequence[ScannedPage]) -> None:
        for page in pages:
            self.page_scanned.emit(page)

    def _end_scan(self, error: ReceiptError | None) -> None:
        self.is_scanning = False
        self.scan_ended.emit(None if isinstance(error, Cancelled) else error)

    def _doubt_or_fail(self, scanner: Scanner, retry: Retry, error: ReceiptError) -> None:
        if isinstance(error, UntrustedCertificate):
            self.certificate_doubted.emit(error, scanner, retry)
        else:
            self.failed.emit(error)

    def _run(self, function: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        self._task_runner.run(function, done=done, failed=self.failed.emit)


def trust(scanner: Scanner, error: UntrustedCertificate) -> Scanner:
    """The scanner with the certificate that the person has confirmed."""
    return replace(scanner, certificate=error.fingerprint)
