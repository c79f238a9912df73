"""The Suppliers page: the list at the left, one supplier with its rules at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent, QUndoStack
from PySide6.QtWidgets import QDialog, QLabel, QSplitter, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.suppliers import (
    ListedSupplier,
    RuleEffect,
    Supplier,
    SupplierKey,
    SupplierRule,
)
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.suppliers.merge_dialog import MergeDialog
from receipt_desktop.ui.suppliers.rule_commands import EffectCommand
from receipt_desktop.ui.suppliers.rule_dialog import RuleDialog
from receipt_desktop.ui.suppliers.supplier_columns import supplier_columns
from receipt_desktop.ui.suppliers.supplier_pane import SupplierPane
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowsModel
from receipt_desktop.ui.widgets.search_edit import SearchEdit

LIST_SHARE, PANE_SHARE = 480, 640


class SuppliersPage(QWidget):
    """All changes can be undone; the list is loaded when the page is shown."""

    review_requested = Signal(object)
    """The ids of receipts."""

    def __init__(self, actions: Actions, task_runner: TaskRunner, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._actions = actions
        self._task_runner = task_runner
        self._undo_stack = undo_stack
        self._suppliers: list[ListedSupplier] = []
        self._wanted_id: int | None = None
        self._is_assigning = False
        words = self.tr("Search suppliers")
        self.search_edit = SearchEdit(words, words)
        self.model = RowsModel(supplier_columns(), lambda one: one.id, self)
        self.table = RowTable(self.model, self.tr("Suppliers"))
        self.pane = SupplierPane()
        self.notice = NoticeBar()
        self.rule_dialog: RuleDialog | None = None
        """The dialog of a rule, once it was shown."""
        self.merge_dialog: MergeDialog | None = None
        """The dialog of a merge, once it was shown."""
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        self._assign_earlier_receipts()

    # -- loading

    def reload(self) -> None:
        """Load the list and the shown supplier again."""
        self._task_runner.run(
            self._actions.list_suppliers, done=self._show_list, failed=self._show_error
        )
        self._load_supplier()

    def _assign_earlier_receipts(self) -> None:
        """Assign the receipts of earlier versions, some at a time."""
        if not self._is_assigning:
            self._is_assigning = True
            self._task_runner.run(
                self._actions.assign_earlier_receipts,
                done=self._continue_assigning,
                failed=self._show_error,
            )

    def _continue_assigning(self, count: int) -> None:
        self._is_assigning = False
        if count:
            self.reload()
            self._assign_earlier_receipts()

    def _show_list(self, suppliers: list[ListedSupplier]) -> None:
        self._suppliers = suppliers
        self._filter_list(self.search_edit.text())

    def _filter_list(self, typed: str) -> None:
        words = typed.casefold()
        self.table.empty_message = (
            self.tr("No suppliers match “{words}”.").format(words=typed)
            if typed
            else self.tr("Suppliers appear here once receipts are read.")
        )
        self.model.set_rows(one for one in self._suppliers if words in one.name.casefold())
        if self._wanted_id is None or self.model.find_row(self._wanted_id) < 0:
            self.table.choose_row(0)
        elif not self.table.chosen_rows():
            self._choose_wanted()

    def _choose_wanted(self) -> None:
        """Select the wanted supplier, and scroll to it."""
        row = self.model.find_row(self._wanted_id)
        self.table.choose_row(row)
        self.table.scrollTo(self.model.index(row, 0))

    def show_supplier(self, supplier_id: int) -> None:
        """Show one supplier."""
        self._wanted_id = supplier_id
        self.search_edit.clear()
        self._choose_wanted()
        self._load_supplier()

    def _choose(self) -> None:
        rows = self.table.chosen_rows()
        if rows and rows[0].id != self._wanted_id:
            self._wanted_id = rows[0].id
            self._load_supplier()
        elif not self.model.rowCount():
            self._wanted_id = None
            self.pane.show_supplier(None)

    def _load_supplier(self) -> None:
        wanted = self._wanted_id
        if wanted is None:
            return

        def show(supplier: Supplier) -> None:
            if supplier.id == self._wanted_id:
                self.pane.show_supplier(supplier)

        self._task_runner.run(
            partial(self._actions.get_supplier, wanted), done=show, failed=self._forget
        )

    def _forget(self, _error: ReceiptError) -> None:
        """The supplier is gone: it was merged."""
        self._wanted_id = None
        self.pane.show_supplier(None)

    # -- changes

    def _change(self, words: str, **changes: Any) -> None:
        """Change the supplier; undo restores what it was."""
        supplier = self.pane.supplier
        if supplier is None:
            return
        before = {name: getattr(supplier, name) for name in changes}
        change = partial(self._actions.change_supplier, supplier.id)
        self._push(words, partial(change, **changes), lambda _: change(**before))

    def _switch_key(self, key: SupplierKey, used: bool) -> None:
        use = partial(self._actions.use_key, key.id)
        self._push(self.tr("Change a key"), partial(use, used), lambda _: use(not used))

    def _switch_rule(self, rule: SupplierRule, on: bool) -> None:
        words = self.tr("Switch a rule on") if on else self.tr("Switch a rule off")
        self._push_rule(words, partial(self._actions.switch_rule, rule.id, on))

    def _delete_rule(self, rule: SupplierRule) -> None:
        self._push_rule(self.tr("Delete a rule"), partial(self._actions.delete_rule, rule.id))

    def _edit_rule(self, rule: SupplierRule | None) -> None:
        supplier = self.pane.supplier
        if supplier is not None:
            dialog = RuleDialog(self, self._actions, self._task_runner, supplier.id, rule)
            dialog.accepted.connect(lambda: self._save_rule(supplier.id, dialog))
            self.rule_dialog = dialog
            dialog.open()

    def _save_rule(self, supplier_id: int, dialog: RuleDialog) -> None:
        said = dialog.target, dialog.value, dialog.keyword
        save = partial(self._actions.accept_rule, supplier_id, *said)
        self._push_rule(self.tr("Rule of a supplier"), save)

    def _push_rule(self, words: str, do: Callable[[], RuleEffect]) -> None:
        def done(effect: RuleEffect | None) -> None:
            if effect is not None:
                count = len(effect.receipt_ids)
                changed = self.tr("%Ln open receipt(s) changed.", "", count)
                self._say(changed if count else self.tr("No open receipt changed."))
            self.reload()

        self._push(words, do, self._actions.take_back_rule, done)

    def _ask_merge(self) -> None:
        supplier = self.pane.supplier
        if supplier is not None:
            others = [one for one in self._suppliers if one.id != supplier.id]
            dialog = MergeDialog(self, supplier.name, others)
            dialog.finished.connect(partial(self._merge, supplier, dialog))
            self.merge_dialog = dialog
            dialog.open()

    def _merge(self, kept: Supplier, dialog: MergeDialog, answer: int) -> None:
        other = dialog.chosen
        if answer == QDialog.DialogCode.Accepted and other is not None:
            merge = partial(self._actions.merge_suppliers, kept.id, other.id)
            said = self.tr("{other} is now {name}.").format(other=other.name, name=kept.name)

            def done(effect: object) -> None:
                if effect is not None:
                    self._say(said)
                self.reload()

            self._push(self.tr("Merge suppliers"), merge, self._actions.undo_supplier_merge, done)

    def _push(
        self,
        words: str,
        do: Callable[[], Any],
        take_back: Callable[[Any], object],
        done: Callable[[Any], None] | None = None,
    ) -> None:
        command = EffectCommand(
            words,
            self._task_runner,
            do,
            take_back,
            done=done or (lambda _: self.reload()),
            failed=self._show_error,
        )
        self._undo_stack.push(command)

    def _say(self, sentence: str) -> None:
        self.notice.show_message(
            sentence, self.tr("Undo"), self._undo_stack.undo, until=self._undo_stack.indexChanged
        )

    def _show_error(self, error: ReceiptError) -> None:
        self.notice.show_message(texts.format_error(error))

    def _review(self) -> None:
        supplier = self.pane.supplier
        if supplier is not None:
            self._task_runner.run(
                partial(self._actions.list_supplier_receipts, supplier.id),
                done=self.review_requested.emit,
                failed=self._show_error,
            )

    def _connect(self) -> None:
        pane = self.pane
        self.search_edit.textChanged.connect(self._filter_list)
        self.search_edit.left.connect(self.table.setFocus)
        self.table.chosen_rows_changed.connect(self._choose)
        pane.name_changed.connect(lambda name: self._change(self.tr("Rename supplier"), name=name))
        pane.rules_switched.connect(
            lambda on: self._change(self.tr("Change supplier"), uses_rules=on)
        )
        pane.approval_switched.connect(
            lambda on: self._change(self.tr("Change supplier"), approves=on)
        )
        pane.review_requested.connect(self._review)
        pane.merge_requested.connect(self._ask_merge)
        pane.rule_requested.connect(self._edit_rule)
        pane.rule_switched.connect(self._switch_rule)
        pane.rule_deleted.connect(self._delete_rule)
        pane.key_switched.connect(self._switch_key)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Suppliers"))
        theme.set_text_role(title, "title")
        self.setFocusProxy(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.SPACE_M, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.search_edit)
        column.addWidget(wrap_in_surface(self.table, margin=0), 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(self.pane)
        splitter.setSizes([LIST_SHARE, PANE_SHARE])
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        page.setSpacing(theme.SPACE_M)
        page.addWidget(title)
        page.addWidget(splitter, 1)
        page.addWidget(self.notice)
