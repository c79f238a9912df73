"""Appends the pages of one stored reading to another, and takes them away again.

The caller owns the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.page import Evidence, Line, Text
from receipt_desktop.domain.page_sources import PageSource
from receipt_desktop.domain.reading import Lines
from receipt_desktop.store import (
    page_sources,
    reading_batches,
    readings,
    saved_readings,
)
from receipt_desktop.store.document_data import pack_document
from receipt_desktop.store.tables import ReadingRow, ReceiptRow


def append_pages(session: Session, kept: ReceiptRow, other: ReceiptRow) -> int:
    """Append the pages with their text; returns how many there were before.

    Raises `Conflict` while one of the receipts is not read.
    """
    heads = [session.get(ReadingRow, row.id) for row in (kept, other)]
    if heads[0] is None or heads[1] is None:
        raise Conflict("merge_unread")
    found = reading_batches.load_details(session, [kept, other])
    own, added = (
        _with_sources(readings.load_text(head), details.page_sources)
        for head, details in zip(heads, found, strict=True)
        if head is not None
    )
    count = len(own.pages)
    _save_text(heads[0], _combine(own, added))
    page_sources.set_sources(
        session, kept, [source for details in found for source in details.page_sources]
    )
    kept.pages = count + len(added.pages)
    return count


def remove_pages(session: Session, kept: ReceiptRow, count: int, *, was_arranged: bool) -> None:
    """Leave the first pages only, with their text."""
    head = session.get(ReadingRow, kept.id)
    if head is None:
        raise Conflict("merge_unread")
    text = readings.load_text(head)
    pages = text.pages[:count]
    sources = [page.source for page in pages if page.source is not None]
    if not was_arranged:
        pages, sources = tuple(replace(page, source=None) for page in pages), []
    numbers = {page.number for page in pages}
    cut = replace(
        text,
        pages=pages,
        lines=_lines_of(text.lines, numbers),
        second_lines=_lines_of(text.second_lines, numbers),
        codes=tuple(code for code in text.codes if code.page in numbers),
    )
    _save_text(head, cut)
    page_sources.set_sources(session, kept, sources)
    kept.pages = count


def move_evidence(evidence: Evidence | None, pages: int) -> Evidence | None:
    """Where a value stands once its page comes after so many others."""
    return None if evidence is None else replace(evidence, page=evidence.page + pages)


def move_lines(lines: Lines, pages: int) -> Lines:
    """The rows of a table with their places on the later pages."""
    moved = (replace(line, evidence=move_evidence(line.evidence, pages)) for line in lines)
    return tuple(moved)  # type: ignore[return-value]  # rows of one kind


def _with_sources(text: Text, sources: Sequence[PageSource]) -> Text:
    pages = tuple(
        replace(page, source=source)
        for page, source in zip(text.pages, sources, strict=len(sources) == len(text.pages))
    )
    return replace(text, pages=pages or text.pages)


def _combine(own: Text, added: Text) -> Text:
    """Both texts, the pages of the second after those of the first."""
    count = len(own.pages)
    return replace(
        own,
        pages=(*own.pages, *(replace(page, number=page.number + count) for page in added.pages)),
        lines=(*own.lines, *_move_lines(added.lines, count)),
        second_lines=(*own.second_lines, *_move_lines(added.second_lines, count)),
        codes=(*own.codes, *(replace(code, page=code.page + count) for code in added.codes)),
        engines=tuple(dict.fromkeys((*own.engines, *added.engines))),
    )


def _move_lines(lines: Iterable[Line], pages: int) -> Iterable[Line]:
    return (replace(line, page=line.page + pages) for line in lines)


def _lines_of(lines: Iterable[Line], numbers: set[int]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.page in numbers)


def _save_text(head: ReadingRow | None, text: Text) -> None:
    if head is not None:
        head.pictures = [page_sources.pack_picture(page) for page in text.pages]
        head.lines = saved_readings.pack_lines(text)
        head.document = pack_document(text)
        head.engines = list(text.engines)
