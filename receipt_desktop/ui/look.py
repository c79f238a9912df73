"""One visual language: a spacing scale, a type scale, few colours with meaning, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from receipt_desktop.settings import resources

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


STYLE = """
QLabel[role="title"] { font-size: %(title_size)s; font-weight: 600; }
QLabel[role="heading"] { font-size: %(heading_size)s; font-weight: 600; }
QLabel[role="figure"] { font-size: %(figure_size)s; font-weight: 600; }
QLabel[role="note"] { color: %(muted)s; }
QLabel[role="warning"] { color: %(warning)s; }
QLabel[role="error"] { color: %(bad)s; }
QLabel[role="good"] { color: %(good)s; }
QToolTip {
    background: %(surface)s; color: %(text)s; border: 1px solid %(line)s; padding: %(xs)dpx;
}
QPushButton {
    background: %(surface)s; border: 1px solid %(line)s; border-radius: %(radius)dpx;
    padding: 5px 12px;
}
QPushButton:hover { background: %(hover)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton:disabled { color: %(muted)s; }
QPushButton:checked { background: %(selection)s; border-color: %(accent)s; }
QPushButton[role="primary"] {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 600;
}
QPushButton[role="plain"] { background: transparent; border-color: transparent; }
QPushButton[role="plain"]:hover { background: %(hover)s; }
QPushButton[role="plain"]:checked { background: %(selection)s; }
QPushButton[role="plain"]:focus { border-color: %(accent)s; }
QToolButton { border: 1px solid transparent; border-radius: %(radius)dpx; padding: 4px; }
QToolButton:hover { background: %(hover)s; }
QToolButton:focus { border-color: %(accent)s; }
QToolButton:checked { background: %(selection)s; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit, QPlainTextEdit {
    background: %(surface)s; border: 1px solid %(line)s; border-radius: %(radius)dpx;
    padding: 3px 6px; selection-background-color: %(accent)s;
    selection-color: %(on_accent)s;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus {
    border-color: %(accent)s;
}
QLineEdit[state="doubtful"] { border-color: %(warning)s; background: %(soft_warning)s; }
QLineEdit[state="wrong"] { border-color: %(bad)s; background: %(soft_bad)s; }
QLineEdit[state]:focus { border-color: %(accent)s; }
QLineEdit:read-only { background: transparent; }
QSpinBox { padding-right: 0px; }
QSpinBox QLineEdit { padding: 0px 4px; border: none; background: transparent; }
QCheckBox::indicator, QListView::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; border-radius: 4px;
    background: %(surface)s;
}
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: %(accent)s; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: %(accent)s; border-color: %(accent)s; image: url("%(icons)s/tick-%(tick)s.svg");
}
QCheckBox::indicator:disabled { border-color: %(line)s; }
QComboBox::drop-down, QSpinBox::up-button, QSpinBox::down-button {
    border: none; background: transparent; width: 22px;
}
QComboBox::down-arrow, QSpinBox::down-arrow {
    image: url("%(icons)s/arrow-down.svg"); width: 12px; height: 12px;
}
QSpinBox::up-arrow { image: url("%(icons)s/arrow-up.svg"); width: 12px; height: 12px; }
QScrollBar { background: transparent; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: %(line)s; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTableView, QListView, QTreeView { background: %(surface)s; border: none; outline: none; }
QTableView::item { padding: 0px 4px; }
QTableView::item:selected, QListView::item:selected { background: %(selection)s; color: %(text)s; }
QHeaderView::section {
    background: %(surface)s; color: %(muted)s; border: none;
    border-bottom: 1px solid %(line)s; padding: 4px 6px;
}
QProgressBar {
    background: %(hover)s; border: none; border-radius: 3px; max-height: 6px; text-align: center;
}
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QSplitter::handle { background: %(line)s; }
QSplitter::handle:horizontal { width: 1px; }
QScrollArea { border: none; background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QTabBar::tab { padding: 6px 12px; border: none; color: %(muted)s; background: transparent; }
QTabBar::tab:selected { color: %(text)s; border-bottom: 2px solid %(accent)s; }
QMenu { background: %(surface)s; border: 1px solid %(line)s; padding: %(xs)dpx; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: %(selection)s; }
QMenu::item:disabled { color: %(muted)s; }
#navigation { background: %(window)s; border-right: 1px solid %(line)s; }
#navigation QToolButton { padding: 8px; text-align: left; }
#surface { background: %(surface)s; }
#bar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
#strip { background: %(window)s; border-top: 1px solid %(line)s; }
#notice { background: %(soft_accent)s; border-top: 1px solid %(line)s; }
#drop { border: 2px dashed %(line)s; border-radius: 10px; background: %(surface)s; }
#drop[state="over"] { border-color: %(accent)s; background: %(soft_accent)s; }
"""
