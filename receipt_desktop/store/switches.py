"""What holds for all processes: switches of the queue, and which processes there are."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from receipt_desktop.health import ProcessState
from receipt_desktop.store import audit
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.base import Base, clock
from receipt_desktop.store.record_tables import ProcessRow, SwitchRow

FORGOTTEN = timedelta(days=1)
"""Processes that were not seen for so long are no longer listed."""


class Switch(enum.StrEnum):
    """A state of the whole queue, kept over a restart."""

    PAUSED = "paused"
    DRAINING = "draining"


class Switches(Base):
    """Switches and the register of processes."""

    def switches(self) -> frozenset[Switch]:
        """Those that are on."""
        with self._read() as session:
            names = session.scalars(select(SwitchRow.name).where(SwitchRow.on))
            return frozenset(Switch(name) for name in names)

    def turn(self, switch: Switch, on: bool, by: str = NOBODY) -> None:
        """Turn one on or off; what is so already is left alone."""
        with self._change() as (session, _):
            row = session.get(SwitchRow, switch.value, with_for_update=True)
            before = bool(row and row.on)
            if before == on:
                return
            session.merge(SwitchRow(name=switch.value, on=on, changed_at=clock(session)))
            audit.note(
                session,
                by,
                "switch",
                None,
                subject=switch.value,
                before={"on": before},
                after={"on": on},
            )

    def here(self, name: str, host: str, pid: int, *, kind: str, concurrency: int) -> None:
        """Enter this process, alive now; those long gone are struck out."""
        with self._change() as (session, _):
            now = clock(session)
            row = session.get(ProcessRow, name)
            if row is None:
                session.execute(delete(ProcessRow).where(ProcessRow.seen_at < now - FORGOTTEN))
                row = ProcessRow(name=name, host=host, pid=pid, kind=kind, started_at=now)
                session.add(row)
            row.concurrency, row.seen_at = concurrency, now

    def gone(self, name: str) -> None:
        """Strike out this process, which ends in order."""
        with self._change() as (session, _):
            session.execute(delete(ProcessRow).where(ProcessRow.name == name))

    def processes(self, lease_seconds: float, here: str = "") -> tuple[ProcessState, ...]:
        """All that were seen within a day, the oldest first."""
        with self._read() as session:
            since = clock(session) - timedelta(seconds=lease_seconds)
            rows = session.scalars(select(ProcessRow).order_by(ProcessRow.started_at))
            return tuple(_snapshot(row, since, here) for row in rows)


def _snapshot(row: ProcessRow, since: datetime, here: str) -> ProcessState:
    return ProcessState(
        name=row.name,
        host=row.host,
        pid=row.pid,
        kind=row.kind,
        concurrency=row.concurrency,
        started_at=row.started_at,
        seen_at=row.seen_at,
        alive=row.seen_at >= since,
        here=row.name == here,
    )
