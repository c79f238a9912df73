"""The shop that a printed mail is from and that its subject or its first sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.chains import squeeze
from receipt_desktop.extraction.rules.merchant.name_words import is_vendor
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MAIL_ROWS = 12
"""Rows at the top in which a mail has its sender, its subject and its first sentence."""
MIN_LETTERS = 4
"""Letters of a shop that two rows name."""
_END_OF_NAME = re.compile(r" [-–|] |[(<#]|[.!,]? *$")


def find_mail_senders(rows: Sequence[TextRow]) -> list[tuple[str, TextRow]]:
    """The name of the sender, if another row says "Receipt for Order #32 at Luna Grill"."""
    head = rows[:MAIL_ROWS]
    senders = [(name, row) for row in head if (name := _find_sender(row))]
    named = {squeeze(name) for row in head for name in _list_named(row)}
    return [(name, row) for name, row in senders if _is_named(name, named)][:1]


def _is_named(name: str, named: set[str]) -> bool:
    is_long = len(squeeze(name)) >= MIN_LETTERS
    return is_long and squeeze(name) in named and not is_vendor(fold_text(name))


def _find_sender(row: TextRow) -> str | None:
    """The name before the mail address: "From Luna Grill - No. 33 <no-reply@toasttab.com>"."""
    match = _sender_pattern().match(row.text)
    return _cut(match["name"]) if match else None


@cache
def _sender_pattern() -> re.Pattern[str]:
    labels = join_alternatives(load_facts("names")["mail_from"])
    return re.compile(rf"(?:{labels})\s*:?\s+\"?(?P<name>[^<>@]+?)\"?\s*<[^<>]*@", re.IGNORECASE)


def _list_named(row: TextRow) -> Iterator[str]:
    """What stands behind "at" or "from" in a row of a receipt, an order or a visit."""
    document = _document_pattern().search(row.folded)
    if document and "@" not in row.text:
        for place in _place_pattern().finditer(row.folded, document.end()):
            yield _cut(row.folded[place.end() :])


@cache
def _document_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join_alternatives(load_facts('names')['mailed'])})(?!\w)")


@cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join_alternatives(load_facts('names')['mailed_at'])}) +")


def _cut(text: str) -> str:
    return _END_OF_NAME.split(text)[0].strip()
