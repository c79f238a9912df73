"""What a child process does: count the pages of a file, read one page. Heavy imports live below."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from receipt_desktop.errors import Deadline, ProcessingError
from receipt_desktop.page import Line
from receipt_desktop.reading import engines, memory, opening, picture
from receipt_desktop.reading.agreement import agreed
from receipt_desktop.reading.messages import PageRead
from receipt_desktop.reading.opened import Opened
from receipt_desktop.reading.paper import laid_flat
from receipt_desktop.reading.rapid import RapidReader
from receipt_desktop.reading.reader import Found, Reads
from receipt_desktop.reading.request import Limits, ReadRequest
from receipt_desktop.reading.tesseract import TesseractReader
from receipt_desktop.receipt import Reader

PDF = "pdf"
CHECKED_PAGES = 3
"""So many of a PDF's pages have their own text checked by a reader; the rest is like them."""
POOR_SCORE = 0.94
KNOWN_WIDTH, KNOWN_HEIGHT = 1700, 2400
"""Pixels of the known-good page: a scanned page as large as they are read usually."""
KNOWN_LINES = ("SHOP", "2 COFFEE 5.00", "TAX 0.50", "TOTAL 5.50")
FEW_LETTERS = 40
"""A receipt with less on it is read a second time."""

Progress = Callable[[float], None]


def count_pages(on_progress: Progress, deadline: Deadline, path: str, limits: Limits) -> int:
    """How many pages a file has. Raises `InvalidRequest`."""
    opening.prepare()
    deadline.check()
    pages = opening.count_pages(Path(path), limits)
    on_progress(1.0)
    return pages


def read_page(
    on_progress: Progress, deadline: Deadline, request: ReadRequest, page: int, number: int
) -> PageRead:
    """Read page `page` of the file and store its picture as the receipt's page `number`.

    Raises a `ReceiptError`.
    """
    began = time.perf_counter()
    opening.prepare()
    opened = opening.open_page(Path(request.original), page, request.limits)
    on_progress(0.15)
    reading = read(opened, request, number, deadline)
    on_progress(0.95)
    folder = Path(request.folder)
    stored = picture.keep(reading.found.picture, folder, request.prefix, number)
    if number == 0:
        picture.keep_thumbnail(reading.found.picture, folder)
    return PageRead(
        picture=stored,
        lines=on_page(reading.found.lines, number),
        second=on_page(reading.second, number),
        engines=reading.engines,
        preprocessed=reading.found.picture is not opened.picture,
        seconds=round(time.perf_counter() - began, 3),
    )


def read_known_page(
    _: Progress, deadline: Deadline, reader: Reader, languages: tuple[str, ...]
) -> int:
    """Read a page that is known to be good with every reader asked for; how many lines it has.

    Raises a `ReceiptError`.
    """
    opening.prepare()
    page = np.full((KNOWN_HEIGHT, KNOWN_WIDTH, 3), 255, np.uint8)
    for number, line in enumerate(KNOWN_LINES):
        at = (100, 200 + 600 * number)
        cv2.putText(page, line, at, cv2.FONT_HERSHEY_SIMPLEX, 2.5, (0, 0, 0), 5)
    return sum(len(one.read(page, deadline).lines) for one in readers(reader, languages))


@dataclass(frozen=True, slots=True, eq=False)
class PageReading:
    """What came of reading one page."""

    found: Found
    engines: tuple[str, ...]
    second: tuple[Line, ...] = ()


def read(opened: Opened, request: ReadRequest, number: int, deadline: Deadline) -> PageReading:
    """A page's own text when it can be trusted, else what the readers make of its picture."""
    if opened.own_lines and number >= CHECKED_PAGES:
        return PageReading(Found(opened.picture, opened.own_lines), (PDF,))
    first, *others = readers(request.reader, request.languages)
    if opened.own_lines and (own := agreed(opened, first, deadline)):
        return PageReading(own, (PDF, first.name))
    found = first.read(laid_flat(opened.picture), deadline)
    if not others or not poor(found):
        return PageReading(found, (first.name,))
    second = others[0].read(found.picture, deadline)
    if found.letters < min(FEW_LETTERS, second.letters):
        return PageReading(second, (others[0].name, first.name), found.lines)
    return PageReading(found, (first.name, others[0].name), second.lines)


def poor(found: Found) -> bool:
    """Whether a second reader should have a look: little was found, or it is hardly legible.

    Measured on 142 real receipts, their phone views and coarser scans of them, 426 readings: it is
    asked for in 9 of them, 2 in 100. RapidOCR alone and `auto` find the same totals, dates and
    merchants and accept the same receipts; `auto` is surer of 3 of the 9 totals, takes 0.1 CPU
    seconds a receipt more (mean 2.3), and reads what RapidOCR finds next to nothing on. A second
    reading of each doubtful total, or of everything, costs two seconds a receipt and was right no
    more often: accepted and right 99 of 100 without, with 14 read again, and with all.
    """
    return found.letters < FEW_LETTERS or found.score < POOR_SCORE


def on_page(lines: tuple[Line, ...], number: int) -> tuple[Line, ...]:
    return tuple(replace(line, page=number) for line in lines)


def readers(wanted: Reader, languages: tuple[str, ...]) -> list[Reads]:
    """Who is to read, in order. Raises `ProcessingError` when nobody can."""
    makers: dict[Reader, list[Callable[[], Reads | None]]] = {
        Reader.RAPIDOCR: [_rapid],
        Reader.TESSERACT: [lambda: _tesseract(languages)],
        Reader.AUTO: [_rapid, lambda: _tesseract(languages)],
    }
    there = [reader for make in makers[wanted] if (reader := make())]
    if not there:
        name = {Reader.RAPIDOCR: "RapidOCR", Reader.TESSERACT: "Tesseract"}.get(wanted, "No reader")
        raise ProcessingError(f"{name} cannot be used.", key="reader_missing", reader=name)
    return there


@cache
def _rapid() -> RapidReader | None:
    """The one engine of this process."""
    if not engines.rapidocr().available:
        return None
    try:
        return RapidReader(engines.threads())
    except ImportError as error:
        if memory.allocation_failed(error):
            raise MemoryError from error
        return None


def _tesseract(languages: tuple[str, ...]) -> TesseractReader | None:
    found = engines.tesseract()
    return TesseractReader(found, languages) if found else None
