"""The export dialog: target, profile, receipts, and the check before the file is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.export_batch import Preflight
from receipt_desktop.domain.export_profile import NO_PROFILE, ExportProfile
from receipt_desktop.ui import theme
from receipt_desktop.ui.export.preflight_view import PreflightView
from receipt_desktop.ui.export.scope_box import OfferedReceipts, ScopeBox

if TYPE_CHECKING:
    from receipt_desktop.actions import ExportFormat, ExportRequest

DIALOG_SIZE = (640, 620)


class ExportDialog(QDialog):
    """Stays open beside the window, so that a receipt of its list can be looked at."""

    request_changed = Signal(object)
    """`ExportRequest`: to be checked."""
    export_requested = Signal(object, object)
    """`ExportRequest` and `Preflight`"""
    edit_requested = Signal(object)
    """The `ExportProfile` to edit."""

    def __init__(
        self,
        parent: QWidget,
        formats: Sequence[ExportFormat],
        profiles: Sequence[ExportProfile],
        offered: OfferedReceipts,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._formats = {form.name: form for form in formats}
        self._profiles: dict[str, ExportProfile] = {}
        self.preflight: Preflight | None = None
        """The last check of the request that is shown; None while it is checked."""
        self.format_box, self.profile_box = QComboBox(), QComboBox()
        self.edit_button = QPushButton(self.tr("Edit profiles…"))
        self.scope = ScopeBox(offered)
        self.view = PreflightView()
        self.export_button = QPushButton()
        self.close_button = QPushButton(self.tr("Close"))
        for form in formats:
            self.format_box.addItem(QCoreApplication.translate("texts", form.label), form.name)
        self.show_profiles(profiles)
        self._lay_out()
        self._connect()

    @property
    def form(self) -> ExportFormat:
        """The chosen format."""
        return self._formats[self.format_box.currentData()]

    @property
    def profile(self) -> ExportProfile:
        """The chosen profile."""
        return self._profiles.get(self.profile_box.currentData(), NO_PROFILE)

    @property
    def request(self) -> ExportRequest:
        """What is shown."""
        query = self.scope.make_query(self.profile.key)
        from receipt_desktop.actions import ExportRequest  # noqa: PLC0415 (loads the back end)

        return ExportRequest(query, self.form.name, self.profile)

    def choose(self, format_name: str, profile: str) -> None:
        """Begin with this format and the profile of this key, and check it."""
        self._choose_without_check(self.format_box, format_name)
        self._choose_without_check(self.profile_box, profile)
        self.check()

    def show_profiles(self, profiles: Sequence[ExportProfile]) -> None:
        """Offer these profiles; the chosen one stays."""
        chosen = self.profile_box.currentData() or ""
        self._profiles = {one.key: one for one in profiles}
        self.profile_box.blockSignals(True)
        self.profile_box.clear()
        self.profile_box.addItem(self.tr("Without (not remembered)"), "")
        for one in profiles:
            self.profile_box.addItem(one.name, one.key)
        self.profile_box.setCurrentIndex(max(0, self.profile_box.findData(chosen)))
        self.profile_box.blockSignals(False)

    def check(self) -> None:
        """Ask for a check of what is shown."""
        self.preflight = None
        self.scope.allow_states(bool(self.profile.key))
        self.export_button.setText(self.tr("Export…"))
        self.export_button.setEnabled(False)
        self.view.show_checking(0)
        self.request_changed.emit(self.request)

    def show_preflight(self, found: Preflight) -> None:
        """Show the result of the check."""
        self.preflight = found
        self.view.show_preflight(found)
        count = found.count - found.left_out
        self.export_button.setText(self.tr("Export %Ln receipt(s)…", "", count))
        self.export_button.setEnabled(count > 0 and not found.is_blocked)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A check that is running is of no use any more."""
        super().closeEvent(event)
        self.finished.emit(QDialog.DialogCode.Rejected.value)

    def _choose_without_check(self, box: QComboBox, value: str) -> None:
        box.blockSignals(True)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.blockSignals(False)

    def _export(self) -> None:
        if self.preflight is not None:
            self.export_requested.emit(self.request, self.preflight)

    def _prefer_profile(self) -> None:
        """A format that needs a profile begins with one that is meant for it."""
        if self.form.needs_profile and not self.profile.key:
            fitting = [one for one in self._profiles.values() if one.target == self.form.name]
            others = [one for one in self._profiles.values() if not one.target]
            for one in (*fitting, *others)[:1]:
                self._choose_without_check(self.profile_box, one.key)
        self.check()

    def _connect(self) -> None:
        self.format_box.currentIndexChanged.connect(self._prefer_profile)
        self.profile_box.currentIndexChanged.connect(self.check)
        self.scope.scope_changed.connect(self.check)
        self.edit_button.clicked.connect(lambda: self.edit_requested.emit(self.profile))
        self.export_button.clicked.connect(self._export)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        theme.set_text_role(self.export_button, "primary")
        self.export_button.setDefault(True)
        profile = QWidget()
        fields = QHBoxLayout(profile)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(self.profile_box, 1)
        fields.addWidget(self.edit_button)
        self.scope.put_above([(self.tr("Target"), self.format_box), (self.tr("Profile"), profile)])
        for one, after in pairwise(
            (self.format_box, self.profile_box, self.edit_button, self.scope.shown_button)
        ):
            self.setTabOrder(one, after)
        self.format_box.setFocus()
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self.scope)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self.resize(*DIALOG_SIZE)
