"""How the queue stands, what happened in it, and what an administrator does about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from receipt_desktop.actions.receipts import ReceiptActions
from receipt_desktop.export import audit as audit_export
from receipt_desktop.export.files import whole_file
from receipt_desktop.export.stats_json import stats_json
from receipt_desktop.health import Cleaned, Leftover, Orphan, QueueHealth
from receipt_desktop.history import (
    AuditEntry,
    AuditQuery,
    FailureGroup,
    Job,
    JobDetail,
    JobQuery,
    Purge,
    Statistics,
)
from receipt_desktop.jobs.cleanup import clean_up, leftovers
from receipt_desktop.jobs.orphans import orphans
from receipt_desktop.jobs.stats import health
from receipt_desktop.logbook import log_lines
from receipt_desktop.piles import Order, Progress
from receipt_desktop.receipt import Priority, Query, Receipt, Status, Submitted
from receipt_desktop.store.switches import Switch


class QueueActions(ReceiptActions):
    """What can be asked about the queue."""

    # -- how things stand

    def health(self) -> QueueHealth:
        """How the queue stands now."""
        return health(self._parts.instruments)

    def is_database_locked(self) -> bool:
        """Whether another program keeps the database locked; it may take half a second."""
        return self._store.is_locked()

    def listen_health(self, listener: Callable[[QueueHealth], None]) -> Callable[[], None]:
        """Hear how the queue stands, at every change and at least every five seconds."""
        if self._parts.heartbeat is None:
            return lambda: None
        return self._parts.heartbeat.subscribe(listener)

    def statistics(self) -> Statistics:
        """Statistics over the terminal outcomes of the last 90 days."""
        return self._store.statistics()

    def stats(self) -> dict[str, object]:
        """Statistics and the queue's health in their JSON shape."""
        return stats_json(self.statistics(), self.health())

    def jobs(self, query: JobQuery = JobQuery()) -> list[Job]:  # noqa: B008 (frozen)
        """Recorded jobs, newest first."""
        return self._store.jobs(query)

    def job(self, receipt_id: str) -> JobDetail:
        """Every recorded attempt at a receipt. Raises `InvalidRequest` for an unknown id."""
        receipt = self._store.get(receipt_id)
        lines = log_lines(self._parts.paths.logs, receipt_id)
        return JobDetail(receipt, self._store.attempts_of(receipt_id), tuple(lines))

    def leftovers(self) -> tuple[Leftover, ...]:
        """Files that belong to nobody; nothing is deleted."""
        return leftovers(self._parts.paths, self._store.hashes)

    def clean_up(self) -> Cleaned:
        """Delete them."""
        cleaned = clean_up(self._parts.paths, self._store.hashes)
        said = {"count": cleaned.count, "bytes": cleaned.bytes, "failed": cleaned.failed}
        self._store.note(self._by, "clean up", "data folder", {}, said)
        return cleaned

    def orphans(self) -> tuple[Orphan, ...]:
        """Kept originals without a receipt and without proof of a removal."""
        return orphans(self._parts.paths, self._store.hashes, self._store.submitted_names)

    def adopt(self, on_progress: Progress | None = None) -> tuple[Submitted, ...]:
        """Read them in again, each under its old name where that is known."""
        found = self.orphans()
        submission = self._parts.submission
        answers = submission.adopt(found, Order(by=self._by), on_progress)
        failed = sum(1 for answer in answers if answer.error)
        said = {"count": len(answers) - failed, "failed": failed}
        if answers:
            self._store.note(self._by, "adopt", "data folder", {}, said)
            self._parts.instruments.observer.count_orphans()
        return answers

    def failures(self) -> list[FailureGroup]:
        """Failed receipts by error class and message."""
        return self._store.failures()

    def count(self, query: Query) -> int:
        """How many receipts fit."""
        return self._store.count(query)

    def working(self) -> int:
        """How many attempts run in this process just now."""
        return self._parts.working()

    # -- the queue as a whole

    def pause(self) -> None:
        """Take nothing more from the queue, in no process; what runs goes on."""
        self._turn(Switch.PAUSED, on=True)

    def resume(self) -> None:
        """Go on taking from the queue."""
        self._turn(Switch.PAUSED, on=False)

    def drain(self, on: bool = True) -> None:
        """Take nothing new in and finish what waits, or take in again."""
        self._turn(Switch.DRAINING, on=on)

    def wind_down(self, on: bool = True) -> None:
        """Begin nothing more in this process, which is about to end; others go on."""
        if self._parts.heartbeat:
            self._parts.heartbeat.wind_down(on)

    def hold(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Pause these waiting ones until they are released."""
        return self._store.hold(receipt_ids, held=True, by=self._by)

    def release(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Go on with held ones."""
        return self._enqueued(self._store.hold(receipt_ids, held=False, by=self._by))

    def prioritize(self, receipt_ids: Sequence[str], priority: Priority) -> list[Receipt]:
        """Move waiting ones in the queue."""
        moved = self._store.prioritize(receipt_ids, priority, self._by)
        return self._enqueued([receipt for receipt in moved if not receipt.held])

    def retry_failed(self) -> list[Receipt]:
        """Read all failed receipts anew from the start."""
        return self.retry(self._store.ids(Query(statuses=frozenset({Status.FAILED}))))

    def purge(self, statuses: Collection[Status]) -> Purge:
        """Take all receipts of these statuses off the list; `restore` brings them back."""
        ids = self._store.ids(Query(statuses=frozenset(statuses))) if statuses else ()
        self.remove(ids)
        return Purge(ids)

    def _turn(self, switch: Switch, *, on: bool) -> None:
        self._store.turn(switch, on, self._by)
        self._steer()

    # -- the audit log

    def audit(self, query: AuditQuery = AuditQuery()) -> list[AuditEntry]:  # noqa: B008 (frozen)
        """What people and clients changed, newest first."""
        return self._store.audit(query)

    def export_audit(
        self,
        target: Path,
        query: AuditQuery = AuditQuery(limit=None),  # noqa: B008 (frozen)
    ) -> int:
        """Write the audit log as CSV, or as JSON lines to a .jsonl; how many entries.

        The file appears whole or not at all. Raises `ServiceUnavailable`.
        """
        entries = self._store.audit(query)
        with whole_file(target) as stream:
            audit_export.write(entries, stream, as_json=target.suffix == ".jsonl")
        return len(entries)
