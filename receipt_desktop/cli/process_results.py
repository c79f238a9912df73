"""The results of `process`: JSON lines, CSV and a summary."""

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
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Status, SubmitResult
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export.output_file import open_atomically

CHUNK_SIZE = 200
"""Results in memory at a time."""
RESULTS_KEPT = (
    "The results are kept; `receipt-desktop export -o FILE`, or the same command again, writes "
    "them."
)


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """The outcome of a run of `process`."""

    answers: tuple[SubmitResult, ...]
    receipts: dict[str, Receipt]
    """By id; without receipts that were deleted meanwhile."""
    was_stopped: bool
    unwritten: tuple[ReceiptError, ...] = ()
    """Errors of results that could not be written."""

    @property
    def completed_count(self) -> int:
        return sum(1 for answer in self.answers if self.status_of(answer) is Status.COMPLETED)

    def status_of(self, answer: SubmitResult) -> Status:
        """The status of a given file; FAILED for a refused or deleted one."""
        receipt = self.receipts.get(answer.receipt.id) if answer.receipt else None
        return receipt.status if receipt else Status.FAILED


def write_results(
    actions: Actions, outcome: BatchOutcome, json_file: str | None, csv_file: Path | None
) -> list[ReceiptError]:
    """Write the JSON lines and the CSV, each atomically; the errors.

    Raises `BrokenPipeError` after the CSV when standard output is closed.
    """
    errors: list[ReceiptError] = []
    closed_error: OSError | None = None
    try:
        _write_json(actions, json_file, outcome)
    except ReceiptError as error:
        errors.append(error)
    except OSError as error:
        closed_error = error if is_closed_pipe(error) else None
        if not closed_error:
            errors.append(ServiceUnavailable("output_failed", reason=error.strerror or str(error)))
    errors += _write_csv(actions, csv_file, outcome)
    if closed_error:
        raise BrokenPipeError(*closed_error.args)
    return errors


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
        answers = outcome.answers[start : start + CHUNK_SIZE]
        ids = dict.fromkeys(item.receipt.id for item in answers if item.receipt)
        details_by_id = {item.receipt.id: item for item in actions.iterate_details(ids)}
        for answer in answers:
            details = details_by_id.get(answer.receipt.id) if answer.receipt else None
            yield format_json_line(actions, answer, details)


def format_json_line(actions: Actions, answer: SubmitResult, details: ReceiptDetails | None) -> str:
    """The result of a given file as a JSON line; `file` is its path as given.

    `details` is None for a file that was refused or deleted meanwhile.
    """
    if details is not None:
        result: dict[str, object] = actions.build_result_from_details(details) | {
            "file": answer.path
        }
    elif answer.receipt is not None:
        values = {"file": answer.path, "requestId": answer.receipt.id, "deleted": True}
        result = values | _failure_to_json(make_deleted_error())
    else:
        result = {"file": answer.path} | _failure_to_json(answer.error or make_deleted_error())
    return escape_json_controls(json.dumps(result, ensure_ascii=False)) + "\n"


def _failure_to_json(error: ReceiptError) -> dict[str, object]:
    return {"status": "failed", "error": {"code": error.code, "message": error.sentence}}


def make_deleted_error() -> Cancelled:
    """The error for a receipt that was deleted during the run."""
    return Cancelled("deleted")


def print_summary(outcome: BatchOutcome, stream: TextIO) -> None:
    """Print a line for each failed file and one for the whole run."""
    for answer in outcome.answers:
        if outcome.status_of(answer) is Status.FAILED:
            reason = escape_controls(_failure_sentence(outcome, answer))
            print(f"{format_path(answer.path)}: {reason}", file=stream)
    review = sum(1 for receipt in outcome.receipts.values() if receipt.needs_review)
    duplicates = sum(1 for answer in outcome.answers if answer.is_duplicate)
    parts = [
        f"{outcome.completed_count} of {len(outcome.answers)} completed",
        f"{review} to review",
    ]
    parts += [f"{duplicates} known already"] if duplicates else []
    hint = " Stopped early; run the same command again to go on." if outcome.was_stopped else ""
    print(", ".join(parts) + "." + hint, file=stream)
    for error in outcome.unwritten:
        print(f"receipt-desktop: {error.sentence} {RESULTS_KEPT}", file=stream)


def _failure_sentence(outcome: BatchOutcome, answer: SubmitResult) -> str:
    if answer.error:
        return answer.error.sentence
    receipt = outcome.receipts.get(answer.receipt.id) if answer.receipt else None
    if receipt is None:
        return make_deleted_error().sentence
    return receipt.failure.sentence if receipt.failure else "failed"
