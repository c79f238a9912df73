"""The documents of the batches: ZIP files with a `document.xml` for DATEV's Belegtransfer.

Rules of DATEV's schema Document_v060: the date has no zone, a description 1 to 40 characters, at
most 4,999 documents and 50 files each. DATEV's description of the interface asks for all three
levels (category, folder, register), with one category for a program. Files are PDF, JPEG or TIFF of
at most 20 MB, a ZIP at most 465 MB.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.datev.rows import make_guid
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.originals_zip import make_file_name
from receipt_desktop.export.source_files import find_pages, find_source_files

MAX_DOCUMENTS, MAX_ZIP_BYTES, MAX_FILES, MAX_FILE_BYTES = 4_999, 465_000_000, 50, 20_000_000
MAX_DESCRIPTION, MAX_KEYWORDS, MAX_LEVEL = 40, 255, 30
TAKEN_SUFFIXES = frozenset({".pdf", ".jpg", ".tif"})
NAMESPACE = "http://xml.datev.de/bedi/tps/document/v06.0"
ROOT = (
    f'<archive xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{NAMESPACE} Document_v060.xsd" version="6.0" '
    'generatingSystem="Receipt Desktop">'
)
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _OpenZip:
    """A ZIP that is being written."""

    stream: BinaryIO
    archive: zipfile.ZipFile
    documents: list[str] = field(default_factory=list)
    size: int = 0


class DocumentArchives:
    """Writes documents into ZIP files of the size that Belegtransfer takes."""

    def __init__(self, files: ExportFiles, options: ExportOptions) -> None:
        self._files = files
        self._options = options
        self._open: _OpenZip | None = None
        self.names: list[str] = []

    def add(self, booking: Booking) -> bool:
        """Add the document of a receipt; False where its file is missing."""
        found = list_documents(booking.details, self._options)
        if not found:
            return False
        size = sum(path.stat().st_size for path, _ in found)
        archive = self._make_room(size)
        names = []
        for number, (path, suffix) in enumerate(found[:MAX_FILES], start=1):
            ending = f"_{number}" if len(found) > 1 else ""
            name = f"{make_file_name(booking.details)}_{booking.receipt.number}{ending}{suffix}"
            archive.archive.write(path, name)
            names.append(name)
        archive.documents.append(format_document(booking, names))
        archive.size += size
        return True

    def close(self) -> None:
        """Finish the last ZIP."""
        if self._open is None:
            return
        found, self._open = self._open, None
        found.archive.writestr("document.xml", format_index(found.documents, self._options.at))
        found.archive.close()
        found.stream.close()

    def _make_room(self, size: int) -> _OpenZip:
        found = self._open
        if found and (len(found.documents) == MAX_DOCUMENTS or found.size + size > MAX_ZIP_BYTES):
            self.close()
        if self._open is None:
            name = f"Belege_{len(self.names) + 1}.zip"
            self.names.append(name)
            stream = self._files.create(name)
            self._open = _OpenZip(stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED))
        return self._open


def list_documents(details: ReceiptDetails, options: ExportOptions) -> list[tuple[Path, str]]:
    """The files of a receipt in a form and size that DATEV takes, and their suffixes."""
    found = find_source_files(details, options, TAKEN_SUFFIXES)
    if any(_is_too_large(path) for path, _ in found):
        found = [(path, ".jpg") for path in find_pages(details, options)]
    return [one for one in found if not _is_too_large(one[0])]


def _is_too_large(path: Path) -> bool:
    return path.stat().st_size > MAX_FILE_BYTES


def format_document(booking: Booking, names: list[str]) -> str:
    """The element of one document."""
    words = clean_text(booking.contact or booking.receipt.file_name)[:MAX_DESCRIPTION] or "Beleg"
    keywords = clean_text(booking.number)[:MAX_KEYWORDS]
    shown = f"<keywords>{escape(keywords)}</keywords>" if keywords else ""
    extensions = "".join(
        f'<extension xsi:type="File" name={quoteattr(clean_text(name))}/>' for name in names
    )
    levels = "".join(
        f'<level id="{number}" name="{name}"/>'
        for number, name in enumerate(
            ("Receipt Desktop", f"{booking.day:%Y}", f"{booking.day:%Y-%m}"), start=1
        )
    )
    return (
        f'<document guid="{make_guid(booking)}"><description>{escape(words)}</description>{shown}'
        f"{extensions}<repository>{levels}</repository></document>"
    )


def format_index(documents: list[str], at: datetime) -> str:
    """`document.xml`; its date has no zone."""
    head = (
        f"<header><date>{at:%Y-%m-%dT%H:%M:%S}</date>"
        "<description>Receipt Desktop</description></header>"
    )
    content = "\n".join(documents)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{ROOT}\n{head}\n'
        f"<content>\n{content}\n</content>\n</archive>\n"
    )


def clean_text(words: str) -> str:
    """Text on one line with characters that XML can hold."""
    return " ".join(NOT_IN_XML.sub("", words).split())
