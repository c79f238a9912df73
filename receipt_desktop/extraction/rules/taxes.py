"""Finds tax rows; arithmetic, not the column, decides which amount is net, tax or gross."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.domain.reading import TaxLine
from receipt_desktop.extraction.facts.loader import get_country_fact
from receipt_desktop.extraction.rules.tax_bases import (
    find_row_with_bare_rate,
    find_row_with_base,
)
from receipt_desktop.extraction.rules.tax_candidates import (
    TaxCandidate,
    find_rates,
    match_rate,
    rounding_of_row,
)
from receipt_desktop.extraction.rules.tax_layouts import (
    find_amount_before_name,
    find_row_without_rate,
    find_row_without_tax,
    is_label_of_other,
    prove_by_subtotal,
    prove_together,
    restore_refunded,
)
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import (
    find_parallel_names,
    is_informative,
    is_name_of_tax,
    lacks_letter_of_tax,
    names_other_tax,
    names_tax,
    names_taxed_amount,
    states_included_taxes,
)

_BARE_RATE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,]| ?(?:[^\W\d_]{1,3} ?)?[x×*@])"
)


def find_tax_rows(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], rates: Sequence[Decimal]
) -> list[TaxCandidate]:
    """All rows with a tax amount, from top to bottom; `rates` are usual in the country."""
    by_row: dict[int, list[LabelledAmount]] = {}
    for entry in labelled:
        by_row.setdefault(entry.row.index, []).append(entry)
    found: list[TaxCandidate] = []
    printed = [rate for row in rows for rate in find_rates(row.text) if rate in rates]
    first_total = next((e.row.index for e in labelled if e.role in _CLOSING_ROLES), 0)
    is_sale = any(e.role in _CLOSING_ROLES and e.amount.value > 0 for e in labelled)
    for row in rows:
        entries = by_row.get(row.index, [])
        if is_informative(row.text) or _is_discount(row, entries):
            continue
        usual = (
            rates if row.index >= first_total else ()
        )  # a number without % among items is a quantity
        table = _parse_table_row(row, usual, ()) if len(entries) > 1 else None
        if table is None and len(entries) > 1 and entries[0].role in _SUM_ROLES:
            table = _parse_table_row(row, rates, printed)
        table = table or find_row_without_rate(row, usual) or find_row_without_tax(row, usual)
        table = table or find_amount_before_name(row, entries, labelled)
        table = find_row_with_base(row) or table or find_row_with_bare_rate(row, entries, labelled)
        if table:
            found.append(table)
            continue
        if row.index < first_total and is_sale and all(e.amount.value < 0 for e in entries):
            continue  # a discount: "KM  -8.400" of a Vietnamese shop
        named = _parse_labelled_row(row, entries, may_be_unlabelled=row.index >= first_total)
        found.extend(named)
        if not named or _RUN.search(row.text):
            is_below = 0 < first_total <= row.index
            possible = _list_possible_taxes(row, entries, is_below_total=is_below)
            found.extend(prove_by_subtotal(one, labelled) for one in possible)
    return restore_refunded(prove_together(found, labelled))


def _is_discount(row: TextRow, entries: Sequence[LabelledAmount]) -> bool:
    """Whether the rate is that of a discount: "Rabatt: SEK 20.70 (17.3% av 119.70)".

    Net, tax and gross of a discount are a tax: "Coupon 19,0%  -0,24  -0,05  -0,29".
    """
    first = entries[0] if 0 < len(entries) < _COLUMNS else None
    if first is None or first.role is not AmountRole.DISCOUNT or names_tax(row.text):
        return False
    return first.label in row.text[: first.amount.start]


_COLUMNS = 3
"""Net, tax and gross."""
_SUM_ROLES = frozenset({AmountRole.TOTAL, AmountRole.TAX, AmountRole.NET})
_CLOSING_ROLES = frozenset(
    {
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.SUBTOTAL,
        AmountRole.NET,
    }
)


def _parse_table_row(
    row: TextRow, usual: Sequence[Decimal], printed_rates: Sequence[Decimal]
) -> TaxCandidate | None:
    amounts = list(dict.fromkeys(abs(amount.value) for amount in row.amounts))
    printed = find_rates(row.text)
    bare = [Decimal(raw.replace(",", ".")) for raw in _BARE_RATE.findall(row.text)]
    rates = [*printed, *(rate for rate in bare if rate in usual and rate > 0), *printed_rates]
    for rate in rates:
        if found := match_rate(rate, amounts, rounding_of_row(row)):
            net, tax, gross = found
            names = find_parallel_names(row.text)
            return TaxCandidate(row, rate, net, tax, gross, is_proven=True, names=names)
    return None


def _parse_labelled_row(
    row: TextRow, entries: Sequence[LabelledAmount], *, may_be_unlabelled: bool
) -> list[TaxCandidate]:
    found = []
    for entry in entries:
        if entry.columns > 1 or not _is_tax(entry, may_be_unlabelled=may_be_unlabelled):
            continue
        if _SAME_NUMBER.match(row.text[entry.amount.end :]):
            continue
        if is_label_of_other(entry, is_item=not may_be_unlabelled):
            continue
        rates = find_rates(entry.label) or find_rates(row.text[entry.amount.end :])
        rate = rates[0] if rates else None
        found.append(
            TaxCandidate(
                row,
                rate,
                None,
                abs(entry.amount.value),
                None,
                is_proven=False,
                names=find_parallel_names(entry.label),
            )
        )
    return found


_SAME_NUMBER = re.compile(r" \d{4}(?!\d)")
"""Behind the "amount" in a registration number: "T.V.Q. 10 1909 2701"."""


def _is_tax(entry: LabelledAmount, *, may_be_unlabelled: bool) -> bool:
    """Whether the words before an amount name a tax, not the amount that is taxed."""
    if entry.role is AmountRole.TAX:
        return not names_other_tax(entry.label)
    if not names_tax(entry.label):
        return False
    if entry.role is AmountRole.INCL:  # "Prices incl. VAT 20%  10.39"
        return True
    is_unlabelled = entry.role is AmountRole.NONE or entry.strength < 1
    return (
        is_unlabelled
        and not names_taxed_amount(entry.label)
        and (may_be_unlabelled or is_name_of_tax(entry.label))
    )


def _list_possible_taxes(
    row: TextRow, entries: Sequence[LabelledAmount], *, is_below_total: bool
) -> list[TaxCandidate]:
    """The amounts of a row that names a tax or prints a rate: one is a tax if the total proves it.

    "TOTAL INCLUDES GST OF 3.49", "VAT INCL 70.44 8.65", "C = 19,00% 0,62"; below the total also
    the name without one of its letters: "VA 13,909".
    """
    is_named = names_tax(row.text) or (is_below_total and lacks_letter_of_tax(row.text))
    rates = find_rates(row.text)
    if not (is_named or rates) or any(entry.role in _OTHER_ROLES for entry in entries):
        return []
    rate = rates[0] if rates else None
    printed = [entry.amount.value for entry in entries]
    values = dict.fromkeys((*map(abs, printed), *_split_amounts(row)))
    is_open = not states_included_taxes(row.text)
    return [
        TaxCandidate(row, rate, None, value, None, is_proven=False, needs_proof=is_open)
        for value in values
        if value
    ]


_OTHER_ROLES = frozenset(
    {
        AmountRole.DISCOUNT,
        AmountRole.CHANGE,
        AmountRole.CASH,
        AmountRole.CARD,
        AmountRole.COUNT,
        AmountRole.TIP,
        AmountRole.SUGGESTED,
        AmountRole.ROUNDING,
    }
)


def _split_amounts(row: TextRow) -> list[Decimal]:
    """The amounts of columns that OCR ran together: "13.691.31" is 13.69 and 1.31."""
    return [
        Decimal(f"{whole}.{cents}")
        for run in _RUN.findall(row.text)
        for whole, cents in re.findall(r"(\d+)[.,](\d\d)", run)
    ]


_RUN = re.compile(r"(?<![\d.,])\d+[.,]\d\d\d+[.,]\d\d(?![\d.,])")


def make_tax_line(row: TaxCandidate) -> TaxLine:
    """The tax line of a row."""
    confidence = (0.95 if row.is_proven else 0.7) * min(1.0, row.row.score + 0.05)
    return TaxLine(row.rate, row.net, row.amount, round(confidence, 3), row.row.evidence())


def list_tax_rates(country: str | None) -> list[Decimal]:
    """Usual tax rates of a country in percent."""
    return [Decimal(rate) for rate in get_country_fact(country, "rates", [])]
