"""Packs the document's own data of a reading: its codes and its electronic invoice."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceParty, InvoiceTax
from receipt_desktop.domain.page import Box, Code, Text
from receipt_desktop.domain.reading import DocumentCheck

Json = dict[str, Any]


def pack_document(text: Text) -> bytes | None:
    """Codes and invoice as compressed JSON, with decimals and dates as text; None without any."""
    if not text.codes and text.invoice is None:
        return None
    packed = {
        "codes": [asdict(code) for code in text.codes],
        "invoice": None if text.invoice is None else asdict(text.invoice),
    }
    return zlib.compress(json.dumps(packed, ensure_ascii=False, default=str).encode())


def unpack_document(data: bytes | None) -> tuple[tuple[Code, ...], Invoice | None]:
    """What `pack_document` packed."""
    if data is None:
        return (), None
    packed: Json = json.loads(zlib.decompress(data))
    codes = tuple(
        Code(code["text"], code["page"], Box(**code["box"]) if code["box"] else None)
        for code in packed["codes"]
    )
    return codes, None if packed["invoice"] is None else _unpack_invoice(packed["invoice"])


def pack_check(check: DocumentCheck) -> Json | None:
    """The check as JSON; None for one without results."""
    return None if check == DocumentCheck() else asdict(check)


def unpack_check(packed: Json | None) -> DocumentCheck:
    """What `pack_check` packed."""
    if packed is None:
        return DocumentCheck()
    return DocumentCheck(
        tuple(map(Field, packed["differences"])),
        tuple(map(Field, packed["contradictions"])),
        packed["states_currency"],
    )


def _unpack_invoice(packed: Json) -> Invoice:
    members: Json = dict(packed)
    for name in ("total", "net", "tax", "prepaid", "payable"):
        members[name] = _to_decimal(packed[name])
    for name in ("issued", "due"):
        members[name] = _to_day(packed[name])
    for name in ("seller", "buyer"):
        members[name] = InvoiceParty(**packed[name])
    members["taxes"] = tuple(map(_unpack_tax, packed["taxes"]))
    members["items"] = tuple(map(_unpack_item, packed["items"]))
    return Invoice(**members)


def _unpack_tax(packed: Json) -> InvoiceTax:
    rate, net = _to_decimal(packed["rate"]), _to_decimal(packed["net"])
    return InvoiceTax(rate, net, Decimal(packed["amount"]))


def _unpack_item(packed: Json) -> InvoiceItem:
    return InvoiceItem(
        packed["description"],
        Decimal(packed["total"]),
        _to_decimal(packed["quantity"]),
        _to_decimal(packed["unit_price"]),
        _to_decimal(packed["tax_rate"]),
    )


def _to_decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _to_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
