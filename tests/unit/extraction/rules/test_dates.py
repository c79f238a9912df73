from datetime import date, time

import pytest

from receipt_desktop.extraction.rules.dates import estimate_date_confidence, find_dates
from receipt_desktop.extraction.rules.times import find_time
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from tests.unit.extraction.printed import printed

TODAY = date(2025, 6, 1)


def rows(text: str) -> tuple[TextRow, ...]:
    return build_rows(printed(text).lines)


def first(text: str, country: str | None = "DE") -> date | None:
    found = find_dates(rows(text), country, TODAY)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Datum: 06.05.20 09:49", "DE", "2020-05-06"),
        ("03/04/2024", "GB", "2024-04-03"),
        ("03/04/2024", "US", "2024-03-04"),
        ("8/31/2019 11:15 AM", "GB", "2019-08-31"),
        ("2024-09-10 19:55:43", "CA", "2024-09-10"),
        ("2023.07.21. 19:20", "HU", "2023-07-21"),
        ("MAR 10 SEPTEMBRE 2024", "CA", "2024-09-10"),
        ("7 0ct'19 11:36", "NL", "2019-10-07"),
        ("14/Jun/2017 08:34:22", "MY", "2017-06-14"),
        ("05-Aug-2017 02:11:23 PM", "MY", "2017-08-05"),
        ("Dec 6, 2019", "US", "2019-12-06"),
        ("20:56 07/07/17", "MY", "2017-07-07"),
        ("K_1 08.06.19", "DE", "2019-06-08"),
        ("12.märz 2021", "DE", "2021-03-12"),
        ("3 de mayo de 2022", "ES", "2022-05-03"),
        ("O5.O1.2O24", "DE", "2024-01-05"),
        ("15/01/2018", "US", "2018-01-15"),
        ("ORD #7 -REG #19- 02/03/2018 12:59:16", "MY", "2018-03-02"),
        ("Server: MARCO 28/08/2019", "GB", "2019-08-28"),
        ("02.03.2015:59", "DE", "2020-03-02"),
        ("REG 11- 03/12/201516:33:07", "IN", "2015-12-03"),
        ("05:23PM 568268 05-05~18", "MY", "2018-05-05"),
        ("Date: 2021-10.28", "EG", "2021-10-28"),
        ("ORD #77 -REG #2-10/12/2022 14:48:31", "EG", "2022-12-10"),
    ],
)
def test_dates_of_all_orders_and_languages(text: str, country: str, expected: str) -> None:
    assert first(text, country) == date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["20:31:47", "TOTAL 12.50", "031-001-60", "99.99.2020", "Bon 12"])
def test_other_figures_are_no_dates(text: str) -> None:
    assert first(text) is None


@pytest.mark.parametrize(
    "period", ["Jul 3 – Aug 3, 2024", "3 Jul - 3 Aug 2024", "03.07. bis 03.08.2024"]
)
def test_the_end_of_a_period_is_not_the_day_of_purchase(period: str) -> None:
    text = f"Hosting Ltd\nJul 3, 2024\nDate | Description\n{period} | Hosting"
    assert first(text, "GB") == date(2024, 7, 3)


def test_day_of_purchase_beats_day_of_travel() -> None:
    text = """
    Fahrtantritt am 22.11.2019
    Reise vom 22.11.2019
    Datum 21.11.2019 09:23
    Belegdatum 21.11.2019
    """
    assert first(text) == date(2019, 11, 21)


def test_a_day_to_come_loses() -> None:
    assert first("Valid until 01.09.2025\n30.05.2025 10:00") == date(2025, 5, 30)


def test_the_other_order_is_remembered() -> None:
    unsure = find_dates(rows("03/04/2024"), "GB", TODAY)[0]
    sure = find_dates(rows("23/04/2024"), "GB", TODAY)[0]
    assert unsure.swapped_date == date(2024, 3, 4)
    assert not unsure.is_order_certain
    assert sure.is_order_certain


def test_label_and_time_make_a_date_surer() -> None:
    bare = estimate_date_confidence(find_dates(rows("06.05.2020"), "DE", TODAY), "DE")
    labelled = estimate_date_confidence(
        find_dates(rows("Datum: 06.05.2020 09:49"), "DE", TODAY), "DE"
    )
    assert bare < labelled <= 0.98


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.01.2024 20:32:47", time(20, 32)),
        ("Date 06/02/2018 07:09:46 PM", time(19, 9)),
        ("Datum 06.05.20\nUhrzeit: 16:14:51 Uhr", time(16, 14)),
        ("TIME: 10:11 PM", time(22, 11)),
        ("Aug 03 2019 02:46 pmTrans# 3015", time(14, 46)),
        ("06.05.2020", None),
    ],
)
def test_time_of_day(text: str, expected: time | None) -> None:
    drawn = rows(text)
    dated = find_dates(drawn, "DE", TODAY)
    found = find_time(drawn, dated[0].row if dated else None)
    assert (found[0] if found else None) == expected
