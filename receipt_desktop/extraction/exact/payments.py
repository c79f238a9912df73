"""Payment codes: EPC (GiroCode), Swiss QR-bill, Czech SPAYD and QR Faktura, EMVCo, UPI.

They state what is to be paid, which proves an amount, but not that it is the total of the receipt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.extraction.exact.values import (
    ExactValues,
    day_and_time,
    keep_known,
    parse_amount,
    parse_moment,
    split_parameters,
)
from receipt_desktop.extraction.facts.loader import load_facts

EPC_NAME, EPC_AMOUNT = 5, 7
"""Lines of the code, 0-based (EPC069-12)."""
SPC_NAME, SPC_COUNTRY, SPC_AMOUNT, SPC_CURRENCY, SPC_BILL = 5, 10, 18, 19, 31
"""Lines of the code, 0-based (Swiss Implementation Guidelines QR-bill 2.3)."""
_SWICO = re.compile(r"/(\d\d)/((?:\\/|\\\\|[^/])*)")
_UID = re.compile(r"\d{9}")
_CRC_FIELD = "6304"


def read_epc(text: str) -> ExactValues | None:
    """SEPA credit transfer (EPC069-12), also called GiroCode."""
    lines = text.splitlines()
    if len(lines) <= EPC_AMOUNT or lines[0] != "BCD" or lines[3] != "SCT":
        return None
    amount = lines[EPC_AMOUNT]
    return _make_payment(
        parse_amount(amount.removeprefix("EUR")) if amount.startswith("EUR") else None,
        lines[EPC_NAME],
        "EUR",
    )


def read_swiss(text: str) -> ExactValues | None:
    """Swiss QR-bill; with the bill information of Swico (S1), which states number and date."""
    lines = text.splitlines()
    if len(lines) <= SPC_CURRENCY or lines[0] != "SPC" or not lines[1].startswith("02"):
        return None
    payment = _make_payment(
        parse_amount(lines[SPC_AMOUNT]), lines[SPC_NAME], lines[SPC_CURRENCY], lines[SPC_COUNTRY]
    )
    bill = lines[SPC_BILL] if len(lines) > SPC_BILL else ""
    return ExactValues(
        {**payment.fields, **_read_swico(bill)},
        currency=payment.currency,
        country=payment.country,
        is_payment=True,
    )


def _read_swico(text: str) -> dict[Field, FieldValue]:
    """Swico's syntax S1: /10/ number, /11/ date, /30/ number of the company."""
    if not text.startswith("//S1/"):
        return {}
    parts = dict(_SWICO.findall(text.removeprefix("//S1")))
    uid = parts.get("30", "")
    return {
        **keep_known(
            {
                Field.NUMBER: parts.get("10", "").replace("\\/", "/").replace("\\\\", "\\"),
                Field.TAX_ID: f"CHE-{uid[:3]}.{uid[3:6]}.{uid[6:]}" if _UID.fullmatch(uid) else "",
            }
        ),
        **day_and_time(parse_moment(parts.get("11"), "%y%m%d")),
    }


def read_czech(text: str) -> ExactValues | None:
    """Czech Republic: QR Faktura (SID), alone or in a payment (SPD, Czech Banking Association)."""
    head, _, rest = text.partition("*")
    if head not in ("SPD", "SID"):
        return None
    stated = dict(part.split(":", 1) for part in rest.split("*") if ":" in part)
    if head == "SID":
        return _read_czech_invoice(stated)
    inside = unquote(stated.get("X-INV", ""))
    return (
        read_czech(inside)
        if inside.startswith("SID*")
        else _make_payment(
            parse_amount(stated.get("AM")), stated.get("RN", ""), stated.get("CC", "CZK")
        )
    )


def _read_czech_invoice(stated: Mapping[str, str]) -> ExactValues | None:
    amount = parse_amount(stated.get("AM"))
    if amount is None:
        return None
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: amount,
        Field.NUMBER: stated.get("ID"),
        Field.TAX_ID: stated.get("VII") or stated.get("INI"),
    }
    return ExactValues(
        {**keep_known(values), **day_and_time(parse_moment(stated.get("DD"), "%Y%m%d"))},
        currency=stated.get("CC", "CZK"),
        country="CZ",
    )


def read_emv(text: str) -> ExactValues | None:
    """EMVCo merchant-presented code (PromptPay, QRIS, PayNow, VietQR, Pix): 54 amount, 59 name."""
    if not text.startswith("000201") or not _is_crc_valid(text):
        return None
    stated = dict(_split_fields(text))
    if "54" not in stated:
        return None
    numbers: Mapping[str, Any] = load_facts("codes")["numeric_currencies"]
    return _make_payment(
        parse_amount(stated["54"]),
        stated.get("59", ""),
        numbers.get(stated.get("53", ""), ""),
        stated.get("58", ""),
    )


def _split_fields(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position + 4 <= len(text) and text[position : position + 4].isdecimal():
        length = int(text[position + 2 : position + 4])
        yield text[position : position + 2], text[position + 4 : position + 4 + length]
        position += 4 + length


def _is_crc_valid(text: str) -> bool:
    """CRC-16/CCITT-FALSE (EMVCo) over everything before its own four digits."""
    body, crc = text[:-4], text[-4:]
    value = 0xFFFF
    for byte in body.encode():
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ 0x1021) & 0xFFFF if value & 0x8000 else value << 1
    return body.endswith(_CRC_FIELD) and crc.upper() == f"{value:04X}"


def read_upi(text: str) -> ExactValues | None:
    """India: UPI deep link with an amount (NPCI)."""
    head, _, query = text.partition("?")
    stated = split_parameters(query)
    if head.lower() != "upi://pay" or "am" not in stated:
        return None
    currency = stated.get("cu", "INR")
    return _make_payment(parse_amount(stated["am"]), stated.get("pn", ""), currency, "IN")


def _make_payment(amount: Any, name: str, currency: str, country: str = "") -> ExactValues:
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: amount or None,
        Field.MERCHANT: name.strip(),
    }
    return ExactValues(
        keep_known(values),
        currency=currency if re.fullmatch("[A-Z]{3}", currency) else None,
        country=country if re.fullmatch("[A-Z]{2}", country) else None,
        is_payment=True,
    )
