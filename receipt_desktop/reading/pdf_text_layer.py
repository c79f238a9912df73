"""The text layer of a PDF page: what a person can see of it, in lines.

The text of a born-digital page is better than any OCR. Invisible text, such as the OCR of a
scanner, is left out line by line, or letter by letter.
"""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

from receipt_desktop.domain.page import Line
from receipt_desktop.reading.pdf_letters import PageScale, PdfLetter, read_letters
from receipt_desktop.reading.pdf_lines import join_letters
from receipt_desktop.reading.pdf_visibility import find_visible_letters

MIN_LETTERS = 20
"""Fewer visible letters are no text layer."""


def read_text_layer(page: Any, width: int, height: int) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines of the text layer in pixels of the picture, and the font of each.

    Both are empty when there is too little text. Call it after the page was rendered.
    """
    scale = PageScale(page, width, height)
    textpage = page.get_textpage()
    try:
        letters = _keep_visible(page, list(read_letters(textpage, scale)), scale)
        joined = sorted(join_letters(letters), key=lambda pair: (pair[0].box.y, pair[0].box.x))
    finally:
        textpage.close()
    lines = tuple(line for line, _ in joined)
    if sum(map(_count_letters, lines)) < MIN_LETTERS:
        return (), ()
    return lines, tuple(font for _, font in joined)


def _keep_visible(page: Any, letters: list[PdfLetter], scale: PageScale) -> list[PdfLetter]:
    if len(letters) < MIN_LETTERS:
        return []
    try:
        visible = find_visible_letters(page, letters, scale)
    except pdfium.PdfiumError:
        return []  # OCR reads the page
    return [letter for letter, seen in zip(letters, visible, strict=True) if seen]


def _count_letters(line: Line) -> int:
    return sum(not letter.isspace() for letter in line.text)
