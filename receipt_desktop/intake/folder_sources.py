"""The watched folders among the configured sources."""

from __future__ import annotations

from receipt_desktop.domain.source import SourceKind
from receipt_desktop.domain.watched_folders import WatchedFolder
from receipt_desktop.store.store import Store


def list_watched_folders(store: Store) -> tuple[WatchedFolder, ...]:
    """The watched folders, also those that are switched off. Raises `ServiceUnavailable`.

    A source without options is only a rule for what comes from a folder.
    """
    return tuple(
        WatchedFolder.from_options(
            source.id, source.name, source.options, is_enabled=source.is_enabled
        )
        for source in store.list_intake_sources(SourceKind.FOLDER)
        if source.name and source.options
    )
