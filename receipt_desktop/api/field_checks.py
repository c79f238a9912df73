"""Checks dates and currencies that clients set on receipts."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from babel.core import get_global

from receipt_desktop.domain.errors import InvalidRequest

EARLIEST_DATE = date(1900, 1, 1)
MAX_DATE_AHEAD = timedelta(days=731)
"""Maximum days in the future, for tickets and prepaid invoices."""
CURRENCY_GRACE_YEARS = 11
"""Years for which abolished currencies are accepted, as receipts are kept for ten years."""


def check_date(day: date) -> date:
    """The date, if it is plausible for a receipt. Raises `InvalidRequest`."""
    last = date.today() + MAX_DATE_AHEAD  # noqa: DTZ011 (the day on the calendar here)
    if EARLIEST_DATE <= day <= last:
        return day
    raise InvalidRequest("bad_date", first=str(EARLIEST_DATE), last=str(last))


def check_currency_code(code: str) -> str:
    """The code, if it is of legal tender. Raises `InvalidRequest`."""
    if code in legal_tender_codes():
        return code
    raise InvalidRequest("no_currency_code", code=code)


@cache
def legal_tender_codes() -> frozenset[str]:
    """ISO 4217 codes of legal tender, now or in the last years, as CLDR has them."""
    oldest = date.today().year - CURRENCY_GRACE_YEARS  # noqa: DTZ011 (the day on the calendar here)
    return frozenset(
        code
        for history in get_global("territory_currencies").values()
        for code, _, end, tender in history
        if tender and (end is None or end[0] >= oldest)
    )
