"""The frames of evidence beside each other."""

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.ui.review.evidence_boxes import EvidenceBox, separate_boxes


def line(y: int, height: int, x: int = 100, page: int = 0) -> Line:
    return Line("text", Box(x, y, 200, height), 0.99, page)


def separate(mark: Box, *lines: Line) -> Box:
    return separate_boxes([EvidenceBox("total", 0, mark, "text")], lines)[0].box


def test_boxes_of_close_rows_meet_in_the_middle() -> None:
    rows = [line(100, 40), line(130, 40), line(160, 40)]
    boxes = [separate(row.box, *rows) for row in rows]
    assert [(box.y, box.bottom) for box in boxes] == [(100, 135), (135, 165), (165, 200)]


def test_rows_elsewhere_and_pieces_of_the_same_row_leave_a_box_alone() -> None:
    box = Box(100, 100, 200, 40)
    beside, other_page, same_row = line(130, 40, x=400), line(130, 40, page=1), line(104, 40, x=250)
    assert separate(box, beside, other_page, same_row) == box


def test_a_box_of_several_rows_keeps_what_is_inside() -> None:
    address = Box(100, 100, 200, 100)
    assert separate(address, line(100, 40), line(130, 40), line(160, 40)) == address
