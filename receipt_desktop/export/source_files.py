"""The files of a receipt that can be put into an export."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.options import ExportOptions

SIGNATURES: Mapping[bytes, str] = MappingProxyType(
    {
        b"%PDF": ".pdf",
        b"\xff\xd8\xff": ".jpg",
        b"II*\x00": ".tif",
        b"MM\x00*": ".tif",
        b"\x89PNG": ".png",
        b"BM": ".bmp",
        b"GIF8": ".gif",
        b"RIFF": ".webp",
        b"<?xml": ".xml",
    }
)
"""The first bytes of a file, and its suffix."""
HEAD_BYTES = 12
BRAND_PLACE = slice(4, 8)
"""Of "ftyp" in HEIC and AVIF files."""


def find_suffix(path: Path) -> str:
    """The suffix by the first bytes of a file, whatever its name; "" for others.

    Raises `OSError`.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head[BRAND_PLACE] == b"ftyp":
        return ".avif" if head[8:12].startswith(b"avi") else ".heic"
    plain = head.removeprefix(b"\xef\xbb\xbf")
    return next((suffix for mark, suffix in SIGNATURES.items() if plain.startswith(mark)), "")


def find_original(details: ReceiptDetails, options: ExportOptions) -> tuple[Path, str] | None:
    """The original and its suffix, by its name where the bytes tell nothing; None if missing."""
    path = options.find_original(details.receipt)
    if path is None or not path.is_file():
        return None
    return path, find_suffix(path) or Path(details.receipt.file_name).suffix.lower()


def find_source_files(
    details: ReceiptDetails, options: ExportOptions, taken: Collection[str]
) -> list[tuple[Path, str]]:
    """The original where its kind is taken, else the upright pages as JPEG; [] without both.

    A receipt that is one page of a file has only its page.
    """
    is_one_page = details.receipt.read_options.page is not None
    found = None if is_one_page else find_original(details, options)
    if found and found[1] in taken:
        return [found]
    return [(path, ".jpg") for path in find_pages(details, options)]


def find_pages(details: ReceiptDetails, options: ExportOptions) -> list[Path]:
    """The upright pictures of the pages that are there."""
    pictures = details.reading.text.pages if details.reading else ()
    paths = (options.find_picture(one.file) for one in pictures if one.file)
    return [path for path in paths if path is not None and path.is_file()]
