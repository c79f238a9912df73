"""Where parts of a stored picture are on its page, however that was turned or straightened."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.page import Box, PagePicture
from receipt_desktop.domain.page_geometry import count_turns, find_region, turn_page
from receipt_desktop.domain.page_sources import WHOLE_PAGE, Corners, PageSource, Region

TOP_LEFT = Box(0, 0, 50, 50)
"""The top left quarter of a picture of 100 by 100 pixels."""
A, B, C, D = WHOLE_PAGE
TURNED: dict[int, Corners] = {0: (A, B, C, D), 1: (B, C, D, A), 2: (C, D, A, B), 3: (D, A, B, C)}
"""The corners of a page after quarter turns counter-clockwise."""


def picture(corners: Corners | None, source: PageSource | None = None) -> PagePicture:
    return PagePicture(0, 100, 100, "0.jpg", source, corners)


@pytest.mark.parametrize(
    ("corners", "region"),
    [
        (None, Region(0, 0, 0.5, 0.5)),
        (TURNED[1], Region(0.5, 0, 0.5, 0.5)),
        (TURNED[2], Region(0.5, 0.5, 0.5, 0.5)),
        (TURNED[3], Region(0, 0.5, 0.5, 0.5)),
        (((0.2, 0.2), (0.6, 0.2), (0.6, 0.8), (0.2, 0.8)), Region(0.2, 0.2, 0.2, 0.3)),
    ],
    ids=["as it is", "left", "on its head", "right", "cropped"],
)
def test_a_box_is_found_on_its_page(corners: Corners | None, region: Region) -> None:
    assert find_region(picture(corners), TOP_LEFT) == region


def test_perspective_is_undone() -> None:
    """The middle of a trapezium's picture is where its diagonals cross, above the middle."""
    seen = picture(((0.4, 0), (0.6, 0), (1, 1), (0, 1)))
    region = find_region(seen, TOP_LEFT)
    assert region.bottom == pytest.approx(1 / 6, abs=1e-4)


def test_a_part_of_a_part_stays_inside_of_it() -> None:
    source = PageSource("", 0, region=Region(0.5, 0, 0.5, 1))
    seen = picture(((0.48, 0), (1, 0), (1, 1), (0.48, 1)), source)
    assert find_region(seen, Box(0, 0, 100, 50)) == Region(0.5, 0, 0.5, 0.5)


@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_turned_from_how_it_is_shown(turns: int) -> None:
    shown = picture(TURNED[turns])
    assert count_turns(shown) == turns
    assert turn_page(PageSource("", 0), shown, -1) == PageSource("", 0, (turns - 1) % 4)
    assert turn_page(PageSource("", 0, 2), shown, 1) == PageSource("", 0, 3)
