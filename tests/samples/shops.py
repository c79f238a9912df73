"""Fictitious shops for drawn receipts; their tax numbers have valid check digits."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from tests.samples import countries
from tests.samples.receipt import PHOTO, SCAN, Bought, Layout, Payment, Sample


def _goods(*lines: str) -> tuple[Bought, ...]:
    """Parse lines `name | price | quantity | tax rate`; the last two are optional."""
    goods = []
    for line in lines:
        name, price, *more = (part.strip() for part in line.split("|"))
        quantity = Decimal(more[0]) if more else Decimal(1)
        rate = Decimal(more[1]) if len(more) > 1 else None
        goods.append(Bought(name, Decimal(price), quantity, rate))
    return tuple(goods)


SUPERMARKT = Sample(
    countries.GERMANY,
    "Frischmarkt Lindner GmbH",
    ("Lindenstraße 12", "50674 Köln", "Tel. 0221 4710815", "USt-IdNr. DE136695976"),
    date(2024, 3, 14), time(17, 42),
    _goods("Vollmilch 1,5% | 1.15 | 2", "Roggenbrot 750g | 3.49", "Äpfel Elstar 1kg | 2.79",
           "Bergkäse | 4.35", "Spülmittel | 1.89 | 1 | 19"),
    Decimal(7), number="4711", tendered=Decimal(20),
)  # fmt: skip
BISTRO = Sample(
    countries.FRANCE,
    "Bistro des Halles SARL",
    ("8 rue du Marché", "69002 Lyon", "Tél. 04 78 42 10 11", "SIRET 732 829 320 00074"),
    date(2024, 5, 3), time(12, 58),
    _goods("Menu du jour | 17.50 | 2", "Carafe Côtes | 9.80 | 1 | 20", "Café | 2.20 | 2"),
    Decimal(10), number="0582", payment=Payment.CARD, layout=Layout.TABLE,
)  # fmt: skip
CAFE = Sample(
    countries.BRITAIN,
    "The Copper Kettle Ltd",
    ("31 High Street", "Bath BA1 5AN", "VAT No. GB 980 7806 84"),
    date(2024, 8, 21), time(10, 5),
    _goods("Flat white | 3.60 | 2", "Carrot cake | 4.25"),
    Decimal(20),
)  # fmt: skip
DINER = Sample(
    countries.AMERICA,
    "Lakeside Diner",
    ("1420 Harbor Avenue", "Duluth, MN 55802", "(218) 555-0142"),
    date(2024, 7, 19), time(19, 24),
    _goods("Walleye Dinner | 24.95 | 2", "Iced Tea | 3.25 | 2", "Pie a la Mode | 7.50"),
    Decimal("8.875"), number="218", tip=Decimal(13), payment=Payment.CARD, layout=Layout.TABLE,
)  # fmt: skip
HARDWARE = Sample(
    countries.MALAYSIA,
    "KEDAI BINAAN JAYA SDN BHD",
    ("NO 7, JALAN MAWAR 3", "43000 KAJANG, SELANGOR", "TEL: 03-8734 2211"),
    date(2018, 6, 9), time(15, 20),
    _goods("PAINT BRUSH 2IN | 6.50 | 3", "PVC TAPE | 2.90 | 2", "NAILS 1KG | 8.40"),
    Decimal(6), number="CS00043217", tendered=Decimal(50),
)  # fmt: skip
FERRETERIA = Sample(
    countries.SPAIN,
    "Ferretería El Martillo S.L.",
    ("Calle Mayor 44", "28013 Madrid", "CIF B58818501"),
    date(2023, 11, 2), time(11, 31),
    _goods("Destornillador | 5.95", "Taladro broca 6 | 3.20 | 2"),
    Decimal(21),
)  # fmt: skip
TRATTORIA = Sample(
    countries.ITALY,
    "Trattoria Da Gina S.r.l.",
    ("Via Roma 3", "37121 Verona", "P.IVA 00743110157"),
    date(2024, 9, 7), time(20, 47),
    _goods("Coperto | 2.50 | 2", "Bigoli | 12.00 | 2", "Acqua | 3.00"),
    Decimal(10), number="0042-0019",
)  # fmt: skip
BAKKERIJ = Sample(
    countries.NETHERLANDS,
    "Bakkerij De Gouden Aar",
    ("Kerkstraat 18", "3511 KX Utrecht", "BTW NL004495445B01"),
    date(2024, 2, 23), time(8, 14),
    _goods("Volkoren brood | 2.95", "Krentenbol | 0.85 | 4", "Appeltaart | 14.50"),
    Decimal(9), payment=Payment.CARD,
)  # fmt: skip
BYGG = Sample(
    countries.SWEDEN,
    "Norrlands Bygghandel AB",
    ("Storgatan 5", "903 26 Umeå", "Org.nr 556016-0680"),
    date(2024, 10, 11), time(14, 2),
    _goods("Träskruv 4x50 | 129.00 | 2", "Målarfärg vit 10l | 849.00", "Pensel | 59.90"),
    Decimal(25), payment=Payment.CARD,
)  # fmt: skip
APTEKA = Sample(
    countries.POLAND,
    "Apteka Pod Lipą",
    ("ul. Długa 27", "31-147 Kraków", "NIP 526-000-12-46"),
    date(2024, 4, 5), time(9, 33),
    _goods("Syrop na kaszel | 23.49", "Plastry | 8.99 | 2", "Witamina C | 15.20"),
    Decimal(8), tendered=Decimal(100),
)  # fmt: skip
PAPIRNICTVI = Sample(
    countries.CZECHIA,
    "Papírnictví U Dvou slunců",
    ("Nerudova 47", "118 00 Praha 1", "DIČ CZ25123891"),
    date(2024, 6, 18), time(16, 50),
    _goods("Sešit A5 | 29.00 | 5", "Tužka | 12.50 | 2", "Obálky | 45.00"),
    Decimal(21),
)  # fmt: skip
PAPETERIE = Sample(
    countries.SWITZERLAND,
    "Bürobedarf Aarebrücke AG",
    ("Marktgasse 9", "3011 Bern", "CHE-100.155.212 MWST"),
    date(2024, 1, 30), time(11, 7),
    _goods("Druckerpapier A4 | 8.90 | 10", "Bürostuhl Modell 4 | 1249.00", "Stempel | 34.50"),
    Decimal("8.1"), number="2024-0093", payment=None, layout=Layout.INVOICE,
)  # fmt: skip

SAMPLES: Mapping[str, Sample] = MappingProxyType(
    {
        "supermarkt": SUPERMARKT,
        "bistro": BISTRO,
        "cafe": CAFE,
        "diner": DINER,
        "hardware": HARDWARE,
        "ferretería": FERRETERIA,
        "trattoria": TRATTORIA,
        "bakkerij": BAKKERIJ,
        "bygg": BYGG,
        "apteka": APTEKA,
        "papírnictví": PAPIRNICTVI,
        "papeterie": PAPETERIE,
    }
)

# A supplier's invoice, and the others as a phone or a scanner gives them.
FATTURA = replace(TRATTORIA, layout=Layout.INVOICE, payment=None)
SHIPPED: Mapping[str, Sample] = MappingProxyType(
    {
        "cafe.jpg": CAFE,
        "restaurant.jpg": replace(BISTRO, look=PHOTO, seed=2),
        "supermarkt.jpg": replace(SUPERMARKT, look=SCAN, seed=3),
        "diner.jpg": replace(DINER, look=replace(PHOTO, tilt=-1.5, slant=0.0), seed=4),
        "fattura.pdf": FATTURA,
    }
)
"""What comes with the program, by file name."""


def varied(count: int) -> list[Sample]:
    """This many undamaged receipts with different shops, days, prices and numbers."""
    chance = random.Random(count)
    kinds = list(SAMPLES.values())
    return [_other(kinds[number % len(kinds)], number, chance) for number in range(count)]


def _other(kind: Sample, number: int, chance: random.Random) -> Sample:
    items = tuple(
        replace(item, price=item.price + Decimal(chance.randrange(400)) / 100)
        for item in kind.items
    )
    day = date(2024, 1 + number % 12, 1 + chance.randrange(28))
    return replace(kind, items=items, day=day, seed=number, number=f"{number:06}", tendered=None)
