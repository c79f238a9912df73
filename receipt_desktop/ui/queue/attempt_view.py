"""One attempt: outcome, stages, error and stack trace."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.jobs import Attempt, AttemptOutcome
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.queue.stage_timeline import StageTimeline, format_stages
from receipt_desktop.ui.widgets import icons

MIN_LINES, MAX_LINES = 2, 14


class AttemptView(QWidget):
    """Shows one attempt: headline, timeline, stages, error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline, self.times_label, self.stages_label, self.error_label = (
            QLabel(),
            QLabel(),
            QLabel(),
            QLabel(),
        )
        self.outcome_label = QLabel()
        self.stage_timeline = StageTimeline()
        self.trace_view = TraceView()
        for label in (self.times_label, self.stages_label):
            theme.set_text_role(label, "note")
        theme.set_text_role(self.error_label, "error")
        for label in (self.times_label, self.stages_label, self.error_label):
            label.setWordWrap(True)
            label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self._lay_out()

    def show_attempt(self, attempt: Attempt, longest: float) -> None:
        """Show this attempt on the scale of the longest one."""
        self.headline.setText(self.tr("Attempt {n}").format(n=attempt.number))
        self.outcome_label.setText(queue_texts.format_outcome(attempt.outcome))
        theme.set_text_role(self.outcome_label, _outcome_role(attempt.outcome))
        self.times_label.setText(self._format_times(attempt))
        self.stage_timeline.show_attempt(attempt, longest)
        self.stages_label.setText(format_stages(attempt))
        self.stages_label.setVisible(bool(attempt.stages))
        self.stage_timeline.setVisible(bool(attempt.stages))
        self.error_label.setText(_format_attempt_error(attempt))
        self.error_label.setVisible(bool(attempt.failure or attempt.error_class))
        self.trace_view.show_trace(attempt.trace)

    def _format_times(self, attempt: Attempt) -> str:
        parts = [
            queue_texts.format_moment(attempt.started_at),
            queue_texts.format_worker(attempt.worker),
            self.tr("waited {time}").format(time=queue_texts.format_seconds(attempt.wait_seconds)),
        ]
        if attempt.run_seconds is not None:
            parts.append(
                self.tr("ran {time}").format(time=queue_texts.format_seconds(attempt.run_seconds))
            )
        return " · ".join(parts)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_S)
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        top.addWidget(self.headline)
        top.addWidget(self.outcome_label)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(top)
        for widget in (
            self.times_label,
            self.stage_timeline,
            self.stages_label,
            self.error_label,
            self.trace_view,
        ):
            column.addWidget(widget)


class TraceView(QWidget):
    """A collapsible stack trace with a copy button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold_button = QPushButton()
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setIcon(icons.load_icon("copy"))
        self.trace_edit = create_monospace_view(self.tr("Stack trace"))
        for button in (self.fold_button, self.copy_button):
            theme.set_text_role(button, "plain")
        self.fold_button.setCheckable(True)
        self.fold_button.toggled.connect(self._set_unfolded)
        self.copy_button.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.trace_text)
        )
        row = QHBoxLayout()
        row.addWidget(self.fold_button)
        row.addWidget(self.copy_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(row)
        column.addWidget(self.trace_edit)
        self._set_unfolded(False)
        self.hide()

    @property
    def trace_text(self) -> str:
        """The stack trace, shown or collapsed."""
        return self.trace_edit.toPlainText()

    def show_trace(self, trace: str | None) -> None:
        """Show this stack trace; hide the view if it is empty."""
        set_text_and_height(self.trace_edit, trace or "")
        self.setVisible(bool(trace))

    def _set_unfolded(self, on: bool) -> None:
        self.trace_edit.setVisible(on)
        self.copy_button.setVisible(on)
        self.fold_button.setText(self.tr("Hide stack trace") if on else self.tr("Show stack trace"))


def create_monospace_view(name: str) -> QPlainTextEdit:
    """A read-only view with a monospace font, a few lines high."""
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setTabChangesFocus(True)
    return text


def set_text_and_height(text: QPlainTextEdit, lines: str) -> None:
    """Set the text and fit the height to its lines, within limits."""
    if lines != text.toPlainText():
        text.setPlainText(lines)
    wanted = min(MAX_LINES, max(MIN_LINES, lines.count("\n") + 2))
    text.setFixedHeight(text.fontMetrics().lineSpacing() * wanted + theme.SPACE_M)


def _outcome_role(outcome: AttemptOutcome) -> str:
    """The text role with the colour of this outcome."""
    inks = {"good": "good", "warning": "warning", "bad": "error"}
    return inks.get(queue_texts.OUTCOME_COLOURS[outcome], "note")


def _format_attempt_error(attempt: Attempt) -> str:
    sentence = texts.format_failure(attempt.failure) if attempt.failure else ""
    code = attempt.failure.code if attempt.failure else ""
    named = " · ".join(part for part in (attempt.error_class, code) if part)
    return f"{sentence}\n{named}".strip()
