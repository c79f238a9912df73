"""Exchange rates: the files of the European Central Bank, and fetching them within limits."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.exchange_rates import MAX_AGE, ExchangeRate, RateTable
from receipt_desktop.updates import ecb_rates
from receipt_desktop.updates.download import DownloadLimits
from tests.unit.updates.release_server import redirect, send, serving

NEW_YEAR = date(2026, 1, 2)
CSV = b"Date,USD,JPY,CYP,\r\n2026-01-02,1.0833,162.87,N/A,\r\n2025-12-31,1.0811,161.00,0.58,\r\n"
DAILY_CSV = b"Date, USD, JPY, \n02 January 2026, 1.0833, 162.87, \n"
XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates
</gesmes:subject><Cube><Cube time='2026-01-02'><Cube currency='USD' rate='1.0833'/>
<Cube currency='JPY' rate='162.87'/></Cube></Cube></gesmes:Envelope>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<Cube time="2026-01-02"><Cube currency="USD" rate="&b;"/></Cube>"""


def pack(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [CSV, b"\xef\xbb\xbf" + CSV, DAILY_CSV, XML, pack(("eurofxref-hist.csv", CSV))],
    ids=["csv", "csv with a mark", "daily csv", "xml", "zip"],
)
def test_each_kind_of_file_is_read(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rates"
    file.write_bytes(content)
    found = ecb_rates.read_rates(file)
    assert ExchangeRate(NEW_YEAR, "USD", Decimal("1.0833")) in found
    assert ExchangeRate(NEW_YEAR, "JPY", Decimal("162.87")) in found
    assert (NEW_YEAR, "CYP") not in {(one.day, one.currency) for one in found}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Datum,USD\n2026-01-02,1\n",
        b"Date,USD\n2026-01-02,-1\n",
        b"Date,USD\n2026-01-02,NaN\n",
        b"Date,USD\n02/01/2026,1\n",
        b"Date,USD\n",
        b"\xff\xfe\x00",
        b"<Envelope/>",
        b"<Envelope>",
        BOMB,
        b"PK\x03\x04 no zip",
        pack(("a.csv", CSV), ("b.csv", CSV)),
    ],
)
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(InvalidRequest) as refused:
        ecb_rates.parse_rates(content)
    assert refused.value.key == "rates_unreadable"


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ecb_rates, "MAX_TEXT", 1_000)
    with pytest.raises(InvalidRequest) as refused:
        ecb_rates.parse_rates(pack(("a.csv", CSV + b"\n" * 2_000)))
    assert refused.value.key == "rates_too_large"


def test_rates_are_fetched_within_limits() -> None:
    packed = pack(("eurofxref-hist.csv", CSV))
    answers = {"/release.signed": lambda one: send(one, packed)}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        answers[handler.path](handler)

    with serving(answer) as address:
        assert len(ecb_rates.download_rates(address)) == 5
        with pytest.raises(InvalidRequest) as refused:
            ecb_rates.download_rates(address, DownloadLimits(bytes=100))
        assert refused.value.key == "rates_too_large"
        answers["/release.signed"] = lambda one: send(one, b"", 404)
        with pytest.raises(ServiceUnavailable) as missing:
            ecb_rates.download_rates(address)
        assert missing.value.key == "rates_unreachable"
        answers["/release.signed"] = lambda one: redirect(one, "http://example.org/")
        with pytest.raises(InvalidRequest) as insecure:
            ecb_rates.download_rates(address)
        assert insecure.value.key == "rates_insecure"
    with pytest.raises(InvalidRequest, match="without encryption"):
        ecb_rates.download_rates("http://example.org/eurofxref-hist.zip")


def test_the_last_rate_before_a_day_counts_for_a_week() -> None:
    days = ((NEW_YEAR, 2), (date(2025, 12, 31), 1))
    table = RateTable.from_rates(ExchangeRate(day, "USD", Decimal(rate)) for day, rate in days)
    assert table.find_rate("USD", date(2025, 12, 30)) is None
    assert table.find_rate("USD", date(2026, 1, 1)) == 1
    assert table.find_rate("USD", NEW_YEAR + MAX_AGE) == 2
    assert table.find_rate("USD", NEW_YEAR + MAX_AGE + timedelta(days=1)) is None
    assert table.find_factor("USD", "EUR", NEW_YEAR) == (Decimal(1), Decimal(2))
    assert table.find_factor("USD", "GBP", NEW_YEAR) is None
