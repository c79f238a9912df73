"""A reading with everything in it, for tests of what keeps and writes one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, PagePicture, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    ReviewReason,
    TaxLine,
    ValueSource,
)

TOTAL_EVIDENCE = Evidence(0, Box(10, 20, 300, 40), "TOTAL 25,99")
SAMPLE_DRAFT = Draft(
    fields={
        Field.TOTAL: ExtractedValue(Decimal("25.99"), 0.97, TOTAL_EVIDENCE, ValueSource.BOTH),
        Field.DATE: ExtractedValue(date(2024, 1, 1), 0.96),
        Field.MERCHANT: ExtractedValue("Super Marché", 0.93, TOTAL_EVIDENCE),
        Field.TIME: ExtractedValue(time(12, 30), 0.9),
        Field.TAX: ExtractedValue(Decimal("4.33"), 0.9),
        Field.CARD: ExtractedValue("1234", 0.9),
    },
    currency="EUR",
    tax_lines=(TaxLine(Decimal("20.0"), Decimal("21.66"), Decimal("4.33"), 0.9, TOTAL_EVIDENCE),),
    items=(
        LineItem(
            "LAIT 1L",
            Decimal("2.20"),
            0.9,
            Decimal(2),
            Decimal("1.10"),
            Decimal("5.5"),
            TOTAL_EVIDENCE,
        ),
        LineItem("REMISE", Decimal("-0.50"), 0.8),
    ),
    receipt_type="retail",
    language="fr",
    country="FR",
    summary="Achat au Super Marché",
)
SAMPLE_TEXT = Text(
    (Line("Super Marché", Box(5, 5, 200, 30), 0.95), Line("TOTAL 25,99", TOTAL_EVIDENCE.box, 0.85)),
    (PagePicture(0, 1000, 2000, "pages/aa/aabb/0.jpg"),),
    ("rapidocr",),
    preprocessed=True,
)
SAMPLE_REASONS = (ReviewReason.DOUBTFUL_TOTAL, ReviewReason.DOUBTFUL_DATE)
SAMPLE_READING = Reading(
    CheckedDraft(SAMPLE_DRAFT, needs_review=True, reasons=SAMPLE_REASONS),
    SAMPLE_TEXT,
    3.125,
    {"reading": 2.5},
    datetime(2024, 1, 1, 12, 0, 3, tzinfo=UTC),
)
ACCEPTED_READING = replace(SAMPLE_READING, checked=CheckedDraft(SAMPLE_DRAFT, needs_review=False))
