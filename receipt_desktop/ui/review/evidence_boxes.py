"""Evidence boxes: where on the pages the values were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, PagePicture
from receipt_desktop.domain.reading import Draft

_MARGIN_RATIO = 0.04
_MIN_WIDTH_RATIO = 0.4
"""Both relative to the page width."""
MAX_SHARED = 0.5
"""The share of a row's height up to which another box only touches it."""


@dataclass(frozen=True, slots=True)
class EvidenceBox:
    """One box; `key` is a field name, a `line_item_key` or a `tax_line_key`."""

    key: str
    page: int
    box: Box
    text: str


def evidence_key(field: Field) -> str:
    """The key of the box to look at for a field; a currency stands beside the total."""
    return (Field.TOTAL if field is Field.CURRENCY else field).value


def line_item_key(row: int) -> str:
    """The key of a line item."""
    return f"item {row}"


def tax_line_key(row: int) -> str:
    """The key of a row of the tax table."""
    return f"tax {row}"


def find_text_area(page: PagePicture, lines: Iterable[Line]) -> QRectF:
    """The area of the page with text, plus a margin; blank paper is left out."""
    whole = QRectF(0, 0, page.width, page.height)
    part = QRectF()
    for line in lines:
        if line.page == page.number:
            part |= QRectF(line.box.x, line.box.y, line.box.w, line.box.h)
    if part.isEmpty():
        return whole
    margin = page.width * _MARGIN_RATIO
    widen = max(0.0, (page.width * _MIN_WIDTH_RATIO - part.width()) / 2)
    return part.adjusted(-margin - widen, -margin, margin + widen, margin) & whole


def collect_evidence_boxes(draft: Draft) -> tuple[EvidenceBox, ...]:
    """The boxes of all values with a position; fields are above line items."""
    return tuple(
        EvidenceBox(key, evidence.page, evidence.box, evidence.text)
        for key, evidence in _iterate_evidence(draft)
        if evidence is not None
    )


def separate_boxes(marks: Iterable[EvidenceBox], lines: Iterable[Line]) -> tuple[EvidenceBox, ...]:
    """The boxes without what they share with the rows above and below, which they would cut.

    OCR leaves air around a line, so that the boxes of close rows overlap; each gives up half.
    """
    printed = tuple(lines)
    return tuple(replace(mark, box=_trim_box(mark, printed)) for mark in marks)


def _trim_box(mark: EvidenceBox, lines: Iterable[Line]) -> Box:
    box = mark.box
    top, bottom = box.y, box.bottom
    for line in lines:
        other = line.box
        if line.page != mark.page or other.x >= box.right or other.right <= box.x:
            continue
        most = min(box.h, other.h) * MAX_SHARED
        if other.y > box.y and 0 < box.bottom - other.y < most:
            bottom = min(bottom, box.bottom - (box.bottom - other.y) // 2)
        if other.bottom < box.bottom and 0 < other.bottom - box.y < most:
            top = max(top, box.y + (other.bottom - box.y) // 2)
    return replace(box, y=top, h=bottom - top)


def _iterate_evidence(draft: Draft) -> Iterator[tuple[str, Evidence | None]]:
    for row, item in enumerate(draft.items):
        yield line_item_key(row), item.evidence
    for row, line in enumerate(draft.tax_lines):
        yield tax_line_key(row), line.evidence
    for field in Field:
        if field in draft.fields:
            yield field.value, draft.fields[field].evidence
