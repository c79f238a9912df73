"""Amounts without an exchange rate, and the ways to get one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.hosts import extract_host
from receipt_desktop.domain.report import RatesState, Report
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import report_texts
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog


class RatesBar(QFrame):
    """Hidden while all amounts are in the sums."""

    rates_changed = Signal(object)
    """`RatesState`"""
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reason")
        self._actions, self._task_runner = actions, task_runner
        self._was_fetched = False
        self.label = QLabel()
        self.file_button = QPushButton(self.tr("Choose a file of rates…"))
        self.fetch_button = QPushButton(self.tr("Fetch from the ECB…"))
        self.question: ConfirmDialog | None = None
        """The question before the first fetch, once it was shown."""
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self.file_button.clicked.connect(lambda _: self.choose_file())
        self.fetch_button.clicked.connect(self.fetch_or_ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.label, 1)
        row.addWidget(self.file_button)
        row.addWidget(self.fetch_button)
        self.hide()

    def show_report(self, report: Report) -> None:
        """Name the amounts that are not in the sums; fetch rates where that is allowed."""
        gaps = report_texts.list_gaps(report)
        lacks_rate = any(one.currency for one in report.unconverted)
        ways = [self.tr("Add exchange rates, and they are converted and counted.")] * lacks_rate
        self.label.setText("\n".join([*gaps, *ways]))
        for button in (self.file_button, self.fetch_button):
            button.setVisible(lacks_rate)
        self.setVisible(bool(gaps))
        if lacks_rate and self._actions.settings.fetch_rates and not self._was_fetched:
            self.fetch()

    def choose_file(self, file: str = "") -> None:
        """Take over the rates of a file; without one it is asked for."""
        if not file:
            kinds = self.tr("Exchange rates of the ECB ({kinds})").format(kinds="*.zip *.csv *.xml")
            title = self.tr("Choose a file of rates")
            file, _ = QFileDialog.getOpenFileName(self.window(), title, "", kinds)
        if file:
            self._get_rates(lambda: self._actions.load_rates(Path(file)))

    def fetch_or_ask(self) -> None:
        """Fetch the rates; the first time after asking."""
        if self._actions.settings.fetch_rates:
            self.fetch()
            return
        host = extract_host(self._actions.settings.rates_address)
        self.question = ConfirmDialog(
            self.window(),
            self.tr("Fetch exchange rates from {host}?").format(host=host),
            self.tr(
                "The reference rates of the European Central Bank are fetched now, and again when "
                "a report needs newer ones. Nothing of your receipts is sent. The settings turn "
                "it off."
            ),
            self.tr("Fetch"),
        )
        self.question.accepted.connect(self._allow)
        self.question.open()

    def fetch(self) -> None:
        """Fetch the rates, once a session by itself."""
        self._was_fetched = True
        self._get_rates(self._actions.fetch_rates)

    def _allow(self) -> None:
        self._task_runner.run(
            lambda: self._actions.change_settings(fetch_rates=True),
            done=lambda _: self.fetch(),
            failed=self.failed.emit,
            in_order=True,
        )

    def _get_rates(self, get: Callable[[], RatesState]) -> None:
        self._set_busy(busy=True)
        self._task_runner.run(get, done=self._finish, failed=self._fail)

    def _finish(self, state: RatesState) -> None:
        self._set_busy(busy=False)
        self.rates_changed.emit(state)

    def _fail(self, error: object) -> None:
        self._set_busy(busy=False)
        self.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.file_button, self.fetch_button):
            button.setEnabled(not busy)
