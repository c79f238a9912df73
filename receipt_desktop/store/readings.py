"""Saves and loads readings."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select
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
from receipt_desktop.domain.suppliers import RULE_CONFIDENCE, RuleValue
from receipt_desktop.store import audit_log
from receipt_desktop.store.corrected_lines import load_lines, overlay_lines
from receipt_desktop.store.document_data import (
    pack_check,
    pack_document,
    unpack_check,
    unpack_document,
)
from receipt_desktop.store.mapping import (
    evidence_columns,
    pack_value,
    to_duplicate,
    to_evidence,
    unpack_value,
)
from receipt_desktop.store.money import count_decimals, from_minor_units, to_minor_units
from receipt_desktop.store.page_sources import pack_picture, unpack_picture
from receipt_desktop.store.reading_hash import hash_reading, hash_rule_values
from receipt_desktop.store.rule_values import add_rule_values, hash_rows, load_rule_values
from receipt_desktop.store.supplier_tables import RuleValueRow
from receipt_desktop.store.tables import (
    CorrectionRow,
    ItemRow,
    ReadingRow,
    ReceiptRow,
    TableBase,
    TaxLineRow,
    ValueRow,
)

ColumnValues = dict[str, Any]
"""The values of a row by column name."""


_READING_TABLES = (ReadingRow, ValueRow, ItemRow, TaxLineRow, RuleValueRow)
_HAS_READING = select(
    or_(*(exists().where(one.receipt_id == bindparam("receipt")) for one in _READING_TABLES))
)
"""One query, because most receipts are read for the first time."""


def save_reading(
    session: Session, receipt_id: str, found: Reading, by_rules: Iterable[RuleValue] = ()
) -> None:
    """Save a reading, which replaces an earlier one, and its hash in the audit log.

    `by_rules` are the values that the rules of the supplier give.
    """
    if session.scalar(_HAS_READING, {"receipt": receipt_id}):
        _rescale_corrections(session, receipt_id, found.checked.draft.currency)
        for table in _READING_TABLES:
            session.execute(delete(table).where(table.receipt_id == receipt_id))
    draft = found.checked.draft
    head, values = _reading_columns(receipt_id, found), _value_columns(receipt_id, draft)
    items, tax_lines = _item_columns(receipt_id, draft), _tax_line_columns(receipt_id, draft)
    _insert_rows(session, ReadingRow, [head])
    _insert_rows(session, ValueRow, values)
    _insert_rows(session, ItemRow, items)
    _insert_rows(session, TaxLineRow, tax_lines)
    reading_hash = hash_reading(head, values, items, tax_lines)
    rules = add_rule_values(session, receipt_id, by_rules, draft.currency)
    audit_log.add_reading_entry(session, receipt_id, reading_hash, hash_rows(rules))


def hash_stored_reading(session: Session, receipt_id: str) -> dict[str, str | None]:
    """The hashes of a reading that was changed in its tables, for the audit entry about that."""
    session.flush()
    (head,), values, items, tax_lines, rules = (
        _load_columns(session, table, receipt_id) for table in _READING_TABLES
    )
    found = hash_reading(head, values, items, tax_lines)
    return {"reading": found, "rules": hash_rule_values(rules)}


def _load_columns(session: Session, table: type[Any], receipt_id: str) -> list[ColumnValues]:
    wanted = select(table.__table__).where(table.receipt_id == receipt_id)
    return [dict(row) for row in session.execute(wanted).mappings()]


def _rescale_corrections(session: Session, receipt_id: str, currency: str | None) -> None:
    """Keep typed amounts as they are where the new reading's currency has other decimals."""
    head = session.get(ReadingRow, receipt_id)
    if head is None or count_decimals(head.currency) == count_decimals(currency):
        return
    for correction in load_corrections(session, receipt_id):
        if correction.minor is not None:
            amount = from_minor_units(correction.minor, head.currency)
            correction.minor = to_minor_units(amount, currency)


def _insert_rows(session: Session, table: type[TableBase], rows: Sequence[ColumnValues]) -> None:
    """Insert without the ORM's unit of work, which is several times slower."""
    if rows:
        session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]  # a Table


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


def _reading_columns(receipt_id: str, found: Reading) -> ColumnValues:
    draft, text = found.checked.draft, found.text
    return {
        "receipt_id": receipt_id,
        "currency": draft.currency,
        "currency_confidence": draft.currency_confidence,
        "currency_clue": draft.currency_clue.value,
        "receipt_type": draft.receipt_type,
        "language": draft.language,
        "country": draft.country,
        "summary": draft.summary,
        "model": draft.model,
        "disagreements": [field.value for field in draft.disagreements],
        "engines": list(text.engines),
        "preprocessed": text.preprocessed,
        "pictures": [pack_picture(picture) for picture in text.pages],
        "lines": pack_lines(text),
        "document": pack_document(text),
        "document_check": pack_check(draft.document),
        "seconds": found.seconds,
        "stage_seconds": dict(found.stage_seconds),
        "needs_review": found.checked.needs_review,
        "reasons": [reason.value for reason in found.checked.reasons],
        "extracted_at": found.extracted_at,
        "pipeline_version": found.pipeline_version,
    }


def _value_columns(receipt_id: str, draft: Draft) -> list[ColumnValues]:
    rows = []
    for field, value in draft.fields.items():
        text, minor = pack_value(value.value, draft.currency)
        rows.append(
            dict(
                receipt_id=receipt_id,
                field=field.value,
                text=text,
                minor=minor,
                confidence=value.confidence,
                source=value.source.value,
                **evidence_columns(value.evidence),
            )
        )
    return rows


def _item_columns(receipt_id: str, draft: Draft) -> list[ColumnValues]:
    return [
        dict(
            receipt_id=receipt_id,
            number=number,
            description=item.description,
            quantity=_format_decimal(item.quantity),
            unit_price=_format_decimal(item.unit_price),
            total_minor=to_minor_units(item.total, draft.currency),
            tax_rate=_format_decimal(item.tax_rate),
            confidence=item.confidence,
            **evidence_columns(item.evidence),
        )
        for number, item in enumerate(draft.items)
    ]


def _tax_line_columns(receipt_id: str, draft: Draft) -> list[ColumnValues]:
    return [
        dict(
            receipt_id=receipt_id,
            number=number,
            rate=_format_decimal(tax.rate),
            net_minor=None if tax.net is None else to_minor_units(tax.net, draft.currency),
            amount_minor=to_minor_units(tax.amount, draft.currency),
            confidence=tax.confidence,
            **evidence_columns(tax.evidence),
        )
        for number, tax in enumerate(draft.tax_lines)
    ]


def _build_values(parts: ReadingParts, currency: str | None) -> dict[Field, ExtractedValue]:
    values = {}
    for row in parts.values:
        field = Field(row.field)
        bare = unpack_value(field, row.text, row.minor, currency)
        if bare is not None:
            values[field] = ExtractedValue(
                bare,
                row.confidence,
                to_evidence(row) if parts.with_evidence else None,
                ValueSource(row.source),
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


def pack_lines(text: Text) -> bytes:
    """The lines of both readings as compressed JSON."""
    packed = [[_pack_line(line) for line in lines] for lines in (text.lines, text.second_lines)]
    return zlib.compress(json.dumps(packed, ensure_ascii=False).encode())


def unpack_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the first and the second reading."""
    first, second = json.loads(zlib.decompress(data))
    return tuple(map(_unpack_line, first)), tuple(map(_unpack_line, second))


def _pack_line(line: Line) -> list[Any]:
    box = line.box
    return [line.text, box.x, box.y, box.w, box.h, round(line.score, 4), line.page]


def _unpack_line(packed: list[Any]) -> Line:
    text, x, y, w, h, score, page = packed
    return Line(text, Box(x, y, w, h), score, page)


def _format_decimal(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _parse_decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
