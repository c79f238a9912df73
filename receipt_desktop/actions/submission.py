"""Submission: finds, inspects and copies files, commits a row for each, then enqueues its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

from receipt_desktop.actions.batches import (
    PreparedFile,
    Progress,
    SubmissionBatch,
    SubmitControl,
    SubmitOptions,
    locate_source,
    split_into_batches,
)
from receipt_desktop.actions.incoming import pass_on
from receipt_desktop.actions.page_options import PageCounter, PageOptions
from receipt_desktop.actions.row_writer import AddPasswords, EnqueueReceipt, RowWriter
from receipt_desktop.actions.submission_errors import (
    is_database_busy,
    make_draining_error,
    make_refusal,
    rename_in_error,
)
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.display import replace_surrogates
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import ReadOptions, Receipt, SubmitResult
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.pending_file import copy_error
from receipt_desktop.intake.containers.kinds import is_container
from receipt_desktop.intake.containers.limits import build_unpack_limits
from receipt_desktop.intake.containers.unpacker import Unpacker
from receipt_desktop.reading.file_search import FoundFile, find_files
from receipt_desktop.reading.file_types import (
    SUFFIXES,
    FileKind,
    FileType,
    inspect_file,
    make_unreadable_error,
)
from receipt_desktop.reading.request import build_read_limits
from receipt_desktop.store.queue_state import QueueSwitch
from receipt_desktop.store.store import Store

COPY_THREADS = 4
"""Threads that copy and flush files: disks flush several as fast as one."""


class SubmissionService:
    """Submits files. Thread-safe; the user's own files are never changed."""

    def __init__(
        self,
        store: Store,
        originals: Originals,
        enqueue: EnqueueReceipt,
        pages: PageCounter,
        settings: Callable[[], Settings],
        *,
        add_passwords: AddPasswords = lambda *_: None,
    ) -> None:
        self._store = store
        self._originals = originals
        self._row_writer = RowWriter(store, enqueue, add_passwords)
        self._page_options = PageOptions(pages, settings)
        self._settings = settings

    def submit_files(
        self,
        paths: Sequence[Path],
        options: SubmitOptions,
        on_progress: Progress | None = None,
        control: SubmitControl = SubmitControl(),  # noqa: B008 (frozen)
    ) -> tuple[SubmitResult, ...]:
        """Submit files and folders, recursively; one result a file (or a page), in order.

        Archives and messages are unpacked, with one result for each file in them. `on_progress`
        gets 0 for the total, which is unknown while folders are searched.
        """
        return self.submit_found(find_files(paths), options, on_progress, control)

    def submit_found(
        self,
        found_files: Iterable[FoundFile],
        options: SubmitOptions,
        on_progress: Progress | None = None,
        control: SubmitControl = SubmitControl(),  # noqa: B008 (frozen)
    ) -> tuple[SubmitResult, ...]:
        """Submit found files, as `submit_files`; those with an origin are not unpacked again."""
        if self._is_draining():
            refused = make_draining_error()
            return tuple(make_refusal(found, found.error or refused) for found in found_files)
        options = self._find_rules(options)
        results: list[SubmitResult] = []
        batch = SubmissionBatch(options, on_progress or (lambda *_: None), control)
        with (
            ThreadPoolExecutor(COPY_THREADS, thread_name_prefix="copying") as executor,
            Unpacker(build_unpack_limits(self._settings())) as unpacker,
        ):
            for files in split_into_batches(unpacker.expand(found_files)):
                if control.is_stopped():
                    break
                results += self._submit_with_retries(files, batch, executor)
                unpacker.discard(files)
        return tuple(results)

    def _submit_with_retries(
        self, files: Sequence[FoundFile], batch: SubmissionBatch, executor: Executor
    ) -> list[SubmitResult]:
        """Submit a batch; repeat it while the database is locked and the caller waits."""
        done_before = batch.done_count
        while True:
            batch.done_count = done_before
            results = self._submit_batch(files, batch, executor)
            error = next(
                (
                    result.error
                    for result in results
                    if result.error and is_database_busy(result.error)
                ),
                None,
            )
            if error is None or not batch.control.wait_for_database(error):
                return results

    def _submit_batch(
        self, files: Sequence[FoundFile], batch: SubmissionBatch, executor: Executor
    ) -> list[SubmitResult]:
        """Copy the files in parallel and add their rows in one transaction."""
        prepare = partial(self._prepare_file, batch=batch)
        prepared = []
        for item in executor.map(prepare, files) if len(files) > 1 else map(prepare, files):
            if item is not None:
                prepared.append(item)
                batch.count_file()
        copied = [item for item in prepared if isinstance(item, PreparedFile)]
        row_results = iter(self._row_writer.add_rows(copied, batch.order))
        return [
            result
            for item in prepared
            for result in (next(row_results) if isinstance(item, PreparedFile) else [item])
        ]

    def submit_picture(
        self, data: bytes, name: str, options: SubmitOptions
    ) -> tuple[SubmitResult, ...]:
        """Submit bytes without a file, such as a pasted picture."""
        name = replace_surrogates(name)
        options = self._find_rules(options)
        if self._is_draining():
            return (SubmitResult(name, error=make_draining_error()),)

        def examine(copy: Path) -> None:
            inspect_file(copy, build_read_limits(self._settings()))

        try:
            pending = self._originals.begin_stream(BytesIO(data), examine)
            prepared = PreparedFile(name, name, pending, [options.read_options])
            return tuple(self._row_writer.add_rows([prepared], options)[0])
        except ReceiptError as error:
            return (SubmitResult(name, error=error),)

    def submit_upload(
        self, stream: IO[bytes], name: str, options: SubmitOptions
    ) -> tuple[SubmitResult, ...]:
        """Submit an upload of an API client; `name` is only displayed."""
        name = replace_surrogates(name)
        options = self._find_rules(options)
        if self._is_draining():
            return (SubmitResult(name, error=make_draining_error()),)
        if is_container(stream):
            return self._submit_container(stream, name, options)
        options_per_row: list[ReadOptions] = []
        passwords: list[str] = []

        def examine(copy: Path) -> None:
            kind = inspect_file(copy, build_read_limits(self._settings()))
            passwords.extend(_passwords_for(kind, options))
            options_per_row.extend(
                self._page_options.list_options(copy, options, paged=kind.is_paged)
            )

        try:
            pending = self._originals.begin_stream(stream, examine)
            prepared = PreparedFile(name, name, pending, options_per_row, tuple(passwords))
            return tuple(self._row_writer.add_rows([prepared], options)[0])
        except ReceiptError as error:
            return (SubmitResult(name, error=rename_in_error(error, name)),)

    def _submit_container(
        self, stream: IO[bytes], name: str, options: SubmitOptions
    ) -> tuple[SubmitResult, ...]:
        """Submit what is in an uploaded archive or message."""
        with Unpacker(build_unpack_limits(self._settings())) as unpacker:
            try:
                received = unpacker.receive(stream, name)
            except OSError as error:
                return (SubmitResult(name, error=copy_error(error, Path(name))),)
            return self.submit_found([received], options)

    def adopt_orphans(
        self,
        orphans: Sequence[OrphanedOriginal],
        options: SubmitOptions,
        on_progress: Progress | None = None,
    ) -> tuple[SubmitResult, ...]:
        """Submit originals without a receipt; one result an original (or a page)."""
        results: list[SubmitResult] = []
        for number, orphan in enumerate(orphans, 1):
            results += self._adopt_orphan(orphan, options)
            if on_progress:
                on_progress(number, len(orphans))
        return tuple(results)

    def _adopt_orphan(self, orphan: OrphanedOriginal, options: SubmitOptions) -> list[SubmitResult]:
        path = str(orphan.path)
        if self._is_draining():
            return [SubmitResult(path, error=make_draining_error())]
        try:
            kind = inspect_file(orphan.path, build_read_limits(self._settings()))
            pending = self._originals.verify_original(orphan.content_hash)
            name = orphan.name or f"{orphan.content_hash[:8]}{SUFFIXES[kind.type]}"
            options_per_row = self._page_options.list_options(
                pending.stored_file.path, options, paged=kind.is_paged
            )
            return self._row_writer.add_rows(
                [PreparedFile(path, name, pending, options_per_row)], options
            )[0]
        except ReceiptError as error:
            return [SubmitResult(path, error=error)]

    def store_original(self, path: Path) -> str:
        """Keep a copy of a file without adding a receipt; its content hash.

        Raises `InvalidRequest` for a file that is no receipt, `ServiceUnavailable`.
        """
        if self._is_draining():
            raise make_draining_error()
        try:
            inspect_file(path, build_read_limits(self._settings()))
        except OSError as error:
            raise make_unreadable_error(path, error) from error
        return self._originals.begin_file(path).wait_until_flushed().content_hash

    def _find_rules(self, options: SubmitOptions) -> SubmitOptions:
        """The options with the rules for their kind of source."""
        if options.source is None:
            return options
        configured = self._store.list_intake_sources(options.source.kind)
        return replace(options, configured=configured)

    def store_upload(self, stream: IO[bytes], name: str) -> str:
        """Keep an upload without adding a receipt; its content hash.

        Raises `InvalidRequest` for a file that is no receipt, `ServiceUnavailable`.
        """
        if self._is_draining():
            raise make_draining_error()

        def examine(copy: Path) -> None:
            inspect_file(copy, build_read_limits(self._settings()))

        try:
            pending = self._originals.begin_stream(stream, examine)
        except ReceiptError as error:
            raise rename_in_error(error, name) from error
        return pending.wait_until_flushed().content_hash

    def _is_draining(self) -> bool:
        return QueueSwitch.DRAINING in self._store.list_active_switches()

    def _prepare_file(
        self, found: FoundFile, batch: SubmissionBatch
    ) -> PreparedFile | SubmitResult | None:
        """Inspect a file and copy it; a result with an error when it is refused.

        None when the caller has stopped the submission.
        """
        path = found.path
        if batch.control.is_stopped():
            return None
        if found.error:
            return make_refusal(found, found.error)
        try:
            kind = inspect_file(path, build_read_limits(self._settings()))
            source = locate_source(batch.order, found.origin)
            if source and (company := batch.order.find_company(source)):
                return pass_on(found, source, company)
            options_per_row = self._page_options.list_options(
                path, batch.order, paged=kind.is_paged
            )
            return PreparedFile(
                replace_surrogates(found.given),
                path.name,
                self._originals.begin_file(path),
                options_per_row,
                _passwords_for(kind, batch.order),
                found.origin,
            )
        except ReceiptError as error:
            return make_refusal(found, error)
        except OSError as error:
            return make_refusal(found, make_unreadable_error(path, error))

    def enqueue(self, receipt: Receipt) -> None:
        """Enqueue a receipt again; without Redis the row waits until Redis is back."""
        self._row_writer.enqueue(receipt)


def _passwords_for(kind: FileKind, options: SubmitOptions) -> tuple[str, ...]:
    return options.passwords if kind.type is FileType.PDF else ()
