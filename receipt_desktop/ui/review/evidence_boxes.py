"""Where on the pages values were read: the boxes that can be shown and clicked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, PagePicture
from receipt_desktop.domain.reading import Draft

_MARGIN_RATIO = 0.04
_MIN_WIDTH_RATIO = 0.4
"""Both in widths of the page."""


@dataclass(frozen=True, slots=True)
class EvidenceBox:
    """One box; `key` is a field's name, or `line_item_key`'s or `tax_line_key`'s answer."""

    key: str
    page: int
    box: Box
    text: str


def line_item_key(row: int) -> str:
    """The key of a line item."""
    return f"item {row}"


def tax_line_key(row: int) -> str:
    """The key of a row of the tax table."""
    return f"tax {row}"


def find_text_area(page: PagePicture, lines: Iterable[Line]) -> QRectF:
    """The part of the page with text on it, with a margin; a scan's bare paper is left out."""
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
    """Everything in the draft that knows its place; items lie below, fields on top."""
    return tuple(
        EvidenceBox(key, evidence.page, evidence.box, evidence.text)
        for key, evidence in _iterate_evidence(draft)
        if evidence is not None
    )


def _iterate_evidence(draft: Draft) -> Iterator[tuple[str, Evidence | None]]:
    for row, item in enumerate(draft.items):
        yield line_item_key(row), item.evidence
    for row, line in enumerate(draft.tax_lines):
        yield tax_line_key(row), line.evidence
    for field in Field:
        if field in draft.fields:
            yield field.value, draft.fields[field].evidence
