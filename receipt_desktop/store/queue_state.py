"""Switches of the queue, shared by all processes."""

from __future__ import annotations

import enum

from sqlalchemy import select

from receipt_desktop.store import audit_log
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.history_tables import QueueSwitchRow


class QueueSwitch(enum.StrEnum):
    """A switch of the whole queue; it survives a restart."""

    PAUSED = "paused"
    DRAINING = "draining"


class QueueState(StoreBase):
    """The switches of the queue."""

    def list_active_switches(self) -> frozenset[QueueSwitch]:
        """The switches that are on."""
        with self._read_session() as session:
            names = session.scalars(select(QueueSwitchRow.name).where(QueueSwitchRow.on))
            return frozenset(QueueSwitch(name) for name in names)

    def set_switch(self, switch: QueueSwitch, on: bool, by: str = DEFAULT_ACTOR) -> None:
        """Turn a switch on or off, with an audit entry if that changes it."""
        with self._transaction() as (session, _):
            row = session.get(QueueSwitchRow, switch.value, with_for_update=True)
            before = bool(row and row.on)
            if before == on:
                return
            session.merge(
                QueueSwitchRow(name=switch.value, on=on, changed_at=get_database_time(session))
            )
            audit_log.add_entry(
                session,
                by,
                "switch",
                None,
                subject=switch.value,
                before={"on": before},
                after={"on": on},
            )
