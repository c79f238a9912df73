"""The line below the fields that asks after a correction whether it always holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.suppliers import MAX_OVERRIDES, RuleEffect, RuleProposal
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import supplier_texts


class RuleLine(QWidget):
    """One question at a time, and after the answer what it did, with an undo. Takes no focus."""

    answered = Signal(bool)
    """Whether the rule is wanted."""
    retirement_requested = Signal()
    """The rule that was corrected again is to be switched off."""
    undo_requested = Signal()
    supplier_requested = Signal(int)
    """Show the rules of this supplier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Learning"))
        self.proposal: RuleProposal | None = None
        """What is asked; None after the answer."""
        self._keys = "", ""
        self._supplier_id = 0
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.yes_button, self.no_button = QPushButton(), QPushButton()
        self.retire_button = QPushButton(self.tr("Switch the rule off"))
        self.undo_button = QPushButton(self.tr("Undo"))
        self.rules_button = QPushButton(self.tr("Rules…"))
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        theme.set_text_role(self.yes_button, "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.label)
        column.addLayout(buttons)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.yes_button,
            self.no_button,
            self.retire_button,
            self.undo_button,
            self.rules_button,
        )

    def _connect(self) -> None:
        self.yes_button.clicked.connect(lambda: self.answered.emit(True))
        self.no_button.clicked.connect(lambda: self.answered.emit(False))
        self.retire_button.clicked.connect(self.retirement_requested)
        self.undo_button.clicked.connect(self.undo_requested)
        self.rules_button.clicked.connect(lambda: self.supplier_requested.emit(self._supplier_id))

    @property
    def is_asking(self) -> bool:
        """Whether there is a question."""
        return self.proposal is not None

    def set_keys(self, yes: str, no: str) -> None:
        """Name the keys on the buttons."""
        self._keys = yes, no
        for button, words, key in (
            (self.yes_button, self.tr("Always"), yes),
            (self.no_button, self.tr("Only this one"), no),
        ):
            button.setText(f"{words}  {key}" if key else words)

    def ask(self, proposal: RuleProposal) -> None:
        """Ask about a rule; one that was overridden repeatedly may be switched off instead."""
        self.proposal, self._supplier_id = proposal, proposal.supplier.id
        self.label.setText(supplier_texts.format_question(proposal))
        old = proposal.replaced
        can_retire = old is not None and old.overrides_in_row >= MAX_OVERRIDES
        self._show_buttons(self.yes_button, self.no_button, *([self.retire_button] * can_retire))

    def show_effect(self, effect: RuleEffect) -> None:
        """Say what the answer has changed."""
        self.proposal = None
        count = len(effect.receipt_ids)
        changed = self.tr("%Ln open receipt(s) changed.", "", count)
        nothing = self.tr("No other open receipt changes.")
        name = supplier_texts.shorten(effect.supplier.name)
        words = self.tr("Noted for {supplier}.").format(supplier=name)
        self.label.setText(f"{words} {changed if count else nothing}")
        self._show_buttons(self.undo_button, self.rules_button)

    def show_progress(self) -> None:
        """Say that the answer is being carried out."""
        self.proposal = None
        self.label.setText(self.tr("Changing the open receipts…"))
        self._show_buttons()

    def show_problem(self, sentence: str) -> None:
        """Say that the rule could not be saved."""
        self.proposal = None
        self.label.setText(sentence)
        self._show_buttons()

    def clear(self) -> None:
        """Ask and say nothing."""
        self.proposal = None
        self.hide()

    def _show_buttons(self, *shown: QPushButton) -> None:
        for button in self._buttons():
            button.setVisible(button in shown)
        self.show()
