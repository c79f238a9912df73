"""A check of the chain that knows nothing of the program: the documented form alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def sha256_of(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def find_first_break(entries: Iterable[Mapping[str, Any]]) -> int | None:
    """The number of the first entry that breaks the chain; `at` is text, UTC, microseconds."""
    previous, expected = "0" * 64, 1
    for entry in entries:
        content = sha256_of({name: entry[name] for name in ("subject", "before", "after")})
        own = sha256_of(
            {
                "number": entry["number"],
                "at": entry["at"],
                "actor": entry["actor"],
                "action": entry["action"],
                "receipt": entry["receipt_id"],
                "content": content,
                "previous": previous,
            }
        )
        if (entry["number"], entry["previous_hash"], entry["hash"]) != (expected, previous, own):
            return expected
        previous, expected = own, expected + 1
    return None
