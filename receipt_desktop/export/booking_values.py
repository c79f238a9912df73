"""The values of the general CSV's columns, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.domain.captions import caption
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import FIELDS, Field
from receipt_desktop.export.bookings import Booking, BookingLine

Value = Decimal | date | str | None


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """A value of a row: one part of a booking."""

    label: str
    """The English caption, in the context "texts"."""
    get_value: Callable[[Booking, BookingLine, ExportProfile], Value]


def _of_field(field: Field) -> ValueSpec:
    def get_value(booking: Booking, _line: BookingLine, _profile: ExportProfile) -> Value:
        value = booking.draft.get_value(field)
        return value if isinstance(value, Decimal | date | None) else str(value)

    return ValueSpec(field.spec.label, get_value)


def _get_category(_booking: Booking, line: BookingLine, _profile: ExportProfile) -> Value:
    return line.category or None


OWN_VALUES: Mapping[str, ValueSpec] = MappingProxyType(
    {
        "date": ValueSpec(caption("texts", "Date"), lambda b, *_: b.day),
        "number": ValueSpec(caption("texts", "Number, or a generated one"), lambda b, *_: b.number),
        "contact": ValueSpec(caption("texts", "Contact"), lambda b, *_: b.contact),
        "supplier_number": ValueSpec(
            caption("texts", "Supplier number"), lambda b, *_: b.supplier.number
        ),
        "description": ValueSpec(
            caption("texts", "Description"), lambda b, *_: b.draft.summary or b.contact
        ),
        "account": ValueSpec(caption("texts", "Account"), lambda _b, line, _p: line.account_name),
        "payment_account": ValueSpec(
            caption("texts", "Paying account"), lambda b, *_: b.payment_account
        ),
        "tax_code": ValueSpec(caption("texts", "Tax code"), lambda _b, line, _p: line.tax_code),
        "tax_rate": ValueSpec(
            caption("texts", "Tax rate"),
            lambda _b, line, _p: None if line.rate is None else line.rate.normalize(),
        ),
        "net": ValueSpec(caption("texts", "Net"), lambda _b, line, _p: line.net),
        "line_tax": ValueSpec(caption("texts", "Tax"), lambda _b, line, _p: line.tax),
        "gross": ValueSpec(caption("texts", "Gross"), lambda _b, line, _p: line.gross),
        "paid": ValueSpec(
            caption("texts", "Gross, money out negative"), lambda _b, line, _p: -line.gross
        ),
        "booked_currency": ValueSpec(
            caption("texts", "Currency of the amounts"), lambda b, *_: b.currency
        ),
        Field.CATEGORY.spec.column.head: ValueSpec(Field.CATEGORY.spec.label, _get_category),
        "file": ValueSpec(caption("texts", "File"), lambda b, *_: b.receipt.file_name),
        "id": ValueSpec(caption("texts", "Receipt id"), lambda b, *_: b.receipt.id),
    }
)
VALUES: Mapping[str, ValueSpec] = MappingProxyType(
    {
        **OWN_VALUES,
        **{
            field.spec.column.head: _of_field(field)
            for field in FIELDS
            if field.spec.column.head not in OWN_VALUES
        },
    }
)
"""Every field of the receipt is among them, under the head of its CSV column."""
FIXED = "="
"""Begins a value that is the same in every row."""


def get_value(name: str, booking: Booking, line: BookingLine, profile: ExportProfile) -> Value:
    """The value of a column. Raises `KeyError` for an unknown name."""
    if name.startswith(FIXED):
        return name[len(FIXED) :]
    return VALUES[name].get_value(booking, line, profile)
