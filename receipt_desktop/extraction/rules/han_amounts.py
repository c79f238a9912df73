"""Amounts in Chinese and Japanese numerals, as invoices must state the total: "壹佰肆拾陆圆整"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from receipt_desktop.extraction.text.rows import TextRow

_DIGITS = {
    digit: value
    for value, digits in enumerate(
        (
            "零〇○",
            "壹壱弌一",
            "贰貳弐二",
            "叁參参三",
            "肆四",
            "伍五",
            "陆陸六",
            "柒七",
            "捌八",
            "玖九",
        )
    )
    for digit in digits
}
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "阡": 1000, "千": 1000}
_D = f"[{''.join(digit for digit, value in _DIGITS.items() if value)}]"
_ZERO = "[零〇○]?"
_UNIT = f"[{''.join(_UNITS)}]"
_SECTION = (
    rf"(?:{_D}[仟阡千])?{_ZERO}(?:{_D}[佰百])?{_ZERO}"
    rf"(?:{_D}?[拾十])?{_ZERO}(?:{_D}(?!{_UNIT}))?"
)
_AMOUNT = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[写寫币幣计計额額金]))"
    rf"(?:(?P<wan>{_SECTION})[万萬])?(?P<whole>{_SECTION})[元圆圓円]"
    rf"{_ZERO}(?:(?P<tenths>{_D}|零)角)?{_ZERO}(?:(?P<cents>{_D}|零)分)?[整正也]?(?![\u4e00-\u9fff])"
)
_FORMAL = re.compile("[壹壱贰貳弐叁參肆伍陆陸柒捌玖拾佰仟萬]|[大][写寫]")
"""Numerals that nothing but sums of money are written with, or the label of such a sum."""
_SHARES = {"tenths": Decimal("0.1"), "cents": Decimal("0.01")}


def find_han_amounts(rows: Sequence[TextRow]) -> Iterable[Decimal]:
    """The amounts in numerals, each of which was read without a gap."""
    for row in rows:
        if _FORMAL.search(row.text):
            for match in _AMOUNT.finditer(re.sub(r"\s+", "", row.text)):
                yield _read(match)


def _read(match: re.Match[str]) -> Decimal:
    whole = 10000 * _add_up(match["wan"] or "") + _add_up(match["whole"])
    parts = (_DIGITS[match[name]] * share for name, share in _SHARES.items() if match[name])
    return sum(parts, Decimal(whole))


def _add_up(section: str) -> int:
    """The number below ten thousand: 35 for "叁拾伍", also for "拾伍" 15."""
    whole = digit = 0
    for letter in section:
        if letter in _UNITS:
            whole, digit = whole + max(digit, 1) * _UNITS[letter], 0
        else:
            digit = _DIGITS[letter]
    return whole + digit
