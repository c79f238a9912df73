"""One receipt talked over with a model: the question, its answer, one retry with a complaint."""

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
    list_client_errors,
)

if TYPE_CHECKING:
    import ollama

    from receipt_desktop.extraction.llm.row_selection import NumberedRow

RESERVE_SECONDS = 1.5
"""Of the deadline, kept for merging, checking and saving."""
KEEP_LOADED = "10m"
RETRY_SHARE = 1.1
"""A retry is made when the time left is at least this much of what the first answer took."""

ChatMessages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What the model said and could show."""

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
    """About one receipt's rows, with one model, until the deadline."""

    make_client: Callable[[float], ollama.Client]
    """Makes a client that waits at most so many seconds."""
    model: str
    rows: tuple[NumberedRow, ...]
    deadline: Deadline
    on_answer: Callable[[StreamedAnswer], None] = lambda _: None
    """Hears of every answer, for the count of its tokens."""

    def get_answer(self) -> ModelAnswer:
        """What came of it. Raises `Cancelled` and what the ollama client raises."""
        started = time.monotonic()
        messages = prompt.build_messages(self.rows)
        heard = self._send_messages(messages)
        said = PARSERS_BY_REASON.get(heard.end_reason, _ignore_answer)(heard.text)
        if said is None:
            slow = heard.end_reason == OUT_OF_TIME
            return ModelAnswer(ModelOutcome.TOO_SLOW if slow else ModelOutcome.NONSENSE)
        first, complaint = self._interpret_answer(said)
        took = time.monotonic() - started
        whole = heard.end_reason not in (OUT_OF_TIME, REPETITION)
        if complaint and whole and self._remaining_seconds() > RETRY_SHARE * took:
            first = self._correct_answer(
                first, prompt.append_complaint(messages, heard.text, complaint)
            )
        return replace(first, seconds=time.monotonic() - started)

    def _correct_answer(self, first: ModelAnswer, messages: ChatMessages) -> ModelAnswer:
        """The first answer with what the second one adds; a second that fails adds nothing."""
        try:
            heard = self._send_messages(messages)
        except Cancelled:
            raise
        except list_client_errors():
            return first
        said = PARSERS_BY_REASON.get(heard.end_reason, _ignore_answer)(heard.text)
        second = self._interpret_answer(said)[0] if said else first
        return replace(first, fields={**second.fields, **first.fields}, retried=True)

    def _interpret_answer(self, said: Mapping[str, Any]) -> tuple[ModelAnswer, str]:
        """What could be seen on the receipt, and what there is to complain about."""
        from receipt_desktop.extraction.llm.answer_checks import (  # noqa: PLC0415 (with its matcher)
            drop_impossible_tax,
            find_contradictions,
        )
        from receipt_desktop.extraction.llm.grounding import ground_values  # noqa: PLC0415

        found = ground_values(said, self.rows)
        answer = ModelAnswer(
            ModelOutcome.USED,
            self.model,
            drop_impossible_tax(found),
            _clean_text(said.get("currency")),
            _choice_or_none(said.get("category"), CATEGORIES),
            _clean_text(said.get("summary")),
        )
        return answer, " ".join(find_contradictions(said, found))

    def _remaining_seconds(self) -> float:
        return self.deadline.seconds_left() - RESERVE_SECONDS

    def _send_messages(self, messages: ChatMessages) -> StreamedAnswer:
        """The answer, as far as time allowed."""
        seconds = self._remaining_seconds()
        client = self.make_client(seconds)
        with close_when_over(client, seconds, self.deadline.is_cancelled):
            stream = client.chat(
                model=self.model,
                messages=messages,
                stream=True,
                format=prompt.build_answer_schema(max(row.number for row in self.rows)),
                options={
                    "temperature": 0,
                    "num_predict": prompt.PREDICTED_TOKENS,
                    "num_ctx": prompt.estimate_context_tokens(messages),
                },
                keep_alive=KEEP_LOADED,
            )
            said = collect_answer(
                stream, time.monotonic() + seconds, self.deadline, list_client_errors()
            )
        self.on_answer(said)
        return said


def _clean_text(said: object) -> str | None:
    return " ".join(said.split()) or None if isinstance(said, str) else None


def _choice_or_none(said: object, known: tuple[str, ...]) -> str | None:
    return said if isinstance(said, str) and said in known else None


def _ignore_answer(_: str) -> None:
    """An answer that ended in any other way is not looked at."""


PARSERS_BY_REASON: Mapping[str, Callable[[str], dict[str, Any] | None]] = MappingProxyType(
    {
        "stop": prompt.parse_answer,
        OUT_OF_TIME: prompt.parse_partial_answer,
        REPETITION: prompt.parse_partial_answer,
    }
)
"""How an answer is read, by why it ended."""
