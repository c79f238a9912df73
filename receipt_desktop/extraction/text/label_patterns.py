"""Forms of labels that no list of phrases can name."""

from __future__ import annotations

import re

AMOUNT_BEHIND_COUNT = re.compile(
    r"\D \d{1,4} ((?:net |total |grand |bill |ttl )*(?:amt|amount|total))$"
)
LONE_TOTAL_SIGN = re.compile(r"(?<![\u3040-\u30ff\u3400-\u9fff])[總总][計计额額]?[:：]\s*$")
"""The first sign of the words for the total, whose second one was not read: "總：160"."""
COUNTED = re.compile(r"(?<!\S)\d{1,3} ?(?!%)[^\d%]{2,}$")
"""A total whose label says how many items it is of: "TOTAL 3 ITEMS"."""
SERVICE_RATE = re.compile(r"[\d ]+% (?:service|serv|servis|s ?c|sc)")
"""A service charge in short: "10% S.C.", "10% SERVICE". Without a rate the words are no charge."""
QUANTITY = re.compile(r"\d ?[x×*] ?$")
"""Before the unit price of an item: "PAPIER TOAL  1 x" is no misread total."""
DISCOUNT_COMPOUND = re.compile(r"\w{3,}(?:rabatte?|rabat|nachlass|korting|alennus|afslag)")
"""Words such as "Mitarbeiterrabatt" in German, Danish, Dutch and Finnish."""
