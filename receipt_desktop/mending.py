"""Where the sums of a receipt break, and what would mend them. Pure functions over a draft.

A proposal is made only when it is the single one of its kind that makes the sums come out.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from receipt_desktop.draft import Draft, Field, Item, Reason, Source, TaxLine

CENT = Decimal("0.02")
"""Rounding of a tax line."""
ROUNDING = Decimal("0.05")
"""Cash rounding moves a total by at most this (Malaysia, Switzerland, Finland ...)."""
MISREAD = MappingProxyType({"0": "68", "1": "74", "3": "8", "4": "19", "5": "6", "6": "058",
                            "7": "1", "8": "036", "9": "4"})  # fmt: skip
"""Digits that readers take for one another."""


class Kind(enum.StrEnum):
    """What a mend is about."""

    PRODUCT = "product"
    DIGIT = "digit"
    EXTRA = "extra"
    TOTAL = "total"
    TYPED = "typed"
    """As `TOTAL`, for a total that a person typed."""
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class Mend:
    """One proposal. Lines count from 1; `printed` is what was read, `proposed` what would fit."""

    kind: Kind
    line: int
    name: str
    """The item's description, or the tax rate in percent."""
    printed: Decimal
    proposed: Decimal


SENTENCES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PRODUCT: "Line {line}, {name}: quantity times price is {proposed}, not {printed}.",
        Kind.DIGIT: "Line {line}, {name}: with {proposed} for {printed} the items add up.",
        Kind.EXTRA: "Without line {line}, {name} ({printed}), the items add up.",
        Kind.TOTAL: "The items add up to {proposed}; the total was read as {printed}.",
        Kind.TYPED: "The items add up to {proposed}; the total that was typed in is {printed}.",
        Kind.TAX: "Tax line {line}: {name} % of its net amount is {proposed}, not {printed}.",
    }
)


def sentence(mend: Mend) -> str:
    """The proposal in English."""
    return SENTENCES[mend.kind].format(**details(mend))


def details(mend: Mend) -> dict[str, str | int]:
    """What a sentence is filled with."""
    numbers = {"printed": f"{mend.printed:.2f}", "proposed": f"{mend.proposed:.2f}"}
    return {"line": mend.line, "name": mend.name, **numbers}


def mends(draft: Draft, reasons: Collection[Reason]) -> tuple[Mend, ...]:
    """What would make right the sums that `reasons` complain about, items first."""
    items = _of_items(draft) if Reason.SUM_MISMATCH in reasons else ()
    return (*items, *(_of_taxes(draft) if Reason.TAX_MISMATCH in reasons else ()))


def items_add_up(draft: Draft) -> bool | None:
    """Whether items (+ tax) (+ tip) make the total; None when there are no items or no total."""
    apart = _apart(draft)
    return None if apart is None else any(abs(one) <= ROUNDING for one in apart)


def tax_lines_fit(draft: Draft) -> bool | None:
    """Whether net x rate = tax on every line that has all three; None when there is none."""
    whole = [line for line in draft.tax_lines if _product(line) is not None]
    return all(_fits(line) for line in whole) if whole else None


def _apart(draft: Draft) -> list[Decimal] | None:
    """Total less the items, with and without tax and tip: what is missing in each way to add."""
    total, tax, tip = (draft.get(name) for name in (Field.TOTAL, Field.TAX, Field.TIP))
    if not draft.items or not isinstance(total, Decimal):
        return None
    summed = sum((item.total for item in draft.items), Decimal(0))
    extras = [value for value in (tax, tip) if isinstance(value, Decimal)]
    ways = dict.fromkeys((Decimal(0), *extras, sum(extras, Decimal(0))))
    return [total - summed - extra for extra in ways]


def _of_items(draft: Draft) -> tuple[Mend, ...]:
    apart = _apart(draft)
    if not apart or items_add_up(draft):
        return ()
    found = _single(_products(draft.items, apart)) or _single(_extras(draft.items, apart))
    found = found or _single(_digits(draft.items, apart)) or _wrong_products(draft.items)
    return found or _other_total(draft)


def _single(found: Iterable[Mend]) -> tuple[Mend, ...]:
    """The proposal when there is just one."""
    listed = tuple(dict.fromkeys(found))
    return listed if len(listed) == 1 else ()


def _products(items: tuple[Item, ...], apart: list[Decimal]) -> Iterable[Mend]:
    """Lines whose quantity times price closes the gap."""
    for mend in _wrong_products(items):
        if mend.proposed - mend.printed in apart:
            yield mend


def _wrong_products(items: tuple[Item, ...]) -> tuple[Mend, ...]:
    """Lines that are not quantity times price."""
    found = []
    for number, item in enumerate(items, 1):
        if item.quantity is None or item.unit_price is None:
            continue
        product = _cents(item.quantity * item.unit_price)
        if abs(product - item.total) > CENT:
            found.append(Mend(Kind.PRODUCT, number, item.description, item.total, product))
    return tuple(found)


def _extras(items: tuple[Item, ...], apart: list[Decimal]) -> Iterable[Mend]:
    """Lines that are too much."""
    for number, item in enumerate(items, 1):
        if item.total and -item.total in apart:
            yield Mend(Kind.EXTRA, number, item.description, item.total, Decimal(0))


def _digits(items: tuple[Item, ...], apart: list[Decimal]) -> Iterable[Mend]:
    """Lines with one digit that may have been misread, which closes the gap."""
    for number, item in enumerate(items, 1):
        for gap in apart:
            wanted = item.total + gap
            if wanted > 0 and _one_misread(f"{item.total:.2f}", f"{wanted:.2f}"):
                yield Mend(Kind.DIGIT, number, item.description, item.total, wanted)


def _one_misread(read: str, printed: str) -> bool:
    different = [(a, b) for a, b in zip(read, printed, strict=False) if a != b]
    return (
        len(read) == len(printed)
        and len(different) == 1
        and different[0][1] in MISREAD.get(different[0][0], "")
    )


def _other_total(draft: Draft) -> tuple[Mend, ...]:
    total = draft.fields.get(Field.TOTAL)
    summed = sum((item.total for item in draft.items), Decimal(0))
    if total is None or not isinstance(total.value, Decimal) or summed <= 0:
        return ()
    kind = Kind.TYPED if total.source is Source.PERSON else Kind.TOTAL
    return (Mend(kind, 0, "", total.value, summed),)


def _of_taxes(draft: Draft) -> tuple[Mend, ...]:
    found = []
    for number, line in enumerate(draft.tax_lines, 1):
        product = _product(line)
        if product is not None and not _fits(line):
            found.append(Mend(Kind.TAX, number, f"{line.rate:f}", line.amount, product))
    return tuple(found)


def _product(line: TaxLine) -> Decimal | None:
    """Net x rate, to the cent."""
    return None if line.rate is None or line.net is None else _cents(line.net * line.rate / 100)


def _fits(line: TaxLine) -> bool:
    exact = (line.net or Decimal(0)) * (line.rate or Decimal(0)) / 100
    return abs(exact - line.amount) <= CENT


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
