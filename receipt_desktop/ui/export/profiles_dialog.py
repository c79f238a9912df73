"""The export profiles: edited, copied, written to a file and read from one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.export_profile import NO_PROFILE, ExportProfile
from receipt_desktop.ui import theme
from receipt_desktop.ui.export.profile_form import ProfileForm
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

DIALOG_SIZE = (1000, 560)
LIST_WIDTH = 190
FILE_PATTERN = "*.json"


class ProfilesDialog(QDialog):
    """A list of profiles beside the form of the chosen one."""

    profiles_changed = Signal(str)
    """The key of the profile that was saved; "" after a deletion."""

    def __init__(
        self,
        parent: QWidget,
        actions: Actions,
        task_runner: TaskRunner,
        targets: Mapping[str, str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export profiles"))
        self._actions, self._task_runner = actions, task_runner
        self._profiles: list[ExportProfile] = []
        self.profiles_list = QListWidget()
        self.form = ProfileForm(targets, actions.list_export_values())
        self.error_label = QLabel()
        self.save_button = QPushButton(self.tr("Save"))
        self.copy_button = QPushButton(self.tr("Copy"))
        self.delete_button = QPushButton(self.tr("Delete"))
        self.write_button = QPushButton(self.tr("Save to file…"))
        self.read_button = QPushButton(self.tr("Load from file…"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()

    def show_profiles(self, profiles: Sequence[ExportProfile], chosen: str = "") -> None:
        """Show these profiles, and the one with this key in the form."""
        self._profiles = list(profiles)
        self.profiles_list.blockSignals(True)
        self.profiles_list.clear()
        self.profiles_list.addItems([one.name for one in profiles])
        self.profiles_list.blockSignals(False)
        places = [place for place, one in enumerate(profiles) if one.key == chosen]
        self.profiles_list.setCurrentRow(places[0] if places else 0)
        self._show_chosen()

    @property
    def chosen(self) -> ExportProfile:
        """The profile in the form, as it was saved."""
        row = self.profiles_list.currentRow()
        return self._profiles[row] if 0 <= row < len(self._profiles) else NO_PROFILE

    def save(self) -> None:
        """Save what the form shows."""
        profile = self.form.read_profile()
        self._run(lambda: self._actions.save_export_profile(profile), self._announce)

    def copy_profile(self) -> None:
        """Save what the form shows as a further profile."""
        shown = self.form.read_profile()
        names = {one.name.casefold() for one in self._profiles}
        number, name = 2, f"{shown.name} 2"
        while name.casefold() in names:
            number += 1
            name = f"{shown.name} {number}"
        copy = replace(shown, key="", name=name)
        self._run(lambda: self._actions.save_export_profile(copy), self._announce)

    def delete(self) -> None:
        """Delete the chosen profile; one that came with the program is as it came."""
        key = self.chosen.key
        self._run(
            lambda: self._actions.delete_export_profile(key),
            lambda _: self.profiles_changed.emit(""),
        )

    def write_to(self, target: Path) -> None:
        """Write the profile to a file."""
        profile = self.form.read_profile()
        self._run(lambda: self._actions.write_export_profile(profile, target))

    def read_from(self, source: Path) -> None:
        """Save the profile of a file as a new one."""
        self._run(
            lambda: self._actions.save_export_profile(self._actions.read_export_profile(source)),
            self._announce,
        )

    def _announce(self, saved: ExportProfile) -> None:
        self.profiles_changed.emit(saved.key)

    def _run(self, act: Callable[[], Any], done: Callable[[Any], None] = lambda _: None) -> None:
        self.error_label.hide()
        self._task_runner.run(act, done=done, failed=self._show_error, in_order=True)

    def _show_error(self, error: ReceiptError) -> None:
        self.error_label.setText(texts.format_error(error))
        self.error_label.show()

    def _show_chosen(self) -> None:
        self.error_label.hide()
        self.form.show_profile(self.chosen)
        self.save_button.setEnabled(False)

    def _choose_target(self) -> None:
        name = f"{self.form.read_profile().name}.json"
        title = self.tr("Save profile")
        target, _ = QFileDialog.getSaveFileName(self, title, name, FILE_PATTERN)
        if target:
            self.write_to(Path(target))

    def _choose_source(self) -> None:
        title = self.tr("Load profile")
        source, _ = QFileDialog.getOpenFileName(self, title, "", FILE_PATTERN)
        if source:
            self.read_from(Path(source))

    def _connect(self) -> None:
        self.profiles_list.currentRowChanged.connect(lambda _: self._show_chosen())
        self.form.edited.connect(lambda: self.save_button.setEnabled(True))
        self.save_button.clicked.connect(self.save)
        self.copy_button.clicked.connect(self.copy_profile)
        self.delete_button.clicked.connect(self.delete)
        self.write_button.clicked.connect(self._choose_target)
        self.read_button.clicked.connect(self._choose_source)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        theme.set_text_role(self.save_button, "primary")
        theme.set_text_role(self.error_label, "error")
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        self.profiles_list.setFixedWidth(LIST_WIDTH)
        self.profiles_list.setAccessibleName(self.tr("Export profiles"))
        note = QLabel(
            self.tr("Ask your accountant for the accounts and codes. The profiles that come with "
                    "the program are a beginning.")
        )  # fmt: skip
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        middle, row = QHBoxLayout(), QHBoxLayout()
        middle.setSpacing(theme.SPACE_M)
        middle.addWidget(self.profiles_list)
        middle.addWidget(self.form, 1)
        for button in (self.copy_button, self.delete_button, self.write_button, self.read_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(note)
        column.addLayout(middle, 1)
        column.addWidget(self.error_label)
        column.addLayout(row)
        self.resize(*DIALOG_SIZE)
