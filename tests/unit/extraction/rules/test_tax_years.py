"""A receipt with a tax cannot be older than the tax."""

from __future__ import annotations

from datetime import date

from receipt_desktop.extraction.rules.dates import estimate_date_confidence, find_dates
from receipt_desktop.extraction.rules.tax_years import correct_year, find_possible_period
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

TODAY = date(2026, 1, 1)
PERIOD = (date(2015, 4, 1), date(2018, 12, 31))
GST = "KEDAI SATU SDN BHD\nGST ID 000292065280\n04-05-2013 16:07\nTOTAL | RM 20.40"


def test_a_misread_figure_of_the_year_is_put_right_and_doubted() -> None:
    rows = build_rows(printed(GST).lines)
    found = find_dates(rows, "MY", TODAY)
    assert found[0].value == date(2018, 5, 4)
    assert found[0].is_doubtful
    sound = find_dates(build_rows(printed(GST.replace("2013", "2018")).lines), "MY", TODAY)
    assert estimate_date_confidence(found, "MY") < estimate_date_confidence(sound, "MY") - 0.2


def test_elsewhere_and_without_the_tax_nothing_is_changed() -> None:
    rows = build_rows(printed(GST.replace("GST ID", "Tel")).lines)
    assert find_possible_period(rows, "MY") is None
    assert find_dates(rows, "MY", TODAY)[0].value == date(2013, 5, 4)
    assert find_possible_period(build_rows(printed(GST).lines), "NZ") is None


def test_without_a_single_likely_year_the_date_is_unchanged() -> None:
    assert correct_year(date(2012, 5, 4), PERIOD) is None
    assert correct_year(date(2019, 5, 4), PERIOD) == date(2018, 5, 4)
    assert correct_year(date(2010, 5, 4), PERIOD) == date(2018, 5, 4)
