"""Fiscal codes of Brazil, Argentina and Paraguay that are more than parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.extraction.exact.values import (
    ExactValues,
    day_and_time,
    decode_base64,
    keep_known,
    parse_amount,
    parse_json,
    parse_moment,
    split_address,
)

_BR_KEY = re.compile(
    r"\d{2}(?P<month>\d{4})(?P<cnpj>\w{14})(?P<model>\d\d)\d{3}(?P<number>\d{9})\d{10}"
)
BR_MODELS = frozenset({"55", "57", "62", "63", "65", "66", "67"})
"""Electronic documents of the tax authorities: invoices, freight, energy, tickets."""
BR_OFFLINE_PARTS = 8
"""Of a code made offline: key|version|environment|day|amount|…; one made online has up to 5."""
AR_CURRENCIES = {"PES": "ARS", "DOL": "USD", "060": "EUR", "012": "BRL"}
"""Codes of the tax authority (FEParamGetTiposMonedas)."""
AR_CREDITS = frozenset({3, 8, 13, 21, 53, 90, 110, 112, 113, 114, 203, 208, 213})
"""Types of credit notes (FEParamGetTiposCbte)."""
PY_CREDIT = "05"
"""First digits of the control code of a credit note."""
PY_KEY_DIGITS = 44


def read_nfce(text: str) -> ExactValues | None:
    """Brazil: NFC-e and other documents with a key of 44 digits (manual of the NFC-e, QR code).

    Codes made online state no amount: seller and number only. Those made offline (contingency)
    and of version 1 state it too.
    """
    _, parameters = split_address(text)
    parts = parameters.get("p", "").split("|")
    key = parts[0] or next((v for k, v in parameters.items() if k.lower().startswith("chnf")), "")
    found = _BR_KEY.fullmatch(key)
    if found is None or found["model"] not in BR_MODELS or not is_valid_key(key):
        return None
    values: dict[Field, FieldValue | None] = {
        Field.NUMBER: found["number"].lstrip("0"),
        Field.TAX_ID: _format_cnpj(found["cnpj"]),
        Field.TOTAL: _read_nfce_total(parts, parameters),
    }
    moment = parse_moment(_decode_hex(parameters.get("dhEmi", ""))[:19], "%Y-%m-%dT%H:%M:%S")
    return ExactValues({**keep_known(values), **day_and_time(moment)}, currency="BRL", country="BR")


def is_valid_key(key: str) -> bool:
    """Whether the last digit of a key checks the others (modulus 11, weights 2 to 9)."""
    weights = [2 + place % 8 for place in range(len(key) - 1)]
    total = sum((ord(c) - 48) * w for c, w in zip(reversed(key[:-1]), weights, strict=True))
    rest = total % 11
    return key[-1] == str(0 if rest < 2 else 11 - rest)  # noqa: PLR2004 (10 and 11 are no digits)


def _read_nfce_total(parts: list[str], parameters: Mapping[str, str]) -> FieldValue | None:
    is_offline = len(parts) >= BR_OFFLINE_PARTS
    return parse_amount(parts[4] if is_offline else parameters.get("vNF"))


def _format_cnpj(cnpj: str) -> str:
    return f"{cnpj[:2]}.{cnpj[2:5]}.{cnpj[5:8]}/{cnpj[8:12]}-{cnpj[12:]}"


def _decode_hex(text: str) -> str:
    try:
        return bytes.fromhex(text).decode("ascii", "replace")
    except ValueError:
        return ""


def read_argentine(text: str) -> ExactValues | None:
    """Argentina: invoices (RG 4892/2020, AFIP): an address with Base64 of JSON."""
    host, parameters = split_address(text)
    if not host.endswith(("afip.gob.ar", "arca.gob.ar")):
        return None
    stated = parse_json(decode_base64(parameters.get("p", "")))
    total = parse_amount(str(stated.get("importe", "")))
    if total is None:
        return None
    sign = -1 if stated.get("tipoCmp") in AR_CREDITS else 1
    point, number = stated.get("ptoVta"), stated.get("nroCmp")
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: sign * total,
        Field.NUMBER: f"{point:05}-{number:08}"
        if isinstance(point, int) and isinstance(number, int)
        else None,
        Field.TAX_ID: str(stated.get("cuit", "")),
    }
    moment = parse_moment(str(stated.get("fecha", "")), "%Y-%m-%d")
    return ExactValues(
        {**keep_known(values), **day_and_time(moment)},
        currency=AR_CURRENCIES.get(str(stated.get("moneda"))),
        country="AR",
    )


def read_paraguayan(text: str) -> ExactValues | None:
    """Paraguay: SIFEN (technical manual, version 150): parameters, the day in hexadecimal."""
    _, stated = split_address(text)
    total = parse_amount(stated.get("dTotGralOpe"))
    if total is None or "dFeEmiDE" not in stated:
        return None
    key, tax = stated.get("Id", ""), parse_amount(stated.get("dTotIVA"))
    sign = -1 if key.startswith(PY_CREDIT) else 1
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: sign * total,
        Field.TAX: None if tax is None else sign * tax,
        Field.TAX_ID: f"{key[2:10].lstrip('0')}-{key[10:11]}"
        if len(key) == PY_KEY_DIGITS
        else None,
        Field.NUMBER: f"{key[11:14]}-{key[14:17]}-{key[17:24]}"
        if len(key) == PY_KEY_DIGITS
        else None,
    }
    day = _decode_hex(stated["dFeEmiDE"])
    moment = parse_moment(day[:19], "%Y-%m-%dT%H:%M:%S") or parse_moment(day[:10], "%Y-%m-%d")
    return ExactValues({**keep_known(values), **day_and_time(moment)}, country="PY")
