"""The mark beside a field says where a value comes from."""

from __future__ import annotations

from decimal import Decimal

from pytestqt.qtbot import QtBot

from receipt_desktop.domain.reading import ExtractedValue, ValueSource
from receipt_desktop.ui.review.confidence_mark import Certainty, ConfidenceMark


def test_a_value_of_the_document_itself_is_named_as_such(qtbot: QtBot) -> None:
    mark = ConfidenceMark()
    qtbot.addWidget(mark)
    stated = ExtractedValue(Decimal("1.00"), 0.99, source=ValueSource.DOCUMENT)
    mark.show_value(stated, corrected=False)
    assert mark.certainty is Certainty.CERTAIN
    assert mark.toolTip() == "Stated in the QR code or electronic invoice"


def test_a_doubt_about_such_a_value_comes_first(qtbot: QtBot) -> None:
    mark = ConfidenceMark()
    qtbot.addWidget(mark)
    stated = ExtractedValue(Decimal("1.00"), 0.99, source=ValueSource.DOCUMENT)
    mark.show_value(stated, corrected=False, is_questioned=True)
    assert mark.certainty is Certainty.DOUBTFUL
    assert mark.toolTip() == "Uncertain (99%)"


def test_what_only_the_model_has_read_is_named_as_such(qtbot: QtBot) -> None:
    mark = ConfidenceMark()
    qtbot.addWidget(mark)
    read = ExtractedValue("leisure", 0.6, source=ValueSource.MODEL)
    mark.show_value(read, corrected=False)
    assert mark.toolTip() == "Guess (60%), read by the language model"
    mark.show_value(read, corrected=False, is_questioned=True)
    assert mark.toolTip() == "Uncertain (60%), read by the language model"
    mark.show_value(read, corrected=True)
    assert mark.toolTip() == "Entered by you"
