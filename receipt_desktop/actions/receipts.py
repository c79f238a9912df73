"""Receipts in, receipts out, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from receipt_desktop.actions.parts import Acting
from receipt_desktop.display import encodable
from receipt_desktop.draft import Field, FieldValue
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.export import csv as csv_export
from receipt_desktop.export.files import whole_file
from receipt_desktop.export.result_json import to_json
from receipt_desktop.paths import resources
from receipt_desktop.piles import Control, Order, Progress
from receipt_desktop.receipt import (
    Details,
    Listener,
    Priority,
    Query,
    Receipt,
    Status,
    Submitted,
    Wish,
)
from receipt_desktop.settings import Settings


class ReceiptActions(Acting):
    """What can be asked about receipts."""

    # -- receipts in

    def submit(
        self,
        paths: Sequence[Path],
        *,
        priority: Priority = Priority.NORMAL,
        wish: Wish = Wish(),  # noqa: B008 (frozen)
        again: bool = False,
        on_progress: Progress | None = None,
        control: Control = Control(),  # noqa: B008 (frozen)
    ) -> tuple[Submitted, ...]:
        """Take files in, folders walked. One answer a file; a bad one does not stop the rest."""
        order = Order(priority, wish, again, by=self._by)
        return self._parts.submission.files(paths, order, on_progress, control)

    def submit_bytes(self, data: bytes, name: str) -> Submitted:
        """Take in a pasted picture."""
        return self._parts.submission.picture(data, name, Order(by=self._by))[0]

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
        return self.result_of(self.details(receipt_id))

    def result_of(self, details: Details) -> dict[str, object]:
        """The same for details that are there already."""
        return to_json(details)

    def results(self, receipt_ids: Iterable[str]) -> Iterator[dict[str, object]]:
        """Results in their JSON shape, in the order asked for."""
        for receipt_id in receipt_ids:
            yield self.result(receipt_id)

    def present_details(self, receipt_ids: Iterable[str]) -> Iterator[Details]:
        """Everything read from those of these that are there, in the order asked for."""
        return self._store.all_details(Query(ids=tuple(receipt_ids)))

    def statuses(self, receipt_ids: Collection[str]) -> dict[str, Status]:
        """The statuses of those of these that are there."""
        return self._store.statuses(receipt_ids)

    def picture(self, relative: str) -> Path:
        """The file of a page picture or thumbnail, whether it is there or not; it may block."""
        try:
            return self._parts.originals.picture(relative)
        except ServiceUnavailable:
            return self._parts.paths.data / relative

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every change of a receipt, on any thread; returns how to stop hearing."""
        return self._store.subscribe(listener)

    # -- what a person decides

    def retry(self, receipt_ids: Sequence[str], wish: Wish | None = None) -> list[Receipt]:
        """Read these anew from the start, three automatic retries again."""
        opened = self._store.reopen(receipt_ids, wish, self._by)
        return self._enqueued(opened)

    def cancel(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """End what waits or runs; they become failed with CANCELLED."""
        cancelled = self._store.cancel(receipt_ids, self._by)
        self._parts.stop_work(receipt_ids)
        return cancelled

    def remove(self, receipt_ids: Sequence[str]) -> None:
        """Take these off the list; `restore` brings them back until the program ends.

        Raises `ServiceUnavailable` when that cannot be recorded; nothing is removed then.
        """
        self._store.remove(receipt_ids, self._by, self._parts.originals.erasures.record)
        self._parts.stop_work(receipt_ids)

    def erase(self, receipt_ids: Sequence[str]) -> None:
        """Delete these and all that was read of them for good; their files follow within hours.

        Raises `ServiceUnavailable` as `remove`.
        """
        prove = self._parts.originals.erasures.record
        hashes = self._store.erase(receipt_ids, self._by, prove)
        self._parts.stop_work(receipt_ids)
        self._parts.forget(hashes)

    def restore(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Bring removed ones back; unfinished ones go on."""
        restored = self._store.restore(receipt_ids, self._by)
        self._parts.originals.withdraw({receipt.content_hash for receipt in restored})
        self._enqueued([receipt for receipt in restored if not receipt.finished])
        return restored

    def approve(
        self,
        receipt_ids: Sequence[str],
        approved: bool = True,
        accept_missing: Collection[Field] = (),
    ) -> list[Receipt]:
        """A person has looked at these and they are right (or not, after all).

        Raises `Conflict` when total, date or merchant is missing on one of them, unless a person
        has confirmed with `accept_missing` that it is not on the receipt.
        """
        return self._store.approve(receipt_ids, approved, self._by, accept_missing)

    def correct(self, receipt_id: str, field: Field, value: FieldValue | None) -> Receipt:
        """Set a field by hand; None says that it is not on the receipt.

        The checks run again: a correction ends no review, and begins one when it raises a doubt.
        """
        return self._store.correct(receipt_id, field, value, self._by)

    def uncorrect(self, receipt_id: str, field: Field) -> Receipt:
        """Go back to the value that was read."""
        return self._store.uncorrect(receipt_id, field, self._by)

    def export_csv(self, query: Query, target: Path, style: Settings | None = None) -> int:
        """Write a CSV of these receipts and return its number of rows without the head.

        The file appears whole or not at all. Raises `ServiceUnavailable`.
        """
        settings = style or self.settings
        chosen = csv_style(settings)
        rows = self._store.all_details(query)
        with whole_file(target, chosen.encoding) as stream:
            written = csv_export.write(rows, stream, chosen)
        self._store.note(self._by, "export", encodable(str(target)), {}, {"rows": written})
        return written


def csv_style(settings: Settings) -> csv_export.CsvStyle:
    """How the CSV is written: the settings' choices over the locale's."""
    style = csv_export.CsvStyle.for_locale(settings.language)
    chosen = {
        "delimiter": settings.csv_delimiter or style.delimiter,
        "decimal": settings.csv_decimal or style.decimal,
    }
    return replace(style, bom=settings.csv_bom, layout=settings.csv_layout, **chosen)
