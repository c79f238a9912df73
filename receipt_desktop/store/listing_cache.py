"""The order of the list that was looked up last, kept while the database stays unchanged.

A search picks its receipts from it, so that no letter reads and sorts the whole list again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt_query import ReceiptQuery


@dataclass(frozen=True, slots=True)
class _Listing:
    query: ReceiptQuery
    order: ReceiptOrder
    version: int
    """Of the database, from before the numbers were looked up."""
    numbers: array[int]


class ListingCache:
    """Keeps one order. Thread-safe: it is replaced as a whole."""

    def __init__(self, read_version: Callable[[], int | None]) -> None:
        """`read_version` tells versions of the database apart; with None nothing is kept."""
        self._read_version = read_version
        self._kept: _Listing | None = None

    def find_numbers(
        self, query: ReceiptQuery, order: ReceiptOrder, select: Callable[[], array[int]]
    ) -> array[int]:
        """The kept numbers of this list, or those of `select`; not to be changed."""
        version, kept = self._read_version(), self._kept
        if kept is not None and (kept.version, kept.query, kept.order) == (version, query, order):
            return kept.numbers
        numbers = select()
        if version is not None:
            self._kept = _Listing(query, order, version, numbers)
        return numbers
