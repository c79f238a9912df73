"""What clients decide about receipts: values of their own, approval, the archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from receipt_desktop.actions import Actions
from receipt_desktop.api.field_checks import check_currency_code, check_date
from receipt_desktop.api.schemas import Change
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue, Kind, join_tags

MOST_MONEY = Decimal(10**12)
Corrections = Mapping[Field, FieldValue | None]


def parse_corrections(wanted: Change) -> dict[Field, FieldValue | None]:
    """The corrected values in the types of their fields. Raises `InvalidRequest`."""
    return {
        Field(name): parse_field_value(Field(name), one) for name, one in wanted.corrections.items()
    }


def reject_incomplete_approval(
    missing: Collection[Field], values: Corrections, wanted: Change
) -> None:
    """Reject an approval of missing fields that are not confirmed, before anything is changed.

    Raises `Conflict`. Values restored by `uncorrect` are checked by the store.
    """
    lacking = [
        field.value
        for field in KEY_FIELDS
        if (values[field] is None if field in values else field in missing)
    ]
    if wanted.approved and any(name not in wanted.acceptMissing for name in lacking):
        raise Conflict("incomplete", fields=", ".join(lacking))


def apply_decisions(actions: Actions, known: str, values: Corrections, wanted: Change) -> None:
    """Apply all changes; the currency first, since only its code can still be rejected."""
    for field in sorted(values, key=lambda one: one is not Field.CURRENCY):
        actions.correct_field(known, field, values[field])
    for name in wanted.uncorrect:
        actions.revert_correction(known, Field(name))
    if wanted.archived is not None:
        actions.archive([known], wanted.archived)
    if wanted.approved is not None:
        accepted = [Field(name) for name in wanted.acceptMissing]
        actions.approve([known], wanted.approved, accepted)


def parse_field_value(field: Field, value: Any) -> FieldValue | None:
    """Convert a value to the type of its field. Raises `InvalidRequest`."""
    try:
        return None if value is None else _parse_value(field, value)
    except (ValueError, ArithmeticError) as error:
        raise InvalidRequest("bad_value", field=field.value) from error


def _parse_value(field: Field, value: Any) -> FieldValue:
    if isinstance(value, list):
        value = join_tags(map(str, value))
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    return _PARSERS[field.spec.kind](text)


def _amount(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite() or abs(amount) > MOST_MONEY:
        raise ValueError(text)
    return amount.quantize(Decimal("0.001"))


def _day(text: str) -> date:
    return check_date(date.fromisoformat(text))


def _clock(text: str) -> time:
    return time.fromisoformat(text).replace(tzinfo=None, microsecond=0)


def _words(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _tags(text: str) -> str:
    return _words(join_tags([text]))


def _yes_no(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


_PARSERS: Mapping[Kind, Callable[[str], FieldValue]] = MappingProxyType(
    {
        Kind.MONEY: _amount,
        Kind.DATE: _day,
        Kind.TIME: _clock,
        Kind.TEXT: _words,
        Kind.CURRENCY: check_currency_code,
        Kind.CARD: _words,
        Kind.TAGS: _tags,
        Kind.YES_NO: _yes_no,
    }
)
