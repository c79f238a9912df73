"""Searches the folded texts of receipts with the full-text index of the database.

SQLite: FTS5 with trigrams, which finds any part of a word. PostgreSQL: its text search, which finds
the beginnings of words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, column, func, select, table, text
from sqlalchemy.orm import Session

from receipt_desktop.domain.reading import Reading
from receipt_desktop.store.search_text import WORD_GAP, build_body, split_words
from receipt_desktop.store.tables import ReceiptRow, SearchTextRow

INDEX_TABLE = table("receipt_search", column("rowid"), column("receipt_search"))
TRIGRAM = 3
"""The shortest text that the index of SQLite finds."""
VECTOR_MATCH = (
    "to_tsvector('simple'::regconfig, search_texts.body) "
    "@@ to_tsquery('simple'::regconfig, :lexemes)"
)
"""With the expression that PostgreSQL has an index of."""


def match_text(session: Session, typed: str) -> ColumnElement[bool] | None:
    """The condition that a receipt has all of these words; None without a word."""
    words = split_words(typed)
    if not words:
        return None
    postgres = session.get_bind().dialect.name == "postgresql"
    found = _select_by_vector(words) if postgres else _select_by_trigrams(words)
    return ReceiptRow.number.in_(found)


def find_numbers(session: Session, typed: str) -> frozenset[int] | None:
    """The numbers of the receipts with all of these words; None without a word. SQLite only.

    They come as one text: that takes half of the time of 100,000 rows.
    """
    words = split_words(typed)
    if not words:
        return None
    matches = _select_by_trigrams(words).subquery()
    gathered = session.scalar(select(func.json_group_array(matches.c.rowid)))
    return frozenset(json.loads(gathered or "[]"))


def save_body(session: Session, row: ReceiptRow, reading: Reading | None = None) -> None:
    """Store the folded text of a receipt; the database brings its index up to date."""
    if row.number is None:
        session.flush()
        session.refresh(row, ["number"])
    body = build_body(row.file_name, reading)
    known = session.get(SearchTextRow, row.number)
    if known is None:
        session.add(SearchTextRow(number=row.number, body=body))
    else:
        known.body = body


def _select_by_trigrams(words: Sequence[str]) -> Select[int]:
    phrases = " ".join(_quote_phrase(word) for word in words)
    return select(INDEX_TABLE.c.rowid).where(INDEX_TABLE.c.receipt_search.op("MATCH")(phrases))


def _quote_phrase(word: str) -> str:
    """A word in FTS5's syntax; of a short one only the beginnings of words match."""
    searched = word if len(word) >= TRIGRAM else (WORD_GAP + word)[-TRIGRAM:]
    doubled = searched.replace('"', '""')
    return f'"{doubled}"'


def _select_by_vector(words: Sequence[str]) -> Select[int]:
    lexemes = " & ".join(_quote_lexeme(word) for word in words)
    return select(SearchTextRow.number).where(text(VECTOR_MATCH).bindparams(lexemes=lexemes))


def _quote_lexeme(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}':*"
