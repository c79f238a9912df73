"""The theme: spacing, type sizes and semantic colours, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from math import ceil

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.ui.style_sheet import STYLE_SHEET_TEMPLATE

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 16, 24, 40
"""The spacing scale in pixels."""
CORNER_RADIUS = 6
TEXT_WIDTH = 760
"""Maximum width of text and form columns in pixels."""
SELECTABLE_TEXT = Qt.TextInteractionFlag.TextSelectableByMouse
FONT_SCALES = {"title": 1.45, "heading": 1.12, "figure": 1.7, "note": 0.92}
"""Type sizes relative to the system font."""


@dataclass(frozen=True, slots=True)
class Colours:
    """All colours. `soft_*` are backgrounds for text of the same meaning."""

    window: QColor
    surface: QColor
    hover: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    good: QColor
    warning: QColor
    bad: QColor
    soft_good: QColor
    soft_warning: QColor
    soft_bad: QColor
    soft_accent: QColor


def _create_colours(*names: str) -> Colours:
    return Colours(*(QColor(name) for name in names))


LIGHT_COLOURS = _create_colours(
    "#f5f6f8", "#ffffff", "#eff2f6", "#dfe3e8", "#1a1e24", "#5b6472", "#2257bf", "#ffffff",
    "#e0e9fb", "#1b7245", "#8f5400", "#b3261e", "#e3f3ea", "#fbf0dc", "#fbe6e4", "#e8effc",
)  # fmt: skip
DARK_COLOURS = _create_colours(
    "#15171b", "#1d2025", "#262a31", "#343a43", "#e7e9ec", "#a0a8b4", "#82acff", "#0f1522",
    "#2b3b5e", "#62c592", "#e6ae55", "#ff938a", "#1d3328", "#3a2f1a", "#402524", "#233049",
)  # fmt: skip


class _ThemeSignals(QObject):
    changed = Signal()


class _ThemeState:
    theme: _ThemeSignals | None = None
    current_colours: Colours = LIGHT_COLOURS


def theme_signals() -> _ThemeSignals:
    """The object that emits `changed` when light or dark changes."""
    if _ThemeState.theme is None:
        _ThemeState.theme = _ThemeSignals()
    return _ThemeState.theme


def current_colours() -> Colours:
    """The current colours."""
    return _ThemeState.current_colours


def named_colour(name: str) -> QColor:
    """One colour by its name."""
    found = getattr(_ThemeState.current_colours, name)
    assert isinstance(found, QColor)  # noqa: S101 (all of them are)
    return found


def apply_theme(app: QApplication, theme: str) -> None:
    """Apply a theme: system, light or dark. `system` follows the desktop live."""
    app.setStyle("Fusion")
    hints = QGuiApplication.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(wanted.get(theme, Qt.ColorScheme.Unknown))
    if not app.property("dressed"):
        app.setProperty("dressed", True)
        hints.colorSchemeChanged.connect(lambda _: _restyle_app(app))
    app.setProperty("theme", theme)
    _restyle_app(app)


@contextmanager
def without_style_sheet(app: QApplication) -> Iterator[None]:
    """Suspend the style sheet, which Qt would reapply for each reparented widget."""
    sheet = app.styleSheet()
    app.setStyleSheet("")
    yield
    app.setStyleSheet(sheet)


def _restyle_app(app: QApplication) -> None:
    dark = app.property("theme") == "dark" or (
        app.property("theme") != "light"
        and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    _ThemeState.current_colours = DARK_COLOURS if dark else LIGHT_COLOURS
    app.setPalette(_build_palette(_ThemeState.current_colours))
    app.setStyleSheet(_build_style_sheet(_ThemeState.current_colours, app.font()))
    theme_signals().changed.emit()


def _build_palette(these: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, shade in {
        role.Window: these.window, role.Base: these.surface, role.AlternateBase: these.hover,
        role.Text: these.text, role.WindowText: these.text, role.ButtonText: these.text,
        role.Button: these.surface, role.Highlight: these.selection,
        role.HighlightedText: these.text, role.PlaceholderText: these.muted,
        role.ToolTipBase: these.surface, role.ToolTipText: these.text, role.Link: these.accent,
        role.Accent: these.accent, role.Mid: these.line, role.Light: these.surface,
    }.items():  # fmt: skip
        palette.setColor(name, shade)
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, these.muted)
    return palette


def _build_style_sheet(these: Colours, font: QFont) -> str:
    named = {field.name: getattr(these, field.name).name() for field in fields(Colours)}
    size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    sizes = {f"{name}_size": f"{size * scale:.1f}pt" for name, scale in FONT_SCALES.items()}
    icons = (resources_folder() / "icons").as_posix()
    measures: dict[str, str | int] = {
        "radius": CORNER_RADIUS,
        "s": SPACE_S,
        "xs": SPACE_XS,
        "icons": icons,
    }
    measures["tick"] = "dark" if these is DARK_COLOURS else "light"
    return STYLE_SHEET_TEMPLATE % {**named, **sizes, **measures}


def set_text_role(widget: QWidget, role: str) -> None:
    """Set the role: title, heading, figure, note, warning, error, chip, primary, plain, large."""
    _set_style_property(widget, "role", role)


def set_field_state(widget: QWidget, state: str) -> None:
    """Set the state of a field: "", doubtful, wrong."""
    _set_style_property(widget, "state", state)


def _set_style_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def line_height() -> int:
    """Height of a line of fields, in pixels."""
    return QFontMetrics(QApplication.font()).height() + SPACE_S + SPACE_XS


def scaled_font(role: str, *, bold: bool = False) -> QFont:
    """The font of a role, for custom painting."""
    font = QFont(QApplication.font())
    font.setPointSizeF(max(1.0, font.pointSizeF()) * FONT_SCALES.get(role, 1.0))
    font.setBold(bold)
    return font


def scaled_metrics(role: str, *, bold: bool = True) -> QFontMetrics:
    """The measures of the font of a role."""
    return QFontMetrics(scaled_font(role, bold=bold))


def style_table(table: QTableView) -> None:
    """Style a table: no grid, no row numbers, row selection, plain header."""
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(line_height())
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def measure_text(font: QFont, words: str) -> int:
    """The width of these words in whole pixels, with which they are not cut off."""
    return ceil(QFontMetricsF(font).horizontalAdvance(words))
