"""The rows of an EXTF batch: one a receipt and tax rate.

Rules of developer.datev.de, "Buchungsstapel": amounts are gross and positive, the sign is S (debit)
or H (credit) as seen from the account; a tax key on an automatic account is refused.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking, BookingLine, convert_amounts
from receipt_desktop.export.datev.header import (
    BARE_COLUMNS,
    BOOKS_CURRENCY,
    COLUMNS,
    Period,
    find_fiscal_year,
    quote,
)
from receipt_desktop.export.row_text import strip_formula

CODE_PAGE = "cp1252"
GUID_SPACE = uuid.UUID("8f1f5a0e-6d0b-5c52-9a25-5e7f6f2d1c55")
"""Of the GUIDs of documents: the same receipt always has the same one."""
AMOUNT_COLUMN, SIGN, CURRENCY, RATE, BASE_AMOUNT, BASE_CURRENCY = 1, 2, 3, 4, 5, 6
ACCOUNT, COUNTER_ACCOUNT, TAX_KEY, DAY, NUMBER, TEXT, LINK = 7, 8, 9, 10, 11, 14, 20
FIRST_INFO, COST_CENTRE, LOCKED = 21, 37, 114
MAX_NUMBER, MAX_TEXT = 36, 60
NOT_IN_NUMBER = re.compile(r"[^A-Za-z0-9_$&%*+\-/]")
KEY_DIGITS = 4
LEAST_RATE = Decimal(1)
"""Below it the field Kurs cannot hold a rate: it begins with 1 to 9."""


@dataclass(frozen=True, slots=True)
class BatchPosting:
    """What a row of the batch says, for the report."""

    amount: Decimal
    """Signed, in the currency of the books where it is known, else of the receipt."""
    account: str
    counter_account: str
    tax_key: str


def find_period(day: date, profile: ExportProfile) -> Period:
    """The month of a day, cut at the beginning of a fiscal year within it."""
    year_start = find_fiscal_year(day, profile.get_detail("fiscal_year"))
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    first = day.replace(day=1)
    if find_fiscal_year(last, profile.get_detail("fiscal_year")) != year_start:
        split = find_fiscal_year(last, profile.get_detail("fiscal_year"))
        last = split.replace(day=split.day - 1)
    return Period(max(first, year_start), last, year_start)


def make_guid(booking: Booking) -> str:
    """The GUID of a receipt's document."""
    return str(uuid.uuid5(GUID_SPACE, booking.receipt.id))


def make_rows(
    booking: Booking, profile: ExportProfile, *, linked: bool
) -> Iterator[tuple[str, BatchPosting]]:
    """The rows of a receipt, without their ends."""
    amounts = tuple(line.gross for line in booking.lines)
    bases = _convert(booking, amounts)
    for line, base in zip(booking.lines, bases, strict=True):
        if line.gross:
            fields, posting = _fill_fields(booking, line, base, profile)
            if linked:
                fields[LINK] = f'BEDI "{make_guid(booking)}"'
            yield _format_row(fields), posting


def _convert(booking: Booking, amounts: tuple[Decimal, ...]) -> tuple[Decimal | None, ...]:
    rate = booking.exchange_rate
    is_foreign = rate is not None and booking.currency != BOOKS_CURRENCY
    if rate is None or not is_foreign:
        return tuple(None for _ in amounts)
    return convert_amounts(amounts, rate)


def _fill_fields(
    booking: Booking, line: BookingLine, base: Decimal | None, profile: ExportProfile
) -> tuple[dict[int, str], BatchPosting]:
    account = line.account_name
    key = find_tax_key(line)
    counter = find_counter_account(booking)
    amount, fields = line.gross, _describe(booking, profile)
    rate = booking.exchange_rate
    if base is not None and rate is not None and rate >= LEAST_RATE and _has_cents(booking):
        fields |= {
            CURRENCY: booking.currency,
            RATE: format_rate(rate),
            BASE_AMOUNT: format_amount(abs(base)),
            BASE_CURRENCY: BOOKS_CURRENCY,
        }
    elif base is not None:
        amount, fields[CURRENCY] = base, BOOKS_CURRENCY
        original = f"{line.gross:f} {booking.currency}"
        fields |= {FIRST_INFO: "Originalbetrag", FIRST_INFO + 1: original}
    else:
        fields[CURRENCY] = booking.currency
    fields |= {
        AMOUNT_COLUMN: format_amount(abs(amount)),
        SIGN: "S" if amount > 0 else "H",
        ACCOUNT: account,
        COUNTER_ACCOUNT: counter,
        TAX_KEY: key,
    }
    return fields, BatchPosting(line.gross if base is None else base, account, counter, key)


def _has_cents(booking: Booking) -> bool:
    """Whether two decimals hold the amounts: not so for a dinar of 1000 millimes."""
    return all(line.gross == round(line.gross, 2) for line in booking.lines)


def _describe(booking: Booking, profile: ExportProfile) -> dict[int, str]:
    day = booking.day
    words = encode_text(strip_formula(booking.contact), MAX_TEXT)
    fields = {
        DAY: f"{day:%d%m}" if day else "",
        NUMBER: make_number(booking),
        TEXT: words,
        LOCKED: "0",
    }
    centre = profile.get_detail("cost_centre")
    return fields | ({COST_CENTRE: centre} if centre else {})


def _format_row(fields: dict[int, str]) -> str:
    cells = []
    for column in range(1, len(COLUMNS) + 1):
        value = fields.get(column, "")
        cells.append(value if column in BARE_COLUMNS else quote(value))
    return ";".join(cells)


def find_tax_key(line: BookingLine) -> str:
    """Four digits, or "" for none and on an automatic account, which refuses a key."""
    is_automatic = line.account is not None and line.account.automatic
    code = line.tax_code or ""
    return "" if is_automatic or not code else code.zfill(KEY_DIGITS)


def find_counter_account(booking: Booking) -> str:
    """The account that paid; the creditor's where the way of payment is not known."""
    is_paid = booking.get_text(Field.PAYMENT) != ""
    if booking.supplier.number and not is_paid:
        return booking.supplier.number
    return booking.payment_account


def format_amount(amount: Decimal) -> str:
    """A decimal comma, two decimals, no thousands: 1234,50."""
    return f"{amount:.2f}".replace(".", ",")


def format_rate(rate: Decimal) -> str:
    """Two to six decimals: 1,08."""
    plain = f"{rate:.6f}".rstrip("0")
    whole, _, decimals = plain.partition(".")
    return f"{whole},{decimals.ljust(2, '0')}"


def make_number(booking: Booking) -> str:
    """The number of the document as Belegfeld 1 takes it: no spaces, dots, umlauts."""
    plain = unicodedata.normalize("NFKD", booking.number.replace("ß", "ss"))
    found = NOT_IN_NUMBER.sub("", "".join(c for c in plain if not unicodedata.combining(c)))
    return found[:MAX_NUMBER]


def encode_text(words: str, limit: int) -> str:
    """Text in the characters of Windows-1252; others are written in Latin letters or left out."""
    return "".join(_encode_character(letter) for letter in words)[:limit]


def find_lost_characters(words: str) -> str:
    """The characters of a text that `encode_text` changes."""
    return "".join(dict.fromkeys(c for c in words if _encode_character(c) != c))


def _encode_character(letter: str) -> str:
    if _fits(letter):
        return letter if letter.isprintable() else " "
    plain = unicodedata.normalize("NFKD", letter)
    kept = "".join(c for c in plain if not unicodedata.combining(c) and _fits(c))
    return kept or REPLACEMENTS.get(letter, "")


def _fits(letter: str) -> bool:
    try:
        letter.encode(CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return True


REPLACEMENTS = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "−": "-", "‐": "-"}
"""Letters that have no decomposition in Unicode."""
