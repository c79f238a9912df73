"""Lays out a sample as printed rows, without fonts."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

from tests.samples.receipt import Bought, Layout, Payment, Sample


class Style(enum.Enum):
    """The style of a row."""

    PLAIN = "plain"
    BOLD = "bold"
    CENTRED = "centred"
    HEADLINE = "headline"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: the first cell is left-aligned, the others end at tab stops."""

    cells: tuple[str, ...] = ()
    style: Style = Style.PLAIN

    @property
    def text(self) -> str:
        """The whole text."""
        return " ".join(cell for cell in self.cells if cell)


RULE = Row(style=Style.RULE)
GAP = Row()


def rows(sample: Sample) -> list[Row]:
    """The printed rows."""
    return {Layout.SHOP: _shop, Layout.TABLE: _table, Layout.INVOICE: _invoice}[sample.layout](
        sample
    )


def _head(sample: Sample, style: Style = Style.CENTRED) -> list[Row]:
    return [Row((sample.merchant,), Style.HEADLINE), *(Row((a,), style) for a in sample.address)]


def _moment(sample: Sample) -> Row:
    return Row((sample.country.day(sample.day), f"{sample.hour:%H:%M}"))


def _shop(sample: Sample) -> list[Row]:
    words = sample.country.words
    printed = [*_head(sample), GAP, _moment(sample), RULE]
    for item in sample.items:
        printed += _bought(sample, item)
    printed += [*_taken_off(sample), RULE, *_sum(sample), *_paid(sample), GAP]
    printed += _tax_table(sample)
    printed += [GAP, Row((f"{words.number} {sample.number}",), Style.CENTRED)]
    return [*printed, Row((words.thanks,), Style.CENTRED)]


def _bought(sample: Sample, item: Bought) -> list[Row]:
    """A line item; a quantity has its own row above: 2 x 1,15."""
    country = sample.country
    amount = country.money(item.total) + _tax_letter(sample, item)
    if item.quantity == 1:
        return [Row((item.name, amount))]
    times = f"  {_quantity(sample, item)} x {country.money(item.price)}"
    return [Row((item.name,)), Row((times, amount))]


def _quantity(sample: Sample, item: Bought) -> str:
    return f"{item.quantity.normalize():f}".replace(".", sample.country.point)


def _tax_letter(sample: Sample, item: Bought) -> str:
    """A or B after the price when there are several tax rates."""
    rates = [line.rate for line in sample.tax_lines]
    if len(rates) < 2:
        return ""
    return " " + "ABCD"[rates.index(sample.rate if item.rate is None else item.rate)]


def _taken_off(sample: Sample) -> list[Row]:
    if not sample.discount:
        return []
    country = sample.country
    return [Row((country.words.discount, country.money(-sample.discount)))]


def _sum(sample: Sample) -> list[Row]:
    country, words = sample.country, sample.country.words
    printed = []
    if sample.total != sample.subtotal:
        printed.append(Row((words.subtotal, country.money(sample.subtotal))))
    if country.tax_added:
        printed += [
            Row((f"{words.tax} {country.percent(line.rate)}", country.money(line.amount)))
            for line in sample.tax_lines
        ]
    if sample.tip:
        printed.append(Row((words.tip, country.money(sample.tip))))
    return [*printed, Row((words.total, country.price(sample.total)), Style.BOLD)]


def _paid(sample: Sample) -> list[Row]:
    country, words = sample.country, sample.country.words
    if sample.payment is None:
        return []
    if sample.payment is Payment.CARD:
        card = Row((words.card, country.money(sample.total)))
        return [card, Row((f"**** **** **** {sample.card_last4}",))]
    handed = sample.tendered or sample.total
    printed = [Row((words.cash, country.money(handed)))]
    if handed > sample.total:
        printed.append(Row((words.change, country.money(handed - sample.total))))
    return printed


def _tax_table(sample: Sample) -> list[Row]:
    country, words = sample.country, sample.country.words
    if country.tax_added or not sample.tax:
        return []
    letters = "ABCD" if len(sample.tax_lines) > 1 else " "
    printed = [Row((words.tax, words.net, words.tax, words.gross))]
    for letter, line in zip(letters, sample.tax_lines, strict=False):
        amounts = (line.net, line.amount, line.net + line.amount)
        head = f"{letter} {country.percent(line.rate)}".strip()
        printed.append(Row((head, *map(country.money, amounts))))
    return printed


def _table(sample: Sample) -> list[Row]:
    words = sample.country.words
    printed = [*_head(sample), GAP, Row((f"{words.number} {sample.number}",)), _moment(sample), GAP]
    for item in sample.items:
        name = f"{_quantity(sample, item)} {item.name}"
        printed.append(Row((name, sample.country.money(item.total))))
    printed += [*_taken_off(sample), RULE, *_sum(sample), *_paid(sample), GAP]
    if not sample.country.tax_added:
        printed += [_one_tax(sample, line.rate, line.amount) for line in sample.tax_lines]
    return [*printed, GAP, Row((words.thanks,), Style.CENTRED)]


def _one_tax(sample: Sample, rate: Decimal, amount: Decimal) -> Row:
    country = sample.country
    return Row((f"{country.words.tax} {country.percent(rate)}", country.money(amount)))


def _invoice(sample: Sample) -> list[Row]:
    country, words = sample.country, sample.country.words
    description, quantity, price = words.goods
    number = Row((f"{words.number} {sample.number}", country.day(sample.day)), Style.BOLD)
    printed = [*_head(sample, Style.PLAIN), GAP, GAP, number, GAP, RULE]
    printed += [Row((description, quantity, price, country.currency), Style.BOLD), RULE]
    for item in sample.items:
        amounts = (country.money(item.price), country.money(item.total))
        printed.append(Row((item.name, _quantity(sample, item), *amounts)))
    printed += [*_taken_off(sample), RULE]
    if not country.tax_added:
        net = sum((line.net for line in sample.tax_lines), Decimal(0))
        printed.append(Row((words.net, country.money(net))))
        printed += [_one_tax(sample, line.rate, line.amount) for line in sample.tax_lines]
    return [*printed, *_sum(sample), GAP, *_paid(sample), GAP, Row((words.thanks,))]
