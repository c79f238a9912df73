"""The Sources page: what receipts come from, whether it is watched, and its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent, QUndoStack
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.intake import IntakeSource, ListedSource
from receipt_desktop.domain.mail import is_mailbox
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import source_texts, texts
from receipt_desktop.ui.inbox.list_view import ListFilter
from receipt_desktop.ui.sources.folder_editing import FolderEditing
from receipt_desktop.ui.sources.mail_dialog import MailDialog
from receipt_desktop.ui.sources.rule_dialog import SourceRuleDialog
from receipt_desktop.ui.sources.scan_dialog import ScanDialog
from receipt_desktop.ui.sources.source_columns import source_columns
from receipt_desktop.ui.suppliers.rule_commands import EffectCommand
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowsModel


class SourcesPage(QWidget):
    """A table with its buttons; the list is loaded when the page is shown."""

    filter_requested = Signal(object)
    """A `ListFilter` of the receipts from one source."""

    def __init__(self, actions: Actions, task_runner: TaskRunner, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._actions = actions
        self._task_runner = task_runner
        self._undo_stack = undo_stack
        self.model = RowsModel(source_columns(), lambda one: one.source.id, self)
        self.table = RowTable(self.model, self.tr("Sources"))
        self.mailbox_button = self._make_button(self.tr("Mailbox…"), "mail")
        self.folder_button = self._make_button(self.tr("Watched folder…"), "folder")
        self.scan_button = self._make_button(self.tr("Scan…"), "add")
        self.failed_button = self._make_button(self.tr("Failed files…"), "warning")
        self.phone_button = self._make_button(self.tr("From phone…"), "phone")
        self.rule_button = self._make_button(self.tr("Rule…"), "tag")
        self.edit_button = self._make_button(self.tr("Edit…"), "edit")
        self.switch_button = self._make_button(self.tr("Switch off"), "pause")
        self.delete_button = self._make_button(self.tr("Delete"), "remove")
        self.show_button = self._make_button(self.tr("Show receipts"), "receipts")
        self.notice = NoticeBar()
        self.scan_dialog: ScanDialog | None = None
        self.folder_editing = FolderEditing(self, actions, task_runner)
        self.dialog: QDialog | None = None
        """The dialog of a source, once it was shown."""
        self._lay_out()
        self._connect()
        self._update_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Load the list again."""
        self._task_runner.run(
            self._actions.list_source_states, done=self._show_list, failed=self._show_error
        )

    def _show_list(self, sources: tuple[ListedSource, ...]) -> None:
        self.model.set_rows(sources)
        self._update_buttons()

    @property
    def chosen(self) -> ListedSource | None:
        """The selected source."""
        rows = self.table.chosen_rows()
        return rows[0] if rows else None

    def _update_buttons(self) -> None:
        chosen = self.chosen
        for button in (self.edit_button, self.delete_button, self.show_button):
            button.setEnabled(chosen is not None)
        self.failed_button.setEnabled(
            chosen is not None
            and chosen.source.kind is SourceKind.FOLDER
            and bool(chosen.state.failed)
        )
        self.switch_button.setEnabled(chosen is not None and source_texts.is_watched(chosen))
        is_on = chosen is None or chosen.source.is_enabled
        self.switch_button.setText(self.tr("Switch off") if is_on else self.tr("Switch on"))
        self.switch_button.setIcon(icons.load_icon("pause" if is_on else "resume"))

    # -- changes

    def _edit_rule(self, source: IntakeSource | None) -> None:
        dialog = SourceRuleDialog(self, source)
        self._task_runner.run(
            self._load_choices,
            done=lambda found: dialog.editor.show_values(*found),
            failed=self._show_error,
        )
        dialog.accepted.connect(lambda: self.save_source(dialog.read_source(), source))
        self.dialog = dialog
        dialog.open()

    def _edit_mailbox(self, source: IntakeSource | None) -> None:
        dialog = MailDialog(self, self._actions, self._task_runner, source)
        self._task_runner.run(
            self._load_choices,
            done=lambda found: dialog.editor.show_values(*found),
            failed=self._show_error,
        )
        dialog.accepted.connect(lambda: self.save_source(dialog.read_source(), source))
        self.dialog = dialog
        dialog.open()

    def _load_choices(self) -> tuple[Any, Any]:
        current = self._actions.current_company.folder
        others = (one for one in self._actions.list_companies() if one.folder != current)
        return self._actions.list_values(), tuple(others)

    def _edit(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        if is_mailbox(chosen.source):
            self._edit_mailbox(chosen.source)
        elif chosen.source.kind is SourceKind.FOLDER and source_texts.is_watched(chosen):
            self.folder_editing.edit_folder(chosen.source)
        else:
            self._edit_rule(chosen.source)

    def _show_failed_files(self) -> None:
        if self.chosen is not None:
            self.folder_editing.show_failed_files(self.chosen.source)

    def open_scan_dialog(self) -> None:
        """Open the scan dialog, or bring it to the front."""
        if self.scan_dialog is None:
            self.scan_dialog = ScanDialog(self.window(), self._actions, self._task_runner)
            self.scan_dialog.receipts_added.connect(self.reload)
        self.scan_dialog.show()
        self.scan_dialog.raise_()

    def save_source(self, source: IntakeSource, before: IntakeSource | None) -> None:
        """Save a source; undo restores what it was before, or takes a new one off the list."""
        words = self.tr("Change a source") if before else self.tr("Add a source")
        take_back: Callable[[IntakeSource], object]
        if before is None:
            take_back = lambda saved: self._actions.delete_source(saved.id)  # noqa: E731
        else:
            take_back = lambda _: self._actions.save_source(before)  # noqa: E731
        self._push(words, partial(self._actions.save_source, source), take_back)

    def _switch(self) -> None:
        if self.chosen is not None:
            source = self.chosen.source
            self.save_source(replace(source, is_enabled=not source.is_enabled), source)

    def _delete(self) -> None:
        if self.chosen is not None:
            source = self.chosen.source

            def delete() -> IntakeSource:
                self._actions.delete_source(source.id)
                return source

            self._push(self.tr("Delete a source"), delete, self._actions.restore_source)

    def _push(
        self,
        words: str,
        do: Callable[[], IntakeSource],
        take_back: Callable[[IntakeSource], object],
    ) -> None:
        command = EffectCommand(
            words,
            self._task_runner,
            do,
            take_back,
            done=lambda _: self.reload(),
            failed=self._show_error,
        )
        self._undo_stack.push(command)

    def _show_receipts(self) -> None:
        if self.chosen is not None:
            source = self.chosen.source
            chosen = ListFilter(source=source.kind.value, source_name=source.name)
            self.filter_requested.emit(chosen)

    def _show_error(self, error: ReceiptError) -> None:
        self.notice.show_message(texts.format_error(error))

    # -- looks

    def _make_button(self, words: str, icon: str) -> QPushButton:
        return QPushButton(icons.load_icon(icon), words)

    def _connect(self) -> None:
        self.table.chosen_rows_changed.connect(self._update_buttons)
        self.table.row_opened.connect(lambda _: self._edit())
        self.mailbox_button.clicked.connect(lambda: self._edit_mailbox(None))
        self.folder_button.clicked.connect(self.folder_editing.add_folder)
        self.scan_button.clicked.connect(self.open_scan_dialog)
        self.failed_button.clicked.connect(self._show_failed_files)
        self.folder_editing.save_requested.connect(self.save_source)
        self.folder_editing.changed.connect(self.reload)
        self.folder_editing.failed.connect(self._show_error)
        self.rule_button.clicked.connect(lambda: self._edit_rule(None))
        self.edit_button.clicked.connect(self._edit)
        self.switch_button.clicked.connect(self._switch)
        self.delete_button.clicked.connect(self._delete)
        self.show_button.clicked.connect(self._show_receipts)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Sources"))
        theme.set_text_role(title, "title")
        self.table.empty_message = self.tr(
            "Add a watched folder or a mailbox, and receipts are added automatically."
        )
        self.setFocusProxy(self.table)
        self.add_row, actions = QHBoxLayout(), QHBoxLayout()
        self.add_row.setSpacing(theme.SPACE_S)
        for button in (
            *(self.phone_button, self.folder_button, self.mailbox_button, self.scan_button),
            self.rule_button,
        ):
            self.add_row.addWidget(button)
        self.add_row.addStretch()
        actions.setSpacing(theme.SPACE_S)
        for button in (
            self.edit_button,
            self.failed_button,
            self.switch_button,
            self.show_button,
            self.delete_button,
        ):
            actions.addWidget(button)
        actions.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        page.setSpacing(theme.SPACE_M)
        page.addWidget(title)
        page.addLayout(self.add_row)
        page.addWidget(wrap_in_surface(self.table, margin=0), 1)
        page.addLayout(actions)
        page.addWidget(self.notice)
