"""Candidates for the fields that a person reviews: what the rules ranked behind their choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.candidates import MAX_CANDIDATES, Candidate, Candidates
from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.domain.page import Evidence, Text
from receipt_desktop.domain.reading import Draft
from receipt_desktop.extraction.facts.countries import load_country_facts
from receipt_desktop.extraction.rules import dates, origin, taxes, times, totals
from receipt_desktop.extraction.rules.merchant import scoring
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.amount_style import style_rows
from receipt_desktop.extraction.text.document_pages import keep_invoice_pages
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow, build_rows, make_evidence

_ROLES = {
    Field.SUBTOTAL: (AmountRole.SUBTOTAL, AmountRole.NET),
    Field.TAX: (AmountRole.TAX,),
    Field.TIP: (AmountRole.TIP,),
}
"""The labels that come first for an amount; the other amounts follow from top to bottom."""
MAX_CURRENCIES = 5
"""The likeliest; a shared sign may stand for more than a dozen."""


def find_candidates(
    text: Text, draft: Draft, today: date, home_country: str | None = None
) -> Candidates:
    """Candidates by field, without the present value of the draft.

    Currency and country of the draft decide how amounts and dates are read.
    """
    rows = style_rows(build_rows(keep_invoice_pages(text.lines)), draft.currency)
    labelled = label_amounts(rows)
    country = draft.country or home_country
    found: dict[Field, Iterator[Candidate]] = {
        Field.TOTAL: _list_totals(rows, labelled, country),
        Field.DATE: _list_dates(rows, country, today),
        Field.MERCHANT: _list_merchants(rows, country),
        Field.TIME: _list_times(rows),
        Field.CURRENCY: _list_currencies(rows, draft, home_country),
        Field.CATEGORY: (Candidate(name) for name in CATEGORIES),
    }
    for field, roles in _ROLES.items():
        found[field] = _list_amounts(labelled, roles)
    return {field: _keep_best(draft, field, candidates) for field, candidates in found.items()}


def _keep_best(draft: Draft, field: Field, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The first of each value, other than the present one."""
    present = draft.currency if field is Field.CURRENCY else draft.get_value(field)
    by_value: dict[object, Candidate] = {}
    for candidate in found:
        if candidate.value != present:
            by_value.setdefault(candidate.value, candidate)
    return tuple(by_value.values())[:MAX_CANDIDATES]


def _list_totals(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], country: str | None
) -> Iterator[Candidate]:
    tax_rows = taxes.find_tax_rows(rows, labelled, taxes.list_tax_rates(country))
    for ranked in totals.rank_totals(labelled, tax_rows, rows):
        mention = ranked.best_mention
        yield Candidate(ranked.signed_value, _locate_amount(mention))


def _list_dates(rows: Sequence[TextRow], country: str | None, today: date) -> Iterator[Candidate]:
    sightings = dates.find_dates(rows, country, today)
    for sighting in sightings:
        yield Candidate(sighting.value, sighting.row.evidence())
    for sighting in sightings:
        if sighting.swapped_date:
            yield Candidate(sighting.swapped_date, sighting.row.evidence())


def _list_merchants(rows: Sequence[TextRow], country: str | None) -> Iterator[Candidate]:
    for name in scoring.rank_merchants(rows, country):
        yield Candidate(name.text, make_evidence(name.rows))


def _list_times(rows: Sequence[TextRow]) -> Iterator[Candidate]:
    if found := times.find_time(rows, None):
        yield Candidate(found[0], found[1].evidence())


def _list_currencies(
    rows: Sequence[TextRow], draft: Draft, home_country: str | None
) -> Iterator[Candidate]:
    """What signs and clues to the country support, then the currency of the home country."""
    value = draft.get_value(Field.DATE)
    day = value if isinstance(value, date) else None
    clues = origin.collect_origin_clues(rows)
    for currency in origin.rank_currencies(clues, day)[:MAX_CURRENCIES]:
        sign = next((sign for sign in clues.signs if currency in sign.currencies), None)
        row = next((row for row in rows if sign and row.index == sign.row), None)
        yield Candidate(currency, row.evidence() if row else None)
    if home := load_country_facts().get(home_country or ""):
        yield Candidate(origin.find_currency(home, day))


def _list_amounts(
    labelled: Sequence[LabelledAmount], roles: tuple[AmountRole, ...]
) -> Iterator[Candidate]:
    for entry in sorted(labelled, key=lambda entry: entry.role not in roles):
        if entry.amount.value != Decimal(0):
            yield Candidate(entry.amount.value, _locate_amount(entry))


def _locate_amount(entry: LabelledAmount) -> Evidence:
    """The amount alone where one piece of the row contains it, else the whole row."""
    printed = entry.row.text[entry.amount.start : entry.amount.end].strip()
    for piece in entry.row.pieces:
        start = piece.text.find(printed) if printed else -1
        if start >= 0:
            return Evidence(piece.page, piece.locate(start, start + len(printed)), piece.text)
    return entry.row.evidence()
