"""What asking a language model adds, with recorded answers.

    python -m tests.benchmarks.model record ANSWERS.jsonl TEXTS.jsonl --model NAME [--count 40]
    python -m tests.benchmarks.model ANSWERS.jsonl TEXTS.jsonl

`record` asks a model of a running Ollama (`--host`) about every so many-th text that
`tests.benchmarks.rules` has collected, and keeps what it answered. The second form reads these
texts by rules alone and together with the kept answers, and prints both tables of the yardstick.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import ollama

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Text
from receipt_desktop.extraction.extract import extract
from receipt_desktop.extraction.llm.answer_stream import StreamedAnswer
from receipt_desktop.extraction.llm.conversation import Conversation, ModelAnswer
from receipt_desktop.extraction.llm.examples import Example
from receipt_desktop.extraction.llm.prompt import count_decimals
from receipt_desktop.extraction.llm.row_selection import select_rows
from receipt_desktop.validation.check import check_draft
from tests.benchmarks.accuracy import load_yardstick, print_table, read_lines
from tests.benchmarks.rules import check, load_texts, read, reading_to_json
from tests.conftest import RECEIPTS

SECONDS = 600.0
"""For one answer: the benchmark is about what it says, not about its speed."""
Answers = dict[str, list[StreamedAnswer]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", default="qwen2.5-coder:1.5b")
    parser.add_argument("--host", default="http://127.0.0.1:11434")
    parser.add_argument("--count", type=int, default=40)
    options = parser.parse_args()
    if str(options.files[0]) == "record":
        texts = dict(load_texts(options.files[2]))
        names = sorted(texts)[:: max(1, len(texts) // options.count)][: options.count]
        record(options, options.files[1], {name: texts[name] for name in names})
        return
    texts = {name: text for file in options.files[1:] for name, text in load_texts(file)}
    report(load_answers(options.files[0]), texts)


def record(options: argparse.Namespace, target: Path, texts: dict[str, Text]) -> None:
    """Ask about each text and write the answers, one receipt a line."""
    with target.open("w", encoding="utf-8") as file:
        for name, text in texts.items():
            answers: list[StreamedAnswer] = []
            conversation = Conversation(
                partial(make_client, options.host),
                options.model,
                select_rows(text),
                Deadline.after(SECONDS),
                answers.append,
                count_decimals(check(text).draft.currency),
            )
            conversation.get_answer()
            kept = [[answer.text, answer.end_reason] for answer in answers]
            file.write(json.dumps([name, kept], ensure_ascii=False) + "\n")
            file.flush()


def make_client(host: str, seconds: float) -> ollama.Client:
    """A client of Ollama with this timeout."""
    return ollama.Client(host, timeout=seconds, trust_env=False)


def load_answers(file: Path) -> Answers:
    """The kept answers by receipt."""
    rows: Iterable[Any] = read_lines(file)
    return {name: [StreamedAnswer(*answer) for answer in answers] for name, answers in rows}


class RecordedModel:
    """A model that gives the recorded answers of one receipt."""

    def __init__(self, answers: list[StreamedAnswer]) -> None:
        self._client = RecordedClient(answers)

    def extract_fields(
        self,
        text: Text,
        deadline: Deadline,
        currency: str | None = None,
        *,
        examples: Sequence[Example] = (),  # noqa: ARG002 (the answers are recorded)
    ) -> ModelAnswer:
        """The answer of the recorded conversation."""
        rows = select_rows(text)
        return Conversation(
            lambda _: self._client, "recorded", rows, deadline, decimals=count_decimals(currency)
        ).get_answer()


class RecordedClient(ollama.Client):
    """A client that gives recorded answers in turn; one more request fails."""

    def __init__(self, answers: list[StreamedAnswer]) -> None:
        super().__init__()
        self._answers = iter(answers)

    def chat(self, **_: Any) -> Any:  # type: ignore[override] # (streams only)
        """The next answer, as a stream of one part."""
        answer = next(self._answers, None)
        if answer is None:
            raise TimeoutError
        message = ollama.Message(role="assistant", content=answer.text)
        return iter([ollama.ChatResponse(message=message, done_reason=answer.end_reason)])


def report(answers: Answers, texts: dict[str, Text]) -> None:
    """Print the table with the model beside that of the rules alone."""
    yardstick = load_yardstick(RECEIPTS)
    truths = [truth for truth in read_lines(RECEIPTS / "truth.jsonl") if truth["id"] in answers]
    alone = {name: read(name, texts[name]) for name in answers}
    together = {name: read_with(name, texts[name], answers[name]) for name in answers}
    tables = []
    for readings in (alone, together):
        tally, _, error = yardstick.score(readings, truths)
        tables.append(yardstick.table(tally, error))
    print(f"{len(answers)} receipts with the model, and (was) by the rules alone")
    print_table(tables[1], tables[0])
    for name in answers:
        print_changes(name, alone[name]["extractedFields"], together[name]["extractedFields"])


def read_with(name: str, text: Text, answers: list[StreamedAnswer]) -> dict[str, Any]:
    """The reading with recorded answers."""
    today = datetime.now(UTC).date()
    model = RecordedModel(answers)
    draft = extract(text, Deadline.after(SECONDS), model, today, lambda: None)
    return reading_to_json(name, check_draft(draft, text, today))


def print_changes(name: str, alone: dict[str, Any], together: dict[str, Any]) -> None:
    """List the key values that the model changed."""
    for key in ("totalAmount", "date", "merchantName", "taxAmount"):
        before, after = (side.get(key, {}).get("value") for side in (alone, together))
        if before != after:
            print(f"{name:34} {key:12} {before!r} -> {after!r}")


if __name__ == "__main__":
    main()
