"""Settings that are one of a few things: the window's, and those of the CSV."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.settings import Settings
from receipt_desktop.ui import theme
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox


class ChoiceBox(NoWheelComboBox):
    """A few values with their words."""

    def __init__(self, values: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for value, words in values.items():
            self.addItem(words, value)

    @property
    def selected_value(self) -> str:
        return str(self.currentData())

    def select_value(self, value: str) -> None:
        """Show this value; does not count as a person's choice."""
        self.setCurrentIndex(self.findData(value))


class ChoicesSection(SettingsSection):
    """A section of choices, each saved under its setting's name when a person chooses."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.choice_boxes: dict[str, ChoiceBox] = {}

    def add_choice(
        self, setting: str, label: str, values: dict[str, str], *, note: str = ""
    ) -> None:
        """A row with these values and their words."""
        choice = self.choice_boxes[setting] = ChoiceBox(values)
        row = self.add_row(label, choice, setting=setting, note=note)
        choice.activated.connect(
            lambda _: self.save_settings(row, **{setting: choice.selected_value})
        )

    def show_settings(self, settings: Settings) -> None:
        for setting, choice in self.choice_boxes.items():
            choice.select_value(getattr(settings, setting))


class CsvSection(ChoicesSection):
    """What the CSV looks like."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("CSV export"))
        local = self.tr("As usual in your region")
        self.add_choice(
            "csv_layout",
            self.tr("Rows"),
            {"receipts": self.tr("One a receipt"), "items": self.tr("One a line item")},
        )
        self.add_choice(
            "csv_delimiter",
            self.tr("Columns split by"),
            {
                "": local,
                ";": self.tr("Semicolon"),
                ",": self.tr("Comma"),
                "\t": self.tr("Tab"),
            },
        )
        self.add_choice(
            "csv_decimal",
            self.tr("Decimal mark"),
            {"": local, ",": self.tr("Comma"), ".": self.tr("Point")},
        )
        self.bom_box = QCheckBox(self.tr("Mark the file as UTF-8, for Excel"))
        row = self.add_row(self.tr("Encoding"), self.bom_box)
        self.bom_box.clicked.connect(lambda on: self.save_settings(row, csv_bom=on))

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self.bom_box.setChecked(settings.csv_bom)


class WindowSection(ChoicesSection):
    """Language, theme, and where everything is kept."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Window and data"))
        system = self.tr("As the system")
        self.add_choice(
            "language",
            self.tr("Language"),
            {"": system, "en": "English", "fr": "Français", "de": "Deutsch"},
            note=self.tr("Changes at the next start."),
        )
        self.add_choice(
            "theme",
            self.tr("Theme"),
            {"system": system, "light": self.tr("Light"), "dark": self.tr("Dark")},
        )
        self.add_row(self.tr("Data folder"), self._create_folder_row())

    def _create_folder_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        path = QLabel(str(self._actions.data_dir))
        path.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        open_folder = QPushButton(self.tr("Open"))
        open_folder.setAccessibleName(self.tr("Open the data folder"))
        open_folder.clicked.connect(self._open_data_folder)
        layout.addWidget(path, 1)
        layout.addWidget(open_folder)
        return row

    def _open_data_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._actions.data_dir)))
