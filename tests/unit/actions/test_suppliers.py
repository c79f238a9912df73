"""Corrections become rules; rules change open receipts only, and nothing that is proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import delete

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.export_profile import NO_PROFILE
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    CurrencyClue,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    ReviewReason,
    TaxLine,
    ValueSource,
)
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.suppliers import NO_TAX, RuleEffect, RuleProposal, RuleTarget
from receipt_desktop.jobs.learning import SupplierLearning
from receipt_desktop.store.store import Store
from receipt_desktop.store.supplier_tables import SupplierReceiptRow, SupplierRow
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions
from tests.unit.store.test_review_state import finish_receipt, make_reading

LINES = ("CAFE MOZART", "Summe  11,90", "Zu zahlen  12,00", "14.03.2024")
DOUBTS = (ReviewReason.DOUBTFUL_MERCHANT,)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_empty_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def actions(store: Store, tmp_path: Path) -> FakeActions:
    return FakeActions(store, tmp_path)


def make_cafe(
    *reasons: ReviewReason,
    fields: Mapping[Field, ExtractedValue] = MappingProxyType({}),
    **members: Any,
) -> Reading:
    """A receipt of a café with a printed total of 11.90; `members` are those of the draft."""
    lines = tuple(Line(text, Box(0, 40 * n, 300, 30), 0.9) for n, text in enumerate(LINES))
    read = {
        Field.TOTAL: ExtractedValue(Decimal("11.90"), 0.97),
        Field.DATE: make_reading().checked.draft.fields[Field.DATE],
        Field.MERCHANT: ExtractedValue("CAFE M0ZART", 0.7 if reasons else 0.97),
        Field.TAX_ID: ExtractedValue("DE136695976", 0.9),
    }
    draft = replace(Draft(read | dict(fields), "EUR", country="DE"), **members)
    return Reading(CheckedDraft(draft, bool(reasons), reasons), Text(lines, (), ()), 1.0)


def propose(actions: FakeActions, receipt_id: str, field: Field, value: object) -> RuleProposal:
    """Correct a field, and what is asked then."""
    actions.correct_field(receipt_id, field, value)  # type: ignore[arg-type]
    found = actions.propose_rule(receipt_id, field, value)  # type: ignore[arg-type]
    assert found is not None
    return found


def accept(actions: FakeActions, proposal: RuleProposal) -> RuleEffect:
    return actions.accept_rule(proposal.supplier.id, proposal.target, proposal.value)


def get_draft(actions: FakeActions, receipt_id: str) -> Draft:
    reading = actions.get_details(receipt_id).reading
    assert reading is not None
    return reading.checked.draft


def finish_with_rules(store: Store, actions: FakeActions, reading: Reading, name: str) -> str:
    """Finish a receipt as a worker does."""
    learning = SupplierLearning(store, actions._live)
    receipt = store.add_receipt(name, name, Priority.NORMAL, ReadOptions())
    assert store.claim_receipt(receipt.id, "w", 60)
    store.finish_attempt(receipt.id, "w", reading, None, learning.apply_rules(receipt.id, reading))
    return receipt.id


def test_a_name_typed_once_is_the_name_of_open_and_later_receipts(
    store: Store, actions: FakeActions
) -> None:
    first, other, approved = (
        finish_receipt(store, make_cafe(*DOUBTS), name) for name in ("1", "2", "3")
    )
    store.approve_receipts([approved.id], True)
    proposal = propose(actions, first.id, Field.MERCHANT, "Café Mozart")
    assert (proposal.supplier.name, proposal.value) == ("CAFE M0ZART", "Café Mozart")
    effect = accept(actions, proposal)
    assert effect.receipt_ids == (other.id,)
    value = get_draft(actions, other.id).fields[Field.MERCHANT]
    assert (value.value, value.source) == ("Café Mozart", ValueSource.SUPPLIER)
    assert not store.get_receipt(other.id).needs_review
    assert get_draft(actions, approved.id).get_value(Field.MERCHANT) == "CAFE M0ZART"
    later = finish_with_rules(store, actions, make_cafe(*DOUBTS), "4")
    assert store.get_receipt(later).merchant == "Café Mozart"
    assert not store.get_receipt(later).needs_review
    (rule,) = actions.get_supplier(proposal.supplier.id).rules
    assert (rule.hits, rule.overrides) == (2, 0)
    assert rule.last_used is not None


def test_an_exported_receipt_is_left_as_it_is(store: Store, actions: FakeActions) -> None:
    first, other, exported = (
        finish_receipt(store, make_cafe(*DOUBTS), name) for name in ("1", "2", "3")
    )
    number = store.begin_batch(NO_PROFILE, "csv", "receipts.csv")
    store.finish_batch(number, [exported.number], 1)
    effect = accept(actions, propose(actions, first.id, Field.MERCHANT, "Café Mozart"))
    assert effect.receipt_ids == (other.id,)
    assert get_draft(actions, exported.id).get_value(Field.MERCHANT) == "CAFE M0ZART"


def test_undo_takes_a_rule_and_its_values_back(store: Store, actions: FakeActions) -> None:
    first, other = (finish_receipt(store, make_cafe(*DOUBTS), name) for name in ("1", "2"))
    before = store.get_receipt(other.id)
    effect = accept(actions, propose(actions, first.id, Field.MERCHANT, "Café Mozart"))
    actions.take_back_rule(effect)
    now = store.get_receipt(other.id)
    assert (now.merchant, now.needs_review, now.reasons) == (
        before.merchant,
        before.needs_review,
        before.reasons,
    )
    supplier = actions.get_supplier(effect.supplier.id)
    assert (supplier.name, supplier.rules) == ("CAFE M0ZART", ())
    assert actions.propose_rule(first.id, Field.MERCHANT, "Café Mozart") is not None


def test_a_deleted_rule_is_not_proposed_again(store: Store, actions: FakeActions) -> None:
    first, other = (finish_receipt(store, make_cafe(), name) for name in ("1", "2"))
    effect = accept(actions, propose(actions, first.id, Field.CATEGORY, "restaurant"))
    assert get_draft(actions, other.id).get_value(Field.CATEGORY) == "restaurant"
    actions.delete_rule(effect.rule_id)
    assert get_draft(actions, other.id).get_value(Field.CATEGORY) is None
    assert actions.propose_rule(first.id, Field.CATEGORY, "restaurant") is None
    assert actions.propose_rule(first.id, Field.CATEGORY, "leisure") is not None
    assert actions.get_supplier(effect.supplier.id).rules == ()


def test_rules_are_switched_off_singly_for_a_supplier_and_everywhere(
    store: Store, actions: FakeActions
) -> None:
    first, other = (finish_receipt(store, make_cafe(), name) for name in ("1", "2"))
    effect = accept(actions, propose(actions, first.id, Field.CATEGORY, "restaurant"))
    supplier = effect.supplier.id

    def category() -> object:
        return get_draft(actions, other.id).get_value(Field.CATEGORY)

    off = actions.switch_rule(effect.rule_id, False)
    assert (off.receipt_ids, category()) == ((other.id,), None)
    actions.take_back_rule(off)
    assert category() == "restaurant"
    actions.change_supplier(supplier, uses_rules=False)
    assert category() is None
    actions.change_supplier(supplier, uses_rules=True)
    actions.change_settings(supplier_rules=False)
    assert actions.propose_rule(first.id, Field.CATEGORY, "leisure") is None
    later = finish_with_rules(store, actions, make_cafe(), "3")
    assert get_draft(actions, later).get_value(Field.CATEGORY) is None


def test_a_persons_value_stays_above_a_rule_and_counts_as_an_override(
    store: Store, actions: FakeActions
) -> None:
    ids = [finish_receipt(store, make_cafe(), name).id for name in ("1", "2", "3", "4")]
    actions.correct_field(ids[1], Field.CATEGORY, "leisure")
    effect = accept(actions, propose(actions, ids[0], Field.CATEGORY, "restaurant"))
    assert set(effect.receipt_ids) == {ids[2], ids[3]}
    assert get_draft(actions, ids[1]).get_value(Field.CATEGORY) == "leisure"
    proposals = [propose(actions, one, Field.CATEGORY, "other") for one in ids[2:]]
    assert [one.replaced.overrides_in_row for one in proposals if one.replaced] == [1, 2]
    assert [one.replaced.hits for one in proposals if one.replaced] == [2, 2]


def test_a_trial_shows_what_would_change_and_changes_nothing(
    store: Store, actions: FakeActions
) -> None:
    first, _ = (finish_receipt(store, make_cafe(), name) for name in ("1", "2"))
    supplier = actions.get_details(first.id).supplier
    assert supplier is not None
    trial = actions.try_rule(supplier.id, RuleTarget.CATEGORY, "restaurant")
    assert [(one.file_name, one.before, one.after) for one in trial] == [
        ("2", None, "restaurant"),
        ("1", None, "restaurant"),
    ]
    assert actions.get_supplier(supplier.id).rules == ()
    assert store.get_receipt(first.id).category is None


def test_a_rule_for_an_item_holds_for_receipts_with_it(store: Store, actions: FakeActions) -> None:
    items = (LineItem("Super E10", Decimal("11.90"), 0.9),)
    plain, fuel = (
        finish_receipt(store, make_cafe(), "1"),
        finish_receipt(store, make_cafe(items=items), "2"),
    )
    supplier = actions.get_details(plain.id).supplier
    assert supplier is not None
    actions.accept_rule(supplier.id, RuleTarget.CATEGORY, "groceries")
    actions.accept_rule(supplier.id, RuleTarget.CATEGORY, "fuel", "e10")
    assert [store.get_receipt(one.id).category for one in (plain, fuel)] == ["groceries", "fuel"]


def test_the_label_of_the_total_is_learnt(store: Store, actions: FakeActions) -> None:
    first, other = (finish_receipt(store, make_cafe(), name) for name in ("1", "2"))
    proven = finish_receipt(
        store, make_cafe(items=(LineItem("Kaffee", Decimal("11.90"), 0.9),)), "3"
    )
    proposal = propose(actions, first.id, Field.TOTAL, Decimal("12.00"))
    assert (proposal.target, proposal.value) == (RuleTarget.TOTAL_LABEL, "zu zahlen")
    assert accept(actions, proposal).receipt_ids == (other.id,)
    assert store.get_receipt(other.id).total == Decimal("12.00")
    assert store.get_receipt(proven.id).total == Decimal("11.90")
    place = get_draft(actions, other.id).fields[Field.TOTAL].evidence
    assert place is not None
    assert place.text == LINES[2]
    assert actions.propose_rule(first.id, Field.TOTAL, Decimal("99.00")) is None


def test_taxes_are_learnt_where_none_is_printed(store: Store, actions: FakeActions) -> None:
    first, other = (finish_receipt(store, make_cafe(), name) for name in ("1", "2"))
    proposal = propose(actions, first.id, Field.TAX, Decimal("1.90"))
    assert (proposal.target, proposal.value) == (RuleTarget.TAX, "19")
    accept(actions, proposal)
    assert store.get_receipt(other.id).tax == Decimal("1.90")
    assert actions.propose_rule(first.id, Field.TAX, Decimal("1.11")) is None
    printed = Evidence(0, Box(0, 40, 300, 30), LINES[1])
    assert actions.propose_rule(first.id, Field.TAX, Decimal("1.90"), printed) is None


def test_no_tax_is_learnt_but_a_proven_one_stays(store: Store, actions: FakeActions) -> None:
    tax = {Field.TAX: ExtractedValue(Decimal("1.90"), 0.7)}
    line = TaxLine(Decimal(19), Decimal("10.00"), Decimal("1.90"), 0.9)
    first, other = (finish_receipt(store, make_cafe(fields=tax), name) for name in ("1", "2"))
    proven = finish_receipt(store, make_cafe(fields=tax, tax_lines=(line,)), "3")
    actions.correct_field(first.id, Field.TAX, None)
    proposal = actions.propose_rule(first.id, Field.TAX, None)
    assert proposal is not None
    assert proposal.value == NO_TAX
    assert accept(actions, proposal).receipt_ids == (other.id,)
    assert Field.TAX not in get_draft(actions, other.id).fields
    assert get_draft(actions, proven.id).get_value(Field.TAX) == Decimal("1.90")


def test_a_currency_is_set_where_none_is_printed(store: Store, actions: FakeActions) -> None:
    first = finish_receipt(store, make_cafe(), "1")
    accept(actions, propose(actions, first.id, Field.CURRENCY, "CHF"))
    shared: dict[str, Any] = {"currency_clue": CurrencyClue.SHARED_SIGN, "currency_confidence": 0.5}
    readings = (make_cafe(**shared), make_cafe(), make_cafe(**shared, country="AT"))
    later = [
        finish_with_rules(store, actions, reading, f"later {n}")
        for n, reading in enumerate(readings)
    ]
    assert [store.get_receipt(one).currency for one in later] == ["CHF", "EUR", "EUR"]


def test_the_documents_own_data_stay(store: Store, actions: FakeActions) -> None:
    stated = ExtractedValue("Mozart Betriebs GmbH", 0.99, source=ValueSource.DOCUMENT)
    first, exact = (
        finish_receipt(store, make_cafe(fields={Field.MERCHANT: one}), str(one.value))
        for one in (ExtractedValue("Mozart", 0.97), stated)
    )
    paid = ExtractedValue("cash", 0.97)
    card = finish_receipt(store, make_cafe(fields={Field.PAYMENT: paid}), "card")
    accept(actions, propose(actions, first.id, Field.MERCHANT, "Café Mozart"))
    accept(actions, propose(actions, first.id, Field.PAYMENT, "card"))
    assert get_draft(actions, exact.id).get_value(Field.MERCHANT) == "Mozart Betriebs GmbH"
    assert get_draft(actions, exact.id).get_value(Field.PAYMENT) == "card"
    assert get_draft(actions, card.id).get_value(Field.PAYMENT) == "cash"


def test_receipts_of_an_earlier_version_are_assigned_later(
    store: Store, actions: FakeActions
) -> None:
    receipt = finish_receipt(store, make_cafe(), "1")
    with store._transaction() as (session, _):
        session.execute(delete(SupplierReceiptRow))
        session.execute(delete(SupplierRow))
    assert actions.list_suppliers() == []
    assert actions.assign_earlier_receipts() == 1
    assert actions.assign_earlier_receipts() == 0
    (listed,) = actions.list_suppliers()
    assert actions.list_supplier_receipts(listed.id) == (receipt.id,)


def test_checked_receipts_are_examples_for_the_model(store: Store, actions: FakeActions) -> None:
    learning = SupplierLearning(store, LiveSettings(Paths(actions.data_dir), Settings()))
    first = finish_receipt(store, make_cafe(), "1")
    finish_receipt(store, make_cafe(), "2")
    reading = make_cafe()
    assert learning.find_examples(reading.checked.draft, reading.text) == []
    actions.correct_field(first.id, Field.TOTAL, Decimal("12.00"))
    (example,) = learning.find_examples(reading.checked.draft, reading.text)
    assert example.receipt.id == first.id
