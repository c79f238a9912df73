"""The category of the purchase and the type of the receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import (
    join_alternatives,
    load_facts,
)
from receipt_desktop.extraction.text.rows import TextRow


@cache
def _load_categories() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {
        name: (
            facts["type"],
            re.compile(rf"(?<!\w)(?:{join_alternatives(facts['words'])})(?!\w)"),
        )
        for name, facts in load_facts("categories").items()
    }


def find_category(rows: Sequence[TextRow], name: str) -> tuple[str, str, TextRow] | None:
    """Category, receipt type and first matching row; a match in `name` counts three words."""
    best: tuple[float, str, str, TextRow] | None = None
    for category, (kind, pattern) in _load_categories().items():
        hits = [row for row in rows if pattern.search(row.folded)]
        if not hits:
            continue
        words = {word for row in hits for word in pattern.findall(row.folded)}
        score = len(words) + 3.0 * bool(pattern.search(name))
        if best is None or score > best[0]:
            best = (score, category, kind, hits[0])
    return best[1:] if best else None
