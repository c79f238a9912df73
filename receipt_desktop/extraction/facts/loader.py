"""Loads the facts about languages and countries from the TOML files, once a process."""

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
    """A fact of a country; `default` when the country or the fact is unknown."""
    return load_countries().get(country or "", {}).get(name, default)


@cache
def compile_any_word(table: str, name: str) -> re.Pattern[str]:
    """A pattern for the words `[table] name` of `facts/words.toml` as whole words."""
    return re.compile(rf"(?:(?<!\w)(?:{join_fact_words(table, name)})(?!\w))")


@cache
def join_fact_words(table: str, name: str) -> str:
    """The words `[table] name` as alternatives of a regular expression, longest first."""
    words = sorted(load_facts("words")[table][name], key=len, reverse=True)
    return "|".join(words)


def join_alternatives(words: Iterable[str]) -> str:
    """Plain words as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
