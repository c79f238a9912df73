"""Reference rates in the files of the European Central Bank, and the way to the newest ones.

The ECB offers the same rates as CSV in a ZIP (`eurofxref-hist.zip`: every day since 1999, a column
a currency), and as XML of a day, of 90 days or of all (`eurofxref-daily.xml`, `-hist-90d.xml`,
`-hist.xml`). A rate is how much of the currency one euro is.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import ParseError  # the error alone; defusedxml parses

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.exchange_rates import ExchangeRate
from receipt_desktop.updates.download import DownloadErrors, DownloadLimits, download_file

LIMITS = DownloadLimits(bytes=8_000_000, seconds=60.0)
MAX_TEXT = 60_000_000
"""Bytes of an unpacked file; that of all days has 8 million as XML."""
ERRORS = DownloadErrors("rates_unreachable", "rates_too_large", "rates_insecure")
CODE_LENGTH = 3
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def download_rates(address: str, limits: DownloadLimits = LIMITS) -> tuple[ExchangeRate, ...]:
    """The rates at this address. Raises `ServiceUnavailable`, `InvalidRequest`."""
    return parse_rates(download_file(address, limits, ERRORS))


def read_rates(file: Path) -> tuple[ExchangeRate, ...]:
    """The rates in a file of the ECB. Raises `InvalidRequest`."""
    try:
        if file.stat().st_size > MAX_TEXT:
            raise InvalidRequest("rates_too_large")
        return parse_rates(file.read_bytes())
    except OSError as error:
        raise InvalidRequest("rates_unreadable", reason=error.strerror or str(error)) from error


def parse_rates(content: bytes) -> tuple[ExchangeRate, ...]:
    """The rates in the content of a file: CSV, ZIP or XML. Raises `InvalidRequest`."""
    try:
        text = _unpack(content) if content.startswith(b"PK") else content
        is_xml = text.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
        found = tuple(_parse_xml(text) if is_xml else _parse_csv(text))
    except (ValueError, InvalidOperation, ParseError, zipfile.BadZipFile, csv.Error) as error:
        raise InvalidRequest("rates_unreadable", reason=str(error)[:100]) from error
    if not found:
        raise InvalidRequest("rates_unreadable", reason="0")
    return found


def _unpack(content: bytes) -> bytes:
    """The one file of a ZIP. Raises `BadZipFile`, `InvalidRequest`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [one for one in archive.infolist() if not one.is_dir()]
        if len(names) != 1:
            raise zipfile.BadZipFile(f"{len(names)} files")
        with archive.open(names[0]) as stream:
            text = stream.read(MAX_TEXT + 1)
    if len(text) > MAX_TEXT:
        raise InvalidRequest("rates_too_large")
    return text


def _parse_csv(content: bytes) -> Iterator[ExchangeRate]:
    """Raises `ValueError`, `InvalidOperation`."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    head = [cell.strip() for cell in next(rows, [])]
    if not head or head[0].casefold() != "date":
        raise ValueError("Date")
    for row in rows:
        if not row or not row[0].strip():
            continue
        day = _parse_day(row[0].strip())
        for currency, cell in zip(head[1:], row[1:], strict=False):
            if len(currency) == CODE_LENGTH and (rate := _parse_rate(cell)):
                yield ExchangeRate(day, currency.upper(), rate)


def _parse_xml(content: bytes) -> Iterator[ExchangeRate]:
    """Raises `ValueError`, `InvalidOperation`, `ParseError`."""
    from defusedxml import ElementTree  # noqa: PLC0415 (rarely needed)

    for day_cube in ElementTree.fromstring(content).iter():
        if "time" not in day_cube.attrib:
            continue
        day = _parse_day(day_cube.attrib["time"])
        for one in day_cube:
            currency, rate = one.get("currency", ""), _parse_rate(one.get("rate", ""))
            if len(currency) == CODE_LENGTH and rate:
                yield ExchangeRate(day, currency.upper(), rate)


def _parse_rate(cell: str) -> Decimal | None:
    """The rate; None where there was none that day. Raises `InvalidOperation`, `ValueError`."""
    words = cell.strip()
    if words in {"", "N/A", "-"}:
        return None
    rate = Decimal(words)
    if not rate.is_finite() or rate <= 0:
        raise ValueError(words)
    return rate


def _parse_day(words: str) -> date:
    """2026-11-26, or 26 November 2026, whatever the system's language."""
    if "-" in words:
        return date.fromisoformat(words)
    day, month, year = words.split()
    return date(int(year), MONTHS.index(month.casefold()) + 1, int(day))
