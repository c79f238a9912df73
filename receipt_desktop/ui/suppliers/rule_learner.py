"""Asks after each correction of a review whether it always holds for the supplier."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.suppliers import RuleEffect, RuleProposal
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.suppliers.rule_commands import EffectCommand
from receipt_desktop.ui.suppliers.rule_line import RuleLine
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_pane import ReviewPane

MAX_OTHER_RECEIPTS = 2
"""A question stays on the next receipt, since a correction may have ended the review of its own."""


@dataclass(frozen=True, slots=True)
class _Correction:
    receipt_id: str
    field: Field
    value: FieldValue | None
    evidence: Evidence | None


class RuleLearner(QObject):
    """Shows the questions one after the other, and keeps the keyboard where it is."""

    def __init__(
        self, pane: ReviewPane, actions: Actions, task_runner: TaskRunner, stack: QUndoStack
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._actions = actions
        self._task_runner = task_runner
        self._stack = stack
        self._unsaved: deque[_Correction] = deque()
        self._questions: deque[RuleProposal] = deque()
        self._command: EffectCommand[RuleEffect] | None = None
        self._receipts_since = 0
        self.line = RuleLine()
        pane.details_tabs.fields_form.value_changed.connect(self._note_correction)
        pane.correction_saver.change_saved.connect(self._find_question)
        pane.correction_saver.change_refused.connect(lambda *_: self._unsaved.clear())
        pane.details_shown.connect(lambda _, is_other: self._count_receipt(is_other))
        self.line.answered.connect(self.answer)
        self.line.retirement_requested.connect(self.retire_rule)
        self.line.undo_requested.connect(self._undo)

    def _note_correction(
        self, field: Field, value: FieldValue | None, _before: object, evidence: Evidence | None
    ) -> None:
        receipt = self._pane.shown_receipt
        if receipt is not None:
            self._unsaved.append(_Correction(receipt.id, field, value, evidence))

    def _find_question(self, receipt_id: str) -> None:
        """Look for a rule once a correction is saved."""
        if not self._unsaved or self._unsaved[0].receipt_id != receipt_id:
            return
        made = self._unsaved.popleft()
        self._task_runner.run(
            lambda: self._actions.propose_rule(
                made.receipt_id, made.field, made.value, made.evidence
            ),
            done=self._add_question,
            failed=self._show_problem,
        )

    def _add_question(self, proposal: RuleProposal | None) -> None:
        if proposal is None:
            return
        key = proposal.supplier.id, proposal.target
        others = [one for one in self._questions if (one.supplier.id, one.target) != key]
        asked = self.line.proposal
        is_again = asked is not None and (asked.supplier.id, asked.target) == key
        self._questions = deque([*others, proposal])
        if not self.line.is_asking or is_again:
            self._ask_next()

    def _ask_next(self) -> None:
        self._receipts_since = 0
        if self._questions:
            self._command = None
            self.line.ask(self._questions.popleft())

    def _count_receipt(self, is_other: bool) -> None:
        """Give up questions that were left behind."""
        self._receipts_since += is_other
        if self._receipts_since >= MAX_OTHER_RECEIPTS:
            self._questions.clear()
            self.line.clear()

    def answer(self, wanted: bool) -> None:
        """Accept the rule that is asked about, or leave it at the one receipt."""
        proposal = self.line.proposal
        if proposal is None:
            return
        if not wanted:
            self.line.clear()
            self._ask_next()
            return
        named = proposal.supplier.id, proposal.target, proposal.value
        self._push(self.tr("Rule of a supplier"), partial(self._actions.accept_rule, *named))

    def retire_rule(self) -> None:
        """Switch off the rule that was corrected again."""
        proposal = self.line.proposal
        if proposal is not None and proposal.replaced is not None:
            rule_id = proposal.replaced.id
            switch_off = partial(self._actions.switch_rule, rule_id, False)
            self._push(self.tr("Switch a rule off"), switch_off)

    def _push(self, words: str, do: partial[RuleEffect]) -> None:
        self.line.show_progress()
        self._command = EffectCommand(
            words,
            self._task_runner,
            do,
            self._actions.take_back_rule,
            done=self._show_effect,
            failed=self._show_problem,
        )
        self._stack.push(self._command)

    def _show_effect(self, effect: RuleEffect | None) -> None:
        if effect is None:
            self.line.clear()
        else:
            self._receipts_since = 0
            self.line.show_effect(effect)
        if self._pane.receipt_id is not None:
            self._pane.reload_details(self._pane.receipt_id)
        self._ask_next()

    def _show_problem(self, error: ReceiptError) -> None:
        self.line.show_problem(texts.format_error(error))

    def _undo(self) -> None:
        """Undo the rule: by the undo list as far as nothing was done since."""
        command, last = self._command, self._stack.index() - 1
        if command is None:
            return
        if last >= 0 and self._stack.command(last) == command:
            self._stack.undo()
        else:
            command.undo()
            command.setObsolete(True)
