"""One export from its beginning to its end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from receipt_desktop.domain.errors import Cancelled
from receipt_desktop.domain.export_batch import ExportProblem, ExportResult, format_batch
from receipt_desktop.domain.export_profile import NO_PROFILE, ExportProfile
from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export.export_files import (
    StreamFiles,
    publish_folder,
    publish_parts,
    stage_files,
)
from receipt_desktop.export.export_format import ExportFormat, Layout
from receipt_desktop.export.formats import DEFAULT, FORMATS
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.output_file import hash_output, is_special_file, whole_binary_file
from receipt_desktop.messages import Message
from receipt_desktop.store.store import Store

Progress = Callable[[int], None]
PROGRESS_STEP = 100
"""Receipts of an export between two reports of its progress."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """An export: which receipts, in which format, under which profile."""

    query: ReceiptQuery
    format_name: str = DEFAULT
    profile: ExportProfile = NO_PROFILE
    options: ExportOptions | None = None
    """None for those of the settings."""

    @property
    def form(self) -> ExportFormat:
        return FORMATS[self.format_name]


@dataclass(frozen=True, slots=True)
class ExportedContent:
    """An export as bytes: one file, or a ZIP of several."""

    content: bytes
    media_type: str
    suffix: str
    result: ExportResult


class OpenBatch:
    """A batch while it is written; it is forgotten when the writing fails."""

    def __init__(
        self, store: Store, actor: str, request: ExportRequest, options: ExportOptions, target: str
    ) -> None:
        self._store, self._actor = store, actor
        self._request, self._target = request, target
        self._number, self._is_finished = 0, False
        self.options = options

    @property
    def receipts(self) -> Iterator[ReceiptDetails]:
        """The receipts to write."""
        query = self._request.query
        if self._request.form.is_by_date:
            query = sort_by_date(self._store, query)
        return self._store.iterate_details(
            query, with_text=False, with_items=not self._is_plain_csv
        )

    @property
    def _is_plain_csv(self) -> bool:
        """Whether it has one row a receipt, without the line items."""
        return self._request.format_name == DEFAULT and self.options.layout == "receipts"

    def __enter__(self) -> Self:
        request = self._request
        if request.profile.key:
            self._number = self._store.begin_batch(
                request.profile, request.format_name, self._target, self._actor
            )
        self.options = replace(
            self.options,
            profile=request.profile,
            batch=format_batch(self._number),
            at=datetime.now(UTC),
            chain_head=str(self._store.read_chain_head() or ""),
            rates=self._store.list_tax_rates(request.query) if self._is_plain_csv else (),
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._number and not self._is_finished:
            self._store.drop_batch(self._number)

    def finish(self, rows: int, files: Iterable[Path]) -> ExportResult:
        """Remember what was written."""
        report = self.options.report
        number = self._number if report.numbers else 0  # nothing to remember of an empty one
        if number:
            self._store.finish_batch(number, report.numbers, rows)
            self._is_finished = True
        details: dict[str, object] = {"rows": rows}
        details |= {"batch": format_batch(number)} if number else {}
        details |= {"head": self.options.chain_head} if self.options.chain_head else {}
        digest = hash_files(written := tuple(files))
        details |= {"sha256": digest} if digest else {}
        self._store.add_audit_entry(self._actor, "export", self._target, {}, details)
        return ExportResult(
            rows,
            len(report.numbers),
            tuple(str(file) for file in written),
            number,
            tuple(report.problems),
            report.left_out,
            self.options.chain_head,
        )


def hash_files(files: Sequence[Path]) -> str | None:
    """The SHA-256 of the file; of several, that of their list as `sha256sum` prints it.

    None for pipes and devices, which keep nothing to hash.
    """
    hashes = [(hash_output(file), file.name) for file in files]
    if len(hashes) == 1 or any(digest is None for digest, _ in hashes):
        return hashes[0][0] if hashes else None
    listed = "".join(f"{digest}  {name}\n" for digest, name in hashes)
    return hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()


def sort_by_date(store: Store, query: ReceiptQuery) -> ReceiptQuery:
    """The same receipts in the order of their days."""
    order = ReceiptOrder(SortKey.DATE, descending=False)
    found = store.list_numbers(replace(query, numbers=None, ids=None), order)
    if query.numbers is not None:
        chosen = frozenset(query.numbers)
        found = type(found)("q", (number for number in found if number in chosen))
    if query.ids is not None:
        known = frozenset(query.ids)
        pairs = zip(found, store.list_ids(found), strict=True)
        found = type(found)("q", (number for number, one in pairs if one in known))
    return replace(query, numbers=found, ids=None)


def check_profile(form: ExportFormat, profile: ExportProfile) -> Iterator[ExportProblem]:
    """Why the format cannot use the profile."""
    if form.needs_profile and not profile.key:
        yield ExportProblem(Message("export_profile_needed"))
        return
    yield from form.check_profile(profile)


def write_files(
    form: ExportFormat,
    receipts: Iterable[ReceiptDetails],
    target: Path,
    options: ExportOptions,
    records: Path,
) -> tuple[int, tuple[Path, ...]]:
    """Write the files of a format, all or none; the rows and the files.

    `records` as in `export.file_set`. Raises `ServiceUnavailable`.
    """
    if form.layout is Layout.FILE or (form.layout is Layout.PARTS and is_special_file(target)):
        with whole_binary_file(target) as stream:
            return form.write(receipts, StreamFiles(stream), options), (target,)
    with stage_files(target, records) as staged:
        rows = form.write(receipts, staged, options)
        publish = publish_parts if form.layout is Layout.PARTS else publish_folder
        return rows, publish(staged, target)


def watch_export(
    receipts: Iterable[ReceiptDetails], on_progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[ReceiptDetails]:
    """The receipts, until it is cancelled. Raises `Cancelled`."""
    for number, details in enumerate(receipts):
        if number % PROGRESS_STEP == 0:
            if cancelled():
                raise Cancelled("cancelled")
            on_progress(number)
        yield details
