"""The headings of the settings beside them: a click goes there, scrolling marks where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from receipt_desktop.ui import theme


class SectionIndex(QWidget):
    """One button for each section of a scroll area."""

    def __init__(self, scroll: QScrollArea, sections: Sequence[tuple[str, QWidget]]) -> None:
        super().__init__()
        self.setObjectName("sections")
        self._scroll, self._sections = scroll, [section for _, section in sections]
        self.buttons = [self._create_button(title, section) for title, section in sections]
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_L, 0, theme.SPACE_L)
        column.setSpacing(theme.SPACE_XS)
        for button in self.buttons:
            group.addButton(button)
            column.addWidget(button)
        column.addStretch()
        self.buttons[0].setChecked(True)
        scroll.verticalScrollBar().valueChanged.connect(lambda _: self._mark_place())

    def _create_button(self, title: str, section: QWidget) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        theme.set_text_role(button, "plain")
        button.clicked.connect(lambda: self._go_to(section))
        return button

    def _go_to(self, section: QWidget) -> None:
        # Rows above that have just changed their height move the section.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._scroll.verticalScrollBar().setValue(section.y() - theme.SPACE_L)
        self.buttons[self._sections.index(section)].setChecked(True)

    def _mark_place(self) -> None:
        """Mark the section at the top; at the end the last one."""
        bar = self._scroll.verticalScrollBar()
        top = bar.value() + 2 * theme.SPACE_L
        reached = [at for at, section in enumerate(self._sections) if section.y() <= top]
        at_end = bar.value() >= bar.maximum() > 0
        self.buttons[-1 if at_end or not reached else reached[-1]].setChecked(True)
