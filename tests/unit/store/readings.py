"""A reading with everything in it, for tests of what keeps and writes one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from receipt_desktop.draft import (
    Checked,
    Draft,
    Field,
    Item,
    Reading,
    Reason,
    Source,
    TaxLine,
    Value,
)
from receipt_desktop.page import Box, Evidence, Line, PagePicture, Text

SHOWN = Evidence(0, Box(10, 20, 300, 40), "TOTAL 25,99")
DRAFT = Draft(
    fields={
        Field.TOTAL: Value(Decimal("25.99"), 0.97, SHOWN, Source.BOTH),
        Field.DATE: Value(date(2024, 1, 1), 0.96),
        Field.MERCHANT: Value("Super Marché", 0.93, SHOWN),
        Field.TIME: Value(time(12, 30), 0.9),
        Field.TAX: Value(Decimal("4.33"), 0.9),
        Field.CARD: Value("1234", 0.9),
    },
    currency="EUR",
    tax_lines=(TaxLine(Decimal("20.0"), Decimal("21.66"), Decimal("4.33"), 0.9, SHOWN),),
    items=(
        Item("LAIT 1L", Decimal("2.20"), 0.9, Decimal(2), Decimal("1.10"), Decimal("5.5"), SHOWN),
        Item("REMISE", Decimal("-0.50"), 0.8),
    ),
    receipt_type="retail",
    language="fr",
    country="FR",
    summary="Achat au Super Marché",
)
TEXT = Text(
    (Line("Super Marché", Box(5, 5, 200, 30), 0.95), Line("TOTAL 25,99", SHOWN.box, 0.85)),
    (PagePicture(0, 1000, 2000, "pages/aa/aabb/0.jpg"),),
    ("rapidocr",),
    preprocessed=True,
)
DOUBTS = (Reason.DOUBTFUL_TOTAL, Reason.DOUBTFUL_DATE)
FULL = Reading(
    Checked(DRAFT, needs_review=True, reasons=DOUBTS),
    TEXT,
    3.125,
    {"reading": 2.5},
    datetime(2024, 1, 1, 12, 0, 3, tzinfo=UTC),
)
ACCEPTED = replace(FULL, checked=Checked(DRAFT, needs_review=False))
