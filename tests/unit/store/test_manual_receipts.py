"""Receipts that are entered by hand, and pictures that are attached to them later."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.store.store import Store
from tests.unit.store.test_categories import add
from tests.unit.store.test_listing import find, make_reading

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 (the person's own day)


def enter(store: Store) -> Receipt:
    """A receipt by hand with all that an approval needs."""
    receipt = store.add_manual_receipt("By hand", "EUR", "window:me")
    values: tuple[FieldValue, ...] = (Decimal("12.50"), YESTERDAY, "Taxi Wien")
    for field, value in zip(KEY_FIELDS, values, strict=True):
        receipt = store.correct_field(receipt.id, field, value)
    return receipt


def test_it_is_checked_like_a_read_one(file_store: Store) -> None:
    receipt = file_store.add_manual_receipt("By hand", "EUR")
    assert (receipt.status, receipt.needs_review, receipt.has_picture) == (
        Status.COMPLETED,
        True,
        False,
    )
    assert set(receipt.reasons) == {
        ReviewReason.NO_TOTAL,
        ReviewReason.NO_DATE,
        ReviewReason.NO_MERCHANT,
    }
    with pytest.raises(Conflict):
        file_store.approve_receipts([receipt.id], approved=True)
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 (the person's own day)
    now = file_store.correct_field(receipt.id, Field.DATE, tomorrow)
    assert ReviewReason.FUTURE_DATE in now.reasons
    done = enter(file_store)
    assert (done.total, done.currency, done.reasons) == (
        Decimal("12.50"),
        "EUR",
        (ReviewReason.CORRECTED,),
    )
    (approved,) = file_store.approve_receipts([done.id], approved=True)
    assert (approved.needs_review, approved.approved) == (False, True)


def test_two_by_hand_are_no_duplicates_of_one_file_and_are_not_read(file_store: Store) -> None:
    first, second = enter(file_store), file_store.add_manual_receipt("By hand", None)
    assert find(file_store, ReceiptQuery(is_duplicate=True)) == []
    assert file_store.list_content_hashes() == frozenset()
    assert file_store.reopen_receipts([first.id, second.id], None) == []
    proofs: list[Erasure] = []
    file_store.remove_receipts([first.id], "me", proofs.extend)
    assert proofs == []
    assert file_store.purge_removed() == []
    assert [one.id for one in file_store.find_receipts(ReceiptQuery())] == [second.id]


def test_an_attached_picture_is_read_but_typed_values_stay(file_store: Store) -> None:
    receipt = enter(file_store)
    waiting = file_store.attach_original(receipt.id, "f" * 64, "taxi.jpg")
    assert (waiting.status, waiting.file_name, waiting.has_picture) == (
        Status.PENDING,
        "taxi.jpg",
        True,
    )
    with pytest.raises(Conflict):
        file_store.attach_original(receipt.id, "e" * 64, "other.jpg")
    file_store.claim_receipt(receipt.id, "me", 60)
    reading = make_reading("TAXI", TOTAL=Decimal("21.50"), MERCHANT="Misread", CATEGORY="transport")
    done = file_store.finish_attempt(receipt.id, "me", reading)
    assert done is not None
    assert (done.total, done.day, done.merchant) == (Decimal("12.50"), YESTERDAY, "Taxi Wien")
    assert done.category == "transport"
    back = file_store.detach_original(receipt.id, "By hand")
    assert (back.has_picture, back.file_name, back.category) == (False, "By hand", None)
    assert (back.total, back.merchant) == (Decimal("12.50"), "Taxi Wien")


def test_a_file_of_another_receipt_is_not_attached(file_store: Store) -> None:
    other, receipt = add(file_store, "other.jpg"), enter(file_store)
    with pytest.raises(Conflict, match=r"other\.jpg"):
        file_store.attach_original(receipt.id, other.content_hash, "again.jpg")
    assert not file_store.get_receipt(receipt.id).has_picture


def test_typed_amounts_stay_where_the_read_currency_has_other_decimals(file_store: Store) -> None:
    receipt = enter(file_store)
    file_store.attach_original(receipt.id, "f" * 64, "taxi.jpg")
    file_store.claim_receipt(receipt.id, "me", 60)
    done = file_store.finish_attempt(receipt.id, "me", make_reading("TAXI", CURRENCY="KWD"))
    assert done is not None
    assert (done.total, done.currency) == (Decimal("12.50"), "KWD")
