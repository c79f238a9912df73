"""The scan in progress: its scanner, and its pages, which outlive the program."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import replace_file
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.domain.scanning import (
    Division,
    ScannedPage,
    Scanner,
    ScannerCapabilities,
    ScannerKind,
    ScanSettings,
    divide_pages,
)
from receipt_desktop.intake.scan_device import ScanDevice
from receipt_desktop.reading import scans
from receipt_desktop.reading.worker.pool import ReaderPool

INDEX = "pages.json"
"""The pages so far, in their order."""
OnScanned = Callable[[ScannedPage], None]


class Scans:
    """Scans pages into a folder of the data folder, and makes files of them. Thread-safe."""

    def __init__(self, folder: Path, pool: ReaderPool, settings: Callable[[], Settings]) -> None:
        self._folder, self._pool, self._settings = folder, pool, settings
        self._device: ScanDevice | None = None
        self._scanning = threading.Lock()

    def search_scanners(self) -> list[Scanner]:
        """Scanners in the network and those of SANE; takes some seconds."""
        from receipt_desktop.intake.sane_scanner import list_devices  # noqa: PLC0415 (as needed)
        from receipt_desktop.intake.scanner_search import search_scanners  # noqa: PLC0415

        found: list[Scanner] = []
        with suppress(OSError):  # no network
            found += search_scanners()
        with suppress(ServiceUnavailable):
            found += list_devices()
        return found

    def find_scanner(self, address: str, certificate: str = "") -> Scanner:
        """The scanner at a typed address. See `escl_scanner.find_scanner`."""
        from receipt_desktop.intake.escl_scanner import find_scanner  # noqa: PLC0415 (slow to load)

        return find_scanner(address, certificate)

    def read_capabilities(self, scanner: Scanner) -> ScannerCapabilities:
        """What it can do. Raises `ServiceUnavailable`, `UntrustedCertificate`."""
        device = self._open_device(scanner)
        try:
            return device.read_capabilities()
        finally:
            device.close()

    def scan_pages(self, scanner: Scanner, settings: ScanSettings, on_page: OnScanned) -> None:
        """Scan, and look at each page; `on_page` is called on this thread.

        Raises `ServiceUnavailable` with the cause, after `on_page` was given the pages so far, and
        `Cancelled` after `cancel`.
        """
        with self._scanning:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._device = device = self._open_device(scanner)
            try:
                device.scan(
                    settings,
                    self._folder,
                    lambda file: self._keep_page(file, settings.resolution, on_page),
                )
            except OSError as error:
                reason = error.strerror or str(error)
                raise ServiceUnavailable(
                    "sane_failed", scanner=scanner.name, reason=reason
                ) from error
            finally:
                self._device = None
                device.close()

    def cancel(self) -> None:
        """End the scan that is running, if any."""
        device = self._device
        if device is not None:
            device.cancel()

    def list_pages(self) -> tuple[ScannedPage, ...]:
        """The pages of a scan that was not finished, in their order."""
        try:
            entries = json.loads((self._folder / INDEX).read_text("utf-8"))
            pages = tuple(self._load_page(entry) for entry in entries)
        except (OSError, ValueError, TypeError, KeyError):
            return ()
        return tuple(page for page in pages if Path(page.file).is_file())

    def assemble_files(
        self, pages: Sequence[ScannedPage], division: Division
    ) -> list[tuple[Path, tuple[ScannedPage, ...]]]:
        """A file for each receipt, with its pages. Raises a `ReceiptError`."""
        name = f"Scan {datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
        groups = divide_pages(tuple(pages), division)
        files = []
        for number, group in enumerate(groups, 1):
            suffix = f" ({number})" if len(groups) > 1 else ""
            target = self._folder / f"{name}{suffix}"
            files.append((scans.assemble_pages(self._pool, group, target), group))
        return files

    def forget_pages(self, pages: Sequence[ScannedPage]) -> None:
        """Delete pages that were added or discarded."""
        gone = {page.file for page in pages}
        self._save_index([page for page in self.list_pages() if page.file not in gone])
        for page in pages:
            for path in (Path(page.file), Path(page.thumbnail)):
                delete_file(path)
                delete_file(path.with_suffix(".jpg"))  # of a PNG that was converted

    def _keep_page(self, file: Path, resolution: int, on_page: OnScanned) -> None:
        """Look at a page that has arrived; one that cannot be looked at is kept as printed."""
        try:
            pages = scans.examine_scan(self._pool, file, resolution, self._settings())
        except ReceiptError:
            if not file.exists():
                raise
            pages = (ScannedPage(str(file), "", resolution=resolution),)
        self._save_index([*self.list_pages(), *pages])
        for page in pages:
            on_page(page)

    def _save_index(self, pages: Sequence[ScannedPage]) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        entries = [
            {
                "file": Path(page.file).name,
                "thumbnail": Path(page.thumbnail).name if page.thumbnail else "",
                "blank": page.is_blank,
                "separator": page.is_separator,
                "resolution": page.resolution,
            }
            for page in pages
        ]
        with replace_file(self._folder / INDEX) as aside:
            aside.write_text(json.dumps(entries), "utf-8")

    def _load_page(self, entry: dict[str, Any]) -> ScannedPage:
        """A page of the index; names lead into this folder only."""
        thumbnail = Path(str(entry["thumbnail"])).name
        return ScannedPage(
            file=str(self._folder / Path(str(entry["file"])).name),
            thumbnail=str(self._folder / thumbnail) if thumbnail else "",
            is_blank=bool(entry["blank"]),
            is_separator=bool(entry["separator"]),
            resolution=int(entry["resolution"]),
        )

    def _open_device(self, scanner: Scanner) -> ScanDevice:
        from receipt_desktop.intake.escl_scanner import EsclScanner  # noqa: PLC0415 (slow to load)
        from receipt_desktop.intake.sane_scanner import SaneScanner  # noqa: PLC0415

        if scanner.kind is ScannerKind.SANE:
            return SaneScanner(scanner)
        return EsclScanner(scanner, self._settings().max_file_mb)
