"""The names of countries in the languages of the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_COLUMNS: Mapping[str, int] = MappingProxyType({"en": 0, "fr": 1, "de": 2})


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country in a sentence: its name in the language of the sentence."""

    code: str
    """ISO 3166-1 alpha-2."""

    def text(self, language: str) -> str:
        """The name; the code for an unknown country."""
        return list_country_names(language).get(self.code, self.code)


@cache
def list_country_names(language: str) -> Mapping[str, str]:
    """The names of all countries by ISO code; in English for an unknown language."""
    file = Path(__file__).with_name("countries.toml")
    column = _COLUMNS.get(language, 0)
    names: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType({code: columns[column] for code, columns in names.items()})
