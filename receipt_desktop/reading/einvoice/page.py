"""Draws an electronic invoice as a page, so that its values have a place to be shown and checked.

Runs in a worker process only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceTax
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.domain.review_reasons import format_plain_amount
from receipt_desktop.messages import text as message
from receipt_desktop.reading.pictures import Picture, as_picture

WIDTH, MARGIN, ROW_HEIGHT = 1240, 70, 40
"""Pixels; the width is that of A4 at 150 dpi."""
FONT_SIZE, HEADING_SIZE = 26, 34
"""Pixels."""
MAX_ITEMS = 150
"""Further items are not drawn; the values contain all of them."""
MAX_CHARACTERS = 62
"""Of a description on the page."""
FONT_NAMES = ("DejaVuSans.ttf", "arial.ttf", "Arial.ttf", "NotoSans-Regular.ttf",
              "LiberationSans-Regular.ttf")  # fmt: skip
"""Fonts of the usual systems with Latin, Greek and Cyrillic letters."""
LANGUAGES = {"DE": "de", "AT": "de", "LI": "de", "FR": "fr", "MC": "fr"}
"""Language of the captions by country of the seller; English for others."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of the page; `right` is aligned to the right margin."""

    left: str = ""
    right: str = ""
    is_heading: bool = False


def draw_invoice(invoice: Invoice) -> tuple[Picture, tuple[Line, ...]]:
    """A picture of the invoice and its text; boxes in pixels of the picture."""
    rows = list(_list_rows(invoice))
    image = Image.new("RGB", (WIDTH, 2 * MARGIN + ROW_HEIGHT * len(rows)), "white")
    draw = ImageDraw.Draw(image)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        font = load_font(HEADING_SIZE if row.is_heading else FONT_SIZE)
        top = MARGIN + number * ROW_HEIGHT
        if row.left:
            lines.append(_draw_text(draw, row.left, MARGIN, top, font))
        if row.right:
            left = WIDTH - MARGIN - int(draw.textlength(row.right, font=font))
            lines.append(_draw_text(draw, row.right, left, top, font))
    return as_picture(np.asarray(image)[:, :, ::-1]), tuple(lines)


@cache
def load_font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font of this size in pixels; Pillow's own, with Latin letters, if the system has none."""
    for name in FONT_NAMES:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _draw_text(
    draw: ImageDraw.ImageDraw,
    text: str,
    left: int,
    top: int,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> Line:
    draw.text((left, top), text, fill="black", font=font)
    x, y, right, bottom = (round(edge) for edge in draw.textbbox((left, top), text, font=font))
    return Line(text, Box(x, y, max(1, right - x), max(1, bottom - y)), 1.0)


def _list_rows(invoice: Invoice) -> Iterator[PageRow]:
    language = LANGUAGES.get(invoice.seller.country or "", "en")
    yield from _list_head_rows(invoice, language)
    yield PageRow()
    for item in invoice.items[:MAX_ITEMS]:
        yield PageRow(_describe_item(item), format_plain_amount(item.total))
    yield PageRow()
    yield from _list_sum_rows(invoice, language)


def _list_head_rows(invoice: Invoice, language: str) -> Iterator[PageRow]:
    """Seller, number, dates and buyer."""
    seller, kind = invoice.seller, "invoice_credit_title" if invoice.is_credit else "invoice_title"
    yield PageRow(_shorten(seller.name), is_heading=True)
    details = (
        seller.address,
        seller.phone,
        seller.tax_id and message("invoice_tax_id", language, id=seller.tax_id),
    )
    yield from (PageRow(_shorten(detail)) for detail in details if detail)
    yield PageRow()
    yield PageRow(message(kind, language, number=_shorten(invoice.number)), is_heading=True)
    for key, day in (("invoice_date", invoice.issued), ("invoice_due", invoice.due)):
        if day:
            yield PageRow(message(key, language, day=day.isoformat()))
    if invoice.buyer.name:
        yield PageRow(message("invoice_buyer", language, name=_shorten(invoice.buyer.name)))


def _list_sum_rows(invoice: Invoice, language: str) -> Iterator[PageRow]:
    """Net amount, taxes, total, and what remains to be paid."""
    if invoice.net is not None:
        yield PageRow(message("invoice_net", language), format_plain_amount(invoice.net))
    for tax in invoice.taxes:
        caption = message("invoice_tax", language)
        yield PageRow(_describe_tax(tax, caption), format_plain_amount(tax.amount))
    sums = (
        ("invoice_total", invoice.total),
        ("invoice_prepaid", invoice.prepaid),
        ("invoice_payable", invoice.payable if invoice.payable != invoice.total else None),
    )
    for key, amount in sums:
        if amount is not None:
            caption = f"{message(key, language)} {invoice.currency or ''}".rstrip()
            yield PageRow(caption, format_plain_amount(amount))


def _describe_item(item: InvoiceItem) -> str:
    description = _shorten(item.description)
    if item.quantity is None or item.unit_price is None:
        return description
    return (
        f"{description}  {_format_number(item.quantity)} x {format_plain_amount(item.unit_price)}"
    )


def _describe_tax(tax: InvoiceTax, caption: str) -> str:
    rate = "" if tax.rate is None else f" {_format_number(tax.rate)} %"
    net = "" if tax.net is None else f"  ({format_plain_amount(tax.net)})"
    return f"{caption}{rate}{net}"


def _format_number(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else f"{text[: MAX_CHARACTERS - 1]}…"
