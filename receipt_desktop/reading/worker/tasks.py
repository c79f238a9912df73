"""Tasks of a worker process: count the pages of a file, read a page. Imports OpenCV and more."""

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
from receipt_desktop.domain.page_sources import WHOLE_PAGE, Corners
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading import (
    codes,
    decoder,
    engines,
    page_prints,
    pictures,
    rapidocr_reader,
    tesseract_reader,
)
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.document_crop import crop_document
from receipt_desktop.reading.page_part import cut_page
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.rapidocr_reader import RapidOcrReader
from receipt_desktop.reading.reader import OcrReader, OcrResult
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.script_reader import (
    measure_unread_share,
    name_missing_script,
    needs_other_script,
    read_other_script,
)
from receipt_desktop.reading.tesseract_reader import TesseractReader
from receipt_desktop.reading.text_layer_check import verify_text_layer
from receipt_desktop.reading.worker import memory
from receipt_desktop.reading.worker.protocol import PageRead

PDF_TEXT_LAYER = "pdf"
INVOICE_XML = "xml"
CHECKED_PAGES = 3
"""Pages of a PDF whose text layer is checked by OCR; the others are trusted."""
POOR_SCORE = 0.92
TEST_PAGE_WIDTH, TEST_PAGE_HEIGHT = 1700, 2400
"""Pixels of the test page: the usual size of a scanned page."""
TEST_PAGE_LINES = ("SHOP", "2 COFFEE 5.00", "TAX 0.50", "TOTAL 5.50")
DOUBTFUL_SCORES = {rapidocr_reader.READER_NAME: 0.85, tesseract_reader.READER_NAME: 0.6}
"""Score below which a line may be in a script that the reader does not know."""
UNREAD_TESSERACT_SCORE = 0.75
"""Mean score below which text that Tesseract read may be in another script."""
MIN_LETTERS = 40
"""A page with less text is read by the second reader too."""

Progress = Callable[[float], None]


def count_pages(
    on_progress: Progress,
    deadline: Deadline,
    path: str,
    limits: ReadLimits,
    passwords: tuple[str, ...] = (),
) -> int:
    """The number of pages of a file. Raises `InvalidRequest`."""
    decoder.configure_pillow()
    deadline.raise_if_over()
    pages = decoder.count_pages(Path(path), limits, passwords)
    on_progress(1.0)
    return pages


def read_page(
    on_progress: Progress, deadline: Deadline, request: ReadRequest, page: int, number: int
) -> PageRead:
    """Read page `page` (0-based) of the file and save its picture as page `number`.

    Raises a `ReceiptError`.
    """
    began = time.perf_counter()
    decoder.configure_pillow()
    region = request.source.region if request.source else None
    opened = decoder.open_page(
        Path(request.original), page, request.limits, request.passwords, region
    )
    decoded, view = cut_page(opened, request.source)
    on_progress(0.15)
    reading = read_page_image(decoded, request, number, deadline, view)
    on_progress(0.95)
    folder = Path(request.folder)
    stored = pictures.save_page_picture(reading.result.picture, folder, request.prefix, number)
    if number == 0:
        pictures.save_thumbnail(reading.result.picture, folder)
    source = replace(request.source, number=page) if request.source else None
    return PageRead(
        picture=replace(stored, source=source, corners=_simplify_corners(reading.corners)),
        lines=assign_page(reading.result.lines, number),
        second=assign_page(reading.second_lines, number),
        engines=reading.engines,
        preprocessed=reading.result.picture is not opened.picture,
        codes=codes.find_codes(reading.result.picture, decoded.picture, number),
        invoice=decoded.invoice,
        seconds=round(time.perf_counter() - began, 3),
        missing_script=reading.result.missing_script,
        page_print=page_prints.make_print(decoded.picture, reading.result),
    )


def read_known_page(
    _: Progress, deadline: Deadline, reader: ReaderChoice, languages: tuple[str, ...]
) -> int:
    """Read the test page with each reader of this choice; the number of lines found.

    Raises a `ReceiptError`.
    """
    decoder.configure_pillow()
    page = np.full((TEST_PAGE_HEIGHT, TEST_PAGE_WIDTH, 3), 255, np.uint8)
    for number, line in enumerate(TEST_PAGE_LINES):
        position = (100, 200 + 600 * number)
        cv2.putText(page, line, position, cv2.FONT_HERSHEY_SIMPLEX, 2.5, (0, 0, 0), 5)
    return sum(
        len(ocr_reader.read_picture(page, deadline).lines)
        for ocr_reader in make_readers(reader, languages)
    )


@dataclass(frozen=True, slots=True, eq=False)
class PageOcr:
    """The text of one page, from the text layer or from OCR."""

    result: OcrResult
    engines: tuple[str, ...]
    second_lines: tuple[Line, ...] = ()
    corners: Corners = WHOLE_PAGE
    """Where the corners of the picture are on the page."""


def read_page_image(
    decoded: DecodedPage,
    request: ReadRequest,
    number: int,
    deadline: Deadline,
    view: PageView | None = None,
) -> PageOcr:
    """The text layer of a page when it can be trusted, else the result of OCR.

    `view` is that of its picture; None for a whole page.
    """
    view = view or PageView.of_region(decoded.picture, None)
    found = _read_text_layer(decoded, request, number, deadline)
    if found is None:
        first, *others = make_readers(request.reader, request.languages)
        view = crop_document(view, lambda picture: first.locate_lines(picture, deadline))
        is_upright = is_turned_by_person(request)
        result = first.read_picture(view.picture, deadline, is_upright=is_upright)
        found = _read_by_others(result, request, first, others, deadline, may_turn=not is_upright)
        if found.result.is_upside_down:
            view = view.turn(found.result.quarter_turns + 2)
            result = first.read_picture(view.picture, deadline, is_upright=True)
            found = _read_by_others(result, request, first, others, deadline)
    return replace(found, corners=view.locate(found.result.corners))


def _read_text_layer(
    decoded: DecodedPage, request: ReadRequest, number: int, deadline: Deadline
) -> PageOcr | None:
    """The text layer of a page; None when it has none that can be trusted."""
    if decoded.is_drawn:
        return PageOcr(OcrResult(decoded.picture, decoded.text_layer), (INVOICE_XML,))
    if decoded.text_layer and number >= CHECKED_PAGES:
        return PageOcr(OcrResult(decoded.picture, decoded.text_layer), (PDF_TEXT_LAYER,))
    if decoded.text_layer:
        first = make_readers(request.reader, request.languages)[0]
        if verified := verify_text_layer(decoded, first, deadline):
            return PageOcr(verified, (PDF_TEXT_LAYER, first.name))
    return None


def _simplify_corners(corners: Corners) -> Corners | None:
    """None for a picture that shows the page as it is."""
    return None if corners == WHOLE_PAGE else corners


def _read_by_others(
    result: OcrResult,
    request: ReadRequest,
    first: OcrReader,
    others: list[OcrReader],
    deadline: Deadline,
    *,
    may_turn: bool = False,
) -> PageOcr:
    """The result of the first reader, with the readings of others where they are needed.

    With `may_turn` it can be marked as upside down instead.
    """
    doubtful_score = DOUBTFUL_SCORES[first.name]
    if may_be_unread(result, first) and needs_other_script(result, doubtful_score):
        known = result.lines
        result = find_other_script(result, request, doubtful_score, deadline, may_turn=may_turn)
        if result.is_upside_down:
            return PageOcr(result, (first.name,))
        if result.lines is not known:
            names = dict.fromkeys((first.name, tesseract_reader.READER_NAME))
            return PageOcr(result, tuple(names))
    if not others or not needs_second_reader(result):
        return PageOcr(result, (first.name,))
    second = others[0].read_picture(
        result.picture, deadline, is_upright=is_turned_by_person(request)
    )
    if result.letter_count < min(MIN_LETTERS, second.letter_count):
        second = replace(second, missing_script=result.missing_script)
        return PageOcr(second, (others[0].name, first.name), result.lines)
    return PageOcr(result, (first.name, others[0].name), second.lines)


def is_turned_by_person(request: ReadRequest) -> bool:
    """Whether the page is upright because a person has turned it."""
    return request.source is not None and request.source.turns is not None


def may_be_unread(result: OcrResult, reader: OcrReader) -> bool:
    """Whether this reading may have left out text.

    The lines of Tesseract contain the gaps between columns: they look as if letters were missing.
    It counts as unread only when its score is low.
    """
    is_tesseract = reader.name == tesseract_reader.READER_NAME
    return not is_tesseract or result.mean_score < UNREAD_TESSERACT_SCORE


def find_other_script(
    result: OcrResult,
    request: ReadRequest,
    doubtful_score: float,
    deadline: Deadline,
    *,
    may_turn: bool = False,
) -> OcrResult:
    """The result with its lines read in another script, or with the script that is missing.

    With `may_turn` it can be marked as upside down instead.
    """
    if request.reader is ReaderChoice.RAPIDOCR:
        share = measure_unread_share(result, doubtful_score)
        return replace(result, missing_script=name_missing_script(None, share))
    return read_other_script(result, request.languages, doubtful_score, deadline, may_turn=may_turn)


def needs_second_reader(result: OcrResult) -> bool:
    """Whether the page needs a second reader: little text was found, or its score is poor.

    Measured on 264 real receipts, of which 7 had scores below 0.94 and were read again, two CPU
    seconds each: with and without the second readings the same values are found and the same
    receipts accepted. It raised the confidence of one total, gave three receipts that were to be
    reviewed anyway another reason, and it reads pages on which RapidOCR finds almost nothing. Text
    in a script without an installed language is poor in any reading.
    """
    if result.letter_count < MIN_LETTERS:
        return True
    return result.mean_score < POOR_SCORE and result.missing_script is None


def assign_page(lines: tuple[Line, ...], number: int) -> tuple[Line, ...]:
    return tuple(replace(line, page=number) for line in lines)


def make_readers(choice: ReaderChoice, languages: tuple[str, ...]) -> list[OcrReader]:
    """The readers of this choice, in order. Raises `ProcessingError` when none is available."""
    makers: dict[ReaderChoice, list[Callable[[], OcrReader | None]]] = {
        ReaderChoice.RAPIDOCR: [_make_rapidocr_reader],
        ReaderChoice.TESSERACT: [lambda: _make_tesseract_reader(languages)],
        ReaderChoice.AUTO: [_make_rapidocr_reader, lambda: _make_tesseract_reader(languages)],
    }
    readers = [reader for make in makers[choice] if (reader := make())]
    if not readers:
        name = {ReaderChoice.RAPIDOCR: "RapidOCR", ReaderChoice.TESSERACT: "Tesseract"}.get(choice)
        if name is None:
            raise ProcessingError("no_reader")
        raise ProcessingError("reader_missing", reader=name)
    return readers


@cache
def _make_rapidocr_reader() -> RapidOcrReader | None:
    """The RapidOCR reader of this process; None when it is not available."""
    if not engines.find_rapidocr().is_available:
        return None
    try:
        return RapidOcrReader(engines.read_thread_count())
    except ImportError as error:
        if memory.is_allocation_failure(error):
            raise MemoryError from error
        return None


def _make_tesseract_reader(languages: tuple[str, ...]) -> TesseractReader | None:
    installation = engines.find_tesseract(languages)
    return TesseractReader(installation, languages) if installation else None
