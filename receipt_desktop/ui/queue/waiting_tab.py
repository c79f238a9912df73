"""Waiting receipts in processing order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Priority, Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.receipt_controller import (
    ReceiptController,
    can_hold,
    can_release,
    is_waiting,
)
from receipt_desktop.ui.receipt_menu import ReceiptMenu
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

STATE_COLUMN, SINCE_COLUMN = 2, 3
GATHER_DELAY_MS = 500
TICK_INTERVAL_MS = 1000
translate = QCoreApplication.translate


class WaitingTab(LazyTab):
    """Loaded once from the store, then updated through the signal bridge."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        controller: ReceiptController,
    ) -> None:
        super().__init__(task_runner)
        self._actions = actions
        self._receipt_controller = controller
        self._receipts_by_id: dict[str, Receipt] = {}
        self._is_loaded = False
        self.waiting_model = RowsModel(waiting_columns(), lambda one: one.id, self)
        self.waiting_table = RowTable(self.waiting_model, self.tr("Waiting receipts"), several=True)
        self.waiting_table.empty_message = self.tr("No waiting receipts.")
        self.menu = ReceiptMenu(QMenu(self), controller, self.waiting_table.chosen_rows)
        self.count_label = QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._update_timer = QTimer(self, singleShot=True, interval=GATHER_DELAY_MS)
        self._countdown_timer = QTimer(self, interval=TICK_INTERVAL_MS)
        self._lay_out()
        self._connect(bridge)
        self._refresh_buttons()

    def create_query(self) -> Callable[[], Any] | None:
        if self._is_loaded:
            return None
        query = ReceiptQuery(statuses=frozenset({Status.PENDING}))
        return lambda: self._actions.list_receipts(query)

    def show_result(self, answer: list[Receipt]) -> None:
        """Show the loaded receipts; keep newer snapshots that arrived meanwhile."""
        self._is_loaded = True
        self._receipts_by_id = {one.id: one for one in answer} | {
            key: one for key, one in self._receipts_by_id.items() if is_waiting(one)
        }
        self._show_receipts()

    def show_error(self, error: ReceiptError) -> None:
        self._receipt_controller.show_error(error)

    def _update_receipt(self, receipt: Receipt) -> None:
        """Apply a change. Before loading has ended, finished receipts are kept too."""
        known = self._receipts_by_id.get(receipt.id)
        if known is not None and known.version > receipt.version:
            return
        if is_waiting(receipt) or not self._is_loaded:
            self._receipts_by_id[receipt.id] = receipt
        elif self._receipts_by_id.pop(receipt.id, None) is None:
            return
        self._schedule_update()

    def _forget_receipts(self, ids: tuple[str, ...]) -> None:
        for one in ids:
            self._receipts_by_id.pop(one, None)
        self._schedule_update()

    def _schedule_update(self) -> None:
        if self.isVisible() and not self._update_timer.isActive():
            self._update_timer.start()

    def request_refresh(self, *, now: bool = False) -> None:
        """Show the changes that arrived while the tab was hidden."""
        super().request_refresh(now=now)
        if now and self._is_loaded:
            self._schedule_update()

    def _show_receipts(self) -> None:
        self.waiting_model.set_rows(
            sorted(filter(is_waiting, self._receipts_by_id.values()), key=queue_order)
        )
        self.count_label.setText(
            self.tr("%Ln receipt(s) waiting", "", self.waiting_model.rowCount())
        )
        self.waiting_table.viewport().update()
        self._refresh_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._countdown_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._countdown_timer.stop()

    def _refresh_countdowns(self) -> None:
        """Update the countdowns while visible."""
        self.waiting_model.refresh_columns(STATE_COLUMN, SINCE_COLUMN)

    def _chosen_receipts(self) -> list[Receipt]:
        return self.waiting_table.chosen_rows()

    def _connect(self, bridge: SignalBridge) -> None:
        bridge.receipt_changed.connect(self._update_receipt)
        bridge.receipts_removed.connect(self._forget_receipts)
        self._update_timer.timeout.connect(self._show_receipts)
        self._countdown_timer.timeout.connect(self._refresh_countdowns)
        self.waiting_table.chosen_rows_changed.connect(self._refresh_buttons)
        self.waiting_table.menu_requested.connect(self._show_context_menu)
        for name, act in (
            (
                "next",
                lambda: self._receipt_controller.prioritize_receipts(
                    self._chosen_receipts(), Priority.NEXT
                ),
            ),
            (
                "high",
                lambda: self._receipt_controller.prioritize_receipts(
                    self._chosen_receipts(), Priority.HIGH
                ),
            ),
            (
                "low",
                lambda: self._receipt_controller.prioritize_receipts(
                    self._chosen_receipts(), Priority.LOW
                ),
            ),
            ("hold", lambda: self._receipt_controller.hold_receipts(self._chosen_receipts())),
            ("release", lambda: self._receipt_controller.release_receipts(self._chosen_receipts())),
            ("cancel", lambda: self._receipt_controller.cancel_receipts(self._chosen_receipts())),
        ):
            self.buttons[name].clicked.connect(act)

    def _show_context_menu(self, place: QPoint) -> None:
        self.menu.update_enabled()
        self.menu.menu.popup(place)

    def _refresh_buttons(self) -> None:
        chosen = self._chosen_receipts()
        for name, button in self.buttons.items():
            fits = {"hold": can_hold, "release": can_release}.get(name, is_waiting)
            button.setEnabled(any(map(fits, chosen)))

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = FlowLayout(bar)
        bar.setContentsMargins(0, 0, 0, 0)
        for name, caption, icon in (
            ("next", self.tr("Process next"), "first"),
            ("high", self.tr("High priority"), ""),
            ("low", self.tr("Low priority"), ""),
            ("hold", self.tr("Pause"), "pause"),
            ("release", self.tr("Resume"), "resume"),
            ("cancel", self.tr("Cancel"), "cancel"),
        ):
            button = self.buttons[name] = QPushButton(caption)
            if icon:
                button.setIcon(icons.load_icon(icon))
            flow.addWidget(button)
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        top.addWidget(bar)
        theme.set_text_role(self.count_label, "note")
        self.count_label.setContentsMargins(
            theme.SPACE_L, theme.SPACE_S, theme.SPACE_L, theme.SPACE_S
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(wrap_in_surface(self.waiting_table), 1)
        column.addWidget(self.count_label)


def queue_order(receipt: Receipt) -> tuple[int, datetime]:
    """The sort key of the processing order."""
    return -int(receipt.queue_priority), receipt.queued_at or receipt.created_at


def waiting_columns() -> tuple[RowColumn[Receipt], ...]:
    """The columns of the waiting receipts."""
    return (
        RowColumn(translate("WaitingTab", "File"), lambda one: one.file_name),
        RowColumn(
            translate("WaitingTab", "Priority"),
            lambda one: queue_texts.format_priority(one.queue_priority),
            sort_key=lambda one: -int(one.queue_priority),
            colour_name=lambda one: "" if one.queue_priority > Priority.NORMAL else "muted",
            width_characters=10,
        ),
        RowColumn(
            translate("WaitingTab", "Status"),
            texts.format_status,
            sort_key=_state_sort_key,
            colour_name=lambda one: "warning" if one.is_held or one.retry_at else "muted",
            width_characters=18,
        ),
        RowColumn(
            translate("WaitingTab", "Wait time"),
            lambda one: texts.format_duration(_waiting_seconds(one)),
            sort_key=_waiting_seconds,
            align_right=True,
            width_characters=10,
        ),
        RowColumn(
            translate("WaitingTab", "Attempts"),
            lambda one: queue_texts.format_whole_number(one.attempts) if one.attempts else "",
            sort_key=lambda one: one.attempts,
            align_right=True,
            width_characters=6,
        ),
        RowColumn(
            translate("WaitingTab", "Last error"),
            lambda one: texts.format_failure(one.failure) if one.failure else "",
            width_characters=30,
        ),
    )


def _waiting_seconds(receipt: Receipt) -> float:
    since = receipt.queued_at or receipt.created_at
    return max(0.0, (datetime.now(UTC) - since).total_seconds())


def _state_sort_key(receipt: Receipt) -> tuple[bool, float]:
    return receipt.is_held, receipt.retry_at.timestamp() if receipt.retry_at else 0.0
