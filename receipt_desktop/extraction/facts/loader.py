"""The facts about languages and countries, read once from the TOML files in `facts/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_facts(name: str) -> Mapping[str, Any]:
    """The tables of `facts/<name>.toml`."""
    text = (files("receipt_desktop.extraction") / "facts" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def load_countries() -> Mapping[str, Any]:
    """Facts by ISO 3166-1 alpha-2 code."""
    return load_facts("countries")


def get_country_fact(country: str | None, name: str, default: Any = None) -> Any:
    """One fact of one country, or the default when either is unknown."""
    return load_countries().get(country or "", {}).get(name, default)


@cache
def compile_any_word(table: str, name: str) -> re.Pattern[str]:
    """Finds any of the words `[table] name` of `facts/words.toml` as a whole word."""
    return re.compile(rf"(?:(?<!\w)(?:{join_fact_words(table, name)})(?!\w))")


@cache
def join_fact_words(table: str, name: str) -> str:
    """The same words as alternatives of a regular expression, longest first."""
    words = sorted(load_facts("words")[table][name], key=len, reverse=True)
    return "|".join(words)


def join_alternatives(words: Iterable[str]) -> str:
    """Plain words as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
