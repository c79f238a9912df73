"""Text to draft by rules alone: facts about languages and countries, layout and arithmetic.

Pure: the same text and day always give the same draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipt_desktop.draft import Draft, Field, FieldValue, TaxLine, Value
from receipt_desktop.extraction import (
    addresses,
    dates,
    items,
    merchants,
    payment,
    places,
    taxes,
    totals,
)
from receipt_desktop.extraction.elsewhere import HEAD
from receipt_desktop.extraction.labelling import label_rows
from receipt_desktop.extraction.labels import Labelled, Role
from receipt_desktop.extraction.rows import Row, build_rows, evidence_of
from receipt_desktop.extraction.summaries import summarise
from receipt_desktop.page import Evidence, Text


@dataclass(slots=True)
class _Sheet:
    """The receipt on the desk: its rows, and what has been found so far."""

    rows: tuple[Row, ...]
    labelled: list[Labelled]
    country: str | None
    language: str | None
    today: date
    sure_country: bool
    """False when nothing but a dollar sign points to the country."""
    fields: dict[Field, Value] = field(default_factory=dict)

    def put(self, name: Field, value: FieldValue, confidence: float, evidence: Evidence) -> None:
        self.fields[name] = Value(value, round(confidence, 3), evidence)


def extract(text: Text, today: date) -> Draft:
    """Every field that rules can find; `today` bounds the dates."""
    rows = build_rows(text.lines)
    if not rows:
        return Draft()
    country, share = places.guess_country(rows)
    language, _ = places.guess_language(rows)
    sheet = _Sheet(rows, label_rows(rows), country, language, today, sure_country=share > 0)
    tax_rows = taxes.find_tax_rows(rows, sheet.labelled, places.tax_rates(country))
    ranked = totals.rank_totals(sheet.labelled, tax_rows, rows)
    _put_total(sheet, ranked)
    dated = _put_date(sheet)
    name = _put_merchant(sheet)
    lines = _put_taxes(sheet, tax_rows)
    _put_money(sheet)
    _put_payment(sheet)
    category = payment.find_category(rows, _merchant_name(sheet).casefold())
    if category:
        sheet.put(Field.CATEGORY, category[0], 0.7, category[2].evidence())
    currency, _ = _currency(sheet, ranked, dated)
    head = name[-1].index if name and name[-1].index < HEAD else -1
    return Draft(
        fields=sheet.fields,
        currency=currency,
        tax_lines=lines,
        items=tuple(items.find_items(rows, sheet.labelled, head, _total(sheet))),
        receipt_type=category[1] if category else "retail",
        language=language,
        country=country,
        summary=_summary(sheet, currency),
    )


def _merchant_name(sheet: _Sheet) -> str:
    value = sheet.fields.get(Field.MERCHANT)
    return str(value.value) if value else ""


def _total(sheet: _Sheet) -> Decimal | None:
    found = sheet.fields.get(Field.TOTAL)
    return found.value if found and isinstance(found.value, Decimal) else None


def _put_total(sheet: _Sheet, ranked: Sequence[totals.Candidate]) -> None:
    if ranked:
        best = ranked[0]
        sheet.put(Field.TOTAL, best.value, totals.confidence_of(ranked), best.best.row.evidence())


def _put_date(sheet: _Sheet) -> date | None:
    sightings = dates.find_dates(sheet.rows, sheet.country, sheet.today)
    dated = None
    if sightings:
        best = sightings[0]
        dated = best.row
        where = sheet.country if sheet.sure_country else None
        sheet.put(Field.DATE, best.value, dates.confidence_of(sightings, where), dated.evidence())
    if found := dates.find_time(sheet.rows, dated):
        sheet.put(Field.TIME, found[0], 0.9 * found[1].score, found[1].evidence())
    return sightings[0].value if sightings else None


def _put_merchant(sheet: _Sheet) -> tuple[Row, ...]:
    names = merchants.find_names(sheet.rows, sheet.country)
    name: tuple[Row, ...] = ()
    if names:
        name = names[0].rows
        sheet.put(Field.MERCHANT, names[0].text, merchants.confidence_of(names), evidence_of(name))
    where = addresses.find_address(sheet.rows, name)
    if where:
        score = min(row.score for row in where)
        text = addresses.join_address(where, sheet.country)
        sheet.put(Field.ADDRESS, text, 0.85 * score, evidence_of(where))
    return name


def _put_taxes(sheet: _Sheet, tax_rows: Sequence[taxes.TaxRow]) -> tuple[TaxLine, ...]:
    chosen = taxes.choose_lines(tax_rows, _total(sheet))
    if chosen:
        tax = sum((row.amount for row in chosen), Decimal(0))
        confidence = min((0.95 if row.proven else 0.7) * row.row.score for row in chosen)
        sheet.put(Field.TAX, tax, confidence, evidence_of([row.row for row in chosen]))
    return tuple(taxes.as_tax_line(row) for row in chosen)


def _put_money(sheet: _Sheet) -> None:
    total = sheet.fields.get(Field.TOTAL)
    tip = next((e for e in sheet.labelled if e.role is Role.TIP and e.amount.value), None)
    if tip:
        sheet.put(Field.TIP, abs(tip.amount.value), 0.8 * tip.row.score, tip.row.evidence())
    tax = sheet.fields.get(Field.TAX)
    for role, trust in ((Role.SUBTOTAL, 0.85), (Role.NET, 0.75)):
        found = next(
            (e for e in sheet.labelled if e.role is role and e.amount.value and e.columns == 1),
            None,
        )
        if found:
            value = abs(found.amount.value)
            fits = total and tax and value + tax.value == total.value  # type: ignore[operator]
            sheet.put(
                Field.SUBTOTAL,
                value,
                (0.95 if fits else trust) * found.row.score,
                found.row.evidence(),
            )
            return


def _put_payment(sheet: _Sheet) -> None:
    rows = sheet.rows
    if paid := payment.find_payment(rows, sheet.labelled):
        sheet.put(Field.PAYMENT, paid[0], paid[2] * paid[1].score, paid[1].evidence())
    for name, found in (
        (Field.CARD, payment.find_card(rows)),
        (Field.NUMBER, payment.find_number(rows)),
        (Field.PHONE, payment.find_phone(rows)),
        (Field.TAX_ID, payment.find_tax_id(rows, sheet.country)),
    ):
        if found:
            sheet.put(name, found[0], 0.85 * found[1].score, found[1].evidence())


def _currency(
    sheet: _Sheet, ranked: Sequence[totals.Candidate], day: date | None
) -> tuple[str | None, float]:
    signs = [entry.amount.sign for _, entry in ranked[0].mentions] if ranked else []
    return places.decide_currency(sheet.rows, sheet.country, signs, day)


def _summary(sheet: _Sheet, currency: str | None) -> str | None:
    day = sheet.fields.get(Field.DATE)
    when = day.value if day and isinstance(day.value, date) else None
    return summarise(sheet.language, _merchant_name(sheet) or None, _total(sheet), currency, when)
