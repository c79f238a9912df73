"""What the actions act on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from receipt_desktop.access_token import AccessToken
from receipt_desktop.extraction.model import Model
from receipt_desktop.jobs.forecast import Forecast
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.stats import Instruments
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Receipt
from receipt_desktop.settings import Settings
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from receipt_desktop.submission import Submission

if TYPE_CHECKING:
    from receipt_desktop.jobs.rates import Rates  # slow to load, and the window needs it not


@dataclass(frozen=True, slots=True)
class Parts:
    """What the actions act on; wired in `receipt_desktop.app`."""

    paths: Paths
    settings: LiveSettings
    store: Store
    originals: Originals
    submission: Submission
    instruments: Instruments
    model: Callable[[], Model]
    """Ollama as the settings have it now."""
    forget: Callable[[Collection[str]], None]
    """What is kept beside the rows of originals with these hashes, which no receipt uses."""
    stop_work: Callable[[Collection[str]], None]
    """End the running attempts at these receipts."""
    working: Callable[[], int]
    """How many attempts run in this process."""
    rates: Callable[[], Rates]
    """Made at the first request of a program."""
    forecast: Forecast
    token: AccessToken
    actor: str = NOBODY
    """Who acts, for the audit log: window:NAME, command:NAME, api:CLIENT."""
    heartbeat: Heartbeat | None = None


class Acting:
    """What all actions have in common."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store
        self._by = parts.actor

    @property
    def settings(self) -> Settings:
        return self._parts.settings.now

    def _steer(self) -> None:
        if self._parts.heartbeat:
            self._parts.heartbeat.steer()

    def _enqueued(self, receipts: list[Receipt]) -> list[Receipt]:
        """Put these into Redis, where a second entry does no harm."""
        for receipt in receipts:
            self._parts.submission.enqueue(receipt)
        return receipts
