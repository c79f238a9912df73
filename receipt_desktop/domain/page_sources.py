"""Where the pages of a receipt come from: originals, their pages, and parts of those.

A receipt without page sources consists of all pages of its original, as they are. Standard library
only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
"""In shares (0..1) of the width and height of a page."""
Corners = tuple[Point, Point, Point, Point]
"""Clockwise from the top left."""
WHOLE_PAGE: Corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
DECIMALS = 5
"""Of a region's shares: a fraction of a pixel of the largest page."""
MIN_SIDE = 0.01
"""Smallest share of a page's width and height that a region covers."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page, in shares (0..1) of its width and height.

    The page is upright by its EXIF orientation, before any quarter turn.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def is_valid(self) -> bool:
        """Whether it lies on the page and is not tiny."""
        fits = self.x >= 0 and self.y >= 0 and self.right <= 1 and self.bottom <= 1
        return fits and self.width >= MIN_SIDE and self.height >= MIN_SIDE

    @property
    def right(self) -> float:
        return round(self.x + self.width, DECIMALS)

    @property
    def bottom(self) -> float:
        return round(self.y + self.height, DECIMALS)


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of a receipt, or all pages of an original."""

    content_hash: str
    """SHA-256 of the original's bytes, hex."""
    number: int | None = None
    """The page of the original (0-based); None for all of its pages."""
    turns: int | None = None
    """Quarter turns counter-clockwise (0..3) that a person chose; None: the reader finds them."""
    region: Region | None = None
    """The part of the page; None for the whole page."""

    @property
    def is_valid(self) -> bool:
        """Whether page, turns and region are in their ranges."""
        is_page = self.number is None or self.number >= 0
        is_turn = self.turns is None or self.turns in range(4)
        return is_page and is_turn and (self.region is None or self.region.is_valid)

    def to_json(self) -> dict[str, Any]:
        """The source as JSON, without what is not set."""
        found: dict[str, Any] = {"original": self.content_hash}
        if self.number is not None:
            found["page"] = self.number
        if self.turns is not None:
            found["turns"] = self.turns
        if self.region is not None:
            sides = (self.region.x, self.region.y, self.region.width, self.region.height)
            found["region"] = [round(side, DECIMALS) for side in sides]
        return found


def parse_page_source(values: Mapping[str, Any]) -> PageSource:
    """The source of `PageSource.to_json`. Raises `KeyError`, `TypeError`."""
    region = values.get("region")
    return PageSource(
        values["original"],
        values.get("page"),
        values.get("turns"),
        None if region is None else Region(*map(float, region)),
    )


def list_originals(sources: Iterable[PageSource]) -> tuple[str, ...]:
    """The content hashes of these sources, each once, in their order."""
    return tuple(dict.fromkeys(source.content_hash for source in sources))
