"""The back end of a window: opened, kept and closed on a thread, while the window is shown."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

import filelock

from receipt_desktop.config.atomic import PRIVATE_MODE
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.domain.listing import ReceiptOrder
from receipt_desktop.domain.receipt_query import ReceiptQuery

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.store.first_rows import FirstRows

Opened = Callable[["Actions"], None]
Failed = Callable[[], None]


class WindowBackEnd:
    """Everything behind a window, from the store to the queue.

    Loading and opening it takes longer than showing the window, so that does not wait. One thread
    opens and closes it, and stays: the Redis that a thread starts ends with it on Linux.
    """

    def __init__(self, paths: Paths, settings: Settings, *, consume: bool = True) -> None:
        """The caller has the lock of the window. `consume` starts worker threads."""
        self.paths, self.settings = paths, settings
        self._consume = consume
        self._opened: Future[Actions] = Future()
        self._first_rows: Future[FirstRows | None] = Future()
        self._is_announced = False
        self._list = (ReceiptQuery(), ReceiptOrder())
        self._watchers: list[tuple[Opened, Failed]] = []
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="back-end", daemon=True)

    def start(self, query: ReceiptQuery, order: ReceiptOrder) -> None:
        """Begin to open it, with the first rows of this list; no effect if already begun."""
        self._list = (query, order)
        if self._thread.ident is None and not self._end.is_set():
            self._thread.start()

    def watch(self, opened: Opened, failed: Failed) -> Callable[[], None]:
        """Call `opened` with the actions before anything else is done with them, or `failed`.

        On the thread of the back end; at once when it is open or has failed. The returned function
        ends the wait.
        """
        watcher = (opened, failed)
        with self._lock:
            if not self._opened.done():
                self._watchers.append(watcher)
                return partial(self._forget, watcher)
        actions = self.actions
        if actions is None:
            failed()
        else:
            opened(actions)
        return partial(self._forget, watcher)

    def _forget(self, watcher: tuple[Opened, Failed]) -> None:
        with self._lock:
            if watcher in self._watchers:
                self._watchers.remove(watcher)

    @property
    def actions(self) -> Actions | None:
        """The actions; None until they can be had."""
        done = self._opened.done() and self._opened.exception() is None
        return self._opened.result() if done else None

    def wait_for_actions(self) -> Actions:
        """The actions, once it is open. Raises `Cancelled` when it fails or is closed."""
        return self._opened.result()

    def wait_for_first_rows(self) -> FirstRows | None:
        """The first rows of the list until it is open; None if they cannot be read alone.

        Also None from the moment the watchers are called: rows read earlier would hide a change
        made since then.
        """
        first = self._first_rows.result()
        return None if self._is_announced else first

    def close(self) -> None:
        """Close it, and wait until it is closed. Raises what went wrong in it."""
        self._end.set()
        self._break_off()
        if self._thread.ident is not None:
            self._thread.join()
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            self._first_rows.set_result(self._read_first_rows())
            self._open_until_the_end()
        except BaseException as error:  # noqa: BLE001 (raised again by `close`)
            self._failure = error
            if not self._first_rows.done():
                self._first_rows.set_result(None)
            if self._break_off():
                for _, failed in self._watchers:
                    failed()

    def _read_first_rows(self) -> FirstRows | None:
        """Read them unless the database has to be checked, created or migrated first.

        The lock keeps migrations away, and it is closed again before its checks at the start.
        """
        paths = self.paths
        doubtful = paths.running_marker.exists() or paths.damage_marker.exists()
        lock = filelock.FileLock(paths.database_lock, timeout=0, mode=PRIVATE_MODE)
        if self.settings.database_url or doubtful or not paths.database.is_file():
            return None
        from receipt_desktop.store.first_rows import read_first_rows  # noqa: PLC0415 (slow to load)

        try:
            with lock:
                return read_first_rows(paths.database, *self._list)
        except (filelock.Timeout, OSError, sqlite3.Error, ReceiptError):
            return None  # opening it waits, or reports the obstacle

    def _open_until_the_end(self) -> None:
        from receipt_desktop import bootstrap  # noqa: PLC0415 (slow to load)

        with bootstrap.open_application(
            self.paths,
            self.settings,
            kind="window",
            consume=self._consume,
            join=True,
            has_window_lock=True,
        ) as application:
            self._hand_over(application.actions)
            self._end.wait()

    def _break_off(self) -> bool:
        """End the wait for the actions; whether it was still going on."""
        with self._lock:
            if self._opened.done():
                return False
            self._opened.set_exception(Cancelled("cancelled"))
            return True

    def _hand_over(self, actions: Actions) -> None:
        with self._lock:
            if not self._opened.done():
                self._is_announced = True
                for opened, _ in self._watchers:
                    opened(actions)
                self._opened.set_result(actions)
