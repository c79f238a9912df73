"""Extracts a draft by rules: facts about languages and countries, layout and arithmetic.

A pure function: the same text and day always give the same draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import Draft, LineItem, TaxLine
from receipt_desktop.extraction.facts.countries import load_country_facts
from receipt_desktop.extraction.rules import (
    items,
    later_discounts,
    origin,
    service_charges,
    several_receipts,
    taxes,
    totals,
    unlabelled_tax,
    unread_tax,
)
from receipt_desktop.extraction.rules.card_conversions import Conversion, find_conversion
from receipt_desktop.extraction.rules.date_readings import DateContext, find_readings
from receipt_desktop.extraction.rules.field_extraction import (
    Extraction,
    extract_category,
    extract_date,
    extract_merchant,
    extract_payment,
    extract_taxes_and_tip,
    extract_total,
    get_merchant_name,
    get_total,
)
from receipt_desktop.extraction.rules.fuel_items import find_fuel_item
from receipt_desktop.extraction.rules.languages import guess_language
from receipt_desktop.extraction.rules.merchant.footer_names import HEAD_ROWS
from receipt_desktop.extraction.rules.origin import LikelyOrigin
from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate
from receipt_desktop.extraction.rules.tax_rate_signs import restore_rate_signs
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate
from receipt_desktop.extraction.summaries import summarise
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.amount_style import style_rows
from receipt_desktop.extraction.text.colon_decimals import restore_decimals
from receipt_desktop.extraction.text.dash_endings import restore_dashes
from receipt_desktop.extraction.text.date_text import fold_date_text
from receipt_desktop.extraction.text.document_pages import keep_invoice_pages
from receipt_desktop.extraction.text.rows import TextRow, build_rows


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
    decide_origin = partial(
        origin.decide_origin,
        origin.collect_origin_clues(rows, stated_country),
        home_country=home_country,
        home_currency=home_currency,
    )
    extraction = _start_extraction(rows, decide_origin(), today)
    tax_rows, ranked = _find_sums(extraction)
    conversion = find_conversion(ranked, extraction.rows)
    extract_total(extraction, ranked)
    day = extract_date(extraction)
    name_rows = extract_merchant(extraction)
    tax_lines = extract_taxes_and_tip(extraction, tax_rows)
    extract_payment(extraction)
    receipt_type = extract_category(extraction)
    charged = conversion.find_currency(ranked[0]) if conversion else None
    settled = decide_origin(total_rows=_list_total_rows(ranked), day=day, charged=charged)
    draft = replace(
        _make_draft(extraction, settled, ranked, tax_lines),
        items=_list_items(extraction, name_rows, conversion),
        receipt_type=receipt_type,
        has_several_receipts=bool(several_receipts.propose_parts(text, today)),
    )
    draft = later_discounts.add_later_discounts(draft, extraction.labelled)
    return service_charges.add_service_charges(draft, extraction.labelled)


def _make_draft(
    extraction: Extraction,
    settled: origin.LikelyOrigin,
    ranked: Sequence[TotalCandidate],
    tax_lines: tuple[TaxLine, ...],
) -> Draft:
    """The fields with the currency that was settled on."""
    total_rows = _list_total_rows(ranked)
    return Draft(
        fields=extraction.fields,
        currency=settled.currency,
        currency_confidence=settled.confidence,
        currency_clue=settled.clue,
        tax_lines=tax_lines,
        language=extraction.language,
        country=extraction.country,
        summary=_make_summary(extraction, settled.currency),
        names_unread_tax=not tax_lines
        and bool(ranked)
        and unread_tax.names_unread_tax(extraction.rows, total_rows, extraction.labelled),
    )


def _start_extraction(
    rows: tuple[TextRow, ...], place: origin.LikelyOrigin, today: date
) -> Extraction:
    """The rows in the notation of the place, with the roles of their amounts."""
    restored = restore_dashes(restore_decimals(rows, place.currency), place.currency)
    styled = style_rows(restored, place.currency)
    rows = restore_rate_signs(styled, taxes.list_tax_rates(place.country))
    language = _correct_language(guess_language(rows).language, place)
    return Extraction(
        rows, label_amounts(rows), place.country, language, today, place.is_country_sure
    )


def _correct_language(guessed: str | None, place: LikelyOrigin) -> str | None:
    """The guessed language; the usual one of a sure country where it is not used there.

    English is printed everywhere.
    """
    facts = load_country_facts().get(place.country or "") if place.is_country_sure else None
    if guessed in (None, "en") or facts is None or guessed in facts.languages:
        return guessed
    return facts.languages[0]


def _find_sums(
    extraction: Extraction,
) -> tuple[Sequence[TaxCandidate], Sequence[TotalCandidate]]:
    """The rows that could state a tax, and the totals that could be meant, the likeliest first."""
    rates = taxes.list_tax_rates(extraction.country)
    tax_rows = unlabelled_tax.find_unlabelled_tax(
        taxes.find_tax_rows(extraction.rows, extraction.labelled, rates),
        extraction.rows,
        extraction.labelled,
        extraction.country,
    )
    return tax_rows, totals.rank_totals(extraction.labelled, tax_rows, extraction.rows)


def _list_items(
    extraction: Extraction, name_rows: tuple[TextRow, ...], conversion: Conversion | None
) -> tuple[LineItem, ...]:
    """The items below the merchant's name, if that is at the top."""
    head = name_rows[-1].index if name_rows and name_rows[-1].index < HEAD_ROWS else -1
    total = get_total(extraction)
    skipped = (conversion.rows if conversion else frozenset()) | _list_date_rows(extraction)
    rows = [row for row in extraction.rows if row.index not in skipped]
    labelled = [entry for entry in extraction.labelled if entry.row.index not in skipped]
    return tuple(items.find_items(rows, labelled, head, total) or find_fuel_item(rows, total))


def _list_date_rows(extraction: Extraction) -> frozenset[int]:
    """Indexes of rows with the date and without an amount: they describe no item."""
    found = extraction.fields.get(Field.DATE)
    if found is None or not isinstance(found.value, date):
        return frozenset()
    context = DateContext.make(extraction.country, "", extraction.today)
    year = str(found.value.year)
    return frozenset(
        row.index
        for row in extraction.rows
        if not row.amounts
        and (
            row.evidence() == found.evidence
            or (year in row.text and _prints_date(row, found.value, context))
        )
    )


def _prints_date(row: TextRow, day: date, context: DateContext) -> bool:
    return any(
        day in reading.days.values() for reading in find_readings(fold_date_text(row.text), context)
    )


def _list_total_rows(ranked: Sequence[TotalCandidate]) -> list[int]:
    """Indexes of the rows in which the total stands."""
    return [entry.row.index for _, entry in ranked[0].mentions] if ranked else []


def _make_summary(extraction: Extraction, currency_code: str | None) -> str | None:
    day = extraction.fields.get(Field.DATE)
    purchase_day = day.value if day and isinstance(day.value, date) else None
    return summarise(
        extraction.language,
        get_merchant_name(extraction) or None,
        get_total(extraction),
        currency_code,
        purchase_day,
    )
