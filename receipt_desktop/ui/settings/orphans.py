"""Originals without a receipt: named first, read in again with one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import Health, Orphan
from receipt_desktop.receipt import Submitted
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.health_mark import HealthMark
from receipt_desktop.ui.work import Work

SUBJECT, ICON, SENTENCE = range(3)
NAMED = 20
"""Files that the tooltip names."""


class OrphanRow(QWidget):
    """One row of the Doctor; hidden while every original has its receipt."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self.mark, self.sentence = HealthMark(), QLabel()
        self.adopt = QPushButton(self.tr("Read in again"))
        self.sentence.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.adopt.clicked.connect(self._adopt)
        self.hide()

    def set_label_width(self, width: int) -> None:
        """So that it stands below the findings."""
        self._grid.setColumnMinimumWidth(SUBJECT, width)

    def look_for(self) -> None:
        """Count them."""
        self._work.run(self._actions.orphans, done=self._show, failed=self._fail)

    def _show(self, found: Sequence[Orphan]) -> None:
        self.setVisible(bool(found))
        originals = self.tr("%n original(s)", "", len(found))
        size = data_size(sum(one.bytes for one in found))
        said = self.tr("{originals} without a receipt, {size}. None is deleted.")
        self._say(Health.DEGRADED, said.format(originals=originals, size=size))
        named = (one.name or one.path.name for one in found[:NAMED])
        self.sentence.setToolTip("\n".join(named))
        self.adopt.setEnabled(True)
        self.adopt.show()

    def _adopt(self) -> None:
        self.adopt.setEnabled(False)
        self._say(Health.DEGRADED, self.tr("Reading in…"))
        self._work.run(self._actions.adopt, done=self._adopted, failed=self._fail)

    def _adopted(self, answers: Sequence[Submitted]) -> None:
        errors = [answer.error for answer in answers if answer.error]
        originals = self.tr("%n original(s)", "", len(answers) - len(errors))
        said = self.tr("{originals} read in again.").format(originals=originals)
        self._say(Health.HEALTHY, said)
        if errors:
            left = self.tr("%n original(s) could not be read in.", "", len(errors))
            self._say(Health.DEGRADED, f"{said} {left}")
            self.sentence.setToolTip("\n".join(map(texts.error_text, errors[:NAMED])))

    def _fail(self, error: ReceiptError) -> None:
        self.show()
        self._say(Health.DEGRADED, texts.error_text(error))

    def _say(self, health: Health, sentence: str) -> None:
        self.mark.show_health(health)
        self.sentence.setText(sentence)
        self.sentence.setToolTip("")
        self.adopt.hide()

    def _lay_out(self) -> None:
        subject = QLabel(self.tr("Originals"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.SPACE_M)
        self._grid.setColumnStretch(SENTENCE, 1)
        words = QVBoxLayout()
        words.setSpacing(look.SPACE_XS)
        words.addWidget(self.sentence)
        words.addWidget(self.adopt, 0, Qt.AlignmentFlag.AlignLeft)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(subject, 0, SUBJECT, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.mark, 0, ICON, top)
        self._grid.addLayout(words, 0, SENTENCE)
