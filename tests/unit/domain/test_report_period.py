"""Periods of reports: their names, their ends, stepping through them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receipt_desktop.domain.report_period import ReportPeriod, parse_period


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2025q4", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-01-15..2025-02-10", "2025-01-15", "2025-02-10"),
    ],
)
def test_names_stand_for_days(name: str, first: str, last: str) -> None:
    assert parse_period(name) == ReportPeriod(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "name",
    ["", "25", "2025-13", "2025-00", "2025-Q5", "0000", "9999", "2025-02-10..2025-01-15", "x..y"],
)
def test_other_words_are_no_periods(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_period(name)


@settings(max_examples=50)
@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)), st.sampled_from(["%Y", "%Y-%m", "Q", "D"]))
def test_a_name_is_read_as_the_period_that_it_names(day: date, form: str) -> None:
    name = {"Q": f"{day.year}-Q{(day.month + 2) // 3}", "D": f"{day}..{day}"}.get(
        form, day.strftime(form)
    )
    period = parse_period(name)
    assert parse_period(period.name) == period
    assert period.name == name
    assert period.first
    assert period.last
    assert period.first <= day <= period.last
    assert period.move(1).move(-1) == period
    assert (period.move(1).first - period.last).days == 1  # type: ignore[operator]


def test_periods_overlap_and_open_ones_stay_where_they_are() -> None:
    both = parse_period("2025-01-15..2025-02-10").overlap(parse_period("2025-02"))
    assert both.name == "2025-02-01..2025-02-10"
    assert ReportPeriod().move(3).is_open
    assert (parse_period("..2025-02-10").name, parse_period("all").name) == ("..2025-02-10", "all")
