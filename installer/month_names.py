"""Writes `facts/month_names.toml` from the Unicode CLDR, after an update of babel.

    python installer/month_names.py

The names are kept as data because babel would hold 60 MB for the locales of all languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.date_text import fold_date_text

TARGET = Path("receipt_desktop/extraction/facts/month_names.toml")
HEAD = """\
# Folded names of months (1 to 12) and weekdays (Monday is 0) by language, from the Unicode CLDR.
# Written by installer/month_names.py; add further names to months.toml.
"""


def main() -> None:
    blocks = (block for name in load_facts("months")["languages"] for block in make_tables(name))
    TARGET.write_text(HEAD + "\n".join(blocks) + "\n", "utf-8")


def make_tables(name: str) -> Iterator[str]:
    """The tables of a language."""
    locale = Locale.parse(name)
    widths = {"months": ("wide", "abbreviated"), "days": ("wide", "abbreviated", "short")}
    for kind, chosen in widths.items():
        yield f"[{name}.{kind}]"
        for number, words in collect_names(getattr(locale, kind), chosen).items():
            quoted = ", ".join(f'"{word}"' for word in words)
            yield f"{number} = [{quoted}]"


def collect_names(data: Mapping[str, Any], widths: Iterable[str]) -> dict[int, list[str]]:
    """The folded names in all forms; the first meaning of a name stays."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in widths:
            for number, name in data[context].get(width, {}).items():
                word = fold_date_text(name).replace(".", "").strip("'॰ ")
                if is_name(word):
                    names.setdefault(word, number)
    return {
        number: [word for word, meaning in names.items() if meaning == number]
        for number in sorted(set(names.values()))
    }


def is_name(word: str) -> bool:
    """Whether it is no number and no single letter; one sign is a name in Chinese."""
    has_digit = any(letter.isdigit() for letter in word)
    return bool(word) and not has_digit and (len(word) > 1 or word > "\u2e80")


if __name__ == "__main__":
    main()
