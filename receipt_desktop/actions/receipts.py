"""Receipts in, receipts out, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from receipt_desktop.actions.batches import Progress, SubmitControl, SubmitOptions
from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.config.paths import resources_folder
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import replace_surrogates
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.receipt import (
    ChangeListener,
    Priority,
    ReadOptions,
    Receipt,
    ReceiptDetails,
    ReceiptQuery,
    Status,
    SubmitResult,
)
from receipt_desktop.export import csv as csv_export
from receipt_desktop.export.output_file import open_atomically
from receipt_desktop.export.result_json import result_to_json


class ReceiptActions(ActionsBase):
    """What can be asked about receipts."""

    # -- receipts in

    def submit(
        self,
        paths: Sequence[Path],
        *,
        priority: Priority = Priority.NORMAL,
        wish: ReadOptions = ReadOptions(),  # noqa: B008 (frozen)
        again: bool = False,
        on_progress: Progress | None = None,
        control: SubmitControl = SubmitControl(),  # noqa: B008 (frozen)
    ) -> tuple[SubmitResult, ...]:
        """Take files in, folders walked. One answer a file; a bad one does not stop the rest."""
        order = SubmitOptions(priority, wish, again, actor=self._actor)
        return self._context.submission.submit_files(paths, order, on_progress, control)

    def submit_bytes(self, data: bytes, name: str) -> SubmitResult:
        """Take in a pasted picture."""
        return self._context.submission.submit_picture(
            data, name, SubmitOptions(actor=self._actor)
        )[0]

    def submit_samples(self) -> tuple[SubmitResult, ...]:
        """Take in the sample receipts that come with the program."""
        return self.submit([resources_folder() / "samples"])

    # -- receipts out

    def list_receipts(self, query: ReceiptQuery = ReceiptQuery()) -> list[Receipt]:  # noqa: B008 (frozen)
        """Rows of the list, newest first."""
        return self._store.find_receipts(query)

    def get_receipt(self, receipt_id: str) -> Receipt:
        """One row. Raises `InvalidRequest` for an unknown id."""
        return self._store.get_receipt(receipt_id)

    def get_details(self, receipt_id: str) -> ReceiptDetails:
        """Everything read from one receipt. Raises `InvalidRequest` for an unknown id."""
        return self._store.get_details(receipt_id)

    def build_result(self, receipt_id: str) -> dict[str, object]:
        """The result in its JSON shape."""
        return self.build_result_from_details(self.get_details(receipt_id))

    def build_result_from_details(self, details: ReceiptDetails) -> dict[str, object]:
        """The same for details that are there already."""
        return result_to_json(details)

    def results(self, receipt_ids: Iterable[str]) -> Iterator[dict[str, object]]:
        """Results in their JSON shape, in the order asked for."""
        for receipt_id in receipt_ids:
            yield self.build_result(receipt_id)

    def iterate_details(self, receipt_ids: Iterable[str]) -> Iterator[ReceiptDetails]:
        """Everything read from those of these that are there, in the order asked for."""
        return self._store.iterate_details(ReceiptQuery(ids=tuple(receipt_ids)))

    def get_statuses(self, receipt_ids: Collection[str]) -> dict[str, Status]:
        """The statuses of those of these that are there."""
        return self._store.find_statuses(receipt_ids)

    def find_picture(self, relative: str) -> Path:
        """The file of a page picture or thumbnail, whether it is there or not; it may block."""
        try:
            return self._context.originals.fetch_picture(relative)
        except ServiceUnavailable:
            return self._context.paths.data / relative

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Hear every change of a receipt, on any thread; returns how to stop hearing."""
        return self._store.subscribe(listener)

    # -- what a person decides

    def retry(self, receipt_ids: Sequence[str], wish: ReadOptions | None = None) -> list[Receipt]:
        """Read these anew from the start, three automatic retries again."""
        opened = self._store.reopen_receipts(receipt_ids, wish, self._actor)
        return self._enqueue_all(opened)

    def cancel(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """End what waits or runs; they become failed with CANCELLED."""
        cancelled = self._store.cancel_receipts(receipt_ids, self._actor)
        self._context.stop_receipts(receipt_ids)
        return cancelled

    def remove(self, receipt_ids: Sequence[str]) -> None:
        """Take these off the list; `restore` brings them back until the program ends.

        Raises `ServiceUnavailable` when that cannot be recorded; nothing is removed then.
        """
        self._store.remove_receipts(
            receipt_ids, self._actor, self._context.originals.tombstones.record_erasures
        )
        self._context.stop_receipts(receipt_ids)

    def erase(self, receipt_ids: Sequence[str]) -> None:
        """Delete these and all that was read of them for good; their files follow within hours.

        Raises `ServiceUnavailable` as `remove`.
        """
        prove = self._context.originals.tombstones.record_erasures
        hashes = self._store.erase_receipts(receipt_ids, self._actor, prove)
        self._context.stop_receipts(receipt_ids)
        self._context.drop_cached_readings(hashes)

    def restore(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Bring removed ones back; unfinished ones go on."""
        restored = self._store.restore_receipts(receipt_ids, self._actor)
        self._context.originals.withdraw_removals({receipt.content_hash for receipt in restored})
        self._enqueue_all([receipt for receipt in restored if not receipt.is_finished])
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
        return self._store.approve_receipts(receipt_ids, approved, self._actor, accept_missing)

    def correct_field(self, receipt_id: str, field: Field, value: FieldValue | None) -> Receipt:
        """Set a field by hand; None says that it is not on the receipt.

        The checks run again: a correction ends no review, and begins one when it raises a doubt.
        """
        return self._store.correct_field(receipt_id, field, value, self._actor)

    def revert_correction(self, receipt_id: str, field: Field) -> Receipt:
        """Go back to the value that was read."""
        return self._store.revert_correction(receipt_id, field, self._actor)

    def export_csv(self, query: ReceiptQuery, target: Path, style: Settings | None = None) -> int:
        """Write a CSV of these receipts and return its number of rows without the head.

        The file appears whole or not at all. Raises `ServiceUnavailable`.
        """
        settings = style or self.settings
        chosen = make_csv_style(settings)
        rows = self._store.iterate_details(query)
        with open_atomically(target, chosen.encoding) as stream:
            written = csv_export.write_csv(rows, stream, chosen)
        self._store.add_audit_entry(
            self._actor, "export", replace_surrogates(str(target)), {}, {"rows": written}
        )
        return written


def make_csv_style(settings: Settings) -> csv_export.CsvStyle:
    """How the CSV is written: the settings' choices over the locale's."""
    style = csv_export.CsvStyle.for_locale(settings.language)
    chosen = {
        "delimiter": settings.csv_delimiter or style.delimiter,
        "decimal": settings.csv_decimal or style.decimal,
    }
    return replace(style, bom=settings.csv_bom, layout=settings.csv_layout, **chosen)
