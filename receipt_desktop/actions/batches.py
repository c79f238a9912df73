"""Batches of files that are submitted together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.intake import IntakeSource, SourceRule, find_rule
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.source import PASSING_KINDS, Source
from receipt_desktop.files.pending_file import PendingFile
from receipt_desktop.reading.file_search import FoundFile
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.new_receipts import NewReceipt

BATCH_SIZE = 32
"""Files whose rows are written in one transaction."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SubmitOptions:
    """Options of a submission."""

    priority: Priority = Priority.NORMAL
    read_options: ReadOptions = field(default_factory=ReadOptions)
    read_again: bool = False
    """Read duplicates of stored receipts again."""
    actor: str = DEFAULT_ACTOR
    """The actor in the audit log."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Tried in turn for each protected PDF; kept in memory only."""
    source: Source | None = None
    """Where the files come from."""
    configured: tuple[IntakeSource, ...] = ()
    """The configured sources of this kind with their rules; the submission finds them."""
    is_passed_on: bool = False
    """Whether another company passed it on: it stays here, whatever the rules say."""
    keeps_pages_together: bool = False
    """Whether all pages of a file are one receipt, whatever the setting says."""

    def find_rule(self, source: Source | None) -> SourceRule:
        """The rule for a source."""
        return find_rule(self.configured, source) if source else SourceRule()

    def find_company(self, source: Source | None) -> Path | None:
        """The data folder of the company that gets what comes from a source; None for this one."""
        company = self.find_rule(source).company
        may_pass = source is not None and source.kind in PASSING_KINDS and not self.is_passed_on
        return Path(company) if company and may_pass else None

    def choose_priority(self, rule: SourceRule) -> Priority:
        """The priority that was asked for, or else that of the rule."""
        is_usual = self.priority is Priority.NORMAL
        return rule.priority if is_usual and rule.priority is not None else self.priority


@dataclass(frozen=True, slots=True)
class SubmitControl:
    """Callbacks of the caller during a submission."""

    is_stopped: Callable[[], bool] = lambda: False
    """Whether to stop adding files."""
    wait_for_database: Callable[[ReceiptError], bool] = lambda _: False
    """Called while another program locks the database: waits, and returns whether to retry."""


@dataclass(slots=True)
class SubmissionBatch:
    """The state of one submission."""

    order: SubmitOptions
    on_progress: Progress
    control: SubmitControl
    done_count: int = 0

    def count_file(self) -> None:
        """Count a file that was copied or refused."""
        self.done_count += 1
        self.on_progress(self.done_count, 0)


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file whose copy is in place but may not be flushed to the disk yet."""

    given_path: str
    """The path as the caller gave it."""
    name: str
    pending_original: PendingFile
    options_per_row: Sequence[ReadOptions]
    """Read options of each row of the file."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """To try in turn, if the file is a PDF."""
    origin: Origin | None = None
    """Of a file that was unpacked."""

    def make_rows(self, options: SubmitOptions) -> list[NewReceipt]:
        """The rows to add to the store."""
        stored_file = self.pending_original.stored_file
        source = locate_source(options, self.origin)
        rule = options.find_rule(source)
        return [
            NewReceipt(
                format_page_name(self.name, read_options.page),
                stored_file.content_hash,
                options.choose_priority(rule),
                read_options,
                source=source,
                rule=rule,
                origin=self.origin,
            )
            for read_options in self.options_per_row
        ]


def locate_source(options: SubmitOptions, origin: Origin | None) -> Source | None:
    """Where a file comes from, with the sender of the message that it was in."""
    source = options.source
    if source is None or source.sender or origin is None:
        return source
    return replace(source, sender=origin.sender_address)


def split_into_batches(files: Iterable[FoundFile]) -> Iterator[list[FoundFile]]:
    """Batches of at most `BATCH_SIZE` files, in their order."""
    remaining = iter(files)
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch


def format_page_name(name: str, page: int | None) -> str:
    """The name in the list, safe to show, with the page number when `page` (0-based) is set."""
    safe_name = escape_controls(name)
    return safe_name if page is None else f"{safe_name} · {page + 1}"
