"""What waits, in the order in which it is taken up; kept in step by what the window hears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.receipt import Priority, Query, Receipt, Status
from receipt_desktop.ui import icons, look, texts
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.flow import Flow
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.receipt_menu import ReceiptMenu
from receipt_desktop.ui.receipt_orders import ReceiptOrders, can_hold, can_release, can_wait
from receipt_desktop.ui.row_table import RowTable, inset
from receipt_desktop.ui.rows_model import Column, RowsModel
from receipt_desktop.ui.work import Work

STATE, SINCE = 2, 3
GATHER_MS = 500
TICK_MS = 1000
translate = QCoreApplication.translate


class Waiting(Tab):
    """Loaded once from the store; then every change comes through the bridge."""

    def __init__(self, actions: Actions, work: Work, bridge: Bridge, orders: ReceiptOrders) -> None:
        super().__init__(work)
        self._actions = actions
        self._orders = orders
        self._known: dict[str, Receipt] = {}
        self._loaded = False
        self.model = RowsModel(columns(), lambda one: one.id, self)
        self.table = RowTable(self.model, self.tr("Waiting receipts"), several=True)
        self.table.empty = self.tr("Nothing waits.")
        self.menu = ReceiptMenu(QMenu(self), orders, self.table.chosen)
        self.count = QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._gathering = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect(bridge)
        self._refresh_buttons()

    def question(self) -> Callable[[], Any] | None:
        if self._loaded:
            return None
        query = Query(statuses=frozenset({Status.PENDING}))
        return lambda: self._actions.receipts(query)

    def show_answer(self, answer: list[Receipt]) -> None:
        """What was heard meanwhile is newer."""
        self._loaded = True
        self._known = {one.id: one for one in answer} | {
            key: one for key, one in self._known.items() if can_wait(one)
        }
        self._show()

    def show_refusal(self, error: ReceiptError) -> None:
        self._orders.fail(error)

    def _hear(self, receipt: Receipt) -> None:
        """Until it was loaded also those that wait no more are kept: they are newer."""
        known = self._known.get(receipt.id)
        if known is not None and known.version > receipt.version:
            return
        if can_wait(receipt) or not self._loaded:
            self._known[receipt.id] = receipt
        elif self._known.pop(receipt.id, None) is None:
            return
        self._soon()

    def _forget(self, ids: tuple[str, ...]) -> None:
        for one in ids:
            self._known.pop(one, None)
        self._soon()

    def _soon(self) -> None:
        if self.isVisible() and not self._gathering.isActive():
            self._gathering.start()

    def touch(self, *, now: bool = False) -> None:
        """Seen again: what was heard meanwhile is shown."""
        super().touch(now=now)
        if now and self._loaded:
            self._soon()

    def _show(self) -> None:
        self.model.show(sorted(filter(can_wait, self._known.values()), key=turn))
        self.count.setText(self.tr("%n receipt(s) waiting", "", self.model.rowCount()))
        self.table.viewport().update()
        self._refresh_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def _tick(self) -> None:
        """The countdowns go on, while they are seen."""
        self.model.repaint(STATE, SINCE)

    def _chosen(self) -> list[Receipt]:
        return self.table.chosen()

    def _connect(self, bridge: Bridge) -> None:
        bridge.receipt_changed.connect(self._hear)
        bridge.receipts_removed.connect(self._forget)
        self._gathering.timeout.connect(self._show)
        self._ticking.timeout.connect(self._tick)
        self.table.chosen_changed.connect(self._refresh_buttons)
        self.table.menu_asked.connect(self._pop_up)
        for name, act in (
            ("next", lambda: self._orders.prioritize(self._chosen(), Priority.NEXT)),
            ("high", lambda: self._orders.prioritize(self._chosen(), Priority.HIGH)),
            ("low", lambda: self._orders.prioritize(self._chosen(), Priority.LOW)),
            ("hold", lambda: self._orders.hold(self._chosen())),
            ("release", lambda: self._orders.release(self._chosen())),
            ("cancel", lambda: self._orders.cancel(self._chosen())),
        ):
            self.buttons[name].clicked.connect(act)

    def _pop_up(self, place: QPoint) -> None:
        self.menu.refresh()
        self.menu.menu.popup(place)

    def _refresh_buttons(self) -> None:
        chosen = self._chosen()
        for name, button in self.buttons.items():
            fits = {"hold": can_hold, "release": can_release}.get(name, can_wait)
            button.setEnabled(any(map(fits, chosen)))

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = Flow(bar)
        bar.setContentsMargins(0, 0, 0, 0)
        for name, said, icon in (
            ("next", self.tr("Read next"), "first"),
            ("high", self.tr("High priority"), ""),
            ("low", self.tr("Low priority"), ""),
            ("hold", self.tr("Pause"), "pause"),
            ("release", self.tr("Resume"), "resume"),
            ("cancel", self.tr("Cancel"), "cancel"),
        ):
            button = self.buttons[name] = QPushButton(said)
            if icon:
                button.setIcon(icons.icon(icon))
            flow.addWidget(button)
        top = QVBoxLayout()
        top.setContentsMargins(look.SPACE_L, look.SPACE_M, look.SPACE_L, look.SPACE_S)
        top.addWidget(bar)
        look.set_role(self.count, "note")
        self.count.setContentsMargins(look.SPACE_L, look.SPACE_S, look.SPACE_L, look.SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(inset(self.table), 1)
        column.addWidget(self.count)


def turn(receipt: Receipt) -> tuple[int, datetime]:
    """Sorted by this they stand as they are taken up."""
    return -int(receipt.urgency), receipt.queued_at or receipt.created_at


def columns() -> tuple[Column[Receipt], ...]:
    """What the waiting list says of each."""
    return (
        Column(translate("Waiting", "File"), lambda one: one.file_name),
        Column(
            translate("Waiting", "Priority"),
            lambda one: words.priority_text(one.urgency),
            order=lambda one: -int(one.urgency),
            ink=lambda one: "" if one.urgency > Priority.NORMAL else "muted",
            width=10,
        ),
        Column(
            translate("Waiting", "State"),
            texts.status_text,
            order=_due,
            ink=lambda one: "warning" if one.held or one.retry_at else "muted",
            width=18,
        ),
        Column(
            translate("Waiting", "Waiting for"),
            lambda one: texts.duration(_age(one)),
            order=_age,
            right=True,
            width=10,
        ),
        Column(
            translate("Waiting", "Attempts"),
            lambda one: words.whole(one.attempts) if one.attempts else "",
            order=lambda one: one.attempts,
            right=True,
            width=6,
        ),
        Column(
            translate("Waiting", "Last error"),
            lambda one: texts.failure_text(one.failure) if one.failure else "",
            width=30,
        ),
    )


def _age(receipt: Receipt) -> float:
    since = receipt.queued_at or receipt.created_at
    return max(0.0, (datetime.now(UTC) - since).total_seconds())


def _due(receipt: Receipt) -> tuple[bool, float]:
    return receipt.held, receipt.retry_at.timestamp() if receipt.retry_at else 0.0
