"""What a person or a program may ask. Every front calls this and nothing below it.

Everything here may block on the disk or on Redis: a window calls it on a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from receipt_desktop import doctor
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.export import csv as csv_export
from receipt_desktop.export.result_json import to_json
from receipt_desktop.extraction.model import Model
from receipt_desktop.health import Finding, ModelState, PullProgress, QueueHealth, Stats
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.stats import Instruments, health, stats
from receipt_desktop.reading.engines import engines
from receipt_desktop.receipt import (
    Details,
    Field,
    FieldValue,
    Listener,
    Priority,
    Query,
    Receipt,
    Submitted,
    Wish,
)
from receipt_desktop.settings import LiveSettings, Paths, Settings, resources
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from receipt_desktop.submission import Order, Progress, Submission


@dataclass(frozen=True, slots=True)
class Parts:
    """What the actions act on; wired in `receipt_desktop.app`."""

    paths: Paths
    settings: LiveSettings
    store: Store
    originals: Originals
    submission: Submission
    instruments: Instruments
    model: Callable[[], Model]
    """Ollama as the settings have it now."""
    stop_work: Callable[[Collection[str]], None]
    """End the running attempts at these receipts."""
    heartbeat: Heartbeat | None = None


class Actions:
    """The one list of things that can be asked."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    # -- settings

    @property
    def settings(self) -> Settings:
        return self._parts.settings.now

    @property
    def data_dir(self) -> Path:
        return self._parts.paths.data

    def change_settings(self, **changes: object) -> Settings:
        """Save and apply at once. Raises `InvalidRequest` naming what does not fit."""
        try:
            return self._parts.settings.change(**changes)
        except OSError as error:
            raise ServiceUnavailable(f"The settings could not be saved: {error}") from error

    # -- receipts in

    def submit(
        self,
        paths: Sequence[Path],
        *,
        priority: Priority = Priority.NORMAL,
        wish: Wish = Wish(),  # noqa: B008 (frozen)
        again: bool = False,
        on_progress: Progress | None = None,
    ) -> tuple[Submitted, ...]:
        """Take files in, folders walked. One answer a file; a bad one does not stop the rest."""
        return self._parts.submission.files(paths, Order(priority, wish, again), on_progress)

    def submit_bytes(self, data: bytes, name: str) -> Submitted:
        """Take in a pasted picture."""
        return self._parts.submission.picture(data, name, Order())[0]

    def submit_samples(self) -> tuple[Submitted, ...]:
        """Take in the sample receipts that come with the program."""
        return self.submit([resources() / "samples"])

    # -- receipts out

    def receipts(self, query: Query = Query()) -> list[Receipt]:  # noqa: B008 (frozen)
        """Rows of the list, newest first."""
        return self._store.receipts(query)

    def status(self, receipt_id: str) -> Receipt:
        """One row. Raises `InvalidRequest` for an unknown id."""
        return self._store.get(receipt_id)

    def details(self, receipt_id: str) -> Details:
        """Everything read from one receipt. Raises `InvalidRequest` for an unknown id."""
        return self._store.details(receipt_id)

    def result(self, receipt_id: str) -> dict[str, object]:
        """The result in its JSON shape."""
        return to_json(self.details(receipt_id))

    def results(self, receipt_ids: Iterable[str]) -> Iterator[dict[str, object]]:
        """Results in their JSON shape, in the order asked for."""
        for receipt_id in receipt_ids:
            yield self.result(receipt_id)

    def picture(self, relative: str) -> Path:
        """The file of a page picture or thumbnail."""
        return self._parts.paths.data / relative

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every change of a receipt, on any thread; returns how to stop hearing."""
        return self._store.subscribe(listener)

    # -- what a person decides

    def retry(self, receipt_ids: Sequence[str], wish: Wish | None = None) -> list[Receipt]:
        """Read these anew from the start, three automatic retries again."""
        opened = self._store.reopen(receipt_ids, wish)
        for receipt in opened:
            self._parts.submission.enqueue(receipt)
        return opened

    def cancel(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """End what waits or runs; they become failed with CANCELLED."""
        cancelled = self._store.cancel(receipt_ids)
        self._parts.stop_work(receipt_ids)
        return cancelled

    def remove(self, receipt_ids: Sequence[str]) -> None:
        """Take these off the list; `restore` brings them back until the program ends."""
        self._store.remove(receipt_ids)
        self._parts.stop_work(receipt_ids)

    def restore(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Bring removed ones back; unfinished ones go on."""
        restored = self._store.restore(receipt_ids)
        for receipt in restored:
            if not receipt.finished:
                self._parts.submission.enqueue(receipt)
        return restored

    def approve(self, receipt_ids: Sequence[str], approved: bool = True) -> list[Receipt]:
        """A person has looked at these and they are right (or not, after all)."""
        return self._store.approve(receipt_ids, approved)

    def correct(self, receipt_id: str, field: Field, value: FieldValue | None) -> Receipt:
        """Set a field by hand; None says that it is not on the receipt."""
        return self._store.correct(receipt_id, field, value)

    def uncorrect(self, receipt_id: str, field: Field) -> Receipt:
        """Go back to the value that was read."""
        return self._store.uncorrect(receipt_id, field)

    def export_csv(self, query: Query, target: Path, style: Settings | None = None) -> int:
        """Write a CSV of these receipts and return its number of rows without the head.

        The file appears whole or not at all. Raises `ServiceUnavailable`.
        """
        settings = style or self.settings
        chosen = csv_style(settings)
        rows = self._store.all_details(query)
        unfinished = target.with_name(f".{target.name}.part")
        try:
            with unfinished.open("w", encoding=chosen.encoding, newline="") as stream:
                written = csv_export.write(rows, stream, chosen)
            unfinished.replace(target)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise ServiceUnavailable(
                f"{target} could not be written: {error.strerror or error}",
                key="export_failed",
                path=str(target),
            ) from error
        return written

    # -- how things stand

    def health(self) -> QueueHealth:
        """How the queue stands now."""
        return health(self._parts.instruments)

    def listen_health(self, listener: Callable[[QueueHealth], None]) -> Callable[[], None]:
        """Hear how the queue stands, at every change and at least every five seconds."""
        if self._parts.heartbeat is None:
            return lambda: None
        return self._parts.heartbeat.subscribe(listener)

    def stats(self) -> Stats:
        """Statistics over all terminal outcomes."""
        return stats(self._parts.instruments)

    def pause(self) -> None:
        """Take nothing more from the queue; what runs goes on."""
        if self._parts.instruments.workers:
            self._parts.instruments.workers.pause()

    def resume(self) -> None:
        """Go on taking from the queue."""
        if self._parts.instruments.workers:
            self._parts.instruments.workers.resume()

    def doctor(self) -> tuple[Finding, ...]:
        """Every part that reading needs, green or with its mend."""
        parts = self._parts
        redis = parts.instruments.redis_state()
        return doctor.examine(redis, engines(), self.model_state(), parts.paths.data, parts.store)

    def try_model(self) -> Finding | None:
        """How the model does on a small receipt; it may take a minute. None without a model."""
        from receipt_desktop.extraction.trial import try_out  # noqa: PLC0415 (off the way to the window)

        model = self._parts.model()
        return doctor.trial_finding(try_out(model), self.settings.timeout)

    def ocr_languages(self) -> tuple[str, ...]:
        """The language codes that Tesseract has installed."""
        return next((one.languages for one in engines() if one.name == "Tesseract"), ())

    # -- the language model

    def model_state(self) -> ModelState:
        """Ollama as seen from here."""
        return self._parts.model().state()

    def pull_model(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Have Ollama fetch a model. Raises `ServiceUnavailable`, `InvalidRequest`, `Cancelled`."""
        if not name.strip():
            raise InvalidRequest("Give the model's name, qwen2.5:3b for one.", key="model_name")
        self._parts.model().pull(name.strip(), on_progress, cancelled)


def csv_style(settings: Settings) -> csv_export.CsvStyle:
    """How the CSV is written: the settings' choices over the locale's."""
    style = csv_export.CsvStyle.for_locale(settings.language)
    chosen = {
        "delimiter": settings.csv_delimiter or style.delimiter,
        "decimal": settings.csv_decimal or style.decimal,
    }
    return replace(style, bom=settings.csv_bom, layout=settings.csv_layout, **chosen)
