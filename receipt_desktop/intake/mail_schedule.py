"""Looks into the mailboxes again and again, each as often as it is set to."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from receipt_desktop.config.background_loop import BackgroundLoop
from receipt_desktop.domain.health import HealthIssue
from receipt_desktop.domain.mail import is_mailbox
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.intake.mail.watcher import MailWatcher  # slow to load

log = logging.getLogger(__name__)

ROUND_SECONDS, FIRST_ROUND_SECONDS = 20.0, 5.0
"""Between two checks which mailboxes are due, and before the first one."""
STOP_SECONDS = 0.8
"""A connection that is being made cannot be ended; its thread is left behind."""


class MailSchedule:
    """The loop of the process that looks into mailboxes by itself. Thread-safe."""

    def __init__(
        self, store: Store, get_watcher: Callable[[], MailWatcher], may_look: Callable[[], bool]
    ) -> None:
        """`get_watcher` is called once there is a mailbox; of several processes one `may_look`."""
        self._store = store
        self._get_watcher = get_watcher
        self._may_look = may_look
        self._watcher: MailWatcher | None = None
        self._loop = BackgroundLoop(
            "mailboxes",
            self._look_into_due,
            lambda: ROUND_SECONDS,
            log=log,
            delay=FIRST_ROUND_SECONDS,
        )

    def start(self) -> None:
        self._loop.start()

    def wake(self) -> None:
        """Check now which mailboxes are due, such as a new one."""
        self._loop.wake()

    def stop(self) -> None:
        """End within a second."""
        if self._watcher:
            self._watcher.stop()
        stopper = threading.Thread(target=self._loop.stop, name="mailboxes-stop", daemon=True)
        stopper.start()
        stopper.join(STOP_SECONDS)

    def list_issues(self) -> list[HealthIssue]:
        """A health issue for each mailbox that could not be looked into. Does not block."""
        return self._watcher.list_issues() if self._watcher else []

    def _look_into_due(self) -> None:
        if not self._may_look():
            return
        sources = self._store.list_intake_sources(SourceKind.MAIL)
        mailboxes = [one for one in sources if is_mailbox(one) and one.is_enabled]
        if mailboxes:
            self._watcher = self._get_watcher()
            self._watcher.look_into_due(mailboxes)
