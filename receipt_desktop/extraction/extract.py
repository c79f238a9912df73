"""Text in, draft out: the rules, then the model when there is one and time for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from receipt_desktop.draft import Draft, ModelOutcome
from receipt_desktop.errors import Deadline
from receipt_desktop.extraction import rules
from receipt_desktop.extraction.conversation import ModelAnswer
from receipt_desktop.extraction.merge import merge
from receipt_desktop.page import Text


class Asks(Protocol):
    """What is asked about a receipt: a `Model`, or one with a bound on its time."""

    def ask(self, text: Text, deadline: Deadline) -> ModelAnswer: ...


def extract(
    text: Text,
    deadline: Deadline,
    model: Asks | None,
    today: date,
    on_asking: Callable[[], None],
) -> Draft:
    """What the receipt says. Raises `Cancelled`; a model that fails leaves the rules' draft."""
    draft = rules.extract(text, today)
    if model is None or not text.lines:
        return replace(draft, model_outcome=ModelOutcome.OFF)
    on_asking()
    return merge(draft, model.ask(text, deadline))
