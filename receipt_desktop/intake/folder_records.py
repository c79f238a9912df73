"""What is remembered of the files of one watched folder, in memory and in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from receipt_desktop.domain.watched_folders import (
    KNOWN_STATES,
    FileState,
    FolderFile,
    WatchedFolder,
)
from receipt_desktop.intake.folder_listing import ListedFile
from receipt_desktop.store.store import Store

SET_UP_PATH = ""
"""The path of the entry that says that the folder was looked at before."""
CHANGEABLE = (FileState.FAILED, FileState.IGNORED)
"""States that a person may change meanwhile, perhaps in another process."""


class FolderRecords:
    """The remembered files of one folder. Not thread-safe."""

    def __init__(self, store: Store, folder: WatchedFolder) -> None:
        """Load them; those of another folder than the one it is now are forgotten.

        Raises `ServiceUnavailable`.
        """
        self._store, self._folder_id = store, folder.id
        self._set_up = _make_set_up(folder)
        self._files = {file.path: file for file in store.list_folder_files(folder.id)}
        known = self._files.get(SET_UP_PATH)
        if known and known.content_hash != self._set_up.content_hash:
            store.forget_folder(folder.id)
            self._files.clear()
        self._hashes = {
            file.content_hash
            for file in self._files.values()
            if file.content_hash and file.state in KNOWN_STATES
        }

    @property
    def is_new(self) -> bool:
        """Whether the folder was never looked at."""
        return SET_UP_PATH not in self._files

    def set_up(self, existing: Mapping[str, ListedFile]) -> None:
        """Remember the first look, and the files that were there before."""
        self.save(
            [
                *(
                    FolderFile(key, file.size, file.modified_ns, FileState.EXISTING)
                    for key, file in existing.items()
                ),
                self._set_up,
            ]
        )

    def refresh(self) -> None:
        """Take over what a person decided about failed files."""
        current = {
            file.path: file for file in self._store.list_folder_files(self._folder_id, CHANGEABLE)
        }
        for path in [path for path, file in self._files.items() if file.state in CHANGEABLE]:
            if path not in current:
                del self._files[path]
        self._files.update(current)

    def get(self, key: str) -> FolderFile | None:
        return self._files.get(key)

    def knows_content(self, content_hash: str) -> bool:
        """Whether a file with this content was read before, under whatever name."""
        return content_hash in self._hashes

    def list_in_state(self, state: FileState) -> list[FolderFile]:
        return [file for file in self._files.values() if file.state is state]

    def save(self, files: Sequence[FolderFile], forgotten: Collection[str] = ()) -> None:
        """Remember files durably, and forget the paths of others. Raises `ServiceUnavailable`."""
        if not files and not forgotten:
            return
        self._store.save_folder_files(self._folder_id, files, forgotten)
        for path in forgotten:
            self._files.pop(path, None)
        for file in files:
            self._files[file.path] = file
            if file.content_hash and file.state in KNOWN_STATES:
                self._hashes.add(file.content_hash)

    def follow_renames(self, listed: Mapping[str, ListedFile]) -> None:
        """Recognise files that were there before under their new names.

        Their content was never read, so size and time of change have to do.
        """
        missing: dict[tuple[int, int], list[FolderFile]] = {}
        for file in self.list_in_state(FileState.EXISTING):
            if file.path and file.path not in listed:
                missing.setdefault(file.stamp, []).append(file)
        renamed = list(self._pair_renamed(listed, missing)) if missing else []
        self.save([new for _, new in renamed], [old for old, _ in renamed])

    def _pair_renamed(
        self,
        listed: Mapping[str, ListedFile],
        missing: dict[tuple[int, int], list[FolderFile]],
    ) -> Iterable[tuple[str, FolderFile]]:
        for key, file in listed.items():
            if key not in self._files and missing.get(file.stamp):
                old = missing[file.stamp].pop()
                yield old.path, replace(old, path=key)


def _make_set_up(folder: WatchedFolder) -> FolderFile:
    """The entry of the first look at this folder, with this choice about what was there."""
    digest = sha256(f"{folder.path}\n{folder.reads_existing}".encode("utf-8", "surrogatepass"))
    return FolderFile(SET_UP_PATH, 0, 0, FileState.EXISTING, digest.hexdigest())
