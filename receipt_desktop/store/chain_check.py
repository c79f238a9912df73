"""Checks the chain of the audit log: each entry's own hashes, and that it follows the one before.

A changed entry is named once: what follows is compared with the hash that it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.audit import ChainBreak, ChainHead
from receipt_desktop.store.audit_chain import GENESIS, hash_content, hash_entry
from receipt_desktop.store.history_tables import AuditRow

ENTRY_CHANGED, ENTRY_MISSING = "entry_changed", "entry_missing"
HEAD_MISSING, HEAD_CHANGED = "head_missing", "head_changed"
READ_AT_A_TIME = 500
"""A statement may have so many numbers in every SQLite."""
HASH_COLUMNS = AuditRow.number, AuditRow.previous_hash, AuditRow.hash


class ChainChecker:
    """Follows a chain from its first entry."""

    def __init__(self, known: ChainHead | None) -> None:
        """`known` is a head that was kept outside, which the chain has to contain."""
        self._known = known
        self._known_hash = ""
        self.entries = 0
        self.last: ChainHead | None = None
        self.breaks: list[ChainBreak] = []

    def check_entry(self, entry: Any) -> None:
        """Check the next entry: a row with the columns of the table."""
        self.entries += 1
        self._check_link(entry)
        if not is_readable(entry) or not _is_intact(entry):
            self._add_changed(entry.number)
        if self._known and entry.number == self._known.number:
            self._known_hash = entry.hash
        self.last = ChainHead(entry.number, entry.hash, getattr(entry, "at", None))

    def finish(self) -> None:
        """Compare the chain with the head that is known."""
        known, found = self._known, self._known_hash
        if known is None or found == known.hash:
            return
        kind = HEAD_CHANGED if found else HEAD_MISSING
        self.breaks.append(ChainBreak(kind, known.number))

    def _check_link(self, entry: Any) -> None:
        number, hash_ = (self.last.number, self.last.hash) if self.last else (0, GENESIS)
        if entry.previous_hash == hash_:
            return
        if entry.number > number + 1:
            self.breaks.append(ChainBreak(ENTRY_MISSING, number + 1, entry.number - 1))
        else:
            self._add_changed(number or entry.number)

    def _add_changed(self, number: int) -> None:
        found = ChainBreak(ENTRY_CHANGED, number)
        if found not in self.breaks[-2:]:
            self.breaks.append(found)


def is_readable(entry: Any) -> bool:
    """Whether an entry has more than its number and hashes."""
    return hasattr(entry, "action")


def _is_intact(entry: Any) -> bool:
    content = hash_content(entry.subject, entry.before, entry.after)
    return bool(entry.content_hash == content and entry.hash == hash_entry(entry._mapping))  # noqa: SLF001 (public by its documentation)


def iterate_entries(session: Session, on_entry: Callable[[int], None]) -> Iterator[Any]:
    """All entries, oldest first, as rows; `on_entry` is called with their number from time to time.

    It may raise `Cancelled`.
    """
    numbers = select(AuditRow.number).order_by(AuditRow.number).limit(READ_AT_A_TIME)
    count = last = 0
    while found := session.scalars(numbers.where(AuditRow.number > last)).all():
        on_entry(count)
        count, last = count + len(found), found[-1]
        yield from _read_entries(session, found)


def _read_entries(session: Session, numbers: Sequence[int]) -> Sequence[Any]:
    """These entries; one whose values cannot be read has its number and hashes alone."""
    wanted = AuditRow.number.in_(numbers)
    try:
        every = select(AuditRow.__table__).where(wanted).order_by(AuditRow.number)
        return session.execute(every).all()
    except ValueError:
        if len(numbers) == 1:
            return session.execute(select(*HASH_COLUMNS).where(wanted)).all()
    return [entry for number in numbers for entry in _read_entries(session, [number])]
