"""A bank statement in OFX 1.0.2, for programs that read the downloads of banks.

Elements and their order are those of the OFX 1.0.2 specification, 11.4 (bank statement download):
NAME at most 32 characters, MEMO at most 255, ACCTID at most 22. FITID is the id of the receipt, so
that a program does not take it twice. UTF-8, which readers know from the head.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from xml.sax.saxutils import escape

from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import format_plain, strip_formula

HEAD = (
    "OFXHEADER:100", "DATA:OFXSGML", "VERSION:102", "SECURITY:NONE", "ENCODING:UTF-8",
    "CHARSET:NONE", "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "",
)  # fmt: skip
STATUS = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
MAX_NAME, MAX_MEMO, MAX_ACCOUNT = 32, 255, 22
NO_ACCOUNT = "receipts"


def write_statement(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write one transaction a receipt; money out is negative."""
    rows, balance = 0, Decimal(0)
    found = iter(bookings)
    first = next(found, None)
    with files.create() as stream:
        stream.write(format_start(first, options).encode())
        for booking in chain([first] if first else [], found):
            stream.write(format_transaction(booking).encode())
            balance -= booking.total or Decimal(0)
            rows += 1
        stream.write(format_end(balance, options.at).encode())
    return rows


def format_start(first: Booking | None, options: ExportOptions) -> str:
    """Everything before the transactions, the first of which decides currency and start."""
    now = format_time(options.at)
    currency = (first.currency if first else "") or options.profile.currency or "XXX"
    account = make_element("ACCTID", options.profile.name or NO_ACCOUNT, MAX_ACCOUNT)
    start = format_day(first.day if first and first.day else options.at.date())
    sign_on = f"<SONRS>{STATUS}<DTSERVER>{now}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS>"
    lines = (
        *HEAD,
        "<OFX>",
        f"<SIGNONMSGSRSV1>{sign_on}</SIGNONMSGSRSV1>",
        f"<BANKMSGSRSV1><STMTTRNRS><TRNUID>0</TRNUID>{STATUS}<STMTRS><CURDEF>{currency}</CURDEF>",
        f"<BANKACCTFROM><BANKID>0</BANKID>{account}<ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>",
        f"<BANKTRANLIST><DTSTART>{start}</DTSTART><DTEND>{now}</DTEND>",
    )
    return "".join(f"{line}\r\n" for line in lines)


def format_transaction(booking: Booking) -> str:
    """One transaction."""
    total = booking.total or Decimal(0)
    words = strip_formula(booking.contact)
    elements = (
        f"<TRNTYPE>{'DEBIT' if total > 0 else 'CREDIT'}</TRNTYPE>",
        f"<DTPOSTED>{format_day(booking.day)}</DTPOSTED>" if booking.day else "",
        f"<TRNAMT>{format_plain(-total)}</TRNAMT>",
        make_element("FITID", booking.receipt.id, MAX_MEMO),
        make_element("NAME", words, MAX_NAME),
        make_element("MEMO", describe(booking, words), MAX_MEMO),
    )
    return f"<STMTTRN>{''.join(elements)}</STMTTRN>\r\n"


def describe(booking: Booking, words: str) -> str:
    """Number and category, and the name where NAME is too short for it."""
    name = words if len(words) > MAX_NAME else ""
    number = booking.get_text(Field.NUMBER)
    return strip_formula(" · ".join(one for one in (name, number, booking.category) if one))


def format_end(balance: Decimal, at: datetime) -> str:
    """Everything after the transactions; the balance is that of the receipts alone."""
    amount = f"<BALAMT>{format_plain(balance)}</BALAMT><DTASOF>{format_time(at)}</DTASOF>"
    return (
        f"</BANKTRANLIST><LEDGERBAL>{amount}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>\r\n"
        "</OFX>\r\n"
    )


def make_element(name: str, words: str, limit: int) -> str:
    """An element of text on one line; "" without text, as an empty element is an error."""
    plain = " ".join(words.split())[:limit].strip()
    return f"<{name}>{escape(plain)}</{name}>" if plain else ""


def format_day(day: date) -> str:
    """YYYYMMDD."""
    return f"{day:%Y%m%d}"


def format_time(at: datetime) -> str:
    """YYYYMMDDHHMMSS; UTC, which is the default of OFX."""
    return f"{at:%Y%m%d%H%M%S}"
