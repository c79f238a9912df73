"""A ZIP of the originals, named by date, merchant and total, with a manifest."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import encode_row, format_plain, make_text
from receipt_desktop.export.source_files import find_original

MANIFEST, ORIGIN = "manifest.csv", "origin.txt"
HEAD = (
    "file", "date", "merchant", "total", "currency", "category", "receipt_number", "sha256", "id",
    "sent_as", "batch",
)  # fmt: skip
MAX_MERCHANT = 60
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
"""In file names of Windows, and dots, which would end a name."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
COMPRESSED = frozenset({".jpg", ".png", ".heic", ".avif", ".webp", ".gif"})


def write_originals(
    receipts: Iterable[ReceiptDetails], stream: BinaryIO, options: ExportOptions
) -> int:
    """Write each original once, and a row of the manifest a receipt; the number of rows.

    A further file says where the ZIP is from.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    rows = [encode_row(HEAD)]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for details in receipts:
            content = details.receipt.content_hash
            if content not in names:
                names[content] = _add_original(archive, details, options, taken)
            rows.append(encode_row(_describe(details, names[content], options)))
        archive.writestr(MANIFEST, "\ufeff".encode() + b"".join(rows))
        archive.writestr(ORIGIN, f"{options.origin}\n")
    return len(rows) - 1


def _add_original(
    archive: zipfile.ZipFile, details: ReceiptDetails, options: ExportOptions, taken: set[str]
) -> str:
    """The name under which it was added; "" where the original is missing."""
    found = find_original(details, options)
    if found is None:
        return ""
    path, suffix = found
    name = find_free_name(make_file_name(details), suffix, taken)
    method = zipfile.ZIP_STORED if suffix in COMPRESSED else zipfile.ZIP_DEFLATED
    archive.write(path, name, compress_type=method)
    return name


def make_file_name(details: ReceiptDetails) -> str:
    """`2024-01-31_Super Marché_25.99EUR`, or the name of the file without these values."""
    draft = details.reading.checked.draft if details.reading else None
    day = draft.get_value(Field.DATE) if draft else None
    merchant = draft.get_value(Field.MERCHANT) if draft else None
    total = draft.get_value(Field.TOTAL) if draft else None
    parts = [str(day) if day else "", clean_name(str(merchant or ""))]
    if isinstance(total, Decimal):
        parts.append(f"{format_plain(total)}{draft.currency or ''}" if draft else "")
    if not merchant and not day:
        parts = [clean_name(Path(details.receipt.file_name).stem)]
    return "_".join(filter(None, parts)) or "receipt"


def clean_name(words: str) -> str:
    """Words as part of a file name on every system."""
    plain = unicodedata.normalize("NFC", words)
    shown = " ".join(FORBIDDEN.sub(" ", plain).split())
    printable = "".join(c for c in shown if c.isprintable())[:MAX_MERCHANT].strip()
    return f"_{printable}" if RESERVED.fullmatch(printable) else printable


def find_free_name(stem: str, suffix: str, taken: set[str]) -> str:
    """A name that is not taken yet, which it is then."""
    number, name = 1, f"{stem}{suffix}"
    while name.casefold() in taken:
        number += 1
        name = f"{stem}_{number}{suffix}"
    taken.add(name.casefold())
    return name


def _describe(details: ReceiptDetails, name: str, options: ExportOptions) -> list[str]:
    receipt = details.receipt
    draft = details.reading.checked.draft if details.reading else None
    total = draft.get_value(Field.TOTAL) if draft else None
    number = draft.get_value(Field.NUMBER) if draft else None
    return [
        make_text(name),
        receipt.day.isoformat() if receipt.day else "",
        make_text(receipt.merchant),
        format_plain(total) if isinstance(total, Decimal) else "",
        receipt.currency or "",
        make_text(receipt.category),
        make_text(str(number) if number else ""),
        receipt.content_hash,
        receipt.id,
        make_text(receipt.file_name),
        options.batch,
    ]
