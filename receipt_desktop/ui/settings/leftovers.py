"""Files that removed receipts left behind: told first, deleted with one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import Cleaned, Health, Leftover
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.health_mark import HealthMark
from receipt_desktop.ui.work import Work

SUBJECT, ICON, SENTENCE = range(3)
NAMED = 20
"""Files that the tooltip names."""


class LeftoverRow(QWidget):
    """One row of the Doctor."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self.mark, self.sentence = HealthMark(), QLabel()
        self.clean = QPushButton(self.tr("Clean up"))
        self.sentence.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.clean.clicked.connect(self._clean_up)
        self.hide()

    def set_label_width(self, width: int) -> None:
        """So that it stands below the findings."""
        self._grid.setColumnMinimumWidth(SUBJECT, width)

    def look_for(self) -> None:
        """Count them; nothing is deleted."""
        self._work.run(self._actions.leftovers, done=self._show, failed=self._fail)

    def _show(self, found: Sequence[Leftover]) -> None:
        self.show()
        if not found:
            self._say(Health.HEALTHY, self.tr("Nothing is left of removed receipts."))
            return
        files = self.tr("%n file(s)", "", len(found))
        size = data_size(sum(one.bytes for one in found))
        said = self.tr("{files}, {size}, of removed receipts and broken-off runs.").format(
            files=files, size=size
        )
        self._say(Health.HEALTHY, said)
        self.sentence.setToolTip("\n".join(str(one.path) for one in found[:NAMED]))
        self.clean.setEnabled(True)
        self.clean.show()

    def _clean_up(self) -> None:
        self.clean.setEnabled(False)
        self._work.run(self._actions.clean_up, done=self._cleaned, failed=self._fail)

    def _cleaned(self, done: Cleaned) -> None:
        files = self.tr("%n file(s)", "", done.count)
        said = self.tr("{files} deleted, {size} freed.")
        self._say(Health.HEALTHY, said.format(files=files, size=data_size(done.bytes)))
        if done.failed:
            left = self.tr("%n file(s) could not be deleted.", "", done.failed)
            self._say(Health.DEGRADED, left)

    def _fail(self, error: ReceiptError) -> None:
        self.show()
        self._say(Health.DEGRADED, texts.error_text(error))

    def _say(self, health: Health, sentence: str) -> None:
        self.mark.show_health(health)
        self.sentence.setText(sentence)
        self.sentence.setToolTip("")
        self.clean.hide()

    def _lay_out(self) -> None:
        subject = QLabel(self.tr("Leftovers"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.SPACE_M)
        self._grid.setColumnStretch(SENTENCE, 1)
        words = QVBoxLayout()
        words.setSpacing(look.SPACE_XS)
        words.addWidget(self.sentence)
        words.addWidget(self.clean, 0, Qt.AlignmentFlag.AlignLeft)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(subject, 0, SUBJECT, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.mark, 0, ICON, top)
        self._grid.addLayout(words, 0, SENTENCE)
