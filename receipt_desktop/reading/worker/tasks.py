"""What a child process does: count the pages of a file, read one page. Heavy imports live below."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import ProcessingError
from receipt_desktop.domain.page import Line
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading import decoder, engines, pictures
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.document_crop import crop_document
from receipt_desktop.reading.rapidocr_reader import RapidOcrReader
from receipt_desktop.reading.reader import OcrReader, OcrResult
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.tesseract_reader import TesseractReader
from receipt_desktop.reading.text_layer_check import verify_text_layer
from receipt_desktop.reading.worker import memory
from receipt_desktop.reading.worker.protocol import PageRead

PDF_TEXT_LAYER = "pdf"
CHECKED_PAGES = 3
"""So many of a PDF's pages have their own text checked by a reader; the rest is like them."""
POOR_SCORE = 0.94
TEST_PAGE_WIDTH, TEST_PAGE_HEIGHT = 1700, 2400
"""Pixels of the known-good page: a scanned page as large as they are read usually."""
TEST_PAGE_LINES = ("SHOP", "2 COFFEE 5.00", "TAX 0.50", "TOTAL 5.50")
MIN_LETTERS = 40
"""A receipt with less on it is read a second time."""

Progress = Callable[[float], None]


def count_pages(on_progress: Progress, deadline: Deadline, path: str, limits: ReadLimits) -> int:
    """How many pages a file has. Raises `InvalidRequest`."""
    decoder.configure_pillow()
    deadline.raise_if_over()
    pages = decoder.count_pages(Path(path), limits)
    on_progress(1.0)
    return pages


def read_page(
    on_progress: Progress, deadline: Deadline, request: ReadRequest, page: int, number: int
) -> PageRead:
    """Read page `page` of the file and store its picture as the receipt's page `number`.

    Raises a `ReceiptError`.
    """
    began = time.perf_counter()
    decoder.configure_pillow()
    opened = decoder.open_page(Path(request.original), page, request.limits)
    on_progress(0.15)
    reading = read_page_image(opened, request, number, deadline)
    on_progress(0.95)
    folder = Path(request.folder)
    stored = pictures.save_page_picture(reading.result.picture, folder, request.prefix, number)
    if number == 0:
        pictures.save_thumbnail(reading.result.picture, folder)
    return PageRead(
        picture=stored,
        lines=assign_page(reading.result.lines, number),
        second=assign_page(reading.second_lines, number),
        engines=reading.engines,
        preprocessed=reading.result.picture is not opened.picture,
        seconds=round(time.perf_counter() - began, 3),
    )


def read_known_page(
    _: Progress, deadline: Deadline, reader: ReaderChoice, languages: tuple[str, ...]
) -> int:
    """Read a page that is known to be good with every reader asked for; how many lines it has.

    Raises a `ReceiptError`.
    """
    decoder.configure_pillow()
    page = np.full((TEST_PAGE_HEIGHT, TEST_PAGE_WIDTH, 3), 255, np.uint8)
    for number, line in enumerate(TEST_PAGE_LINES):
        at = (100, 200 + 600 * number)
        cv2.putText(page, line, at, cv2.FONT_HERSHEY_SIMPLEX, 2.5, (0, 0, 0), 5)
    return sum(
        len(one.read_picture(page, deadline).lines) for one in make_readers(reader, languages)
    )


@dataclass(frozen=True, slots=True, eq=False)
class PageOcr:
    """What came of reading one page."""

    result: OcrResult
    engines: tuple[str, ...]
    second_lines: tuple[Line, ...] = ()


def read_page_image(
    opened: DecodedPage, request: ReadRequest, number: int, deadline: Deadline
) -> PageOcr:
    """A page's own text when it can be trusted, else what the readers make of its picture."""
    if opened.text_layer and number >= CHECKED_PAGES:
        return PageOcr(OcrResult(opened.picture, opened.text_layer), (PDF_TEXT_LAYER,))
    first, *others = make_readers(request.reader, request.languages)
    if opened.text_layer and (own := verify_text_layer(opened, first, deadline)):
        return PageOcr(own, (PDF_TEXT_LAYER, first.name))
    found = first.read_picture(crop_document(opened.picture), deadline)
    if not others or not needs_second_reader(found):
        return PageOcr(found, (first.name,))
    second = others[0].read_picture(found.picture, deadline)
    if found.letter_count < min(MIN_LETTERS, second.letter_count):
        return PageOcr(second, (others[0].name, first.name), found.lines)
    return PageOcr(found, (first.name, others[0].name), second.lines)


def needs_second_reader(found: OcrResult) -> bool:
    """Whether a second reader should have a look: little was found, or it is hardly legible.

    Measured on 142 real receipts, their phone views and coarser scans of them, 426 readings: it is
    asked for in 9 of them, 2 in 100. RapidOCR alone and `auto` find the same totals, dates and
    merchants and accept the same receipts; `auto` is surer of 3 of the 9 totals, takes 0.1 CPU
    seconds a receipt more (mean 2.3), and reads what RapidOCR finds next to nothing on. A second
    reading of each doubtful total, or of everything, costs two seconds a receipt and was right no
    more often: accepted and right 99 of 100 without, with 14 read again, and with all.
    """
    return found.letter_count < MIN_LETTERS or found.mean_score < POOR_SCORE


def assign_page(lines: tuple[Line, ...], number: int) -> tuple[Line, ...]:
    return tuple(replace(line, page=number) for line in lines)


def make_readers(wanted: ReaderChoice, languages: tuple[str, ...]) -> list[OcrReader]:
    """Who is to read, in order. Raises `ProcessingError` when nobody can."""
    makers: dict[ReaderChoice, list[Callable[[], OcrReader | None]]] = {
        ReaderChoice.RAPIDOCR: [_make_rapidocr_reader],
        ReaderChoice.TESSERACT: [lambda: _make_tesseract_reader(languages)],
        ReaderChoice.AUTO: [_make_rapidocr_reader, lambda: _make_tesseract_reader(languages)],
    }
    there = [reader for make in makers[wanted] if (reader := make())]
    if not there:
        name = {ReaderChoice.RAPIDOCR: "RapidOCR", ReaderChoice.TESSERACT: "Tesseract"}.get(
            wanted, "No reader"
        )
        raise ProcessingError(f"{name} cannot be used.", key="reader_missing", reader=name)
    return there


@cache
def _make_rapidocr_reader() -> RapidOcrReader | None:
    """The one engine of this process."""
    if not engines.find_rapidocr().is_available:
        return None
    try:
        return RapidOcrReader(engines.read_thread_count())
    except ImportError as error:
        if memory.is_allocation_failure(error):
            raise MemoryError from error
        return None


def _make_tesseract_reader(languages: tuple[str, ...]) -> TesseractReader | None:
    found = engines.find_tesseract()
    return TesseractReader(found, languages) if found else None
