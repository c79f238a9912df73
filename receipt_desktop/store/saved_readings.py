"""Saves readings, with their hashes in the audit log. The caller owns the transaction."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.page import Line, Text
from receipt_desktop.domain.reading import (
    Draft,
    Reading,
)
from receipt_desktop.domain.suppliers import RuleValue
from receipt_desktop.store import audit_log
from receipt_desktop.store.document_data import (
    pack_check,
    pack_document,
)
from receipt_desktop.store.mapping import (
    evidence_columns,
    pack_value,
)
from receipt_desktop.store.money import count_decimals, from_minor_units, to_minor_units
from receipt_desktop.store.page_sources import pack_picture
from receipt_desktop.store.reading_hash import hash_reading, hash_rule_values
from receipt_desktop.store.readings import load_corrections
from receipt_desktop.store.rule_values import add_rule_values, hash_rows
from receipt_desktop.store.supplier_tables import RuleValueRow
from receipt_desktop.store.tables import (
    ItemRow,
    ReadingRow,
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


def pack_lines(text: Text) -> bytes:
    """The lines of both readings as compressed JSON."""
    packed = [[_pack_line(line) for line in lines] for lines in (text.lines, text.second_lines)]
    return zlib.compress(json.dumps(packed, ensure_ascii=False).encode())


def _pack_line(line: Line) -> list[Any]:
    box = line.box
    return [line.text, box.x, box.y, box.w, box.h, round(line.score, 4), line.page]


def _format_decimal(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
