"""Scanners, what they can do, how a scan is made, and its pages."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from receipt_desktop.domain.errors import ServiceUnavailable

SEPARATOR_CODE = "receipt-desktop:separator:1"
"""The text of the QR code on a separator page."""
USUAL_RESOLUTION = 300
"""Dots per inch that small print needs, and not more."""
CHOSEN_RESOLUTIONS = (100, 150, 200, 300, 400, 600)
"""Of a scanner that offers every number in a range."""


class ScannerKind(enum.StrEnum):
    """How a scanner is spoken to."""

    ESCL = "escl"
    """Over the network without a driver (eSCL, also called AirScan)."""
    SANE = "sane"
    """By the program scanimage."""


class ScanSource(enum.StrEnum):
    """Where the paper lies."""

    GLASS = "glass"
    FEEDER = "feeder"
    DUPLEX = "duplex"
    """The feeder, both sides."""


class ColorMode(enum.StrEnum):
    """What is kept of the colours."""

    COLOR = "color"
    GRAY = "gray"
    BLACK_AND_WHITE = "black_and_white"


class Division(enum.StrEnum):
    """How the pages of a scan become receipts."""

    ONE_RECEIPT = "one_receipt"
    EACH_PAGE = "each_page"
    SEPARATORS = "separators"
    """A new receipt after each separator page."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A scanner that can be asked what it can do."""

    kind: ScannerKind
    name: str
    address: str
    """The address of its eSCL service, or the name of its device in SANE."""
    certificate: str = ""
    """SHA-256 (hex) of the certificate that a person trusts."""

    @classmethod
    def at_address(cls, address: str) -> Scanner:
        """A network scanner of which only the address is known."""
        return cls(ScannerKind.ESCL, address, address)


@dataclass(frozen=True, slots=True)
class SourceCapabilities:
    """What a scanner can do with paper in one place."""

    source: ScanSource
    resolutions: tuple[int, ...] = (USUAL_RESOLUTION,)
    """Dots per inch, in ascending order."""
    color_modes: tuple[ColorMode, ...] = (ColorMode.COLOR,)
    formats: tuple[str, ...] = ("image/jpeg",)
    """Media types."""
    width: int = 2550
    """The largest page, in 1/300 inch."""
    height: int = 3508

    @property
    def usual_resolution(self) -> int:
        """The resolution that is nearest to the usual one."""
        return min(self.resolutions, key=lambda value: (abs(value - USUAL_RESOLUTION), value))


@dataclass(frozen=True, slots=True)
class ScannerCapabilities:
    """What a scanner can do."""

    model: str
    sources: tuple[SourceCapabilities, ...]

    def get_source(self, source: ScanSource) -> SourceCapabilities:
        """What it can do with paper there; with paper in its first place if it has none there."""
        return next((one for one in self.sources if one.source is source), self.sources[0])


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """What is asked of a scanner."""

    source: ScanSource = ScanSource.GLASS
    resolution: int = USUAL_RESOLUTION
    """Dots per inch."""
    color_mode: ColorMode = ColorMode.COLOR


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page that was scanned and looked at."""

    file: str
    """Absolute path of the page: a picture, or a PDF of one page."""
    thumbnail: str
    """Absolute path of a small JPEG."""
    is_blank: bool = False
    is_separator: bool = False
    resolution: int = USUAL_RESOLUTION
    """Dots per inch."""


class ScannerUnreachable(ServiceUnavailable):
    """Nothing answers at the address of the scanner."""


class NoScanner(ServiceUnavailable):
    """Something answers, but it is no scanner."""


class UntrustedCertificate(ServiceUnavailable):
    """A scanner identifies itself with a certificate that is not trusted yet.

    The detail `fingerprint` is its SHA-256 (hex).
    """

    @property
    def fingerprint(self) -> str:
        return str(self.details["fingerprint"])


def divide_pages(
    pages: tuple[ScannedPage, ...], division: Division
) -> tuple[tuple[ScannedPage, ...], ...]:
    """The pages of each receipt, in their order. Separator pages belong to none."""
    printed = [page for page in pages if not page.is_separator]
    if division is Division.EACH_PAGE:
        return tuple((page,) for page in printed)
    if division is Division.ONE_RECEIPT:
        return (tuple(printed),) if printed else ()
    groups: list[list[ScannedPage]] = [[]]
    for page in pages:
        if page.is_separator:
            groups.append([])
        else:
            groups[-1].append(page)
    return tuple(tuple(group) for group in groups if group)
