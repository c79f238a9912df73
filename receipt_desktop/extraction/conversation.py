"""One receipt talked over with a model: the question, its answer, one retry with a complaint."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from receipt_desktop.draft import CATEGORIES, Field, ModelOutcome, Value
from receipt_desktop.errors import Cancelled, Deadline
from receipt_desktop.extraction import prompt
from receipt_desktop.extraction.stream import (
    LOOP,
    OUT_OF_TIME,
    Said,
    closed_when_over,
    collected,
    failures,
)

if TYPE_CHECKING:
    import ollama

    from receipt_desktop.extraction.asked import Row

RESERVE_SECONDS = 1.5
"""Of the deadline, kept for merging, checking and saving."""
KEEP_LOADED = "10m"
RETRY_SHARE = 1.1
"""A retry is made when the time left is at least this much of what the first answer took."""

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What the model said and could show."""

    outcome: ModelOutcome
    model: str | None = None
    fields: Mapping[Field, Value] = field(default_factory=dict)
    currency: str | None = None
    category: str | None = None
    summary: str | None = None
    seconds: float = 0.0
    retried: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """About one receipt's rows, with one model, until the deadline."""

    client: Callable[[float], ollama.Client]
    """Makes a client that waits at most so many seconds."""
    model: str
    rows: tuple[Row, ...]
    deadline: Deadline
    on_said: Callable[[Said], None] = lambda _: None
    """Hears of every answer, for the count of its tokens."""

    def answer(self) -> ModelAnswer:
        """What came of it. Raises `Cancelled` and what the ollama client raises."""
        started = time.monotonic()
        messages = prompt.messages(self.rows)
        heard = self._say(messages)
        said = READINGS.get(heard.reason, _unread)(heard.text)
        if said is None:
            slow = heard.reason == OUT_OF_TIME
            return ModelAnswer(ModelOutcome.TOO_SLOW if slow else ModelOutcome.NONSENSE)
        first, complaint = self._understood(said)
        took = time.monotonic() - started
        whole = heard.reason not in (OUT_OF_TIME, LOOP)
        if complaint and whole and self._seconds() > RETRY_SHARE * took:
            first = self._mended(first, prompt.complained(messages, heard.text, complaint))
        return replace(first, seconds=time.monotonic() - started)

    def _mended(self, first: ModelAnswer, messages: Messages) -> ModelAnswer:
        """The first answer with what the second one adds; a second that fails adds nothing."""
        try:
            heard = self._say(messages)
        except Cancelled:
            raise
        except failures():
            return first
        said = READINGS.get(heard.reason, _unread)(heard.text)
        second = self._understood(said)[0] if said else first
        return replace(first, fields={**second.fields, **first.fields}, retried=True)

    def _understood(self, said: Mapping[str, Any]) -> tuple[ModelAnswer, str]:
        """What could be seen on the receipt, and what there is to complain about."""
        from receipt_desktop.extraction.complaints import complaints, sensible  # noqa: PLC0415 (with its matcher)
        from receipt_desktop.extraction.grounding import grounded  # noqa: PLC0415

        found = grounded(said, self.rows)
        answer = ModelAnswer(
            ModelOutcome.USED,
            self.model,
            sensible(found),
            _text(said.get("currency")),
            _among(said.get("category"), CATEGORIES),
            _text(said.get("summary")),
        )
        return answer, " ".join(complaints(said, found))

    def _seconds(self) -> float:
        return self.deadline.remaining() - RESERVE_SECONDS

    def _say(self, messages: Messages) -> Said:
        """The answer, as far as time allowed."""
        seconds = self._seconds()
        client = self.client(seconds)
        with closed_when_over(client, seconds, self.deadline.cancelled):
            stream = client.chat(
                model=self.model,
                messages=messages,
                stream=True,
                format=prompt.schema(max(row.number for row in self.rows)),
                options={
                    "temperature": 0,
                    "num_predict": prompt.PREDICTED_TOKENS,
                    "num_ctx": prompt.context_tokens(messages),
                },
                keep_alive=KEEP_LOADED,
            )
            said = collected(stream, time.monotonic() + seconds, self.deadline, failures())
        self.on_said(said)
        return said


def _text(said: object) -> str | None:
    return " ".join(said.split()) or None if isinstance(said, str) else None


def _among(said: object, known: tuple[str, ...]) -> str | None:
    return said if isinstance(said, str) and said in known else None


def _unread(_: str) -> None:
    """An answer that ended in any other way is not looked at."""


READINGS: Mapping[str, Callable[[str], dict[str, Any] | None]] = MappingProxyType(
    {"stop": prompt.parse, OUT_OF_TIME: prompt.parse_beginning, LOOP: prompt.parse_beginning}
)
"""How an answer is read, by why it ended."""
