"""Masks card numbers in logged text.

A card number has 13 to 19 digits (ISO/IEC 7812), grouped by spaces or dashes or ungrouped, and a
valid check digit (Luhn). The last four digits are kept, as on printed receipts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MIN_CARD_DIGITS, MAX_CARD_DIGITS = 13, 19
SHOWN_DIGITS = 4
DIGIT_RUNS = re.compile(
    r"(?P<other>\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b|\b[0-9a-fA-F]{32,}\b)"
    r"|[0-9]+(?:[ \u00a0\u202f\u2009.–-]{1,2}[0-9]+)*"
)
"""Ids and checksums, which are never card numbers; and runs of digit groups."""
DIGITS = re.compile(r"[0-9]+")


def mask_card_numbers(text: str) -> str:
    """The text with asterisks in place of all but the last four digits of card numbers."""
    return DIGIT_RUNS.sub(_mask_run, text)


def _mask_run(found: re.Match[str]) -> str:
    run = found[0]
    if found["other"] or len(run) < MIN_CARD_DIGITS:
        return run
    pieces, end = [], 0
    for start, stop in _find_card_spans(run):
        last = "".join(DIGITS.findall(run[start:stop]))[-SHOWN_DIGITS:]
        pieces.append(run[end:start] + "*" * 12 + last)
        end = stop
    return "".join(pieces) + run[end:]


def _find_card_spans(run: str) -> Iterator[tuple[int, int]]:
    """The spans of card numbers in a run of groups; overlapping ones are joined."""
    groups = [group.span() for group in DIGITS.finditer(run)]
    begin, end = 0, 0
    for number, (start, _) in enumerate(groups):
        stop = _find_card_end(run, groups[number:])
        if start >= end > 0:
            yield begin, end
            end = 0
        begin, end = (begin if end else start), max(end, stop)
    if end:
        yield begin, end


def _find_card_end(run: str, groups: list[tuple[int, int]]) -> int:
    """The end of the longest card number that starts with the first group; 0 without one."""
    digits, found = "", 0
    for start, stop in groups:
        digits += run[start:stop]
        if len(digits) > MAX_CARD_DIGITS:
            break
        if len(digits) >= MIN_CARD_DIGITS and has_valid_check_digit(digits):
            found = stop
    return found


def has_valid_check_digit(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (Luhn)."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
