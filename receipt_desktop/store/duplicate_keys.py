"""The keys by which earlier receipts are found that may be the same: hashes in one index.

A receipt that lacks one of merchant, date and total has keys of the other two, which complete ones
look for, and the other way round.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.store.search_text import fold_text
from receipt_desktop.validation.duplicates import states_document_data
from receipt_desktop.validation.likeness import PrintedReceipt, plain
from receipt_desktop.validation.looks import iterate_bands

MAX_CODES = 4
MAX_PAGES = 2
"""Pages whose look has keys; the first pages tell receipts apart."""
KEY_BYTES = 8


class FingerprintKind(enum.StrEnum):
    """What a key was made from."""

    BYTES = "bytes"
    """The content of the file, and its page."""
    PIXELS = "pixels"
    """The pictures of all pages."""
    CODE = "code"
    """A fiscal code."""
    NUMBER = "number"
    """Merchant, receipt number, total and currency."""
    SALE = "sale"
    """Merchant, date, time, total and currency."""
    LOOK = "look"
    """A part of the look of a page."""
    COMPLETE = "complete"
    """Two of merchant, date and total of a receipt that has all three."""
    INCOMPLETE = "incomplete"
    """The same for one that has only these two."""


EXACT_KINDS = frozenset(
    {
        FingerprintKind.BYTES,
        FingerprintKind.PIXELS,
        FingerprintKind.CODE,
        FingerprintKind.NUMBER,
        FingerprintKind.SALE,
    }
)
"""The kinds that say by themselves that two receipts are the same."""


@dataclass(frozen=True, slots=True)
class DuplicateKeys:
    """The keys of a receipt with their kinds; `searched` are those that duplicates may have."""

    stored: Mapping[int, FingerprintKind]
    searched: Mapping[int, FingerprintKind]


def build_keys(receipt: PrintedReceipt, file: str) -> DuplicateKeys:
    """The keys of a receipt; `file` identifies its bytes and page."""
    own = dict(_iterate_own(receipt, file))
    is_complete, pairs = _pair_values(receipt.draft)
    complete, incomplete = (
        {hash_key(kind, *pair): kind for pair in pairs}
        for kind in (FingerprintKind.COMPLETE, FingerprintKind.INCOMPLETE)
    )
    if is_complete:
        return DuplicateKeys(own | complete, own | incomplete)
    return DuplicateKeys(own | incomplete, own | complete)


def hash_key(kind: FingerprintKind, *values: object) -> int:
    """A key: a signed number of 64 bits."""
    text = "\0".join([kind.value, *map(str, values)])
    digest = hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest()
    return int.from_bytes(digest, signed=True)


def _iterate_own(receipt: PrintedReceipt, file: str) -> Iterator[tuple[int, FingerprintKind]]:
    draft, text = receipt.draft, receipt.text
    yield hash_key(FingerprintKind.BYTES, file), FingerprintKind.BYTES
    if text.prints and text.lines:
        yield (
            hash_key(FingerprintKind.PIXELS, *(one.pixels for one in text.prints)),
            FingerprintKind.PIXELS,
        )
    if states_document_data(draft):
        for code in text.codes[:MAX_CODES]:
            yield hash_key(FingerprintKind.CODE, code.text), FingerprintKind.CODE
    yield from _iterate_sale_keys(draft)
    for page in text.prints[:MAX_PAGES]:
        for band in iterate_bands(page.look) if page.look else ():
            yield hash_key(FingerprintKind.LOOK, band), FingerprintKind.LOOK


def _iterate_sale_keys(draft: Draft) -> Iterator[tuple[int, FingerprintKind]]:
    name, total = _merchant_of(draft), _total_of(draft)
    number, time = plain(draft.get_value(Field.NUMBER)), draft.get_value(Field.TIME)
    day = draft.get_value(Field.DATE)
    if name and total and number:
        yield hash_key(FingerprintKind.NUMBER, name, total, number), FingerprintKind.NUMBER
    if name and total and day and time:
        yield hash_key(FingerprintKind.SALE, name, total, day, time), FingerprintKind.SALE


def _pair_values(draft: Draft) -> tuple[bool, list[tuple[Any, ...]]]:
    """Whether merchant, date and total are there, and the pairs of them that are."""
    name, total, day = _merchant_of(draft), _total_of(draft), draft.get_value(Field.DATE)
    pairs = {
        ("name", "total"): (name, total),
        ("name", "day"): (name, day),
        ("total", "day"): (total, day),
    }
    found = [(*names, *values) for names, values in pairs.items() if all(values)]
    return len(found) == len(pairs), found


def _merchant_of(draft: Draft) -> str:
    return fold_text(str(draft.get_value(Field.MERCHANT) or ""))


def _total_of(draft: Draft) -> str:
    total = draft.get_value(Field.TOTAL)
    return f"{total.normalize():f} {draft.currency}" if isinstance(total, Decimal) else ""
