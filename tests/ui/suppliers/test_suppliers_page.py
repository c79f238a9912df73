"""The page of suppliers: list, rules with a trial, keys, merging; everything can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.suppliers import KeyKind, RuleTarget
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.i18n import supplier_texts
from receipt_desktop.ui.suppliers.suppliers_page import SuppliersPage
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner
from tests.unit.store.test_review_state import finish_receipt
from tests.unit.store.test_suppliers import OTHER_VAT, VAT, make_head


@dataclass
class Place:
    page: SuppliersPage
    actions: FakeActions
    work: ManualTaskRunner
    stack: QUndoStack
    ids: list[str]
    qtbot: QtBot

    def click(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.work.run_all()

    def undo(self) -> None:
        self.stack.undo()
        self.work.run_all()

    def categories(self) -> list[str | None]:
        return [self.actions.get_receipt(one).category for one in self.ids]


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Place]:
    """Two receipts of a stationer, and one of a fuel station."""
    store = open_empty_store(tmp_path)
    heads = (("Papier Schulze", VAT), ("Papier Schulze", VAT), ("Tankstelle Nord", OTHER_VAT))
    ids = [
        finish_receipt(store, make_head(name, tax_id=number), str(n)).id
        for n, (name, number) in enumerate(heads)
    ]
    actions, work, stack = FakeActions(store, tmp_path), ManualTaskRunner(), CommandStack()
    page = SuppliersPage(actions, work, stack)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    work.run_all()
    yield Place(page, actions, work, stack, ids, qtbot)
    store.close()


def test_the_list_shows_the_suppliers_and_the_first_is_open(place: Place) -> None:
    rows = place.page.model.rows
    assert [(one.name, one.receipts, one.open_receipts) for one in rows] == [
        ("Papier Schulze", 2, 2),
        ("Tankstelle Nord", 1, 1),
    ]
    assert place.page.pane.name_edit.text() == "Papier Schulze"
    assert [key.kind for key in place.page.pane.keys_model.rows] == [KeyKind.TAX_ID, KeyKind.NAME]
    place.page.search_edit.setText("nord")
    place.work.run_all()
    assert place.page.pane.name_edit.text() == "Tankstelle Nord"
    place.page.search_edit.setText("süd")
    assert place.page.table.empty_message == "No suppliers match “süd”."
    place.page.search_edit.clear()
    assert place.page.table.empty_message == "Suppliers appear here once receipts are read."


def test_a_rule_is_tried_while_it_is_typed_and_then_applied(place: Place) -> None:
    place.click(place.page.pane.add_button)
    dialog = place.page.rule_dialog
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    dialog.value_edit.setText("Office")
    dialog.try_rule()
    place.work.run_all()
    assert [one.after for one in dialog.trial_model.rows] == ["office", "office"]
    assert place.categories() == [None] * 3
    place.click(dialog.save_button)
    assert place.categories() == ["office", "office", None]
    pane = place.page.pane
    (rule,) = pane.rules_model.rows
    assert (rule.value, rule.hits) == ("office", 2)
    pane.rules_table.choose_row(0)
    place.click(pane.switch_button)
    assert place.categories() == [None] * 3
    assert pane.switch_button.text() == "Switch on"
    place.undo()
    assert place.categories() == ["office", "office", None]
    place.click(pane.delete_button)
    assert (place.categories(), list(pane.rules_model.rows)) == ([None] * 3, [])
    place.undo()
    place.undo()
    assert place.categories() == [None] * 3
    assert list(pane.rules_model.rows) == []


def test_name_switches_and_keys_are_changed_and_undone(place: Place) -> None:
    pane = place.page.pane
    pane.name_edit.setText("Schulze & Söhne")
    pane.name_edit.setModified(True)
    pane.name_edit.editingFinished.emit()
    place.work.run_all()
    assert place.page.model.rows[0].name == "Schulze & Söhne"
    place.click(pane.approval_box)
    supplier = pane.supplier
    assert supplier is not None
    assert place.actions.get_supplier(supplier.id).approves
    pane.keys_table.choose_row(0)
    place.click(pane.key_button)
    assert not pane.keys_model.rows[0].is_used
    for _ in range(3):
        place.undo()
    now = place.actions.get_supplier(supplier.id)
    assert (now.name, now.approves, now.keys[0].is_used) == ("Papier Schulze", False, True)


def test_two_suppliers_are_merged_and_separated(place: Place) -> None:
    place.click(place.page.pane.merge_button)
    dialog = place.page.merge_dialog
    assert dialog is not None
    assert [one.name for one in dialog.model.rows] == ["Tankstelle Nord"]
    dialog.table.choose_row(0)
    place.click(dialog.merge_button)
    (merged,) = place.page.model.rows
    assert merged.receipts == 3
    asked: list[object] = []
    place.page.review_requested.connect(asked.append)
    place.click(place.page.pane.review_button)
    assert [set(ids) for ids in asked] == [set(place.ids)]  # type: ignore[call-overload]
    place.undo()
    assert len(place.page.model.rows) == 2


@pytest.mark.parametrize(
    ("target", "typed", "value"),
    [
        (RuleTarget.TAX, "19 %", "19"),
        (RuleTarget.TAX, "5,5", "5.5"),
        (RuleTarget.TAX, "", "none"),
        (RuleTarget.CURRENCY, " chf", "CHF"),
        (RuleTarget.TOTAL_LABEL, "Zu  Zahlen", "zu zahlen"),
        (RuleTarget.CATEGORY, "Fuel", "fuel"),
        (RuleTarget.MERCHANT, " ", None),
        (RuleTarget.TAX, "120", None),
        (RuleTarget.TAX, "viel", None),
        (RuleTarget.CURRENCY, "Euro", None),
    ],
)
def test_what_is_typed_for_a_rule(target: RuleTarget, typed: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match=typed):
            supplier_texts.parse_rule_value(target, typed)
    else:
        assert supplier_texts.parse_rule_value(target, typed) == value
