"""The sums of a report while they are added up, in whole minor units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.exchange_rates import RateTable
from receipt_desktop.domain.report import Grouping, ReportRow, RowKey, TaxState, Unconverted
from receipt_desktop.store.exchange_rates import convert_minor
from receipt_desktop.store.money import to_shown_amount

HUNDRED = 100


class GroupSums(NamedTuple):
    """What the database has added up of the receipts with the same key."""

    words: Sequence[Any]
    """The values that it grouped by."""
    label: str | None
    receipts: int
    firsts: int
    """How many of the receipts have their first part here: a sum that counts none twice."""
    net: int
    tax: int


class ForeignPart(NamedTuple):
    """A part of the total of a receipt in another currency than that of the report."""

    number: int
    day: date | None
    currency: str | None
    words: Sequence[Any]
    label: str | None
    net: int
    tax: int


@dataclass(slots=True)
class RowSums:
    """The sums of a row."""

    label: str = ""
    receipts: int = 0
    net: int = 0
    tax: int = 0
    unconverted: int = 0

    def add(self, net: int, tax: int) -> None:
        self.net += net
        self.tax += tax

    def to_row(self, key: RowKey, currency: str) -> ReportRow:
        return ReportRow(
            key,
            self.label,
            self.receipts,
            to_shown_amount(self.net, currency),
            to_shown_amount(self.tax, currency),
            self.unconverted,
        )


@dataclass(slots=True)
class ReportLedger:
    """Everything that is added up for one report."""

    grouping: Grouping
    currency: str
    treatments: Mapping[str, TaxTreatment]
    """The unusual ones, by category."""
    rows: dict[RowKey, RowSums] = field(default_factory=lambda: defaultdict(RowSums))
    total: RowSums = field(default_factory=RowSums)
    converted: int = 0
    unconverted: dict[str | None, RowSums] = field(default_factory=lambda: defaultdict(RowSums))
    """By currency, in minor units of it."""

    def add_group(self, group: GroupSums) -> None:
        """Add receipts in the currency of the report."""
        row = self._find_row(group.words, group.label)
        row.receipts += group.receipts
        self.total.receipts += group.firsts
        for sums in (row, self.total):
            sums.add(group.net, group.tax)

    def add_receipt(self, parts: Sequence[ForeignPart], rates: RateTable) -> None:
        """Add a receipt in another currency."""
        _, day, currency, *_ = parts[0]
        factor = rates.find_factor(currency, self.currency, day) if currency and day else None
        rows = [self._find_row(part.words, part.label) for part in parts]
        distinct = {id(row): row for row in rows}.values()
        for sums in (*distinct, self.total):
            sums.receipts += 1
            sums.unconverted += factor is None
        if factor is None or currency is None:
            held = self.unconverted[currency]
            held.receipts += 1
            held.add(sum(part.net for part in parts), sum(part.tax for part in parts))
            return
        self.converted += 1
        for row, (net, tax) in zip(rows, self._convert(parts, currency, factor), strict=True):
            row.add(net, tax)
            self.total.add(net, tax)

    def list_rows(self) -> tuple[ReportRow, ...]:
        """The rows: months in their order, rates from the highest, others by their sums."""
        rows = [sums.to_row(key, self.currency) for key, sums in self.rows.items()]
        if self.grouping is Grouping.MONTH:
            return tuple(sorted(rows, key=lambda row: row.key.value or "~"))
        if self.grouping.splits_receipts:
            return tuple(sorted(rows, key=_rate_order))
        return tuple(sorted(rows, key=lambda row: (-row.gross, -row.receipts, row.label)))

    def list_unconverted(self) -> tuple[Unconverted, ...]:
        """The amounts without a rate, most receipts first."""
        found = (
            Unconverted(currency, sums.receipts, to_shown_amount(sums.net + sums.tax, currency))
            for currency, sums in self.unconverted.items()
        )
        return tuple(sorted(found, key=lambda one: (-one.receipts, one.currency or "~")))

    def _find_row(self, words: Sequence[Any], label: str | None) -> RowSums:
        row = self.rows[self._make_key(words)]
        row.label = max(row.label, label or "")
        return row

    def _make_key(self, words: Sequence[Any]) -> RowKey:
        if self.grouping is Grouping.MONTH:
            return RowKey(_name_month(words[0]))
        if not self.grouping.splits_receipts:
            return RowKey(words[0] or None)
        treatment = None
        if self.grouping is Grouping.VAT:
            treatment = self.treatments.get(words[2] or "", TaxTreatment.AS_PRINTED)
        return RowKey(words[1], TaxState(words[0]), treatment)

    def _convert(
        self, parts: Iterable[ForeignPart], source: str, factor: tuple[Decimal, Decimal]
    ) -> list[tuple[int, int]]:
        """Net and tax of each part in the currency of the report.

        They add up to the converted total: what rounding leaves goes to the largest part.
        """

        def convert(minor: int) -> int:
            return convert_minor(minor, source, self.currency, factor)

        amounts = [(part.net + part.tax, part.tax) for part in parts]
        taxes = [convert(tax) for _, tax in amounts]
        grosses = [convert(gross) for gross, _ in amounts]
        largest = max(range(len(grosses)), key=lambda place: abs(grosses[place]))
        grosses[largest] += convert(sum(gross for gross, _ in amounts)) - sum(grosses)
        return [(gross - tax, tax) for gross, tax in zip(grosses, taxes, strict=True)]


def _name_month(number: int | None) -> str | None:
    """2025-03 for 202503."""
    return None if number is None else f"{int(number) // HUNDRED:04}-{int(number) % HUNDRED:02}"


def _rate_order(row: ReportRow) -> tuple[int, int, Decimal]:
    states, treatments = list(TaxState), [None, *TaxTreatment]
    state = states.index(row.key.tax) if row.key.tax else 0
    rate = Decimal(row.key.value) if row.key.value else Decimal(0)
    return treatments.index(row.key.treatment), state, -rate
