"""Looks at what is slow to look at, on a thread of its own: the model, the disk, the database."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.errors import DamagedData, ServiceUnavailable
from receipt_desktop.extraction.model import Model
from receipt_desktop.health import OllamaState, StorageState
from receipt_desktop.jobs.orphans import orphans
from receipt_desktop.paths import Paths
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
CHECK_SECONDS = 24 * 3600.0
"""Between two checks of the whole database."""
TIDY_SECONDS = 3600.0
"""Between two clean-ups."""
FIRST_CHECK_SECONDS = 60.0
"""After the start: the window and the first receipts come first."""
COPY_SECONDS = 3600.0
"""Between two looks whether today's copy of the database is there."""
Tidy = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Keeping:
    """What keeps the database safe, handed in from above."""

    copy: Callable[[], object] = lambda: None
    """Makes today's copy if there is none yet."""
    state: Callable[[], StorageState] = lambda: StorageState(0)
    """What is known of copies and of the last salvage."""
    damage_found: Callable[[], object] = lambda: None
    """Damage was seen: the next start rebuilds the database."""
    check_at_once: bool = False
    """Whether the last run did not end properly."""


class Observer:
    """What was seen last. Thread-safe."""

    def __init__(
        self,
        store: Store,
        data: Path,
        settings: LiveSettings,
        model: Callable[[], Model],
        *,
        tidy: Tidy = lambda: None,
        keeping: Keeping = Keeping(),
    ) -> None:
        """`tidy` is called soon after the start and once an hour from then on."""
        self._store = store
        self._data = data
        self._settings = settings
        self._model = model
        self._tidy = tidy
        self._stopping = threading.Event()
        self._ollama: OllamaState | None = None
        self._checked: tuple[str | None, datetime] | None = None
        self._keeping = keeping
        self._orphans = 0
        self._check_due = self._tidy_due = time.monotonic() + FIRST_CHECK_SECONDS
        self._copy_due = self._check_due
        if keeping.check_at_once:
            self._check_due = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="observer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def ollama(self) -> OllamaState | None:
        """The model as it was last seen; None before the first look."""
        return self._ollama

    def storage(self) -> StorageState:
        """The disk and the size of the database now, its integrity at the last check."""
        damage, checked_at = self._checked or (None, None)
        free = shutil.disk_usage(self._data).free
        kept = self._keeping.state()
        return replace(
            kept,
            free_bytes=free,
            database_bytes=self._store.size(),
            damage=damage,
            checked_at=checked_at,
            orphans=self._orphans,
        )

    def look(self) -> None:
        """Look at the model now; it may take some seconds."""
        now = self._settings.now
        self._ollama = seen(self._model(), used=now.use_model and now.model_allowed)

    def check(self) -> None:
        """Check the database as a whole now."""
        try:
            damage = self._store.check_integrity()
        except DamagedData as error:
            damage = error.sentence
        self._checked = (damage, datetime.now(UTC))
        if damage:
            self._keeping.damage_found()

    def count_orphans(self) -> None:
        """Look for originals without a receipt now."""
        found = orphans(Paths(self._data), self._store.hashes, lambda _: {})
        self._orphans = len(found)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
                self._do_what_is_due()
            except DamagedData as trouble:
                log.info("observer: %s", trouble)
                self._keeping.damage_found()
            except (ServiceUnavailable, OSError) as trouble:
                log.info("observer: %s", trouble)
            except MemoryError:
                log.warning(
                    "model, disk and database were not looked at: too little memory is free"
                )
            except Exception:
                log.exception("a look at model, disk and database failed; the next one follows")
            self._stopping.wait(LOOK_SECONDS)

    def _do_what_is_due(self) -> None:
        now = time.monotonic()
        if now >= self._check_due:
            self._check_due = now + CHECK_SECONDS
            self.check()
        if now >= self._copy_due:
            self._copy_due = now + COPY_SECONDS
            self._keeping.copy()
        if now >= self._tidy_due:
            self._tidy_due = now + TIDY_SECONDS
            self._tidy()
            self.count_orphans()


def seen(model: Model, *, used: bool) -> OllamaState:
    """How Ollama is now; it is not asked when no model is to be used."""
    if not used:
        return OllamaState(False, model.host, used=False)
    state = model.state()
    return OllamaState(
        state.reachable,
        state.host,
        used=True,
        model=state.chosen,
        loaded=model.loaded() if state.reachable else None,
        tokens_a_second=model.tokens_a_second,
        seen_at=datetime.now(UTC),
    )
