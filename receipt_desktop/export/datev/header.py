"""The two first lines of an EXTF batch of postings.

Rules of developer.datev.de, "Header" and "Buchungsstapel": 31 fields and 125 columns, text in quote
marks also when it is empty, numbers bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from receipt_desktop.domain.export_profile import ExportProfile

FORMAT_NAME, FORMAT_CATEGORY, FORMAT_VERSION = "Buchungsstapel", "21", "13"
ORIGIN = "RE"
MAX_LABEL, MAX_PERSON, MAX_APPLICATION = 30, 25, 16
NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9_.\-/ ]")
BOOKS_CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, and the fiscal year that it is in."""

    first: date
    last: date
    year_start: date


def find_fiscal_year(day: date, start: str) -> date:
    """The first day of the fiscal year of a day; `start` is MM-DD."""
    month, first = (int(part) for part in start.split("-"))
    this_year = date(day.year, month, min(first, 28) if month == 2 else first)  # noqa: PLR2004
    return this_year if this_year <= day else this_year.replace(year=day.year - 1)


def quote(words: str) -> str:
    """A text field."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def make_header(profile: ExportProfile, period: Period, at: datetime, batch: str) -> str:
    """The first line, without its end."""
    fields = (
        quote("EXTF"), "700", FORMAT_CATEGORY, quote(FORMAT_NAME), FORMAT_VERSION,
        f"{at:%Y%m%d%H%M%S}{at.microsecond // 1000:03}", "", quote(ORIGIN), quote(""), quote(""),
        profile.get_detail("consultant"), profile.get_detail("client"),
        f"{period.year_start:%Y%m%d}", profile.get_detail("account_length"),
        f"{period.first:%Y%m%d}", f"{period.last:%Y%m%d}",
        quote(NOT_IN_LABEL.sub(" ", f"Belege {period.first:%Y-%m}")[:MAX_LABEL]),
        quote(profile.get_detail("initials")), "1", "0", "0",
        quote(profile.currency or BOOKS_CURRENCY), "", quote(""), "", "",
        quote(profile.chart), "", "", quote(""), quote(batch[:MAX_APPLICATION]),
    )  # fmt: skip
    return ";".join(fields)


def _number(names: Iterable[str], count: int) -> list[str]:
    """The names with each number from 1."""
    names = tuple(names)
    return [f"{name} {number}" for number in range(1, count + 1) for name in names]


COLUMNS: tuple[str, ...] = (
    "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs", "Basis-Umsatz",
    "WKZ Basis-Umsatz", "Konto", "Gegenkonto (ohne BU-Schlüssel)", "BU-Schlüssel", "Belegdatum",
    "Belegfeld 1", "Belegfeld 2", "Skonto", "Buchungstext", "Postensperre", "Diverse Adressnummer",
    "Geschäftspartnerbank", "Sachverhalt", "Zinssperre", "Beleglink",
    *_number(("Beleginfo - Art", "Beleginfo - Inhalt"), 8),
    "KOST1 - Kostenstelle", "KOST2 - Kostenstelle", "Kost-Menge", "EU-Land u. UStID (Bestimmung)",
    "EU-Steuersatz (Bestimmung)", "Abw. Versteuerungsart", "Sachverhalt L+L",
    "Funktionsergänzung L+L", "BU 49 Hauptfunktionstyp", "BU 49 Hauptfunktionsnummer",
    "BU 49 Funktionsergänzung",
    *_number(("Zusatzinformation - Art", "Zusatzinformation- Inhalt"), 20),
    "Stück", "Gewicht", "Zahlweise", "Forderungsart", "Veranlagungsjahr", "Zugeordnete Fälligkeit",
    "Skontotyp", "Auftragsnummer", "Buchungstyp", "USt-Schlüssel (Anzahlungen)",
    "EU-Land (Anzahlungen)", "Sachverhalt L+L (Anzahlungen)", "EU-Steuersatz (Anzahlungen)",
    "Erlöskonto (Anzahlungen)", "Herkunft-Kz", "Buchungs GUID", "KOST-Datum",
    "SEPA-Mandatsreferenz", "Skontosperre", "Gesellschaftername", "Beteiligtennummer",
    "Identifikationsnummer", "Zeichnernummer", "Postensperre bis", "Bezeichnung SoBil-Sachverhalt",
    "Kennzeichen SoBil-Buchung", "Festschreibung", "Leistungsdatum",
    "Datum Zuord. Steuerperiode", "Fälligkeit", "Generalumkehr (GU)", "Steuersatz", "Land",
    "Abrechnungsreferenz", "BVV-Position (Betriebsvermögensvergleich)",
    "EU-Land u. UStID (Ursprung)", "EU-Steuersatz (Ursprung)", "Abw. Skontokonto",
)  # fmt: skip
"""The 125 columns of version 13; only their order counts."""
BARE_COLUMNS = frozenset(
    {
        *(1, 4, 5, 7, 8, 10, 13, 15, 17, 18, 19, 39, 41, 43, 44, 45, 46, 47, 88, 89, 90, 92, 93),
        *(94, 97, 99, 100, 101, 104, 106, 108, 111, 113, 114, 115, 116, 117, 119, 122, 124, 125),
    }
)
"""Columns, from 1, that hold numbers and dates; the others are text in quote marks."""
