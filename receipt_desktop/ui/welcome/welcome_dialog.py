"""The welcome page: what is worth setting before the first receipt. A choice is saved at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.actions import Actions
from receipt_desktop.config.settings import SETTINGS
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.country_choice import CountryChoice
from receipt_desktop.ui.settings.currency_choice import CurrencyChoice
from receipt_desktop.ui.settings.data_folder_row import DataFolderRow
from receipt_desktop.ui.settings.editors import ChoiceEditor
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.welcome.model_choice import ModelChoice
from receipt_desktop.ui.widgets import icons

WIDTH, CONTROL_WIDTH, ICON_SIZE = 620, 300, QSize(44, 44)
LABEL_COLUMN, CONTROL_COLUMN = range(2)


class WelcomeDialog(QDialog):
    """Language, home country and currency, language model, and where the data are."""

    samples_requested = Signal()
    restart_requested = Signal()
    """The page is closed, and the data are to be moved before the next window."""
    language_changed = Signal()
    """The page is closed, and the settings name another language than the window's."""

    def __init__(self, parent: QWidget, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self._actions = actions
        self._task_runner = task_runner
        self.setWindowTitle(self.tr("Welcome"))
        self._make_controls()
        self._lay_out()
        self._fit_soon()
        self._follow_country()
        if not actions.settings.welcome_seen:
            self._save({"welcome_seen": True})

    # -- the page

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_L)
        column.addLayout(self._make_header())
        column.addLayout(self._make_form())
        column.addWidget(self.error_label)
        column.addStretch()
        column.addLayout(self._make_buttons())

    def _fit_soon(self) -> None:
        """Take the height that is needed once the layouts have heard of the change."""
        QTimer.singleShot(0, self, self._fit_height)

    def _fit_height(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _make_controls(self) -> None:
        settings = self._actions.settings
        self.language_box = ChoiceEditor(SETTINGS["language"].choices)
        self.language_box.show_value(settings.language)
        self.country_box = CountryChoice()
        self.country_box.show_value(settings.home_country)
        self.model_choice = ModelChoice(self._actions, self._task_runner)
        self.currency_box = CurrencyChoice(self._actions, self._task_runner)
        self.currency_box.show_value(settings.home_currency)
        self.folder_row = DataFolderRow(self._actions, self._task_runner)
        self.folder_row.restart_requested.connect(self.accept)
        self.folder_row.restart_requested.connect(self.restart_requested)
        self.folder_row.content_changed.connect(self._fit_soon)
        self.error_label = QLabel()
        theme.set_text_role(self.error_label, "error")
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        for box, name in (
            (self.language_box, "language"),
            (self.country_box, "home_country"),
            (self.currency_box, "home_currency"),
        ):
            box.setMinimumWidth(CONTROL_WIDTH)
            box.value_chosen.connect(lambda value, name=name: self._save({name: value}))
        self.model_choice.settings_chosen.connect(self._save)
        self.model_choice.content_changed.connect(self._fit_soon)

    def _make_header(self) -> QHBoxLayout:
        icon, title, note = QLabel(), QLabel(self.tr("Welcome to Receipt Desktop")), QLabel()
        icon.setPixmap(icons.load_icon("program").pixmap(ICON_SIZE))
        theme.set_text_role(title, "title")
        theme.set_text_role(note, "note")
        note.setText(
            self.tr("You can start at once. All of this can be changed later in Settings.")
        )
        note.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_XS)
        words.addWidget(title)
        words.addWidget(note)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _make_form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(theme.SPACE_M)
        form.setVerticalSpacing(theme.SPACE_M)
        form.setColumnStretch(CONTROL_COLUMN, 1)
        self._add_row(form, self.tr("Language"), self.language_box)
        currency = QLabel(self.tr("For receipts that name neither a country nor a currency."))
        self._add_row(form, self.tr("Home country"), self.country_box)
        self._add_row(form, self.tr("Home currency"), self.currency_box, currency)
        self._add_row(form, self.tr("Language model"), self.model_choice)
        folder = QLabel(
            self.tr("Receipts, pictures and settings are kept in this folder, and nowhere else.")
        )
        self._add_row(form, self.tr("Your data"), self.folder_row, folder)
        return form

    def _add_row(
        self, form: QGridLayout, words: str, control: QWidget, note: QLabel | None = None
    ) -> None:
        label = QLabel(words)
        label.setBuddy(control)
        label.setMinimumHeight(theme.line_height())
        control.setAccessibleName(control.accessibleName() or words)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_XS)
        is_wide = isinstance(control, ChoiceEditor)
        left = Qt.AlignmentFlag.AlignLeft if is_wide else Qt.AlignmentFlag(0)
        column.addWidget(control, 0, left)
        if note is not None:
            theme.set_text_role(note, "note")
            note.setWordWrap(True)
            column.addWidget(note)
        row = form.rowCount()
        top_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        form.addWidget(label, row, LABEL_COLUMN, top_right)
        form.addLayout(column, row, CONTROL_COLUMN)

    def _make_buttons(self) -> QHBoxLayout:
        self.samples_button = QPushButton(self.tr("Try with sample receipts"))
        self.start_button = QPushButton(self.tr("Start"))
        theme.set_text_role(self.samples_button, "plain")
        theme.set_text_role(self.start_button, "primary")
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.accept)
        self.samples_button.clicked.connect(self.samples_requested)
        self.samples_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch()
        row.addWidget(self.samples_button)
        row.addWidget(self.start_button)
        return row

    # -- choices

    def _save(self, changes: dict[str, object]) -> None:
        self.error_label.hide()
        self._task_runner.run(
            lambda: self._actions.change_settings(**changes),
            done=lambda _: self._apply(changes),
            failed=self._show_error,
            in_order=True,
        )

    def _apply(self, changes: dict[str, object]) -> None:
        if "language" in changes:
            self.accept()
            self.language_changed.emit()
        elif "home_country" in changes:
            self._follow_country()

    def _follow_country(self) -> None:
        self.currency_box.follow_country(self._actions.settings.known_home_country or "")

    def _show_error(self, error: ReceiptError) -> None:
        self.error_label.setText(texts.format_error(error))
        self.error_label.show()
