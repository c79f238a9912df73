"""A choice of the home currency, which is that of the home country until the person says more."""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.ui.i18n.sentences import language
from receipt_desktop.ui.settings.editors import ChoiceEditor
from receipt_desktop.ui.task_runner import TaskRunner

FOLLOWS_COUNTRY = ""


class CurrencyChoice(ChoiceEditor):
    """The first entry follows the home country, and names its currency once that is known."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__({FOLLOWS_COUNTRY: ""}, parent)
        self._actions = actions
        self._task_runner = task_runner
        self._show_currency_of_country("")
        task_runner.run(lambda: actions.list_currencies(language()), done=self._show_currencies)

    def follow_country(self, country: str) -> None:
        """Name the currency of this country (ISO code, "" for none) in the first entry."""
        self._task_runner.run(
            lambda: self._actions.find_home_currency(country), done=self._show_currency_of_country
        )

    def _show_currency_of_country(self, code: str) -> None:
        words = QCoreApplication.translate("CurrencyChoice", "Of the home country")
        self.setItemText(0, f"{words} ({code})" if code else words)

    def _show_currencies(self, names: dict[str, str]) -> None:
        chosen = self.value
        for row in reversed(range(1, self.count())):
            self.removeItem(row)
        for code, name in sorted(names.items(), key=lambda one: _sort_key(one[1])):
            self.addItem(f"{name} ({code})", code)
        self.show_value(chosen)


def _sort_key(name: str) -> str:
    return normalize("NFKD", name).casefold()
