"""Rows that make a careless regular expression try endlessly many combinations.

    python -m tests.unit.extraction.hostile_rows

extracts the fields of a receipt with each of them; it is over in seconds.
"""

from __future__ import annotations

from datetime import date

from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

LENGTH = 120
UNITS = (
    *(
        "a",
        "é",
        "ж",
        "ψ",
        "א",
        "ع",
        "क",
        "हि",
        "ก",
        "นักวิ",
        "ក",
        "က",
        "తె",
        "한",
        "漢",
        "カ",
        "ა",
        "հ",
    ),
    *("1", "12", "1.", "1,", "1 ", "1/", "1-", "1:", "12.34 ", "1.99 ", "1%", "€1", "0o", "l1|"),
    *(" a", "a.", "a-", "a ", "a1", "A. ", "a@", "www.", "no ", "tel ", "total ", "jan ", "tax 1 "),
    *("-", "- ", ".", ". ", "/", ":", "*", "(", ")", "=", "_", '"', "|", "%", "€", "·"),
)
"""Each is repeated to a row of its own."""


def main() -> None:
    for unit in UNITS:
        row = (unit * LENGTH)[:LENGTH]
        text = printed(f"Corner Shop\n12.06.2024 {row}\n{row}!\n{row} | 9.50\nTotal | 9.50")
        extract_by_rules(text, date(2026, 6, 1))


if __name__ == "__main__":
    main()
