"""A pile of files on its way in: how it is submitted, and what is made of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.files.pending_file import PendingFile
from receipt_desktop.reading.file_search import FoundFile
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.new_receipts import NewReceipt

BATCH_SIZE = 32
"""Files whose rows are written in one transaction."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SubmitOptions:
    """How a pile of files is to be submitted."""

    priority: Priority = Priority.NORMAL
    read_options: ReadOptions = field(default_factory=ReadOptions)
    read_again: bool = False
    """Read anew what is already known."""
    actor: str = DEFAULT_ACTOR
    """Who submits, for the audit log."""


@dataclass(frozen=True, slots=True)
class SubmitControl:
    """What the caller decides while a pile of files is added."""

    is_stopped: Callable[[], bool] = lambda: False
    """Whether to add nothing more."""
    wait_for_database: Callable[[ReceiptError], bool] = lambda _: False
    """Called while another program has the database: waits, and tells whether to try again."""


@dataclass(slots=True)
class SubmissionBatch:
    """Files that are submitted together."""

    order: SubmitOptions
    on_progress: Progress
    control: SubmitControl
    done_count: int = 0

    def count_file(self) -> None:
        """One more file was copied or refused."""
        self.done_count += 1
        self.on_progress(self.done_count, 0)


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file whose copy is in its place, on its way to the disk."""

    given_path: str
    """As the caller named it."""
    name: str
    pending_original: PendingFile
    options_per_row: Sequence[ReadOptions]
    """One for each row it gets."""

    def make_rows(self, order: SubmitOptions) -> list[NewReceipt]:
        """What is to be added to the store."""
        kept = self.pending_original.stored_file
        return [
            NewReceipt(
                format_page_name(self.name, wish.page),
                kept.content_hash,
                order.priority,
                wish,
            )
            for wish in self.options_per_row
        ]


def split_into_batches(found: Iterable[FoundFile]) -> Iterator[list[FoundFile]]:
    """At most `BATCH_SIZE` files at a time, in their order."""
    left = iter(found)
    while some := list(islice(left, BATCH_SIZE)):
        yield some


def format_page_name(name: str, page: int | None) -> str:
    """The name in the list, safe to show anywhere: one page of a file says which."""
    shown = escape_controls(name)
    return shown if page is None else f"{shown} · {page + 1}"
