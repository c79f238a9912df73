from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.text.rows import build_rows, measure_tilt
from tests.unit.extraction.printed import printed


def test_pieces_of_one_height_make_a_row() -> None:
    rows = build_rows(printed("TOTAL | 12.50\nCASH | 20.00").lines)
    assert [row.text for row in rows] == ["TOTAL  12.50", "CASH  20.00"]
    assert [row.index for row in rows] == [0, 1]


def test_order_of_the_reader_does_not_matter() -> None:
    lines = printed("A | 1.00\nB | 2.00\nC | 3.00").lines
    assert [r.text for r in build_rows(lines[::-1])] == [r.text for r in build_rows(lines)]


def test_a_letter_that_two_pieces_share_is_taken_once() -> None:
    pieces = [
        Line("05-05", Box(199, 604, 105, 40), 1.0),
        Line("5-2018 11:25", Box(283, 604, 254, 42), 1),
    ]
    assert [row.text for row in build_rows(pieces)] == ["05-05-2018 11:25"]


def test_pieces_that_only_touch_keep_all_letters() -> None:
    pieces = [
        Line("05-05", Box(199, 604, 105, 40), 1.0),
        Line("5-2018 11:25", Box(300, 604, 254, 42), 1),
    ]
    assert [row.text for row in build_rows(pieces)] == ["05-05 5-2018 11:25"]


def test_tilt_is_measured_and_rows_stay_together() -> None:
    lines = printed("Bread | 1.00\nMilk | 2.00\nTotal | 3.00\nCash | 5.00", slope=0.015).lines
    assert abs(measure_tilt(lines) - 0.015) < 0.003
    assert [row.text for row in build_rows(lines)][2] == "Total  3.00"


def test_pages_follow_each_other() -> None:
    lines = [
        Line("second", Box(0, 0, 90, 30), 0.9, page=1),
        Line("first", Box(0, 500, 90, 30), 0.9),
    ]
    assert [(row.text, row.page) for row in build_rows(lines)] == [("first", 0), ("second", 1)]


def test_pieces_above_each_other_are_two_rows() -> None:
    lines = [Line("upper", Box(0, 100, 90, 30), 0.9), Line("lower", Box(0, 114, 90, 30), 0.9)]
    assert [row.text for row in build_rows(lines)] == ["upper", "lower"]


def test_empty_lines_are_no_rows() -> None:
    assert build_rows([Line("  ", Box(0, 0, 9, 9), 0.9)]) == ()


def test_a_price_on_a_curved_page_stays_beside_its_words() -> None:
    pieces = [
        ("£", (1254, 603, 36, 52)),
        ("Tropic Drink", (472, 620, 393, 89)),
        ("1.69 B", (1160, 646, 134, 56)),
        ("Cheese", (476, 673, 297, 79)),
        ("0.83 A", (1160, 695, 132, 54)),
    ]
    rows = build_rows([Line(text, Box(*box), 0.9) for text, box in pieces])
    assert [row.text for row in rows] == ["£", "Tropic Drink  1.69 B", "Cheese  0.83 A"]
