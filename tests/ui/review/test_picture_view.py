"""Zooming, panning and pointing on a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.page import Box, Line, PagePicture
from receipt_desktop.ui.review.evidence_boxes import EvidenceBox, find_text_area
from receipt_desktop.ui.review.page_item import load_page_levels
from receipt_desktop.ui.review.picture_view import MAX_ZOOM, MIN_ZOOM, FitMode, PictureView


@pytest.fixture
def page(tmp_path: Path) -> Path:
    image = QImage(1000, 3000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(tmp_path / "page.png"))
    return tmp_path / "page.png"


@pytest.fixture
def view(qtbot: QtBot, page: Path) -> PictureView:
    made = PictureView()
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.show_page(load_page_levels(page))
    return made


def turn_wheel(view: PictureView, steps: int, modifiers: Qt.KeyboardModifier) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_smaller_copies_halve_down_to_something_useful(page: Path) -> None:
    widths = [level.width() for level in load_page_levels(page)]
    assert widths == [1000, 500, 250, 125]


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.jpg").write_bytes(b"nothing")
    with pytest.raises(InvalidRequest):
        load_page_levels(tmp_path / "page.jpg")


def test_a_page_fills_the_width_and_follows_it(view: PictureView) -> None:
    assert view.zoom_factor == pytest.approx(view.viewport().width() / 1000)
    view.resize(800, 400)
    assert view.zoom_factor == pytest.approx(view.viewport().width() / 1000)


def test_bare_paper_around_the_text_is_left_out(view: PictureView, page: Path) -> None:
    picture = PagePicture(0, 1000, 3000, "page.png")
    lines = (Line("TOTAL", Box(300, 600, 100, 40), 0.9), Line("1,00", Box(700, 900, 60, 40), 0.9))
    part = find_text_area(picture, lines)
    assert (part.left(), part.right()) == (260, 800)
    view.show_page(load_page_levels(page), part)
    assert view.zoom_factor == pytest.approx(view.viewport().width() / part.width())
    assert view.mapFromScene(part.topLeft()).x() == pytest.approx(0, abs=2)
    assert view.mapFromScene(part.topLeft()).y() == pytest.approx(0, abs=2)


def test_a_page_without_text_is_shown_whole_and_one_word_is_not_blown_up() -> None:
    picture = PagePicture(0, 1000, 3000, "page.png")
    assert find_text_area(picture, ()).width() == 1000
    one = (Line("x", Box(990, 10, 8, 8), 0.9), Line("y", Box(0, 10, 900, 8), 0.9, page=1))
    assert 200 <= find_text_area(picture, one).width() < 400


def test_the_whole_page_can_be_seen(view: PictureView) -> None:
    view.set_fit_mode(FitMode.PAGE)
    assert view.zoom_factor == pytest.approx(view.viewport().height() / 3000)


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(view: PictureView) -> None:
    before = view.zoom_factor
    turn_wheel(view, -1, Qt.KeyboardModifier.NoModifier)
    assert view.zoom_factor == before
    assert view.verticalScrollBar().value() > 0
    turn_wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom_factor > before
    assert view.fit_mode is FitMode.FREE


def test_zoom_has_bounds_and_a_resize_leaves_it(view: PictureView) -> None:
    view.zoom_by(1000)
    assert view.zoom_factor == pytest.approx(MAX_ZOOM)
    view.resize(300, 300)
    assert view.zoom_factor == pytest.approx(MAX_ZOOM)
    view.zoom_by(1 / 100_000)
    assert view.zoom_factor == pytest.approx(MIN_ZOOM)


def test_keys_zoom_and_fit(qtbot: QtBot, view: PictureView) -> None:
    before = view.zoom_factor
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom_factor > before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom_factor == pytest.approx(before)


def test_a_click_beside_all_boxes_is_no_answer(qtbot: QtBot, view: PictureView) -> None:
    view.show_boxes([EvidenceBox("date", 0, Box(100, 100, 200, 50), "x")], lambda mark: mark.text)
    with qtbot.assertNotEmitted(view.box_clicked, wait=0):
        outside = view.mapFromScene(800, 400)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=outside)
    with qtbot.waitSignal(view.box_clicked) as clicked:
        inside = view.mapFromScene(150, 120)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert clicked.args == ["date"]


def test_a_focused_box_is_brought_into_view(view: PictureView) -> None:
    view.show_boxes([EvidenceBox("total", 0, Box(100, 2800, 200, 50), "x")], lambda mark: mark.text)
    view.focus_box("total")
    assert view.viewport().rect().contains(view.mapFromScene(200, 2825))


def test_the_smaller_copies_are_what_is_painted(view: PictureView) -> None:
    view.set_fit_mode(FitMode.PAGE)
    seen = view.grab().toImage()
    middle = seen.pixelColor(view.mapFromScene(500, 1500))
    assert middle == QColor("white")
