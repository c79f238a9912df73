"""A language model that says the same over and over, noticed while it speaks."""

from __future__ import annotations

LONGEST_CYCLE = 200
"""Characters that are said again and again."""
TIMES = 5
"""A cycle was said so often, counted over what was said last."""
SHORT_CYCLE = 8
SHORT_CHARACTERS, CHARACTERS = 120, 300
"""A cycle of up to `SHORT_CYCLE` characters, and a longer one, goes on for at least so many: no
string of an answer is so long, and five equal line items in a row are no loop yet."""
STEP = 50
"""New characters between two looks, so that a character costs the same however long the answer."""


class Loop:
    """Listens to one answer. Remembers only its end; a look costs some tenths of a millisecond."""

    def __init__(self) -> None:
        self._end = ""
        self._fresh = 0
        self._found = False

    def hears(self, text: str) -> bool:
        """Whether the answer, with this next piece, has fallen into a loop."""
        for start in range(0, len(text), STEP):
            piece = text[start : start + STEP]
            self._end = (self._end + piece)[-TIMES * LONGEST_CYCLE :]
            self._fresh += len(piece)
            if not self._found and self._fresh >= STEP:
                self._fresh = 0
                self._found = repeats(self._end)
        return self._found


def repeats(text: str) -> bool:
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
        if length >= _enough(length - shared):
            return True
    return False


def _enough(cycle: int) -> int:
    """Characters over which a cycle of this length has to go on."""
    return max(TIMES * cycle, SHORT_CHARACTERS if cycle <= SHORT_CYCLE else CHARACTERS)
