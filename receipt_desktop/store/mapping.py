"""Converts between rows and domain types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.fields import Field, FieldValue, Kind, split_tags
from receipt_desktop.domain.page import Box, Evidence
from receipt_desktop.domain.page_sources import list_originals, parse_page_source
from receipt_desktop.domain.reading import ModelOutcome, ReviewReason
from receipt_desktop.domain.receipt import (
    Failure,
    Priority,
    ReaderChoice,
    ReadOptions,
    Receipt,
    Stage,
    Status,
)
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.store.money import from_minor_units, to_minor_units

if TYPE_CHECKING:
    from receipt_desktop.store.tables import EvidenceColumns, ReceiptRow

YES, NO = "yes", "no"
"""How a value of `Kind.YES_NO` is kept."""


def to_read_options(row: ReceiptRow) -> ReadOptions:
    """The read options of a row."""
    reader = ReaderChoice(row.wish_reader) if row.wish_reader else None
    return ReadOptions(reader, row.wish_model, row.page, row.wish_fresh)


def set_read_options(row: ReceiptRow, options: ReadOptions) -> None:
    """Store the read options of a row."""
    row.wish_reader = options.reader.value if options.reader else None
    row.wish_model = options.model
    row.page = options.page


def to_receipt(row: ReceiptRow) -> Receipt:
    """The snapshot of a row."""
    return Receipt(
        id=row.id,
        file_name=row.file_name,
        content_hash=row.content_hash,
        status=Status(row.status),
        created_at=row.created_at,
        stage=Stage(row.stage),
        progress=row.progress,
        remaining=row.remaining,
        priority=Priority(row.priority),
        attempts=row.attempts,
        retry_at=row.retry_at,
        failure=to_failure(row),
        merchant=row.merchant,
        day=row.day,
        total=None if row.total_minor is None else from_minor_units(row.total_minor, row.currency),
        tax=None if row.tax_minor is None else from_minor_units(row.tax_minor, row.currency),
        currency=row.currency,
        category=row.category,
        confidence=row.confidence,
        needs_review=row.needs_review and not row.approved,
        approved=row.approved,
        reasons=tuple(ReviewReason(reason) for reason in row.reasons),
        model_outcome=ModelOutcome(row.model_outcome),
        thumbnail=row.thumbnail,
        pages=row.pages,
        started_at=row.started_at,
        completed_at=row.completed_at,
        read_options=to_read_options(row),
        is_held=row.held,
        lost_workers=row.lost,
        run=row.run,
        queued_at=row.queued_at,
        version=row.version,
        is_flagged=row.flagged,
        is_postponed=row.postponed,
        number=row.number or 0,
        duplicate_of=to_duplicate(row),
        sources=tuple(map(parse_page_source, row.sources or ())),
        tags=split_tags(row.tags or ""),
        project=row.project,
        note=row.note,
        paid_by=row.paid_by,
        reimbursable=row.reimbursable,
        is_archived=row.archived,
        source=to_source(row),
    )


def to_source(row: ReceiptRow) -> Source | None:
    """Where a row came from; None if nothing says so."""
    if row.source_kind is None:
        return None
    return Source(SourceKind(row.source_kind), row.source_name or "", row.source_sender or "")


def list_row_originals(row: ReceiptRow) -> tuple[str, ...]:
    """The content hashes of all files that a row needs, its own first; it may have none."""
    further = list_originals(map(parse_page_source, row.sources or ()))
    own = (row.content_hash,) if row.content_hash else ()
    return tuple(dict.fromkeys((*own, *further)))


def to_duplicate(row: ReceiptRow) -> Duplicate | None:
    """The earlier receipt of an open duplicate; an approval says that it is none."""
    if row.duplicate_of is None or row.duplicate_tier is None or row.approved:
        return None
    tier = DuplicateTier(row.duplicate_tier)
    return Duplicate(row.duplicate_of, row.duplicate_file or "", tier, row.duplicate_deleted_at)


def to_failure(row: ReceiptRow) -> Failure | None:
    """The failure of a row; None without one."""
    if row.failure_code is None:
        return None
    details = row.failure_details or {}
    return Failure(row.failure_code, row.failure_sentence or "", row.failure_key or "", details)


def to_evidence(row: EvidenceColumns) -> Evidence | None:
    """The evidence of a row; None without one."""
    if row.page is None or row.x is None or row.y is None or row.w is None or row.h is None:
        return None
    return Evidence(row.page, Box(row.x, row.y, row.w, row.h), row.shown_text or "")


def evidence_columns(evidence: Evidence | None) -> dict[str, int | str | None]:
    """The values of `EvidenceColumns`."""
    if evidence is None:
        return dict.fromkeys(("page", "x", "y", "w", "h", "shown_text"))
    box = evidence.box
    return {
        "page": evidence.page,
        "x": box.x,
        "y": box.y,
        "w": box.w,
        "h": box.h,
        "shown_text": evidence.text,
    }


def pack_value(value: FieldValue, currency: str | None) -> tuple[str | None, int | None]:
    """A field value as (text, minor units of `currency`), one of which is None."""
    if isinstance(value, Decimal):
        return None, to_minor_units(value, currency)
    if isinstance(value, bool):
        return YES if value else NO, None
    return (value if isinstance(value, str) else value.isoformat()), None


def unpack_value(
    field: Field, text: str | None, minor: int | None, currency: str | None
) -> FieldValue | None:
    """The field value of (text, minor units); None if both are None."""
    if field.spec.kind is Kind.MONEY:
        return None if minor is None else from_minor_units(minor, currency)
    return None if text is None else _FROM_TEXT[field.spec.kind](text)


_FROM_TEXT: Mapping[Kind, Callable[[str], FieldValue]] = MappingProxyType(
    {
        Kind.DATE: date.fromisoformat,
        Kind.TIME: time.fromisoformat,
        Kind.TEXT: str,
        Kind.CURRENCY: str,
        Kind.CARD: str,
        Kind.TAGS: str,
        Kind.YES_NO: lambda text: text == YES,
    }
)
