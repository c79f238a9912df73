"""One look at a watched folder: finds what is new, adds it, and moves it if asked."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.display import format_path, replace_surrogates
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.watched_folders import (
    AfterReading,
    FileState,
    FolderFile,
    WatchedFolder,
)
from receipt_desktop.intake.containers.kinds import detect_container
from receipt_desktop.intake.folder_checks import describe_folder_error
from receipt_desktop.intake.folder_listing import ListedFile, list_folder, make_key
from receipt_desktop.intake.folder_move import move_into
from receipt_desktop.intake.folder_records import FolderRecords
from receipt_desktop.intake.folder_settling import SettledFiles
from receipt_desktop.messages import Message
from receipt_desktop.reading.file_search import FileIdentity
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

BATCH_SIZE = 32
"""Files that are added and remembered together."""
FILES_PER_LOOK = 1_024
RETRY_SECONDS = 300.0
"""After this time, files that could not be opened are tried again."""
RETRIED_KEYS = frozenset({"file_denied", "file_unreadable", "file_copy"})
MOVE_RETRY_SECONDS = 60.0
MAX_HASHED_BYTES = 200_000_000
"""Larger files are refused, or are recognised when they are added."""
SubmitFiles = Callable[[Sequence[Path], WatchedFolder], Sequence[SubmitResult]]
"""Adds files as receipts; the results of each name it by its path."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a folder found."""

    waiting: int = 0
    """Files that are not complete yet, or whose turn is later."""
    read: int = 0
    failed: int = 0
    problem: Message | None = None
    has_more: bool = False
    """Whether complete files are left for the next look."""


class FolderIntake:
    """The new files of one watched folder. Used by one thread."""

    def __init__(
        self,
        folder: WatchedFolder,
        store: Store,
        submit: SubmitFiles,
        settled: SettledFiles,
        *,
        excluded: frozenset[FileIdentity] = frozenset(),
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """`excluded` are folders that are never listed; `is_stopped` ends a look early."""
        self.folder = folder
        self._store, self._submit = store, submit
        self._settled = settled
        self._excluded, self._is_stopped = excluded, is_stopped
        self._records: FolderRecords | None = None
        self._failed_at: dict[str, float] = {}
        self._move_at = 0.0
        self._problem: Message | None = None
        self._is_refused = False

    def look(self, now: float) -> Look:
        """List the folder and add what is complete. `now` is in seconds of a monotonic clock.

        Raises `ServiceUnavailable` when the database cannot be used.
        """
        self._problem, self._is_refused = None, False
        try:
            listing = list_folder(self.folder, self._excluded, self._is_stopped)
        except (OSError, ValueError) as error:
            return Look(problem=describe_folder_error(Path(self.folder.path), error))
        if self._is_stopped():
            return Look()
        for path in listing.denied[:1]:
            self._problem = Message("watch_denied", {"folder": format_path(str(path))})
        records = self._prepare_records(listing.files)
        candidates = {
            key: file for key, file in listing.files.items() if self._is_new(key, file, now)
        }
        settled = self._settled.find_settled(candidates, now)
        chosen = dict(islice(settled.items(), FILES_PER_LOOK))
        read, failed = self._add_files(chosen, now)
        if self.folder.after_reading is AfterReading.MOVE:
            self._move_files(records, listing.files, now)
        waiting = len(candidates) - read - failed
        return Look(waiting, read, failed, self._problem, has_more=len(settled) > len(chosen))

    def _prepare_records(self, listed: Mapping[str, ListedFile]) -> FolderRecords:
        """What is known of the folder; at the very first look, what is there counts as known."""
        records = self._records = self._records or FolderRecords(self._store, self.folder)
        if records.is_new:
            records.set_up({} if self.folder.reads_existing else listed)
        records.refresh()
        records.follow_renames(listed)
        return records

    def _is_new(self, key: str, file: ListedFile, now: float) -> bool:
        known = self._records.get(key) if self._records else None
        if known is None or known.stamp != file.stamp:
            return True
        may_work_now = known.error is not None and known.error.key in RETRIED_KEYS
        is_due = now - self._failed_at.setdefault(key, now) >= RETRY_SECONDS if may_work_now else 0
        return known.state is FileState.FAILED and bool(is_due)

    def _add_files(self, chosen: Mapping[str, ListedFile], now: float) -> tuple[int, int]:
        """Add complete files in batches; the numbers of those read and those failed."""
        read = failed = 0
        remaining = iter(chosen.items())
        while (batch := dict(islice(remaining, BATCH_SIZE))) and not self._is_stopped():
            saved = self._add_batch(batch, now)
            failed += sum(file.state is FileState.FAILED for file in saved)
            read += sum(file.state is not FileState.FAILED for file in saved)
            if self._is_refused:
                break
        return read, failed

    def _add_batch(self, batch: Mapping[str, ListedFile], now: float) -> list[FolderFile]:
        """Add the files whose content is new, and remember them all."""
        records = self._records
        if records is None:
            return []
        hashes = {key: _hash_file(file) for key, file in batch.items()}
        saved = [
            self._remember_read(key, batch[key], found)
            for key, found in hashes.items()
            if found and records.knows_content(found)
        ]
        known = {file.path for file in saved}
        new = {key: file for key, file in batch.items() if key not in known}
        for key, results in self._submit_files(new).items():
            judged = self._judge(key, new[key], hashes[key], results, now)
            if judged:
                saved.append(judged)
        records.save(saved)
        self._settled.start_again(set(batch) - {file.path for file in saved}, now)
        return saved

    def _submit_files(self, files: Mapping[str, ListedFile]) -> dict[str, list[SubmitResult]]:
        """The results of each file by its key."""
        results: dict[str, list[SubmitResult]] = {key: [] for key in files}
        keys = {replace_surrogates(str(file.path)): key for key, file in files.items()}
        paths = [file.path for file in files.values()]
        for result in self._submit(paths, self.folder) if paths else ():
            key = next((keys[path] for path in _list_places(result.path) if path in keys), None)
            if key is not None:
                results[key].append(result)
        return results

    def _judge(
        self,
        key: str,
        file: ListedFile,
        content_hash: str,
        results: Sequence[SubmitResult],
        now: float,
    ) -> FolderFile | None:
        """What to remember of a file that was submitted; None to look at it again.

        Of an archive or a message it is enough that one file in it could be read.
        """
        errors = [result.error for result in results if result.error]
        problem = next((one for one in errors if not isinstance(one, InvalidRequest)), None)
        if problem:
            self._problem, self._is_refused = problem.message, True  # no disk space, for one
            return None
        receipt = next((result.receipt for result in results if result.receipt), None)
        if receipt is not None:
            is_container = detect_container(file.path) is not None
            return self._remember_read(
                key, file, content_hash if is_container else receipt.content_hash
            )
        if any(result.passed_to for result in results):
            return self._remember_read(key, file, content_hash)
        if not errors or not file.path.exists():
            return None
        self._failed_at[key] = now
        return FolderFile(key, *file.stamp, FileState.FAILED, content_hash, _make_plain(errors[0]))

    def _remember_read(self, key: str, file: ListedFile, content_hash: str) -> FolderFile:
        moves = self.folder.after_reading is AfterReading.MOVE
        state = FileState.TO_MOVE if moves else FileState.READ
        return FolderFile(key, *file.stamp, state, content_hash)

    def _move_files(
        self, records: FolderRecords, listed: Mapping[str, ListedFile], now: float
    ) -> None:
        """Move the files that were read; what cannot be moved is tried again later."""
        if now < self._move_at:
            return
        for known in records.list_in_state(FileState.TO_MOVE):
            file = listed.get(known.path)
            if file is None or file.stamp != known.stamp:  # gone, or to be read anew first
                continue
            if self._is_stopped():
                return
            try:
                self._move_file(records, known, file.path)
            except OSError as error:
                log.warning("could not move a file that was read: %s", error.strerror or error)
                self._move_at = now + MOVE_RETRY_SECONDS
                details = {"name": format_path(known.path), "reason": error.strerror or str(error)}
                self._problem = Message("watch_move", details)

    def _move_file(self, records: FolderRecords, known: FolderFile, path: Path) -> None:
        """Move a file unless it was changed or deleted meanwhile. Raises `OSError`."""
        try:
            status = make_openable(path).stat()
        except FileNotFoundError:
            return
        if (status.st_size, status.st_mtime_ns) != known.stamp:
            return
        root = Path(self.folder.path)
        below = path.parent.relative_to(root)
        moved = move_into(path, root / self.folder.done_folder / below, known.content_hash)
        new_key = make_key(moved.relative_to(root).as_posix())
        new = FolderFile(new_key, *known.stamp, FileState.READ, known.content_hash)
        records.save([new], [known.path])


def _list_places(path: str) -> Iterator[str]:
    """The path of a result, then those of the archives and messages that it may be in."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _hash_file(file: ListedFile) -> str:
    """The SHA-256 of a file (hex); "" when it cannot be read, which its submission explains."""
    if file.size > MAX_HASHED_BYTES:
        return ""
    try:
        with make_openable(file.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _make_plain(error: ReceiptError) -> Message:
    """The message of an error with details that a database can hold."""
    return Message(error.key, error.plain_details)
