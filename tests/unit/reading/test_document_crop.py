"""Phone photos are cropped; scans are left unchanged."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.reading.document_crop import crop_document, find_corners, sort_corners
from receipt_desktop.reading.line_boxes import Quads, cuts_lines
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import Picture, as_picture
from receipt_desktop.reading.rapidocr_reader import RapidOcrReader
from tests.samples import SAMPLES, draw

TABLE = (60, 70, 90)


def receipt() -> Picture:
    return as_picture(np.asarray(draw(SAMPLES["cafe"]).convert("RGB"))[:, :, ::-1])


def photographed(corners: list[tuple[int, int]], size: tuple[int, int]) -> Picture:
    """The receipt with these corners on a table of this size (width, height)."""
    paper = receipt()
    height, width = paper.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    seen = cv2.warpPerspective(paper, matrix, size, borderValue=(-1, -1, -1))
    share = cv2.warpPerspective(np.ones((height, width), np.uint8), matrix, size)
    return as_picture(np.where(share[:, :, None] == 1, seen, np.array(TABLE)))


def find_no_lines(_picture: Picture) -> Quads:
    return np.empty((0, 4, 2), np.float32)


CORNERS = [(210, 150), (905, 205), (860, 1410), (130, 1330)]


def test_the_corners_of_a_photographed_receipt() -> None:
    found = find_corners(photographed(CORNERS, (1100, 1600)))
    assert found is not None
    assert np.abs(found - np.array(CORNERS)).max() < 12


def test_it_is_laid_flat_and_nothing_but_paper_is_left() -> None:
    view = PageView.of_region(photographed(CORNERS, (1100, 1600)), None)
    flat = crop_document(view, find_no_lines).picture
    height, width = flat.shape[:2]
    assert (width, height) == pytest.approx((720, 1220), rel=0.05)
    middle = flat[height // 20 : -height // 20, width // 20 : -width // 20]
    assert np.median(middle) > 200
    assert (np.abs(middle.astype(int) - np.array(TABLE)).max(axis=2) < 12).mean() < 0.01


def test_a_scan_is_left_as_it_is() -> None:
    scan = receipt()
    view = PageView.of_region(scan, None)
    assert crop_document(view, find_no_lines) is view


def test_a_scan_with_wide_margins_is_left_as_it_is() -> None:
    paper = receipt()
    page = cv2.copyMakeBorder(paper, 200, 900, 150, 800, cv2.BORDER_CONSTANT, value=(250,) * 3)
    assert find_corners(as_picture(page)) is None


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_picture_of_nothing_has_no_paper(grey: int) -> None:
    assert find_corners(np.full((800, 600, 3), grey, np.uint8)) is None


def test_a_round_light_is_no_paper() -> None:
    dark = np.full((800, 800, 3), 30, np.uint8)
    assert find_corners(as_picture(cv2.circle(dark, (400, 400), 250, (255,) * 3, -1))) is None


@pytest.mark.parametrize("light", [1.0, 0.6], ids=["bright", "in a shadow"])
def test_two_papers_are_both_kept(light: float) -> None:
    one = photographed([(60, 60), (660, 60), (660, 1340), (60, 1340)], (1500, 1400))
    other = photographed([(840, 90), (1440, 90), (1440, 1200), (840, 1200)], (1500, 1400))
    both = as_picture(np.hstack([one[:, :750], other[:, 750:] * light]))
    assert find_corners(both) is None
    assert find_corners(one) is not None


def test_a_bent_paper_is_kept_beside_a_flat_one() -> None:
    flat = photographed([(60, 60), (660, 60), (660, 1340), (60, 1340)], (1500, 1400))
    bent = np.array([(850, 90), (1440, 80), (1380, 1250), (1200, 1240), (860, 650)])
    both = as_picture(cv2.fillPoly(flat, [bent.astype(np.int32)], (215,) * 3))
    assert find_corners(both) is None


@pytest.mark.parametrize("turns", range(4))
def test_the_edge_of_a_shadow_is_no_edge_of_the_paper(turns: int) -> None:
    paper = np.array(receipt())
    paper[int(paper.shape[0] * 0.45) :] = paper[int(paper.shape[0] * 0.45) :] * 0.5
    assert find_corners(as_picture(np.rot90(paper, turns).copy())) is None


def test_corners_of_a_tall_sliver_stay_four_corners() -> None:
    """The lit part of a receipt whose other half lies in a shadow."""
    sliver = np.array([(136, 0), (136, 202), (0, 433), (0, 0)], np.float32)
    assert sort_corners(sliver).tolist() == [[0, 0], [136, 0], [136, 202], [0, 433]]
    turned = np.array([(40, 0), (80, 40), (40, 80), (0, 40)], np.float32)
    assert len({tuple(corner) for corner in sort_corners(turned).tolist()}) == len(turned)


PART = np.array([(100, 100), (500, 100), (500, 900), (100, 900)], np.float32)


def line(left: int, top: int, right: int, bottom: int) -> list[tuple[int, int]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@pytest.mark.parametrize(
    ("box", "is_cut"),
    [
        (line(150, 400, 450, 430), False),
        (line(150, 888, 450, 918), True),
        (line(150, 905, 450, 935), True),
        (line(150, 872, 450, 902), False),
        (line(60, 400, 300, 430), True),
        (line(150, 1000, 450, 1030), False),
        (line(700, 400, 800, 430), False),
    ],
)
def test_a_line_across_the_edge_or_right_outside_is_cut(
    box: list[tuple[int, int]], *, is_cut: bool
) -> None:
    inside = [line(150, top, 450, top + 30) for top in range(150, 500, 50)]
    assert cuts_lines(PART, np.array([*inside, box], np.float32)) is is_cut


def test_nothing_is_cut_where_few_lines_are_seen() -> None:
    assert not cuts_lines(PART, find_no_lines(receipt()))
    assert not cuts_lines(PART, np.array([line(150, 850, 450, 950)], np.float32))


def test_a_paper_whose_foot_lies_in_a_shadow_is_kept_whole() -> None:
    photo = np.array(photographed(CORNERS, (1100, 1600)))
    photo[1000:] = photo[1000:] * 0.35
    view = PageView.of_region(as_picture(photo), None)
    reader = RapidOcrReader(1)
    assert find_corners(view.picture) is not None
    assert crop_document(view, lambda seen: reader.locate_lines(seen, Deadline.after(60))) is view
