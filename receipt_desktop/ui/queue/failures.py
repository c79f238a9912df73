"""What failed, by its cause: one error, all receipts that have it, one click to read them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.history import FailureGroup
from receipt_desktop.receipt import Failure, Query, Receipt
from receipt_desktop.ui import icons, look, texts
from receipt_desktop.ui.flow import Flow
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.controls import Controls, counted
from receipt_desktop.ui.queue.jobs import split
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.receipt_orders import ReceiptOrders
from receipt_desktop.ui.row_table import RowTable, inset
from receipt_desktop.ui.rows_model import Column, RowsModel
from receipt_desktop.ui.work import Work

translate = QCoreApplication.translate
Shown = tuple[list[FailureGroup], list[Receipt]]


class Failures(Tab):
    """Groups at the left, the receipts of the chosen group at the right."""

    job_asked = Signal(str)
    """The id of a receipt whose job is to be shown."""

    def __init__(
        self, actions: Actions, work: Work, orders: ReceiptOrders, controls: Controls
    ) -> None:
        super().__init__(work)
        self._actions = actions
        self._orders = orders
        self._controls = controls
        self._key: object = None
        self.groups = RowsModel(group_columns(), group_key, self)
        self.table = RowTable(self.groups, self.tr("Causes"))
        self.receipts = RowsModel(receipt_columns(), lambda one: one.id, self)
        self.list = RowTable(self.receipts, self.tr("Failed receipts"), several=True)
        self.sentence, self.cause = QLabel(), QLabel()
        self.retry_group = QPushButton(self.tr("Retry this group"))
        self.retry_chosen = QPushButton(self.tr("Retry chosen"))
        self.retry_all = QPushButton(self.tr("Retry all failed"))
        self.show_job = QPushButton(self.tr("Show job"))
        self.remove = QPushButton(self.tr("Remove chosen"))
        self._lay_out()
        self._connect()
        self._refresh_buttons()

    def question(self) -> Callable[[], Any]:
        key = self._key

        def ask() -> Shown:
            groups = self._actions.failures()
            chosen = next((group for group in groups if group_key(group) == key), None)
            return groups, self._receipts_of(chosen or (groups[0] if groups else None))

        return ask

    def show_answer(self, answer: Shown) -> None:
        groups, receipts = answer
        self.groups.show(groups)
        known = {group_key(group) for group in groups}
        if self._key not in known:
            self._key = group_key(groups[0]) if groups else None
        self._select_group()
        self._show_receipts(receipts)

    def show_refusal(self, error: ReceiptError) -> None:
        self._orders.fail(error)

    def _receipts_of(self, group: FailureGroup | None) -> list[Receipt]:
        return self._actions.receipts(Query(ids=group.receipt_ids)) if group else []

    def _show_receipts(self, receipts: list[Receipt]) -> None:
        self.receipts.show(receipts)
        group = self._group()
        self.sentence.setText(group_text(group) if group else "")
        self.cause.setText(f"{group.error_class} · {group.code}" if group else "")
        self._refresh_buttons()

    def _group(self) -> FailureGroup | None:
        found = (group for group in self.groups.rows if group_key(group) == self._key)
        return next(found, None)

    def _select_group(self) -> None:
        chosen = self.table.chosen()
        if self._key is not None and (not chosen or group_key(chosen[0]) != self._key):
            self.table.choose(self.groups.place_of(self._key))

    def _choose_group(self) -> None:
        chosen = self.table.chosen()
        if chosen and group_key(chosen[0]) != self._key:
            self._key = group_key(chosen[0])
            self.touch(now=True)

    def _refresh_buttons(self) -> None:
        group, chosen = self._group(), self.list.chosen()
        total = sum(one.count for one in self.groups.rows)
        self.retry_group.setText(counted(self.tr("Retry this group"), group.count if group else 0))
        self.retry_group.setEnabled(group is not None)
        self.retry_all.setText(counted(self.tr("Retry all failed"), total))
        self.retry_all.setEnabled(total > 0)
        self.retry_chosen.setText(counted(self.tr("Retry chosen"), len(chosen)))
        self.retry_chosen.setEnabled(bool(chosen))
        self.remove.setEnabled(bool(chosen))
        self.show_job.setEnabled(len(chosen) == 1)

    def _connect(self) -> None:
        self.table.chosen_changed.connect(self._choose_group)
        self.list.chosen_changed.connect(self._refresh_buttons)
        self.list.opened.connect(lambda receipt: self.job_asked.emit(receipt.id))
        self.retry_group.clicked.connect(lambda: self._orders.retry(list(self.receipts.rows)))
        self.retry_chosen.clicked.connect(lambda: self._orders.retry(self.list.chosen()))
        self.retry_all.clicked.connect(self._controls.retry_all_failed)
        self.remove.clicked.connect(lambda: self._orders.remove(self.list.chosen()))
        self.show_job.clicked.connect(lambda: self.job_asked.emit(self.list.chosen()[0].id))
        self.table.empty = self.tr("Nothing has failed.")

    def _lay_out(self) -> None:
        look.set_role(self.sentence, "heading")
        look.set_role(self.cause, "note")
        for label in (self.sentence, self.cause):
            label.setWordWrap(True)
            label.setTextInteractionFlags(look.SELECTABLE)
        bar = QWidget()
        flow = Flow(bar)
        for button, icon in (
            (self.retry_group, "retry"),
            (self.retry_chosen, ""),
            (self.show_job, ""),
            (self.remove, "remove"),
        ):
            flow.addWidget(button)
            if icon:
                button.setIcon(icons.icon(icon))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(look.SPACE_M, look.SPACE_M, 0, 0)
        column.setSpacing(look.SPACE_S)
        for widget in (self.sentence, self.cause, bar):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        right.setMinimumWidth(look.SPACE_XL * 8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split(self._left(), right))

    def _left(self) -> QWidget:
        """The causes, and below them what is about all of them."""
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(look.SPACE_S, look.SPACE_S, look.SPACE_S, look.SPACE_S)
        row.addWidget(self.retry_all)
        row.addStretch()
        return inset(self.table, below)


def group_key(group: FailureGroup) -> tuple[str, str, str]:
    """What a group has in common."""
    return group.code, group.error_class, group.sentence


def group_text(group: FailureGroup) -> str:
    """The sentence in the person's language."""
    return texts.failure_text(Failure(group.code, group.sentence, group.key, group.details))


def group_columns() -> tuple[Column[FailureGroup], ...]:
    """What the list of causes says."""
    return (
        Column(
            translate("Failures", "Receipts"),
            lambda group: words.whole(group.count),
            order=lambda group: group.count,
            right=True,
            width=5,
        ),
        Column(translate("Failures", "Cause"), group_text),
        Column(translate("Failures", "Error"), lambda group: group.error_class, width=18),
        Column(
            translate("Failures", "Last"),
            lambda group: words.moment(group.last_at),
            order=lambda group: group.last_at,
            width=15,
        ),
    )


def receipt_columns() -> tuple[Column[Receipt], ...]:
    """What the list of failed receipts says."""
    return (
        Column(translate("Failures", "File"), lambda one: one.file_name),
        Column(
            translate("Failures", "Attempts"),
            lambda one: words.whole(one.attempts),
            order=lambda one: one.attempts,
            right=True,
            width=5,
        ),
        Column(
            translate("Failures", "When"),
            lambda one: words.moment(one.completed_at),
            order=lambda one: one.completed_at,
            width=15,
        ),
    )
