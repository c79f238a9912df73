"""Actions on the queue: health, statistics, jobs, switches, audit log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from receipt_desktop.actions.batches import Progress, SubmitOptions
from receipt_desktop.actions.receipts import ReceiptActions
from receipt_desktop.domain.audit import AuditEntry, AuditQuery
from receipt_desktop.domain.cleanup import CleanupResult, LeftoverFile, OrphanedOriginal
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.jobs import (
    FailureGroup,
    Job,
    JobDetail,
    JobQuery,
    PurgeResult,
    Statistics,
)
from receipt_desktop.domain.receipt import Priority, Receipt, Status, SubmitResult
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export import audit_entries as audit_export
from receipt_desktop.export.output_file import open_atomically
from receipt_desktop.export.statistics_json import statistics_to_json
from receipt_desktop.jobs.orphans import find_orphans
from receipt_desktop.jobs.queue_health import assess_queue_health
from receipt_desktop.jobs.stale_files import delete_stale_files, find_stale_files
from receipt_desktop.logs.events import find_log_lines
from receipt_desktop.store.queue_state import QueueSwitch


class QueueActions(ReceiptActions):
    """Actions on the queue."""

    # -- health, statistics and jobs

    def get_health(self) -> QueueHealth:
        """The current health of the queue."""
        return assess_queue_health(self._context.probes)

    def is_database_locked(self) -> bool:
        """Whether another program locks the database; may take half a second."""
        return self._store.is_locked()

    def subscribe_health(self, listener: Callable[[QueueHealth], None]) -> Callable[[], None]:
        """Call `listener` at changes and at least every five seconds; returns an unsubscribe."""
        if self._context.heartbeat is None:
            return lambda: None
        return self._context.heartbeat.subscribe(listener)

    def get_statistics(self) -> Statistics:
        """Statistics of the receipts that completed or failed in the last 90 days."""
        return self._store.compute_statistics()

    def build_statistics_json(self) -> dict[str, object]:
        """Statistics and health of the queue as JSON."""
        return statistics_to_json(self.get_statistics(), self.get_health())

    def list_jobs(self, query: JobQuery = JobQuery()) -> list[Job]:  # noqa: B008 (frozen)
        """Recorded jobs, newest first."""
        return self._store.find_jobs(query)

    def get_job(self, receipt_id: str) -> JobDetail:
        """All recorded attempts of a receipt. Raises `InvalidRequest` for an unknown id."""
        receipt = self._store.get_receipt(receipt_id)
        lines = find_log_lines(self._context.paths.logs, receipt_id)
        return JobDetail(receipt, self._store.find_attempts(receipt_id), tuple(lines))

    def find_stale_files(self) -> tuple[LeftoverFile, ...]:
        """Files without a receipt; nothing is deleted."""
        return find_stale_files(self._context.paths, self._store.list_content_hashes)

    def delete_stale_files(self) -> CleanupResult:
        """Delete the files of `find_stale_files`."""
        result = delete_stale_files(self._context.paths, self._store.list_content_hashes)
        counts = {"count": result.count, "bytes": result.bytes, "failed": result.failed}
        self._store.add_audit_entry(self._actor, "clean up", "data folder", {}, counts)
        return result

    def find_orphans(self) -> tuple[OrphanedOriginal, ...]:
        """Originals without a receipt and without a tombstone."""
        return find_orphans(
            self._context.paths, self._store.list_content_hashes, self._store.find_submitted_names
        )

    def adopt_orphans(self, on_progress: Progress | None = None) -> tuple[SubmitResult, ...]:
        """Submit orphaned originals again, with their old names where they are known."""
        orphans = self.find_orphans()
        submission = self._context.submission
        results = submission.adopt_orphans(orphans, SubmitOptions(actor=self._actor), on_progress)
        failed = sum(1 for result in results if result.error)
        counts = {"count": len(results) - failed, "failed": failed}
        if results:
            self._store.add_audit_entry(self._actor, "adopt", "data folder", {}, counts)
            self._context.probes.monitor.count_orphans()
        return results

    def list_failure_groups(self) -> list[FailureGroup]:
        """Failed receipts grouped by error class and message."""
        return self._store.find_failure_groups()

    def count_receipts(self, query: ReceiptQuery) -> int:
        """The number of matching receipts."""
        return self._store.count_receipts(query)

    def count_running(self) -> int:
        """The number of attempts that run in this process."""
        return self._context.count_running()

    # -- the queue as a whole

    def pause_queue(self) -> None:
        """Stop taking receipts from the queue in all processes; running attempts finish."""
        self._set_switch(QueueSwitch.PAUSED, on=True)

    def resume_queue(self) -> None:
        """Resume taking receipts from the queue."""
        self._set_switch(QueueSwitch.PAUSED, on=False)

    def set_draining(self, on: bool = True) -> None:
        """Stop accepting receipts and finish the queue, or accept them again."""
        self._set_switch(QueueSwitch.DRAINING, on=on)

    def set_winding_down(self, on: bool = True) -> None:
        """Start no more attempts in this process, which is about to end; others continue."""
        if self._context.heartbeat:
            self._context.heartbeat.set_winding_down(on)

    def hold_receipts(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Hold waiting receipts until they are released."""
        return self._store.hold_receipts(receipt_ids, held=True, by=self._actor)

    def release_receipts(self, receipt_ids: Sequence[str]) -> list[Receipt]:
        """Release held receipts."""
        return self._enqueue_all(self._store.hold_receipts(receipt_ids, held=False, by=self._actor))

    def prioritize(self, receipt_ids: Sequence[str], priority: Priority) -> list[Receipt]:
        """Change the priority of waiting receipts."""
        moved = self._store.prioritize_receipts(receipt_ids, priority, self._actor)
        return self._enqueue_all([receipt for receipt in moved if not receipt.is_held])

    def retry_failed(self) -> list[Receipt]:
        """Retry all failed receipts from the start."""
        return self.retry(self._store.find_ids(ReceiptQuery(statuses=frozenset({Status.FAILED}))))

    def remove_by_status(self, statuses: Collection[Status]) -> PurgeResult:
        """Remove all receipts with these statuses; `restore` undoes it."""
        ids = self._store.find_ids(ReceiptQuery(statuses=frozenset(statuses))) if statuses else ()
        self.remove(ids)
        return PurgeResult(ids)

    def _set_switch(self, switch: QueueSwitch, *, on: bool) -> None:
        self._store.set_switch(switch, on, self._actor)
        self._apply_queue_state()

    # -- the audit log

    def list_audit_entries(self, query: AuditQuery = AuditQuery()) -> list[AuditEntry]:  # noqa: B008 (frozen)
        """Changes by users and clients, newest first."""
        return self._store.find_audit_entries(query)

    def export_audit(
        self,
        target: Path,
        query: AuditQuery = AuditQuery(limit=None),  # noqa: B008 (frozen)
    ) -> int:
        """Write the audit log as CSV, or as JSON lines to a .jsonl file; the number of entries.

        The file is written atomically. Raises `ServiceUnavailable`.
        """
        entries = self._store.find_audit_entries(query)
        with open_atomically(target) as stream:
            audit_export.write_audit_entries(entries, stream, as_json=target.suffix == ".jsonl")
        return len(entries)
