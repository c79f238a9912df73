"""The dialog of a watched folder: which files, what happens to them, and the rule for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.intake import SourceRule
from receipt_desktop.domain.watched_folders import AfterReading, WatchedFolder
from receipt_desktop.ui import theme
from receipt_desktop.ui.sources.rule_editor import RuleEditor

DIALOG_WIDTH = 560
PATTERN_SEPARATOR = ";"


class FolderDialog(QDialog):
    """Stays open until the folder is saved; see `show_error`."""

    confirmed = Signal(object, object)
    """A `WatchedFolder` and its `SourceRule`."""

    def __init__(
        self,
        parent: QWidget | None,
        folder: WatchedFolder | None = None,
        rule: SourceRule = SourceRule(),  # noqa: B008 (frozen)
    ) -> None:
        """`folder` is the one to be changed; None for a new one."""
        super().__init__(parent)
        self._folder = folder or WatchedFolder(0, "")
        self.setWindowTitle(self.tr("Watched folder"))
        self.setModal(True)
        self.path_edit = QLineEdit()
        self.browse_button = QPushButton(self.tr("Browse…"))
        self.subfolder_box = QCheckBox(self.tr("Include subfolders"))
        self.existing_box, self.after_box = QComboBox(), QComboBox()
        self.done_edit, self.ignored_edit = QLineEdit(), QLineEdit()
        self.polled_box = QCheckBox(self.tr("Look every 10 seconds, as on a network drive"))
        self.rule_editor = RuleEditor()
        self.error_label = QLabel()
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.save_button = self.buttons.addButton(
            self.tr("Watch folder") if folder is None else self.tr("Save"), role.AcceptRole
        )
        self.buttons.addButton(self.tr("Cancel"), role.RejectRole)
        self._fill_choices()
        self._lay_out()
        self._show_folder(self._folder)
        self.rule_editor.show_rule(rule)
        self._connect()
        self._update()

    def read_folder(self) -> WatchedFolder:
        """The folder as it is shown."""
        patterns = (one.strip() for one in self.ignored_edit.text().split(PATTERN_SEPARATOR))
        return WatchedFolder(
            id=self._folder.id,
            path=self.path_edit.text().strip(),
            with_subfolders=self.subfolder_box.isChecked(),
            ignored=tuple(pattern for pattern in patterns if pattern),
            after_reading=AfterReading(self.after_box.currentData()),
            done_folder=self.done_edit.text().strip() or self._folder.done_folder,
            reads_existing=bool(self.existing_box.currentData()),
            is_polled=self.polled_box.isChecked(),
            is_enabled=self._folder.is_enabled,
        )

    def show_error(self, sentence: str) -> None:
        """Show why the folder cannot be watched."""
        self.error_label.setText(sentence)
        self.error_label.show()
        self.adjustSize()
        self.save_button.setEnabled(True)
        self.path_edit.setFocus()

    def _confirm(self) -> None:
        self.save_button.setEnabled(False)
        self.error_label.hide()
        self.confirmed.emit(self.read_folder(), self.rule_editor.read_rule())

    def _show_folder(self, folder: WatchedFolder) -> None:
        self.path_edit.setText(folder.path)
        self.subfolder_box.setChecked(folder.with_subfolders)
        self.existing_box.setCurrentIndex(self.existing_box.findData(folder.reads_existing))
        self.after_box.setCurrentIndex(self.after_box.findData(folder.after_reading.value))
        is_new = not folder.id
        self.done_edit.setText(self.tr("Done") if is_new else folder.done_folder)
        self.ignored_edit.setText(f"{PATTERN_SEPARATOR} ".join(folder.ignored))
        self.polled_box.setChecked(folder.is_polled)

    def _browse(self) -> None:
        title = self.tr("Folder to watch")
        folder = QFileDialog.getExistingDirectory(self, title, self.path_edit.text())
        if folder:
            self.path_edit.setText(folder)

    def _update(self) -> None:
        """Show the name of the subfolder only where files are moved."""
        moves = self.after_box.currentData() == AfterReading.MOVE.value
        self._form.setRowVisible(self.done_edit, moves)
        has_path = bool(self.path_edit.text().strip())
        self.save_button.setEnabled(has_path and (not moves or bool(self.done_edit.text().strip())))

    def _hide_error(self) -> None:
        self.error_label.hide()
        self._update()

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.path_edit.textChanged.connect(self._hide_error)
        self.done_edit.textChanged.connect(self._hide_error)
        self.after_box.currentIndexChanged.connect(self._update)
        self.buttons.accepted.connect(self._confirm)
        self.buttons.rejected.connect(self.reject)

    def _fill_choices(self) -> None:
        self.existing_box.addItem(self.tr("Leave them out, add new files only"), False)
        self.existing_box.addItem(self.tr("Add them too"), True)
        self.after_box.addItem(self.tr("Leave them where they are"), AfterReading.LEAVE.value)
        self.after_box.addItem(self.tr("Move them to a subfolder"), AfterReading.MOVE.value)
        self.ignored_edit.setPlaceholderText(self.tr("For example *.txt; drafts/*"))
        self.path_edit.setPlaceholderText(self.tr("The folder of your scanner or a shared folder"))

    def _lay_out(self) -> None:
        path_row = QHBoxLayout()
        path_row.addWidget(self.path_edit, 1)
        path_row.addWidget(self.browse_button)
        self.browse_button.setAutoDefault(False)
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Folder"), path_row)
        form.addRow("", self.subfolder_box)
        form.addRow("", self.polled_box)
        form.addRow(self.tr("Files that are there now"), self.existing_box)
        form.addRow(self.tr("Once they are added"), self.after_box)
        form.addRow(self.tr("Name of the subfolder"), self.done_edit)
        form.addRow(self.tr("Ignore"), self.ignored_edit)
        heading = QLabel(self.tr("Receipts from this folder get"))
        note = QLabel(
            self.tr(
                "Each file is copied first and never deleted. Hidden, temporary and unfinished "
                "files are left out. Network drives are recognised."
            )
        )
        note.setWordWrap(True)
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        theme.set_text_role(heading, "heading")
        theme.set_text_role(note, "note")
        theme.set_text_role(self.error_label, "error")
        theme.set_text_role(self.save_button, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        for part in (form, note, heading, self.rule_editor, self.error_label, self.buttons):
            if isinstance(part, QFormLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        self.setMinimumWidth(DIALOG_WIDTH)
