"""Puts the values of the single fields into an extraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import RETAIL, ExtractedValue, TaxLine
from receipt_desktop.extraction.rules import (
    category,
    dates,
    identifiers,
    payment,
    service_charges,
    tax_choice,
    taxes,
    times,
    totals,
)
from receipt_desktop.extraction.rules.indian_taxes import find_indian_tax
from receipt_desktop.extraction.rules.invoice_sums import find_tax_of_invoice
from receipt_desktop.extraction.rules.japanese_taxes import find_japanese_table
from receipt_desktop.extraction.rules.merchant import addresses, scoring
from receipt_desktop.extraction.rules.merchant.buyer_columns import drop_buyer_columns
from receipt_desktop.extraction.rules.tax_between import add_missing_tax, find_tax_between
from receipt_desktop.extraction.rules.tax_blocks import drop_replaced_taxes
from receipt_desktop.extraction.rules.tax_candidates import CENT, TaxCandidate
from receipt_desktop.extraction.rules.tax_difference import find_tax_by_difference
from receipt_desktop.extraction.rules.tax_halves import complete_halves
from receipt_desktop.extraction.rules.tax_misread import correct_exceeding_tax, find_misread_row
from receipt_desktop.extraction.rules.tax_of_items import find_tax_of_items
from receipt_desktop.extraction.rules.tax_proofs import prove_by_sales
from receipt_desktop.extraction.rules.tax_sales import drop_incomplete_taxes, find_taxes_of_sales
from receipt_desktop.extraction.rules.tax_stated_sums import find_stated_tax
from receipt_desktop.extraction.rules.tax_sums import prefer_sum
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow, make_evidence

_SURE_TOTAL = 0.8
"""Confidence from which the total tells what a tip can be at most."""


@dataclass(slots=True)
class Extraction:
    """The rows of a receipt and the fields found so far."""

    rows: tuple[TextRow, ...]
    labelled: list[LabelledAmount]
    country: str | None
    language: str | None
    today: date
    is_country_sure: bool
    """False when only the sign of a currency or the home country indicates it."""
    fields: dict[Field, ExtractedValue] = field(default_factory=dict)

    def set_field(
        self, field_name: Field, value: FieldValue, confidence: float, evidence: Evidence
    ) -> None:
        """Set the value of a field, with its confidence (0..1) and where it stands."""
        self.fields[field_name] = ExtractedValue(value, round(confidence, 3), evidence)


def get_merchant_name(extraction: Extraction) -> str:
    """The name of the merchant; "" if none was found."""
    value = extraction.fields.get(Field.MERCHANT)
    return str(value.value) if value else ""


def get_total(extraction: Extraction) -> Decimal | None:
    """The total with its sign."""
    found = extraction.fields.get(Field.TOTAL)
    return found.value if found and isinstance(found.value, Decimal) else None


def extract_total(extraction: Extraction, ranked: Sequence[TotalCandidate]) -> None:
    """Set the likeliest total."""
    if ranked:
        best = ranked[0]
        extraction.set_field(
            Field.TOTAL,
            best.signed_value,
            totals.estimate_total_confidence(ranked),
            best.best_mention.row.evidence(),
        )


def extract_date(extraction: Extraction) -> date | None:
    """Set date and time; returns the date."""
    sightings = dates.find_dates(extraction.rows, extraction.country, extraction.today)
    date_row = None
    if sightings:
        best = sightings[0]
        date_row = best.row
        country = extraction.country if extraction.is_country_sure else None
        extraction.set_field(
            Field.DATE,
            best.value,
            dates.estimate_date_confidence(sightings, country),
            date_row.evidence(),
        )
    if time_found := times.find_time(extraction.rows, date_row):
        extraction.set_field(
            Field.TIME, time_found[0], 0.9 * time_found[1].score, time_found[1].evidence()
        )
    return sightings[0].value if sightings else None


def extract_merchant(extraction: Extraction) -> tuple[TextRow, ...]:
    """Set name and address of the merchant; returns the rows of the name."""
    names = scoring.rank_merchants(extraction.rows, extraction.country)
    name_rows: tuple[TextRow, ...] = ()
    if names:
        name_rows = names[0].rows
        extraction.set_field(
            Field.MERCHANT,
            names[0].text,
            scoring.estimate_merchant_confidence(names, extraction.rows),
            make_evidence(name_rows),
        )
    address_rows = addresses.find_address(drop_buyer_columns(extraction.rows), name_rows)
    if address_rows:
        score = min(row.score for row in address_rows)
        text = addresses.join_address(address_rows, extraction.country)
        extraction.set_field(Field.ADDRESS, text, 0.85 * score, make_evidence(address_rows))
    return name_rows


def extract_taxes_and_tip(
    extraction: Extraction, tax_rows: Sequence[TaxCandidate]
) -> tuple[TaxLine, ...]:
    """Set the tax, the subtotal and the tip; returns the taxes by rate."""
    tax_lines = _extract_taxes(extraction, tax_rows)
    _extract_subtotal(extraction, tax_lines)
    _extract_tip(extraction)
    return tax_lines


def _extract_taxes(extraction: Extraction, tax_rows: Sequence[TaxCandidate]) -> tuple[TaxLine, ...]:
    total = get_total(extraction) or Decimal(0)
    chosen = _choose_taxes(extraction, tax_rows, abs(total))
    if total < 0:
        chosen = [row.negated() for row in chosen]
    if chosen:
        tax = sum((row.amount for row in chosen), Decimal(0))
        confidence = min((0.95 if row.is_proven else 0.7) * row.row.score for row in chosen)
        extraction.set_field(Field.TAX, tax, confidence, make_evidence([row.row for row in chosen]))
    return tuple(taxes.make_tax_line(row) for row in chosen)


def _choose_taxes(
    extraction: Extraction, tax_rows: Sequence[TaxCandidate], total: Decimal
) -> list[TaxCandidate]:
    """The rows with the taxes of the receipt; `total` is without its sign."""
    rows, labelled = extraction.rows, extraction.labelled
    rates = taxes.list_tax_rates(extraction.country)
    tax_rows = drop_replaced_taxes(tax_rows, labelled, total)
    chosen = tax_choice.choose_tax_rows(tax_rows, total, rates)
    chosen = complete_halves(chosen, rows, labelled, total)
    chosen = prefer_sum(chosen, tax_rows, labelled, total, rates)
    chosen = find_taxes_of_sales(chosen, rows, labelled, total)
    chosen = drop_incomplete_taxes(chosen, rows, total)
    chosen = find_stated_tax(chosen, rows, labelled, total, rates)
    chosen = find_japanese_table(find_tax_of_invoice(chosen, rows, total), rows, total)
    chosen = find_tax_of_items(chosen, rows, labelled, total)
    chosen = correct_exceeding_tax(chosen, rows, total)
    chosen = add_missing_tax(chosen, tax_rows, labelled, total, extraction.country)
    chosen = find_tax_between(chosen, labelled, total, extraction.country)
    chosen = prove_by_sales(chosen, tax_rows, total)
    chosen = find_indian_tax(chosen, rows, total, rates)
    return chosen or find_tax_by_difference(rows, labelled, total) or find_misread_row(rows, total)


def _extract_tip(extraction: Extraction) -> None:
    """The printed tip; one that is no less than a well-founded total is none."""
    total = extraction.fields.get(Field.TOTAL)
    sure = total.value if total and total.confidence >= _SURE_TOTAL else None
    most = abs(sure) if isinstance(sure, Decimal) else None
    if tip := service_charges.find_tip(extraction.labelled, most):
        extraction.set_field(
            Field.TIP, abs(tip.amount.value), 0.8 * tip.row.score, tip.row.evidence()
        )


def _extract_subtotal(extraction: Extraction, tax_lines: Sequence[TaxLine]) -> None:
    """Set the printed subtotal or net amount; that of one of several tax rates is neither."""
    total = extraction.fields.get(Field.TOTAL)
    tax = extraction.fields.get(Field.TAX)
    for role, trust in ((AmountRole.SUBTOTAL, 0.85), (AmountRole.NET, 0.75)):
        found = next(
            (
                e
                for e in extraction.labelled
                if e.role is role
                and e.amount.value
                and not _is_reduced(e, extraction)
                and e.columns == 1
                and not _is_part_of_total(e, extraction)
                and not _is_of_one_rate(abs(e.amount.value), extraction, tax_lines)
                and not (tax and abs(e.amount.value) == abs(tax.value))  # type: ignore[arg-type]
            ),
            None,
        )
        if found:
            value = abs(found.amount.value)
            fits = total and tax and value + tax.value == total.value  # type: ignore[operator]
            extraction.set_field(
                Field.SUBTOTAL,
                value,
                (0.95 if fits else trust) * found.row.score,
                found.row.evidence(),
            )
            return


def _is_reduced(entry: LabelledAmount, extraction: Extraction) -> bool:
    """Whether a lower one of the same words follows, after a discount: "Subtotal 7.47", "4.58"."""
    total = abs(get_total(extraction) or Decimal(0))
    return bool(total) and any(
        other.role is entry.role
        and other.row.index > entry.row.index
        and other.columns == 1
        and 0 < other.amount.value <= total < entry.amount.value
        for other in extraction.labelled
    )


def _is_part_of_total(entry: LabelledAmount, extraction: Extraction) -> bool:
    """Whether the amount is one of several that make the total: the sales of each rate."""
    parts = [e.amount.value for e in extraction.labelled if e.role is entry.role and e.columns == 1]
    return len(parts) > 1 and sum(parts, Decimal(0)) == get_total(extraction)


def _is_of_one_rate(value: Decimal, extraction: Extraction, tax_lines: Sequence[TaxLine]) -> bool:
    """Whether an amount is net or gross of one tax of several, or too small for their sum."""
    total = abs(get_total(extraction) or Decimal(0))
    sales = {net for line in tax_lines if line.net for net in (line.net, line.net + line.amount)}
    return len(tax_lines) > 1 and (
        2 * value < total
        or value in sales
        or any(
            line.rate and abs(value * line.rate / base - line.amount) <= CENT
            for line in tax_lines
            for base in (100, 100 + (line.rate or 0))
        )
    )


def extract_payment(extraction: Extraction) -> None:
    """Set how it was paid, and the numbers on the receipt."""
    rows = extraction.rows
    if paid := payment.find_payment(rows, extraction.labelled):
        extraction.set_field(Field.PAYMENT, paid[0], paid[2] * paid[1].score, paid[1].evidence())
    for name, found in (
        (Field.CARD, payment.find_card_digits(rows)),
        (Field.NUMBER, identifiers.find_receipt_number(rows)),
        (Field.PHONE, identifiers.find_phone(rows)),
        (Field.TAX_ID, identifiers.find_tax_id(rows, extraction.country)),
    ):
        if found:
            extraction.set_field(name, found[0], 0.85 * found[1].score, found[1].evidence())


def extract_category(extraction: Extraction) -> str:
    """Set the category; returns the type of the receipt."""
    found = category.find_category(extraction.rows, get_merchant_name(extraction))
    if found is None:
        return RETAIL
    extraction.set_field(Field.CATEGORY, found.category, found.confidence, found.row.evidence())
    return found.receipt_type
