"""The list: search, filters, order, counts, totals and corrections of many receipts."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import InvalidRequest, ProcessingError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import KindCounts, ReceiptOrder, SortKey
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.search_text import fold_text, split_words
from receipt_desktop.store.store import Store
from tests.databases import open_store

Add = Callable[..., Receipt]


def make_reading(
    words: str = "",
    *,
    doubtful: bool = False,
    reason: ReviewReason = ReviewReason.DOUBTFUL_DATE,
    **values: Any,
) -> Reading:
    """A reading with these values by the names of `Field`, and these printed words."""
    currency = values.pop("CURRENCY", "EUR")
    fields = {Field[name]: ExtractedValue(value, 0.9) for name, value in values.items()}
    reasons = (reason,) if doubtful else ()
    draft = Draft(
        fields,
        currency,
        (TaxLine(Decimal(19), Decimal("8.40"), Decimal("1.60"), 0.9),),
        (LineItem("Milk", Decimal(10), 0.9),),
    )
    lines = (Line(words, Box(0, 0, 9, 9), 0.9),)
    return Reading(CheckedDraft(draft, doubtful, reasons), Text(lines, (), ("rapidocr",)), 1.0)


@pytest.fixture
def add(store: Store) -> Add:
    def added(name: str, words: str = "", **values: Any) -> Receipt:
        content = values.pop("content", str(uuid.uuid4()))
        row = store.add_receipt(name, content, Priority.NORMAL, ReadOptions())
        store.claim_receipt(row.id, "me", 60)
        done = store.finish_attempt(row.id, "me", make_reading(words, **values))
        assert done
        return done

    return added


def find(store: Store, query: ReceiptQuery, order: ReceiptOrder = ReceiptOrder()) -> list[str]:  # noqa: B008 (frozen)
    """The file names of the matching receipts, in this order."""
    numbers = store.list_numbers(query, order)
    return [receipt.file_name for receipt in store.find_numbered_receipts(numbers)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème BRÛLÉE", "creme brulee"),
        ("Straße", "strasse"),
        ("Łódź Ørsted", "lodz orsted"),
        ("12,50", "12.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("14.03.2024", "14.03.2024"),
        ("a,b", "a,b"),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def test_words_are_split_and_bad_characters_kept_out() -> None:
    assert split_words(" Milk\0\t12,50 ") == ("milk", "12.50")


FOUND_WORDS = (
    "creme", "CRÈME", "br", "12.50", "12,50", "1.234,56", "1234.56", "eur", "2024-03", "shop",
    "grocer", "creme 12.50", "creme:",
)  # fmt: skip
OTHER_WORDS = ("xyz", "creme xyz", "12.51", "*", "AND OR NOT", "a OR b", "%", "'", '"')


def test_words_of_the_text_and_the_values_are_found(store: Store, add: Add) -> None:
    add(
        "a.jpg",
        "Crème brûlée 12,50 creme: 1.234,56",
        MERCHANT="Shop Nord",
        DATE=date(2024, 3, 14),
        CATEGORY="groceries",
        TOTAL=Decimal("12.50"),
    )
    add("b.jpg", "Nothing", CURRENCY="USD")
    found = {typed: find(store, ReceiptQuery(text=typed)) for typed in FOUND_WORDS}
    assert found == {typed: ["a.jpg"] for typed in FOUND_WORDS}
    found = {typed: find(store, ReceiptQuery(text=typed)) for typed in OTHER_WORDS}
    assert found == {typed: [] for typed in OTHER_WORDS}


def test_sqlite_finds_parts_of_words(file_store: Store) -> None:
    row = file_store.add_receipt("a.jpg", "a", Priority.NORMAL, ReadOptions())
    file_store.claim_receipt(row.id, "me", 60)
    file_store.finish_attempt(row.id, "me", make_reading("Frühstücksbrötchen"))
    assert find(file_store, ReceiptQuery(text="stucksbro")) == ["a.jpg"]


def test_a_corrected_value_is_found_and_the_old_one_is_not(store: Store, add: Add) -> None:
    receipt = add("a.jpg", "printed", MERCHANT="Wrong")
    store.correct_field(receipt.id, Field.MERCHANT, "Müller")
    assert find(store, ReceiptQuery(text="muller")) == ["a.jpg"]
    assert find(store, ReceiptQuery(text="wrong")) == []


def test_an_erased_receipt_leaves_nothing_in_the_index(store: Store, add: Add) -> None:
    receipt = add("a.jpg", "secret")
    store.erase_receipts([receipt.id])
    assert find(store, ReceiptQuery(text="secret")) == []
    with store._engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM search_texts").scalar()
    assert left == 0


def test_a_search_sees_what_was_changed_since_the_last_one(
    database_url: str, store: Store, add: Add
) -> None:
    first, words = add("a.jpg", "milk"), ReceiptQuery(text="milk")
    assert find(store, words) == ["a.jpg"]
    add("b.jpg", "milk")
    assert find(store, words) == ["b.jpg", "a.jpg"]
    with closing(Store(database_url)) as other:  # as another process
        other.mark_receipts([first.id], "archived", True)
    assert find(store, words) == ["b.jpg"]
    assert find(store, ReceiptQuery(text="milk", archived=None)) == ["b.jpg", "a.jpg"]
    oldest_first = ReceiptOrder(SortKey.ADDED, descending=False)
    assert find(store, ReceiptQuery(text="milk", archived=None), oldest_first) == [
        *("a.jpg", "b.jpg")
    ]


def test_a_list_that_was_handed_out_may_be_changed(store: Store, add: Add) -> None:
    add("a.jpg", "milk")
    del store.list_numbers(ReceiptQuery())[:]
    assert find(store, ReceiptQuery()) == find(store, ReceiptQuery(text="milk")) == ["a.jpg"]


def test_sqlite_lists_once_for_all_letters_of_a_search(file_store: Store) -> None:
    for name in ("milk.jpg", "bread.jpg"):
        file_store.add_receipt(name, name, Priority.NORMAL, ReadOptions())
    asked: list[str] = []
    event.listen(file_store._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    found = [find(file_store, ReceiptQuery(text=typed)) for typed in ("m", "mi", "b")]
    assert found == [["milk.jpg"], ["milk.jpg"], ["bread.jpg"]]
    assert sum("ORDER BY" in statement for statement in asked) == 1


def test_a_waiting_receipt_is_found_by_its_file(store: Store) -> None:
    store.add_receipt("Ticket.pdf", "t", Priority.NORMAL, ReadOptions())
    assert find(store, ReceiptQuery(text="ticket")) == ["Ticket.pdf"]


FILTERS = (
    (ReceiptQuery(merchant="CAFE"), ["a"]),
    (ReceiptQuery(category="fuel"), ["b"]),
    (ReceiptQuery(category=""), ["c", "a"]),
    (ReceiptQuery(currency="USD"), ["c"]),
    (ReceiptQuery(least=Decimal(10)), ["c", "b"]),
    (ReceiptQuery(most=Decimal("9.99")), ["a"]),
    (ReceiptQuery(least=Decimal(10), most=Decimal(10)), ["b"]),
    (ReceiptQuery(has_problem=True), ["c"]),
    (ReceiptQuery(has_problem=False), ["b", "a"]),
)


def test_filters(store: Store, add: Add) -> None:
    add("a", MERCHANT="Café Nord", TOTAL=Decimal("9.99"), DATE=date(2024, 1, 1))
    add("b", MERCHANT="B", TOTAL=Decimal(10), DATE=date(2024, 1, 2), CATEGORY="fuel")
    add("c", TOTAL=Decimal(100), CURRENCY="USD")
    for query, names in FILTERS:
        assert find(store, query) == names
        assert [one.file_name for one in store.find_receipts(query)] == names
    assert store.find_receipts(ReceiptQuery(numbers=[])) == []


def test_amounts_of_all_currencies_are_comparable(store: Store, add: Add) -> None:
    add("dinar", TOTAL=Decimal("5.125"), CURRENCY="KWD")
    add("yen", TOTAL=Decimal(700), CURRENCY="JPY")
    add("euro", TOTAL=Decimal("6.00"), CURRENCY="EUR")
    by_total = ReceiptOrder(SortKey.TOTAL, descending=False)
    assert find(store, ReceiptQuery(), by_total) == ["dinar", "euro", "yen"]
    assert find(store, ReceiptQuery(most=Decimal("5.125"))) == ["dinar"]


def test_the_same_bytes_twice_are_duplicates(store: Store, add: Add) -> None:
    first = add("first", content="same")
    store.remove_receipts([first.id])
    add("second", content="same")
    add("other")
    assert find(store, ReceiptQuery(is_duplicate=True)) == []
    store.restore_receipts([first.id])
    assert find(store, ReceiptQuery(is_duplicate=True)) == ["second", "first"]
    assert find(store, ReceiptQuery(is_duplicate=False)) == ["other"]


def test_every_order_puts_missing_values_last(store: Store, add: Add) -> None:
    whole = {"TOTAL": Decimal(5), "TAX": Decimal(1), "DATE": date(2024, 1, 1), "CATEGORY": "fuel"}
    whole |= {"TAGS": "Trip", "PROJECT": "A", "PAID_BY": "Eva", "REIMBURSABLE": True, "NOTE": "x"}
    add("b", MERCHANT="Émile", **whole)
    add("a", MERCHANT="eva", **(whole | {"TOTAL": Decimal(6), "DATE": date(2024, 1, 2)}))
    add("z", CURRENCY=None)
    for key in SortKey:
        up, down = (
            find(store, ReceiptQuery(), ReceiptOrder(key, descending))
            for descending in (False, True)
        )
        assert sorted(up) == sorted(down) == ["a", "b", "z"]
        if key not in {SortKey.ADDED, SortKey.FILE, SortKey.STATUS, SortKey.SOURCE}:
            assert up[-1] == down[-1] == "z"
        if key in {SortKey.MERCHANT, SortKey.TOTAL, SortKey.DATE}:
            assert (up[0], down[0]) == ("b", "a")


def test_kinds_are_counted(store: Store, add: Add) -> None:
    add("done")
    add("review", doubtful=True)
    row = store.add_receipt("failed", "f", Priority.NORMAL, ReadOptions())
    store.claim_receipt(row.id, "me", 60)
    store.fail_attempt(row.id, "me", ProcessingError("reader_crashed"))
    store.add_receipt("open", "o", Priority.NORMAL, ReadOptions())
    counts = store.count_kinds(ReceiptQuery())
    assert counts == KindCounts(open=1, review=1, done=1, failed=1)
    assert counts.all == 4
    assert store.count_kinds(ReceiptQuery(text="review")).all == 1
    assert store.count_kinds(ReceiptQuery(numbers=[row.number])) == KindCounts(failed=1)


def test_totals_are_by_currency_category_and_rate(store: Store, add: Add) -> None:
    values = {"TOTAL": Decimal(10), "TAX": Decimal("1.60"), "CATEGORY": "fuel"}
    first = add("a", **values)
    add("b", **(values | {"CATEGORY": "office"}))
    add("c", TOTAL=Decimal(700), CURRENCY="JPY")
    totals = store.sum_receipts(ReceiptQuery())
    euros, yen = totals.by_currency()
    assert (euros.currency, euros.count, euros.total, euros.tax) == (
        "EUR", 2, Decimal(20), Decimal("3.20")
    )  # fmt: skip
    assert (yen.currency, yen.total) == ("JPY", Decimal(700))
    assert {(one.currency, one.category) for one in totals.groups} == {
        ("EUR", "fuel"), ("EUR", "office"), ("JPY", None)
    }  # fmt: skip
    only = store.sum_receipts(ReceiptQuery(numbers=[first.number]))
    assert (only.count, only.by_currency()[0].total) == (1, Decimal(10))
    rates = store.sum_tax_rates(ReceiptQuery(currency="EUR"))
    assert [(one.rate, one.net, one.tax) for one in rates] == [
        (Decimal(19), Decimal("16.80"), Decimal("3.20"))
    ]


def test_the_values_of_the_list_are_known(store: Store, add: Add) -> None:
    add("a", MERCHANT="Rare")
    for name in ("b", "c"):
        add(name, MERCHANT="Common", CATEGORY="fuel")
    values = store.list_values()
    assert values.merchants == ("Common", "Rare")
    assert (values.categories, values.currencies) == (("fuel",), ("EUR",))


def test_details_of_many_are_those_of_each(store: Store, add: Add) -> None:
    receipts = [add(name, "printed words", MERCHANT=name, TOTAL=Decimal(5)) for name in "abc"]
    store.correct_field(receipts[1].id, Field.TOTAL, Decimal(7))
    numbers = [receipts[at].number for at in (1, 2, 0)]
    many = list(store.iterate_details(ReceiptQuery(numbers=numbers)))
    assert many == [store.get_details(receipts[at].id) for at in (1, 2, 0)]
    plain = list(store.iterate_details(ReceiptQuery(numbers=numbers), with_text=False))
    assert plain[0].reading
    assert plain[0].reading.text.lines == ()
    assert plain[0].reading.checked.draft.get_value(Field.TOTAL) == 7


def test_line_items_are_left_out_but_where_a_reason_names_their_sum(store: Store, add: Add) -> None:
    add("plain", TOTAL=Decimal(10))
    add("wrong", doubtful=True, reason=ReviewReason.SUM_MISMATCH, TOTAL=Decimal(20))
    found = {}
    for one in store.iterate_details(ReceiptQuery(), with_text=False, with_items=False):
        assert one.reading
        found[one.receipt.file_name] = len(one.reading.checked.draft.items)
    assert found == {"plain": 0, "wrong": 1}


def test_a_field_of_many_is_corrected_and_restored(store: Store, add: Add) -> None:
    receipts = [add(name, CATEGORY="fuel") for name in "ab"]
    waiting = store.add_receipt("w", "w", Priority.NORMAL, ReadOptions())
    store.correct_field(receipts[1].id, Field.CATEGORY, "office")
    ids = [receipt.id for receipt in receipts]
    before = store.correct_fields([*ids, waiting.id], Field.CATEGORY, "leisure")
    assert [store.get_receipt(one).category for one in ids] == ["leisure", "leisure"]
    store.restore_fields(before)
    assert [store.get_receipt(one).category for one in ids] == ["fuel", "office"]
    assert store.get_details(ids[0]).corrected_fields == frozenset()


def test_a_wrong_value_changes_none_of_them(store: Store, add: Add) -> None:
    receipts = [add(name, CATEGORY="fuel") for name in "ab"]
    with pytest.raises(InvalidRequest):
        store.correct_fields([one.id for one in receipts], Field.CURRENCY, "nonsense")
    assert {store.get_receipt(one.id).currency for one in receipts} == {"EUR"}


def test_numbers_are_not_given_twice(store: Store, add: Add) -> None:
    numbers = [add(name).number for name in "abc"]
    assert numbers == sorted(set(numbers))
    assert min(numbers) >= 1
    found = store.find_numbered_receipts(numbers)
    assert [replace(one, version=0).number for one in found] == numbers
    assert store.list_ids(numbers) == [one.id for one in found]
    assert {one.status for one in found} == {Status.COMPLETED}


def test_receipts_of_the_version_before_are_numbered_and_found(paths: Paths) -> None:
    create_database_at(paths.database, "0008")
    with closing(sqlite3.connect(paths.database)) as older:
        for number, name in enumerate(("old", "new")):
            older.execute(
                "INSERT INTO receipts (id, file_name, content_hash, priority, wish_fresh, held, "
                "run, lost, queued_at, status, stage, progress, attempts, needs_review, approved, "
                "reasons, model_outcome, pages, search, version, created_at, merchant, currency) "
                "VALUES (?, ?, ?, 5, 0, 0, 1, 0, '2024-01-01 00:00:00', 'completed', "
                "'done', 100, 1, 0, 0, '[]', 'off', 1, 'crème 12,50', 1, "
                "?, 'Été', 'EUR')",
                (name, name, name, f"2024-01-0{number + 1} 00:00:00"),
            )
            older.execute(
                "INSERT INTO field_values (receipt_id, field, minor, confidence, source) "
                "VALUES (?, 'taxAmount', 199, 1, 'rules')",
                (name,),
            )
        older.commit()
    store = open_store(paths.database)
    found = store.find_receipts(ReceiptQuery(text="creme 12.50 1.99"))
    by_merchant = store.find_receipts(ReceiptQuery(merchant="ete"))
    store.close()
    assert [(one.id, one.number, one.tax) for one in found] == [
        ("new", 2, Decimal("1.99")), ("old", 1, Decimal("1.99"))
    ]  # fmt: skip
    assert len(by_merchant) == 2
