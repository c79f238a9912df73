"""A value of every kind, and the fields with it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue, Kind

VALUES: dict[Kind, FieldValue] = {
    Kind.MONEY: Decimal("12.50"),
    Kind.DATE: date(2024, 3, 14),
    Kind.TIME: time(14, 30),
    Kind.TEXT: "Mühle & Söhne",
    Kind.CURRENCY: "CHF",
    Kind.CARD: "1234",
    Kind.TAGS: "Trip, Client A",
    Kind.YES_NO: True,
}
EVERY_FIELD = [(field, VALUES[field.spec.kind]) for field in Field]
