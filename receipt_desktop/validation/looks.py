"""Compares the perceptual hashes of pages, and cuts them into the keys that find similar ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from receipt_desktop.domain.page import PagePrint

LOOK_BITS = 128
MAX_DISTANCE = 19
"""Bits (15 %) in which two pictures of one page differ. Of 264 real receipts, 96 % differ less from
a smaller, tilted and darker copy, and 1 % of all pairs of two receipts do."""
BAND_BITS = 14
"""Of a key. Pages with few different bits share one of 9 keys, others one in 100 times."""
BANDS = LOOK_BITS // BAND_BITS
STEP = 37
"""Spreads the bits of a key over the page; no divisor of `LOOK_BITS`."""


def have_same_look(first: Sequence[PagePrint], second: Sequence[PagePrint]) -> bool:
    """Whether the first pages look alike."""
    if not first or not second:
        return False
    return is_near(first[0].look, second[0].look)


def is_near(first: str, second: str) -> bool:
    """Whether two looks are those of one page; "" is that of no page."""
    if not first or not second:
        return False
    return (int(first, 16) ^ int(second, 16)).bit_count() <= MAX_DISTANCE


def iterate_bands(look: str) -> Iterator[str]:
    """The keys of a look; empty ones, which many pages share, are left out."""
    bits = f"{int(look, 16):0{LOOK_BITS}b}"
    spread = "".join(bits[place * STEP % LOOK_BITS] for place in range(LOOK_BITS))
    for band in range(BANDS):
        part = spread[band * BAND_BITS : (band + 1) * BAND_BITS]
        if "1" in part:
            yield f"{band}:{part}"
