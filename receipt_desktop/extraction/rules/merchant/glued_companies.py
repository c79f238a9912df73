"""Takes a company out of an address around it: "OpoleLuna S.A.ul. Lipowa 5"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow


def cut_out_companies(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows; one that has a company and its street has only the company.

    A town before it, whose postcode ends the row above, is left out too: "45-754" above
    "OpoleAcme Polska S.A.ul.".
    """
    above = [None, *rows[:-1]] if rows else []
    return [_cut_out(row, upper) for row, upper in zip(rows, above, strict=True)]


def _cut_out(row: TextRow, above: TextRow | None) -> TextRow:
    match = _company_pattern().match(row.folded)
    if match is None or len(row.folded) != len(row.text):
        return row
    text = row.text[: match.end()]
    if above is not None and _POSTCODE_END.search(above.text):
        text = _TOWN.sub("", text)
    piece = replace(row.pieces[0], text=text, score=row.score)
    return replace(row, text=text, folded=fold_text(text), pieces=(piece,))


@cache
def _company_pattern() -> re.Pattern[str]:
    """A name and a legal form with points, right behind which a street begins."""
    forms = join_alternatives(f for f in load_facts("names")["legal"] if _DOTTED.search(f))
    streets = join_alternatives(w for w in load_facts("names")["street_opening"])
    return re.compile(rf"\W*[^\W\d_][^\d,]{{3,}} (?:{forms})\.? ?(?=(?:{streets})(?:[., ]|$))")


_DOTTED = re.compile(r"\w\.\w")
_POSTCODE_END = re.compile(r"\d{2}-?\d{2,3}(?: [^\W\d_]{1,3}| \d[^\W\d_])?\W*$")
""" "45-754", behind which the town may be cut off: "45-703 Op"."""
_TOWN = re.compile(r"^[^\W\d_]?[^\W\d_A-ZÀ-Þ]+(?=[A-ZÀ-ÞŁŚŻŹĆ][^\W\d_A-ZÀ-Þ])")
