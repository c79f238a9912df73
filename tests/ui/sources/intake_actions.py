"""Actions with what watched folders and scanners need behind them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.settings import Settings
from receipt_desktop.files.originals import Originals
from receipt_desktop.intake.folder_watchers import FolderWatchers
from receipt_desktop.intake.scans import Scans
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.store.store import Store
from tests.ui.fake_actions import FakeActions


@dataclass(frozen=True)
class IntakeParts:
    """The part of the actions' context that they use."""

    scans: Scans
    submission: SubmissionService
    folder_watchers: FolderWatchers | None = None


class IntakeActions(FakeActions):
    """Real scans and submissions into a real store; nothing reads the receipts."""

    def __init__(self, store: Store, folder: Path) -> None:
        super().__init__(store, folder)
        self.pool = ReaderPool(1)
        submission = SubmissionService(
            store, Originals(self.paths), lambda *_: None, self.pool, Settings
        )
        scans = Scans(self.paths.scans, self.pool, Settings)
        self._context = IntakeParts(scans, submission)  # type: ignore[assignment]
