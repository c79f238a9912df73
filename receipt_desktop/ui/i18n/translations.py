"""The language of the window: the setting, else the system's, else English."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from receipt_desktop.config.paths import resources_folder

LANGUAGES = ("en", "fr", "de")


def install_translations(app: QCoreApplication, language: str) -> str:
    """Install the translations in the place of earlier ones. Returns the language code.

    Widgets that are there already keep their texts, unless they handle `LanguageChange`.
    """
    locale = resolve_locale(language, QLocale.system())
    chosen = locale.name().partition("_")[0]
    QLocale.setDefault(locale)
    if chosen not in LANGUAGES:
        chosen = "en"
    for earlier in app.findChildren(QTranslator):
        app.removeTranslator(earlier)
        earlier.deleteLater()
    _load_translator(app, f"receipt_desktop_{chosen}", str(resources_folder() / "translations"))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _load_translator(app, f"qtbase_{chosen}", qt)
    return chosen


def resolve_locale(language: str, system: QLocale) -> QLocale:
    """The locale of dates and amounts: the user's region, independent of the language."""
    if system.language() is QLocale.Language.C:
        system = QLocale("en_GB")
    wanted = QLocale.codeToLanguage(language) if language else system.language()
    return QLocale(wanted, system.territory()) if wanted is not system.language() else system


def _load_translator(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
