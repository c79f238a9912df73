"""PDF: pages as pictures, and the text they carry themselves. In a child process only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from receipt_desktop.reading.opened import Opened
from receipt_desktop.reading.own_text import own_lines
from receipt_desktop.reading.picture import Picture, as_picture, bounded
from receipt_desktop.reading.refusals import refusal
from receipt_desktop.reading.request import Limits

POINTS_PER_INCH = 72
MOST_DPI = 300
SMALLEST_POINTS = 1.0


@contextmanager
def document(path: Path) -> Iterator[Any]:
    """The opened `pypdfium2.PdfDocument`. Raises `InvalidRequest` for a locked or broken one."""
    try:
        opened = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise refusal("pdf_password" if locked else "pdf_broken") from error
    try:
        if not len(opened):
            raise refusal("pdf_empty")
        if opened.get_formtype() != pdfium_c.FORMTYPE_NONE:
            opened.init_forms()  # what was filled in is drawn, too
        yield opened
    finally:
        opened.close()


def opened_page(opened: Any, number: int, limits: Limits) -> Opened:
    """One page rendered, with its own text when that can be trusted. Raises `InvalidRequest`."""
    try:
        page = opened[number]
    except pdfium.PdfiumError as error:
        raise refusal("pdf_broken") from error
    picture = rendered(page, limits)
    lines = own_lines(page, picture.shape[1], picture.shape[0])
    page.close()
    return Opened(picture, lines)


def rendered(page: Any, limits: Limits) -> Picture:
    """The page as a picture within the bounds. Raises `InvalidRequest`."""
    width, height = page.get_size()
    if min(width, height) < SMALLEST_POINTS:
        raise refusal("pdf_broken")
    scale = MOST_DPI / POINTS_PER_INCH
    scale *= bounded(width * scale, height * scale)
    if width * height * scale * scale > limits.max_pixels:
        most = limits.max_pixels // 1_000_000
        size = {"width": round(width * scale), "height": round(height * scale)}
        raise refusal("picture_too_large", limit=most, **size)
    try:
        bitmap = page.render(scale=scale)
    except pdfium.PdfiumError as error:
        raise refusal("pdf_broken") from error
    return as_picture(bitmap.to_numpy()[:, :, :3])
