"""Loads the readings of many receipts with one query per table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import CheckedDraft, LineKind, Lines, Reading, ReviewReason
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails
from receipt_desktop.domain.suggested_fix import SuggestedFix
from receipt_desktop.store import readings
from receipt_desktop.store.category_names import load_tax_treatments
from receipt_desktop.store.corrected_lines import load_all_lines, overlay_lines
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.page_sources import unpack_picture
from receipt_desktop.store.readings import ReadingParts
from receipt_desktop.store.receipt_origins import load_origins
from receipt_desktop.store.supplier_queries import load_supplier_names
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
from receipt_desktop.validation.reconcile import suggest_fixes

RowsById = Mapping[str, Sequence[Any]]
TEXT_COLUMNS = frozenset({"lines", "document"})
EVIDENCE_COLUMNS = frozenset({"page", "x", "y", "w", "h", "shown_text"})


@dataclass(frozen=True, slots=True)
class _ReadingTables:
    """The rows of the readings of some receipts, by the id of the receipt."""

    with_text: bool
    heads: RowsById
    corrections: RowsById
    rule_values: RowsById
    edited_lines: Mapping[str, Mapping[LineKind, Lines]]
    values: RowsById
    items: RowsById
    tax_lines: RowsById

    def make_details(self, row: ReceiptRow) -> ReceiptDetails:
        """The receipt of a row with its reading; suggested fixes only with the text."""
        receipt = to_receipt(row)
        reading = self._build_reading(row, receipt)
        fixes: tuple[SuggestedFix, ...] = ()
        if reading is not None and self.with_text:
            fixes = suggest_fixes(reading.checked.draft, receipt.reasons)
        corrected = frozenset(Field(one.field) for one in self.corrections.get(row.id, ()))
        edited = frozenset(self.edited_lines.get(row.id, ()))
        return ReceiptDetails(receipt, reading, corrected, fixes, corrected_lines=edited)

    def _build_reading(self, row: ReceiptRow, receipt: Receipt) -> Reading | None:
        """The reading with the values of rules, corrections and edited lines."""
        heads = self.heads.get(row.id)
        if not heads:
            return None
        parts = ReadingParts(
            self.values.get(row.id, ()),
            self.items.get(row.id, ()),
            self.tax_lines.get(row.id, ()),
            self.with_text,
        )
        text = readings.load_text(heads[0]) if self.with_text else _load_outline(heads[0])
        bare = readings.build_reading(row.model_outcome, heads[0], parts, text)
        overlays = self.corrections.get(row.id, ()), self.rule_values.get(row.id, ())
        reading = _correct_reading(bare, receipt, *overlays)
        return _edit_lines(reading, self.edited_lines.get(row.id, {}))


def load_details(
    session: Session,
    rows: Sequence[ReceiptRow],
    *,
    with_text: bool = True,
    with_items: bool = True,
) -> list[ReceiptDetails]:
    """The receipts of these rows with their readings, in this order.

    Without `with_text` the printed lines, the evidence and the suggested fixes are left out,
    without `with_items` the line items as they were read, but where a reason names their sum.
    """
    ids = [row.id for row in rows]
    itemised = ids if with_items else [row.id for row in rows if _is_about_items(row)]
    tables = _load_tables(session, ids, itemised, with_text=with_text)
    suppliers = load_supplier_names(session, ids)
    origins = load_origins(session, ids)
    treatments = load_tax_treatments(session)
    return [
        replace(
            tables.make_details(row),
            supplier=suppliers.get(row.id),
            tax_treatment=treatments.get(row.category or "", TaxTreatment.AS_PRINTED),
            origin=origins.get(row.id),
        )
        for row in rows
    ]


def _is_about_items(row: ReceiptRow) -> bool:
    return ReviewReason.SUM_MISMATCH in row.reasons


def _load_tables(
    session: Session, ids: Collection[str], itemised: Collection[str], *, with_text: bool
) -> _ReadingTables:
    """The rows of these receipts, and the line items of the `itemised` ones."""
    left_out: Collection[str] = () if with_text else TEXT_COLUMNS
    unseen: Collection[str] = () if with_text else EVIDENCE_COLUMNS
    return _ReadingTables(
        with_text=with_text,
        heads=load_rows(session, ReadingRow, ids, left_out),
        corrections=load_rows(session, CorrectionRow, ids),
        rule_values=load_rows(session, RuleValueRow, ids),
        edited_lines=load_all_lines(session, ids),
        values=load_rows(session, ValueRow, ids, unseen),
        items=load_rows(session, ItemRow, itemised, unseen) if itemised else {},
        tax_lines=load_rows(session, TaxLineRow, ids, unseen),
    )


def load_rows(
    session: Session,
    table: type[TableBase],
    ids: Collection[str],
    left_out: Collection[str] = (),
) -> RowsById:
    """The rows of these receipts as plain tuples, which are made faster than objects."""
    columns = [column for column in table.__table__.columns if column.name not in left_out]
    owner = table.__table__.columns["receipt_id"]
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(select(*columns).where(owner.in_(ids))).all():
        found[row.receipt_id].append(row)
    return found


def _load_outline(head: Any) -> Text:
    """The text without its lines and codes."""
    pictures = tuple(map(unpack_picture, head.pictures))
    return Text((), pictures, tuple(head.engines), head.preprocessed)


def _correct_reading(
    bare: Reading, receipt: Receipt, corrections: Sequence[Any], by_rules: Sequence[Any]
) -> Reading:
    draft = bare.checked.draft
    if corrections or by_rules:
        draft = readings.overlay_corrections(draft, corrections, by_rules)
    if receipt.duplicate_of:
        draft = replace(draft, duplicate_of=receipt.duplicate_of)
    return replace(bare, checked=CheckedDraft(draft, receipt.needs_review, receipt.reasons))


def _edit_lines(reading: Reading, edited: Mapping[LineKind, Lines]) -> Reading:
    if not edited:
        return reading
    checked = reading.checked
    return replace(reading, checked=replace(checked, draft=overlay_lines(checked.draft, edited)))
