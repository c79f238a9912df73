"""The Doctor: the state of every component, with remedies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.health import Finding, HealthStatus
from receipt_desktop.messages import Message
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.sentences import message_text, remedy_text
from receipt_desktop.ui.settings.language_list import native_language_name
from receipt_desktop.ui.settings.leftover_row import LeftoverRow
from receipt_desktop.ui.settings.orphan_row import OrphanRow
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.health_mark import HealthMark

SUBJECT_COLUMN, ICON_COLUMN, SENTENCE_COLUMN = range(3)
KEYS_WITH_OWN_ROW = frozenset({"leftovers_none", "leftovers_found", "originals_unknown"})
"""Keys of findings that have their own row with a button."""


class DoctorSection(QWidget):
    """Shows findings; checks run on first display and on request."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self.orphan_row = OrphanRow(actions, task_runner)
        self.leftover_row = LeftoverRow(actions, task_runner)
        self.check_button = QPushButton(self.tr("Check again"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self._sentence_labels: list[QLabel] = []
        self._findings_grid = QGridLayout()
        self._lay_out()
        self.check_button.clicked.connect(self.run_checks)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Doctor"))
        theme.set_text_role(heading, "heading")
        line = QHBoxLayout()
        line.addWidget(heading, 1)
        line.addWidget(self.check_button)
        self._findings_grid.setHorizontalSpacing(theme.SPACE_M)
        self._findings_grid.setVerticalSpacing(theme.SPACE_S)
        self._findings_grid.setColumnStretch(SENTENCE_COLUMN, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(line)
        layout.addWidget(self.message)
        layout.addLayout(self._findings_grid)
        layout.addWidget(self.orphan_row)
        layout.addWidget(self.leftover_row)

    def set_label_width(self, width: int) -> None:
        """Set the label width, to align with the groups above."""
        self.orphan_row.set_label_width(width)
        self.leftover_row.set_label_width(width)
        self._findings_grid.setColumnMinimumWidth(SUBJECT_COLUMN, width)

    def run_checks(self) -> None:
        """Run all checks."""
        self.check_button.setEnabled(False)
        self._show_message(self.tr("Checking…"), "note")
        self._task_runner.run(
            self._actions.run_diagnostics, done=self._show_findings, failed=self._show_error
        )
        self.orphan_row.find_orphans()
        self.leftover_row.find_leftovers()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.check_button.setEnabled(True)
        self._show_message("", "note")
        self._clear_findings()
        shown = [finding for finding in findings if finding.key not in KEYS_WITH_OWN_ROW]
        for row, finding in enumerate(shown):
            self._add_finding(row, finding)
        if any(f.subject == "ollama" and f.health is HealthStatus.HEALTHY for f in findings):
            self._show_message(self.tr("Testing the language model…"), "note")
            self._task_runner.run(
                self._actions.run_model_test, done=self._show_model_test, failed=self._show_error
            )

    def _show_model_test(self, finding: Finding | None) -> None:
        self._show_message("", "note")
        if finding:
            self._add_finding(self._findings_grid.rowCount(), finding)

    def _show_error(self, error: ReceiptError) -> None:
        self.check_button.setEnabled(True)
        self._show_message(texts.format_error(error), "error")

    def shown_sentences(self) -> list[str]:
        """The shown sentences."""
        return [label.text() for label in self._sentence_labels]

    def _subject_name(self, subject: str) -> str:
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
            "verified": self.tr("Verification"),
        }.get(subject, subject)

    def _show_message(self, sentence: str, role: str) -> None:
        theme.set_text_role(self.message, role)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _clear_findings(self) -> None:
        self._sentence_labels.clear()
        while (item := self._findings_grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()

    def _add_finding(self, row: int, finding: Finding) -> None:
        mark, subject = HealthMark(), QLabel(self._subject_name(finding.subject))
        mark.show_health(finding.health)
        sentence = QLabel(finding_text(finding))
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        top = Qt.AlignmentFlag.AlignTop
        self._findings_grid.addWidget(mark, row, ICON_COLUMN, top)
        self._findings_grid.addWidget(
            subject, row, SUBJECT_COLUMN, top | Qt.AlignmentFlag.AlignRight
        )
        self._sentence_labels.append(sentence)
        self._findings_grid.addWidget(sentence, row, SENTENCE_COLUMN, top)


def finding_text(finding: Finding) -> str:
    """A finding, with its remedy on a second line."""
    message = _named(finding.message)
    return "\n".join(filter(None, (message_text(message), remedy_text(message))))


def _named(message: Message) -> Message:
    """With the names of languages for Tesseract's codes: `deu, fra` is Deutsch, Français."""
    codes = message.parameters.get("languages")
    if not isinstance(codes, str):
        return message
    names = dict.fromkeys(map(native_language_name, codes.split(", ")))
    return Message(message.key, {**message.parameters, "languages": ", ".join(names)})
