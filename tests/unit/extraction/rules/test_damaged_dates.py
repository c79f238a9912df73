"""Dates with damaged figures or month names, and days that are not that of the document."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.dates import find_dates
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.text.rows import build_rows
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)


def find_day(text: str) -> object:
    return extract_by_rules(printed(text), TODAY).get_value(Field.DATE)


def list_reasons(text: str) -> set[ReviewReason]:
    page = printed(text)
    return {*check_draft(extract_by_rules(page, TODAY), page, TODAY).reasons}


AMERICAN = "DINER\n13550 PAXTON ST\nPACOIMA CA 91331\n{}\nTOTAL | $17.66"


@pytest.mark.parametrize("printed_day", ["0o/04/13 12:59", "o0/04/13 12:59", "00/04/13 12:59"])
def test_a_damaged_month_does_not_become_the_year_2000(printed_day: str) -> None:
    assert find_day(AMERICAN.format(printed_day)) is None


def test_a_misread_figure_within_a_possible_date_is_corrected() -> None:
    assert find_day(AMERICAN.format("o8/04/13 12:59")) == date(2013, 8, 4)


def test_a_year_of_two_figures_may_come_first() -> None:
    assert find_day("스타벅스\n25/04/09 11:06\n합계 | 65,700") == date(2025, 4, 9)


@pytest.mark.parametrize(
    ("printed_day", "day"),
    [
        ("31st Januray 2020", date(2020, 1, 31)),
        ("2nd Feburary 2020", date(2020, 2, 2)),
        ("3rd Septmber 2019", date(2019, 9, 3)),
        ("August 4th, 2019", date(2019, 8, 4)),
        ("Octobre 21, 2019", date(2019, 10, 21)),
    ],
)
def test_a_misspelt_month_goes_before_the_days_of_the_work(printed_day: str, day: date) -> None:
    text = (
        f"GOURLEY LTD\nMassey\nAuckland\nTax Invoice No: 240120\n"
        f"GST No: 104-299-202\n{printed_day}\n"
        "To mow lawns\nDays Visited\n16/01/20\nSub Total | $25.00\nGST | $3.75\nTOTAL | $28.75"
    )
    assert find_day(text) == day


BILL = (
    "CFE Suministrador de Servicios\nCiudad de Mexico\nRFC: CSS160330CP7\n"
    "TOTAL A PAGAR: | $692.00\n"
    "IVA 16% | 6.64\nRMU: 76226 19-06-10 OIGE-751111 035 CFE\n{}"
)


@pytest.mark.parametrize(
    "label",
    ["LÍMITE DE PAGO: 28 FEB 20", "FECHA LÍMITE DE PAGO 28/02/2020", "PAGAR ANTES 28/02/20"],
)
def test_the_last_day_to_pay_alone_is_doubtful(label: str) -> None:
    reasons = list_reasons(BILL.format(label))
    assert reasons & {ReviewReason.DOUBTFUL_DATE, ReviewReason.NO_DATE}


def test_the_day_of_issue_goes_before_the_last_day_to_pay() -> None:
    text = BILL.format("LÍMITE DE PAGO: 28 FEB 20\nFECHA DE EMISION 17 FEB 20")
    assert find_day(text) == date(2020, 2, 17)


def test_days_of_many_years_ago_are_doubtful() -> None:
    text = AMERICAN.format("04/13/1998 12:59")
    assert ReviewReason.DOUBTFUL_DATE in list_reasons(text)


@pytest.mark.parametrize(
    ("printed_day", "day"),
    [
        ("Ju116'17 08:15PM", date(2017, 7, 16)),
        ("Jul16'17 08:15PM", date(2017, 7, 16)),
        ("Nov3014 0653PM", date(2014, 11, 30)),
        ("Nov301406:53PM", date(2014, 11, 30)),
    ],
)
def test_days_of_tills_without_blanks(printed_day: str, day: date) -> None:
    assert find_day(AMERICAN.format(printed_day)) == day


@pytest.mark.parametrize(
    ("text", "country", "day"),
    [
        ("31 มกราคม256812155", "TH", date(2025, 1, 31)),
        ("วันที่30104|2026", "TH", date(2026, 4, 30)),
        ("วันที่ 3010412026", "TH", date(2026, 4, 30)),
        ("วันที่ 30|0412569", "TH", date(2026, 4, 30)),
        ("NEMITH 04 10YN. 2015 00:09:41", "GR", date(2015, 6, 4)),
        ("TPITH 04 IOYA. 2015", "GR", date(2015, 7, 4)),
        ("TAX ID 3010412026", "TH", None),
    ],
)
def test_dates_of_thailand_and_greece_with_misread_strokes(
    text: str, country: str, day: date | None
) -> None:
    rows = build_rows([Line(text, Box(20, 20, 400, 30), 0.9)])
    found = find_dates(rows, country, date(2026, 11, 1))
    assert (found[0].value if found else None) == day


@pytest.mark.parametrize(
    "row", ["2024.-6.26 | 00378-03", "ご利用日付 | 2024年-6月26日", "領収年月日 2024.-6.26"]
)
def test_railways_of_japan_print_a_hyphen_for_a_nought(row: str) -> None:
    assert find_day(f"領収書\n{row}\n乗車券 | ￥760\nありがとうございました") == date(2024, 6, 26)


@pytest.mark.parametrize("row", ["2024 06-26 16:58", "2024-06 26 16:58", "012982024/06/26 16:58"])
def test_a_year_first_with_lost_or_glued_signs(row: str) -> None:
    assert find_day(f"領収書\n{row}\nお茶 | ￥760\nありがとうございました") == date(2024, 6, 26)


def test_a_house_in_japan_is_no_day_and_opening_hours_head_no_column() -> None:
    text = """
    本社：東京都中央区月見2-19-10
    月見本店 | TEL03-0000-0000
    営業時間 | 24時間営業
    2024年06月26日(水)22:49
    お茶 | ￥760
    合計 | ￥760
    """
    assert find_day(text) == date(2024, 6, 26)
