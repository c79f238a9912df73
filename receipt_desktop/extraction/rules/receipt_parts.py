"""What a part of a picture says when it is a receipt of its own, and whether two parts differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.rules import dates, identifiers, payment, times
from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow

MIN_ROWS = 4
"""Rows of the shortest receipt: name, day, item and total."""
HEAD_ROWS, NAME_ROWS = 6, 3
MIN_NAME_LETTERS = 3
TOTALS = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL})
SUMS = TOTALS | {
    AmountRole.ROUNDED, AmountRole.CASH, AmountRole.CARD, AmountRole.SUBTOTAL, AmountRole.NET,
    AmountRole.INCL,
}  # fmt: skip
"""Labels that show the sum of a receipt whose total has no label of its own."""
MIN_TOTAL_SHARE = Decimal("0.02")
"""Of the largest total; a smaller amount beside the word is a tax or a rounding."""
_AMOUNT_LIKE = re.compile(r"\d ?[.,] ?\d{2}(?!\d)|\d{3}|\d[.,]-")
_DATE_LIKE = re.compile(r"\d{1,4} ?[:./-] ?\d{1,2}|\d{2}[^\W\d_]{3}|[^\W\d_]{3}\.? ?\d{2}|[年月]")
_NUMBER_LIKE = re.compile(r"\d{8}")
"""Of a seller's tax number."""
_MIN_AMOUNTS = 2


@dataclass(frozen=True, slots=True)
class PartContent:
    """A part that has a head, a sum, and a day, a time or a tax number of its own."""

    totals: frozenset[Decimal]
    amounts: frozenset[Decimal]
    day: date | None
    time: time | None
    number: str | None
    tax_id: str | None
    """Its digits."""
    is_card_slip: bool
    has_address: bool
    """Whether its head has an address, a telephone number or a tax number."""
    is_complete: bool
    """Whether its total has a label, and its day or time is printed."""

    def differs_from(self, other: PartContent, *, is_beside: bool) -> bool:
        """Whether both are receipts of different purchases.

        Parts beside one another are less likely to be of one receipt: they need not state what
        proves it, as long as they state nothing in common.
        """
        if not self._may_differ_from(other):
            return False
        is_other_day = _contradict(self.day, other.day)
        are_complete = self.is_complete and other.is_complete
        if not (self.has_address or other.has_address):
            return is_beside and are_complete and is_other_day
        is_either_complete = self.is_complete or other.is_complete
        if is_beside:
            return (is_either_complete or is_other_day) and self._is_sold_apart(other)
        contradicts = are_complete and self.contradicts(other)
        return is_either_complete and (self._is_other_sale(other) or contradicts)

    def _may_differ_from(self, other: PartContent) -> bool:
        """Whether neither states the sum of the other or is its card slip.

        That of another moment may come to the same sum.
        """
        if self.is_of_other_moment(other):
            return not self.shares_total(other) or (self.has_address and other.has_address)
        return not (self.shares_total(other) or self.is_card_slip or other.is_card_slip)

    def _is_other_sale(self, other: PartContent) -> bool:
        """Whether the day is another one, and each has a head or the seller is another one."""
        have_heads = self.has_address and other.has_address
        is_known = have_heads or _contradict(self.tax_id, other.tax_id)
        return _contradict(self.day, other.day) and is_known

    def _is_sold_apart(self, other: PartContent) -> bool:
        """Whether parts beside one another are of two sales, perhaps of one seller."""
        if not self._shares_with(other):
            return True
        is_one_document = self.number is not None and self.number == other.number
        return self._is_other_sale(other) and not is_one_document

    def shares_total(self, other: PartContent) -> bool:
        """Whether the total of one is among the amounts of the other."""
        return bool(self.totals & other.amounts or other.totals & self.amounts)

    def is_of_other_moment(self, other: PartContent) -> bool:
        """Whether both state day and time, neither of them the same, and nothing in common.

        Then they may come to the same round amount by chance, and a slip is of another sale.
        """
        is_other = _contradict(self.day, other.day) and _contradict(self.time, other.time)
        return is_other and not self._shares_with(other)

    def _shares_with(self, other: PartContent) -> bool:
        same_number = self.number is not None and self.number == other.number
        same_seller = self.tax_id is not None and self.tax_id == other.tax_id
        same_day = self.day is not None and self.day == other.day
        other_time = _contradict(self.time, other.time)
        return same_number or same_seller or (same_day and not other_time)

    def contradicts(self, other: PartContent) -> bool:
        """Whether both state a day, time or number, and not the same."""
        pairs = (
            (self.day, other.day),
            (self.time, other.time),
            (self.number, other.number),
            (self.tax_id, other.tax_id),
        )
        return any(_contradict(mine, theirs) for mine, theirs in pairs)


def _contradict(mine: object, theirs: object) -> bool:
    """Whether both are stated, and not the same."""
    return mine is not None and theirs is not None and mine != theirs


def may_have_amount(text: str) -> bool:
    """Whether text has digits like those of an amount; quick."""
    return _AMOUNT_LIKE.search(text) is not None


def may_be_receipt(lines: Sequence[Line]) -> bool:
    """Whether lines have amounts, words and something like a date or a tax number.

    Quick, for most parts do not.
    """
    amounts = sum(1 for line in lines if may_have_amount(line.text))
    words = sum(1 for line in lines if sum(map(str.isalpha, line.text)) >= MIN_NAME_LETTERS)
    if amounts < _MIN_AMOUNTS or words < MIN_ROWS or len(lines) < 2 * MIN_ROWS:
        return False
    return any(_DATE_LIKE.search(line.text) or _NUMBER_LIKE.search(line.text) for line in lines)


def describe_part(
    rows: Sequence[TextRow], today: date, *, is_page: bool = False
) -> PartContent | None:
    """The part as a receipt; None without a head, a sum, or anything that identifies it.

    A page of a document needs no sum if its head states a day and a time.
    """
    labelled = label_amounts(rows)
    head = _find_head(rows, labelled)
    found_tax_id = identifiers.find_tax_id(rows, None)
    totals = _find_totals(labelled, has_tax_id=found_tax_id is not None)
    if not head or not (totals or (is_page and labelled)):
        return None
    sightings = dates.find_dates(rows, None, today)
    found_time = times.find_time(rows, sightings[0].row if sightings else None)
    is_stamped = bool(sightings and found_time and sightings[0].row.index < HEAD_ROWS)
    if not (totals or is_stamped) or not (sightings or found_time or found_tax_id):
        return None
    number = identifiers.find_receipt_number(rows)
    return PartContent(
        totals=frozenset(entry.amount.value for entry in totals),
        amounts=frozenset(entry.amount.value for entry in labelled),
        day=sightings[0].value if sightings else None,
        time=found_time[0] if found_time else None,
        number=number[0] if number else None,
        tax_id=re.sub(r"\D", "", found_tax_id[0]) if found_tax_id else None,
        is_card_slip=_is_card_slip(rows, labelled),
        has_address=_has_address(head),
        is_complete=bool(totals and totals[0].role in TOTALS and (sightings or found_time)),
    )


def _find_totals(
    labelled: Sequence[LabelledAmount], *, has_tax_id: bool
) -> Sequence[LabelledAmount]:
    """Labelled totals, else other sums; with a tax number, all amounts where it has neither."""
    for roles in (TOTALS, SUMS):
        found = [entry for entry in labelled if entry.role in roles and entry.amount.value]
        if found:
            least = MIN_TOTAL_SHARE * max(abs(entry.amount.value) for entry in found)
            return [entry for entry in found if abs(entry.amount.value) >= least]
    if any(entry.role in TOTALS for entry in labelled):  # nothing is due any more
        return [max(labelled, key=lambda entry: entry.amount.value)]
    return labelled if has_tax_id and len(labelled) >= _MIN_AMOUNTS else ()


def _find_head(rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]) -> Sequence[TextRow]:
    """The rows before the first amount; empty when they name nothing.

    A number alone in the first rows was written or stamped on the paper.
    """
    start = next((n for n, row in enumerate(rows) if any(map(str.isalpha, row.text))), 0)
    indices = (entry.row.index for entry in labelled if entry.row.index >= start)
    first = next(indices, len(rows))
    head = rows[start : min(start + HEAD_ROWS, first)]
    names = any(sum(map(str.isalpha, row.text)) >= MIN_NAME_LETTERS for row in head[:NAME_ROWS])
    return head if names else ()


def _has_address(head: Sequence[TextRow]) -> bool:
    return bool(
        any(is_address(row.folded) for row in head)
        or identifiers.find_phone(head)
        or identifiers.find_tax_id(head, None)
    )


def _is_card_slip(rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]) -> bool:
    """Whether a part names a card, and neither an item nor a tax."""
    items = [entry for entry in labelled if entry.role in (AmountRole.NONE, AmountRole.TAX)]
    return not items and payment.find_card_digits(rows) is not None
