"""Why a receipt needs review, in words, each with its fix or with "it is so on the paper"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.reading import Draft, ReviewReason
from receipt_desktop.domain.suggested_fix import FixKind, SuggestedFix
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts

NOT_ACCEPTABLE = frozenset(
    {
        ReviewReason.NO_TOTAL,
        ReviewReason.NO_DATE,
        ReviewReason.NO_MERCHANT,
        ReviewReason.DOUBTFUL_TOTAL,
        ReviewReason.DOUBTFUL_DATE,
        ReviewReason.DOUBTFUL_MERCHANT,
        ReviewReason.CORRECTED,
    }
)
"""Missing and doubtful values are entered, accepted by Enter, or said not to be there."""

DUPLICATE_REASONS = frozenset({ReviewReason.DUPLICATE, ReviewReason.PAIR})
"""They are settled by comparing two receipts."""


class ReasonsPanel(QWidget):
    """One row for each finding, one for all doubts; the first buttons of a kind have the keys."""

    fix_requested = Signal(object)
    """`SuggestedFix`"""
    acceptance_requested = Signal(object)
    """The `ReviewReason` that is so on the paper."""
    comparison_requested = Signal()
    """Compare the receipt with the one that it seems to repeat."""
    keep_requested = Signal()
    """The receipt is not the one that it seems to repeat."""

    split_requested = Signal()
    """Split into the receipts that were found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split_count = 0
        self._fix_key = self._accept_key = self._compare_key = ""
        self._can_compare = False
        self._limit: int | None = None
        self.rows: list[_ReasonRow] = []
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_XS)
        self.more_button = QPushButton()
        self.more_button.clicked.connect(lambda: self._fold(None))
        theme.set_text_role(self.more_button, "plain")
        self._column.addWidget(self.more_button)

    def limit(self, count: int) -> None:
        """Show only so many rows at first, to leave room for the picture."""
        self._limit = count

    def _fold(self, limit: int | None) -> None:
        """Hide the rows beyond a limit behind a button; a single one is not worth it."""
        hidden = 0 if limit is None else len(self.rows) - limit
        for row in self.rows:
            row.show()
        for row in self.rows[limit:] if hidden > 1 else ():
            row.hide()
        self.more_button.setText(self.tr("%Ln more reason(s)", "", hidden))
        self.more_button.setVisible(hidden > 1)

    def set_keys(self, fix_key: str, accept_key: str, compare_key: str) -> None:
        """Name the keys of the first fix, the first acceptance and the comparison."""
        self._fix_key, self._accept_key = fix_key, accept_key
        self._compare_key = compare_key
        self._shown = ()

    def offer_comparison(self) -> None:
        """Offer to compare duplicates; the page can show both receipts."""
        self._can_compare = True

    def offer_split(self, count: int) -> None:
        """Offer to split into so many receipts with the next reasons; 0 for none."""
        self._split_count = count
        self._shown = ()

    def show_reasons(
        self, reasons: Sequence[ReviewReason], draft: Draft, fixes: Sequence[SuggestedFix]
    ) -> None:
        """Replace the rows, unless the same ones are shown."""
        wanted = (tuple(reasons), tuple(fixes), draft)
        if wanted == self._shown:
            return
        self._shown = wanted
        for old in self.rows:
            old.hide()
            old.deleteLater()
        split = [reason for reason in reasons if reason is ReviewReason.SEVERAL_RECEIPTS]
        plain = [reason for reason in reasons if reason in NOT_ACCEPTABLE]
        others = [reason for reason in reasons if reason not in (*split, *plain)]
        self.rows = [self._create_split_row(draft)] if split else []
        self.rows += [_ReasonRow(plain, draft, ())] if plain else []
        self.rows += [
            _ReasonRow([reason], draft, [fix for fix in fixes if _reason_of(fix) is reason])
            for reason in others
        ]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
            row.fix_requested.connect(self.fix_requested)
            row.acceptance_requested.connect(self.acceptance_requested)
            row.comparison_requested.connect(self.comparison_requested)
            row.keep_requested.connect(self.keep_requested)
            row.compare_button.setVisible(self._can_compare and row.is_duplicate)
        self._order_tabs()
        self._name_keys()
        self._fold(self._limit)
        self.setVisible(bool(self.rows))

    def _create_split_row(self, draft: Draft) -> _ReasonRow:
        """The first row, as several receipts in one explain the sums that do not add up."""
        row = _ReasonRow([ReviewReason.SEVERAL_RECEIPTS], draft, ())
        if self._split_count:
            row.add_split(self._split_count)
            row.split_requested.connect(self.split_requested)
        return row

    def _order_tabs(self) -> None:
        """Let Tab reach the new buttons where they stand, not after all else in the window."""
        before: QWidget = self.more_button
        for row in self.rows:
            for button in row.findChildren(QPushButton):
                self.setTabOrder(before, button)
                before = button

    def _name_keys(self) -> None:
        fixes = [button for row in self.rows for button in row.fix_buttons]
        accepts = [row.accept_button for row in self.rows if row.accept_button]
        compares = [row.compare_button for row in self.rows if row.is_duplicate]
        for buttons, key in (
            (fixes, self._fix_key),
            (accepts, self._accept_key),
            (compares, self._compare_key),
        ):
            if buttons and key:
                buttons[0].setText(f"{buttons[0].text()}  {key}")

    def text(self) -> str:
        """All sentences, one a line."""
        return "\n".join(row.sentence for row in self.rows)

    def focus_answer(self, reason: ReviewReason) -> str:
        """Focus the button that settles a doubt about the whole receipt, and return its text."""
        for row in self.rows:
            button = row.answer_button if reason in row.reasons else None
            if button is not None:
                self._fold(None)
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return button.text().partition("  ")[0]
        return ""

    def apply_first_fix(self) -> bool:
        """Apply the first suggested fix; whether there is one."""
        for row in self.rows:
            for button in row.fix_buttons[:1]:
                button.click()
                return True
        return False

    def accept_first(self) -> bool:
        """Accept the first reason that can be accepted; whether there is one."""
        for row in self.rows:
            if row.accept_button:
                row.accept_button.click()
                return True
        return False


class _ReasonRow(QFrame):
    """A finding with its fixes, or the doubts about single values."""

    fix_requested = Signal(object)
    acceptance_requested = Signal(object)
    comparison_requested = Signal()
    keep_requested = Signal()
    split_requested = Signal()

    def __init__(
        self, reasons: Sequence[ReviewReason], draft: Draft, fixes: Sequence[SuggestedFix]
    ) -> None:
        super().__init__()
        self.setObjectName("reason")
        self.reasons = tuple(reasons)
        self.fix_buttons: list[QPushButton] = []
        self.accept_button: QPushButton | None = None
        self.is_duplicate = reasons[0] in DUPLICATE_REASONS
        self.compare_button = QPushButton(self.tr("Compare"))
        self.compare_button.clicked.connect(self.comparison_requested)
        sentences = [" ".join(texts.format_reason(reason, draft) for reason in reasons)]
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, theme.SPACE_XS, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_XS)
        is_plain = reasons[0] in NOT_ACCEPTABLE
        accepts: tuple[QPushButton, ...] = ()
        if self.is_duplicate:
            accepts = self.compare_button, self._create_keep_button()
        elif not is_plain:
            accepts = (self._create_accept_button(reasons[0]),)
        column.addLayout(_create_line(sentences[0], accepts, "warning"))
        for fix in fixes:
            sentences.append(texts.format_suggested_fix(fix, draft.currency))
            column.addLayout(_create_line(sentences[-1], (self._create_fix_button(fix),), ""))
        self.sentence = "\n".join(sentences)

    @property
    def answer_button(self) -> QPushButton | None:
        """The button that leads to an answer; none while no fix is known."""
        if self.is_duplicate:
            return self.compare_button
        return next(iter(self.fix_buttons), None)

    def add_split(self, count: int) -> None:
        """Offer to split into so many receipts."""
        sentence = self.tr("%Ln receipt(s) found, see the frames in the picture.", "", count)
        button = QPushButton(self.tr("Split"))
        button.clicked.connect(self.split_requested)
        self.fix_buttons.append(button)
        self.sentence += "\n" + sentence
        self._column.addLayout(_create_line(sentence, (button,), ""))

    def _create_accept_button(self, reason: ReviewReason) -> QPushButton:
        self.accept_button = button = QPushButton(self.tr("Accept as printed"))
        button.clicked.connect(lambda: self.acceptance_requested.emit(reason))
        theme.set_text_role(button, "plain")
        return button

    def _create_keep_button(self) -> QPushButton:
        button = QPushButton(self.tr("Keep both"))
        button.clicked.connect(self.keep_requested)
        theme.set_text_role(button, "plain")
        return button

    def _create_fix_button(self, fix: SuggestedFix) -> QPushButton:
        button = QPushButton(self.tr("Apply fix"))
        button.clicked.connect(lambda: self.fix_requested.emit(fix))
        self.fix_buttons.append(button)
        return button


def _create_line(sentence: str, buttons: Sequence[QPushButton], role: str) -> QHBoxLayout:
    label = QLabel(sentence)
    label.setWordWrap(True)
    theme.set_text_role(label, role)
    line = QHBoxLayout()
    line.addWidget(label, 1)
    for button in buttons:
        line.addWidget(button)
    return line


def _reason_of(fix: SuggestedFix) -> ReviewReason:
    is_tax = fix.kind is FixKind.TAX
    return ReviewReason.TAX_MISMATCH if is_tax else ReviewReason.SUM_MISMATCH
