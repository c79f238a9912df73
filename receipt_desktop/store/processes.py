"""The register of processes that take receipts from the queue."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from receipt_desktop.domain.health import ProcessState
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.history_tables import ProcessRow

PROCESS_RETENTION = timedelta(days=1)
"""Processes that were last seen longer ago are deleted from the register."""


class ProcessRegistry(StoreBase):
    """The register of processes that take receipts from the queue."""

    def heartbeat_process(
        self, name: str, host: str, pid: int, *, kind: str, concurrency: int
    ) -> None:
        """Register this process as alive now; delete entries older than `PROCESS_RETENTION`."""
        with self._transaction(durable=False) as (session, _):
            now = get_database_time(session)
            row = session.get(ProcessRow, name)
            if row is None:
                session.execute(
                    delete(ProcessRow).where(ProcessRow.seen_at < now - PROCESS_RETENTION)
                )
                row = ProcessRow(name=name, host=host, pid=pid, kind=kind, started_at=now)
                session.add(row)
            row.concurrency, row.seen_at = concurrency, now

    def remove_process(self, name: str) -> None:
        """Deregister this process because it ends."""
        with self._transaction() as (session, _):
            session.execute(delete(ProcessRow).where(ProcessRow.name == name))

    def list_processes(self, lease_seconds: float, here: str = "") -> tuple[ProcessState, ...]:
        """All registered processes, the oldest first; `here` is the name of this one."""
        with self._read_session() as session:
            since = get_database_time(session) - timedelta(seconds=lease_seconds)
            rows = session.scalars(select(ProcessRow).order_by(ProcessRow.started_at))
            return tuple(_to_process_state(row, since, here) for row in rows)


def _to_process_state(row: ProcessRow, since: datetime, here: str) -> ProcessState:
    return ProcessState(
        name=row.name,
        host=row.host,
        pid=row.pid,
        kind=row.kind,
        concurrency=row.concurrency,
        started_at=row.started_at,
        seen_at=row.seen_at,
        is_alive=row.seen_at >= since,
        is_current=row.name == here,
    )
