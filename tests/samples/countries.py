"""Formats of receipts by country: words, money, dates."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of amounts in one language."""

    total: str
    subtotal: str
    tax: str
    net: str
    gross: str
    cash: str
    card: str
    change: str
    discount: str
    tip: str
    number: str
    _: KW_ONLY
    goods: tuple[str, str, str]
    """Heads of an invoice's columns: description, quantity, price."""
    thanks: str


@dataclass(frozen=True, slots=True)
class Country:
    """The formats of a country."""

    code: str
    """ISO 3166-1 alpha-2."""
    language: str
    """ISO 639-1."""
    currency: str
    """ISO 4217."""
    symbol: str
    """Printed beside the total; empty for none."""
    words: Words
    day_format: str
    """strftime's."""
    point: str = ","
    group: str = "."
    symbol_first: bool = False
    tax_added: bool = False
    """Prices are printed without tax, as in the United States."""

    def money(self, amount: Decimal) -> str:
        """An amount as printed in the country, without the currency."""
        plain = f"{amount:,.2f}"
        return plain.translate({ord(","): self.group, ord("."): self.point})

    def price(self, amount: Decimal) -> str:
        """An amount as printed in the country, with the currency."""
        if not self.symbol:
            return self.money(amount)
        if self.symbol_first:
            return f"{self.symbol}{self.money(amount)}"
        return f"{self.money(amount)} {self.symbol}"

    def percent(self, rate: Decimal) -> str:
        """A rate as printed: 7 %, 5,5 %."""
        return f"{rate.normalize():f}".replace(".", self.point) + "%"

    def day(self, day: date) -> str:
        """A date as printed in the country."""
        return day.strftime(self.day_format)


def _words(line: str) -> Words:
    """Parse a line of the table below."""
    parts = [part.strip() for part in line.split("|")]
    description, quantity, price = parts[11].split(",")
    return Words(*parts[:11], goods=(description, quantity, price), thanks=parts[12])


# total | subtotal | tax | net | gross | cash | card | change | discount | tip | number | goods | ..
GERMAN = _words(
    "SUMME|Zwischensumme|MwSt|Netto|Brutto|Bar|EC-Karte|Rückgeld|Rabatt|Trinkgeld|Beleg-Nr."
    "|Bezeichnung,Menge,Einzelpreis|Vielen Dank für Ihren Einkauf!"
)
FRENCH = _words(
    "TOTAL À PAYER|Sous-total|TVA|HT|TTC|Espèces|CB|Rendu|Remise|Pourboire|Ticket n°"
    "|Désignation,Qté,Prix|Merci de votre visite"
)
ENGLISH = _words(
    "TOTAL|Subtotal|VAT|Net|Gross|Cash|Card|Change|Discount|Gratuity|Receipt No"
    "|Description,Qty,Price|Thank you, please come again"
)
AMERICAN = _words(
    "Total|Subtotal|Sales Tax|Taxable|Gross|Cash|VISA|Change Due|Coupon|Tip|Check #"
    "|Description,Qty,Price|Thank you for dining with us"
)
MALAY = _words(
    "TOTAL|SUB TOTAL|GST|AMOUNT|TOTAL INCL|CASH|CARD|CHANGE|DISCOUNT|SERVICE|INVOICE NO"
    "|ITEM,QTY,PRICE|GOODS SOLD ARE NOT RETURNABLE, TERIMA KASIH"
)
SPANISH = _words(
    "TOTAL|Subtotal|IVA|Base|Importe|Efectivo|Tarjeta|Cambio|Descuento|Propina|Factura simplificada"
    "|Concepto,Cant,Precio|Gracias por su compra"
)
ITALIAN = _words(
    "TOTALE COMPLESSIVO|Subtotale|di cui IVA|Imponibile|Lordo|Pagamento contante"
    "|Pagamento elettronico|Resto|Sconto|Mancia|DOCUMENTO N.|Descrizione,Qtà,Prezzo"
    "|Grazie e arrivederci"
)
DUTCH = _words(
    "TOTAAL|Subtotaal|BTW|Excl.|Incl.|Contant|PIN|Wisselgeld|Korting|Fooi|Bonnr."
    "|Omschrijving,Aantal,Prijs|Bedankt en tot ziens"
)
SWEDISH = _words(
    "ATT BETALA|Delsumma|Moms|Netto|Brutto|Kontant|Kort|Växel|Rabatt|Dricks|Kvitto"
    "|Beskrivning,Antal,Pris|Tack för besöket"
)
POLISH = _words(
    "SUMA PLN|Razem|PTU|Netto|Brutto|Gotówka|Karta|Reszta|Rabat|Napiwek|Paragon nr"
    "|Nazwa,Ilość,Cena|Dziękujemy, zapraszamy ponownie"
)
CZECH = _words(
    "CELKEM K ÚHRADĚ|Mezisoučet|DPH|Základ|Celkem|Hotově|Kartou|Vráceno|Sleva|Spropitné"
    "|Doklad č.|Popis,Množství,Cena|Děkujeme za nákup"
)

GERMANY = Country("DE", "de", "EUR", "EUR", GERMAN, "%d.%m.%Y")
SWITZERLAND = Country("CH", "de", "CHF", "CHF ", GERMAN, "%d.%m.%Y", ".", "'", symbol_first=True)
FRANCE = Country("FR", "fr", "EUR", "€", FRENCH, "%d/%m/%Y", group=" ")
BRITAIN = Country("GB", "en", "GBP", "£", ENGLISH, "%d/%m/%Y", ".", ",", symbol_first=True)
AMERICA = Country(
    "US", "en", "USD", "$", AMERICAN, "%m/%d/%Y", ".", ",", symbol_first=True, tax_added=True
)
MALAYSIA = Country("MY", "en", "MYR", "RM ", MALAY, "%d/%m/%Y", ".", ",", symbol_first=True)
SPAIN = Country("ES", "es", "EUR", "€", SPANISH, "%d/%m/%Y")
ITALY = Country("IT", "it", "EUR", "", ITALIAN, "%d-%m-%Y")
NETHERLANDS = Country("NL", "nl", "EUR", "€ ", DUTCH, "%d-%m-%Y", symbol_first=True)
SWEDEN = Country("SE", "sv", "SEK", "kr", SWEDISH, "%Y-%m-%d", group=" ")
POLAND = Country("PL", "pl", "PLN", "", POLISH, "%Y-%m-%d", group=" ")
CZECHIA = Country("CZ", "cs", "CZK", "Kč", CZECH, "%d.%m.%Y", group=" ")
