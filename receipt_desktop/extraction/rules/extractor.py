"""Text to draft by rules alone: facts about languages and countries, layout and arithmetic.

Pure: the same text and day always give the same draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence, Text
from receipt_desktop.domain.reading import Draft, ExtractedValue, TaxLine
from receipt_desktop.extraction.rules import dates, items, locale, payment, taxes, totals
from receipt_desktop.extraction.rules.merchant import addresses, scoring
from receipt_desktop.extraction.rules.merchant.footer_names import HEAD_ROWS
from receipt_desktop.extraction.summaries import summarise
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow, build_rows, make_evidence


@dataclass(slots=True)
class _Extraction:
    """The receipt on the desk: its rows, and what has been found so far."""

    rows: tuple[TextRow, ...]
    labelled: list[LabelledAmount]
    country: str | None
    language: str | None
    today: date
    is_country_sure: bool
    """False when nothing but a dollar sign points to the country."""
    fields: dict[Field, ExtractedValue] = field(default_factory=dict)

    def set_field(
        self, name: Field, value: FieldValue, confidence: float, evidence: Evidence
    ) -> None:
        self.fields[name] = ExtractedValue(value, round(confidence, 3), evidence)


def extract_by_rules(text: Text, today: date) -> Draft:
    """Every field that rules can find; `today` bounds the dates."""
    rows = build_rows(text.lines)
    if not rows:
        return Draft()
    country, share = locale.guess_country(rows)
    language, _ = locale.guess_language(rows)
    sheet = _Extraction(
        rows, label_amounts(rows), country, language, today, is_country_sure=share > 0
    )
    tax_rows = taxes.find_tax_rows(rows, sheet.labelled, locale.list_tax_rates(country))
    ranked = totals.rank_totals(sheet.labelled, tax_rows, rows)
    _extract_total(sheet, ranked)
    dated = _extract_date(sheet)
    name = _extract_merchant(sheet)
    lines = _extract_taxes(sheet, tax_rows)
    _extract_subtotal_and_tip(sheet)
    _extract_payment(sheet)
    category = payment.find_category(rows, _get_merchant_name(sheet).casefold())
    if category:
        sheet.set_field(Field.CATEGORY, category[0], 0.7, category[2].evidence())
    currency, _ = _decide_currency(sheet, ranked, dated)
    head = name[-1].index if name and name[-1].index < HEAD_ROWS else -1
    return Draft(
        fields=sheet.fields,
        currency=currency,
        tax_lines=lines,
        items=tuple(items.find_items(rows, sheet.labelled, head, _get_total(sheet))),
        receipt_type=category[1] if category else "retail",
        language=language,
        country=country,
        summary=_make_summary(sheet, currency),
    )


def _get_merchant_name(sheet: _Extraction) -> str:
    value = sheet.fields.get(Field.MERCHANT)
    return str(value.value) if value else ""


def _get_total(sheet: _Extraction) -> Decimal | None:
    found = sheet.fields.get(Field.TOTAL)
    return found.value if found and isinstance(found.value, Decimal) else None


def _extract_total(sheet: _Extraction, ranked: Sequence[totals.TotalCandidate]) -> None:
    if ranked:
        best = ranked[0]
        sheet.set_field(
            Field.TOTAL,
            best.value,
            totals.estimate_total_confidence(ranked),
            best.best_mention.row.evidence(),
        )


def _extract_date(sheet: _Extraction) -> date | None:
    sightings = dates.find_dates(sheet.rows, sheet.country, sheet.today)
    dated = None
    if sightings:
        best = sightings[0]
        dated = best.row
        where = sheet.country if sheet.is_country_sure else None
        sheet.set_field(
            Field.DATE,
            best.value,
            dates.estimate_date_confidence(sightings, where),
            dated.evidence(),
        )
    if found := dates.find_time(sheet.rows, dated):
        sheet.set_field(Field.TIME, found[0], 0.9 * found[1].score, found[1].evidence())
    return sightings[0].value if sightings else None


def _extract_merchant(sheet: _Extraction) -> tuple[TextRow, ...]:
    names = scoring.rank_merchants(sheet.rows, sheet.country)
    name: tuple[TextRow, ...] = ()
    if names:
        name = names[0].rows
        sheet.set_field(
            Field.MERCHANT,
            names[0].text,
            scoring.estimate_merchant_confidence(names),
            make_evidence(name),
        )
    where = addresses.find_address(sheet.rows, name)
    if where:
        score = min(row.score for row in where)
        text = addresses.join_address(where, sheet.country)
        sheet.set_field(Field.ADDRESS, text, 0.85 * score, make_evidence(where))
    return name


def _extract_taxes(
    sheet: _Extraction, tax_rows: Sequence[taxes.TaxCandidate]
) -> tuple[TaxLine, ...]:
    chosen = taxes.choose_tax_rows(tax_rows, _get_total(sheet))
    if chosen:
        tax = sum((row.amount for row in chosen), Decimal(0))
        confidence = min((0.95 if row.is_proven else 0.7) * row.row.score for row in chosen)
        sheet.set_field(Field.TAX, tax, confidence, make_evidence([row.row for row in chosen]))
    return tuple(taxes.make_tax_line(row) for row in chosen)


def _extract_subtotal_and_tip(sheet: _Extraction) -> None:
    total = sheet.fields.get(Field.TOTAL)
    tip = next((e for e in sheet.labelled if e.role is AmountRole.TIP and e.amount.value), None)
    if tip:
        sheet.set_field(Field.TIP, abs(tip.amount.value), 0.8 * tip.row.score, tip.row.evidence())
    tax = sheet.fields.get(Field.TAX)
    for role, trust in ((AmountRole.SUBTOTAL, 0.85), (AmountRole.NET, 0.75)):
        found = next(
            (e for e in sheet.labelled if e.role is role and e.amount.value and e.columns == 1),
            None,
        )
        if found:
            value = abs(found.amount.value)
            fits = total and tax and value + tax.value == total.value  # type: ignore[operator]
            sheet.set_field(
                Field.SUBTOTAL,
                value,
                (0.95 if fits else trust) * found.row.score,
                found.row.evidence(),
            )
            return


def _extract_payment(sheet: _Extraction) -> None:
    rows = sheet.rows
    if paid := payment.find_payment(rows, sheet.labelled):
        sheet.set_field(Field.PAYMENT, paid[0], paid[2] * paid[1].score, paid[1].evidence())
    for name, found in (
        (Field.CARD, payment.find_card_digits(rows)),
        (Field.NUMBER, payment.find_receipt_number(rows)),
        (Field.PHONE, payment.find_phone(rows)),
        (Field.TAX_ID, payment.find_tax_id(rows, sheet.country)),
    ):
        if found:
            sheet.set_field(name, found[0], 0.85 * found[1].score, found[1].evidence())


def _decide_currency(
    sheet: _Extraction, ranked: Sequence[totals.TotalCandidate], day: date | None
) -> tuple[str | None, float]:
    signs = [entry.amount.sign for _, entry in ranked[0].mentions] if ranked else []
    return locale.decide_currency(sheet.rows, sheet.country, signs, day)


def _make_summary(sheet: _Extraction, currency: str | None) -> str | None:
    day = sheet.fields.get(Field.DATE)
    when = day.value if day and isinstance(day.value, date) else None
    return summarise(
        sheet.language, _get_merchant_name(sheet) or None, _get_total(sheet), currency, when
    )
