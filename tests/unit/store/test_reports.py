"""Reports add up to the cent what an independent calculation adds up, on both databases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from receipt_desktop.domain.categories import PALETTE, Category, TaxTreatment
from receipt_desktop.domain.exchange_rates import ExchangeRate
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineKind,
    Reading,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.report import (
    Grouping,
    Report,
    ReportRequest,
    ReportRow,
    ReportScope,
    TaxState,
)
from receipt_desktop.domain.report_period import ReportPeriod, parse_period
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store

FRIDAY = date(2025, 3, 28)
RATES = {"USD": "1.0833", "GBP": "0.83575", "JPY": "162.87", "KWD": "0.33340"}
"""Of one euro, on each Friday of the year: the receipts of a week use the Friday before."""
UNKNOWN = "MYR"
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "GBP", "JPY", "KWD", UNKNOWN, None)
DECIMALS = {"JPY": 0, "KWD": 3}
SHOPS = ("Café Müller", "CAFE MULLER", "Papier Schulze", "Tankstelle Nord")
CATEGORIES = ("restaurant", "office", "fuel", None)


@dataclass(frozen=True)
class Drawn:
    """A receipt as it was drawn up, and its parts in minor units of its own currency."""

    number: int
    day: date
    shop: str
    category: str | None
    project: str | None
    currency: str | None
    parts: tuple[tuple[str | None, int, int], ...]
    """Rate, net and tax."""

    @property
    def total(self) -> int:
        return sum(net + tax for _, net, tax in self.parts)


def decimals_of(currency: str | None) -> int:
    return DECIMALS.get(currency or "", 2)


def draw(number: int) -> Drawn:
    """A receipt whose values follow from its number: every kind meets every other."""
    currency = CURRENCIES[number % len(CURRENCIES)]
    sign = -1 if number % 11 == 0 else 1
    net = 1_000 + number * 137 % 9_000
    parts: list[tuple[str | None, int, int]] = [("19", net, round_half_up(net * 19, 100))]
    if number % 3 == 0:
        other = 500 + number * 71 % 3_000
        parts.append(("7", other, round_half_up(other * 7, 100)))
    if number % 7 == 0:
        parts = [(None, net, 0)]
    return Drawn(
        number,
        date(2025, 1, 1) + timedelta(days=number * 5 % 365),
        SHOPS[number % len(SHOPS)],
        CATEGORIES[number % 5 % len(CATEGORIES)],
        ("Nord", None, "Süd")[number % 3],
        currency,
        tuple((rate, sign * one, sign * tax) for rate, one, tax in parts),
    )


def round_half_up(value: int, divisor: int) -> int:
    return (2 * value + divisor) // (2 * divisor)


DRAWN = [draw(number) for number in range(1, 37)]


def make_reading(drawn: Drawn) -> Reading:
    places = decimals_of(drawn.currency)

    def money(minor: int) -> Decimal:
        return Decimal(minor).scaleb(-places)

    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: money(drawn.total),
        Field.DATE: drawn.day,
        Field.MERCHANT: drawn.shop,
        Field.CATEGORY: drawn.category,
        Field.PROJECT: drawn.project,
        Field.NUMBER: str(drawn.number),
    }
    lines = tuple(
        TaxLine(Decimal(rate), money(net), money(tax), 0.9)
        for rate, net, tax in drawn.parts
        if rate
    )
    fields = {name: ExtractedValue(one, 0.9) for name, one in values.items() if one is not None}
    return Reading(CheckedDraft(Draft(fields, drawn.currency, lines), False), Text((), (), ()), 1.0)


def add(store: Store, reading: Reading, name: str) -> Receipt:
    row = store.add_receipt(f"{name}.jpg", name.rjust(64, "0"), Priority.NORMAL, ReadOptions())
    store.claim_receipt(row.id, "me", 60)
    done = store.finish_attempt(row.id, "me", reading)
    assert done
    return done


def publish(store: Store) -> None:
    fridays = [FRIDAY + timedelta(weeks=week) for week in range(-14, 41)]
    store.save_exchange_rates(
        ExchangeRate(day, currency, Decimal(rate))
        for day in fridays
        for currency, rate in RATES.items()
    )


@pytest.fixture(scope="module")
def drawn_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All drawn receipts, with rates, on SQLite; nobody changes it."""
    store = open_empty_store(tmp_path_factory.mktemp("rd"))
    fill(store)
    yield store
    store.close()


def fill(store: Store) -> None:
    for one in DRAWN:
        add(store, make_reading(one), str(one.number))
    publish(store)


def report(store: Store, grouping: Grouping, period: str = "all", **scope: Any) -> Report:
    request = ReportRequest(grouping, ReportScope(parse_period(period), **scope))
    return store.make_report(request, "EUR")


# -- the independent calculation: fractions, one receipt after the other


def to_euro(minor: int, currency: str) -> Decimal:
    """An amount in euro, rounded to cents with halves away from zero."""
    rate = Fraction(RATES[currency]) if currency != "EUR" else Fraction(1)
    cents = Fraction(minor, 10 ** decimals_of(currency)) / rate * 100
    whole = abs(cents).numerator * 2 + abs(cents).denominator
    rounded = whole // (2 * abs(cents).denominator)
    return Decimal(rounded if cents >= 0 else -rounded).scaleb(-2)


def is_known(one: Drawn) -> bool:
    return one.currency is not None and one.currency != UNKNOWN


def expect(key: Callable[[Drawn], object], period: str = "all") -> dict[object, Decimal]:
    days = parse_period(period)
    sums: dict[object, Decimal] = defaultdict(Decimal)
    for one in DRAWN:
        inside = days.is_open or (days.first <= one.day <= days.last)  # type: ignore[operator]
        if is_known(one) and inside:
            sums[key(one)] += to_euro(one.total, str(one.currency))
    return dict(sums)


KEYS: dict[Grouping, Callable[[Drawn], object]] = {
    Grouping.MONTH: lambda one: f"{one.day:%Y-%m}",
    Grouping.CATEGORY: lambda one: one.category,
    Grouping.MERCHANT: lambda one: {"Café Müller": "cafe muller", "CAFE MULLER": "cafe muller"}.get(
        one.shop, one.shop.lower()
    ),
    Grouping.PROJECT: lambda one: one.project,
}


@pytest.mark.parametrize("grouping", KEYS)
@pytest.mark.parametrize("period", ["all", "2025-Q1", "2025-02", "2025-01-31..2025-02-28"])
def test_the_sums_are_those_of_an_independent_calculation(
    drawn_store: Store, grouping: Grouping, period: str
) -> None:
    found = report(drawn_store, grouping, period)
    sums = {row.key.value: row.gross for row in found.rows if row.receipts > row.unconverted}
    assert sums == expect(KEYS[grouping], period)
    assert found.total.gross == sum(sums.values())
    assert sum(row.receipts for row in found.rows) == found.total.receipts


def test_every_grouping_adds_up_to_the_same(drawn_store: Store) -> None:
    reports = [report(drawn_store, grouping) for grouping in Grouping]
    totals = {(one.total.net, one.total.tax, one.total.gross) for one in reports}
    assert len(totals) == 1
    for one in reports:
        assert sum(row.net for row in one.rows) == one.total.net
        assert sum(row.tax for row in one.rows) == one.total.tax
        assert one.total.receipts == len(DRAWN)


def test_a_split_receipt_is_in_the_row_of_each_rate_and_once_in_the_total(
    drawn_store: Store,
) -> None:
    found = {
        row.key.value or row.key.tax: row for row in report(drawn_store, Grouping.TAX_RATE).rows
    }
    assert list(found) == ["19", "7", TaxState.UNTAXED]
    for rate in ("19", "7"):
        with_rate = [one for one in DRAWN if rate in [part[0] for part in one.parts]]
        assert found[rate].receipts == len(with_rate)
    assert found["19"].receipts + found["7"].receipts > found["19"].receipts
    euros = [one for one in DRAWN if one.currency == "EUR"]
    only = drawn_store.make_report(ReportRequest(Grouping.TAX_RATE), "MYR")
    assert {one.currency: one.total for one in only.unconverted}["EUR"] == Decimal(
        sum(one.total for one in euros)
    ).scaleb(-2)


def test_unknown_rates_are_named_with_number_and_sum_and_never_added(drawn_store: Store) -> None:
    found = report(drawn_store, Grouping.CATEGORY)
    expected = {}
    for currency in (UNKNOWN, None):
        left = [one for one in DRAWN if one.currency == currency]
        expected[currency] = (len(left), Decimal(sum(one.total for one in left)).scaleb(-2))
    assert {one.currency: (one.receipts, one.total) for one in found.unconverted} == expected
    unconverted = sum(count for count, _ in expected.values())
    assert found.total.unconverted == unconverted
    assert found.converted == sum(is_known(one) and one.currency != "EUR" for one in DRAWN)
    assert found.total.receipts == len(DRAWN)
    assert sum(row.unconverted for row in found.rows) == unconverted


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_says_the_same_as_sqlite(store: Store, drawn_store: Store) -> None:
    fill(store)
    for grouping in Grouping:
        one, other = (report(each, grouping, "2025-Q2") for each in (store, drawn_store))
        assert (one.rows, one.total, one.unconverted) == (
            other.rows,
            other.total,
            other.unconverted,
        )
    assert store.describe_exchange_rates() == drawn_store.describe_exchange_rates()
    for treatment in TaxTreatment:
        query = ReceiptQuery(tax_rate="7", tax_treatment=treatment, merchant_name="café MÜLLER")
        count = len(store.find_receipts(query))
        assert count == len(drawn_store.find_receipts(query))
        assert bool(count) is (treatment is TaxTreatment.AS_PRINTED)


def test_each_row_is_found_again_among_the_receipts(drawn_store: Store) -> None:
    for grouping in Grouping:
        for row in report(drawn_store, grouping, "2025-Q1").rows:
            found = drawn_store.find_receipts(narrow(grouping, row, "2025-Q1"))
            assert len(found) == row.receipts, (grouping, row)


def narrow(grouping: Grouping, row: ReportRow, period: str) -> ReceiptQuery:
    query = ReportScope(parse_period(period)).make_query()
    value = row.key.value or ""
    if grouping is Grouping.MONTH:
        month = parse_period(value)
        return replace(query, first_day=month.first, last_day=month.last)
    if grouping.splits_receipts:
        rate = row.key.value or str(row.key.tax)
        return replace(query, tax_rate=rate, tax_treatment=row.key.treatment)
    if grouping is Grouping.MERCHANT:
        return replace(query, merchant_name=value)
    if grouping is Grouping.CATEGORY:
        return replace(query, category=value)
    return replace(query, project=value)


# -- single receipts


def simple(total: str, *lines: TaxLine, currency: str | None = "EUR", **values: Any) -> Reading:
    given: dict[Field, Any] = {Field.TOTAL: Decimal(total), Field.DATE: date(2025, 3, 31)} | {
        Field[name]: value for name, value in values.items()
    }
    fields = {name: ExtractedValue(one, 0.9) for name, one in given.items() if one is not None}
    draft = Draft(fields, currency, lines)
    return Reading(CheckedDraft(draft, False), Text((), (), ()), 1.0)


def line(rate: str | None, net: str | None, tax: str) -> TaxLine:
    known, amount = (None if one is None else Decimal(one) for one in (rate, net))
    return TaxLine(known, amount, Decimal(tax), 0.9)


def test_the_vat_summary_tells_rates_treatments_and_what_is_not_readable(file_store: Store) -> None:
    add(file_store, simple("11.90", line("19.0", "10.00", "1.90"), CATEGORY="office"), "1")
    add(file_store, simple("-2.38", line("19", "2.00", "0.38"), CATEGORY="office"), "2")
    add(file_store, simple("21.40", line("7", None, "1.40"), CATEGORY="restaurant"), "3")
    add(file_store, simple("50.00", line(None, None, "8.00")), "4")
    add(file_store, simple("30.00", line("19", "90.00", "17.10"), TAX=Decimal("4.79")), "5")
    add(file_store, simple("12.00"), "6")
    add(file_store, simple("13.00", line("19", "10.00", "1.90")), "7")
    found = report(file_store, Grouping.VAT)
    told = [(one.key.value, one.key.tax, one.receipts, one.net, one.tax) for one in found.rows]
    assert told == [
        ("19", TaxState.RATED, 3, Decimal("18.00"), Decimal("3.42")),
        ("7", TaxState.RATED, 1, Decimal("20.00"), Decimal("1.40")),
        (None, TaxState.UNREADABLE, 2, Decimal("67.21"), Decimal("12.79")),
        (None, TaxState.UNTAXED, 2, Decimal("13.10"), Decimal("0.00")),
    ]
    assert found.deductible_tax == Decimal("4.82")
    assert found.total.receipts == 7


def test_categories_decide_the_treatment(file_store: Store) -> None:
    for number, category in enumerate(("restaurant", "restaurant", "office", None), start=1):
        values: dict[str, Any] = {"CATEGORY": category, "DATE": date(2025, 3, number)}
        add(file_store, simple("11.90", line("19", "10.00", "1.90"), **values), str(number))
    treated = Category("restaurant", PALETTE[0], TaxTreatment.NOT_DEDUCTIBLE)
    file_store.save_categories((treated, Category("office", PALETTE[1])))
    found = report(file_store, Grouping.VAT)
    assert [(row.key.treatment, row.receipts, row.tax) for row in found.rows] == [
        (TaxTreatment.AS_PRINTED, 2, Decimal("3.80")),
        (TaxTreatment.NOT_DEDUCTIBLE, 2, Decimal("3.80")),
    ]
    assert found.deductible_tax == Decimal("3.80")
    for row in found.rows:
        assert len(file_store.find_receipts(narrow(Grouping.VAT, row, "all"))) == row.receipts


def test_a_correction_moves_the_sums(file_store: Store) -> None:
    one = add(file_store, simple("11.90", line("19", "10.00", "1.90")), "1")
    file_store.correct_lines(one.id, LineKind.TAX_LINES, (line("7", "11.12", "0.78"),))
    assert [row.key.value for row in report(file_store, Grouping.TAX_RATE).rows] == ["7"]
    file_store.correct_field(one.id, Field.TOTAL, None)
    found = report(file_store, Grouping.TAX_RATE)
    assert (found.rows, found.left_out.without_total) == ((), 1)


def test_receipts_of_an_earlier_version_are_split_later(file_store: Store) -> None:
    for one in DRAWN[:8]:
        add(file_store, make_reading(one), str(one.number))
    edited = add(file_store, simple("11.90", line("19", "10.00", "1.90")), "edited")
    file_store.correct_lines(edited.id, LineKind.TAX_LINES, (line("7", "11.12", "0.78"),))
    before = report(file_store, Grouping.VAT)
    with file_store._transaction() as (session, _):
        session.connection().exec_driver_sql("DELETE FROM tax_parts")
    assert report(file_store, Grouping.VAT).rows == ()
    assert file_store.has_missing_tax_parts()
    assert file_store.add_missing_tax_parts() == 9
    assert not file_store.has_missing_tax_parts()
    assert report(file_store, Grouping.VAT).rows == before.rows


@pytest.mark.parametrize(
    ("day", "rate"),
    [(28, True), (29, True), (30, True), (31, True), (27, False)],
    ids=["published", "Saturday", "Sunday", "Monday", "before the first"],
)
def test_a_day_without_a_rate_has_the_last_one_before(
    file_store: Store, day: int, rate: bool
) -> None:
    file_store.save_exchange_rates([ExchangeRate(FRIDAY, "USD", Decimal("1.25"))])
    add(file_store, simple("10.00", currency="USD", DATE=date(2025, 3, day)), "1")
    found = report(file_store, Grouping.MONTH)
    assert found.total.gross == (Decimal("8.00") if rate else 0)
    assert len(found.unconverted) == (not rate)


def test_a_rate_that_is_too_old_is_unknown(file_store: Store) -> None:
    file_store.save_exchange_rates([ExchangeRate(FRIDAY, "USD", Decimal("1.25"))])
    add(file_store, simple("10.00", currency="USD", DATE=FRIDAY + timedelta(days=8)), "1")
    add(file_store, simple("10.00", currency="USD", DATE=None), "2")
    (gap,) = report(file_store, Grouping.MONTH).unconverted
    assert (gap.currency, gap.receipts, gap.total) == ("USD", 2, Decimal("20.00"))


def test_a_refund_is_as_large_as_what_it_takes_back(file_store: Store) -> None:
    file_store.save_exchange_rates([ExchangeRate(FRIDAY, "USD", Decimal(8))])
    for number, total in enumerate(("0.20", "-0.20", "0.60")):
        add(file_store, simple(total, currency="USD", DATE=FRIDAY), str(number))
    assert report(file_store, Grouping.MONTH).total.gross == Decimal("0.08")  # 0.03 - 0.03 + 0.08


def test_amounts_in_yen_have_no_decimals(file_store: Store) -> None:
    file_store.save_exchange_rates(
        [ExchangeRate(FRIDAY, one, Decimal(RATES[one])) for one in ("JPY", "USD")]
    )
    add(file_store, simple("10.01", currency="USD", DATE=FRIDAY), "1")
    add(file_store, simple("1234", currency="JPY", DATE=FRIDAY), "2")
    request = ReportRequest(Grouping.MONTH)
    total = file_store.make_report(request, "JPY").total
    crossed = Decimal("10.01") * Decimal(RATES["JPY"]) / Decimal(RATES["USD"])
    assert total.gross == 1234 + crossed.quantize(Decimal(1), ROUND_HALF_UP)
    assert f"{total.gross}" == "2739"


def test_periods_end_with_their_last_day_whatever_the_time_zone(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("2024-12-31", "2025-01-01", "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-01")
    for number, day in enumerate(days):
        add(file_store, simple("1.00", DATE=date.fromisoformat(day)), str(number))
    add(file_store, simple("1.00", DATE=None), "undated")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setenv("TZ", zone)
        found = report(file_store, Grouping.MONTH, "2025-Q1")
        assert [row.key.value for row in found.rows] == ["2025-01", "2025-02", "2025-03"]
        assert [row.receipts for row in found.rows] == [2, 1, 1]
        assert found.left_out.without_day == 1
    everything = report(file_store, Grouping.MONTH)
    assert everything.rows[-1].key.value is None
    assert everything.total.receipts == len(days) + 1


def test_the_scope_leaves_out_archived_unapproved_and_repeated_receipts(file_store: Store) -> None:
    first = add(file_store, simple("10.00", MERCHANT="Shop", NUMBER="77"), "1")
    second = add(file_store, simple("10.00", MERCHANT="Shop", NUMBER="77"), "2")
    third = add(file_store, simple("5.00", MERCHANT="Else"), "3")
    assert file_store.get_receipt(second.id).duplicate_of
    file_store.approve_receipts([first.id], True, accept_missing=())
    file_store.mark_receipts([third.id], "archived", True)
    found = report(file_store, Grouping.MONTH)
    assert (found.total.gross, found.left_out.duplicates) == (Decimal("10.00"), 1)
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"with_duplicates": True}, "20.00"),
        ({"with_archived": True}, "15.00"),
        ({"approved_only": True, "with_archived": True}, "10.00"),
    )
    for scope, total in cases:
        assert report(file_store, Grouping.MONTH, **scope).total.gross == Decimal(total)


def test_receipts_to_review_are_counted(file_store: Store) -> None:
    reading = simple("10.00")
    doubted = replace(
        reading, checked=CheckedDraft(reading.checked.draft, True, (ReviewReason.DOUBTFUL_TOTAL,))
    )
    add(file_store, doubted, "1")
    assert report(file_store, Grouping.MONTH).unreviewed == 1


def test_rates_of_a_later_file_replace_those_of_the_day(file_store: Store) -> None:
    old, new = (
        [ExchangeRate(FRIDAY, "USD", Decimal(rate)), ExchangeRate(FRIDAY, other, Decimal(2))]
        for rate, other in (("2", "GBP"), ("4", "CHF"))
    )
    assert file_store.save_exchange_rates(old) == 1
    assert file_store.save_exchange_rates(new) == 0
    for number, currency in enumerate(("USD", "GBP", "CHF")):
        add(file_store, simple("4.00", currency=currency, DATE=FRIDAY), str(number))
    assert report(file_store, Grouping.MONTH).total.gross == Decimal("5.00")
    state = file_store.describe_exchange_rates()
    assert (state.days, state.currencies, state.last) == (1, 4, FRIDAY.isoformat())


@pytest.mark.parametrize("period", ["0001-01-01..", "..9999-12-31", "0001", "9998"])
def test_the_ends_of_the_calendar_are_periods_too(file_store: Store, period: str) -> None:
    add(file_store, simple("1.00", currency="USD"), "1")
    assert report(file_store, Grouping.MONTH, period).converted == 0


def test_an_empty_list_makes_an_empty_report(file_store: Store) -> None:
    found = file_store.make_report(ReportRequest(Grouping.VAT, ReportScope(ReportPeriod())), "EUR")
    assert not found.rows
    assert (found.total.gross, found.deductible_tax) == (Decimal(0), Decimal(0))
