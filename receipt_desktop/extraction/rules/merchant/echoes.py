"""A name that other rows or a web address repeat, as numbers."""

from __future__ import annotations

from rapidfuzz import fuzz

from receipt_desktop.extraction.rules.merchant.candidates import MIN_SIMILARITY
from receipt_desktop.extraction.rules.merchant.chains import squeeze
from receipt_desktop.extraction.rules.merchant.company_features import LIKE_SIGN
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.text.rows import TextRow


def measure_echoes(letters: str, last: TextRow, page: PageContext) -> dict[str, float]:
    """The name in a web address or further down."""
    if len(letters) <= 3:  # noqa: PLR2004
        return {}
    labels = {label.replace("-", "") for label, row in page.sites if row.index != last.index}
    likeness = max((_compare_label(label, letters) for label in labels), default=0.0)
    later = [
        row.folded.replace(" ", "")
        for row in page.rows
        if row.index > last.index + 5 and len(row.text) >= len(letters)
    ]
    repeated = any(fuzz.partial_ratio(letters, text) > MIN_SIMILARITY for text in later)
    return {
        "site": float(likeness > MIN_SIMILARITY),
        "site_like": float(LIKE_SIGN < likeness <= MIN_SIMILARITY),
        "repeated": float(repeated),
        "doubled": float(_is_doubled(letters, last, page)),
    }


def _is_doubled(letters: str, last: TextRow, page: PageContext) -> bool:
    """Whether a row right above or below has the same letters: a logo and the name in print."""
    beside = (row for row in page.rows if 0 < abs(row.index - last.index) <= _DOUBLE_ROWS)
    is_early = last.index < _DOUBLE_TOP
    return is_early and any(squeeze(row.text) == letters for row in beside)


_DOUBLE_ROWS, _DOUBLE_TOP = 2, 4


def _compare_label(label: str, letters: str) -> float:
    return fuzz.partial_ratio(label, letters) if len(label) > 3 else 0.0  # noqa: PLR2004
