"""Where a part of a stored picture is on its page. Standard library only.

A stored picture shows its page turned, straightened, cropped, or seen from straight above: its
four corners on the page say how (the projective map of a square to a quadrilateral, Heckbert 1989,
"Fundamentals of Texture Mapping and Image Warping").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.domain.page import Box, PagePicture
from receipt_desktop.domain.page_sources import DECIMALS, WHOLE_PAGE, Corners, PageSource, Region
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.receipt_parts import PartPlace, ReceiptPart


def find_region(picture: PagePicture, box: Box) -> Region:
    """The smallest region of the page that contains a box of its stored picture."""
    corners = picture.corners or WHOLE_PAGE
    left, right = box.x / picture.width, box.right / picture.width
    top, bottom = box.y / picture.height, box.bottom / picture.height
    points = [
        _map_point(corners, across, down)
        for across, down in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    bounds = picture.source.region if picture.source and picture.source.region else _WHOLE_REGION
    low_x = max(bounds.x, min(x for x, _ in points))
    low_y = max(bounds.y, min(y for _, y in points))
    high_x = min(bounds.right, max(x for x, _ in points))
    high_y = min(bounds.bottom, max(y for _, y in points))
    sides = low_x, low_y, max(0.0, high_x - low_x), max(0.0, high_y - low_y)
    return Region(*(round(side, DECIMALS) for side in sides))


def locate_parts(
    details: ReceiptDetails, parts: Sequence[ReceiptPart]
) -> tuple[tuple[PageSource, ...], ...]:
    """The pages of each part of a receipt that has been read."""
    pictures = details.reading.text.pages if details.reading else ()
    sources = details.page_sources

    def locate(place: PartPlace) -> PageSource:
        source = sources[place.page]
        if place.box is None:
            return source
        return replace(source, region=find_region(pictures[place.page], place.box))

    return tuple(tuple(map(locate, part.places)) for part in parts)


def count_turns(picture: PagePicture) -> int:
    """The quarter turns counter-clockwise (0..3) by which a stored picture shows its page."""
    (x1, y1), (x2, y2), *_ = picture.corners or WHOLE_PAGE
    across, down = x2 - x1, y2 - y1
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 1 if down >= 0 else 3


def turn_page(source: PageSource, picture: PagePicture | None, turns: int) -> PageSource:
    """The page turned by further quarter turns counter-clockwise from how it is shown."""
    shown = source.turns if source.turns is not None or picture is None else count_turns(picture)
    return replace(source, turns=((shown or 0) + turns) % 4)


_WHOLE_REGION = Region(0.0, 0.0, 1.0, 1.0)


def _map_point(corners: Corners, across: float, down: float) -> tuple[float, float]:
    """Where a point of the picture, in shares of its sides, is on the page."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    sum_x, sum_y = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    side_x, side_y = (x1 - x2, x3 - x2), (y1 - y2, y3 - y2)
    area = side_x[0] * side_y[1] - side_x[1] * side_y[0]
    g = (sum_x * side_y[1] - side_x[1] * sum_y) / area if area else 0.0
    h = (side_x[0] * sum_y - sum_x * side_y[0]) / area if area else 0.0
    depth = g * across + h * down + 1
    x = (x1 - x0 + g * x1) * across + (x3 - x0 + h * x3) * down + x0
    y = (y1 - y0 + g * y1) * across + (y3 - y0 + h * y3) * down + y0
    return x / depth, y / depth
