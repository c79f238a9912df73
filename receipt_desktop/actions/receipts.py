"""Receipts in, receipts out, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from receipt_desktop.actions.batches import Progress, SubmitControl, SubmitOptions
from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.config.paths import missing_resource, resources_folder
from receipt_desktop.domain.display import replace_surrogates
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.field_table import Field, FieldValue
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
from receipt_desktop.export.formats import DEFAULT, FORMATS, ExportFormat
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.output_file import whole_binary_file
from receipt_desktop.export.result_json import result_to_json
from receipt_desktop.messages import ENGLISH

__all__ = ["ExportFormat", "ReceiptActions", "export_formats"]


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
        """Take in the sample receipts that come with the program.

        Raises `ServiceUnavailable` when the installation lacks them.
        """
        samples = resources_folder() / "samples"
        if not samples.is_dir():
            raise missing_resource(samples)
        return self.submit([samples])

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

    def build_result_from_details(
        self, details: ReceiptDetails, language: str = ENGLISH
    ) -> dict[str, object]:
        """The same for details that are there already; its sentences in this language."""
        return result_to_json(details, language)

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

    def export(
        self,
        query: ReceiptQuery,
        target: Path,
        format_name: str = DEFAULT,
        options: ExportOptions | None = None,
    ) -> int:
        """Write these receipts in a format of `FORMATS`; how many rows, any head not counted.

        Without `options` as the settings say. The file appears whole or not at all. Raises
        `ServiceUnavailable`.
        """
        chosen = options or ExportOptions.from_settings(self.settings)
        rows = self._store.iterate_details(query)
        with whole_binary_file(target) as stream:
            written = FORMATS[format_name].write(rows, stream, chosen)
        self._store.add_audit_entry(
            self._actor, "export", replace_surrogates(str(target)), {}, {"rows": written}
        )
        return written


def export_formats() -> tuple[ExportFormat, ...]:
    """What receipts can be exported as, the default first."""
    return tuple(FORMATS.values())
