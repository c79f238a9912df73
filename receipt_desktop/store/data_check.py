"""Compares the receipts with what the audit log records of them.

Found are originals, results, corrections and values of the list that were changed, and receipts
that were added or deleted, without the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.audit import ChainBreak
from receipt_desktop.domain.fields import MONEY_FIELDS, Field
from receipt_desktop.domain.reading import LineKind
from receipt_desktop.store import reading_batches
from receipt_desktop.store.category_names import resolve_name
from receipt_desktop.store.list_values import list_key_values
from receipt_desktop.store.mapping import pack_value
from receipt_desktop.store.money import to_minor_units
from receipt_desktop.store.reading_hash import hash_reading
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
BATCH_SIZE = 200
LINE_NAMES = frozenset(kind.value for kind in LineKind)
VALUE_NAMES = LINE_NAMES | {one.value for one in Field}


@dataclass(slots=True)
class RecordedState:
    """What the log says about one receipt after its last entry."""

    entry: int = 0
    """The number of its last entry."""
    original: str | None = None
    """The content hash, "" without a file; None if no entry names it."""
    reading: str | None = None
    """The hash of the reading; None if no entry has one."""
    values: dict[str, Any] = field(default_factory=dict)
    """The corrections by field or table."""
    is_gone: bool = False
    """Whether it was removed or erased."""


class Records:
    """What the log says about all receipts, entry by entry."""

    def __init__(self) -> None:
        self.states: dict[str, RecordedState] = {}

    def add_entry(self, entry: Any) -> None:
        """Take the next entry into account: a row with the columns of the table."""
        if entry.receipt_id is None:
            return
        state = self.states.setdefault(entry.receipt_id, RecordedState())
        state.entry = entry.number
        if entry.action in _NOTE_BY_ACTION:
            _NOTE_BY_ACTION[entry.action](state, entry.after)


def _note_original(state: RecordedState, after: dict[str, Any]) -> None:
    state.original = str(after.get("hash", ""))


def _note_reading(state: RecordedState, after: dict[str, Any]) -> None:
    state.reading = after.get("reading")


def _note_correction(state: RecordedState, after: dict[str, Any]) -> None:
    state.values |= {name: value for name, value in after.items() if name in VALUE_NAMES}


def _note_reversal(state: RecordedState, after: dict[str, Any]) -> None:
    for name in after:
        state.values.pop(name, None)


def _note_removal(state: RecordedState, _: dict[str, Any]) -> None:
    state.is_gone = True


def _note_return(state: RecordedState, _: dict[str, Any]) -> None:
    state.is_gone = False


_NOTE_BY_ACTION = {
    **dict.fromkeys(("submit", "enter", "attach", "detach"), _note_original),
    "read": _note_reading,
    "correct": _note_correction,
    "uncorrect": _note_reversal,
    **dict.fromkeys(("remove", "erase"), _note_removal),
    "restore": _note_return,
}


def find_changed_receipts(session: Session, records: Records) -> Iterator[ChainBreak | None]:
    """The differences of all receipts; None for a result that no entry records."""
    last, seen = "", set()
    wanted = select(ReceiptRow).order_by(ReceiptRow.id).limit(BATCH_SIZE)
    while rows := list(session.scalars(wanted.where(ReceiptRow.id > last))):
        last = rows[-1].id
        seen |= {row.id for row in rows}
        yield from _compare_rows(session, rows, records)
        session.expunge_all()
    for receipt_id, state in records.states.items():
        if receipt_id not in seen and not state.is_gone and state.original is not None:
            yield ChainBreak(DELETED, state.entry, receipt_id=receipt_id)


def _compare_rows(
    session: Session, rows: Sequence[ReceiptRow], records: Records
) -> Iterator[ChainBreak | None]:
    parts = _StoredParts(session, [row.id for row in rows])
    details = reading_batches.load_details(session, rows, with_text=False)
    for row, detail in zip(rows, details, strict=True):
        state = records.states.get(row.id)
        if state is None:
            yield ChainBreak(ADDED, 0, receipt_id=row.id, name=row.file_name)
            continue
        comparison = _Comparison(session, row, state, parts)
        yield from comparison.find_differences()
        if detail.reading is not None:
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


class _Comparison:
    """One receipt and what is recorded of it."""

    def __init__(
        self, session: Session, row: ReceiptRow, state: RecordedState, parts: _StoredParts
    ) -> None:
        self._session, self._row, self._state, self._parts = session, row, state, parts
        heads = parts.heads.get(row.id)
        self._head = heads[0] if heads else None

    def find_differences(self) -> Iterator[ChainBreak | None]:
        """What differs in the original, the result and the corrections."""
        if self._state.original not in (None, self._row.content_hash):
            yield self._make(ORIGINAL)
        if self._state.reading is None:
            yield from [None] if self._head is not None else []
        elif self._state.reading != self._hash_result():
            yield self._make(RESULT)
        for name in sorted(self._find_corrections()):
            yield self._make(CORRECTION, name)

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
        parts, own = self._parts, self._row.id
        rows = (
            [one._mapping for one in table.get(own, ())]  # noqa: SLF001 (public by its documentation)
            for table in (parts.values, parts.items, parts.tax_lines)
        )
        return hash_reading(self._head._mapping, *rows)  # noqa: SLF001

    def _find_corrections(self) -> set[str]:
        """Fields and tables whose correction is not the recorded one."""
        own = self._row.id
        stored: dict[str, Any] = {one.field: one for one in self._parts.corrections.get(own, ())}
        stored |= {one.kind: one for one in self._parts.lines.get(own, ())}
        recorded = self._state.values
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
            return resolve_name(self._session, recorded) == resolve_name(self._session, text or "")
        return bool(text == pack_value(recorded, None)[0])
