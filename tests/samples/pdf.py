"""A PDF page with text of its own, locked with a password or open."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from pypdf import PdfWriter

from tests.samples.drawing import STOPS
from tests.samples.layouts import Row, Style, rows
from tests.samples.receipt import Layout, Sample

MARGIN, STEP, SIZE = 62, 15, 10
"""Points."""
NARROW = 0.62
"""Of the width between the margins: a receipt that is no invoice."""
MADE = datetime(2024, 1, 1, tzinfo=UTC)
"""What every file says, so that the same sample gives the same bytes."""


def born_digital(sample: Sample, password: str | None = None) -> bytes:
    """A page with real text in it, as an invoice program makes it.

    Raises `FPDFUnicodeEncodingException` for letters outside Western Europe.
    """
    pdf = FPDF(unit="pt", format="A4")
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_creation_date(MADE)
    if password is not None:
        pdf.set_encryption("owner", password, EncryptionMethod.RC4)
    pdf.add_page()
    pdf.set_line_width(0.7)
    y = MARGIN
    for row in rows(sample):
        _draw_row(pdf, row, y, invoice=sample.layout is Layout.INVOICE)
        y += STEP
    return bytes(pdf.output())


def protect(pdf: bytes, password: str, algorithm: str, owner: str = "owner") -> bytes:
    """The PDF under a password, by an algorithm of pypdf such as RC4-40 or AES-256."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.encrypt(password, owner, algorithm=algorithm)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _draw_row(pdf: FPDF, row: Row, y: int, *, invoice: bool) -> None:
    """Its cells, the first on the left and the others ending at their stops; `y` from the top."""
    width = round((pdf.w - 2 * MARGIN) * (1.0 if invoice else NARROW))
    if row.style is Style.RULE:
        pdf.line(MARGIN, y - 3, MARGIN + width, y - 3)
        return
    bold = row.style in {Style.HEADLINE, Style.BOLD}
    size = SIZE + 4 if row.style is Style.HEADLINE else SIZE
    pdf.set_font("Helvetica" if invoice else "Courier", "B" if bold else "", size)
    places = [0.0] + [
        width * stop - pdf.get_string_width(cell)
        for cell, stop in zip(row.cells[1:], STOPS[max(1, len(row.cells))], strict=True)
    ]
    for cell, x in zip(row.cells, places, strict=False):
        pdf.text(MARGIN + x, y, cell)
