"""Actions on scanners and their pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.scanning import (
    Division,
    ScannedPage,
    Scanner,
    ScannerCapabilities,
    ScannerKind,
    ScanSettings,
    divide_pages,
)
from receipt_desktop.domain.source import Source, SourceKind


class ScanActions(ActionsBase):
    """Actions on scanners. All but the lists take as long as the device takes."""

    def list_known_scanners(self) -> list[Scanner]:
        """The scanners that were used before."""
        return [
            _to_scanner(source)
            for source in self._store.list_intake_sources(SourceKind.SCANNER)
            if source.options.get("address")
        ]

    def search_scanners(self) -> list[Scanner]:
        """The scanners that answer in the network, and those of SANE."""
        return self._context.scans.search_scanners()

    def find_scanner(self, address: str, certificate: str = "") -> Scanner:
        """The network scanner at a typed address, with a certificate that the person trusts.

        Raises `InvalidRequest`, `ServiceUnavailable`, `UntrustedCertificate`.
        """
        return self._context.scans.find_scanner(address, certificate)

    def read_scanner_capabilities(self, scanner: Scanner) -> ScannerCapabilities:
        """What a scanner can do. Raises `ServiceUnavailable`, `UntrustedCertificate`."""
        return self._context.scans.read_capabilities(scanner)

    def scan_pages(
        self, scanner: Scanner, settings: ScanSettings, on_page: Callable[[ScannedPage], None]
    ) -> None:
        """Scan pages; `on_page` is given each on this thread, and the scanner is remembered.

        Raises `ServiceUnavailable` with the cause, `Cancelled` after `cancel_scan`.
        """
        self._remember_scanner(scanner)
        self._context.scans.scan_pages(scanner, settings, on_page)

    def cancel_scan(self) -> None:
        """End the scan that is running."""
        self._context.scans.cancel()

    def list_scanned_pages(self) -> tuple[ScannedPage, ...]:
        """The pages of a scan that was not finished."""
        return self._context.scans.list_pages()

    def forget_scanned_pages(self, pages: Sequence[ScannedPage]) -> None:
        """Delete scanned pages."""
        self._context.scans.forget_pages(pages)

    def add_scanned_pages(
        self, pages: Sequence[ScannedPage], division: Division, scanner_name: str
    ) -> tuple[SubmitResult, ...]:
        """Add pages as receipts and delete those that were added. Raises a `ReceiptError`."""
        if not divide_pages(tuple(pages), division):
            raise InvalidRequest("scan_no_pages")
        scans = self._context.scans
        options = SubmitOptions(
            actor=self._actor,
            source=Source(SourceKind.SCANNER, scanner_name),
            keeps_pages_together=True,
        )
        results: list[SubmitResult] = []
        for file, group in scans.assemble_files(pages, division):
            try:
                added = self._context.submission.submit_files([file], options)
            finally:
                delete_file(file)
            if all(result.error is None for result in added):
                scans.forget_pages(group)
            results += added
        scans.forget_pages([page for page in pages if page.is_separator])
        return tuple(results)

    def _remember_scanner(self, scanner: Scanner) -> None:
        """Save a scanner under its name, with what leads to it."""
        options = {
            "device": scanner.kind.value,
            "address": scanner.address,
            "certificate": scanner.certificate,
        }
        known = {
            source.name: source for source in self._store.list_intake_sources(SourceKind.SCANNER)
        }
        source = known.get(scanner.name) or IntakeSource(0, SourceKind.SCANNER, scanner.name)
        if source.options != options:
            self._store.save_intake_source(replace(source, options=options), self._actor)


def _to_scanner(source: IntakeSource) -> Scanner:
    kind = str(source.options.get("device", ""))
    return Scanner(
        ScannerKind(kind) if kind in set(ScannerKind) else ScannerKind.ESCL,
        source.name,
        str(source.options["address"]),
        str(source.options.get("certificate", "")),
    )
