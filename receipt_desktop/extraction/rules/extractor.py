"""Extracts a draft by rules: facts about languages and countries, layout and arithmetic.

A pure function: the same text and day always give the same draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence, Text
from receipt_desktop.domain.reading import RETAIL, Draft, ExtractedValue, LineItem, TaxLine
from receipt_desktop.extraction.rules import (
    category,
    dates,
    identifiers,
    items,
    origin,
    payment,
    service_charges,
    several_receipts,
    tax_choice,
    taxes,
    times,
    totals,
    unread_tax,
)
from receipt_desktop.extraction.rules.card_conversions import Conversion, find_conversion
from receipt_desktop.extraction.rules.languages import guess_language
from receipt_desktop.extraction.rules.merchant import addresses, scoring
from receipt_desktop.extraction.rules.merchant.footer_names import HEAD_ROWS
from receipt_desktop.extraction.rules.tax_difference import find_tax_by_difference
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate
from receipt_desktop.extraction.summaries import summarise
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.amount_style import style_rows
from receipt_desktop.extraction.text.document_pages import keep_invoice_pages
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow, build_rows, make_evidence


@dataclass(slots=True)
class _Extraction:
    """The state of an extraction: the rows and the fields found so far."""

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
        self.fields[field_name] = ExtractedValue(value, round(confidence, 3), evidence)


def extract_by_rules(
    text: Text,
    today: date,
    home_country: str | None = None,
    stated_country: str | None = None,
    home_currency: str | None = None,
) -> Draft:
    """Extract all fields that the rules can find; `today` bounds the dates.

    Home country and home currency (ISO codes) count where the receipt is silent;
    `stated_country` is the country that the document's own data state.
    """
    rows = build_rows(keep_invoice_pages(text.lines))
    if not rows:
        return Draft()
    clues = origin.collect_origin_clues(rows, stated_country)
    place = origin.decide_origin(clues, home_country=home_country, home_currency=home_currency)
    extraction = _start_extraction(rows, place, today)
    rates = taxes.list_tax_rates(place.country)
    tax_rows = taxes.find_tax_rows(extraction.rows, extraction.labelled, rates)
    ranked = totals.rank_totals(extraction.labelled, tax_rows, extraction.rows)
    conversion = find_conversion(ranked, extraction.rows)
    _extract_total(extraction, ranked)
    day = _extract_date(extraction)
    name_rows = _extract_merchant(extraction)
    lines = _extract_taxes(extraction, tax_rows)
    _extract_subtotal(extraction)
    _extract_tip(extraction)
    _extract_payment(extraction)
    receipt_type = _extract_category(extraction)
    settled = origin.decide_origin(
        clues,
        total_rows=_list_total_rows(ranked),
        day=day,
        home_country=home_country,
        home_currency=home_currency,
        charged=conversion.find_currency(ranked[0]) if conversion else None,
    )
    draft = Draft(
        fields=extraction.fields,
        currency=settled.currency,
        currency_confidence=settled.confidence,
        currency_clue=settled.clue,
        tax_lines=lines,
        items=_list_items(extraction, name_rows, conversion),
        receipt_type=receipt_type,
        language=extraction.language,
        country=place.country,
        summary=_make_summary(extraction, settled.currency),
        names_unread_tax=not lines
        and bool(ranked)
        and unread_tax.names_unread_tax(extraction.rows, _list_total_rows(ranked)),
        has_several_receipts=bool(several_receipts.propose_parts(text, today)),
    )
    return service_charges.add_service_charges(draft, extraction.labelled)


def _start_extraction(
    rows: tuple[TextRow, ...], place: origin.LikelyOrigin, today: date
) -> _Extraction:
    """The rows in the notation of the place, with the roles of their amounts."""
    rows = style_rows(rows, place.currency)
    language = guess_language(rows).language
    return _Extraction(
        rows, label_amounts(rows), place.country, language, today, place.is_country_sure
    )


def _get_merchant_name(extraction: _Extraction) -> str:
    value = extraction.fields.get(Field.MERCHANT)
    return str(value.value) if value else ""


def _get_total(extraction: _Extraction) -> Decimal | None:
    found = extraction.fields.get(Field.TOTAL)
    return found.value if found and isinstance(found.value, Decimal) else None


def _extract_total(extraction: _Extraction, ranked: Sequence[TotalCandidate]) -> None:
    if ranked:
        best = ranked[0]
        extraction.set_field(
            Field.TOTAL,
            best.signed_value,
            totals.estimate_total_confidence(ranked),
            best.best_mention.row.evidence(),
        )


def _extract_date(extraction: _Extraction) -> date | None:
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


def _extract_merchant(extraction: _Extraction) -> tuple[TextRow, ...]:
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
    address_rows = addresses.find_address(extraction.rows, name_rows)
    if address_rows:
        score = min(row.score for row in address_rows)
        text = addresses.join_address(address_rows, extraction.country)
        extraction.set_field(Field.ADDRESS, text, 0.85 * score, make_evidence(address_rows))
    return name_rows


def _extract_taxes(
    extraction: _Extraction, tax_rows: Sequence[taxes.TaxCandidate]
) -> tuple[TaxLine, ...]:
    rates = taxes.list_tax_rates(extraction.country)
    total = _get_total(extraction) or Decimal(0)
    chosen = tax_choice.choose_tax_rows(tax_rows, abs(total), rates)
    chosen = chosen or find_tax_by_difference(extraction.rows, extraction.labelled, abs(total))
    if total < 0:
        chosen = [row.negated() for row in chosen]
    if chosen:
        tax = sum((row.amount for row in chosen), Decimal(0))
        confidence = min((0.95 if row.is_proven else 0.7) * row.row.score for row in chosen)
        extraction.set_field(Field.TAX, tax, confidence, make_evidence([row.row for row in chosen]))
    return tuple(taxes.make_tax_line(row) for row in chosen)


def _extract_tip(extraction: _Extraction) -> None:
    """The printed tip; one that is no less than a well-founded total is none."""
    total = extraction.fields.get(Field.TOTAL)
    sure = total.value if total and total.confidence >= _SURE_TOTAL else None
    most = abs(sure) if isinstance(sure, Decimal) else None
    if tip := service_charges.find_tip(extraction.labelled, most):
        extraction.set_field(
            Field.TIP, abs(tip.amount.value), 0.8 * tip.row.score, tip.row.evidence()
        )


_SURE_TOTAL = 0.8


def _extract_subtotal(extraction: _Extraction) -> None:
    total = extraction.fields.get(Field.TOTAL)
    tax = extraction.fields.get(Field.TAX)
    for role, trust in ((AmountRole.SUBTOTAL, 0.85), (AmountRole.NET, 0.75)):
        found = next(
            (
                e
                for e in extraction.labelled
                if e.role is role
                and e.amount.value
                and e.columns == 1
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


def _extract_payment(extraction: _Extraction) -> None:
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


def _extract_category(extraction: _Extraction) -> str:
    """Set the category; returns the type of the receipt."""
    found = category.find_category(extraction.rows, _get_merchant_name(extraction))
    if found is None:
        return RETAIL
    extraction.set_field(Field.CATEGORY, found.category, found.confidence, found.row.evidence())
    return found.receipt_type


def _list_items(
    extraction: _Extraction, name_rows: tuple[TextRow, ...], conversion: Conversion | None
) -> tuple[LineItem, ...]:
    """The items below the merchant's name, if that is at the top."""
    head = name_rows[-1].index if name_rows and name_rows[-1].index < HEAD_ROWS else -1
    total = _get_total(extraction)
    skipped = conversion.rows if conversion else frozenset()
    rows = [row for row in extraction.rows if row.index not in skipped]
    labelled = [entry for entry in extraction.labelled if entry.row.index not in skipped]
    return tuple(items.find_items(rows, labelled, head, total))


def _list_total_rows(ranked: Sequence[TotalCandidate]) -> list[int]:
    """Indexes of the rows in which the total stands."""
    return [entry.row.index for _, entry in ranked[0].mentions] if ranked else []


def _make_summary(extraction: _Extraction, currency_code: str | None) -> str | None:
    day = extraction.fields.get(Field.DATE)
    purchase_day = day.value if day and isinstance(day.value, date) else None
    return summarise(
        extraction.language,
        _get_merchant_name(extraction) or None,
        _get_total(extraction),
        currency_code,
        purchase_day,
    )
