"""The style sheet, with placeholders for the theme's colours and sizes."""

STYLE_SHEET_TEMPLATE = """
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
    padding: 5px 12px; min-height: 16px;
}
QPushButton:hover { background: %(hover)s; }
QPushButton:focus { border-color: %(accent)s; outline: none; }
QPushButton:disabled { color: %(muted)s; }
QPushButton:checked { background: %(selection)s; border-color: %(accent)s; }
QPushButton[role="primary"] {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 600;
}
QPushButton[role="primary"]:focus { border: 2px solid %(text)s; padding: 4px 11px; }
QPushButton[role="primary"]:disabled {
    background: %(line)s; color: %(muted)s; border-color: %(line)s;
}
QPushButton[role="plain"] { background: transparent; border-color: transparent; }
QPushButton[role="plain"]:hover { background: %(hover)s; }
QPushButton[role="plain"]:checked { background: %(selection)s; }
QPushButton[role="plain"]:focus { border-color: %(accent)s; }
QPushButton[role="filter"] {
    background: %(soft_accent)s; color: %(accent)s; border-color: transparent;
    border-radius: 10px; padding: 2px 8px;
}
QPushButton[role="filter"]:hover, QPushButton[role="filter"]:focus { border-color: %(accent)s; }
QToolButton { border: 1px solid transparent; border-radius: %(radius)dpx; padding: 4px; }
QToolButton:hover { background: %(hover)s; }
QToolButton:focus { border-color: %(accent)s; }
QToolButton[role="primary"] {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 600;
    padding: 4px 24px 4px 8px;
}
QToolButton::menu-button { border: none; width: 20px; }
QToolButton::menu-arrow { image: url("%(icons)s/arrow-down.svg"); width: 12px; height: 12px; }
QToolButton::menu-indicator { image: none; }
QToolButton:checked { background: %(selection)s; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit, QPlainTextEdit {
    background: %(surface)s; border: 1px solid %(line)s; border-radius: %(radius)dpx;
    padding: 3px 6px; selection-background-color: %(accent)s;
    selection-color: %(on_accent)s;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus {
    border-color: %(accent)s;
}
QLineEdit[role="large"] { font-size: %(title_size)s; font-weight: 600; padding: 4px 6px; }
QLineEdit[state="doubtful"] { border-color: %(warning)s; background: %(soft_warning)s; }
QLineEdit[state="wrong"] { border-color: %(bad)s; background: %(soft_bad)s; }
QLineEdit[state]:focus { border-color: %(accent)s; }
QLineEdit:read-only { background: transparent; }
QSpinBox { padding-right: 0px; }
QSpinBox QLineEdit { padding: 0px 4px; border: none; background: transparent; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; border-radius: 4px;
    background: %(surface)s;
}
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: %(accent)s; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
    background: %(accent)s; border-color: %(accent)s; image: url("%(icons)s/tick-%(tick)s.svg");
}
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; border-radius: 8px;
    background: %(surface)s;
}
QRadioButton::indicator:focus, QRadioButton::indicator:hover { border-color: %(accent)s; }
QRadioButton::indicator:checked {
    width: 8px; height: 8px; border: 4px solid %(accent)s; background: %(on_accent)s;
}
QRadioButton::indicator:disabled { border-color: %(line)s; }
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
QAbstractScrollArea::corner { background: %(surface)s; border: none; }
QTableView, QListView, QTreeView { background: %(surface)s; border: none; outline: none; }
QTableView::item { padding: 0px 4px; }
QTableView::item:selected, QListView::item:selected { background: %(selection)s; color: %(text)s; }
QHeaderView::section {
    background: %(surface)s; color: %(muted)s; border: none;
    border-bottom: 1px solid %(line)s; padding: 4px 6px;
}
QHeaderView::up-arrow, QHeaderView::down-arrow {
    subcontrol-origin: margin; subcontrol-position: top center; width: 10px; height: 10px;
}
QHeaderView::up-arrow { image: url("%(icons)s/arrow-up.svg"); }
QHeaderView::down-arrow { image: url("%(icons)s/arrow-down.svg"); }
QProgressBar {
    background: %(hover)s; border: none; border-radius: 3px; max-height: 6px; text-align: center;
}
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QSplitter::handle { background: %(line)s; }
QSplitter::handle:horizontal { width: 1px; }
QGraphicsView { border: 2px solid transparent; }
QGraphicsView:focus { border-color: %(accent)s; }
QScrollArea { border: none; background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QTabWidget::tab-bar { left: 12px; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 12px; border: none; color: %(muted)s; background: transparent; }
QTabBar::tab:selected { color: %(text)s; border-bottom: 2px solid %(accent)s; }
QTabBar::tab:selected:focus { color: %(accent)s; background: %(selection)s; }
QMenu { background: %(surface)s; border: 1px solid %(line)s; padding: %(xs)dpx; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: %(selection)s; }
QMenu::item:disabled { color: %(muted)s; }
#navigation { background: %(window)s; border-right: 1px solid %(line)s; }
#sections QPushButton { text-align: left; }
#navigation QToolButton { padding: 8px; text-align: left; }
#surface { background: %(surface)s; }
#bar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
#strip { background: %(window)s; border-top: 1px solid %(line)s; }
#reason { background: %(soft_warning)s; border-radius: %(radius)dpx; }
#candidates { background: %(surface)s; border-top: 1px solid %(line)s; }
#alert[state="doubtful"] { background: %(soft_warning)s; border-bottom: 1px solid %(line)s; }
#alert[state="wrong"] { background: %(soft_bad)s; border-bottom: 1px solid %(line)s; }
#totals { background: %(surface)s; border-top: 1px solid %(line)s; }
#popup { background: %(surface)s; border: 1px solid %(line)s; }
#notice { background: %(soft_accent)s; border-top: 1px solid %(line)s; }
#drop { border: 2px dashed %(line)s; border-radius: 10px; background: %(surface)s; }
#drop[state="over"] { border-color: %(accent)s; background: %(soft_accent)s; }
"""
