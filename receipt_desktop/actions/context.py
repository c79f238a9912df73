"""What the actions act on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.access_token import AccessToken
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.files.originals import Originals
from receipt_desktop.jobs.estimates import CompletionEstimator
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.queue_health import Probes
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.jobs.rate_limiter import (
        RateLimiter,  # slow to load, and the window needs it not
    )


@dataclass(frozen=True, slots=True)
class ActionContext:
    """What the actions act on; wired in `receipt_desktop.bootstrap`."""

    paths: Paths
    live_settings: LiveSettings
    store: Store
    originals: Originals
    submission: SubmissionService
    probes: Probes
    get_model: Callable[[], LanguageModel]
    """Ollama as the settings have it now."""
    drop_cached_readings: Callable[[Collection[str]], None]
    """What is kept beside the rows of originals with these hashes, which no receipt uses."""
    stop_receipts: Callable[[Collection[str]], None]
    """End the running attempts at these receipts."""
    count_running: Callable[[], int]
    """How many attempts run in this process."""
    get_rate_limiter: Callable[[], RateLimiter]
    """Made at the first request of a program."""
    estimator: CompletionEstimator
    access_token: AccessToken
    actor: str = DEFAULT_ACTOR
    """Who acts, for the audit log: window:NAME, command:NAME, api:CLIENT."""
    heartbeat: Heartbeat | None = None


class ActionsBase:
    """What all actions have in common."""

    def __init__(self, parts: ActionContext) -> None:
        self._context = parts
        self._store = parts.store
        self._actor = parts.actor

    @property
    def settings(self) -> Settings:
        return self._context.live_settings.current

    def _apply_queue_state(self) -> None:
        if self._context.heartbeat:
            self._context.heartbeat.apply_queue_state()

    def _enqueue_all(self, receipts: list[Receipt]) -> list[Receipt]:
        """Put these into Redis, where a second entry does no harm."""
        for receipt in receipts:
            self._context.submission.enqueue(receipt)
        return receipts
