"""The dependencies of the actions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.access_token import AccessToken
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.page import Box
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.files.originals import Originals
from receipt_desktop.intake.folder_watchers import FolderWatchers
from receipt_desktop.intake.mail_schedule import MailSchedule
from receipt_desktop.intake.scans import Scans
from receipt_desktop.jobs.estimates import CompletionEstimator
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.queue_health import Probes
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.intake.mail.watcher import MailWatcher  # likewise
    from receipt_desktop.jobs.rate_limiter import (
        RateLimiter,  # slow to load, and not needed by the window
    )


@dataclass(frozen=True, slots=True)
class ActionContext:
    """The dependencies of the actions, built in `receipt_desktop.bootstrap`."""

    paths: Paths
    live_settings: LiveSettings
    store: Store
    originals: Originals
    submission: SubmissionService
    probes: Probes
    get_model: Callable[[], LanguageModel]
    """The language model of the current settings."""
    drop_cached_readings: Callable[[Collection[str]], None]
    """Delete cached readings of these content hashes, which no receipt uses any more."""
    add_passwords: Callable[[str, Sequence[str]], None]
    """Remember passwords for the file of a content hash, in the memory of this process."""
    stop_receipts: Callable[[Collection[str]], None]
    """Cancel the running attempts of these receipts."""
    count_running: Callable[[], int]
    """The number of running attempts in this process."""
    get_rate_limiter: Callable[[], RateLimiter]
    """The rate limiter, created with the first API request."""
    read_region: Callable[[Path, Box], tuple[str, ...]]
    """Read the lines in a region of a page picture, in a worker process."""
    get_mail: Callable[[], MailWatcher]
    """What looks into mailboxes, created when it is first needed."""
    scans: Scans
    estimator: CompletionEstimator
    access_token: AccessToken
    actor: str = DEFAULT_ACTOR
    """The actor in the audit log: window:NAME, command:NAME, api:CLIENT."""
    heartbeat: Heartbeat | None = None
    mail_schedule: MailSchedule | None = None
    """The loop that looks into mailboxes, in a process that runs for long."""
    folder_watchers: FolderWatchers | None = None
    """The watching of folders, in a process that runs for long."""


class ActionsBase:
    """Base of all groups of actions."""

    def __init__(self, context: ActionContext) -> None:
        self._context = context
        self._store = context.store
        self._actor = context.actor

    @property
    def settings(self) -> Settings:
        return self._context.live_settings.current

    @property
    def data_dir(self) -> Path:
        return self._context.paths.data

    def _apply_queue_state(self) -> None:
        if self._context.heartbeat:
            self._context.heartbeat.apply_queue_state()

    def _stop_receipts(self, receipt_ids: Collection[str]) -> None:
        """Cancel the running attempts of these receipts."""
        self._context.stop_receipts(receipt_ids)

    def _withdraw_removals(self, receipts: Collection[Receipt]) -> None:
        """Note that the files of these receipts are used again."""
        used = {content_hash for receipt in receipts for content_hash in receipt.originals}
        self._context.originals.withdraw_removals(used)

    def _enqueue_all(self, receipts: list[Receipt]) -> list[Receipt]:
        """Enqueue the receipts; a second entry in Redis is harmless."""
        for receipt in receipts:
            self._context.submission.enqueue(receipt)
        return receipts
