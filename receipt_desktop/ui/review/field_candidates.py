"""The candidates that the review page offers for the focused field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from receipt_desktop.domain.candidates import Candidate, Candidates
from receipt_desktop.domain.fields import Field

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.ui.review.review_page import ReviewPage
    from receipt_desktop.ui.task_runner import TaskRunner


class FieldCandidates:
    """Loads the candidates of the receipt under review, and shows those of one field."""

    def __init__(self, page: ReviewPage, actions: Actions, task_runner: TaskRunner) -> None:
        self._page = page
        self._actions = actions
        self._task_runner = task_runner
        self._candidates: Candidates = {}
        self.field: Field | None = None
        """The field that had the focus last."""

    def forget(self) -> None:
        """Offer nothing until a field of the next receipt has the focus."""
        self._candidates, self.field = {}, None
        self._page.filler.set_field(None, ())
        self._page.candidates_bar.show_candidates(None, (), ())

    def load(self, receipt_id: str) -> None:
        """Find the candidates of this receipt."""
        self._task_runner.run(
            partial(self._actions.find_candidates, receipt_id),
            done=partial(self._show_candidates, receipt_id),
        )

    def _show_candidates(self, receipt_id: str, candidates: Candidates) -> None:
        if receipt_id == self._page.queue.current_id:
            self._candidates = candidates
            if self.field is not None:
                self.show_field(self.field)
                self._page.key_hints.show_hints()

    def offered(self, field: Field) -> tuple[Candidate, ...]:
        """The candidates of a field, other than the value that it has."""
        present = self._page.form.rows[field].field_value
        return tuple(one for one in self._candidates.get(field, ()) if one.value != present)

    def show_field(self, field: Field) -> None:
        """Offer the candidates of the field that has the focus."""
        self.field = field
        offered = self.offered(field)
        page, form = self._page, self._page.form
        page.filler.set_field(field, offered)
        form.category_row.second_key = page.keys.hint("candidate_2", in_field=True)
        keys, currency = page.keys.candidate_keys(in_field=True), form.rows[field].currency
        is_missing = page.flow.is_missing(field)
        absent = page.keys.hint("absent", in_field=True) if is_missing else None
        page.candidates_bar.show_candidates(field, offered, keys, currency, absent)

    def make_room(self, is_asking: bool) -> None:
        """Let a question about the category stand alone: its answers have the same keys."""
        if is_asking:
            self._page.candidates_bar.hide()
        elif self.field is not None:
            self.show_field(self.field)
