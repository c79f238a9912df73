"""Words for what scanners offer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from receipt_desktop.domain.scanning import ColorMode, Division, ScannedPage, ScanSource

SOURCES: Mapping[ScanSource, object] = {
    ScanSource.GLASS: QT_TRANSLATE_NOOP("scans", "Glass"),
    ScanSource.FEEDER: QT_TRANSLATE_NOOP("scans", "Feeder, one side"),
    ScanSource.DUPLEX: QT_TRANSLATE_NOOP("scans", "Feeder, both sides"),
}
COLOR_MODES: Mapping[ColorMode, object] = {
    ColorMode.COLOR: QT_TRANSLATE_NOOP("scans", "Colour"),
    ColorMode.GRAY: QT_TRANSLATE_NOOP("scans", "Grey"),
    ColorMode.BLACK_AND_WHITE: QT_TRANSLATE_NOOP("scans", "Black and white"),
}
DIVISIONS: Mapping[Division, object] = {
    Division.ONE_RECEIPT: QT_TRANSLATE_NOOP("scans", "All pages are one receipt"),
    Division.EACH_PAGE: QT_TRANSLATE_NOOP("scans", "Each page is a receipt"),
    Division.SEPARATORS: QT_TRANSLATE_NOOP("scans", "A separator page begins a new receipt"),
}
PAGE = QT_TRANSLATE_NOOP("scans", "Page {number}")
BLANK_PAGE = QT_TRANSLATE_NOOP("scans", "{number}: blank")
SEPARATOR_PAGE = QT_TRANSLATE_NOOP("scans", "{number}: separator")
LEFT_OUT_PAGE = QT_TRANSLATE_NOOP("scans", "{number}: left out")


def _translate(text: object) -> str:
    return QCoreApplication.translate("scans", str(text))


def format_source(source: ScanSource) -> str:
    """Where the paper lies."""
    return _translate(SOURCES[source])


def format_color_mode(mode: ColorMode) -> str:
    """What is kept of the colours."""
    return _translate(COLOR_MODES[mode])


def format_division(division: Division) -> str:
    """How pages become receipts."""
    return _translate(DIVISIONS[division])


def format_page(number: int, page: ScannedPage, *, is_left_out: bool) -> str:
    """The caption of a page; `number` begins at 1."""
    if page.is_separator:
        text = SEPARATOR_PAGE
    elif is_left_out:
        text = BLANK_PAGE if page.is_blank else LEFT_OUT_PAGE
    else:
        text = PAGE
    return _translate(text).format(number=number)
