"""A review ends when a person approves; a correction is checked and can begin one, never end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.draft import Checked, Draft, Field, Item, Reading, Reason, Value
from receipt_desktop.errors import Conflict
from receipt_desktop.history import AuditEntry, AuditQuery
from receipt_desktop.page import Box, Line, Text
from receipt_desktop.receipt import Priority, Receipt, Wish
from receipt_desktop.store.store import Store

ROWS = ("RAPID RAIL", "2024-03-14", "FARE 30.00", "TOTAL 30.00")
TEXT = Text(tuple(Line(row, Box(0, 40 * n, 300, 30), 0.9) for n, row in enumerate(ROWS)), (), ())


def reading(*reasons: Reason, items: tuple[str, ...] = (), text: Text = TEXT) -> Reading:
    """A receipt over 30.00, doubted for these reasons."""
    fields = {
        Field.TOTAL: Value(Decimal("30.00"), 0.97),
        Field.DATE: Value(date(2024, 3, 14), 0.97),
        Field.MERCHANT: Value("RAPID RAIL", 0.97),
    }
    bought = tuple(Item("Fare", Decimal(one), 0.8) for one in items)
    draft = Draft(fields, "MYR", items=bought, country="MY")
    return Reading(Checked(draft, bool(reasons), reasons), text, 1.0)


def blank() -> Reading:
    """Nothing could be read."""
    found = Checked(Draft(), needs_review=True, reasons=(Reason.NO_TEXT,))
    return Reading(found, Text((), (), ()), 1.0)


def finished(store: Store, found: Reading, name: str = "a.jpg") -> Receipt:
    receipt = store.add(name, name, "/kept/" + name, Priority.NORMAL, Wish())
    assert store.claim(receipt.id, "w", 60)
    done = store.finish(receipt.id, "w", found)
    assert done
    return done


def standing(receipt: Receipt) -> tuple[bool, bool, tuple[Reason, ...]]:
    return receipt.needs_review, receipt.approved, receipt.reasons


def last_entry(store: Store) -> AuditEntry:
    return store.audit(AuditQuery())[0]


def test_a_wrong_total_typed_over_a_doubtful_one_stays_in_review(store: Store) -> None:
    rail = reading(Reason.DOUBTFUL_TOTAL, Reason.SUM_MISMATCH, items=("30.00", "33.30"))
    receipt = finished(store, rail)
    now = store.correct(receipt.id, Field.TOTAL, Decimal("31.50"))
    assert now.needs_review
    assert now.reasons == (Reason.SUM_MISMATCH, Reason.UNPRINTED_TOTAL)
    (approved,) = store.approve([receipt.id], approved=True)
    assert (approved.needs_review, approved.total) == (False, Decimal("31.50"))


@pytest.mark.parametrize("doubt", [reason for reason in Reason if reason is not Reason.NO_TEXT])
def test_no_correction_ends_a_review(store: Store, doubt: Reason) -> None:
    receipt = finished(store, reading(doubt))
    for field, value in (
        (Field.TOTAL, Decimal("30.00")),
        (Field.DATE, date(2024, 3, 14)),
        (Field.MERCHANT, "Rapid Rail"),
        (Field.CURRENCY, "MYR"),
        (Field.TAX, None),
        (Field.TIP, None),
        (Field.SUBTOTAL, None),
    ):
        now = store.correct(receipt.id, field, value)
        assert now.needs_review
        assert now.reasons
    assert store.counts().needs_review == 1
    assert not store.approve([receipt.id], approved=True)[0].needs_review


def test_a_settled_review_says_that_an_approval_is_left(store: Store) -> None:
    receipt = finished(store, reading(Reason.DOUBTFUL_TOTAL))
    now = store.correct(receipt.id, Field.TOTAL, Decimal("30.00"))
    assert standing(now) == (True, False, (Reason.CORRECTED,))
    (approved,) = store.approve([receipt.id], approved=True)
    assert standing(approved) == (False, True, ())
    (back,) = store.approve([receipt.id], approved=False)
    assert standing(back) == (True, False, (Reason.CORRECTED,))


def test_undoing_a_correction_gives_back_what_was(store: Store) -> None:
    doubts = (Reason.DOUBTFUL_TOTAL, Reason.DOUBTFUL_DATE)
    receipt = finished(store, reading(*doubts))
    store.correct(receipt.id, Field.DATE, date(2024, 3, 15))
    before = store.correct(receipt.id, Field.TOTAL, Decimal("30.00"))
    store.correct(receipt.id, Field.TOTAL, Decimal("99.00"))
    again = store.correct(receipt.id, Field.TOTAL, Decimal("30.00"))
    assert standing(again) == standing(before)
    store.uncorrect(receipt.id, Field.TOTAL)
    back = store.uncorrect(receipt.id, Field.DATE)
    assert standing(back) == (True, False, doubts)


def test_a_sound_correction_leaves_a_done_receipt_done(store: Store) -> None:
    receipt = finished(store, reading())
    for field, value in ((Field.MERCHANT, "Rapid Rail Sdn Bhd"), (Field.TOTAL, Decimal("30.05"))):
        assert standing(store.correct(receipt.id, field, value)) == (False, False, ())


UNDOS: dict[str, Callable[[Store, str], Receipt]] = {
    "taken back": lambda store, one: store.uncorrect(one, Field.TAX),
    "set to what it was": lambda store, one: store.correct(one, Field.TAX, None),
}


@pytest.mark.parametrize("undo", UNDOS.values(), ids=UNDOS.keys())
@pytest.mark.parametrize("approved", [True, False])
def test_an_unsound_one_begins_a_review_until_it_is_undone(
    store: Store, undo: Callable[[Store, str], Receipt], *, approved: bool
) -> None:
    receipt = finished(store, reading())
    if approved:
        store.approve([receipt.id], approved=True)
    now = store.correct(receipt.id, Field.TAX, Decimal("31.00"))
    assert standing(now) == (True, False, (Reason.TAX_TOO_HIGH,))
    before, after = last_entry(store).before, last_entry(store).after
    assert ("approved" in before, after.get("approved")) == (approved, False if approved else None)
    assert standing(undo(store, receipt.id)) == (False, approved, ())


def test_another_value_does_not_bring_the_approval_back(store: Store) -> None:
    receipt = finished(store, reading())
    store.approve([receipt.id], approved=True)
    store.correct(receipt.id, Field.TAX, Decimal("31.00"))
    now = store.correct(receipt.id, Field.TAX, Decimal("3.00"))
    assert standing(now) == (True, False, (Reason.CORRECTED,))


def test_an_approval_after_the_correction_is_kept_by_its_undo(store: Store) -> None:
    receipt = finished(store, reading())
    store.correct(receipt.id, Field.TAX, Decimal("31.00"))
    store.approve([receipt.id], approved=True)
    back = store.uncorrect(receipt.id, Field.TAX)
    assert (back.needs_review, back.approved) == (False, True)


def test_what_was_approved_with_open_reasons_is_not_reopened_by_the_same_ones(
    store: Store,
) -> None:
    receipt = finished(store, reading(Reason.DOUBTFUL_DATE))
    store.approve([receipt.id], approved=True)
    now = store.correct(receipt.id, Field.MERCHANT, "Rail")
    assert standing(now) == (False, True, (Reason.DOUBTFUL_DATE,))


def test_taking_the_total_away_withdraws_the_approval(store: Store) -> None:
    receipt = finished(store, reading())
    store.approve([receipt.id], approved=True)
    now = store.correct(receipt.id, Field.TOTAL, None)
    assert standing(now) == (True, False, (Reason.NO_TOTAL,))
    with pytest.raises(Conflict, match="totalAmount"):
        store.approve([receipt.id], approved=True)


def test_a_new_reading_checks_the_kept_corrections(store: Store) -> None:
    receipt = finished(store, reading())
    store.correct(receipt.id, Field.TAX, Decimal("3.00"))
    store.approve([receipt.id], approved=True)
    store.reopen([receipt.id], None)
    assert store.claim(receipt.id, "w", 60)
    small = reading()
    fields = {**small.checked.draft.fields, Field.TOTAL: Value(Decimal("3.00"), 0.97)}
    less = replace(small.checked, draft=replace(small.checked.draft, fields=fields))
    done = store.finish(receipt.id, "w", replace(small, checked=less))
    assert done
    assert standing(done) == (True, False, (Reason.TAX_TOO_HIGH,))


def test_an_empty_receipt_is_approved_only_when_that_is_confirmed(store: Store) -> None:
    receipt = finished(store, blank())
    with pytest.raises(Conflict, match="totalAmount, date, merchantName") as refused:
        store.approve([receipt.id], approved=True)
    assert refused.value.key == "incomplete"
    with pytest.raises(Conflict):
        store.approve([receipt.id], approved=True, accept_missing=(Field.TOTAL, Field.DATE))
    assert not store.get(receipt.id).approved
    key_three = (Field.TOTAL, Field.DATE, Field.MERCHANT)
    (approved,) = store.approve([receipt.id], approved=True, accept_missing=key_three)
    assert approved.approved
    assert last_entry(store).after == {
        "approved": True,
        "without": "totalAmount, date, merchantName",
    }


def test_one_incomplete_receipt_keeps_all_from_being_approved(store: Store) -> None:
    whole, empty = finished(store, reading(), "a"), finished(store, blank(), "b")
    with pytest.raises(Conflict):
        store.approve([whole.id, empty.id], approved=True)
    assert not store.get(whole.id).approved
    store.approve([whole.id, empty.id], approved=True, accept_missing=tuple(Field))
    assert store.get(whole.id).approved
    assert store.get(empty.id).approved
    told = {one.receipt_id: one.after for one in store.audit(AuditQuery(text="approve"))}
    assert "without" not in told[whole.id]
    assert "without" in told[empty.id]


def test_withdrawing_asks_nothing(store: Store) -> None:
    receipt = finished(store, blank())
    store.approve([receipt.id], approved=True, accept_missing=tuple(Field))
    (back,) = store.approve([receipt.id], approved=False)
    assert standing(back) == (True, False, (Reason.NO_TEXT,))
