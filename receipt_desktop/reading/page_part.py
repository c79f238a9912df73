"""The part of a decoded page that belongs to a receipt, turned as a person has turned it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.domain.page_sources import PageSource, Region
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import as_picture


def cut_page(page: DecodedPage, source: PageSource | None) -> tuple[DecodedPage, PageView]:
    """The page itself, or the region of `source`, turned; and the view of its picture.

    A page that was drawn from an electronic invoice stays whole and upright.
    """
    if source is None or page.is_drawn:
        return page, PageView.of_region(page.picture, None)
    if source.region is not None:
        page = _cut_region(page, source.region)
    view = PageView.of_region(page.picture, source.region)
    if source.turns:
        view = view.turn(source.turns)
        page = replace(page, picture=view.picture, text_layer=(), fonts=())
    return page, view


def _cut_region(page: DecodedPage, region: Region) -> DecodedPage:
    """The region of a page; an embedded invoice is about the page as a whole, so it is left out."""
    height, width = page.picture.shape[:2]
    box = find_region_box(region, width, height)
    cut = as_picture(page.picture[box.y : box.bottom, box.x : box.right])
    inside = [line for line in page.text_layer if _contains_middle(box, line.box)]
    fonts = dict(zip(page.text_layer, page.fonts, strict=False))
    return replace(
        page,
        picture=cut,
        text_layer=tuple(_shift_lines(inside, box)),
        fonts=tuple(fonts[line] for line in inside if line in fonts),
        invoice=None,
    )


def find_region_box(region: Region, width: int, height: int) -> Box:
    """The box of a region in a page of this size, in pixels; at least one pixel."""
    x, y = min(width - 1, round(region.x * width)), min(height - 1, round(region.y * height))
    right, bottom = round(region.right * width), round(region.bottom * height)
    return Box(x, y, max(1, min(width, right) - x), max(1, min(height, bottom) - y))


def _contains_middle(box: Box, other: Box) -> bool:
    across, down = other.x + other.w / 2, other.middle_y
    return box.x <= across < box.right and box.y <= down < box.bottom


def _shift_lines(lines: Sequence[Line], box: Box) -> list[Line]:
    """The lines in pixels of the region; what sticks out of it is cut off."""
    shifted = []
    for line in lines:
        x, y = max(0, line.box.x - box.x), max(0, line.box.y - box.y)
        right = min(box.w, line.box.right - box.x)
        bottom = min(box.h, line.box.bottom - box.y)
        shifted.append(replace(line, box=Box(x, y, max(1, right - x), max(1, bottom - y))))
    return shifted
