"""The other values that the receipt offers for the focused field, one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.candidates import Candidate
from receipt_desktop.domain.fields import Field
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.field_input import format_field
from receipt_desktop.ui.widgets.flow_layout import FlowLayout

MAX_CHARACTERS = 26


class CandidatesBar(QWidget):
    """The values of one field as small buttons, numbered like their keys."""

    candidate_chosen = Signal(int)
    """The number of a candidate, from 1."""
    absence_chosen = Signal()
    """The value is not on the receipt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("candidates")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: list[QPushButton] = []
        self._label = QLabel()
        theme.set_text_role(self._label, "note")
        self._row = FlowLayout(spacing=theme.SPACE_XS)
        self._row.addWidget(self._label)
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.SPACE_S, theme.SPACE_S, 0, theme.SPACE_S)
        around.addLayout(self._row)
        self.hide()

    def show_candidates(
        self,
        field: Field | None,
        candidates: Sequence[Candidate],
        keys: Sequence[str],
        currency: str | None = None,
        absent_key: str | None = None,
    ) -> None:
        """Replace the values; `keys` are the names of the keys 1 to 9.

        With the name of a key for it, one can say that the value is not on the receipt.
        """
        for old in self.buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        self._label.setVisible(bool(candidates))
        self.setVisible(bool(candidates) or absent_key is not None)
        if field is None:
            return
        label = self.tr("{field} may be:").format(field=texts.field_label(field))
        self._label.setText(label)
        self._add_values(field, candidates, keys, currency)
        if absent_key is not None:
            words = self.tr("Not on the receipt")
            self._add_button(f"{words}  {absent_key}".strip(), words, self.absence_chosen.emit)

    def _add_values(
        self,
        field: Field,
        candidates: Sequence[Candidate],
        keys: Sequence[str],
        currency: str | None,
    ) -> None:
        for number, candidate in enumerate(candidates, start=1):
            text = format_field(field, candidate.value, QLocale(), currency)
            short = text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"
            tip = f"{text} ({keys[number - 1]})" if number <= len(keys) else text
            self._add_button(f"{number}  {short}", tip, partial(self.candidate_chosen.emit, number))

    def _add_button(self, caption: str, tip: str, choose: Callable[[], object]) -> None:
        button = QPushButton(caption)
        theme.set_text_role(button, "chip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tip)
        button.clicked.connect(lambda *_: choose())
        self.buttons.append(button)
        self._row.addWidget(button)
