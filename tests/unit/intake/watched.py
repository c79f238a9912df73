"""A watched folder with its own store, clock and submission, as the tests look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.watched_folders import FileState, WatchedFolder
from receipt_desktop.files.originals import Originals
from receipt_desktop.intake.folder_intake import FolderIntake, Look
from receipt_desktop.intake.folder_settling import SettledFiles
from receipt_desktop.reading.file_search import identity_of
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.store.store import Store


def write_receipt(path: Path, number: int | str) -> Path:
    """A file that is taken for a PDF, different for each number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%%PDF-1.4\n%% receipt %s%s\n%%%%EOF\n" % (str(number).encode(), b" " * 400))
    return path


def make_submission(store: Store, paths: Paths) -> SubmissionService:
    """The real submission; no worker reads what it adds."""
    settings = Settings()
    originals = Originals(paths)
    return SubmissionService(store, originals, lambda *_: None, ReaderPool(1), lambda: settings)


@dataclass
class Watched:
    """Looks at a folder as often as a test asks, with a clock of its own."""

    folder: WatchedFolder
    store: Store
    paths: Paths
    busy: set[str] = field(default_factory=set)
    """Names of files that are open for writing."""
    now: float = 100.0
    submitted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.service = make_submission(self.store, self.paths)
        self.restart()

    def restart(self) -> None:
        """Forget all that is only in memory."""
        own = identity_of(self.paths.data)
        settled = SettledFiles(is_busy=lambda path: path.name in self.busy)
        self.intake = FolderIntake(
            self.folder,
            self.store,
            self.submit,
            settled,
            excluded=frozenset({own} if own else ()),
        )

    def submit(self, files: Sequence[Path], _: WatchedFolder) -> Sequence[SubmitResult]:
        results = self.service.submit_files(files, SubmitOptions())
        self.submitted += [Path(result.path).name for result in results if result.receipt]
        return results

    def look(self, seconds: float = 3.0) -> Look:
        """One look, after some time."""
        self.now += seconds
        return self.intake.look(self.now)

    def look_until_settled(self) -> Look:
        self.look()
        return self.look()

    def states(self) -> dict[str, FileState]:
        """The state of each remembered file by its relative path."""
        files = self.store.list_folder_files(self.folder.id)
        return {file.path: file.state for file in files if file.path}
