"""Failed receipts, grouped by cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.jobs import FailureGroup
from receipt_desktop.domain.receipt import Failure, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.queue.jobs_tab import create_splitter
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.queue.queue_commands import QueueCommands, label_with_count
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

translate = QCoreApplication.translate
FailuresAnswer = tuple[list[FailureGroup], list[Receipt]]


class FailuresTab(LazyTab):
    """Groups on the left, the receipts of the selected group on the right."""

    job_requested = Signal(str)
    """Emitted with the id of the receipt whose job should be shown."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        controller: ReceiptController,
        controls: QueueCommands,
    ) -> None:
        super().__init__(task_runner)
        self._actions = actions
        self._receipt_controller = controller
        self._queue_commands = controls
        self._selected_key: object = None
        self.groups_model = RowsModel(failure_group_columns(), failure_group_key, self)
        self.groups_table = RowTable(self.groups_model, self.tr("Causes"))
        self.receipts_model = RowsModel(failed_receipt_columns(), lambda one: one.id, self)
        self.list = RowTable(self.receipts_model, self.tr("Failed receipts"), several=True)
        self.sentence_label, self.cause_label = QLabel(), QLabel()
        self.retry_group_button = QPushButton(self.tr("Retry group"))
        self.retry_chosen_button = QPushButton(self.tr("Retry selected"))
        self.retry_all_button = QPushButton(self.tr("Retry all failed"))
        self.show_job_button = QPushButton(self.tr("Show job"))
        self.remove_button = QPushButton(self.tr("Remove selected"))
        self._lay_out()
        self._connect()
        self._refresh_buttons()

    def create_query(self) -> Callable[[], Any]:
        key = self._selected_key

        def ask() -> FailuresAnswer:
            groups = self._actions.list_failure_groups()
            chosen = next((group for group in groups if failure_group_key(group) == key), None)
            return groups, self._load_receipts(chosen or (groups[0] if groups else None))

        return ask

    def show_result(self, answer: FailuresAnswer) -> None:
        groups, receipts = answer
        self.groups_model.set_rows(groups)
        known = {failure_group_key(group) for group in groups}
        if self._selected_key not in known:
            self._selected_key = failure_group_key(groups[0]) if groups else None
        self._select_group()
        self._show_receipts(receipts)

    def show_error(self, error: ReceiptError) -> None:
        self._receipt_controller.show_error(error)

    def _load_receipts(self, group: FailureGroup | None) -> list[Receipt]:
        return self._actions.list_receipts(ReceiptQuery(ids=group.receipt_ids)) if group else []

    def _show_receipts(self, receipts: list[Receipt]) -> None:
        self.receipts_model.set_rows(receipts)
        group = self._selected_group()
        self.sentence_label.setText(format_group(group) if group else "")
        self.cause_label.setText(f"{group.error_class} · {group.code}" if group else "")
        self._refresh_buttons()

    def _selected_group(self) -> FailureGroup | None:
        found = (
            group
            for group in self.groups_model.rows
            if failure_group_key(group) == self._selected_key
        )
        return next(found, None)

    def _select_group(self) -> None:
        chosen = self.groups_table.chosen_rows()
        if self._selected_key is not None and (
            not chosen or failure_group_key(chosen[0]) != self._selected_key
        ):
            self.groups_table.choose_row(self.groups_model.find_row(self._selected_key))

    def _choose_group(self) -> None:
        chosen = self.groups_table.chosen_rows()
        if chosen and failure_group_key(chosen[0]) != self._selected_key:
            self._selected_key = failure_group_key(chosen[0])
            self.request_refresh(now=True)

    def _refresh_buttons(self) -> None:
        group, chosen = self._selected_group(), self.list.chosen_rows()
        total = sum(one.count for one in self.groups_model.rows)
        self.retry_group_button.setText(
            label_with_count(self.tr("Retry group"), group.count if group else 0)
        )
        self.retry_group_button.setEnabled(group is not None)
        self.retry_all_button.setText(label_with_count(self.tr("Retry all failed"), total))
        self.retry_all_button.setEnabled(total > 0)
        self.retry_chosen_button.setText(label_with_count(self.tr("Retry selected"), len(chosen)))
        self.retry_chosen_button.setEnabled(bool(chosen))
        self.remove_button.setEnabled(bool(chosen))
        self.show_job_button.setEnabled(len(chosen) == 1)

    def _connect(self) -> None:
        self.groups_table.chosen_rows_changed.connect(self._choose_group)
        self.list.chosen_rows_changed.connect(self._refresh_buttons)
        self.list.row_opened.connect(lambda receipt: self.job_requested.emit(receipt.id))
        self.retry_group_button.clicked.connect(
            lambda: self._receipt_controller.retry_receipts(list(self.receipts_model.rows))
        )
        self.retry_chosen_button.clicked.connect(
            lambda: self._receipt_controller.retry_receipts(self.list.chosen_rows())
        )
        self.retry_all_button.clicked.connect(self._queue_commands.retry_all_failed)
        self.remove_button.clicked.connect(
            lambda: self._receipt_controller.remove_receipts(self.list.chosen_rows())
        )
        self.show_job_button.clicked.connect(
            lambda: self.job_requested.emit(self.list.chosen_rows()[0].id)
        )
        self.groups_table.empty_message = self.tr("No failed receipts.")

    def _lay_out(self) -> None:
        theme.set_text_role(self.sentence_label, "heading")
        theme.set_text_role(self.cause_label, "note")
        for label in (self.sentence_label, self.cause_label):
            label.setWordWrap(True)
            label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        bar = QWidget()
        flow = FlowLayout(bar)
        for button, icon in (
            (self.retry_group_button, "retry"),
            (self.retry_chosen_button, ""),
            (self.show_job_button, ""),
            (self.remove_button, "remove"),
        ):
            flow.addWidget(button)
            if icon:
                button.setIcon(icons.load_icon(icon))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, 0, 0)
        column.setSpacing(theme.SPACE_S)
        for widget in (self.sentence_label, self.cause_label, bar):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        right.setMinimumWidth(theme.SPACE_XL * 8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(create_splitter(self._create_groups_side(), right))

    def _create_groups_side(self) -> QWidget:
        """The causes, and the buttons for all failed receipts."""
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        row.addWidget(self.retry_all_button)
        row.addStretch()
        return wrap_in_surface(self.groups_table, below)


def failure_group_key(group: FailureGroup) -> tuple[str, str, str]:
    """The key of a failure group."""
    return group.code, group.error_class, group.sentence


def format_group(group: FailureGroup) -> str:
    """The cause in the user's language."""
    return texts.format_failure(Failure(group.code, group.sentence, group.key, group.details))


def failure_group_columns() -> tuple[RowColumn[FailureGroup], ...]:
    """The columns of the causes."""
    return (
        RowColumn(
            translate("FailuresTab", "Receipts"),
            lambda group: queue_texts.format_whole_number(group.count),
            sort_key=lambda group: group.count,
            align_right=True,
            width_characters=5,
        ),
        RowColumn(translate("FailuresTab", "Cause"), format_group),
        RowColumn(
            translate("FailuresTab", "Error"), lambda group: group.error_class, width_characters=18
        ),
        RowColumn(
            translate("FailuresTab", "Last seen"),
            lambda group: queue_texts.format_moment(group.last_at),
            sort_key=lambda group: group.last_at,
            width_characters=15,
        ),
    )


def failed_receipt_columns() -> tuple[RowColumn[Receipt], ...]:
    """The columns of the failed receipts."""
    return (
        RowColumn(translate("FailuresTab", "File"), lambda one: one.file_name),
        RowColumn(
            translate("FailuresTab", "Attempts"),
            lambda one: queue_texts.format_whole_number(one.attempts),
            sort_key=lambda one: one.attempts,
            align_right=True,
            width_characters=5,
        ),
        RowColumn(
            translate("FailuresTab", "Time"),
            lambda one: queue_texts.format_moment(one.completed_at),
            sort_key=lambda one: one.completed_at,
            width_characters=15,
        ),
    )
