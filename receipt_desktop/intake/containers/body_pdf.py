"""Prints the text of a message as a PDF.

The text becomes the PDF's own text, in the lines and columns of the message, and is read without
OCR. Pictures are left out: those of the web are never loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from io import BytesIO

from receipt_desktop.export.pdf_book import MARGIN, WIDTH, PdfBook, wrap
from receipt_desktop.intake.containers.html_text import MAX_ROWS, Row, read_rows
from receipt_desktop.intake.containers.message import MailMessage

MAX_TEXT_LENGTH = 500_000
"""Characters of a body that are printed."""
LETTER_WIDTH = 9.5
"""Points of the widest letters; words that may be wider than their column are broken."""
FORWARDED = re.compile(r"\s*(fwd?|wg|tr|i|rv|enc|doorst)\s*:", re.IGNORECASE)
"""How mail programs of several languages begin the subject of a forwarded message."""
MAX_COLUMNS, GAP = 8, 6


def print_body(message: MailMessage) -> bytes:
    """The PDF; the same message gives the same bytes. b"" for a message without text.

    The name of the sender is its first line: that of the seller is often a picture only. Subject,
    sender and time are below the text.
    """
    rows = _read_body(message)
    if not rows:
        return b""
    stream = BytesIO()
    header = message.header
    book = PdfBook(stream, header.subject, is_reproducible=True)
    if name := _find_sender_name(message):
        book.add_cells([(MARGIN, wrap(name, WIDTH - 2 * MARGIN)[0])])
    for row in rows:
        _add_row(book, row)
    book.add_space()
    sent = f"{header.sent_at:%Y-%m-%d %H:%M %z}" if header.sent_at else ""
    for line in (*wrap(header.subject, WIDTH - 2 * MARGIN), header.sender, sent):
        book.add_cells([(MARGIN, line)])
    book.close()
    return stream.getvalue()


def _find_sender_name(message: MailMessage) -> str:
    """The name of the sender, who is the seller unless the message was forwarded."""
    is_forwarded = FORWARDED.match(message.header.subject) is not None
    return "" if is_forwarded else parseaddr(message.header.sender)[0]


def _read_body(message: MailMessage) -> Sequence[Row]:
    """The rows of the HTML; of the plain text where there is no HTML with words."""
    rows = read_rows(message.html[:MAX_TEXT_LENGTH]) if message.html else []
    if rows:
        return rows
    lines = message.plain[:MAX_TEXT_LENGTH].splitlines()
    plain = [_split_columns(line) for line in lines[:MAX_ROWS]]
    return plain if any(line.strip() for line in lines) else []


def _split_columns(line: str) -> Row:
    """The columns of a line of plain text, which stand apart by tabs or several spaces."""
    parts = [part for part in line.expandtabs(4).strip().split("   ") if part.strip()]
    return [part.strip() for part in parts] or [""]


def _add_row(book: PdfBook, row: Row) -> None:
    cells = [*row[: MAX_COLUMNS - 1], " ".join(row[MAX_COLUMNS - 1 :])][: len(row)]
    width = (WIDTH - 2 * MARGIN) / max(1, len(cells))
    longest = int((width - GAP) / LETTER_WIDTH)
    columns = [wrap(" ".join(_break_words(cell, longest)), width - GAP) for cell in cells]
    for number in range(max(map(len, columns), default=0)):
        book.add_cells(
            [
                (MARGIN + place * width, column[number])
                for place, column in enumerate(columns)
                if number < len(column)
            ]
        )


def _break_words(cell: str, longest: int) -> Iterator[str]:
    for word in cell.split():
        for at in range(0, len(word), longest):
            yield word[at : at + longest]
