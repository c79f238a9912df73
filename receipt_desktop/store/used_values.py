"""Counts the receipts of the list that have a tag or a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from receipt_desktop.domain.fields import split_tags
from receipt_desktop.domain.listing import UsedValue
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.query_conditions import IS_PRESENT
from receipt_desktop.store.tables import ReceiptRow


class UsedValues(StoreBase):
    """Queries of the values that receipts have."""

    def count_tags(self) -> tuple[UsedValue, ...]:
        """The tags, the commonest first."""
        counted: Counter[str] = Counter()
        for written, number in self._count(ReceiptRow.tags).items():
            counted.update(dict.fromkeys(split_tags(written), number))
        return _in_order(counted)

    def count_projects(self) -> tuple[UsedValue, ...]:
        """The projects, the commonest first."""
        return _in_order(self._count(ReceiptRow.project))

    def _count(self, column: InstrumentedAttribute[str | None]) -> dict[str, int]:
        wanted = select(column, func.count()).where(IS_PRESENT, column.is_not(None))
        with self._read_session() as session:
            return {
                str(value): number for value, number in session.execute(wanted.group_by(column))
            }


def _in_order(counts: Mapping[str, int]) -> tuple[UsedValue, ...]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold()))
    return tuple(UsedValue(name, number) for name, number in ordered)
