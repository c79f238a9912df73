"""The Doctor: every part that reading needs, green or with its mend."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.health import Finding, Health
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.health_mark import HealthMark
from receipt_desktop.ui.settings.findings import finding_text, mend_text
from receipt_desktop.ui.settings.leftovers import LeftoverRow
from receipt_desktop.ui.settings.orphans import OrphanRow
from receipt_desktop.ui.work import Work

SUBJECT, ICON, SENTENCE = range(3)
OWN_ROWS = frozenset({"leftovers_none", "leftovers_found", "originals_unknown"})
"""Keys of the findings that have a row of their own here, with its button."""


class DoctorSection(QWidget):
    """Findings, asked for when seen first and again by a button."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self.orphans = OrphanRow(actions, work)
        self.leftovers = LeftoverRow(actions, work)
        self.again = QPushButton(self.tr("Check again"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._said_of: list[QLabel] = []
        self._findings = QGridLayout()
        self._lay_out()
        self.again.clicked.connect(self.check)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Doctor"))
        look.set_role(heading, "heading")
        line = QHBoxLayout()
        line.addWidget(heading, 1)
        line.addWidget(self.again)
        self._findings.setHorizontalSpacing(look.SPACE_M)
        self._findings.setVerticalSpacing(look.SPACE_S)
        self._findings.setColumnStretch(SENTENCE, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.SPACE_S)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addLayout(self._findings)
        layout.addWidget(self.orphans)
        layout.addWidget(self.leftovers)

    def set_label_width(self, width: int) -> None:
        """So that findings stand below the controls of the groups above."""
        self.orphans.set_label_width(width)
        self.leftovers.set_label_width(width)
        self._findings.setColumnMinimumWidth(SUBJECT, width)

    def check(self) -> None:
        """Examine everything anew."""
        self.again.setEnabled(False)
        self._say(self.tr("Checking…"), "note")
        self._work.run(self._actions.doctor, done=self._show, failed=self._fail)
        self.orphans.look_for()
        self.leftovers.look_for()

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self.again.setEnabled(True)
        self._say("", "note")
        self._clear()
        told = [finding for finding in findings if finding.key not in OWN_ROWS]
        for row, finding in enumerate(told):
            self._add(row, finding)
        if any(f.subject == "ollama" and f.health is Health.HEALTHY for f in findings):
            self._say(self.tr("Trying the language model…"), "note")
            self._work.run(self._actions.try_model, done=self._show_trial, failed=self._fail)

    def _show_trial(self, finding: Finding | None) -> None:
        self._say("", "note")
        if finding:
            self._add(self._findings.rowCount(), finding)

    def _fail(self, error: ReceiptError) -> None:
        self.again.setEnabled(True)
        self._say(texts.error_text(error), "error")

    def sentences(self) -> list[str]:
        """What is said of each part now."""
        return [label.text() for label in self._said_of]

    def _name(self, subject: str) -> str:
        return {
            "redis": "Redis",
            "tesseract": "Tesseract",
            "rapidocr": "RapidOCR",
            "ollama": "Ollama",
            "trial": self.tr("Model test"),
            "disk": self.tr("Disk"),
            "folder": self.tr("Data folder"),
            "settings": self.tr("Settings"),
            "database": self.tr("Database"),
            "originals": self.tr("Originals"),
            "copies": self.tr("Database copies"),
            "salvage": self.tr("Rebuild"),
        }.get(subject, subject)

    def _say(self, sentence: str, role: str) -> None:
        look.set_role(self.said, role)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _clear(self) -> None:
        self._said_of.clear()
        while (item := self._findings.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()

    def _add(self, row: int, finding: Finding) -> None:
        mark, subject = HealthMark(), QLabel(self._name(finding.subject))
        mark.show_health(finding.health)
        sentence = QLabel("\n".join(filter(None, (finding_text(finding), mend_text(finding)))))
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(look.SELECTABLE)
        top = Qt.AlignmentFlag.AlignTop
        self._findings.addWidget(mark, row, ICON, top)
        self._findings.addWidget(subject, row, SUBJECT, top | Qt.AlignmentFlag.AlignRight)
        self._said_of.append(sentence)
        self._findings.addWidget(sentence, row, SENTENCE, top)
