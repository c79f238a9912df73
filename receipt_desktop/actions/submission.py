"""Files in: walked, inspected, kept, one committed row each, and only then an id in the queue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from receipt_desktop.actions.batches import (
    PreparedFile,
    Progress,
    SubmissionBatch,
    SubmitControl,
    SubmitOptions,
    split_into_batches,
)
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.display import format_file_name, replace_surrogates
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status, SubmitResult
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.pending_file import StoredFile
from receipt_desktop.logs.events import QueueEvent, log_event
from receipt_desktop.pipeline import build_read_limits
from receipt_desktop.reading.file_errors import SENTENCES, make_refusal
from receipt_desktop.reading.file_search import FoundFile, find_files
from receipt_desktop.reading.file_types import SUFFIXES, inspect_file, make_unreadable_error
from receipt_desktop.reading.request import ReadLimits
from receipt_desktop.store.database_errors import describe_problem as database_sentence
from receipt_desktop.store.queue_state import QueueSwitch
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

PAGE_COUNT_SECONDS = 20.0
COPY_THREADS = 4
"""Files that are copied and flushed at the same time: disks flush several as fast as one."""
EnqueueReceipt = Callable[[str, Priority, float], None]


class PageCounter(Protocol):
    """What counts the pages of a file: the reader pool."""

    def count_pages(self, path: Path, limits: ReadLimits, deadline: Deadline) -> int: ...


class SubmissionService:
    """Takes files in. Thread-safe; the user's own files are only ever read."""

    def __init__(
        self,
        store: Store,
        originals: Originals,
        enqueue: EnqueueReceipt,
        pages: PageCounter,
        settings: Callable[[], Settings],
    ) -> None:
        self._store = store
        self._originals = originals
        self._enqueue = enqueue
        self._page_counter = pages
        self._settings = settings

    def submit_files(
        self,
        paths: Sequence[Path],
        order: SubmitOptions,
        on_progress: Progress | None = None,
        control: SubmitControl = SubmitControl(),  # noqa: B008 (frozen)
    ) -> tuple[SubmitResult, ...]:
        """Submit every file, folders walked; one answer a file (or a page), in order.

        How many there will be is not known while folders are walked: `on_progress` gets 0 for it.
        """
        refused = make_draining_error() if self._is_draining() else None
        answers: list[SubmitResult] = []
        pile = SubmissionBatch(order, on_progress or (lambda *_: None), control)
        with ThreadPoolExecutor(COPY_THREADS, thread_name_prefix="copying") as copying:
            for some in split_into_batches(find_files(paths)):
                if control.is_stopped():
                    break
                if refused:
                    answers += [_make_refusal(found, found.error or refused) for found in some]
                else:
                    answers += self._submit_with_retries(some, pile, copying)
        return tuple(answers)

    def _submit_with_retries(
        self, some: Sequence[FoundFile], pile: SubmissionBatch, copying: Executor
    ) -> list[SubmitResult]:
        """Submit a batch, again while the database is locked and the caller will wait."""
        before = pile.done_count
        while True:
            pile.done_count = before
            answers = self._submit_batch(some, pile, copying)
            busy = next(
                (one.error for one in answers if one.error and is_database_busy(one.error)), None
            )
            if busy is None or not pile.control.wait_for_database(busy):
                return answers

    def _submit_batch(
        self, some: Sequence[FoundFile], pile: SubmissionBatch, copying: Executor
    ) -> list[SubmitResult]:
        """Copies and flushes of several files go on at once; their rows are one transaction."""
        prepare = partial(self._prepare_file, pile=pile)
        prepared = []
        for one in copying.map(prepare, some) if len(some) > 1 else map(prepare, some):
            if one is not None:
                prepared.append(one)
                pile.count_file()
        new = [one for one in prepared if isinstance(one, PreparedFile)]
        added = iter(self._add_rows(new, pile.order))
        return [
            answer
            for one in prepared
            for answer in (next(added) if isinstance(one, PreparedFile) else [one])
        ]

    def submit_picture(
        self, data: bytes, name: str, order: SubmitOptions
    ) -> tuple[SubmitResult, ...]:
        """Submit bytes that came without a file, a pasted picture for one."""
        name = replace_surrogates(name)
        if self._is_draining():
            return (SubmitResult(name, error=make_draining_error()),)

        def examine(copy: Path) -> None:
            inspect_file(copy, build_read_limits(self._settings()))

        try:
            keeping = self._originals.begin_stream(BytesIO(data), examine)
            return tuple(
                self._add_rows([PreparedFile(name, name, keeping, [order.read_options])], order)[0]
            )
        except ReceiptError as error:
            return (SubmitResult(name, error=error),)

    def submit_upload(
        self, stream: IO[bytes], name: str, order: SubmitOptions
    ) -> tuple[SubmitResult, ...]:
        """Submit what another program sent; `name` is shown and nothing else is made of it."""
        name = replace_surrogates(name)
        if self._is_draining():
            return (SubmitResult(name, error=make_draining_error()),)
        wishes: list[ReadOptions] = []

        def examine(copy: Path) -> None:
            kind = inspect_file(copy, build_read_limits(self._settings()))
            wishes.extend(self._options_per_page(copy, order, paged=kind.is_paged))

        try:
            keeping = self._originals.begin_stream(stream, examine)
            return tuple(self._add_rows([PreparedFile(name, name, keeping, wishes)], order)[0])
        except ReceiptError as error:
            return (SubmitResult(name, error=rename_in_error(error, name)),)

    def adopt_orphans(
        self,
        found: Sequence[OrphanedOriginal],
        order: SubmitOptions,
        on_progress: Progress | None = None,
    ) -> tuple[SubmitResult, ...]:
        """Submit kept originals that have no receipt; one answer an original (or a page)."""
        answers: list[SubmitResult] = []
        for number, orphan in enumerate(found, 1):
            answers += self._adopt_orphan(orphan, order)
            if on_progress:
                on_progress(number, len(found))
        return tuple(answers)

    def _adopt_orphan(self, orphan: OrphanedOriginal, order: SubmitOptions) -> list[SubmitResult]:
        shown = str(orphan.path)
        if self._is_draining():
            return [SubmitResult(shown, error=make_draining_error())]
        try:
            kind = inspect_file(orphan.path, build_read_limits(self._settings()))
            keeping = self._originals.verify_original(orphan.content_hash)
            name = orphan.name or f"{orphan.content_hash[:8]}{SUFFIXES[kind.type]}"
            wishes = self._options_per_page(keeping.stored_file.path, order, paged=kind.is_paged)
            return self._add_rows([PreparedFile(shown, name, keeping, wishes)], order)[0]
        except ReceiptError as error:
            return [SubmitResult(shown, error=error)]

    def _is_draining(self) -> bool:
        return QueueSwitch.DRAINING in self._store.list_active_switches()

    def _prepare_file(
        self, found: FoundFile, pile: SubmissionBatch
    ) -> PreparedFile | SubmitResult | None:
        """Look at a file and copy it; or why not. What was refused is not kept.

        None when nothing more is to be added.
        """
        path = found.path
        if pile.control.is_stopped():
            return None
        if found.error:
            return _make_refusal(found, found.error)
        try:
            kind = inspect_file(path, build_read_limits(self._settings()))
            wishes = self._options_per_page(path, pile.order, paged=kind.is_paged)
            return PreparedFile(
                replace_surrogates(found.given), path.name, self._originals.begin_file(path), wishes
            )
        except ReceiptError as error:
            return _make_refusal(found, error)
        except OSError as error:
            return _make_refusal(found, make_unreadable_error(path, error))

    def _options_per_page(
        self, kept: Path, order: SubmitOptions, *, paged: bool
    ) -> list[ReadOptions]:
        """One wish, or one a page when the person says a page is a receipt."""
        settings = self._settings()
        if not (paged and settings.one_receipt_a_page) or order.read_options.page is not None:
            return [order.read_options]
        deadline = Deadline.for_work(PAGE_COUNT_SECONDS)
        pages = self._page_counter.count_pages(kept, build_read_limits(settings), deadline)
        if pages == 1:
            return [order.read_options]
        return [replace(order.read_options, page=page) for page in range(pages)]

    def _add_rows(
        self, prepared: Sequence[PreparedFile], order: SubmitOptions
    ) -> list[list[SubmitResult]]:
        """The answers for each file: row and original are on the disk when this returns.

        A power cut in between may leave one without the other, and takes the queue along; such a
        file was never reported as added.
        """
        new = [row for one in prepared for row in one.make_rows(order)]
        if not new:
            return []
        try:
            rows = iter(self._store.add_receipts(new, by=order.actor))
            added = [(one, [next(rows) for _ in one.options_per_row]) for one in prepared]
            for receipt, known in (row for _, made in added for row in made):
                if not known:
                    self.enqueue(receipt)
            self._store.flush()
        except ReceiptError as error:
            return [[SubmitResult(one.given_path, error=error)] for one in prepared]
        return [self._make_results(one, made, order) for one, made in added]

    def _make_results(
        self, prepared: PreparedFile, added: Sequence[tuple[Receipt, bool]], order: SubmitOptions
    ) -> list[SubmitResult]:
        """Wait for the original; without it no row stays."""
        try:
            kept = prepared.pending_original.wait_until_flushed()
        except ReceiptError as error:
            self._store.erase_receipts(
                [receipt.id for receipt, known in added if not known], order.actor
            )
            return [SubmitResult(prepared.given_path, error=error)]
        return [
            SubmitResult(
                prepared.given_path, self._reuse_known(receipt, order, kept), is_duplicate=True
            )
            if known
            else SubmitResult(prepared.given_path, receipt)
            for receipt, known in added
        ]

    def _reuse_known(self, receipt: Receipt, order: SubmitOptions, kept: StoredFile) -> Receipt:
        """The stored one; read anew when asked, or when it failed in a way that may pass.

        One whose original was lost or damaged may pass, now that it is whole again.
        """
        failure = receipt.failure
        passing = failure is not None and (kept.is_new or failure.code != InvalidRequest.code)
        stuck = receipt.status is Status.FAILED and passing
        if not stuck and not (order.read_again and receipt.is_finished):
            return receipt
        opened = self._store.reopen_receipts([receipt.id], order.read_options, order.actor)
        for again in opened:
            self.enqueue(again)
        return opened[0] if opened else receipt

    def enqueue(self, receipt: Receipt) -> None:
        """Put the id into the queue; without Redis the row waits until it is back."""
        rank = receipt.queue_priority
        log_event(QueueEvent.QUEUED, receipt=receipt.id, file=receipt.file_name, priority=int(rank))
        try:
            self._enqueue(receipt.id, rank, 0.0)
        except ServiceUnavailable as trouble:
            log.info("%s waits for the queue: %s", receipt.id, trouble)


def _make_refusal(found: FoundFile, error: ReceiptError) -> SubmitResult:
    return SubmitResult(replace_surrogates(found.given), error=error)


def make_draining_error() -> ServiceUnavailable:
    """The sentence for a queue that takes nothing new in."""
    return ServiceUnavailable(
        "The queue is being emptied and takes nothing new in just now.", key="draining"
    )


def rename_in_error(error: ReceiptError, name: str) -> ReceiptError:
    """The same refusal, with the name that the sender gave the file."""
    if error.key not in SENTENCES or "name" not in error.details:
        return error
    return make_refusal(error.key, **{**error.details, "name": format_file_name(name)})


def is_database_busy(error: ReceiptError) -> bool:
    """Whether another program keeps the database locked."""
    return error.sentence == database_sentence("locked")
