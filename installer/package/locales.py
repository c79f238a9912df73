"""Cuts babel's locale data down to what the program asks for: 30 MB become 3."""

from __future__ import annotations

import pickle
from pathlib import Path

WHOLE = ("de", "en", "fr", "root")
"""Summaries, prompts and names of countries are written in these: all of their data stay."""
USED = frozenset(
    {
        "character_order",
        "date_formats",  # order of day, month and year in a country (`rules/month_names.py`)
        "locale_id",
        "number_symbols",  # the decimal sign of CSV files (`export/separators.py`)
        "numbering_systems",
        "default_numbering_system",
        "plural_form",
    }
)
"""Keys that stay in the other locales, beside the language's name for itself."""

HEIRS = {"no": ("nb", "nn", "no")}
"""Languages that take their own name from another locale."""


def cut_locales(folder: Path) -> int:
    """Rewrite babel's locale data in a site-packages folder; returns the bytes saved."""
    saved = 0
    for file in sorted((folder / "babel" / "locale-data").glob("*.dat")):
        if file.stem.partition("_")[0] not in WHOLE:
            before = file.stat().st_size
            file.write_bytes(cut_locale(file.read_bytes(), file.stem.partition("_")[0]))
            saved += before - file.stat().st_size
    return saved


def cut_locale(data: bytes, language: str) -> bytes:
    """One locale's pickled data with the used keys only."""
    locale = pickle.loads(data)  # noqa: S301 (babel's own file, from a wheel of the lock)
    kept = {key: value for key, value in locale.items() if key in USED}
    names = locale.get("languages", {})
    kept["languages"] = {
        code: names[code] for code in HEIRS.get(language, (language,)) if code in names
    }
    return pickle.dumps(kept, protocol=2)
