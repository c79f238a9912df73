"""Detects an answer of a language model that repeats itself endlessly."""

from __future__ import annotations

MAX_CYCLE = 200
"""Characters of a repeated part at most."""
MIN_REPEATS = 5
"""Repetitions at the end of the text that make a loop."""
SHORT_CYCLE = 8
MIN_SHORT_CYCLE_CHARACTERS, MIN_CHARACTERS = 120, 300
"""Characters that a short cycle (up to `SHORT_CYCLE`) and a longer one must cover: no string of an
answer is so long, and five equal line items in a row are no loop."""
CHECK_INTERVAL = 50
"""New characters between two checks, so that the cost does not grow with the answer."""


class RepetitionDetector:
    """Watches one answer; keeps only its end. A check takes some tenths of a millisecond."""

    def __init__(self) -> None:
        self._end = ""
        self._unchecked = 0
        self._found = False

    def feed_text(self, text: str) -> bool:
        """Add a piece of the answer; whether it has fallen into a loop."""
        for start in range(0, len(text), CHECK_INTERVAL):
            piece = text[start : start + CHECK_INTERVAL]
            self._end = (self._end + piece)[-MIN_REPEATS * MAX_CYCLE :]
            self._unchecked += len(piece)
            if not self._found and self._unchecked >= CHECK_INTERVAL:
                self._unchecked = 0
                self._found = ends_in_cycle(self._end)
        return self._found


def ends_in_cycle(text: str) -> bool:
    """Whether the text ends in a cycle that is repeated often enough.

    Uses the failure function of Knuth, Morris and Pratt over the reversed text: for its first n
    characters, n minus the value at n is the length of the shortest cycle.
    """
    reversed_text = text[::-1]
    values = [0] * len(reversed_text)
    matched = 0
    for index in range(1, len(reversed_text)):
        while matched and reversed_text[index] != reversed_text[matched]:
            matched = values[matched - 1]
        if reversed_text[index] == reversed_text[matched]:
            matched += 1
        values[index] = matched
        length = index + 1
        if length >= _required_length(length - matched):
            return True
    return False


def _required_length(cycle: int) -> int:
    """Characters that a cycle of this length must cover."""
    return max(
        MIN_REPEATS * cycle, MIN_SHORT_CYCLE_CHARACTERS if cycle <= SHORT_CYCLE else MIN_CHARACTERS
    )
