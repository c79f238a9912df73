"""Dates as the countries of the world print them."""

from datetime import date, time

import pytest

from receipt_desktop.extraction.rules.dates import estimate_date_confidence, find_dates
from receipt_desktop.extraction.rules.times import find_time
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from tests.unit.extraction.printed import printed

TODAY = date(2026, 3, 1)


def rows(text: str) -> tuple[TextRow, ...]:
    return build_rows(printed(text).lines)


def first(text: str, country: str | None) -> str | None:
    found = find_dates(rows(text), country, TODAY)
    return found[0].value.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("24/03/05 12:31", "JP", "2024-03-05"),
        ("24/11/09 10:12", "SE", "2024-11-09"),
        ("24.03.05. 12:31", "HU", "2024-03-05"),
        ("24-03-05 12:31", "LT", "2024-03-05"),
        ("24/03/05", "KR", "2024-03-05"),
        ("24/03/05", "CN", "2024-03-05"),
        ("25/11/03 09:35:51", "CA", "2025-11-03"),
        ("05/03/24", "GB", "2024-03-05"),
        ("05/03/24", "US", "2024-05-03"),
        ("05/03/24", "PH", "2024-05-03"),
        ("05/03/2024", "KE", "2024-03-05"),
        ("05/03/2024", "BR", "2024-03-05"),
        ("5.3.2024 klo 14.30", "FI", "2024-03-05"),
    ],
)
def test_order_of_the_country(text: str, country: str, expected: str) -> None:
    assert first(text, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("12/03/2567 18:42", "TH", "2024-03-12"),
        ("26/04/68 12:16", "TH", "2025-04-26"),
        ("วันที่ 26/04/68 12:16", None, "2025-04-26"),
        ("12 มี.ค. 2567", "TH", "2024-03-12"),
        ("5 มกราคม 2567", "TH", "2024-01-05"),
        ("12 ม.ค. 67", "TH", "2024-01-12"),
        ("令和6年3月5日", "JP", "2024-03-05"),
        ("令和元年5月1日", "JP", "2019-05-01"),
        ("平成31年4月30日", "JP", "2019-04-30"),
        ("R6.3.5", "JP", "2024-03-05"),
        ("R06/03/05 14:08", "JP", "2024-03-05"),
        ("6年3月5日", "JP", None),
        ("06年03月05日", "JP", "2024-03-05"),
        ("24年03月05日", "JP", "2024-03-05"),
        ("2024年7月14日(日)15時15分", "JP", "2024-07-14"),
        ("２０２４年０３月０５日", "JP", "2024-03-05"),
        ("113/05/06 15:20", "TW", "2024-05-06"),
        ("民國113年5月6日", "TW", "2024-05-06"),
        ("中華民國113年05月06日", None, "2024-05-06"),
        ("113年05月06日", "TW", "2024-05-06"),
        ("NT$ 300\n113/05/06", None, "2024-05-06"),
        ("113/05/06", "GB", None),
        ("1403/02/18", "IR", "2024-05-07"),
        ("۱۴۰۳/۰۲/۱۸", "IR", "2024-05-07"),
        ("2024년 3월 5일 (화)", "KR", "2024-03-05"),
        ("٠٥/٠٣/٢٠٢٤", "EG", "2024-03-05"),
        ("०५/०३/२०२४", "IN", "2024-03-05"),
    ],
)
def test_other_calendars_and_digits(text: str, country: str | None, expected: str | None) -> None:
    assert first(text, country) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 March 2024", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("5th March 2024", "2024-03-05"),
        ("Tue, 5 Mar 2024", "2024-03-05"),
        ("Mar 5 '24", "2024-03-05"),
        ("05MAR24", "2024-03-05"),
        ("05MAR2024 12:31", "2024-03-05"),
        ("05-MAR-24", "2024-03-05"),
        ("MAR05'24 12:31", "2024-03-05"),
        ("2024-Mar-05", "2024-03-05"),
        ("Febuary 5, 2024", "2024-02-05"),
        ("5 5ept 2024", "2024-09-05"),
        ("5 0ct 2024", "2024-10-05"),
        ("5 Auqust 2024", "2024-08-05"),
        ("le 1er mars 2024", "2024-03-01"),
        ("5 févr. 2024", "2024-02-05"),
        ("14 juill. 2024", "2024-07-14"),
        ("5. Jänner 2024", "2024-01-05"),
        ("5. März 2024", "2024-03-05"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("05 ENE 2024", "2024-01-05"),
        ("5 de setembro de 2024", "2024-09-05"),
        ("5 settembre 2024", "2024-09-05"),
        ("5 mrt 2024", "2024-03-05"),
        ("5 maj 2024", "2024-05-05"),
        ("5. mai 2024", "2024-05-05"),
        ("5. lokakuuta 2024", "2024-10-05"),
        ("5. oktoober 2024", "2024-10-05"),
        ("2024. gada 5. marts", "2024-03-05"),
        ("2024 m. kovo 5 d.", "2024-03-05"),
        ("5 października 2024 r.", "2024-10-05"),
        ("5. října 2024", "2024-10-05"),
        ("5. októbra 2024", "2024-10-05"),
        ("5. oktobra 2024", "2024-10-05"),
        ("2024. március 5.", "2024-03-05"),
        ("5 octombrie 2024", "2024-10-05"),
        ("5 октомври 2024", "2024-10-05"),
        ("5 Μαρτίου 2024", "2024-03-05"),
        ("5 Ekim 2024", "2024-10-05"),
        ("5 марта 2024 г.", "2024-03-05"),
        ("5 березня 2024 р.", "2024-03-05"),
        ("5. mars 2024", "2024-03-05"),
        ("5 d'octubre de 2024", "2024-10-05"),
        ("5 Maret 2024", "2024-03-05"),
        ("5 Ogos 2024", "2024-08-05"),
        ("Marso 5, 2024", "2024-03-05"),
        ("Ngày 05 tháng 11 năm 2025", "2025-11-05"),
        ("5 במרץ 2024", "2024-03-05"),
        ("5 مارس 2024", "2024-03-05"),
        ("5 मार्च 2024", "2024-03-05"),
        ("5 জানুয়ারী 2024", "2024-01-05"),
        ("5 მარტი 2024", "2024-03-05"),
        ("5 mars 2024", "2024-03-05"),
        ("5 Dhjetor 2024", "2024-12-05"),
        ("5 Machi 2024", "2024-03-05"),
        ("5 Noyabr 2024", "2024-11-05"),
    ],
)
def test_names_of_months(text: str, expected: str) -> None:
    assert first(text, None) == expected


def test_a_name_with_two_meanings_follows_the_country() -> None:
    assert first("5. listopada 2024", "HR") == "2024-10-05"
    assert first("5 listopada 2024", "PL") == "2024-11-05"


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("20240305", "DE", "2024-03-05"),
        ("20240305123100", "CN", "2024-03-05"),
        ("2024-03-05T12:31:00", "GB", "2024-03-05"),
        ("25032018 13:11", "SE", "2018-03-25"),
        ("6188 123012 09:52PM", "US", "2012-12-30"),
        ("301212 21:52", "GB", "2012-12-30"),
        ("Jan1516 11:10AM", "SG", "2016-01-15"),
        ("Jan15'16 11:10AM", "SG", "2016-01-15"),
        ("0 5 / 0 3 / 2 0 2 4", "GB", "2024-03-05"),
        ("05 / 03 / 2024", "GB", "2024-03-05"),
        ("2024 03 05", "SE", "2024-03-05"),
        ("05.03.202412:31", "DE", "2024-03-05"),
        ("0927  5593  12:3105/03/24", "AT", "2024-03-05"),
        ("12:31:0405.03.2024", "DE", "2024-03-05"),
        ("12:312024-03-05", "SE", "2024-03-05"),
        ("158644  04/12/2015:10:57", "GB", "2015-12-04"),
        ("02.03.2015:59", "DE", "2020-03-02"),
        ("ID:234673 #1  Jun 26, 15 04:55 PM", None, "2015-06-26"),
        ("ID #1  Jun 26, 2015", None, "2015-06-26"),
        ("Date: 18/12/65  Time: 18:19", None, "2022-12-18"),
        ("O5,O3,2024", "DE", "2024-03-05"),
        ("l5/O3/2024", "GB", "2024-03-15"),
        ("2505/2025", "TR", "2025-05-25"),
        ("REG 03/1272015 16:32", "IN", "2015-12-03"),
        ("25/0S/2O24", "GB", "2024-05-25"),
        ("Datum 08 10.16 14:16 Uhr", "DE", "2016-10-08"),
        ("27032018  No CS-20243", "MY", "2018-03-27"),
        ("27 032018  No. CS-20242", "MY", "2018-03-27"),
        ("#001-001-0934-000105/01/201813:30-R", "MY", "2018-01-05"),
        ("#19536001/06/2018  6:31", "MY", "2018-06-01"),
        ("01:34PM  568017  05 02-18", "MY", "2018-02-05"),
        ("Datum 08.10 2016  14:16", "DE", "2016-10-08"),
        ("Dt.05/03/2024", "IN", "2024-03-05"),
        ("Date:05/03/2024", "IN", "2024-03-05"),
        ("CT: OV21414 -05/11/2025 12:04-NV:263", "VN", "2025-11-05"),
        ("Date :08-Nov-2015 Time : 18:59", None, "2015-11-08"),
    ],
)
def test_glued_spaced_and_misread_dates(text: str, country: str | None, expected: str) -> None:
    assert first(text, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Tue 03/05/2024", None, "2024-03-05"),
        ("Sun 03/05/2024", None, None),
        ("Fri 03/05/2024", "US", "2024-05-03"),
        ("Mi 05.06.24", "AT", "2024-06-05"),
        ("01/07/14 MAR 16:21", "RO", "2014-07-01"),
        ("24/03/05 (火)", "JP", "2024-03-05"),
    ],
)
def test_the_weekday_proves_the_order(text: str, country: str | None, expected: str | None) -> None:
    if expected:
        assert first(text, country) == expected
    else:
        assert find_dates(rows(text), country, TODAY)[0].disagrees_with_weekday


def test_other_dates_prove_the_order() -> None:
    assert first("03/05/2024 12:31\nReturn by 04/20/2024", None) == "2024-03-05"
    assert first("03/05/2024 12:31\nReturn by 20/06/2024", None) == "2024-05-03"
    assert first("05/03/24 12:31\nInvoice date 5 March 2024", "US") == "2024-03-05"


def test_an_open_order_costs_confidence() -> None:
    open_order = find_dates(rows("03/05/24 12:31"), None, TODAY)
    proven = find_dates(rows("Tue 03/05/24 12:31"), None, TODAY)
    usual = find_dates(rows("03/05/24 12:31"), "GB", TODAY)
    assert open_order[0].swapped_date == date(2024, 3, 5)
    assert estimate_date_confidence(open_order, None) < 0.7
    assert estimate_date_confidence(proven, None) > estimate_date_confidence(open_order, None)
    assert estimate_date_confidence(usual, "GB") > 0.8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Best before 05.06.2024\n05.03.2024", "2024-03-05"),
        ("05.03.2024\nGarantie bis 05.03.2025", "2024-03-05"),
        ("Rechnung 12 vom 19.08.2024\nLeistungsdatum 15.08.2024", "2024-08-19"),
        ("22.08.2024\nSehr geehrte Frau Muster\nRechnung 2024-19 vom 19.08.2024", "2024-08-19"),
        ("RechnungNr.TX-471102vom30.10.2018\nLieferdatum 29.10.2018", "2018-10-30"),
        ("Rechnungsdatum 7. Mai 2014\n" + "01.05.14-31.05.14\n" * 6, "2014-05-07"),
        (
            "Facture n°562 du 02 Juillet 2015\nDate limite de paiement le 05 Juillet 2015",
            "2015-07-02",
        ),
        ("Order Date: 15-10-2015\nInvoice Date: 20-10-2015", "2015-10-20"),
        ("Fecha de vencimiento 30/04/2024\nFecha de emisión 05/03/2024", "2024-03-05"),
        ("Inicio de actividades 01/02/2010\nFecha 05/03/2024", "2024-03-05"),
        ("Data scadenza 30/04/2024\nFattura n. 12 del 05/03/2024", "2024-03-05"),
        ("Termin płatności 2024-04-19\nData wystawienia 2024-03-05", "2024-03-05"),
        ("Datum splatnosti 19.04.2024\nDatum vystavení 05.03.2024", "2024-03-05"),
        ("Förfallodatum 2024-04-19\nFakturadatum 2024-03-05", "2024-03-05"),
        ("Son kullanma tarihi 05.06.2024\nTarih 05.03.2024", "2024-03-05"),
        ("有効期限 2024年4月30日\n発行日 2024年3月5日", "2024-03-05"),
        ("유효기간 2024-04-30\n거래일시 2024-03-05 12:31", "2024-03-05"),
        ("Member since 01/02/2019\n05/03/2024", "2024-03-05"),
        ("Date of birth 01/02/1999\n05/03/2024", "2024-03-05"),
        ("Check in 01/03/2024 Check out 05/03/2024\nInvoice date 05/03/2024", "2024-03-05"),
        ("Mittwoch 24.12. 08:00-14:00 Uhr\n11.12.2014 11:05", "2014-12-11"),
        ("Valid thru 05/06/2024\nDate 05/03/2024", "2024-03-05"),
    ],
)
def test_dates_are_told_apart_by_their_words(text: str, expected: str) -> None:
    assert first(text, "GB" if "/" in text else "DE") == expected


def test_the_head_of_a_column_names_its_dates() -> None:
    text = """
    Due date | Invoice date
    12.04.2024 | 05.03.2024
    """
    assert first(text, "DE") == "2024-03-05"


def test_the_future_is_not_chosen_beside_the_past() -> None:
    assert first("Date 05/09/2026 12:00\n01/02/2026", "GB") == "2026-02-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/14/2024 02:15P", time(14, 15)),
        ("10/01/2024 8:07p", time(20, 7)),
        ("Date 05/03/2024 8.07 PM", time(20, 7)),
        ("05/03/2024 20h07", time(20, 7)),
        ("05.03.2024 14.30 Uhr", time(14, 30)),
        ("5.3.2024 klo 14.30", time(14, 30)),
        ("2024年7月14日(日)15時15分", time(15, 15)),
        ("2024-03-05 오후 3:15", time(15, 15)),
        ("2024/03/05 下午3:15", time(15, 15)),
        ("05/03/2024 12:10 AM", time(0, 10)),
        ("05/03/2024 3:15 μμ", time(15, 15)),
        ("2024-03-05T12:31:00", time(12, 31)),
        ("05/03/2024 PM 3:15", time(15, 15)),
    ],
)
def test_times_of_the_world(text: str, expected: time) -> None:
    drawn = rows(text)
    found = find_time(drawn, drawn[0])
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("2 SUB 12 INCH 13.98", "US"),
        ("1 MAY 20CL 3.50", "GB"),
        ("12 mar 24.50", "FR"),
        ("IP 10.12.13.14", "GB"),
        ("Piazza 24 Maggio 15", "IT"),
        ("Av. 25 de Abril 12", "PT"),
        ("Calle 2 de Mayo 14, Madrid", "ES"),
        ("Rua 15 de Novembro 200", "BR"),
        ("12 place du 8 mai 1945", "FR"),
        ("TEL 03-6435-3844", "JP"),
        ("114年05-06月", "TW"),
        ("3 x 1,50 4,50", "DE"),
    ],
)
def test_items_streets_and_numbers_are_no_dates(text: str, country: str) -> None:
    assert first(text, country) is None
