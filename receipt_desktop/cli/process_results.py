"""The results of a headless run: JSON lines, CSV, and the sentences for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from receipt_desktop.actions import Actions
from receipt_desktop.cli.terminal import is_closed_pipe, write_utf8
from receipt_desktop.domain.display import escape_controls, escape_json_controls, format_path
from receipt_desktop.domain.errors import Cancelled, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.receipt import (
    Receipt,
    ReceiptDetails,
    ReceiptQuery,
    Status,
    SubmitResult,
)
from receipt_desktop.export.output_file import open_atomically

CHUNK_SIZE = 200
"""Results in memory at a time."""
RESULTS_KEPT = (
    "The results are kept; `receipt-desktop export -o FILE`, or the same command again, writes "
    "them."
)


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """How a headless run ended."""

    answers: tuple[SubmitResult, ...]
    receipts: dict[str, Receipt]
    """Those that are there in the end; one that was deleted meanwhile is missing."""
    was_stopped: bool
    unwritten: tuple[ReceiptError, ...] = ()
    """What could not be written, and why."""

    @property
    def completed_count(self) -> int:
        return sum(1 for answer in self.answers if self.status_of(answer) is Status.COMPLETED)

    def status_of(self, answer: SubmitResult) -> Status:
        """How one given file ended; a refused one and a deleted one failed."""
        found = self.receipts.get(answer.receipt.id) if answer.receipt else None
        return found.status if found else Status.FAILED


def write_results(
    actions: Actions, outcome: BatchOutcome, json_file: str | None, csv_file: Path | None
) -> list[ReceiptError]:
    """The JSON lines and the CSV, each whole or not at all; what could not be written.

    Raises `BrokenPipeError` after the CSV when the reader of the JSON lines has gone.
    """
    failed: list[ReceiptError] = []
    closed: OSError | None = None
    try:
        _write_json(actions, json_file, outcome)
    except ReceiptError as error:
        failed.append(error)
    except OSError as error:
        closed = error if is_closed_pipe(error) else None
        if not closed:
            failed.append(ServiceUnavailable("output_failed", reason=error.strerror or str(error)))
    failed += _write_csv(actions, csv_file, outcome)
    if closed:
        raise BrokenPipeError(*closed.args)
    return failed


def _write_json(actions: Actions, target: str | None, outcome: BatchOutcome) -> None:
    lines = format_json_lines(actions, outcome)
    if target == "-":
        write_utf8(lines)
    elif target:
        with open_atomically(Path(target)) as stream:
            stream.writelines(lines)


def _write_csv(
    actions: Actions, target: Path | None, outcome: BatchOutcome
) -> Iterator[ReceiptError]:
    if target is None:
        return
    try:
        actions.export(ReceiptQuery(ids=tuple(outcome.receipts)), target, "csv")
    except ReceiptError as error:
        yield error


def format_json_lines(actions: Actions, outcome: BatchOutcome) -> Iterator[str]:
    """One line for each given file."""
    for start in range(0, len(outcome.answers), CHUNK_SIZE):
        some = outcome.answers[start : start + CHUNK_SIZE]
        ids = dict.fromkeys(one.receipt.id for one in some if one.receipt)
        there = {one.receipt.id: one for one in actions.iterate_details(ids)}
        for answer in some:
            details = there.get(answer.receipt.id) if answer.receipt else None
            yield format_json_line(actions, answer, details)


def format_json_line(actions: Actions, answer: SubmitResult, details: ReceiptDetails | None) -> str:
    """One given file's result; `file` is its path as it was given.

    `details` is None for one that was refused or that was deleted meanwhile.
    """
    if details is not None:
        result: dict[str, object] = actions.build_result_from_details(details) | {
            "file": answer.path
        }
    elif answer.receipt is not None:
        known = {"file": answer.path, "requestId": answer.receipt.id, "deleted": True}
        result = known | _failure_to_json(make_deleted_error())
    else:
        result = {"file": answer.path} | _failure_to_json(answer.error or make_deleted_error())
    return escape_json_controls(json.dumps(result, ensure_ascii=False)) + "\n"


def _failure_to_json(error: ReceiptError) -> dict[str, object]:
    return {"status": "failed", "error": {"code": error.code, "message": error.sentence}}


def make_deleted_error() -> Cancelled:
    """The sentence for a receipt that somebody took off the list while it was awaited."""
    return Cancelled("deleted")


def print_summary(outcome: BatchOutcome, stream: TextIO) -> None:
    """A sentence for each file that failed and one for the whole, for a person."""
    for answer in outcome.answers:
        if outcome.status_of(answer) is Status.FAILED:
            why = escape_controls(_failure_sentence(outcome, answer))
            print(f"{format_path(answer.path)}: {why}", file=stream)
    review = sum(1 for receipt in outcome.receipts.values() if receipt.needs_review)
    known = sum(1 for answer in outcome.answers if answer.is_duplicate)
    parts = [
        f"{outcome.completed_count} of {len(outcome.answers)} completed",
        f"{review} to review",
    ]
    parts += [f"{known} known already"] if known else []
    hint = " Stopped early; run the same command again to go on." if outcome.was_stopped else ""
    print(", ".join(parts) + "." + hint, file=stream)
    for error in outcome.unwritten:
        print(f"receipt-desktop: {error.sentence} {RESULTS_KEPT}", file=stream)


def _failure_sentence(outcome: BatchOutcome, answer: SubmitResult) -> str:
    if answer.error:
        return answer.error.sentence
    found = outcome.receipts.get(answer.receipt.id) if answer.receipt else None
    if found is None:
        return make_deleted_error().sentence
    return found.failure.sentence if found.failure else "failed"
