"""A conversation with a model about one receipt: question, answer, one retry."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import Cancelled
from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.domain.reading import ExtractedValue, ModelOutcome
from receipt_desktop.extraction.llm import prompt
from receipt_desktop.extraction.llm.answer_stream import (
    OUT_OF_TIME,
    REPETITION,
    StreamedAnswer,
    close_when_over,
    collect_answer,
    is_refusal,
    list_client_errors,
)

if TYPE_CHECKING:
    import ollama

    from receipt_desktop.extraction.llm.examples import Example
    from receipt_desktop.extraction.llm.row_selection import NumberedRow

RESERVE_SECONDS = 1.5
"""Seconds of the deadline reserved for merging, checking and saving."""
KEEP_LOADED = "10m"
RETRY_SHARE = 1.1
"""The retry needs this multiple of the time of the first answer."""

ChatMessages = list[prompt.ChatMessage]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """The grounded values of a model's answer, or the reason for having none."""

    outcome: ModelOutcome
    model: str | None = None
    fields: Mapping[Field, ExtractedValue] = field(default_factory=dict)
    currency: str | None = None
    category: str | None = None
    summary: str | None = None
    seconds: float = 0.0
    retried: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation about the rows of one receipt, until the deadline."""

    make_client: Callable[[float], ollama.Client]
    """Makes a client with a timeout in seconds."""
    model: str
    rows: tuple[NumberedRow, ...]
    deadline: Deadline
    on_answer: Callable[[StreamedAnswer], None] = lambda _: None
    """Called with each answer, to count its tokens."""
    decimals: int = prompt.USUAL_DECIMALS
    """Decimals of the amounts."""
    pictures: tuple[bytes, ...] = ()
    """JPEGs of the pages, for a model that sees."""
    examples: tuple[Example, ...] = ()
    """Checked receipts of the same shop, each with its right answer."""
    on_blind: Callable[[], None] = lambda: None
    """Called when the model cannot work with the pictures."""

    def get_answer(self) -> ModelAnswer:
        """Ask the model. Raises `Cancelled` and `list_client_errors`."""
        started = time.monotonic()
        messages = prompt.build_messages(self.rows, self.pictures, self.decimals, self.examples)
        try:
            answer = self._send_messages(messages)
        except list_client_errors() as error:
            if not (self.pictures and is_refusal(error)):
                raise
            self.on_blind()
            return replace(self, pictures=()).get_answer()
        values = PARSERS_BY_REASON.get(answer.end_reason, _ignore_answer)(answer.text)
        if values is None:
            out_of_time = answer.end_reason == OUT_OF_TIME
            if out_of_time and self.pictures:
                self.on_blind()
            return ModelAnswer(ModelOutcome.TOO_SLOW if out_of_time else ModelOutcome.NONSENSE)
        first, complaint = self._interpret_answer(values)
        seconds = time.monotonic() - started
        is_complete = answer.end_reason not in (OUT_OF_TIME, REPETITION)
        if complaint and is_complete and self._remaining_seconds() > RETRY_SHARE * seconds:
            first = self._correct_answer(
                first, prompt.append_complaint(messages, answer.text, complaint)
            )
        return replace(first, seconds=time.monotonic() - started)

    def _correct_answer(self, first: ModelAnswer, messages: ChatMessages) -> ModelAnswer:
        """The first answer with the additional fields of the second; unchanged when that fails."""
        try:
            answer = self._send_messages(messages)
        except Cancelled:
            raise
        except list_client_errors():
            return first
        values = PARSERS_BY_REASON.get(answer.end_reason, _ignore_answer)(answer.text)
        second = self._interpret_answer(values)[0] if values else first
        return replace(first, fields={**second.fields, **first.fields}, retried=True)

    def _interpret_answer(self, values: Mapping[str, Any]) -> tuple[ModelAnswer, str]:
        """The grounded values of an answer, and the complaints about it ("" for none)."""
        from receipt_desktop.extraction.llm.answer_checks import (  # noqa: PLC0415 (loads the matcher)
            drop_impossible_tax,
            find_contradictions,
        )
        from receipt_desktop.extraction.llm.grounding import ground_values  # noqa: PLC0415

        grounded = ground_values(values, self.rows)
        answer = ModelAnswer(
            ModelOutcome.USED,
            self.model,
            drop_impossible_tax(grounded),
            _clean_text(values.get("currency")),
            _choice_or_none(values.get("category"), CATEGORIES),
            _clean_text(values.get("summary")),
        )
        return answer, " ".join(find_contradictions(values, grounded))

    def _remaining_seconds(self) -> float:
        return self.deadline.seconds_left() - RESERVE_SECONDS

    def _send_messages(self, messages: ChatMessages) -> StreamedAnswer:
        """Send the messages and collect the answer, within the time left."""
        seconds = self._remaining_seconds()
        client = self.make_client(seconds)
        with close_when_over(client, seconds, self.deadline.is_cancelled):
            stream = client.chat(
                model=self.model,
                messages=messages,
                stream=True,
                format=prompt.build_answer_schema(
                    max(row.number for row in self.rows), self.decimals
                ),
                options={
                    "temperature": 0,
                    "num_predict": prompt.PREDICTED_TOKENS,
                    "num_ctx": prompt.estimate_context_tokens(messages),
                },
                keep_alive=KEEP_LOADED,
            )
            answer = collect_answer(
                stream, time.monotonic() + seconds, self.deadline, list_client_errors()
            )
        self.on_answer(answer)
        return answer


def _clean_text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _choice_or_none(value: object, choices: tuple[str, ...]) -> str | None:
    return value if isinstance(value, str) and value in choices else None


def _ignore_answer(_: str) -> None:
    """Ignore an answer that ended for another reason."""


PARSERS_BY_REASON: Mapping[str, Callable[[str], dict[str, Any] | None]] = MappingProxyType(
    {
        "stop": prompt.parse_answer,
        OUT_OF_TIME: prompt.parse_partial_answer,
        REPETITION: prompt.parse_partial_answer,
    }
)
"""Parsers of answers by end reason."""
