"""The layout of the form."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from receipt_desktop.domain.fields import Field
from receipt_desktop.ui import theme
from receipt_desktop.ui.review.details_tabs import DetailsTabs


def test_a_date_and_a_total_have_room_where_the_form_is_narrow(qtbot: QtBot) -> None:
    tabs = DetailsTabs()
    qtbot.addWidget(tabs)
    tabs.resize(tabs.needed_width, 800)
    with qtbot.waitExposed(tabs):
        tabs.show()
    metrics = theme.scaled_metrics("title")
    for field, text in ((Field.DATE, "24.12.2026"), (Field.TOTAL, "1,234.56")):
        assert tabs.fields_form.rows[field].editor.width() > metrics.horizontalAdvance(text)
    assert tabs.fields_form.width() >= tabs.fields_form.minimumSizeHint().width()
