"""Runs slow checks on a background thread: the model, the disk, the database."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.config.background_loop import BackgroundLoop, PeriodicTask, run_due_tasks
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.errors import DamagedData, ServiceUnavailable
from receipt_desktop.domain.health import OllamaState, StorageState
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.jobs.orphans import find_orphans
from receipt_desktop.jobs.quiet_time import QuietTime
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

PROBE_INTERVAL_SECONDS = 30.0
CHECK_INTERVAL_SECONDS = 24 * 3600.0
"""Interval of full database checks."""
PURGE_INTERVAL_SECONDS = 3600.0
"""Interval of clean-ups."""
FIRST_CHECK_DELAY_SECONDS = 60.0
"""Delay after the start, so that the window and the first receipts are not slowed down."""
COPY_INTERVAL_SECONDS = 3600.0
"""Interval of checks for today's database copy."""
ASSIGNED_BATCHES = 4
"""Batches of receipts that are assigned to suppliers at a time: under a second of work."""
PurgeFiles = Callable[[], object]


@dataclass(frozen=True, slots=True)
class DatabaseUpkeep:
    """Callbacks for database copies and repair, provided by the caller."""

    make_daily_copy: Callable[[], object] = lambda: None
    """Creates today's copy if it does not exist."""
    read_storage_state: Callable[[], StorageState] = lambda: StorageState(0)
    """Returns the state of the copies and of the last salvage."""
    report_damage: Callable[[], object] = lambda: None
    """Records damage, so that the next start rebuilds the database."""
    check_on_start: bool = False
    """Whether to check at once because the last run did not shut down cleanly."""


class Monitor:
    """Results of the latest checks. Thread-safe."""

    def __init__(
        self,
        store: Store,
        data: Path,
        settings: LiveSettings,
        model: Callable[[], LanguageModel],
        *,
        tidy: PurgeFiles = lambda: None,
        keeping: DatabaseUpkeep = DatabaseUpkeep(),
    ) -> None:
        """`tidy` is called shortly after the start and then once an hour."""
        self._store = store
        self._data = data
        self._settings = settings
        self._model = model
        self._ollama_state: OllamaState | None = None
        self._integrity: tuple[str | None, datetime] | None = None
        self._upkeep = keeping
        self._orphan_count = 0
        self._has_unassigned = True
        self._quiet_time = QuietTime()
        self._tasks = self._list_tasks(tidy)
        self._loop = BackgroundLoop(
            "monitor",
            lambda: run_due_tasks(self._tasks, log, self._handle_failure),
            lambda: PROBE_INTERVAL_SECONDS,
            log=log,
        )

    def _list_tasks(self, tidy: PurgeFiles) -> tuple[PeriodicTask, ...]:
        """All checks. Slow ones begin after the start, and in a pause of the work on receipts."""
        upkeep = self._upkeep
        first_check = 0.0 if upkeep.check_on_start else FIRST_CHECK_DELAY_SECONDS
        return (
            PeriodicTask("probe the model", self.probe_model),
            self._make_slow_task(
                "check the database", self.check_database, CHECK_INTERVAL_SECONDS, first_check
            ),
            self._make_slow_task(
                "copy the database", upkeep.make_daily_copy, COPY_INTERVAL_SECONDS
            ),
            self._make_slow_task("assign suppliers", self.assign_suppliers, 0.0),
            self._make_slow_task("purge files", tidy, PURGE_INTERVAL_SECONDS),
            self._make_slow_task("count orphans", self.count_orphans, PURGE_INTERVAL_SECONDS),
        )

    def _make_slow_task(
        self,
        name: str,
        run: Callable[[], object],
        interval: float,
        delay: float = FIRST_CHECK_DELAY_SECONDS,
    ) -> PeriodicTask:
        is_quiet = self._quiet_time.is_quiet
        return PeriodicTask(name, run, lambda: interval, delay=delay, when=is_quiet)

    def start(self) -> None:
        self._store.subscribe(self._quiet_time.note_change)
        self._loop.start()

    def stop(self) -> None:
        """Stop the thread and wait for it."""
        self._loop.stop()

    @property
    def ollama_state(self) -> OllamaState | None:
        """State of Ollama at the latest probe; None before the first probe."""
        return self._ollama_state

    def measure_storage(self) -> StorageState:
        """Current disk space and database size, with the result of the last integrity check."""
        damage, checked_at = self._integrity or (None, None)
        free = shutil.disk_usage(self._data).free
        kept = self._upkeep.read_storage_state()
        return replace(
            kept,
            free_bytes=free,
            database_bytes=self._store.database_size(),
            damage=damage,
            checked_at=checked_at,
            orphans=self._orphan_count,
        )

    def probe_model(self) -> None:
        """Probe the model now; this may take several seconds."""
        now = self._settings.current
        self._ollama_state = probe_ollama(
            self._model(), used=now.use_model and now.is_model_allowed
        )

    def check_database(self) -> None:
        """Run a full database check now."""
        try:
            damage = self._store.check_integrity()
        except DamagedData as error:
            damage = error.sentence
        self._integrity = (damage, datetime.now(UTC))
        if damage:
            self._upkeep.report_damage()

    def count_orphans(self) -> None:
        """Count the originals without a receipt now."""
        found = find_orphans(Paths(self._data), self._store.list_content_hashes, lambda _: {})
        self._orphan_count = len(found)

    def assign_suppliers(self) -> None:
        """Assign some receipts that an earlier version has read to their suppliers.

        Once there are none left, there will be none: others are assigned when they are read.
        """
        for _ in range(ASSIGNED_BATCHES if self._has_unassigned else 0):
            self._has_unassigned = self._store.assign_unassigned() > 0

    def _handle_failure(self, task: str, error: Exception) -> bool:
        """Whether the error is an expected one; damage is repaired at the next start."""
        if not isinstance(error, (DamagedData, ServiceUnavailable, OSError)):
            return False
        log.warning("could not %s: %s", task, error)
        if isinstance(error, DamagedData):
            self._upkeep.report_damage()
        return True


def probe_ollama(model: LanguageModel, *, used: bool) -> OllamaState:
    """Current state of Ollama; sends no request when the model is disabled."""
    if not used:
        return OllamaState(False, model.host, is_used=False)
    state = model.check_state()
    return OllamaState(
        state.reachable,
        state.host,
        is_used=True,
        model=state.chosen,
        is_loaded=model.is_loaded() if state.reachable else None,
        tokens_per_second=model.tokens_per_second,
        seen_at=datetime.now(UTC),
    )
