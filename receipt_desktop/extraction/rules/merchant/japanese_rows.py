"""Buyers and operators on Japanese receipts, whose names are not the sign of the shop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chains import (
    Chain,
    load_chains,
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.columns import join_columns, split_columns
from receipt_desktop.extraction.rules.merchant.row_labels import names_clock_or_addressee
from receipt_desktop.extraction.text.rows import TextRow

_NUMBER = re.compile(r"(?<!\w)t ?\d{13}(?!\d)")
""" "登録番号:T3011001032573": the number of a registered seller."""
_KANA = re.compile("[\u3040-\u30ff]")
SIGN_ROWS = 5


def drop_addressees(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows without the column of the buyer: "八代銀行 御中  濱 義剛"."""
    return [_drop_addressee(row) for row in rows]


def _drop_addressee(row: TextRow) -> TextRow:
    columns = split_columns(row)
    kept = [column for column in columns if not names_clock_or_addressee(column.folded)]
    return join_columns(row, kept) if 0 < len(kept) < len(columns) else row


def is_registered_at_foot(name: MerchantCandidate, rows: Sequence[TextRow]) -> bool:
    """Whether a company at the foot has its number below it, on a receipt that begins with a sign.

    The company of the tax invoice runs the shop: "株式会社新星苑" below "サッポロビール園".
    """
    if name.kind is not CandidateKind.COMPANY:
        return False
    last = name.rows[-1].index
    below = rows[last : last + 3]
    has_sign = any(_KANA.search(row.text) for row in rows[:SIGN_ROWS])
    return has_sign and any(_NUMBER.search(row.folded) for row in below)


def find_misread_kana_chains(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chain that a sign in kana at the very top has been misread for: "そセブン-イルン"."""
    signs = (row for row in rows[:1] if _KANA.search(row.text) and not match_chain(row.folded))
    found = ((chain, row) for row in signs for chain in _list_like(squeeze(row.folded)))
    return list(found)[:1]


def _list_like(letters: str) -> list[Chain]:
    """The only long chain in kana whose first letters are right and hardly any other wrong.

    One letter of a drawing may stand in front.
    """
    found = [
        chain
        for key, chain in load_chains().items()
        if len(key) >= MIN_KANA and _KANA.match(key) and _is_like(letters, key)
    ]
    return found if len({squeeze(chain.name) for chain in found}) == 1 else []


def _is_like(letters: str, key: str) -> bool:
    start = letters.find(key[:RIGHT_LETTERS])
    errors = len(key) // 3
    return start in (0, 1) and Levenshtein.distance(letters[start:], key) <= errors


MIN_KANA, RIGHT_LETTERS = 7, 3
"""Letters of a chain, and of its beginning that have to be right."""
