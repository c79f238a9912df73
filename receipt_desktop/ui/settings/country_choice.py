"""A choice of the home country, which is that of the system until the person says more."""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from receipt_desktop.config.settings import SYSTEM_DEFAULT
from receipt_desktop.config.system_locale import find_system_country
from receipt_desktop.messages import list_country_names
from receipt_desktop.ui.i18n.sentences import language
from receipt_desktop.ui.settings.editors import ChoiceEditor, caption

OF_SYSTEM = ""


class CountryChoice(ChoiceEditor):
    """The first entry names the country of the system; the others are in alphabetical order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        names = list_country_names(language())
        own = names.get(find_system_country() or "")
        none = QCoreApplication.translate("CountryChoice", "Not set")
        first = f"{caption(SYSTEM_DEFAULT)} ({own})" if own else none
        ordered = sorted(names.items(), key=lambda entry: normalize("NFKD", entry[1]).casefold())
        super().__init__({OF_SYSTEM: first, **dict(ordered)}, parent)
