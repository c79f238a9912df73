"""The truth of a drawn receipt, from which all printed values follow."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from tests.samples.countries import Country

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Round half up to cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


class Layout(enum.Enum):
    """The layout of the paper."""

    SHOP = "shop"
    """A till's narrow roll, one typewriter face; tax table at the foot."""
    TABLE = "table"
    """A restaurant's: proportional face, quantities first, tip."""
    INVOICE = "invoice"
    """A4 with columns."""


class Payment(enum.Enum):
    """The payment; with None on a sample it is not printed."""

    CASH = "cash"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Bought:
    """A line item."""

    name: str
    price: Decimal
    quantity: Decimal = Decimal(1)
    rate: Decimal | None = None
    """Tax rate in percent where it is not the receipt's."""

    @property
    def total(self) -> Decimal:
        return cents(self.price * self.quantity)


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A row of the tax table."""

    rate: Decimal
    net: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Look:
    """Damage to the paper and the picture."""

    tilt: float = 0.0
    """Degrees, counter-clockwise."""
    noise: int = 0
    """Percent of speckle."""
    blur: float = 0.0
    """Radius in pixels."""
    turned: int = 0
    """Quarter turns, clockwise, of the pixels."""
    shadow: float = 0.0
    """How dark the darkest corner is, 0 to 1."""
    slant: float = 0.0
    """How much narrower the far end is, 0 to 1: a photo taken at an angle."""
    table: bool = False
    """On a dark table top instead of filling the picture."""
    bend: float = 0.0
    """How far the middle of each line lies above its ends, in parts of the width: rolled paper."""
    wave: float = 0.0
    """Height of the waves along each line, in parts of the width: creased paper."""
    frame: float = 0.0
    """Width of the table around the paper, in parts of its width: taken from afar."""
    dark: bool = False
    """Light on dark, as a screenshot at night."""
    pen: bool = False
    """With pen strokes and a pale stamp across."""
    faded: float = 0.0
    """How much of its ink a thermal paper has lost, 0 to 1."""


PHOTO = Look(tilt=2.5, noise=2, blur=0.6, shadow=0.3, slant=0.04, table=True)
SCAN = Look(tilt=-0.6, noise=2, blur=0.4)


@dataclass(frozen=True, slots=True)
class Sample:
    """A receipt with its truth."""

    country: Country
    merchant: str
    address: tuple[str, ...]
    """Every line of the head below the name: street, town, telephone, tax number."""
    day: date
    hour: time
    items: tuple[Bought, ...]
    rate: Decimal
    """Tax rate in percent of items that name no other."""
    number: str = "000137"
    discount: Decimal = Decimal(0)
    """Taken off goods of the main rate, as a positive amount."""
    tip: Decimal = Decimal(0)
    payment: Payment | None = Payment.CASH
    tendered: Decimal | None = None
    """Cash handed over, when it was more than the total."""
    card_last4: str = "4417"
    layout: Layout = Layout.SHOP
    look: Look = Look()
    seed: int = 1

    @property
    def currency(self) -> str:
        return self.country.currency

    @property
    def subtotal(self) -> Decimal:
        """The sum of the items minus the discount, as printed."""
        return sum((item.total for item in self.items), Decimal(0)) - self.discount

    @property
    def tax_lines(self) -> tuple[TaxLine, ...]:
        """Tax lines by rate, the main rate first."""
        goods = {self.rate: -self.discount}
        for item in self.items:
            rate = self.rate if item.rate is None else item.rate
            goods[rate] = goods.get(rate, Decimal(0)) + item.total
        return tuple(self._tax_line(rate, amount) for rate, amount in goods.items() if amount)

    def _tax_line(self, rate: Decimal, amount: Decimal) -> TaxLine:
        if self.country.tax_added:
            return TaxLine(rate, amount, cents(amount * rate / 100))
        net = cents(amount / (1 + rate / 100))
        return TaxLine(rate, net, amount - net)

    @property
    def tax(self) -> Decimal:
        return sum((line.amount for line in self.tax_lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        """The amount charged, including tax and printed tip."""
        return self.subtotal + self.tip + (self.tax if self.country.tax_added else Decimal(0))

    def truth(self, file: str) -> dict[str, object]:
        """The truth as a line of `truth.jsonl`."""
        return {
            "id": file.rpartition(".")[0],
            "file": file,
            "set": "drawn",
            "merchant": self.merchant,
            "merchant_aliases": [],
            "address": ", ".join(self.address[:2]),
            "date": self.day.isoformat(),
            "currency": self.currency,
            "total": str(self.total),
            "total_alternatives": [],
            "tax": str(self.tax),
            "tip": str(self.tip) if self.tip else None,
            "items": [
                {
                    "description": item.name,
                    "quantity": str(item.quantity),
                    "amount": str(item.total),
                }
                for item in self.items
            ],
            "items_complete": True,
            "language": self.country.language,
        }
