"""The message catalogue: every sentence for people stands here once, by key.

English stands in the modules of this package, a mapping for each subject; French and German stand
in `fr.toml` and `de.toml`, a table for each of those modules. Placeholders are `{name}`.

A key may have a remedy: the sentence of `<key>_remedy` says what to do. Prefixes: `issue_`
(health), `finding_` (Doctor), `reason_` and `fix_` (review), `model_note_`, `status_`, `problem_`
and `api_` (API), `report_` (reports). Keys without a prefix are those of errors; they are stored in
the database with the receipt that failed.
"""

from __future__ import annotations

from receipt_desktop.messages.catalogue import (
    ENGLISH,
    FRENCH,
    GERMAN,
    LANGUAGES,
    MESSAGES,
    Message,
    Value,
    current_key,
    has_template,
    keys,
    template,
    text,
)
from receipt_desktop.messages.country_names import CountryName, list_country_names

__all__ = [
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "LANGUAGES",
    "MESSAGES",
    "CountryName",
    "Message",
    "Value",
    "current_key",
    "has_template",
    "keys",
    "list_country_names",
    "template",
    "text",
]
