"""Loads readings, and the values of rules and corrections over them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    CurrencyClue,
    Draft,
    ExtractedValue,
    LineItem,
    ModelOutcome,
    Reading,
    ReviewReason,
    TaxLine,
    ValueSource,
)
from receipt_desktop.domain.suppliers import RULE_CONFIDENCE
from receipt_desktop.store.corrected_lines import load_lines, overlay_lines
from receipt_desktop.store.document_data import (
    unpack_check,
    unpack_document,
)
from receipt_desktop.store.mapping import (
    to_duplicate,
    to_evidence,
    unpack_value,
)
from receipt_desktop.store.money import from_minor_units
from receipt_desktop.store.page_sources import unpack_picture
from receipt_desktop.store.rule_values import load_rule_values
from receipt_desktop.store.supplier_tables import RuleValueRow
from receipt_desktop.store.tables import (
    CorrectionRow,
    ItemRow,
    ReadingRow,
    ReceiptRow,
    TaxLineRow,
    ValueRow,
)


def load_reading(session: Session, row: ReceiptRow) -> Reading | None:
    """The reading of a row with its corrections; None before the first."""
    head = session.get(ReadingRow, row.id)
    if head is None:
        return None
    reasons = tuple(ReviewReason(reason) for reason in row.reasons)
    needs_review = row.needs_review and not row.approved
    found = load_uncorrected(session, row, head)
    draft = overlay_corrections(
        found.checked.draft, load_corrections(session, row.id), load_rule_values(session, row.id)
    )
    draft = overlay_lines(draft, load_lines(session, row.id))
    draft = replace(draft, duplicate_of=to_duplicate(row))
    return replace(found, checked=CheckedDraft(draft, needs_review, reasons))


def load_uncorrected(session: Session, row: ReceiptRow, head: ReadingRow) -> Reading:
    """The reading of a row without corrections."""
    values, items, tax_lines = (
        session.scalars(select(table).where(table.receipt_id == row.id))
        for table in (ValueRow, ItemRow, TaxLineRow)
    )
    parts = ReadingParts(values, items, tax_lines)
    return build_reading(row.model_outcome, head, parts, load_text(head))


@dataclass(frozen=True, slots=True)
class ReadingParts:
    """The rows of a reading: of the tables, or of a statement over their columns."""

    values: Iterable[Any] = ()
    items: Iterable[Any] = ()
    tax_lines: Iterable[Any] = ()
    with_evidence: bool = True
    """Whether the rows have the columns of the evidence."""


def build_reading(outcome: str, head: Any, parts: ReadingParts, text: Text) -> Reading:
    """The reading without corrections of a row of `ReadingRow` and what belongs to it."""
    draft = Draft(
        fields=_build_values(parts, head.currency),
        currency=head.currency,
        currency_confidence=head.currency_confidence,
        currency_clue=CurrencyClue(head.currency_clue),
        tax_lines=_build_tax_lines(parts, head.currency),
        items=_build_items(parts, head.currency),
        receipt_type=head.receipt_type,
        language=head.language,
        country=head.country,
        summary=head.summary,
        model=head.model,
        model_outcome=ModelOutcome(outcome),
        disagreements=tuple(Field(name) for name in head.disagreements),
        document=unpack_check(head.document_check),
    )
    reasons = tuple(ReviewReason(reason) for reason in head.reasons)
    return Reading(
        CheckedDraft(draft, head.needs_review, reasons),
        text,
        head.seconds,
        head.stage_seconds,
        head.extracted_at,
        head.pipeline_version,
    )


_FIELDS = {field.value: field for field in Field}
_SOURCES = {source.value: source for source in ValueSource}
"""By the words of the tables: an export looks up a million, which an enumeration does slowly."""


def _build_values(parts: ReadingParts, currency: str | None) -> dict[Field, ExtractedValue]:
    values = {}
    for row in parts.values:
        field = _FIELDS[row.field]
        bare = unpack_value(field, row.text, row.minor, currency)
        if bare is not None:
            values[field] = ExtractedValue(
                bare,
                row.confidence,
                to_evidence(row) if parts.with_evidence else None,
                _SOURCES[row.source],
            )
    return values


def overlay_corrections(
    draft: Draft,
    corrections: Iterable[CorrectionRow],
    rule_values: Iterable[RuleValueRow] = (),
) -> Draft:
    """The draft with the values of rules, and over them the corrections.

    Amounts were stored in the currency as read.
    """
    corrected = draft
    for row in rule_values:
        corrected = _overlay_row(corrected, row, draft.currency, ValueSource.SUPPLIER)
    for correction in corrections:
        corrected = _overlay_row(corrected, correction, draft.currency, ValueSource.PERSON)
    fields = {field: corrected.fields[field] for field in Field if field in corrected.fields}
    return replace(corrected, fields=fields)


def _overlay_row(
    draft: Draft, row: CorrectionRow | RuleValueRow, currency: str | None, source: ValueSource
) -> Draft:
    field, values = Field(row.field), dict(draft.fields)
    by_person = source is ValueSource.PERSON
    confidence = 1.0 if by_person else RULE_CONFIDENCE
    if field is Field.CURRENCY:
        clue = CurrencyClue.PRINTED if by_person else CurrencyClue.SUPPLIER
        return replace(draft, currency=row.text, currency_confidence=confidence, currency_clue=clue)
    bare, before = unpack_value(field, row.text, row.minor, currency), values.pop(field, None)
    if bare is not None:
        evidence = to_evidence(row) or (before.evidence if before else None)
        values[field] = ExtractedValue(bare, confidence, evidence, source)
    return replace(draft, fields=values)


def load_corrections(session: Session, receipt_id: str) -> list[CorrectionRow]:
    """The corrections of a receipt."""
    wanted = select(CorrectionRow).where(CorrectionRow.receipt_id == receipt_id)
    return list(session.scalars(wanted))


def _build_items(parts: ReadingParts, currency: str | None) -> tuple[LineItem, ...]:
    return tuple(
        LineItem(
            row.description,
            from_minor_units(row.total_minor, currency),
            row.confidence,
            _parse_decimal(row.quantity),
            _parse_decimal(row.unit_price),
            _parse_decimal(row.tax_rate),
            to_evidence(row) if parts.with_evidence else None,
        )
        for row in sorted(parts.items, key=lambda row: int(row.number))
    )


def _build_tax_lines(parts: ReadingParts, currency: str | None) -> tuple[TaxLine, ...]:
    return tuple(
        TaxLine(
            _parse_decimal(row.rate),
            None if row.net_minor is None else from_minor_units(row.net_minor, currency),
            from_minor_units(row.amount_minor, currency),
            row.confidence,
            to_evidence(row) if parts.with_evidence else None,
        )
        for row in sorted(parts.tax_lines, key=lambda row: int(row.number))
    )


def load_text(head: ReadingRow) -> Text:
    """The lines, pictures and codes of a reading."""
    first, second = unpack_lines(head.lines)
    pictures = tuple(map(unpack_picture, head.pictures))
    codes, invoice = unpack_document(head.document)
    return Text(
        first,
        pictures,
        tuple(head.engines),
        head.preprocessed,
        second,
        codes=codes,
        invoice=invoice,
    )


def unpack_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the first and the second reading."""
    first, second = json.loads(zlib.decompress(data))
    return tuple(map(_unpack_line, first)), tuple(map(_unpack_line, second))


def _unpack_line(packed: list[Any]) -> Line:
    text, x, y, w, h, score, page = packed
    return Line(text, Box(x, y, w, h), score, page)


def _parse_decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
