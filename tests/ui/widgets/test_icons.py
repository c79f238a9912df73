"""The program's icons."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets import icons


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("size", [16, 64])
def test_the_icon_of_the_window_is_seen_on_title_bars_of_any_colour(
    qtbot: QtBot,  # noqa: ARG001 (needs the application)
    qapp: QApplication,
    name: str,
    size: int,
) -> None:
    theme.apply_theme(qapp, name)
    picture = icons.load_icon("program").pixmap(size, size).toImage()
    theme.apply_theme(qapp, "light")
    colours = [picture.pixelColor(x, y) for x in range(size) for y in range(size)]
    assert picture.pixelColor(size // 2, size // 8).blue() > 200
    assert max(colour.lightness() for colour in colours) > 225  # the paper
