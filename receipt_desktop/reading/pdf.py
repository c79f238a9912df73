"""PDF: renders pages and reads their text layers. Runs in a worker process only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from receipt_desktop.domain.errors import InvalidRequest, PasswordRequired
from receipt_desktop.domain.page_sources import Region
from receipt_desktop.domain.receipt import NEEDS_PASSWORD, WRONG_PASSWORD
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.einvoice.attachments import find_attached_invoice
from receipt_desktop.reading.pdf_text_layer import read_text_layer
from receipt_desktop.reading.pictures import Picture, as_picture, choose_factor
from receipt_desktop.reading.request import ReadLimits

POINTS_PER_INCH = 72
MAX_DPI = 300
MIN_POINTS = 1.0


@contextmanager
def open_document(path: Path, passwords: Sequence[str] = ()) -> Iterator[Any]:
    """Open a `pypdfium2.PdfDocument` without a password, else with the first that is right.

    Raises `PasswordRequired` for a locked file, `InvalidRequest` for a damaged one.
    """
    document = _unlock_document(path, (None, *passwords))
    try:
        if not len(document):
            raise InvalidRequest("pdf_empty")
        if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
            document.init_forms()  # draws the values of form fields
        yield document
    finally:
        document.close()


def _unlock_document(path: Path, passwords: Sequence[str | None]) -> Any:
    for password in passwords:
        try:
            return pdfium.PdfDocument(path, password)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) != pdfium_c.FPDF_ERR_PASSWORD:
                raise InvalidRequest("pdf_broken") from error
    raise PasswordRequired(NEEDS_PASSWORD if len(passwords) == 1 else WRONG_PASSWORD)


def open_pdf_page(
    document: Any, number: int, limits: ReadLimits, region: Region | None = None
) -> DecodedPage:
    """Render page `number` (0-based), read its text layer and, with the first, the attachments.

    Raises `InvalidRequest`.
    """
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise InvalidRequest("pdf_broken") from error
    picture = render_page(page, limits, region)
    lines, fonts = read_text_layer(page, picture.shape[1], picture.shape[0])
    page.close()
    invoice = find_attached_invoice(document) if number == 0 else None
    return DecodedPage(picture, lines, fonts, invoice)


def render_page(page: Any, limits: ReadLimits, region: Region | None = None) -> Picture:
    """Render a page to a picture of bounded size. Raises `InvalidRequest`."""
    width, height = page.get_size()
    if min(width, height) < MIN_POINTS:
        raise InvalidRequest("pdf_broken")
    scale = MAX_DPI / POINTS_PER_INCH
    scale *= choose_factor((width * scale, height * scale), region)
    if width * height * scale * scale > limits.max_pixels:
        limit = limits.max_pixels // 1_000_000
        size = {"width": round(width * scale), "height": round(height * scale)}
        raise InvalidRequest("picture_too_large", limit=limit, **size)
    try:
        bitmap = page.render(scale=scale)
    except pdfium.PdfiumError as error:
        raise InvalidRequest("pdf_broken") from error
    return as_picture(bitmap.to_numpy()[:, :, :3])
