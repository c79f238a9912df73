"""Fiscal codes and payment codes, one or more of each kind, made after the published formats."""

from __future__ import annotations

import base64
import time as time_module
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.exact.codes import interpret_code
from receipt_desktop.extraction.exact.payments import read_emv
from receipt_desktop.extraction.exact.values import ExactValues
from tests.samples.fiscal_codes import (
    BR_KEY,
    EPC,
    FISCAL,
    SPC,
    TAIWANESE,
    base64url,
    emv,
    taxcore,
    tse,
    zatca,
)


@pytest.mark.parametrize(
    ("text", "country", "currency", "expected"),
    FISCAL,
    ids=[f"{entry[1]}{number}" for number, entry in enumerate(FISCAL)],
)
def test_fiscal_codes_state_their_values(
    text: str, country: str, currency: str | None, expected: dict[Field, Any]
) -> None:
    values = interpreted(text)
    assert (values.country, values.currency, values.is_payment) == (country, currency, False)
    for field, value in expected.items():
        stated = values.fields.get(field)
        assert str(stated) == value if isinstance(stated, Decimal) else stated == value, field


def interpreted(text: str) -> ExactValues:
    values = interpret_code(text)
    assert values is not None
    return values


def test_german_rates_follow_the_law_of_the_day() -> None:
    lowered = interpreted(tse(end="2020-12-31T20:00:00.000Z"))
    assert [line.rate for line in lowered.tax_lines] == [Decimal(16), Decimal(5)]
    today = interpreted(tse())
    assert [(line.rate, line.net, line.amount) for line in today.tax_lines] == [
        (Decimal(19), Decimal("10.00"), Decimal("1.90")),
        (Decimal(7), Decimal("10.00"), Decimal("0.70")),
    ]
    assert today.derived == {Field.TAX}


def test_a_receipt_paid_in_two_ways_names_none() -> None:
    values = interpreted(tse("Beleg^11.90_0.00_0.00_0.00_0.00^5.00:Bar_6.90:Unbar"))
    assert Field.PAYMENT not in values.fields


def test_the_taxes_of_the_portuguese_regions_are_told_apart() -> None:
    values = interpreted(
        "A:1*B:2*C:PT*D:FT*E:N*F:20260214*G:FT 1/1*H:0*I1:PT*I7:100.00*I8:23.00*J1:PT-AC*J3:50.00"
        "*J4:2.00*N:25.00*O:175.00*Q:a*R:1"
    )
    assert [(line.rate, line.net) for line in values.tax_lines] == [
        (Decimal(23), Decimal("100.00")),
        (Decimal(4), Decimal("50.00")),
    ]


def test_items_of_a_taiwanese_code_are_complete_or_left_out() -> None:
    items = interpreted(TAIWANESE).items
    assert [(item.description, item.total) for item in items] == [
        ("紅茶", Decimal("100.00")),
        ("Cake", Decimal("3050.00")),
    ]
    assert interpreted(TAIWANESE.replace(":2:2:1:", ":2:5:1:")).items == ()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-04-25T15:30:00Z", {Field.DATE: date(2026, 4, 25)}),
        ("2026-04-25T22:30:00Z", {}),
        ("2026-04-25", {Field.DATE: date(2026, 4, 25)}),
    ],
)
def test_a_saudi_day_that_depends_on_the_zone_is_not_used(
    moment: str, expected: dict[Field, Any]
) -> None:
    fields = interpreted(zatca(moment)).fields
    assert {k: v for k, v in fields.items() if k in (Field.DATE, Field.TIME)} == expected


@pytest.mark.parametrize(
    ("text", "amount", "currency", "name"),
    [
        (EPC, "205.80", "EUR", "Bäckerei Süß GmbH"),
        (EPC.replace("\n", "\r\n"), "205.80", "EUR", "Bäckerei Süß GmbH"),
        (SPC, "1949.75", "CHF", "Garage Müller AG"),
        ("SPD*1.0*ACC:CZ5855000000001265098001*AM:480.50*CC:CZK*RN:Jan Novak*X-VS:12", "480.50",
         "CZK", "Jan Novak"),
        (emv(), "150.50", "THB", "Som Shop"),
        ("upi://pay?pa=shop@bank&pn=Tea%20House&am=45.00&cu=INR", "45.00", "INR", "Tea House"),
    ],
    ids=["EPC", "EPC with CR", "Swiss", "SPAYD", "EMV", "UPI"],
)  # fmt: skip
def test_payment_codes_ask_for_an_amount(text: str, amount: str, currency: str, name: str) -> None:
    values = interpreted(text)
    assert values.is_payment
    assert str(values.fields[Field.TOTAL]) == amount
    assert (values.currency, values.fields[Field.MERCHANT]) == (currency, name)


def test_a_swiss_bill_states_number_day_and_company() -> None:
    fields = interpreted(SPC).fields
    assert fields[Field.NUMBER] == "X.66711/8824"
    assert fields[Field.DATE] == date(2026, 2, 14)
    assert fields[Field.TAX_ID] == "CHE-106.017.086"


def test_a_czech_payment_may_contain_its_invoice() -> None:
    values = interpreted(
        "SPD*1.0*ACC:CZ58*AM:61189.00*X-INV:SID%2A1.0%2AID:2012150001%2ADD:20260214%2AAM:61189.00"
    )
    assert not values.is_payment
    assert values.fields[Field.NUMBER] == "2012150001"


def test_an_emv_code_with_a_wrong_checksum_is_no_code() -> None:
    assert read_emv(emv()[:-1] + "X") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.com/survey?receipt=4711&total=12.00",
        "http://lehr.qr.honestly.de",
        "WIFI:T:WPA;S:Guests;P:secret;;",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Somebody\nEND:VCARD",
        "https://example.com/?nif=1&numserie=2&fecha=14-02-2026&importe=3.00",
        "https://porezna.gov.hr.example.com/rn?datv=20260214_1758&izn=100",
        "https://notporezna.gov.hr/rn?datv=20260214_1758&izn=100",
        "https://[broken?t=1&s=2",
        tse("AVTraining^11.90_0.00_0.00_0.00_0.00^11.90:Bar"),
        tse("AVBestellung^^"),
        tse(end="yesterday", start="today"),
        "V0;1;SonstigerVorgang;;1;1;;;;",
        "_R1-AT1_K_1_2026-02-14T19:20:11_12,00_0,00_0,00_0,00_0,00_VFJB_4f_e0=_aa==",
        "A:123456789*B:999999990*C:PT*D:GT*E:N*F:20260214*G:GT A/1*H:0*N:0.00*O:5.00*Q:a*R:1",
        "A:123456789*B:999999990*C:PT*D:FS*E:A*F:20260214*G:FS A/1*H:0*N:0.00*O:5.00*Q:a*R:1",
        taxcore(kind=1),
        taxcore(host="example.com"),
        "https://suf.purs.gov.rs/v/?vl=AAAA",
        f"http://www.fazenda.pr.gov.br/nfce/qrcode?p={BR_KEY[:-1]}X|2|1|1|AFDD",
        "http://www.fazenda.pr.gov.br/nfce/qrcode?p=" + "1" * 44 + "|2|1|1|AFDD",
        "https://www.afip.gob.ar/fe/qr/?p=bm9uc2Vuc2U=",
        "https://www.afip.gob.ar/fe/qr/?p=" + base64.b64encode(b"[1]").decode(),
        f"{base64url(b'{}')}.{base64url(b'{}')}.c2ln",
        "{}",
        '{"vergidahil": "12.00"}',
        "[" * 3000,
        base64.b64encode(b"\x01\x05abc").decode(),
        "20100100100|09|T001|123|0.00|118.00|2026-02-14|6|1|abc=|",
        "000201" + "9" * 50,
        "BCD\n002\n1",
        "SPC\n0200",
        "4006381333931",
        "9" * 5000,
        "14132026" + "01" + "1790012345001" + "2" + "001002000000123" + "1234567816",
    ],
)  # fmt: skip
def test_other_codes_are_ignored(text: str) -> None:
    found = interpret_code(text)
    assert found is None or Field.TOTAL not in found.fields
    assert found is None or Field.DATE not in found.fields


SAMPLES = [entry[0] for entry in FISCAL] + [EPC, SPC, emv()]


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_a_code_or_none(text: str) -> None:
    interpret_code(text)


@settings(max_examples=600, deadline=None)
@given(
    sample=st.sampled_from(SAMPLES),
    position=st.integers(0, 400),
    length=st.integers(0, 30),
    inserted=st.text(
        st.sampled_from("0123456789-.,;:*|_^&=?/%+AZaz\n\0٣²€") | st.characters(), max_size=30
    ),
)
def test_a_damaged_code_is_a_code_or_none(
    sample: str, position: int, length: int, inserted: str
) -> None:
    start = position % (len(sample) + 1)
    values = interpret_code(sample[:start] + inserted + sample[start + length :])
    for value in values.fields.values() if values else ():
        assert not isinstance(value, Decimal) or abs(value) < 10**15


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_long_code_takes_no_time(sample: str) -> None:
    began = time_module.process_time()
    for middle in range(0, len(sample), max(1, len(sample) // 20)):
        interpret_code((sample[:middle] + sample[middle - 1 : middle] * 4000)[:4300])
    assert time_module.process_time() - began < 4
