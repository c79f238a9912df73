"""Restores the percent sign of rates beside the names of taxes, where it was misread or not read.

"PTU A 23.00 X" is 23 %, not a tax of 23.00; so are "PTU A 23.00" and "PTU B 8.00" below each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import is_name_of_tax, names_tax

_NUMBER = r"(?P<name>.*?[^\W\d_].*?[ =:(])(?P<rate>\d{1,2}(?:[.,]\d{1,2})?)"
_MISREAD = re.compile(rf"{_NUMBER} ?[xX×*](?P<rest>(?:  ?\D{{0,3}}\d.*)?)")
_BARE = re.compile(rf"{_NUMBER}(?P<rest>)")
_LEAST_BARE = 2
"""Rows of different rates without any sign: one alone may be an amount."""


def restore_rate_signs(rows: Sequence[TextRow], rates: Sequence[Decimal]) -> tuple[TextRow, ...]:
    """The rows with the percent signs; `rates` are usual in the country."""
    restored = [_restore(row, _MISREAD, rates) for row in rows]
    bare = [_restore(row, _BARE, rates) for row in restored]
    new = {row.text.split("%")[0].rsplit(maxsplit=1)[-1] for row in bare if row not in restored}
    return tuple(bare if len(new) >= _LEAST_BARE else restored)


def _restore(row: TextRow, pattern: re.Pattern[str], rates: Sequence[Decimal]) -> TextRow:
    may_name = "%" not in row.text and names_tax(row.text)
    match = pattern.fullmatch(row.text.strip()) if may_name else None
    if match is None or not is_name_of_tax(match["name"]):
        return row
    rate = Decimal(match["rate"].replace(",", "."))
    if not rate or rate not in rates:
        return row
    text = f"{match['name']}{match['rate']}%{match['rest']}"
    return replace(row, text=text, folded=fold_text(text))
