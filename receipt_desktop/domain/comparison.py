"""Two receipts that may be one, side by side: how their values compare, and what a merge takes."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from receipt_desktop.domain.duplicates import Duplicate
from receipt_desktop.domain.fields import FORM_ORDER, Field, FieldValue
from receipt_desktop.domain.listing import FieldChange
from receipt_desktop.domain.reading import Draft, LineKind, Lines, ValueSource
from receipt_desktop.domain.receipt import ReceiptDetails

Compared = Field | LineKind
"""A field or one of the tables."""


class Side(enum.IntEnum):
    """Which of two receipts."""

    KEPT = 0
    """The one that stays."""
    OTHER = 1
    """The one whose pages are added to it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A receipt that seems to repeat or to belong to another one, and that other one."""

    found: Duplicate
    receipt: ReceiptDetails
    earlier: ReceiptDetails | None
    """None once it is deleted for good."""

    @property
    def can_merge(self) -> bool:
        """Whether both are in the list."""
        return self.earlier is not None and self.found.deleted_at is None

    @property
    def kept(self) -> ReceiptDetails:
        """The one that stays after a merge: the earlier one, but rather a receipt than its slip."""
        if self.earlier is None:
            return self.receipt
        is_fuller = _count_rows(self.receipt) > _count_rows(self.earlier)
        is_pair = not self.found.tier.is_duplicate
        return self.receipt if is_pair and is_fuller else self.earlier

    @property
    def other(self) -> ReceiptDetails | None:
        """The one that is removed; None if only one is left."""
        return self.earlier if self.kept is self.receipt else self.receipt


def _count_rows(details: ReceiptDetails) -> int:
    draft = draft_of(details)
    return len(draft.items) + len(draft.tax_lines) + len(draft.fields)


def draft_of(details: ReceiptDetails) -> Draft:
    """The values of a receipt; none before it was read."""
    return details.reading.checked.draft if details.reading else Draft()


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A field or table of both receipts."""

    name: Compared
    kept: FieldValue | Lines | None
    other: FieldValue | Lines | None
    proposed: Side

    @property
    def differs(self) -> bool:
        return self.kept != self.other

    def get_value(self, side: Side) -> FieldValue | Lines | None:
        """The value of one side."""
        return self.kept if side is Side.KEPT else self.other


def compare_values(kept: Draft, other: Draft) -> tuple[ComparedValue, ...]:
    """What is known of at least one of two receipts, in the order of the form."""
    fields = [_compare_field(name, kept, other) for name in FORM_ORDER]
    tables = [_compare_lines(kind, kept, other) for kind in LineKind]
    return tuple(one for one in (*fields, *tables) if one.kept or one.other)


def _compare_field(name: Field, kept: Draft, other: Draft) -> ComparedValue:
    values = kept.get_value(name), other.get_value(name)
    is_better = values[0] is None or _is_surer(name, kept, other)
    side = Side.OTHER if values[1] is not None and is_better else Side.KEPT
    return ComparedValue(name, *values, side)


def _is_surer(name: Field, kept: Draft, other: Draft) -> bool:
    """Whether the other value is surer than one that no person has set."""
    if name is Field.CURRENCY:
        return other.currency_confidence > kept.currency_confidence
    one, another = kept.fields[name], other.fields.get(name)
    typed = one.source is ValueSource.PERSON
    return another is not None and not typed and another.confidence > one.confidence


def _compare_lines(kind: LineKind, kept: Draft, other: Draft) -> ComparedValue:
    lines = kept.get_lines(kind), other.get_lines(kind)
    plain = [tuple(_describe_line(line) for line in rows) for rows in lines]
    if plain[0] == plain[1]:
        lines = lines[0], lines[0]
    return ComparedValue(kind, *lines, Side.KEPT if lines[0] else Side.OTHER)


def _describe_line(line: object) -> tuple[object, ...]:
    """The values of a row without confidence and place."""
    items = ("description", "total", "quantity", "unit_price", "tax_rate", "category")
    return tuple(getattr(line, name, None) for name in (*items, "rate", "net", "amount"))


@dataclass(frozen=True, slots=True)
class Merge:
    """One receipt takes the pages of another, and these values of it."""

    kept_id: str
    other_id: str
    values: Mapping[Field, FieldValue | None] = field(default_factory=dict)
    lines: Mapping[LineKind, Lines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergedReceipts:
    """What a merge changed, to undo it."""

    merge: Merge
    values: tuple[FieldChange, ...]
    """The values before."""
    lines: Mapping[LineKind, Lines | None]
    """The tables before; None as they were read."""
    pages: int
    """How many pages it had before."""
    was_arranged: bool
    """Whether a person had arranged them."""


def plan_merge(comparison: Comparison, chosen: Mapping[Compared, Side]) -> Merge | None:
    """The merge that takes the chosen sides; None if only one receipt is left."""
    other = comparison.other
    if other is None or not comparison.can_merge:
        return None
    taken = [
        one
        for one in compare_values(draft_of(comparison.kept), draft_of(other))
        if one.differs and chosen.get(one.name, one.proposed) is Side.OTHER
    ]
    values = {one.name: one.other for one in taken if isinstance(one.name, Field)}
    lines = {one.name: one.other for one in taken if isinstance(one.name, LineKind)}
    return Merge(comparison.kept.receipt.id, other.receipt.id, values, lines)  # type: ignore[arg-type]  # by kind
