"""A report on A4 pages: company, title, period, filters and day on the first, the head on each."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from receipt_desktop.export.pdf_book import pick_font, shorten, wrap
from receipt_desktop.export.report_table import ReportLanguage, ReportTable
from receipt_desktop.messages import Message

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MARGIN, FOOT = 48.0, 40.0
LINE, SIZE, TITLE_SIZE, SMALL = 16.0, 9.5, 16.0, 8.5
COUNT_WIDTH, AMOUNT_WIDTH, GAP_WIDTH = 52.0, 80.0, 76.0
RULE_GREY, TEXT_GREY = 0.75, 0.35
NARROW_SPACE, WIDE_SPACE = "\u202f", "\u00a0"
"""French groups digits by a space that the fonts of every PDF reader lack."""


def write_report_pdf(
    table: ReportTable, company: str, stream: BinaryIO, language: ReportLanguage
) -> None:
    """Draw the report. Pages are counted first, so that each says how many there are."""
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415 (slow to load)
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    size = landscape(A4) if table.words > 1 else A4
    pages = _ReportPages(Canvas(BytesIO(), pagesize=size), table, company, language, 0).draw()
    canvas = Canvas(stream, pagesize=size, pageCompression=1)
    canvas.setTitle(" – ".join(part for part in (company, table.title) if part))
    canvas.setCreator("Receipt Desktop")
    _ReportPages(canvas, table, company, language, pages).draw()
    canvas.save()


class _ReportPages:
    """The pages in the making."""

    def __init__(
        self,
        canvas: Canvas,
        table: ReportTable,
        company: str,
        language: ReportLanguage,
        pages: int,
    ) -> None:
        self._canvas, self._table, self._company = canvas, table, company
        self._language, self._pages = language, pages
        self._width, self._height = canvas._pagesize  # noqa: SLF001 (there is no other way)
        self._page, self._top = 1, self._height - MARGIN
        numbers = len(table.head) - table.words
        widths = [COUNT_WIDTH, *(AMOUNT_WIDTH,) * 3, GAP_WIDTH][:numbers]
        self._rights = [self._width - MARGIN - sum(widths[place + 1 :]) for place in range(numbers)]
        room = self._width - 2 * MARGIN - sum(widths)
        self._lefts = [MARGIN + room * place / table.words for place in range(table.words)]
        self._name_width = room / table.words - 8

    def draw(self) -> int:
        """Draw all pages; how many there are."""
        self._draw_heading()
        self._draw_head()
        for row in self._table.rows:
            self._draw_row(row)
        self._top += LINE * 0.6  # the rule is close to the last row
        self._draw_rule()
        self._draw_row(self._table.total, bold=True)
        self._top -= LINE / 2
        for note in self._table.notes:
            for line in wrap(note, self._width - 2 * MARGIN):
                self._make_room()
                self._draw_words(MARGIN, line, SMALL, grey=TEXT_GREY)
                self._top -= LINE * 0.8
        self._end_page()
        return self._page

    def _draw_heading(self) -> None:
        if self._company:
            self._draw_words(MARGIN, self._company, SIZE, grey=TEXT_GREY)
            self._top -= LINE * 1.3
        self._draw_words(MARGIN, self._table.title, TITLE_SIZE, bold=True)
        self._top -= LINE * 1.3
        for line in self._table.lines:
            self._draw_words(MARGIN, line, SIZE, grey=TEXT_GREY)
            self._top -= LINE * 0.85
        self._top -= LINE

    def _draw_head(self) -> None:
        self._draw_cells(self._table.head, bold=True)
        self._draw_rule()

    def _draw_row(self, row: Sequence[str], *, bold: bool = False) -> None:
        if self._make_room():
            self._draw_head()
        self._draw_cells(row, bold=bold)
        self._top -= LINE

    def _draw_cells(self, row: Sequence[str], *, bold: bool = False) -> None:
        words = self._table.words
        for left, name in zip(self._lefts, row[:words], strict=True):
            self._draw_words(left, shorten(name, self._name_width), SIZE, bold=bold)
        for right, number in zip(self._rights, row[words:], strict=True):
            plain, font = pick_font(number.replace(NARROW_SPACE, WIDE_SPACE), bold=bold)
            self._canvas.setFont(font, SIZE)
            self._canvas.drawRightString(right, self._top, plain)

    def _draw_rule(self) -> None:
        self._top -= LINE * 0.35
        self._canvas.setStrokeGray(RULE_GREY)
        self._canvas.line(MARGIN, self._top, self._width - MARGIN, self._top)
        self._top -= LINE * 0.85

    def _draw_words(
        self, left: float, words: str, size: float, *, bold: bool = False, grey: float = 0.0
    ) -> None:
        plain, font = pick_font(words.replace(NARROW_SPACE, WIDE_SPACE), bold=bold)
        self._canvas.setFillGray(grey)
        self._canvas.setFont(font, size)
        self._canvas.drawString(left, self._top, plain)
        self._canvas.setFillGray(0)

    def _make_room(self) -> bool:
        """Go on with a new page where this one is full; whether that was needed."""
        if self._top > MARGIN + FOOT:
            return False
        self._end_page()
        self._page += 1
        self._top = self._height - MARGIN
        return True

    def _end_page(self) -> None:
        named = {"number": self._page, "count": self._pages}
        self._canvas.setFont("Helvetica", SMALL)
        self._canvas.setFillGray(TEXT_GREY)
        words = self._language.translate(Message("report_page", named))
        self._canvas.drawRightString(self._width - MARGIN, MARGIN, words)
        self._canvas.drawString(MARGIN, MARGIN, "Receipt Desktop")
        self._canvas.setFillGray(0)
        self._canvas.showPage()
