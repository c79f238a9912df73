"""Actions on receipts: submit, list, review, correct, remove, export."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from receipt_desktop.actions.batches import Progress, SubmitControl, SubmitOptions
from receipt_desktop.actions.export_request import ExportRequest
from receipt_desktop.actions.exports import ExportActions
from receipt_desktop.actions.review import ReviewActions
from receipt_desktop.config.paths import missing_resource, resources_folder
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import (
    ChangeListener,
    Priority,
    ReadOptions,
    Receipt,
    ReceiptDetails,
    Status,
    SubmitResult,
)
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind, find_source
from receipt_desktop.export.export_format import ExportFormat
from receipt_desktop.export.formats import DEFAULT, FORMATS
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.result_json import result_to_json
from receipt_desktop.messages import ENGLISH

__all__ = ["ExportFormat", "ReceiptActions", "export_formats"]


class ReceiptActions(ReviewActions, ExportActions):
    """Actions on receipts."""

    # -- receipts in

    def submit(
        self,
        paths: Sequence[Path],
        *,
        priority: Priority = Priority.NORMAL,
        wish: ReadOptions = ReadOptions(),  # noqa: B008 (frozen)
        again: bool = False,
        passwords: tuple[str, ...] = (),
        on_progress: Progress | None = None,
        control: SubmitControl = SubmitControl(),  # noqa: B008 (frozen)
        source: Source | None = None,
    ) -> tuple[SubmitResult, ...]:
        """Submit files and folders, recursively; one result a file, also for a bad file.

        `passwords` are tried in turn for protected PDFs; they stay in the memory of this process.
        Without a `source` it is the window, the command line or the API client.
        """
        source = source or find_source(self._actor)
        options = SubmitOptions(priority, wish, again, self._actor, passwords, source)
        return self._context.submission.submit_files(paths, options, on_progress, control)

    def submit_bytes(self, data: bytes, name: str, source: Source | None = None) -> SubmitResult:
        """Submit a picture without a file; without a `source` it was pasted."""
        source = source or Source(SourceKind.CLIPBOARD)
        options = SubmitOptions(actor=self._actor, source=source)
        return self._context.submission.submit_picture(data, name, options)[0]

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
        """The matching receipts, newest first."""
        return self._store.find_receipts(query)

    def get_receipt(self, receipt_id: str) -> Receipt:
        """A receipt. Raises `InvalidRequest` for an unknown id."""
        return self._store.get_receipt(receipt_id)

    def get_details(self, receipt_id: str) -> ReceiptDetails:
        """A receipt with its reading. Raises `InvalidRequest` for an unknown id."""
        return self._store.get_details(receipt_id)

    def build_result(self, receipt_id: str) -> dict[str, object]:
        """The result of a receipt as JSON. Raises `InvalidRequest` for an unknown id."""
        return self.build_result_from_details(self.get_details(receipt_id))

    def build_result_from_details(
        self, details: ReceiptDetails, language: str = ENGLISH
    ) -> dict[str, object]:
        """The same for details that are there already; its sentences in this language."""
        found = result_to_json(details, language)
        company = self.settings.company_name
        return found | {"company": company} if company else found

    def iterate_details(self, receipt_ids: Iterable[str]) -> Iterator[ReceiptDetails]:
        """The existing receipts among `receipt_ids` with their readings, in this order."""
        return self._store.iterate_details(ReceiptQuery(ids=tuple(receipt_ids)))

    def get_statuses(self, receipt_ids: Collection[str]) -> dict[str, Status]:
        """Statuses of the existing receipts among `receipt_ids`."""
        return self._store.find_statuses(receipt_ids)

    def find_picture(self, relative: str) -> Path:
        """The path of a page picture or thumbnail, which may be missing; may block."""
        try:
            return self._context.originals.fetch_picture(relative)
        except ServiceUnavailable:
            return self._context.paths.data / relative

    def subscribe(self, listener: ChangeListener) -> Callable[[], None]:
        """Call `listener` for every change, on any thread; returns an unsubscribe."""
        return self._store.subscribe(listener)

    # -- decisions

    def retry(self, receipt_ids: Sequence[str], wish: ReadOptions | None = None) -> list[Receipt]:
        """Read the receipts again from the start, with all automatic retries."""
        opened = self._store.reopen_receipts(receipt_ids, wish, self._actor)
        return self._enqueue_all(opened)

    def unlock(self, receipt_ids: Sequence[str], password: str) -> list[Receipt]:
        """Read receipts that need a password again, with this one.

        It stays in the memory of this process. Raises `InvalidRequest` when the process reads no
        receipts.
        """
        asking = [
            receipt
            for receipt in self._store.find_receipts(ReceiptQuery(ids=tuple(receipt_ids)))
            if receipt.needs_password
        ]
        for receipt in asking:
            for content_hash in receipt.originals:
                self._context.add_passwords(content_hash, (password,))
        return self.retry([receipt.id for receipt in asking])

    def cancel(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Cancel waiting and running receipts; they fail with CANCELLED."""
        cancelled = self._store.cancel_receipts(receipt_ids, self._actor)
        self._context.stop_receipts(receipt_ids)
        return cancelled

    def remove(self, receipt_ids: Sequence[str]) -> None:
        """Remove the receipts; `restore` undoes it until the program ends.

        Raises `ServiceUnavailable` when the removal cannot be recorded; nothing is removed then.
        """
        self._store.remove_receipts(
            receipt_ids, self._actor, self._context.originals.tombstones.record_erasures
        )
        self._context.stop_receipts(receipt_ids)

    def erase(self, receipt_ids: Sequence[str]) -> None:
        """Delete the receipts and their readings permanently; their files follow within hours.

        Raises `ServiceUnavailable` as `remove`.
        """
        record_erasures = self._context.originals.tombstones.record_erasures
        hashes = self._store.erase_receipts(receipt_ids, self._actor, record_erasures)
        self._context.stop_receipts(receipt_ids)
        self._context.drop_cached_readings(hashes)

    def restore(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Restore removed receipts; unfinished ones are queued again."""
        restored = self._store.restore_receipts(receipt_ids, self._actor)
        self._withdraw_removals(restored)
        self._enqueue_all([receipt for receipt in restored if not receipt.is_finished])
        return restored

    def export(
        self,
        query: ReceiptQuery,
        target: Path,
        format_name: str = DEFAULT,
        options: ExportOptions | None = None,
        *,
        on_progress: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write these receipts in a format of `FORMATS`; how many rows, any head not counted.

        Without `options` as the settings say. The file appears whole or not at all.
        `on_progress` is called with the number of receipts written so far. Raises
        `ServiceUnavailable`, and `Cancelled` once `cancelled` returns True.
        """
        request = ExportRequest(query, format_name, options=options)
        return self.export_batch(request, target, on_progress, cancelled).rows


def export_formats() -> tuple[ExportFormat, ...]:
    """What receipts can be exported as, the default first."""
    return tuple(FORMATS.values())
