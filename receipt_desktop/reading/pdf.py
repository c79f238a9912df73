"""PDF: renders pages and reads their text layers. Runs in a worker process only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.pdf_text_layer import read_text_layer
from receipt_desktop.reading.pictures import Picture, as_picture, bounding_factor
from receipt_desktop.reading.request import ReadLimits

POINTS_PER_INCH = 72
MAX_DPI = 300
MIN_POINTS = 1.0


@contextmanager
def open_document(path: Path) -> Iterator[Any]:
    """Open a `pypdfium2.PdfDocument`. Raises `InvalidRequest` for a locked or damaged file."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise InvalidRequest("pdf_password" if locked else "pdf_broken") from error
    try:
        if not len(document):
            raise InvalidRequest("pdf_empty")
        if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
            document.init_forms()  # draws the values of form fields
        yield document
    finally:
        document.close()


def open_pdf_page(document: Any, number: int, limits: ReadLimits) -> DecodedPage:
    """Render page `number` (0-based) and read its text layer. Raises `InvalidRequest`."""
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise InvalidRequest("pdf_broken") from error
    picture = render_page(page, limits)
    lines, fonts = read_text_layer(page, picture.shape[1], picture.shape[0])
    page.close()
    return DecodedPage(picture, lines, fonts)


def render_page(page: Any, limits: ReadLimits) -> Picture:
    """Render a page to a picture of bounded size. Raises `InvalidRequest`."""
    width, height = page.get_size()
    if min(width, height) < MIN_POINTS:
        raise InvalidRequest("pdf_broken")
    scale = MAX_DPI / POINTS_PER_INCH
    scale *= bounding_factor(width * scale, height * scale)
    if width * height * scale * scale > limits.max_pixels:
        limit = limits.max_pixels // 1_000_000
        size = {"width": round(width * scale), "height": round(height * scale)}
        raise InvalidRequest("picture_too_large", limit=limit, **size)
    try:
        bitmap = page.render(scale=scale)
    except pdfium.PdfiumError as error:
        raise InvalidRequest("pdf_broken") from error
    return as_picture(bitmap.to_numpy()[:, :, :3])
