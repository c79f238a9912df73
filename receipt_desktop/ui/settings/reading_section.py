"""The processing settings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.config.settings import Settings
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.language_list import LanguageList
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner


class ReadingSection(SettingsSection):
    """Concurrency, OCR engine, languages, PDF pages and time limit."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.READING, parent)
        self.language_list = LanguageList()
        self.add_settings({"ocr_languages": self.language_list})
        self._languages_row = self.rows_by_setting["ocr_languages"]
        self.language_list.languages_chosen.connect(
            lambda codes: self.save_settings(self._languages_row, ocr_languages=codes)
        )

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self.language_list.show_chosen(settings.ocr_languages)

    def load_languages(self) -> None:
        """Load the installed OCR languages."""
        self._task_runner.run(
            self._actions.list_ocr_languages,
            done=self.language_list.show_installed,
            failed=lambda error: self._languages_row.show_error(texts.format_error(error)),
        )
