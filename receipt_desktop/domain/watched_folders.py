"""Watched folders: how one is watched, what became of its files, and its state."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.intake import SourceState
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.messages import Message

DONE_FOLDER = "Done"
"""The usual name of the subfolder into which read files are moved."""


class AfterReading(enum.StrEnum):
    """What happens to a file of a watched folder once it was added."""

    LEAVE = "leave"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder whose new files are added as receipts."""

    id: int
    path: str
    with_subfolders: bool = True
    ignored: tuple[str, ...] = ()
    """Patterns of names or relative paths, such as "*.txt" or "drafts/*"."""
    after_reading: AfterReading = AfterReading.LEAVE
    done_folder: str = DONE_FOLDER
    reads_existing: bool = False
    """Whether files that were there before are added too."""
    is_polled: bool = False
    """Whether it is looked at regularly even where the system reports changes."""
    is_enabled: bool = True

    @classmethod
    def from_options(
        cls, folder_id: int, path: str, options: Mapping[str, Any], *, is_enabled: bool = True
    ) -> WatchedFolder:
        """The folder of a configured source; a missing or unknown option has its default."""
        after = str(options.get("after_reading", ""))
        return cls(
            id=folder_id,
            path=path,
            with_subfolders=bool(options.get("with_subfolders", True)),
            ignored=tuple(map(str, options.get("ignored") or ())),
            after_reading=AfterReading(after) if after in set(AfterReading) else AfterReading.LEAVE,
            done_folder=str(options.get("done_folder") or DONE_FOLDER),
            reads_existing=bool(options.get("reads_existing", False)),
            is_polled=bool(options.get("is_polled", False)),
            is_enabled=is_enabled,
        )

    def to_options(self) -> dict[str, Any]:
        """The options of the configured source."""
        return {
            "with_subfolders": self.with_subfolders,
            "ignored": list(self.ignored),
            "after_reading": self.after_reading.value,
            "done_folder": self.done_folder,
            "reads_existing": self.reads_existing,
            "is_polled": self.is_polled,
        }


class FileState(enum.StrEnum):
    """What became of a file of a watched folder."""

    EXISTING = "existing"
    """It was there before, and is not to be added."""
    READ = "read"
    """It is a receipt, or its content was known before."""
    TO_MOVE = "to_move"
    """As READ, and it is still to be moved."""
    FAILED = "failed"
    IGNORED = "ignored"
    """It failed, and a person has taken it off the list."""


KNOWN_STATES = frozenset({FileState.READ, FileState.TO_MOVE, FileState.IGNORED})
"""States of files whose content is not added again under another name."""


@dataclass(frozen=True, slots=True)
class FolderFile:
    """What is remembered of a file of a watched folder."""

    path: str
    """Relative to the folder, with forward slashes."""
    size: int
    """Bytes."""
    modified_ns: int
    """Nanoseconds since 1970."""
    state: FileState
    content_hash: str = ""
    error: Message | None = None
    """Why it could not be added."""
    at: datetime | None = None
    """When it got this state, UTC."""

    @property
    def stamp(self) -> tuple[int, int]:
        """What changes when the file is written."""
        return self.size, self.modified_ns


@dataclass(frozen=True, slots=True)
class FolderState:
    """How a watched folder is doing."""

    folder_id: int
    path: str
    looked_at: datetime | None = None
    """UTC; None before the first look."""
    waiting: int = 0
    """Files that are still being written or wait for their turn."""
    received: int = 0
    """Files that became receipts since it was set up."""
    failed: int = 0
    problem: Message | None = None
    """Why it cannot be read at the moment."""
    is_polled: bool = False

    def to_source_state(self) -> SourceState:
        """What the list of sources shows."""
        problem = self.problem
        trouble = None
        if problem is not None:
            details = {name: str(value) for name, value in problem.parameters.items()}
            trouble = Failure(ServiceUnavailable.code, problem.whole(), problem.key, details)
        return SourceState(self.looked_at, self.failed, trouble)
