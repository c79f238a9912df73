"""The dialog that adds or changes a rule, and shows which receipts it would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import CATEGORIES
from receipt_desktop.domain.suppliers import RuleTarget, RuleTrial, SupplierRule
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import supplier_texts, texts
from receipt_desktop.ui.suppliers.supplier_columns import trial_columns
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import field_completion
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowsModel

DIALOG_WIDTH, TABLE_HEIGHT = 560, 180
TYPING_PAUSE_MS = 300
PAYMENTS = ("card", "cash")


class RuleDialog(QDialog):
    """What is always so, the value, and a trial on the open receipts while it is typed."""

    def __init__(
        self,
        parent: QWidget,
        actions: Actions,
        task_runner: TaskRunner,
        supplier_id: int,
        rule: SupplierRule | None = None,
    ) -> None:
        """`rule` is the rule to be changed, whose target stays; None for a new one."""
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._supplier_id = supplier_id
        self._rule = rule
        self._trial_number = 0
        self.value = ""
        """The value of the rule, once the dialog is accepted."""
        self.setWindowTitle(self.tr("Rule of a supplier"))
        self.setModal(True)
        self.target_box, self.value_edit, self.keyword_edit = QComboBox(), QLineEdit(), QLineEdit()
        self.note_label, self.error_label, self.trial_label = QLabel(), QLabel(), QLabel()
        self.trial_model = RowsModel(trial_columns(), lambda one: one.receipt_id, self)
        self.trial_table = RowTable(self.trial_model, self.tr("Receipts that would change"))
        self.save_button = QPushButton(self.tr("Save and apply"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._fill()
        self._lay_out()
        self._connect()
        self._show_target()
        self.value_edit.setFocus()

    @property
    def target(self) -> RuleTarget:
        """What the rule decides."""
        return RuleTarget(self.target_box.currentData())

    @property
    def keyword(self) -> str:
        """The word in an item that the rule needs; "" for none."""
        return self.keyword_edit.text().strip()

    def _fill(self) -> None:
        for target in RuleTarget:
            self.target_box.addItem(supplier_texts.format_target(target), target.value)
        if self._rule is not None:
            rule = self._rule
            self.target_box.setCurrentIndex(self.target_box.findData(rule.target.value))
            self.value_edit.setText(supplier_texts.format_rule_value(rule.target, rule.value))
            self.keyword_edit.setText(rule.keyword)
        else:
            category = RuleTarget.CATEGORY.value
            self.target_box.setCurrentIndex(self.target_box.findData(category))
        self.target_box.setEnabled(self._rule is None)
        self.keyword_edit.setEnabled(self._rule is None)

    def _connect(self) -> None:
        self.target_box.currentIndexChanged.connect(self._show_target)
        for edit in (self.value_edit, self.keyword_edit):
            edit.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self.try_rule)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)

    def _show_target(self) -> None:
        known: Sequence[str] = {
            RuleTarget.CATEGORY: CATEGORIES,
            RuleTarget.PAYMENT: PAYMENTS,
        }.get(self.target, ())
        labels = [texts.translate_value(self.target.field, value) for value in known]
        self.value_edit.setCompleter(field_completion.make_completer(labels, self))
        note = {
            RuleTarget.TAX: self.tr("A rate in percent, or nothing for “no tax”."),
            RuleTarget.TOTAL_LABEL: self.tr("The words in the row of the total."),
            RuleTarget.CURRENCY: self.tr("A code of three letters, such as EUR."),
        }.get(self.target, "")
        self.note_label.setText(note)
        self._form.setRowVisible(self.note_label, bool(note))
        self.try_rule()

    def _parse(self) -> str | None:
        try:
            return supplier_texts.parse_rule_value(self.target, self.value_edit.text())
        except ValueError:
            return None

    def try_rule(self) -> None:
        """Show which open receipts would change."""
        self._trial_number += 1
        value = self._parse()
        self.save_button.setEnabled(value is not None)
        if value is None:
            self._show_trial(self._trial_number, ())
            return
        run: Callable[[], Sequence[RuleTrial]] = partial(
            self._actions.try_rule, self._supplier_id, self.target, value, self.keyword
        )
        self._task_runner.run(
            run, done=partial(self._show_trial, self._trial_number), failed=self._show_error
        )

    def _show_trial(self, number: int, trial: Sequence[RuleTrial]) -> None:
        if number != self._trial_number:
            return
        self.trial_model.set_rows(trial)
        self.trial_label.setText(self.tr("%Ln open receipt(s) would change:", "", len(trial)))

    def _show_error(self, error: ReceiptError) -> None:
        self.error_label.setText(texts.format_error(error))

    def _save(self) -> None:
        value = self._parse()
        if value is not None:
            self.value = value
            self.accept()

    def _lay_out(self) -> None:
        theme.set_text_role(self.save_button, "primary")
        theme.set_text_role(self.note_label, "note")
        theme.set_text_role(self.error_label, "error")
        self.save_button.setDefault(True)
        self.trial_table.empty_message = self.tr(
            "None. Approved receipts and proven values never change."
        )
        self.trial_table.setMinimumHeight(TABLE_HEIGHT)
        form = self._form = QFormLayout()
        form.addRow(self.tr("Always"), self.target_box)
        form.addRow(self.tr("Value"), self.value_edit)
        form.addRow("", self.note_label)
        form.addRow(self.tr("Only with an item"), self.keyword_edit)
        self.keyword_edit.setPlaceholderText(self.tr("Any"))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.addLayout(form)
        column.addWidget(self.trial_label)
        column.addWidget(self.trial_table, 1)
        column.addWidget(self.error_label)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)
