"""What every kind of scanner can be asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from receipt_desktop.domain.scanning import ScannerCapabilities, ScanSettings

MAX_PAGES = 500
"""Of one scan; no feeder holds more."""
OnPage = Callable[[Path], None]
"""Is given each page as it is complete on the disk."""


class ScanDevice(Protocol):
    """A scanner. `cancel` is called on another thread."""

    def read_capabilities(self) -> ScannerCapabilities:
        """What it can do. Raises `ServiceUnavailable`, `UntrustedCertificate`."""
        ...

    def scan(self, settings: ScanSettings, folder: Path, on_page: OnPage) -> None:
        """Scan the page on the glass, or all pages in the feeder, into files in a folder.

        Raises `ServiceUnavailable` with the cause, after `on_page` was given the pages so far, and
        `Cancelled` after `cancel`.
        """
        ...

    def cancel(self) -> None:
        """End the scan that is running."""
        ...

    def close(self) -> None:
        """Let go of the scanner."""
        ...
