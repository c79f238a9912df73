"""Compares the receipts with what the audit log records of them.

Found are originals, results, corrections and values of the list that were changed, and receipts
that were added or deleted, without the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.audit import ChainBreak
from receipt_desktop.domain.fields import MONEY_FIELDS, Field
from receipt_desktop.store import reading_batches
from receipt_desktop.store.list_values import list_key_values
from receipt_desktop.store.mapping import pack_value
from receipt_desktop.store.money import to_minor_units
from receipt_desktop.store.reading_hash import hash_reading, hash_rule_values
from receipt_desktop.store.recorded_states import UNKNOWN, RecordedState, RecordedStates
from receipt_desktop.store.supplier_tables import RuleValueRow
from receipt_desktop.store.tables import (
    CorrectedLinesRow,
    CorrectionRow,
    ItemRow,
    ReadingRow,
    ReceiptRow,
    TaxLineRow,
    ValueRow,
)

ORIGINAL, RESULT, CORRECTION, LISTED, DELETED, ADDED = (
    "receipt_original",
    "receipt_result",
    "receipt_correction",
    "receipt_listed",
    "receipt_deleted",
    "receipt_added",
)
APPROVAL = "receipt_approval"
BATCH_SIZE = 200
UNREADABLE = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError)
"""What reading a row raises whose values were changed to anything."""


def find_changed_receipts(
    session: Session, recorded: RecordedStates
) -> Iterator[ChainBreak | None]:
    """The differences of all receipts; None for an older result, which no entry records."""
    last, seen = "", set[str]()
    wanted = select(ReceiptRow.id).order_by(ReceiptRow.id).limit(BATCH_SIZE)
    while ids := list(session.scalars(wanted.where(ReceiptRow.id > last))):
        last = ids[-1]
        seen.update(ids)
        yield from _compare_ids(session, ids, recorded)
        session.expunge_all()
    for receipt_id, state in recorded.by_receipt.items():
        if receipt_id not in seen and not state.is_gone and state.original is not UNKNOWN:
            yield ChainBreak(DELETED, state.entry, receipt_id=receipt_id)


def _compare_ids(
    session: Session, ids: Sequence[str], recorded: RecordedStates
) -> Sequence[ChainBreak | None]:
    """Those of some receipts; one with a value that no column of its kind has is changed too."""
    try:
        return list(_compare_rows(session, ids, recorded))
    except UNREADABLE:
        if len(ids) == 1:
            state = recorded.by_receipt.get(ids[0], RecordedState())
            return [ChainBreak(RESULT, state.entry, receipt_id=ids[0])]
    return [one for receipt_id in ids for one in _compare_ids(session, [receipt_id], recorded)]


def _compare_rows(
    session: Session, ids: Sequence[str], recorded: RecordedStates
) -> Iterator[ChainBreak | None]:
    rows = session.scalars(select(ReceiptRow).where(ReceiptRow.id.in_(ids))).all()
    parts = _StoredParts(session, ids)
    details = reading_batches.load_details(session, rows, with_text=False)
    for row, detail in zip(rows, details, strict=True):
        state = recorded.by_receipt.get(row.id)
        if state is None:
            yield ChainBreak(ADDED, 0, receipt_id=row.id, name=row.file_name)
            continue
        comparison = _Comparison(recorded, row, state, parts)
        yield from comparison.find_differences()
        if detail.reading is not None and state.reading is not None:
            listed = list_key_values(detail.reading.checked.draft)
            yield from comparison.find_listed(listed)


class _StoredParts:
    """The rows of results and corrections of some receipts, as plain tuples by receipt."""

    def __init__(self, session: Session, ids: Sequence[str]) -> None:
        def load(table: Any) -> reading_batches.RowsById:
            return reading_batches.load_rows(session, table, ids)

        self.heads, self.values = load(ReadingRow), load(ValueRow)
        self.items, self.tax_lines = load(ItemRow), load(TaxLineRow)
        self.corrections, self.lines = load(CorrectionRow), load(CorrectedLinesRow)
        self.rules = load(RuleValueRow)


class _Comparison:
    """One receipt and what is recorded of it."""

    def __init__(
        self,
        recorded: RecordedStates,
        row: ReceiptRow,
        state: RecordedState,
        parts: _StoredParts,
    ) -> None:
        self._recorded, self._row, self._state, self._parts = recorded, row, state, parts
        heads = parts.heads.get(row.id)
        self._head = heads[0] if heads else None

    def find_differences(self) -> Iterator[ChainBreak | None]:
        """What differs in the original, the result, the corrections and the approval."""
        yield from self._compare_row()
        if self._state.reading is None and (self._head is None or self._state.is_older):
            yield from [None] if self._head is not None else []
        elif self._state.reading != self._hash_result() or self._state.rules != self._hash_rules():
            yield self._make(RESULT)
        for name in sorted(self._find_corrections()):
            yield self._make(CORRECTION, name)

    def _compare_row(self) -> Iterator[ChainBreak]:
        """What differs in the row of the receipt itself."""
        row, state = self._row, self._state
        pairs = (state.original, row.content_hash), (state.sources, row.sources)
        if any(known not in (UNKNOWN, stored) for known, stored in pairs):
            yield self._make(ORIGINAL)
        if state.approved not in (UNKNOWN, row.approved):
            yield self._make(APPROVAL)
        if state.is_gone != (row.removed_at is not None):
            yield self._make(ADDED if state.is_gone else DELETED)

    def find_listed(self, expected: dict[str, Any]) -> Iterator[ChainBreak]:
        """The columns of the list that do not follow from result and corrections."""
        for name, value in expected.items():
            if getattr(self._row, name) != value:
                yield self._make(LISTED, name)

    def _make(self, kind: str, name: str = "") -> ChainBreak:
        row = self._row
        return ChainBreak(
            kind, self._state.entry, receipt_id=row.id, name=row.file_name, field=name
        )

    def _hash_result(self) -> str:
        if self._head is None:
            return ""
        parts = self._parts
        tables = (parts.values, parts.items, parts.tax_lines)
        return hash_reading(self._head._mapping, *map(self._find_rows, tables))  # noqa: SLF001 (public by its documentation)

    def _hash_rules(self) -> str | None:
        return hash_rule_values(self._find_rows(self._parts.rules))

    def _find_rows(self, table: reading_batches.RowsById) -> list[Any]:
        return [one._mapping for one in table.get(self._row.id, ())]  # noqa: SLF001

    def _find_corrections(self) -> set[str]:
        """Fields and tables whose correction is not the recorded one."""
        own = self._row.id
        stored: dict[str, Any] = {one.field: one for one in self._parts.corrections.get(own, ())}
        stored |= {one.kind: one for one in self._parts.lines.get(own, ())}
        recorded, covered = self._state.values, self._state.covered
        if covered is not None:
            stored = {name: one for name, one in stored.items() if name in covered}
        differing = stored.keys() ^ recorded.keys()
        common = stored.keys() & recorded.keys()
        return differing | {one for one in common if not self._is_as(stored[one], recorded[one])}

    def _is_as(self, stored: Any, recorded: Any) -> bool:
        """Whether a stored correction is the recorded one."""
        if hasattr(stored, "lines"):
            return bool(stored.lines == recorded)
        name, text, minor = stored.field, stored.text, stored.minor
        if recorded is None:
            return text is None and minor is None
        if name in MONEY_FIELDS:
            currency = self._head.currency if self._head is not None else None
            return bool(minor == to_minor_units(Decimal(recorded), currency))
        if name == Field.CATEGORY.value:
            return self._recorded.is_same_category(recorded, text or "")
        return bool(text == pack_value(recorded, None)[0])
