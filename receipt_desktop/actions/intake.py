"""Actions on the sources that receipts come from."""

from __future__ import annotations

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.intake import IntakeSource, ListedSource
from receipt_desktop.domain.source import SourceKind


class IntakeActions(ActionsBase):
    """Actions on configured sources and their rules."""

    def list_sources(self, kind: SourceKind | None = None) -> tuple[IntakeSource, ...]:
        """The configured sources of a kind, or all."""
        return self._store.list_intake_sources(kind)

    def list_source_states(self) -> tuple[ListedSource, ...]:
        """All configured sources with their numbers of receipts and their states."""
        return self._store.list_source_states()

    def save_source(self, source: IntakeSource) -> IntakeSource:
        """Add a source whose id is 0, or change one; returns it with its id.

        Raises `Conflict` when there is another one of this kind, name and sender, `NotFound`.
        """
        return self._store.save_intake_source(source, self._actor)

    def restore_source(self, source: IntakeSource) -> IntakeSource:
        """Put a deleted source back under its id. Raises `Conflict` when another one is like it."""
        return self._store.restore_intake_source(source, self._actor)

    def delete_source(self, source_id: int) -> None:
        """Forget a source; its receipts stay. Raises `NotFound`."""
        self._store.delete_intake_source(source_id, self._actor)
