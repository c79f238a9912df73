"""The values that a code or an electronic invoice states, and how their notations are parsed."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import LineItem, TaxLine

CONFIDENCE = 0.99
"""Of a value that the document itself states."""
_AMOUNT = re.compile(r"-?\d{1,15}(?:\.\d{0,10})?")
MAX_PARAMETERS = 50
"""Of a web address."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years outside are no dates of receipts."""


@dataclass(frozen=True, slots=True)
class ExactValues:
    """What a code or an electronic invoice states."""

    fields: Mapping[Field, FieldValue] = field(default_factory=dict)
    currency: str | None = None
    """ISO 4217 code."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    tax_lines: tuple[TaxLine, ...] = ()
    items: tuple[LineItem, ...] = ()
    derived: frozenset[Field] = frozenset()
    """Fields computed from others, such as a tax from a gross amount; the print is preferred where
    it differs by rounding."""
    is_payment: bool = False
    """Whether it only asks for a payment: the amount to pay is not always the total."""


def parse_amount(text: str | None) -> Decimal | None:
    """An amount with a point or a comma before its decimals; None if it is not one."""
    plain = (text or "").strip().replace(",", ".")
    if not _AMOUNT.fullmatch(plain):
        return None
    amount = Decimal(plain)
    rounded = round(amount, 2)
    return rounded if rounded == amount else amount.normalize()


def parse_cents(text: str | None) -> Decimal | None:
    """An amount in hundredths, unless it has decimals."""
    amount = parse_amount(text)
    if amount is None or "." in (text or "").replace(",", "."):
        return amount
    return amount / 100


def parse_moment(text: str | None, form: str) -> datetime | None:
    """A date, with or without a time, in a format of `strptime`; None if it is not one."""
    plain = (text or "").strip()
    try:
        moment = datetime.strptime(plain, form)  # noqa: DTZ007 (the shop's time)
    except ValueError:
        return None
    if moment.strftime(form) != plain:  # `strptime` accepts numbers with fewer digits
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def to_local(moment: datetime, zone: str) -> datetime:
    """A moment in UTC as the local time of a zone, without zone."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def day_and_time(moment: datetime | None, *, with_time: bool = True) -> dict[Field, FieldValue]:
    """Date and time of a receipt; no time at midnight, which stands for an unknown one."""
    if moment is None:
        return {}
    found: dict[Field, FieldValue] = {Field.DATE: moment.date()}
    if with_time and moment.time() != time():
        found[Field.TIME] = moment.time().replace(microsecond=0)
    return found


def keep_known(values: Mapping[Field, FieldValue | None]) -> dict[Field, FieldValue]:
    """The fields that have a value."""
    return {field: value for field, value in values.items() if value not in (None, "")}


def split_gross(gross: Decimal, rate: Decimal) -> TaxLine:
    """The tax line of an amount that contains its tax; `rate` in percent."""
    net = round(gross * 100 / (100 + rate), 2)
    return TaxLine(rate, net, gross - net, CONFIDENCE)


def sum_taxes(lines: tuple[TaxLine, ...]) -> Decimal:
    """The tax of all lines."""
    return sum((line.amount for line in lines), Decimal(0))


def decode_base64(text: str) -> bytes:
    """Base64 of both alphabets, with or without padding; empty for anything else."""
    plain = text.strip().replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def parse_json(data: bytes | str) -> dict[str, Any]:
    """A JSON object; an empty one for anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def split_address(text: str) -> tuple[str, dict[str, str]]:
    """Host and parameters of a web address, also of parameters behind a "#"; empty for others."""
    address, _, query = text.partition("?")
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", {}
    if parts.scheme.lower() not in ("http", "https"):
        return "", {}
    return (parts.hostname or "").lower(), split_parameters(query)


def split_parameters(query: str) -> dict[str, str]:
    """The parameters of an address; empty if there are too many.

    A "+" stays one: Base64 and time zones have it.
    """
    try:
        return dict(parse_qsl(query.replace("+", "%2B"), max_num_fields=MAX_PARAMETERS))
    except ValueError:
        return {}
