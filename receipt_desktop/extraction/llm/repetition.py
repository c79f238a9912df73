"""A language model that says the same over and over, noticed while it speaks."""

from __future__ import annotations

MAX_CYCLE = 200
"""Characters that are said again and again."""
MIN_REPEATS = 5
"""A cycle was said so often, counted over what was said last."""
SHORT_CYCLE = 8
MIN_SHORT_CYCLE_CHARACTERS, MIN_CHARACTERS = 120, 300
"""A cycle of up to `SHORT_CYCLE` characters, and a longer one, goes on for at least so many: no
string of an answer is so long, and five equal line items in a row are no loop yet."""
CHECK_INTERVAL = 50
"""New characters between two looks, so that a character costs the same however long the answer."""


class RepetitionDetector:
    """Listens to one answer. Remembers only its end; a look costs some tenths of a millisecond."""

    def __init__(self) -> None:
        self._end = ""
        self._unchecked = 0
        self._found = False

    def feed_text(self, text: str) -> bool:
        """Whether the answer, with this next piece, has fallen into a loop."""
        for start in range(0, len(text), CHECK_INTERVAL):
            piece = text[start : start + CHECK_INTERVAL]
            self._end = (self._end + piece)[-MIN_REPEATS * MAX_CYCLE :]
            self._unchecked += len(piece)
            if not self._found and self._unchecked >= CHECK_INTERVAL:
                self._unchecked = 0
                self._found = ends_in_cycle(self._end)
        return self._found


def ends_in_cycle(text: str) -> bool:
    """Whether the text ends in the same cycle said often enough.

    By the failure function of Knuth, Morris and Pratt over the reversed text: of its first n
    characters, n less the value at n is the shortest cycle.
    """
    turned = text[::-1]
    values = [0] * len(turned)
    shared = 0
    for at in range(1, len(turned)):
        while shared and turned[at] != turned[shared]:
            shared = values[shared - 1]
        if turned[at] == turned[shared]:
            shared += 1
        values[at] = shared
        length = at + 1
        if length >= _required_length(length - shared):
            return True
    return False


def _required_length(cycle: int) -> int:
    """Characters over which a cycle of this length has to go on."""
    return max(
        MIN_REPEATS * cycle, MIN_SHORT_CYCLE_CHARACTERS if cycle <= SHORT_CYCLE else MIN_CHARACTERS
    )
