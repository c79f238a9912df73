"""How the pictures of two receipts are shown beside each other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.page import PagePicture
from receipt_desktop.ui.review.comparison_view import _fit_picture
from receipt_desktop.ui.review.picture_view import FitMode, PictureView


@pytest.mark.parametrize(("height", "fit"), [(400, FitMode.PAGE), (2000, FitMode.WIDTH)])
def test_of_a_long_slip_the_compared_part_is_shown(qtbot: QtBot, height: int, fit: FitMode) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    panel: Any = SimpleNamespace(current_page=PagePicture(0, 300, height, ""), picture_view=view)
    _fit_picture(panel)
    assert view._fit_mode is fit
    assert view.is_frozen is (fit is FitMode.PAGE)
