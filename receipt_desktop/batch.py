"""The headless run: submit, wait, write. A run that was cut off is simply run again."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TextIO

from tqdm import tqdm

from receipt_desktop.actions import Actions
from receipt_desktop.atomic import write_text_atomically
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.receipt import Announcement, Query, Receipt, Status, Submitted, Wish

LOOK_SECONDS = 1.0
"""How often rows are looked at that another process may have finished."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked of one headless run."""

    paths: tuple[Path, ...]
    json_file: str | None = None
    """A path, or - for standard output."""
    csv_file: Path | None = None
    wish: Wish = field(default_factory=Wish)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a headless run ended."""

    answers: tuple[Submitted, ...]
    receipts: dict[str, Receipt]
    stopped: bool

    @property
    def completed(self) -> int:
        return sum(1 for answer in self.answers if self.status(answer) is Status.COMPLETED)

    def status(self, answer: Submitted) -> Status:
        """How one given file ended; a refused one failed."""
        if answer.receipt is None:
            return Status.FAILED
        return self.receipts[answer.receipt.id].status


def run(actions: Actions, batch: Batch, stop: threading.Event) -> Outcome:
    """Submit all, wait until each one is finished or `stop` is set, write what was asked for."""
    with Waiting(actions, stop) as waiting:
        with progress_bar("adding") as bar:
            answers = actions.submit(
                batch.paths, wish=batch.wish, again=batch.again, on_progress=advance(bar)
            )
        ids = list(dict.fromkeys(a.receipt.id for a in answers if a.receipt))
        with progress_bar("reading") as bar:
            receipts = waiting.until_finished(ids, advance(bar))
    outcome = Outcome(answers, receipts, stop.is_set())
    write(actions, batch, outcome)
    return outcome


def write(actions: Actions, batch: Batch, outcome: Outcome) -> None:
    """The JSON lines and the CSV, each whole or not at all. Raises `ServiceUnavailable`."""
    if batch.json_file:
        lines = [json_line(actions, answer) for answer in outcome.answers]
        write_text(batch.json_file, "".join(line + "\n" for line in lines))
    if batch.csv_file:
        actions.export_csv(Query(ids=tuple(outcome.receipts)), batch.csv_file)


def json_line(actions: Actions, answer: Submitted) -> str:
    """One given file's result; `file` is its path as it was given."""
    if answer.error is not None:
        error = {"code": answer.error.code, "message": answer.error.sentence}
        result: dict[str, object] = {"file": answer.path, "status": "failed", "error": error}
    elif answer.receipt is not None:
        result = actions.result(answer.receipt.id) | {"file": answer.path}
    return json.dumps(result, ensure_ascii=False)


def write_text(target: str, text: str) -> None:
    """To a file, whole or not at all, or to standard output for "-"."""
    if target == "-":
        sys.stdout.write(text)
        return
    file = Path(target)
    try:
        write_text_atomically(file, text)
    except OSError as error:
        raise ServiceUnavailable(f"{file} could not be written: {error.strerror}.") from error


class Waiting:
    """Waits for receipts; hears announcements of this process, looks for those of others."""

    def __init__(self, actions: Actions, stop: threading.Event) -> None:
        self._actions = actions
        self._stop = stop
        self._changed = threading.Event()

    def __enter__(self) -> Self:
        self._silence = self._actions.listen(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        self._silence()

    def _hear(self, announcement: Announcement) -> None:
        if not isinstance(announcement, Receipt) or announcement.finished:
            self._changed.set()

    def until_finished(
        self, ids: Sequence[str], on_progress: Callable[[int, int], None]
    ) -> dict[str, Receipt]:
        """All of them as they are in the end, in the order of `ids`."""
        left = set(ids)
        while True:
            left -= self._done(left)
            on_progress(len(ids) - len(left), len(ids))
            if not left or self._stop.is_set():
                break
            self._changed.wait(LOOK_SECONDS)
            self._changed.clear()
        now = {r.id: r for r in self._actions.receipts(Query(ids=tuple(ids)))}
        return {receipt_id: now[receipt_id] for receipt_id in ids if receipt_id in now}

    def _done(self, ids: set[str]) -> set[str]:
        rows = self._actions.receipts(Query(ids=tuple(ids))) if ids else []
        gone = ids - {row.id for row in rows}
        return gone | {row.id for row in rows if row.finished}


def progress_bar(what: str) -> tqdm:
    """On a terminal only; a pipe stays quiet."""
    return tqdm(desc=what, unit="receipt", disable=not sys.stderr.isatty(), file=sys.stderr)


def advance(bar: tqdm) -> Callable[[int, int], None]:
    """The callback that moves the bar to (done, of)."""

    def moved(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return moved


def summarise(outcome: Outcome, stream: TextIO) -> None:
    """A sentence for each file that failed and one for the whole, for a person."""
    for answer in outcome.answers:
        if answer.error:
            print(f"{answer.path}: {answer.error.sentence}", file=stream)
        elif outcome.status(answer) is Status.FAILED and answer.receipt:
            failure = outcome.receipts[answer.receipt.id].failure
            print(f"{answer.path}: {failure.sentence if failure else 'failed'}", file=stream)
    review = sum(1 for receipt in outcome.receipts.values() if receipt.needs_review)
    known = sum(1 for answer in outcome.answers if answer.known)
    parts = [f"{outcome.completed} of {len(outcome.answers)} completed", f"{review} to review"]
    parts += [f"{known} known already"] if known else []
    hint = " Stopped early; run the same command again to go on." if outcome.stopped else ""
    print(", ".join(parts) + "." + hint, file=stream)
