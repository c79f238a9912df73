"""Tasks of a worker process: look at scanned pages, and make a file of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import pypdfium2 as pdfium

from receipt_desktop.config.atomic import replace_file
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.scanning import SEPARATOR_CODE, ScannedPage
from receipt_desktop.reading import codes, decoder, pdf
from receipt_desktop.reading.blank_pages import is_blank
from receipt_desktop.reading.file_types import FileType, inspect_file
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.request import ReadLimits

THUMBNAIL_SIDE = 360
"""Pixels: 180 points at double pixel density."""
JPEG_QUALITY = 90
THUMBNAIL_SUFFIX = ".thumb"
Progress = Callable[[float], None]


def examine_scan(
    _: Progress, deadline: Deadline, path: str, limits: ReadLimits, resolution: int
) -> tuple[ScannedPage, ...]:
    """Look at each page of a scanned file; a PDF of several pages is taken apart.

    Raises a `ReceiptError`.
    """
    decoder.configure_pillow()
    pages = []
    for file in _split_file(Path(path), limits):
        deadline.raise_if_over()
        pages.append(_examine_page(file, limits, resolution))
    return tuple(pages)


def assemble_pages(
    on_progress: Progress, deadline: Deadline, pages: tuple[ScannedPage, ...], target: str
) -> str:
    """Make one file of pages: a picture stays as it is, several pages become a PDF.

    The pictures are not compressed again. Returns the path, `target` with its ending. Raises a
    `ReceiptError`.
    """
    decoder.configure_pillow()
    if len(pages) == 1:
        return _copy_page(Path(pages[0].file), target)
    result = Path(f"{target}.pdf")
    document = pdfium.PdfDocument.new()
    try:
        for number, page in enumerate(pages):
            deadline.raise_if_over()
            _append_page(document, page)
            on_progress((number + 1) / len(pages))
        with replace_file(result) as aside:
            document.save(aside)
    finally:
        document.close()
    return str(result)


@dataclass(frozen=True, slots=True)
class _Jpeg:
    """A JPEG and its size in pixels."""

    path: Path
    width: int
    height: int


def _split_file(path: Path, limits: ReadLimits) -> list[Path]:
    """The file itself, or a file for each page of a PDF."""
    kind = inspect_file(path, limits)
    if kind.type is not FileType.PDF:
        return [path]
    with pdf.open_document(path) as document:
        count = len(document)
        if count == 1:
            return [path]
        if count > limits.max_pages:
            raise InvalidRequest("scanner_pages_many", limit=limits.max_pages)
        files = [path.with_name(f"{path.stem}-{number:03}.pdf") for number in range(count)]
        for number, file in enumerate(files):
            _save_pages(document, [number], file)
    path.unlink()
    return files


def _save_pages(document: Any, numbers: list[int], file: Path) -> None:
    part = pdfium.PdfDocument.new()
    try:
        part.import_pages(document, numbers)
        with replace_file(file) as aside:
            part.save(aside)
    finally:
        part.close()


def _examine_page(file: Path, limits: ReadLimits, resolution: int) -> ScannedPage:
    picture = decoder.open_page(file, 0, limits).picture
    thumbnail = file.with_name(file.name + THUMBNAIL_SUFFIX)
    _save_thumbnail(picture, thumbnail)
    found = codes.find_codes(picture, picture, 0)
    is_separator = any(code.text == SEPARATOR_CODE for code in found)
    return ScannedPage(
        file=str(file),
        thumbnail=str(thumbnail),
        is_blank=not is_separator and is_blank(picture),
        is_separator=is_separator,
        resolution=resolution,
    )


def _save_thumbnail(picture: Picture, path: Path) -> None:
    factor = min(1.0, THUMBNAIL_SIDE / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    with replace_file(path, flush=False) as aside:
        aside.write_bytes(_encode_jpeg(small))


def _encode_jpeg(picture: Any) -> bytes:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return bytes(data)


def _copy_page(file: Path, target: str) -> str:
    """A single page as a file of its own; a large PNG of SANE becomes a JPEG."""
    jpeg = file if file.suffix in {".jpg", ".pdf"} else _convert_page(file).path
    result = Path(f"{target}{jpeg.suffix}")
    with replace_file(result) as aside:
        aside.write_bytes(jpeg.read_bytes())
    return str(result)


def _append_page(document: Any, page: ScannedPage) -> None:
    file = Path(page.file)
    if not file.is_file():
        raise InvalidRequest("scan_page_gone")
    if file.suffix == ".pdf":
        with pdf.open_document(file) as scanned:
            document.import_pages(scanned)
        return
    jpeg = _convert_page(file)
    scale = pdf.POINTS_PER_INCH / max(1, page.resolution)
    width, height = jpeg.width * scale, jpeg.height * scale
    picture = pdfium.PdfImage.new(document)
    picture.load_jpeg(jpeg.path, inline=True)
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
    added = document.new_page(width, height)
    added.insert_obj(picture)
    added.gen_content()


def _convert_page(file: Path) -> _Jpeg:
    """The picture as a JPEG, beside it where it is none. Raises `InvalidRequest`."""
    decoded = cv2.imread(str(file), cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION)
    if decoded is None:
        raise InvalidRequest("picture_broken")
    height, width = decoded.shape[:2]
    if file.suffix == ".jpg":
        return _Jpeg(file, width, height)
    target = file.with_suffix(".jpg")
    with replace_file(target) as aside:
        aside.write_bytes(_encode_jpeg(decoded))
    return _Jpeg(target, width, height)
