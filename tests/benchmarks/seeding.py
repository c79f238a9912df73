"""Fills a data folder with drawn receipts, many at a time and always the same.

    python -m tests.benchmarks.seeding FOLDER [--count 100000]

Each receipt has a text of some 30 lines, 4 to 10 line items, one or two tax lines and ten values.
Of a hundred, one failed, ten need a review and sixty are approved. There are no pictures.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.fields import CATEGORIES, Field, FieldValue
from receipt_desktop.domain.page import Box, Evidence, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.receipt import Priority, Stage, Status
from receipt_desktop.store import list_values, saved_readings
from receipt_desktop.store.store import Store
from receipt_desktop.store.tables import ItemRow, ReadingRow, ReceiptRow, TaxLineRow, ValueRow

BATCH = 1000
FIRST_DAY = datetime(2016, 1, 4, 8, tzinfo=UTC)
PLACES = tuple(
    "Harbour Market Garden Station Castle River Park Mill Bridge Old-Town".split()  # noqa: SIM905
)
TRADES = tuple(
    "Bäckerei Café Apotheke Hardware Books Fuel Hotel Bistro Pharmacy Grocer Électricité Kiosk "  # noqa: SIM905
    "Coffee Tools Optik Florist".split()
)
GOODS = tuple(
    "Milk Bread Coffee Cheese Apples Diesel Paper Batteries Soap Pasta Crème Brötchen Käse Water "  # noqa: SIM905
    "Pens Towels Sandwich Lamp Screws Ticket".split()
)
CURRENCIES = ("EUR", "EUR", "EUR", "EUR", "USD", "GBP", "CHF", "MYR")
CENT = Decimal("0.01")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    started = time.process_time()
    fill_folder(options.folder, options.count)
    print(f"{options.count} receipts in {time.process_time() - started:.0f} CPU s")


def fill_folder(folder: Path, count: int) -> None:
    """Create the data folder and fill its database."""
    paths = Paths(folder)
    paths.create_folders()
    store = Store(f"sqlite:///{paths.database}")
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        with store._transaction() as (session, _):
            for number in batch:
                _add_receipt(session, number)
            session.flush()
    store.close()


def _add_receipt(session: Session, number: int) -> None:
    chance = random.Random(number)
    row = _make_row(number)
    if number % 100 == 50:
        row.status, row.failure_code = Status.FAILED.value, "PROCESSING_ERROR"
        row.failure_key = row.failure_sentence = "unexpected"
        session.add(row)
        return
    reading = _make_reading(chance, number)
    row.approved = number % 10 in {1, 2, 3, 5, 7, 9}
    row.needs_review = reading.checked.needs_review
    row.reasons = [reason.value for reason in reading.checked.reasons]
    session.add(row)
    session.flush()
    list_values.update_list_values(session, row, reading)
    _insert_reading(session, row.id, reading)


def _insert_reading(session: Session, receipt_id: str, reading: Reading) -> None:
    columns = saved_readings._reading_columns(receipt_id, reading)
    session.execute(insert(ReadingRow.__table__), [columns])  # type: ignore[arg-type]
    draft = reading.checked.draft
    for table, rows in (
        (ValueRow, saved_readings._value_columns(receipt_id, draft)),
        (ItemRow, saved_readings._item_columns(receipt_id, draft)),
        (TaxLineRow, saved_readings._tax_line_columns(receipt_id, draft)),
    ):
        session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]


def _make_row(number: int) -> ReceiptRow:
    moment = FIRST_DAY + timedelta(minutes=50 * number)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return ReceiptRow(
        id=str(uuid.UUID(digest[:32])),
        file_name=f"IMG_{number:06}.jpg",
        content_hash=digest,
        priority=int(Priority.NORMAL),
        status=Status.COMPLETED.value,
        stage=Stage.DONE.value,
        progress=100,
        attempts=1,
        run=1,
        pages=1,
        created_at=moment,
        queued_at=moment,
        started_at=moment,
        completed_at=moment + timedelta(seconds=3),
        version=3,
        number=number + 1,
    )


def _make_reading(chance: random.Random, number: int) -> Reading:
    items = tuple(_make_items(chance))
    total = sum((item.total for item in items), Decimal(0))
    tax = (total * Decimal("0.19") / Decimal("1.19")).quantize(CENT)
    day = (FIRST_DAY + timedelta(minutes=50 * number)).date()
    merchant = f"{chance.choice(TRADES)} {chance.choice(PLACES)} {chance.randrange(60)}"
    fields = _make_fields(chance, merchant, day, total, tax)
    reasons = (ReviewReason.DOUBTFUL_DATE,) if number % 10 == 4 else ()
    draft = Draft(
        fields,
        chance.choice(CURRENCIES),
        (TaxLine(Decimal(19), total - tax, tax, 0.9, _evidence(24, str(tax))),),
        items,
        language="de",
        country="DE",
    )
    text = Text(tuple(_make_lines(merchant, day, items, total, tax)), (), ("rapidocr",))
    return Reading(CheckedDraft(draft, bool(reasons), reasons), text, 2.5)


def _make_items(chance: random.Random) -> Iterator[LineItem]:
    for number in range(chance.randint(4, 10)):
        price = Decimal(chance.randint(50, 9999)).scaleb(-2)
        name = f"{chance.choice(GOODS)} {chance.choice(GOODS)}"
        yield LineItem(name, price, 0.9, Decimal(1), price, None, _evidence(8 + number, name))


def _make_fields(
    chance: random.Random, merchant: str, day: date, total: Decimal, tax: Decimal
) -> dict[Field, ExtractedValue]:
    values: dict[Field, FieldValue] = {
        Field.TOTAL: total,
        Field.DATE: day,
        Field.MERCHANT: merchant,
        Field.SUBTOTAL: total - tax,
        Field.TAX: tax,
        Field.PAYMENT: chance.choice(("card", "cash")),
        Field.NUMBER: f"R-{chance.randrange(10**6):06}",
        Field.ADDRESS: f"{chance.randrange(200)} {chance.choice(PLACES)} Road",
        Field.PHONE: f"+49 30 {chance.randrange(10**7):07}",
        Field.CATEGORY: chance.choice(CATEGORIES),
    }
    return {
        field: ExtractedValue(value, 0.95, _evidence(at, str(value)))
        for at, (field, value) in enumerate(values.items())
    }


def _make_lines(
    merchant: str, day: date, items: tuple[LineItem, ...], total: Decimal, tax: Decimal
) -> Iterator[Line]:
    amounts = [f"{item.description} {item.total:f}".replace(".", ",") for item in items]
    words = [
        merchant,
        "Musterstraße 12",
        "10115 Berlin",
        f"{day:%d.%m.%Y} 12:41",
        *amounts,
        f"SUMME EUR {total:f}".replace(".", ","),
        f"MwSt 19% {tax:f}".replace(".", ","),
        "Vielen Dank für Ihren Einkauf",
        "Bitte beehren Sie uns bald wieder",
        "Steuernummer 29/123/45678",
        "Bon 4711 Kasse 2 Bediener 7",
        "Kartenzahlung VISA ****1234",
        "Genehmigung 123456",
    ]
    for at, word in enumerate(words):
        yield Line(word, Box(40, 30 * at, 400, 24), 0.97, 0)


def _evidence(line: int, text: str) -> Evidence:
    return Evidence(0, Box(40, 30 * line, 400, 24), text)


if __name__ == "__main__":
    main()
