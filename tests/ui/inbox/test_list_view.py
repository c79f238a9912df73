"""Views of the table: their queries, their saved form, the periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.receipt import Status
from receipt_desktop.ui.inbox.list_view import KINDS, ListFilter, ListView
from receipt_desktop.ui.inbox.periods import PERIOD_LABELS, find_period

TODAY = date(2024, 2, 29)
FILTERS = st.builds(
    ListFilter,
    text=st.text(max_size=20),
    kind=st.sampled_from(KINDS),
    period=st.sampled_from(sorted(PERIOD_LABELS)),
    first_day=st.none() | st.dates(),
    last_day=st.none() | st.dates(),
    merchant=st.text(max_size=20),
    category=st.none() | st.text(max_size=20),
    currency=st.none() | st.sampled_from(["", "EUR"]),
    least=st.none() | st.decimals(-1000, 1000, places=2),
    most=st.none() | st.decimals(-1000, 1000, places=2),
    has_problem=st.booleans(),
    is_duplicate=st.booleans(),
)
ORDERS = st.builds(ReceiptOrder, st.sampled_from(SortKey), st.booleans())


@given(FILTERS, ORDERS)
def test_a_saved_view_is_the_same_afterwards(chosen: ListFilter, order: ReceiptOrder) -> None:
    view = ListView(chosen, order)
    assert ListView.from_json(view.to_json()) == view


def test_a_plain_view_saves_its_order_only() -> None:
    assert ListView().to_json() == {"order": "added", "descending": True}
    assert ListView().is_plain


def test_what_is_not_understood_is_left_out() -> None:
    shape = {"kind": "odd", "least": "much", "first_day": "soon", "order": 7, "text": "milk"}
    assert ListView.from_json(shape) == ListView(ListFilter(text="milk"))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("last_month", date(2024, 1, 1), date(2024, 1, 31)),
        ("quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("last_quarter", date(2023, 10, 1), date(2023, 12, 31)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
        ("last_year", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_periods_are_whole(name: str, first: date, last: date) -> None:
    assert find_period(name, TODAY) == (first, last)


def test_the_month_before_january_is_december() -> None:
    assert find_period("last_month", date(2024, 1, 5)) == (date(2023, 12, 1), date(2023, 12, 31))


def test_a_filter_becomes_a_query() -> None:
    chosen = ListFilter(kind="review", period="year", least=Decimal(5), is_duplicate=True)
    query = chosen.make_query(TODAY)
    assert (query.statuses, query.needs_review) == (frozenset({Status.COMPLETED}), True)
    assert (query.first_day, query.least, query.is_duplicate) == (
        date(2024, 1, 1), Decimal(5), True
    )  # fmt: skip
    assert query.has_problem is None
    assert chosen.make_query(TODAY, any_kind=True).statuses == frozenset()


def test_a_chip_takes_both_ends_of_its_condition_away() -> None:
    chosen = ListFilter(text="milk", least=Decimal(1), most=Decimal(2), period="year")
    assert chosen.clear_field("amount") == ListFilter(text="milk", period="year")
    assert chosen.clear_field("period").period == ""
