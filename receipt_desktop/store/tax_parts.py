"""The parts of totals by tax rate and category, stored so that the database can add them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.reading import LineItem, LineKind, TaxLine
from receipt_desktop.domain.report import TaxState
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.corrected_lines import load_all_lines
from receipt_desktop.store.money import from_minor_units, to_minor_units
from receipt_desktop.store.query_conditions import IS_PRESENT
from receipt_desktop.store.tables import ReadingRow, ReceiptRow, TaxLineRow
from receipt_desktop.store.tax_tables import TaxPartRow
from receipt_desktop.validation.category_split import split_categories
from receipt_desktop.validation.tax_split import TaxPart, split_amount

CHUNK = 500
"""Receipts of an earlier version that get their parts in one transaction."""
LACKS_PARTS = ~exists().where(TaxPartRow.receipt == ReceiptRow.number)


class TaxParts(StoreBase):
    """Gives receipts of earlier versions their parts."""

    def add_missing_tax_parts(self) -> int:
        """Store the parts of receipts that have none yet; how many there were."""
        count, last = 0, CHUNK
        while last == CHUNK:
            with self._transaction(durable=False) as (session, _):
                last = _add_missing(session)
            count += last
        return count

    def has_missing_tax_parts(self) -> bool:
        """Whether a receipt of an earlier version has no parts yet."""
        wanted = select(ReceiptRow.number).where(*_LACKING).limit(1)
        with self._read_session() as session:
            return session.scalar(wanted) is not None


_LACKING = (IS_PRESENT, ReceiptRow.total_minor.is_not(None), LACKS_PARTS)


def save_parts(
    session: Session, row: ReceiptRow, tax_lines: Sequence[TaxLine], items: Sequence[LineItem]
) -> None:
    """Store the parts of a receipt, whose row has its values already."""
    session.execute(delete(TaxPartRow).where(TaxPartRow.receipt == row.number))
    session.add_all(_make_parts(row, tax_lines, items))


def _add_missing(session: Session) -> int:
    rows = session.scalars(select(ReceiptRow).where(*_LACKING).limit(CHUNK)).all()
    lines = _load_tax_lines(session, [row.id for row in rows])
    for row in rows:
        session.add_all(_make_parts(row, lines.get(row.id, ()), ()))
    return len(rows)


def _load_tax_lines(session: Session, ids: Sequence[str]) -> dict[str, Sequence[TaxLine]]:
    """The tax tables of these receipts as read, or as a person has edited them."""
    found: dict[str, list[TaxLine]] = defaultdict(list)
    wanted = (
        select(TaxLineRow, ReadingRow.currency)
        .join(ReadingRow, ReadingRow.receipt_id == TaxLineRow.receipt_id)
        .where(TaxLineRow.receipt_id.in_(ids))
        .order_by(TaxLineRow.receipt_id, TaxLineRow.number)
    )
    for line, currency in session.execute(wanted):
        found[line.receipt_id].append(_to_tax_line(line, currency))
    edited = load_all_lines(session, ids)
    shown: dict[str, Sequence[TaxLine]] = dict(found)
    for receipt_id, tables in edited.items():
        lines = tables.get(LineKind.TAX_LINES)
        if lines is not None:
            shown[receipt_id] = [line for line in lines if isinstance(line, TaxLine)]
    return shown


def _to_tax_line(row: TaxLineRow, currency: str | None) -> TaxLine:
    return TaxLine(
        None if row.rate is None else Decimal(row.rate),
        None if row.net_minor is None else from_minor_units(row.net_minor, currency),
        from_minor_units(row.amount_minor, currency),
        row.confidence,
    )


def _make_parts(
    row: ReceiptRow, tax_lines: Sequence[TaxLine], items: Sequence[LineItem]
) -> list[TaxPartRow]:
    """The rows of a receipt; none without a total."""
    if row.total_minor is None or row.number is None:
        return []
    total = from_minor_units(row.total_minor, row.currency)
    tax = None if row.tax_minor is None else from_minor_units(row.tax_minor, row.currency)
    parts = split_amount(total, tax, tax_lines)
    if not parts:  # the table contradicts the total
        paid = abs(tax or Decimal(0)).copy_sign(total)
        parts = (TaxPart(None, total - paid, paid),)
    parts = split_categories(parts, items, row.category)
    made = [_to_row(row, place, part) for place, part in enumerate(parts)]
    rest = row.total_minor - sum(one.net_minor + one.tax_minor for one in made)
    made[0].net_minor += rest  # of fractions of a minor unit
    return made


def _to_row(row: ReceiptRow, position: int, part: TaxPart) -> TaxPartRow:
    state = TaxState.RATED if part.rate is not None else TaxState.UNREADABLE
    return TaxPartRow(
        receipt=row.number,
        position=position,
        state=(state if part.has_tax else TaxState.UNTAXED).value,
        rate=None if part.rate is None else f"{part.rate.normalize():f}",
        net_minor=to_minor_units(part.net, row.currency),
        tax_minor=to_minor_units(part.tax, row.currency),
        category=part.category,
    )
