"""Verifies the audit log and, by it, the receipts."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from receipt_desktop.domain.audit import ChainHead, ChainResult
from receipt_desktop.domain.errors import Cancelled
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.chain_check import ChainChecker, is_readable, iterate_entries
from receipt_desktop.store.data_check import find_changed_receipts
from receipt_desktop.store.history_tables import AuditRow
from receipt_desktop.store.recorded_states import RecordedStates

Progress = Callable[[int, int], None]


class Verification(StoreBase):
    """Reads the whole audit log and all results; nothing is changed."""

    def check_chain(
        self,
        known: ChainHead | None = None,
        on_progress: Progress = lambda _done, _all: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> ChainResult:
        """Check the chain of entries, and the receipts against it, in one view of the database.

        `known` is a head that was kept outside; `on_progress` counts entries. Raises `Cancelled`.
        """
        checker, recorded = ChainChecker(known), RecordedStates()
        with self._read_session() as session:
            session.connection(execution_options=self._consistent_reading)
            every = session.scalar(select(func.count()).select_from(AuditRow)) or 0

            def report(done: int) -> None:
                if is_cancelled():
                    raise Cancelled("cancelled")
                on_progress(done, every)

            for entry in iterate_entries(session, report):
                checker.check_entry(entry)
                if is_readable(entry):
                    recorded.add_entry(entry)
            checker.finish()
            found = list(find_changed_receipts(session, recorded))
        differences = [one for one in found if one is not None]
        return ChainResult(
            checker.entries,
            checker.last,
            (*checker.breaks, *differences),
            len(found) - len(differences),
            recorded.older_entries,
        )

    @property
    def _consistent_reading(self) -> dict[str, str]:
        """A SQLite transaction sees one state anyway; a server is asked for it."""
        return {"isolation_level": "REPEATABLE READ"} if self.is_shared else {}
