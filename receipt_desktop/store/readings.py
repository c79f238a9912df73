"""A reading in its rows, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.draft import (
    Checked,
    Draft,
    Field,
    Item,
    ModelOutcome,
    Reading,
    Reason,
    Source,
    TaxLine,
    Value,
)
from receipt_desktop.page import Box, Line, PagePicture, Text
from receipt_desktop.store.money import from_minor, to_minor
from receipt_desktop.store.rows import evidence, pack, shown, unpack
from receipt_desktop.store.tables import (
    Base,
    CorrectionRow,
    ItemRow,
    ReadingRow,
    ReceiptRow,
    TaxRow,
    ValueRow,
)

Columns = dict[str, Any]
"""The values of a row by column name."""


_OF_A_READING = (ReadingRow, ValueRow, ItemRow, TaxRow)
_ANYTHING_READ = select(
    or_(*(exists().where(one.receipt_id == bindparam("receipt")) for one in _OF_A_READING))
)
"""One look: most receipts are read for the first time."""


def save(session: Session, receipt_id: str, found: Reading) -> None:
    """Put a reading in the place of an earlier one."""
    if session.scalar(_ANYTHING_READ, {"receipt": receipt_id}):
        for table in _OF_A_READING:
            session.execute(delete(table).where(table.receipt_id == receipt_id))
    draft = found.checked.draft
    _insert(session, ReadingRow, [_head(receipt_id, found)])
    _insert(session, ValueRow, _values(receipt_id, draft))
    _insert(session, ItemRow, _items(receipt_id, draft))
    _insert(session, TaxRow, _tax_lines(receipt_id, draft))


def _insert(session: Session, table: type[Base], rows: Sequence[Columns]) -> None:
    """Without the unit of work, which takes several times as long."""
    if rows:
        session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]  # a Table


def load(session: Session, row: ReceiptRow) -> Reading | None:
    """The reading of a row, corrections laid over it; None before the first."""
    head = session.get(ReadingRow, row.id)
    if head is None:
        return None
    reasons = tuple(Reason(reason) for reason in row.reasons)
    needs_review = row.needs_review and not row.approved
    found = as_read(session, row, head)
    draft = corrected(found.checked.draft, corrections(session, row.id))
    return replace(found, checked=Checked(draft, needs_review, reasons))


def as_read(session: Session, row: ReceiptRow, head: ReadingRow) -> Reading:
    """The reading of a row without a person's corrections."""
    draft = Draft(
        fields=_load_values(session, row.id, head.currency),
        currency=head.currency,
        tax_lines=_load_tax_lines(session, row.id, head.currency),
        items=_load_items(session, row.id, head.currency),
        receipt_type=head.receipt_type,
        language=head.language,
        country=head.country,
        summary=head.summary,
        model=head.model,
        model_outcome=ModelOutcome(row.model_outcome),
        disagreements=tuple(Field(name) for name in head.disagreements),
    )
    reasons = tuple(Reason(reason) for reason in head.reasons)
    return Reading(
        Checked(draft, head.needs_review, reasons),
        _load_text(head),
        head.seconds,
        head.stage_seconds,
        head.extracted_at,
        head.pipeline_version,
    )


def _head(receipt_id: str, found: Reading) -> Columns:
    draft, text = found.checked.draft, found.text
    return {
        "receipt_id": receipt_id,
        "currency": draft.currency,
        "receipt_type": draft.receipt_type,
        "language": draft.language,
        "country": draft.country,
        "summary": draft.summary,
        "model": draft.model,
        "disagreements": [field.value for field in draft.disagreements],
        "engines": list(text.engines),
        "preprocessed": text.preprocessed,
        "pictures": [[p.number, p.width, p.height, p.file] for p in text.pages],
        "lines": pack_lines(text),
        "seconds": found.seconds,
        "stage_seconds": dict(found.stage_seconds),
        "needs_review": found.checked.needs_review,
        "reasons": [reason.value for reason in found.checked.reasons],
        "extracted_at": found.extracted_at,
        "pipeline_version": found.pipeline_version,
    }


def _values(receipt_id: str, draft: Draft) -> list[Columns]:
    rows = []
    for field, value in draft.fields.items():
        text, minor = pack(value.value, draft.currency)
        rows.append(
            dict(
                receipt_id=receipt_id,
                field=field.value,
                text=text,
                minor=minor,
                confidence=value.confidence,
                source=value.source.value,
                **shown(value.evidence),
            )
        )
    return rows


def _items(receipt_id: str, draft: Draft) -> list[Columns]:
    return [
        dict(
            receipt_id=receipt_id,
            number=number,
            description=item.description,
            quantity=_plain(item.quantity),
            unit_price=_plain(item.unit_price),
            total_minor=to_minor(item.total, draft.currency),
            tax_rate=_plain(item.tax_rate),
            confidence=item.confidence,
            **shown(item.evidence),
        )
        for number, item in enumerate(draft.items)
    ]


def _tax_lines(receipt_id: str, draft: Draft) -> list[Columns]:
    return [
        dict(
            receipt_id=receipt_id,
            number=number,
            rate=_plain(tax.rate),
            net_minor=None if tax.net is None else to_minor(tax.net, draft.currency),
            amount_minor=to_minor(tax.amount, draft.currency),
            confidence=tax.confidence,
            **shown(tax.evidence),
        )
        for number, tax in enumerate(draft.tax_lines)
    ]


def _load_values(session: Session, receipt_id: str, currency: str | None) -> dict[Field, Value]:
    values = {}
    for row in session.scalars(select(ValueRow).where(ValueRow.receipt_id == receipt_id)):
        field = Field(row.field)
        bare = unpack(field, row.text, row.minor, currency)
        if bare is not None:
            values[field] = Value(bare, row.confidence, evidence(row), Source(row.source))
    return values


def corrected(draft: Draft, made: Iterable[CorrectionRow]) -> Draft:
    """What a person set, over what was read; amounts were packed with the currency as read."""
    values, currency = dict(draft.fields), draft.currency
    for mended in made:
        field = Field(mended.field)
        bare = unpack(field, mended.text, mended.minor, draft.currency)
        if field is Field.CURRENCY:
            currency = mended.text
        elif bare is None:
            values.pop(field, None)
        else:
            before = values.get(field, Value(bare, 1.0))
            values[field] = replace(before, value=bare, confidence=1.0, source=Source.PERSON)
    fields = {field: values[field] for field in Field if field in values}
    return replace(draft, fields=fields, currency=currency)


def corrections(session: Session, receipt_id: str) -> list[CorrectionRow]:
    """What a person set."""
    wanted = select(CorrectionRow).where(CorrectionRow.receipt_id == receipt_id)
    return list(session.scalars(wanted))


def _load_items(session: Session, receipt_id: str, currency: str | None) -> tuple[Item, ...]:
    wanted = select(ItemRow).where(ItemRow.receipt_id == receipt_id).order_by(ItemRow.number)
    return tuple(
        Item(
            row.description,
            from_minor(row.total_minor, currency),
            row.confidence,
            _decimal(row.quantity),
            _decimal(row.unit_price),
            _decimal(row.tax_rate),
            evidence(row),
        )
        for row in session.scalars(wanted)
    )


def _load_tax_lines(session: Session, receipt_id: str, currency: str | None) -> tuple[TaxLine, ...]:
    wanted = select(TaxRow).where(TaxRow.receipt_id == receipt_id).order_by(TaxRow.number)
    return tuple(
        TaxLine(
            _decimal(row.rate),
            None if row.net_minor is None else from_minor(row.net_minor, currency),
            from_minor(row.amount_minor, currency),
            row.confidence,
            evidence(row),
        )
        for row in session.scalars(wanted)
    )


def _load_text(head: ReadingRow) -> Text:
    first, second = unpack_lines(head.lines)
    pictures = tuple(PagePicture(*picture) for picture in head.pictures)
    return Text(first, pictures, tuple(head.engines), head.preprocessed, second)


def pack_lines(text: Text) -> bytes:
    """Both readings' lines as compressed JSON."""
    packed = [[_packed(line) for line in lines] for lines in (text.lines, text.second)]
    return zlib.compress(json.dumps(packed, ensure_ascii=False).encode())


def unpack_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the first and the second reading."""
    first, second = json.loads(zlib.decompress(data))
    return tuple(map(_line, first)), tuple(map(_line, second))


def _packed(line: Line) -> list[Any]:
    box = line.box
    return [line.text, box.x, box.y, box.w, box.h, round(line.score, 4), line.page]


def _line(packed: list[Any]) -> Line:
    text, x, y, w, h, score, page = packed
    return Line(text, Box(x, y, w, h), score, page)


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
