"""The page of sources: rules are added, changed, switched and deleted; everything can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.intake import IntakeSource, SourceRule, SourceState
from receipt_desktop.domain.receipt import Failure, Priority
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.i18n import source_texts
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.sources.rule_dialog import SourceRuleDialog
from receipt_desktop.ui.sources.sources_page import SourcesPage
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner
from tests.unit.store.test_intake_sources import MAILBOX, SOFTWARE, submit


@dataclass
class Place:
    page: SourcesPage
    actions: FakeActions
    work: ManualTaskRunner
    stack: QUndoStack
    qtbot: QtBot

    def click(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.work.run_all()

    def undo(self) -> None:
        self.stack.undo()
        self.work.run_all()

    def names(self) -> list[str]:
        return [source_texts.format_name(one) for one in self.page.model.rows]

    def open_dialog(self, button: object) -> SourceRuleDialog:
        self.click(button)
        dialog = self.page.dialog
        assert isinstance(dialog, SourceRuleDialog)
        return dialog

    def accept(self, dialog: SourceRuleDialog) -> None:
        dialog.accept()
        self.work.run_all()


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Place]:
    """A mailbox with a receipt."""
    store = open_empty_store(tmp_path)
    store.save_intake_source(
        IntakeSource(0, MAILBOX.kind, MAILBOX.name, options={"port": 993}, rule=SOFTWARE)
    )
    submit(store, "invoice.pdf", MAILBOX)
    actions, work, stack = FakeActions(store, tmp_path), ManualTaskRunner(), CommandStack()
    page = SourcesPage(actions, work, stack)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    work.run_all()
    yield Place(page, actions, work, stack, qtbot)
    store.close()


def test_a_mailbox_shows_its_rule_receipts_and_state(place: Place) -> None:
    (row,) = place.page.model.rows
    assert row.receipts == 1
    assert source_texts.format_rule(row.source.rule) == "Software · Site · web, yearly"
    assert source_texts.format_state(row) == "On"
    error = ServiceUnavailable("queue_unavailable")
    trouble = Failure(error.code, error.sentence, error.key, {})
    state = SourceState(datetime(2026, 5, 1, tzinfo=UTC), 2, trouble)
    place.actions._store.note_source_state(row.source.id, state)
    place.page.reload()
    place.work.run_all()
    (row,) = place.page.model.rows
    assert row.state == state
    assert source_texts.format_state(row) == error.sentence


def test_a_rule_for_a_sender_is_added_and_undone(place: Place) -> None:
    dialog = place.open_dialog(place.page.rule_button)
    dialog.sender_edit.setText("@host.example")
    dialog.editor.project_edit.setText("Hosting")
    dialog.editor.tags_edit.setText("web, web, cloud")
    dialog.editor.priority_box.setCurrentIndex(1)
    place.accept(dialog)
    assert place.names() == [MAILBOX.name, "All, from @host.example"]
    rule = place.actions.list_sources()[1].rule
    assert rule == SourceRule(project="Hosting", tags=("web", "cloud"), priority=Priority.HIGH)
    place.undo()
    assert place.names() == [MAILBOX.name]


def test_a_rule_is_changed_switched_off_and_deleted(place: Place) -> None:
    place.page.table.choose_row(0)
    dialog = place.open_dialog(place.page.edit_button)
    assert dialog.editor.category_box.currentData() == "Software"
    dialog.editor.category_box.setCurrentIndex(dialog.editor.category_box.findData("groceries"))
    place.accept(dialog)
    assert place.actions.list_sources()[0].rule.category == "groceries"
    place.click(place.page.switch_button)
    (source,) = place.actions.list_sources()
    assert not source.is_enabled
    assert source.options == {"port": 993}
    assert place.page.switch_button.text() == "Switch on"
    place.click(place.page.delete_button)
    assert place.names() == []
    for _ in range(3):
        place.undo()
    (source,) = place.actions.list_sources()
    assert (source.is_enabled, source.rule) == (True, SOFTWARE)


def test_the_same_source_twice_is_refused_in_words(place: Place) -> None:
    dialog = place.open_dialog(place.page.rule_button)
    dialog.name_edit.setText(MAILBOX.name)
    place.accept(dialog)
    assert MAILBOX.name in place.page.notice.message.text()


def test_its_receipts_are_shown_by_a_filter(place: Place, qtbot: QtBot) -> None:
    place.page.table.choose_row(0)
    with qtbot.waitSignal(place.page.filter_requested) as shown:
        place.click(place.page.show_button)
    assert shown.args is not None
    (chosen,) = shown.args
    assert chosen == ListFilter(source=SourceKind.MAIL.value, source_name=MAILBOX.name)
    assert ListView.from_json(ListView(chosen).to_json()).filter == chosen
    assert ListView.from_json({"source": "carrier pigeon"}).filter == ListFilter()
