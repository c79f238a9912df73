"""Extracts a draft from a receipt: rules, then the language model, over them its own data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import Draft, ModelOutcome
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.extraction.exact.overlay import apply_document_data, find_stated_country
from receipt_desktop.extraction.llm.conversation import ModelAnswer
from receipt_desktop.extraction.llm.examples import Example, make_examples
from receipt_desktop.extraction.merge import merge_answer
from receipt_desktop.extraction.rules import extractor
from receipt_desktop.extraction.warm_up import WarmUp

WARM_UP = WarmUp()
"""One for the process, like the caches that it is about."""


class FieldModel(Protocol):
    """A model that extracts fields: a `LanguageModel`, also with a time budget."""

    def extract_fields(
        self,
        text: Text,
        deadline: Deadline,
        currency: str | None = None,
        *,
        examples: Sequence[Example] = (),
    ) -> ModelAnswer: ...


def extract(
    text: Text,
    deadline: Deadline,
    model: FieldModel | None,
    today: date,
    on_asking: Callable[[], None],
    *,
    home_country: str | None = None,
    home_currency: str | None = None,
    find_examples: Callable[[Draft, Text], Sequence[ReceiptDetails]] = lambda *_: (),
) -> Draft:
    """The fields of a receipt; when the model fails, those of the rules. Raises `Cancelled`.

    `today` bounds the dates; `on_asking` is called before the model is asked. Home country
    and home currency (ISO codes) count where the receipt is silent. `find_examples` finds checked
    receipts like this one for the model.
    """
    with WARM_UP.run_alone():
        stated = find_stated_country(text)
        draft = extractor.extract_by_rules(text, today, home_country, stated, home_currency)
    if model is None or not text.lines:
        draft = replace(draft, model_outcome=ModelOutcome.OFF)
    else:
        on_asking()
        examples = make_examples(find_examples(draft, text))
        answer = model.extract_fields(text, deadline, draft.currency, examples=examples)
        draft = merge_answer(draft, answer)
    return apply_document_data(draft, text)
