"""French and German say everything, with the same placeholders."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.ui.i18n.translations import resolve_locale
from receipt_desktop.ui.review.review_commands import COMMANDS

ROOT = Path(__file__).parents[3]
LUPDATE = Path(sys.executable).parent / "pyside6-lupdate"
Texts = dict[tuple[str, str], list[str]]


def texts(file: Path) -> Texts:
    """Translations by context and source; [] where one is missing or unfinished."""
    found: Texts = {}
    for context in ET.parse(file).iter("context"):  # noqa: S314 (our own file)
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation] or [translation.text or ""]
            done = translation.get("type") != "unfinished" and all(forms)
            found[name, message.findtext("source") or ""] = forms if done else []
    return found


@pytest.fixture(scope="module")
def said_in_the_code(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    file = tmp_path_factory.mktemp("ts") / "now_en.ts"
    sources = sorted(map(str, (ROOT / "receipt_desktop").rglob("*.py")))
    alias = "QT_TRANSLATE_NOOP+=caption"
    command = [str(LUPDATE), "-silent", "-tr-function-alias", alias, *sources, "-ts", str(file)]
    subprocess.run(command, check=True)
    return set(texts(file))


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_text_is_translated(language: str, said_in_the_code: set[tuple[str, str]]) -> None:
    known = texts(resources_folder() / "translations" / f"receipt_desktop_{language}.ts")
    assert set(known) == said_in_the_code
    assert [source for source, forms in known.items() if not forms] == []


@pytest.mark.parametrize("language", ["fr", "de"])
def test_placeholders_are_kept(language: str) -> None:
    known = texts(resources_folder() / "translations" / f"receipt_desktop_{language}.ts")
    for (_, source), forms in known.items():
        for form in forms:
            placeholders = sorted(re.findall(r"\{\w+\}|%L?n", source))
            assert sorted(re.findall(r"\{\w+\}|%L?n", form)) == placeholders, source


def test_counts_are_written_as_the_locale_groups_digits(
    said_in_the_code: set[tuple[str, str]],
) -> None:
    assert [source for _, source in said_in_the_code if "%n" in source] == []


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_menus_have_letters_of_their_own_that_no_key_of_the_review_has(language: str) -> None:
    known = texts(resources_folder() / "translations" / "receipt_desktop_fr.ts")
    shown = texts(resources_folder() / "translations" / f"receipt_desktop_{language}.ts")
    menus = [shown.get(key) or [key[1]] for key in known if "&" in key[1]]
    letters = [form[form.index("&") + 1].upper() for forms in menus for form in forms]
    assert len(letters) == len(set(letters)) == 5
    chords = {one.chord.removeprefix("Alt+") for one in COMMANDS}
    assert chords.isdisjoint(letters)


def test_french_punctuation_does_not_break() -> None:
    loose = re.compile(r"\S ([:;!?»]|%(?!L?n))|« ")
    known = texts(resources_folder() / "translations" / "receipt_desktop_fr.ts")
    assert [form for forms in known.values() for form in forms if loose.search(form)] == []


@pytest.mark.parametrize(
    ("language", "system", "written"),
    [
        ("", "en_US", "3/14/24"),
        ("en", "en_GB", "14/03/2024"),
        ("de", "de_AT", "14.03.24"),
        ("fr", "de_DE", "14/03/2024"),
        ("en", "de_DE", "14/03/2024"),
        ("", "C", "14/03/2024"),
    ],
)
def test_dates_are_written_as_in_the_region(language: str, system: str, written: str) -> None:
    locale = resolve_locale(language, QLocale(system))
    assert locale.toString(QDate(2024, 3, 14), QLocale.FormatType.ShortFormat) == written
