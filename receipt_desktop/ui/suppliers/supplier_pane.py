"""One supplier: its name, its rules, and what it is recognised by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.suppliers import Supplier, SupplierKey, SupplierRule
from receipt_desktop.ui import theme
from receipt_desktop.ui.suppliers.supplier_columns import key_columns, rule_columns
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowsModel

NAME_LENGTH = 200
RULES_SHARE, KEYS_SHARE = 3, 2


class SupplierPane(QWidget):
    """Shows a supplier and emits what is asked for it."""

    name_changed = Signal(str)
    rules_switched = Signal(bool)
    approval_switched = Signal(bool)
    review_requested = Signal()
    merge_requested = Signal()
    rule_requested = Signal(object)
    """A `SupplierRule` to be changed, or None for a new one."""
    rule_switched = Signal(object, bool)
    """`SupplierRule` and whether it is to be on."""
    rule_deleted = Signal(object)
    """`SupplierRule`"""
    key_switched = Signal(object, bool)
    """`SupplierKey` and whether it is to be used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.supplier: Supplier | None = None
        self.name_edit = QLineEdit()
        self.name_edit.setMaxLength(NAME_LENGTH)
        self.name_edit.setAccessibleName(self.tr("Name of the supplier"))
        self.rules_box = QCheckBox(self.tr("Apply its rules"))
        self.approval_box = QCheckBox(self.tr("Approve its receipts when nothing needs a review"))
        self.review_button = QPushButton(self.tr("Review receipts"))
        self.merge_button = QPushButton(self.tr("Merge…"))
        self.rules_model = RowsModel(rule_columns(), lambda one: one.id, self)
        self.rules_table = RowTable(self.rules_model, self.tr("Rules"))
        self.add_button = QPushButton(self.tr("Add rule…"))
        self.change_button = QPushButton(self.tr("Change…"))
        self.switch_button = QPushButton()
        self.delete_button = QPushButton(self.tr("Delete"))
        self.keys_model = RowsModel(key_columns(), lambda one: one.id, self)
        self.keys_table = RowTable(self.keys_model, self.tr("Recognised by"))
        self.key_button = QPushButton()
        self._lay_out()
        self._connect()
        self.show_supplier(None)

    def show_supplier(self, supplier: Supplier | None) -> None:
        """Show a supplier; None for none."""
        self.supplier = supplier
        self.setEnabled(supplier is not None)
        if not self.name_edit.hasFocus() or not self.name_edit.isModified():
            self.name_edit.setText(supplier.name if supplier else "")
            self.name_edit.setCursorPosition(0)
        self.rules_box.setChecked(supplier is not None and supplier.uses_rules)
        self.approval_box.setChecked(supplier is not None and supplier.approves)
        self.rules_model.set_rows(supplier.rules if supplier else ())
        self.keys_model.set_rows(supplier.keys if supplier else ())
        self._update_buttons()

    @property
    def chosen_rule(self) -> SupplierRule | None:
        """The selected rule."""
        rows = self.rules_table.chosen_rows()
        return rows[0] if rows else None

    @property
    def chosen_key(self) -> SupplierKey | None:
        """The selected key."""
        rows = self.keys_table.chosen_rows()
        return rows[0] if rows else None

    def _update_buttons(self) -> None:
        rule, key = self.chosen_rule, self.chosen_key
        for button in (self.change_button, self.switch_button, self.delete_button):
            button.setEnabled(rule is not None)
        is_off = rule is not None and not rule.is_active
        self.switch_button.setText(self.tr("Switch on") if is_off else self.tr("Switch off"))
        self.key_button.setEnabled(key is not None)
        is_unused = key is not None and not key.is_used
        self.key_button.setText(self.tr("Use") if is_unused else self.tr("Do not use"))

    def _connect(self) -> None:
        self.name_edit.editingFinished.connect(self._change_name)
        self.rules_box.clicked.connect(self.rules_switched)
        self.approval_box.clicked.connect(self.approval_switched)
        self.review_button.clicked.connect(self.review_requested)
        self.merge_button.clicked.connect(self.merge_requested)
        self.add_button.clicked.connect(lambda: self.rule_requested.emit(None))
        self.change_button.clicked.connect(lambda: self.rule_requested.emit(self.chosen_rule))
        self.rules_table.row_opened.connect(self.rule_requested)
        self.switch_button.clicked.connect(self._switch_rule)
        self.delete_button.clicked.connect(lambda: self.rule_deleted.emit(self.chosen_rule))
        self.key_button.clicked.connect(self._switch_key)
        for table in (self.rules_table, self.keys_table):
            table.chosen_rows_changed.connect(self._update_buttons)

    def _change_name(self) -> None:
        name = " ".join(self.name_edit.text().split())
        if self.supplier is None or name == self.supplier.name:
            return
        self.name_edit.setModified(False)
        if name:
            self.name_changed.emit(name)
        else:
            self.name_edit.setText(self.supplier.name)

    def _switch_rule(self) -> None:
        rule = self.chosen_rule
        if rule is not None:
            self.rule_switched.emit(rule, not rule.is_active)

    def _switch_key(self) -> None:
        key = self.chosen_key
        if key is not None:
            self.key_switched.emit(key, not key.is_used)

    def _lay_out(self) -> None:
        theme.set_text_role(self.name_edit, "large")
        self.rules_table.empty_message = self.tr(
            "No rules yet. Correct a value in a review, and answer the question with “Always”."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.name_edit)
        column.addWidget(self.rules_box)
        column.addWidget(self.approval_box)
        column.addWidget(_make_bar(self.review_button, self.merge_button))
        for title, bar, table, share in (
            (
                self.tr("Rules"),
                _make_bar(
                    self.add_button, self.change_button, self.switch_button, self.delete_button
                ),
                self.rules_table,
                RULES_SHARE,
            ),
            (self.tr("Recognised by"), _make_bar(self.key_button), self.keys_table, KEYS_SHARE),
        ):
            heading = QLabel(title)
            theme.set_text_role(heading, "heading")
            column.addSpacing(theme.SPACE_S)
            for widget in (heading, bar):
                column.addWidget(widget)
            column.addWidget(table, share)
        for button, icon in (
            (self.review_button, "review"),
            (self.add_button, "add"),
            (self.delete_button, "remove"),
        ):
            button.setIcon(icons.load_icon(icon))


def _make_bar(*buttons: QPushButton) -> QWidget:
    bar = QWidget()
    flow = FlowLayout(bar)
    for button in buttons:
        flow.addWidget(button)
    return bar
