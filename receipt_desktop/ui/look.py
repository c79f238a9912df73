"""One visual language: a spacing scale, a type scale, few colours with meaning, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from receipt_desktop.paths import resources
from receipt_desktop.ui.style_sheet import STYLE

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 16, 24, 40
"""Pixels; nothing is set apart by any other distance."""
RADIUS = 6
TEXT_WIDTH = 760
"""Widest column of text and fields that an eye follows easily."""
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
SCALES = {"title": 1.45, "heading": 1.12, "figure": 1.7, "note": 0.92}
"""Type sizes as multiples of the person's own font."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour there is. `soft_*` lie behind text of the same meaning."""

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


def _colours(*names: str) -> Colours:
    return Colours(*(QColor(name) for name in names))


LIGHT = _colours(
    "#f5f6f8", "#ffffff", "#eff2f6", "#dfe3e8", "#1a1e24", "#5b6472", "#2257bf", "#ffffff",
    "#e0e9fb", "#1b7245", "#8f5400", "#b3261e", "#e3f3ea", "#fbf0dc", "#fbe6e4", "#e8effc",
)  # fmt: skip
DARK = _colours(
    "#15171b", "#1d2025", "#262a31", "#343a43", "#e7e9ec", "#a0a8b4", "#82acff", "#0f1522",
    "#2b3b5e", "#62c592", "#e6ae55", "#ff938a", "#1d3328", "#3a2f1a", "#402524", "#233049",
)  # fmt: skip


class _Theme(QObject):
    changed = Signal()


class _State:
    theme: _Theme | None = None
    colours: Colours = LIGHT


def theme_changed() -> _Theme:
    """The object whose `changed` signal tells of light becoming dark and back."""
    if _State.theme is None:
        _State.theme = _Theme()
    return _State.theme


def colours() -> Colours:
    """The colours in force."""
    return _State.colours


def colour(name: str) -> QColor:
    """One colour by its name."""
    found = getattr(_State.colours, name)
    assert isinstance(found, QColor)  # noqa: S101 (all of them are)
    return found


def apply(app: QApplication, theme: str) -> None:
    """Dress the whole program: theme is system, light or dark. Follows the system live."""
    app.setStyle("Fusion")
    hints = QGuiApplication.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(wanted.get(theme, Qt.ColorScheme.Unknown))
    if not app.property("dressed"):
        app.setProperty("dressed", True)
        hints.colorSchemeChanged.connect(lambda _: _dress(app))
    app.setProperty("theme", theme)
    _dress(app)


@contextmanager
def undressed(app: QApplication) -> Iterator[None]:
    """Without the style sheet meanwhile: it would be applied anew at each widget's new parent."""
    sheet = app.styleSheet()
    app.setStyleSheet("")
    yield
    app.setStyleSheet(sheet)


def _dress(app: QApplication) -> None:
    dark = app.property("theme") == "dark" or (
        app.property("theme") != "light"
        and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    _State.colours = DARK if dark else LIGHT
    app.setPalette(_palette(_State.colours))
    app.setStyleSheet(_style_sheet(_State.colours, app.font()))
    theme_changed().changed.emit()


def _palette(these: Colours) -> QPalette:
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


def _style_sheet(these: Colours, font: QFont) -> str:
    named = {field.name: getattr(these, field.name).name() for field in fields(Colours)}
    size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    sizes = {f"{name}_size": f"{size * scale:.1f}pt" for name, scale in SCALES.items()}
    icons = (resources() / "icons").as_posix()
    measures: dict[str, str | int] = {
        "radius": RADIUS,
        "s": SPACE_S,
        "xs": SPACE_XS,
        "icons": icons,
    }
    measures["tick"] = "dark" if these is DARK else "light"
    return STYLE % {**named, **sizes, **measures}


def set_role(widget: QWidget, role: str) -> None:
    """What a text is: title, heading, figure, note, warning, error, chip, primary, plain."""
    _set(widget, "role", role)


def set_state(widget: QWidget, state: str) -> None:
    """How a field stands: "", doubtful, wrong."""
    _set(widget, "state", state)


def _set(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def line_height() -> int:
    """Height of a line of fields, in pixels."""
    return QFontMetrics(QApplication.font()).height() + SPACE_S + SPACE_XS


def scaled(role: str, *, bold: bool = False) -> QFont:
    """The font of a role, for what is painted by hand."""
    font = QFont(QApplication.font())
    font.setPointSizeF(max(1.0, font.pointSizeF()) * SCALES.get(role, 1.0))
    font.setBold(bold)
    return font


def calm_table(table: QTableView) -> None:
    """No grid, no row numbers, whole rows, quiet head."""
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
