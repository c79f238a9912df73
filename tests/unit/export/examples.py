"""Receipts and profiles for tests of exports, and an export in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from receipt_desktop.domain.export_profile import ANY, AccountRule, ContactRule, ExportProfile
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import PagePicture, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    TaxLine,
)
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Status
from receipt_desktop.export.export_files import StagedFiles
from receipt_desktop.export.formats import FORMATS
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.starter_profiles import COLUMN_SETS, STARTERS

WHEN = datetime(2024, 3, 1, 9, 30, 15, 250_000, tzinfo=UTC)
SKR03, SKR04, PLAIN = STARTERS
OFFICE = {"consultant": "29098", "client": "55003"}
READY = replace(
    SKR04,
    key="",
    name="Ready",
    details=OFFICE,
    tax_codes={**SKR04.tax_codes, "20": "9", "10": "8"},
    rates={"USD": Decimal("1.08"), "GBP": Decimal("0.85"), "TND": Decimal("1.25")},
    accounts={**SKR04.accounts, "fuel": AccountRule("5400", automatic=True)},
    suppliers={"Papier GmbH": ContactRule("Papier & Co.", "70123")},
)
"""SKR04 with everything that DATEV needs, and an automatic account for fuel."""
BRITISH = ExportProfile(
    "british",
    "British",
    country="GB",
    currency="GBP",
    accounts={ANY: AccountRule("429"), "restaurant": AccountRule("420")},
    tax_codes={"20": "20% (VAT on Expenses)", "5": "5% (VAT on Expenses)", "none": "No VAT"},
    payments={"card": "1200", "cash": "1230", ANY: "1200"},
    columns=COLUMN_SETS["bills"],
)


def tax(rate: str | None, net: str | None, amount: str) -> TaxLine:
    """A line of a tax table."""
    numbers = [None if one is None else Decimal(one) for one in (rate, net)]
    return TaxLine(numbers[0], numbers[1], Decimal(amount), 0.9)


def make_details(
    number: int,
    total: str | None,
    merchant: str | None = "Bürohaus",
    *taxes: TaxLine,
    day: date | None = date(2024, 1, 31),
    currency: str | None = "EUR",
    country: str | None = "DE",
    pages: tuple[PagePicture, ...] = (),
    **fields: FieldValue,
) -> ReceiptDetails:
    """A receipt with these values; further fields by the names of `Field`."""
    amount = None if total is None else Decimal(total)
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: amount,
        Field.DATE: day,
        Field.MERCHANT: merchant,
        **{Field[name]: value for name, value in fields.items()},
    }
    known = {name: ExtractedValue(one, 0.95) for name, one in values.items() if one is not None}
    draft = Draft(known, currency, taxes, country=country)
    receipt = Receipt(
        f"{number:08d}-0000-4000-8000-000000000000", f"r{number}.jpg", f"{number:064x}",
        Status.COMPLETED, WHEN, merchant=merchant, day=day, total=amount, currency=currency,
        number=number,
    )  # fmt: skip
    text = Text((), pages, ("rapidocr",), preprocessed=False)
    return ReceiptDetails(receipt, Reading(CheckedDraft(draft, needs_review=False), text, 1.0))


def with_items(details: ReceiptDetails, *items: LineItem) -> ReceiptDetails:
    """The receipt with line items."""
    assert details.reading
    checked = details.reading.checked
    changed = replace(checked, draft=replace(checked.draft, items=items))
    return replace(details, reading=replace(details.reading, checked=changed))


def export(
    folder: Path,
    name: str,
    receipts: list[ReceiptDetails],
    profile: ExportProfile = READY,
    options: ExportOptions | None = None,
) -> tuple[dict[str, bytes], ExportOptions]:
    """The files of an export by name, and its options with the report."""
    chosen = options or ExportOptions("en_GB", delimiter=",", decimal=".", bom=False)
    chosen = replace(chosen, profile=profile, batch="E000007", at=WHEN)
    staged = StagedFiles(folder)
    FORMATS[name].write(receipts, staged, chosen)
    return {one: (folder / one).read_bytes() for one in staged.names}, chosen


def export_text(
    folder: Path, name: str, receipts: list[ReceiptDetails], profile: ExportProfile = READY
) -> str:
    """The only file of an export as text."""
    files, _ = export(folder, name, receipts, profile)
    (content,) = files.values()
    return content.decode()
