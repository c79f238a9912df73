"""The processing settings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.config.settings import Settings
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.country_choice import CountryChoice
from receipt_desktop.ui.settings.currency_choice import CurrencyChoice
from receipt_desktop.ui.settings.language_list import LanguageList
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner


class ReadingSection(SettingsSection):
    """Concurrency, OCR engine, languages, home country and currency, PDF pages and time limit."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.READING, parent)
        self.language_list = LanguageList()
        self.country_choice = CountryChoice()
        self.currency_choice = CurrencyChoice(actions, task_runner)
        self.add_settings(
            {
                "ocr_languages": self.language_list,
                "home_country": self.country_choice,
                "home_currency": self.currency_choice,
            }
        )
        self.country_choice.value_chosen.connect(
            lambda code: self.save_settings(self.rows_by_setting["home_country"], home_country=code)
        )
        self.currency_choice.value_chosen.connect(
            lambda code: self.save_settings(
                self.rows_by_setting["home_currency"], home_currency=code
            )
        )
        self._languages_row = self.rows_by_setting["ocr_languages"]
        self.language_list.languages_chosen.connect(
            lambda codes: self.save_settings(self._languages_row, ocr_languages=codes)
        )

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self.language_list.show_chosen(settings.ocr_languages)
        self.country_choice.show_value(settings.home_country)
        self.currency_choice.show_value(settings.home_currency)
        self.currency_choice.follow_country(settings.known_home_country or "")

    def load_languages(self) -> None:
        """Load the installed OCR languages."""
        self._task_runner.run(
            self._actions.list_ocr_languages,
            done=self.language_list.show_installed,
            failed=lambda error: self._languages_row.show_error(texts.format_error(error)),
        )
