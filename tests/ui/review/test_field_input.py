"""Typing values in one's own locale."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.ui.review.field_input import advice, format_field, parse_field
from tests.unit.domain.field_values import EVERY_FIELD

LOCALES = ("en_US", "en_GB", "de_DE", "de_CH", "fr_FR")


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12,50", "12.50"),
        ("12.50", "12.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1'234.50", "1234.50"),
        ("€ 5", "5"),
        ("-3,20", "-3.20"),
        ("1.234.567", "1234567"),
    ],
)
def test_amounts_are_read_whatever_mark_is_typed(name: str, typed: str, amount: str) -> None:
    assert parse_field(Field.TOTAL, typed, QLocale(name)) == Decimal(amount)


@pytest.mark.parametrize(
    ("name", "amount"), [("de_DE", "1234"), ("fr_FR", "1234"), ("en_US", "1.234")]
)
def test_one_point_before_three_digits_groups_where_the_locale_groups_so(
    name: str, amount: str
) -> None:
    assert parse_field(Field.TOTAL, "1.234", QLocale(name)) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("1.280", "JPY", "1280"),
        ("1,280", "JPY", "1280"),
        ("1280.00", "JPY", "1280"),
        ("₩1.280.000", "KRW", "1280000"),
        ("1.500", "KWD", "1.5"),
        ("1.25", "KWD", "1.25"),
    ],
)
def test_typed_amounts_follow_the_decimals_of_the_currency(
    typed: str, currency: str, amount: str
) -> None:
    assert parse_field(Field.TOTAL, typed, QLocale("en_US"), currency) == Decimal(amount)


@pytest.mark.parametrize(("typed", "currency"), [("12.345", "EUR"), ("1.2345", "KWD")])
def test_an_amount_that_would_be_rounded_is_refused(typed: str, currency: str) -> None:
    with pytest.raises(ValueError, match=typed):
        parse_field(Field.TOTAL, typed, QLocale("en_US"), currency)


@pytest.mark.parametrize(
    ("currency", "shown", "example"),
    [("JPY", "1,280", "1,250"), ("KWD", "1,280.000", "12.500"), ("EUR", "1,280.00", "12.50")],
)
def test_amounts_are_shown_with_the_decimals_of_the_currency(
    currency: str, shown: str, example: str
) -> None:
    locale = QLocale("en_US")
    assert format_field(Field.TOTAL, Decimal("1280.00"), locale, currency) == shown
    assert f" {example}." in advice(Field.TOTAL, locale, currency)


@pytest.mark.parametrize("typed", ["abc", "12,5,3", "1..2", "--1", "12 EURO", "."])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        parse_field(Field.TOTAL, typed, QLocale("de_DE"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("en_US", "3/14/2024"),
        ("en_US", "3-14-24"),
        ("de_DE", "14.3.24"),
        ("de_DE", "14.03.2024"),
        ("fr_FR", "14/03/2024"),
        ("fr_FR", "14 3 2024"),
        ("en_GB", "2024-03-14"),
    ],
)
def test_dates_are_read_in_the_locale_s_order_or_year_first(name: str, typed: str) -> None:
    assert parse_field(Field.DATE, typed, QLocale(name)) == date(2024, 3, 14)


@pytest.mark.parametrize("typed", ["14.13.2024", "31.2.2024", "14.3", "März 2024", "1.1.202"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        parse_field(Field.DATE, typed, QLocale("de_DE"))


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9:05", time(9, 5)),
        ("14h30", time(14, 30)),
        ("2:30 pm", time(14, 30)),
        ("12:10 AM", time(0, 10)),
        ("23:59:58", time(23, 59, 58)),
    ],
)
def test_times_are_read(typed: str, clock: time) -> None:
    assert parse_field(Field.TIME, typed, QLocale("en_US")) == clock


@pytest.mark.parametrize("typed", ["25:00", "13:00 pm", "12", "noon"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        parse_field(Field.TIME, typed, QLocale("en_US"))


def test_a_card_is_its_last_four_digits() -> None:
    assert parse_field(Field.CARD, "**** 1234", QLocale("en_US")) == "1234"
    with pytest.raises(ValueError, match="12"):
        parse_field(Field.CARD, "12", QLocale("en_US"))


def test_nothing_typed_means_not_on_the_receipt() -> None:
    assert parse_field(Field.TOTAL, "  ", QLocale("en_US")) is None


MOMENTS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
VALUES = st.one_of(
    st.tuples(
        st.just(Field.TOTAL),
        st.decimals(min_value=-999_999, max_value=9_999_999, places=2),
    ),
    st.tuples(st.just(Field.DATE), st.dates(date(1900, 1, 1), date(2099, 12, 31))),
    st.tuples(st.just(Field.TIME), MOMENTS),
)


@given(VALUES, st.sampled_from(LOCALES))
def test_what_a_field_shows_is_read_back_as_the_same(
    typed: tuple[Field, FieldValue], name: str
) -> None:
    field, value = typed
    locale = QLocale(name)
    assert parse_field(field, format_field(field, value, locale), locale) == value


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize(("field", "value"), EVERY_FIELD)
def test_every_field_can_be_typed(field: Field, value: FieldValue, name: str) -> None:
    locale = QLocale(name)
    assert parse_field(field, format_field(field, value, locale), locale) == value


@pytest.mark.parametrize("field", Field)
def test_what_is_refused_comes_with_advice(field: Field) -> None:
    locale = QLocale("de_DE")
    try:
        parse_field(field, "no value at all", locale)
    except ValueError:
        assert advice(field, locale)
