"""What is asked of receipts from the list: priority, pause, cancel, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ProcessingError
from receipt_desktop.domain.receipt import Priority, Receipt, Status
from receipt_desktop.store.store import Store
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox import retry_countdown
from receipt_desktop.ui.inbox.retry_countdown import RetryCountdown
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.receipt_menu import ReceiptMenu
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import FakeActions, ManualTaskRunner


@dataclass(frozen=True)
class Desk:
    orders: ReceiptController
    store: Store
    work: ManualTaskRunner
    undo_stack: QUndoStack
    notice: NoticeBar
    chosen: list[Receipt]

    def now(self, receipt_id: str) -> Receipt:
        self.work.run_all()
        return self.store.get_receipt(receipt_id)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    work, undo_stack, notice = ManualTaskRunner(), CommandStack(), NoticeBar()
    qtbot.addWidget(notice)
    orders = ReceiptController(FakeActions(store, tmp_path), work, undo_stack, notice.show_message)
    yield Desk(orders, store, work, undo_stack, notice, [])
    store.close()


def test_priority_is_changed_and_each_gets_its_own_back(desk: Desk) -> None:
    low, normal = (fake_actions.waiting(desk.store, name) for name in ("a.jpg", "b.jpg"))
    desk.orders.prioritize_receipts([desk.store.get_receipt(low)], Priority.LOW)
    desk.work.run_all()
    desk.orders.prioritize_receipts(
        [desk.store.get_receipt(low), desk.store.get_receipt(normal)], Priority.NEXT
    )
    assert desk.now(low).priority is desk.now(normal).priority is Priority.NEXT
    desk.undo_stack.undo()
    assert desk.now(low).priority is Priority.LOW
    assert desk.now(normal).priority is Priority.NORMAL


def test_one_is_paused_and_goes_on(desk: Desk) -> None:
    waiting = fake_actions.waiting(desk.store)
    desk.orders.hold_receipts([desk.store.get_receipt(waiting)])
    assert desk.now(waiting).is_held
    assert desk.notice.message.text() == "Paused 1 receipt(s)"
    desk.notice.action_button.click()
    assert not desk.now(waiting).is_held


def test_a_cancelled_one_is_read_after_all(desk: Desk) -> None:
    waiting = fake_actions.waiting(desk.store)
    desk.orders.cancel_receipts([desk.store.get_receipt(waiting)])
    assert desk.now(waiting).status is Status.FAILED
    desk.undo_stack.undo()
    assert desk.now(waiting).status is Status.PENDING


def test_the_offer_to_undo_goes_with_the_undo(desk: Desk, tmp_path: Path) -> None:
    done = desk.store.get_receipt(fake_actions.read(desk.store, tmp_path))
    desk.orders.remove_receipts([done])
    desk.work.run_all()
    assert not desk.notice.isHidden()
    desk.undo_stack.undo()
    assert desk.notice.isHidden()
    assert desk.now(done.id).id == done.id
    desk.undo_stack.redo()
    assert desk.notice.isHidden()


def test_the_offer_goes_when_something_else_would_be_undone(desk: Desk, tmp_path: Path) -> None:
    done = desk.store.get_receipt(fake_actions.read(desk.store, tmp_path))
    waiting = desk.store.get_receipt(fake_actions.waiting(desk.store, "b.jpg"))
    desk.orders.remove_receipts([done])
    desk.undo_stack.push(QUndoCommand("A correction"))
    assert desk.notice.isHidden()
    desk.orders.hold_receipts([waiting])
    desk.orders.remove_receipts([waiting])
    assert desk.notice.message.text() == "Removed 1 receipt(s)"
    assert not desk.notice.isHidden()


def test_another_notice_stays_when_an_undo_is_used(desk: Desk, tmp_path: Path) -> None:
    done = desk.store.get_receipt(fake_actions.read(desk.store, tmp_path))
    desk.orders.remove_receipts([done])
    desk.notice.show_message("The disk is full.", lasting=True)
    desk.undo_stack.undo()
    desk.work.run_all()
    assert not desk.notice.isHidden()


def test_an_action_that_applies_to_no_receipt_does_nothing(desk: Desk, tmp_path: Path) -> None:
    done = desk.store.get_receipt(fake_actions.read(desk.store, tmp_path))
    for act in (
        desk.orders.cancel_receipts,
        desk.orders.hold_receipts,
        desk.orders.release_receipts,
    ):
        act([done])
    desk.orders.prioritize_receipts([done], Priority.HIGH)
    assert not desk.work.queued
    assert not desk.undo_stack.canUndo()


def test_the_menu_offers_what_fits_the_chosen(desk: Desk) -> None:
    menu = ReceiptMenu(QMenu(), desk.orders, lambda: desk.chosen)

    def offered() -> set[str]:
        menu.update_enabled()
        return {name for name, action in menu.actions.items() if action.isEnabled()}

    assert offered() == set()
    desk.chosen.append(desk.store.get_receipt(fake_actions.waiting(desk.store)))
    assert offered() == {"cancel", "next", "high", "normal", "low", "hold", "remove"}
    desk.chosen[0] = replace(desk.chosen[0], is_held=True)
    assert "release" in offered()
    assert "hold" not in offered()
    desk.chosen[0] = desk.store.get_receipt(fake_actions.failed(desk.store))
    assert offered() == {"retry", "archive", "remove"}
    menu.actions["retry"].trigger()
    assert desk.now(desk.chosen[0].id).status is Status.PENDING


def test_the_menu_approves_where_it_can(desk: Desk, tmp_path: Path) -> None:
    asked: list[str] = []
    decide = (lambda: asked.append("approve"), lambda: asked.append("withdraw"))
    menu = ReceiptMenu(QMenu(), desk.orders, lambda: desk.chosen, keys=True, decide=decide)
    done = desk.store.get_receipt(fake_actions.read(desk.store, tmp_path))
    desk.chosen.append(done)
    menu.update_enabled()
    assert menu.actions["approve"].isEnabled()
    assert menu.actions["approve"].shortcut().toString() == "Ctrl+Return"
    assert not menu.actions["withdraw"].isEnabled()
    desk.chosen.append(done)
    menu.update_enabled()
    assert menu.actions["approve"].text() == "Approve 2 receipts"
    desk.chosen[:] = [replace(done, approved=True)]
    menu.update_enabled()
    assert not menu.actions["approve"].isEnabled()
    menu.actions["withdraw"].trigger()
    assert asked == ["withdraw"]


def test_a_retry_shows_its_seconds_and_a_paused_receipt_is_marked(desk: Desk) -> None:
    running = fake_actions.running(desk.store)
    desk.store.requeue_receipt(
        running, fake_actions.OWNER, ProcessingError("tesseract_failed"), 4.0
    )
    again = desk.store.get_receipt(running)
    assert texts.format_status(again) in ("Retrying in 4 s", "Retrying in 3 s")
    past = replace(again, retry_at=datetime.now(UTC) - timedelta(seconds=1))
    assert texts.format_status(past) == "Retrying"
    assert texts.format_status(replace(again, is_held=True)) == "Paused"


def test_the_countdown_ticks_only_while_there_is_one(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retry_countdown, "TICK_INTERVAL_MS", 10)
    running = fake_actions.running(desk.store)
    desk.store.requeue_receipt(
        running, fake_actions.OWNER, ProcessingError("tesseract_failed"), 4.0
    )
    again = desk.store.get_receipt(running)
    told: list[str] = []
    clock = RetryCountdown(told.append, desk.notice)
    clock.watch_receipt(replace(again, retry_at=None))
    assert not clock.is_running
    clock.watch_receipt(again)
    qtbot.waitUntil(lambda: told[:2] == [running, running])
    clock.watch_receipt(replace(again, status=Status.PROCESSING))
    assert not clock.is_running
