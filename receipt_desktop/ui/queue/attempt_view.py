"""One attempt: how it went, its stages, and what went wrong, stack trace included."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.history import Attempt, Outcome
from receipt_desktop.ui import icons, look, texts
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.timeline import Timeline, stages_text

LEAST_LINES, MOST_LINES = 2, 14


class AttemptView(QWidget):
    """Headline, bar, stages, error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.times, self.stages, self.error = QLabel(), QLabel(), QLabel(), QLabel()
        self.outcome = QLabel()
        self.bar = Timeline()
        self.trace = TraceView()
        for label in (self.times, self.stages):
            look.set_role(label, "note")
        look.set_role(self.error, "error")
        for label in (self.times, self.stages, self.error):
            label.setWordWrap(True)
            label.setTextInteractionFlags(look.SELECTABLE)
        self._lay_out()

    def show_attempt(self, attempt: Attempt, longest: float) -> None:
        """Show this one on the scale of the longest."""
        self.head.setText(self.tr("Attempt {n}").format(n=attempt.number))
        self.outcome.setText(words.outcome_text(attempt.outcome))
        look.set_role(self.outcome, _role(attempt.outcome))
        self.times.setText(self._times(attempt))
        self.bar.show_attempt(attempt, longest)
        self.stages.setText(stages_text(attempt))
        self.stages.setVisible(bool(attempt.stages))
        self.bar.setVisible(bool(attempt.stages))
        self.error.setText(_error(attempt))
        self.error.setVisible(bool(attempt.failure or attempt.error_class))
        self.trace.show_trace(attempt.trace)

    def _times(self, attempt: Attempt) -> str:
        parts = [
            words.moment(attempt.started_at),
            words.worker_text(attempt.worker),
            self.tr("waited {time}").format(time=words.seconds(attempt.waited)),
        ]
        if attempt.ran is not None:
            parts.append(self.tr("ran {time}").format(time=words.seconds(attempt.ran)))
        return " · ".join(parts)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(look.SPACE_S)
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        top.addWidget(self.head)
        top.addWidget(self.outcome)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE_XS)
        column.addLayout(top)
        for widget in (self.times, self.bar, self.stages, self.error, self.trace):
            column.addWidget(widget)


class TraceView(QWidget):
    """A stack trace, folded until it is asked for; copied with one click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = QPushButton()
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setIcon(icons.icon("copy"))
        self.text = fixed_text(self.tr("Stack trace"))
        for button in (self.fold, self.copy):
            look.set_role(button, "plain")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._unfold)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.trace))
        row = QHBoxLayout()
        row.addWidget(self.fold)
        row.addWidget(self.copy)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE_XS)
        column.addLayout(row)
        column.addWidget(self.text)
        self._unfold(False)
        self.hide()

    @property
    def trace(self) -> str:
        """What is shown, or would be."""
        return self.text.toPlainText()

    def show_trace(self, trace: str | None) -> None:
        """Show this, or nothing."""
        show_lines(self.text, trace or "")
        self.setVisible(bool(trace))

    def _unfold(self, on: bool) -> None:
        self.text.setVisible(on)
        self.copy.setVisible(on)
        self.fold.setText(self.tr("Hide stack trace") if on else self.tr("Show stack trace"))


def fixed_text(name: str) -> QPlainTextEdit:
    """Read only, in letters of one width, a few lines high."""
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setTabChangesFocus(True)
    return text


def show_lines(text: QPlainTextEdit, lines: str) -> None:
    """As high as its lines, within bounds."""
    if lines != text.toPlainText():
        text.setPlainText(lines)
    wanted = min(MOST_LINES, max(LEAST_LINES, lines.count("\n") + 2))
    text.setFixedHeight(text.fontMetrics().lineSpacing() * wanted + look.SPACE_M)


def _role(outcome: Outcome) -> str:
    """The role whose colour the outcome has."""
    inks = {"good": "good", "warning": "warning", "bad": "error"}
    return inks.get(words.OUTCOME_INKS[outcome], "note")


def _error(attempt: Attempt) -> str:
    sentence = texts.failure_text(attempt.failure) if attempt.failure else ""
    code = attempt.failure.code if attempt.failure else ""
    named = " · ".join(part for part in (attempt.error_class, code) if part)
    return f"{sentence}\n{named}".strip()
