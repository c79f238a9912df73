"""Fiscal codes of India, Saudi Arabia, Turkey and Taiwan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.exact.values import (
    CONFIDENCE,
    ExactValues,
    day_and_time,
    decode_base64,
    keep_known,
    parse_amount,
    parse_json,
    parse_moment,
)

JWT_PARTS = 3
IN_CREDIT = "CRN"
SA_SELLER, SA_TAX_ID, SA_MOMENT, SA_TOTAL, SA_TAX = 1, 2, 3, 4, 5
"""Tags of ZATCA's code."""
SA_HOURS = timedelta(hours=3)
"""Before UTC."""
_SA_TAX_ID = re.compile(r"3\d{13}3")
TR_RETURN = "IADE"
_TW_LEFT = re.compile(
    r"(?P<number>[A-Z]{2}\d{8})(?P<day>\d{7})\d{4}(?P<net>[\dA-F]{8})(?P<total>[\dA-F]{8})"
    r"\d{8}(?P<seller>\d{8}).{24}(?::.{0,10}:(?P<listed>\d+):(?P<count>\d+):(?P<coding>\d)"
    r"(?::(?P<items>.*))?)?",
    re.IGNORECASE | re.DOTALL,
)
TW_FIRST_YEAR = 1911
"""Before year 1 of the Republic of China."""
TW_UTF8 = "1"
TW_RATE = Decimal("0.05")
"""Business tax, the usual rate."""


def read_indian(text: str) -> ExactValues | None:
    """India: signed QR code of an e-invoice (Rule 46(r) CGST): a JSON Web Token."""
    parts = text.strip().split(".")
    if len(parts) != JWT_PARTS or not text.startswith("ey"):
        return None
    payload = parse_json(decode_base64(parts[1])).get("data")
    stated = payload if isinstance(payload, dict) else parse_json(str(payload))
    total = parse_amount(str(stated.get("TotInvVal", "")))
    if total is None or not stated.get("SellerGstin"):
        return None
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: -total if stated.get("DocTyp") == IN_CREDIT else total,
        Field.NUMBER: str(stated.get("DocNo", "")),
        Field.TAX_ID: str(stated["SellerGstin"]),
    }
    moment = parse_moment(str(stated.get("DocDt", "")), "%d/%m/%Y")
    return ExactValues({**keep_known(values), **day_and_time(moment)}, currency="INR", country="IN")


def read_saudi(text: str) -> ExactValues | None:
    """Saudi Arabia: ZATCA's code (Security Features Implementation Standards): tag-length-value.

    Tags: 1 seller, 2 VAT number, 3 time, 4 total, 5 VAT.
    """
    stated = dict(_split_tags(decode_base64(text)))
    tax_id = stated.get(SA_TAX_ID, "")
    total, tax = parse_amount(stated.get(SA_TOTAL)), parse_amount(stated.get(SA_TAX))
    if total is None or tax is None or not _SA_TAX_ID.fullmatch(tax_id):
        return None
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: total,
        Field.TAX: tax,
        Field.TAX_ID: tax_id,
        Field.MERCHANT: stated.get(SA_SELLER),
    }
    return ExactValues(
        {**keep_known(values), **_read_saudi_moment(stated.get(SA_MOMENT, ""))},
        currency="SAR",
        country="SA",
        derived=frozenset({Field.MERCHANT}),
    )


def _split_tags(data: bytes) -> Iterator[tuple[int, str]]:
    position = 0
    while position + 2 <= len(data):
        tag, length = data[position], data[position + 1]
        value = data[position + 2 : position + 2 + length]
        if len(value) < length:
            return
        yield tag, value.decode("utf-8", "replace").strip()
        position += 2 + length


def _read_saudi_moment(text: str) -> dict[Field, FieldValue]:
    """The day, unless it depends on the zone: many tills write local time and call it UTC."""
    plain = text.strip().replace(" ", "T").replace("/", "-")
    moment = parse_moment(plain[:19], "%Y-%m-%dT%H:%M:%S")
    if moment is None:
        return day_and_time(parse_moment(plain[:10], "%Y-%m-%d"), with_time=False)
    if not plain.endswith("Z"):
        return day_and_time(moment)
    is_same_day = (moment + SA_HOURS).date() == moment.date()
    return day_and_time(moment, with_time=False) if is_same_day else {}


def read_turkish(text: str) -> ExactValues | None:
    """Turkey: e-Arşiv and e-Fatura (GİB, guide to the square code): JSON."""
    stated = parse_json(text) if text.lstrip().startswith("{") else {}
    total = next(
        (parse_amount(str(v)) for k, v in stated.items() if k.lower().startswith("vergidahil")),
        None,
    )
    if total is None or not stated.get("vkntckn"):
        return None
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: None if stated.get("tip") == TR_RETURN else total,
        Field.NUMBER: str(stated.get("no", "")),
        Field.TAX_ID: str(stated["vkntckn"]),
    }
    currency = str(stated.get("parabirimi", ""))
    moment = parse_moment(str(stated.get("tarih", "")), "%Y-%m-%d")
    return ExactValues(
        {**keep_known(values), **day_and_time(moment)},
        currency=currency if re.fullmatch("[A-Z]{3}", currency) else None,
        country="TR",
    )


def read_taiwanese(text: str) -> ExactValues | None:
    """Taiwan: left code of a uniform invoice (Ministry of Finance, MIG): amounts in hexadecimal."""
    found = _TW_LEFT.fullmatch(text)
    if found is None:
        return None
    day, total = _read_roc_day(found["day"]), Decimal(int(found["total"], 16))
    net = Decimal(int(found["net"], 16))
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: total,
        Field.NUMBER: found["number"],
        Field.TAX_ID: found["seller"],
        Field.TAX: total - net if net and abs(net * (1 + TW_RATE) - total) <= 1 else None,
    }
    is_complete = found["coding"] == TW_UTF8 and found["items"]
    items = tuple(_list_taiwanese_items(found["items"])) if is_complete else ()
    return ExactValues(
        {**keep_known(values), **day_and_time(day)},
        currency="TWD",
        country="TW",
        items=items if items and len(items) == int(found["count"]) else (),
    )


def _read_roc_day(text: str) -> datetime | None:
    return parse_moment(f"{int(text[:3]) + TW_FIRST_YEAR}{text[3:]}", "%Y%m%d")


def _list_taiwanese_items(text: str) -> Iterator[LineItem]:
    """Name, quantity and price, separated by colons."""
    parts = text.strip(":").split(":")
    for name, quantity, price in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        number, unit = parse_amount(quantity), parse_amount(price)
        if number is None or unit is None:
            return
        yield LineItem(name.strip(), round(number * unit, 2), CONFIDENCE, number, unit)
