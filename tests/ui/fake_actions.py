"""A desk to review at: real store, real actions, and work that is done when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage

from receipt_desktop.actions import Actions
from receipt_desktop.actions.backups import DatabaseCopy, LastCopy
from receipt_desktop.backup import copies
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.audit import AuditEntry, AuditQuery
from receipt_desktop.domain.cleanup import CleanupResult, LeftoverFile, OrphanedOriginal
from receipt_desktop.domain.errors import InvalidRequest, ProcessingError, ReceiptError
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.health import (
    Finding,
    HealthStatus,
    QueueHealth,
    ReceiptCounts,
    RedisState,
    WorkerState,
)
from receipt_desktop.domain.jobs import FailureGroup, Job, JobDetail, JobQuery, LogLine, Statistics
from receipt_desktop.domain.language_model import InstalledModel, ModelState, PullProgress
from receipt_desktop.domain.page import Box, Evidence, Line, PagePicture, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    ModelOutcome,
    Reading,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Stage, SubmitResult
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.messages import Message
from receipt_desktop.store.store import Store
from receipt_desktop.ui.task_runner import TaskRunner

OWNER = "test"
PAGE = (400, 900)


class ManualTaskRunner(TaskRunner):
    """Runs nothing until `run_next`: then the oldest, or the one asked for, on this thread."""

    def __init__(self) -> None:
        super().__init__()
        self.queued: list[tuple[Callable[[], Any], Any, Any]] = []

    def run(
        self,
        function: Callable[[], Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[ReceiptError], None] | None = None,
        in_order: bool = False,
    ) -> None:
        del in_order  # everything here is
        self.queued.append((function, done or (lambda _: None), failed or (lambda _: None)))

    def run_next(self, index: int = 0) -> None:
        """Do one piece of work and tell its end."""
        function, done, failed = self.queued.pop(index)
        try:
            result = function()
        except ReceiptError as error:
            failed(error)
        else:
            done(result)

    def run_all(self) -> None:
        """Do all there is, and all that comes of it."""
        while self.queued:
            self.run_next()


class FakeActions(Actions):
    """The real actions over a real store, without a queue, a reader or Ollama behind them."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._actor = "window:test"
        self.paths = Paths(folder)
        self._live = LiveSettings(self.paths, Settings())
        self.refusal: ReceiptError | None = None
        self.asked: list[object] = []
        self.trial: Finding | None = None
        self.findings: tuple[Finding, ...] = (
            Finding("redis", HealthStatus.HEALTHY, Message("finding_originals_sound")),
            Finding("ollama", HealthStatus.DEGRADED, Message("finding_tesseract_missing")),
        )
        self.model = ModelState(reachable=False, host="http://127.0.0.1:11434")
        self.in_work = 0
        self.region_text = ""
        self.regions: list[tuple[str, Box]] = []
        self.figures: Statistics | None = None
        self.log: tuple[LogLine, ...] = ()
        self.left_behind: tuple[LeftoverFile, ...] = ()
        self.unknown: tuple[OrphanedOriginal, ...] = ()
        self.pull: Callable[[Callable[[PullProgress], None], Callable[[], bool]], None] | None = (
            None
        )

    @property
    def settings(self) -> Settings:
        return self._live.current

    @property
    def data_dir(self) -> Path:
        return self.paths.data

    def change_settings(self, **changes: object) -> Settings:
        self._refuse()
        return self._live.update(**changes)

    def list_database_copies(self) -> tuple[list[DatabaseCopy], LastCopy | None]:
        return copies.list_copies(self.paths), copies.read_last_copy(self.paths)

    def find_picture(self, relative: str) -> Path:
        return self.paths.data / relative

    def correct_field(
        self,
        receipt_id: str,
        field: Field,
        value: FieldValue | None,
        evidence: Evidence | None = None,
    ) -> Receipt:
        self._refuse()
        return super().correct_field(receipt_id, field, value, evidence)

    def read_region(self, picture: str, box: Box) -> str:
        self._refuse()
        self.regions.append((picture, box))
        return self.region_text

    def retry(self, receipt_ids: Any, wish: ReadOptions | None = None) -> list[Receipt]:
        self._refuse()
        self.asked.append(("retry", list(receipt_ids)))
        return self._store.reopen_receipts(receipt_ids, wish)

    def unlock(self, receipt_ids: Any, password: str) -> list[Receipt]:
        self._refuse()
        self.asked.append(("unlock", list(receipt_ids), password))
        return self._store.reopen_receipts(receipt_ids, None)

    def pause_queue(self) -> None:
        self._refuse()
        self.asked.append("pause")

    def resume_queue(self) -> None:
        self.asked.append("resume")

    def count_running(self) -> int:
        return self.in_work

    def set_draining(self, on: bool = True) -> None:
        self._refuse()
        self.asked.append(("drain", on))

    def get_statistics(self) -> Statistics:
        self._refuse()
        return self.figures or super().get_statistics()

    def list_jobs(self, query: JobQuery = JobQuery()) -> list[Job]:  # noqa: B008 (frozen)
        self._refuse()
        self.asked.append(query)
        return super().list_jobs(query)

    def get_job(self, receipt_id: str) -> JobDetail:
        self._refuse()
        found = self._store.get_receipt(receipt_id)
        return JobDetail(found, self._store.find_attempts(receipt_id), self.log)

    def list_failure_groups(self) -> list[FailureGroup]:
        self._refuse()
        return super().list_failure_groups()

    def count_receipts(self, query: ReceiptQuery) -> int:
        self._refuse()
        return super().count_receipts(query)

    def list_audit_entries(self, query: AuditQuery = AuditQuery()) -> list[AuditEntry]:  # noqa: B008 (frozen)
        self._refuse()
        return super().list_audit_entries(query)

    def remove(self, receipt_ids: Any) -> None:
        self._refuse()
        self._store.remove_receipts(receipt_ids, self._actor)

    def restore(self, receipt_ids: Any) -> list[Receipt]:
        self._refuse()
        return self._store.restore_receipts(receipt_ids, self._actor)

    def cancel(self, receipt_ids: Any) -> list[Receipt]:
        self._refuse()
        return self._store.cancel_receipts(receipt_ids, self._actor)

    def _enqueue_all(self, receipts: list[Receipt]) -> list[Receipt]:
        """There is no Redis here."""
        self._refuse()
        return receipts

    def _stop_receipts(self, receipt_ids: Any) -> None:
        self.asked.append(("stop", list(receipt_ids)))

    def _withdraw_removals(self, receipts: Any) -> None:
        self.asked.append(("withdraw", [one.id for one in receipts]))

    def find_stale_files(self) -> tuple[LeftoverFile, ...]:
        self._refuse()
        return self.left_behind

    def delete_stale_files(self) -> CleanupResult:
        self._refuse()
        gone, self.left_behind = self.left_behind, ()
        return CleanupResult(len(gone), sum(one.bytes for one in gone))

    def find_orphans(self) -> tuple[OrphanedOriginal, ...]:
        self._refuse()
        return self.unknown

    def adopt_orphans(self, on_progress: object = None) -> tuple[SubmitResult, ...]:
        """The first one is taken, the others were changed."""
        del on_progress
        self._refuse()
        found, self.unknown = self.unknown, ()
        changed = InvalidRequest("original_changed", path="/kept/a")
        taken = self._store.add_receipt("a", found[0].content_hash, Priority.NORMAL, ReadOptions())
        refused = [SubmitResult(str(one.path), error=changed) for one in found[1:]]
        return (SubmitResult(str(found[0].path), taken), *refused)

    def list_ocr_languages(self) -> tuple[str, ...]:
        return ("deu", "eng", "fra")

    def check_model_state(self) -> ModelState:
        return self.model

    def run_diagnostics(self) -> tuple[Finding, ...]:
        self._refuse()
        return self.findings

    def run_model_test(self) -> Finding | None:
        self._refuse()
        return self.trial

    def pull_model(
        self,
        name: str,
        on_progress: Callable[[PullProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.asked.append(("pull", name))
        self._refuse()
        if self.pull:
            self.pull(on_progress, cancelled)

    def _refuse(self) -> None:
        if self.refusal:
            raise self.refusal


def reading(folder: Path, *, pages: int = 1, merchant: str = "Bäckerei Süß") -> Reading:
    """A receipt with a page picture or several, most fields, two items and a tax line."""
    pictures = tuple(_page(folder, number) for number in range(pages))
    fields = {
        Field.TOTAL: ExtractedValue(Decimal("12.50"), 0.97, _seen(0, 700, "TOTAL 12,50")),
        Field.DATE: ExtractedValue(date(2024, 3, 14), 0.6, _seen(pages - 1, 200, "14.03.2024")),
        Field.MERCHANT: ExtractedValue(merchant, 0.9, _seen(0, 20, merchant)),
        Field.TIME: ExtractedValue(time(9, 5), 0.96, _seen(0, 240, "09:05")),
    }
    items = (
        LineItem(
            "Brot", Decimal("4.50"), 0.9, Decimal(1), Decimal("4.50"), None, _seen(0, 400, "Brot")
        ),
        LineItem("Kuchen", Decimal("8.00"), 0.9, Decimal(2), Decimal("4.00")),
    )
    taxes = (TaxLine(Decimal(7), Decimal("11.68"), Decimal("0.82"), 0.9),)
    draft = Draft(
        fields, "EUR", taxes, items, model_outcome=ModelOutcome.UNREACHABLE, language="de"
    )
    lines = tuple(
        Line(value.evidence.text, value.evidence.box, 0.9, value.evidence.page)
        for value in fields.values()
        if value.evidence
    )
    checked = CheckedDraft(draft, needs_review=True, reasons=(ReviewReason.DOUBTFUL_DATE,))
    return Reading(checked, Text(lines, pictures, ("rapidocr",)), 1.0)


def _seen(page: int, top: int, text: str) -> Evidence:
    return Evidence(page, Box(40, top, 200, 24), text)


def _page(folder: Path, number: int) -> PagePicture:
    image = QImage(*PAGE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    name = f"page{number}.png"
    image.save(str(folder / name))
    return PagePicture(number, *PAGE, name)


def waiting(store: Store, name: str = "IMG_1.jpg") -> str:
    """A receipt in the queue; its id."""
    return store.add_receipt(name, name, Priority.NORMAL, ReadOptions()).id


def running(store: Store, name: str = "IMG_1.jpg") -> str:
    """A receipt in work; its id."""
    receipt_id = waiting(store, name)
    store.claim_receipt(receipt_id, OWNER, 60)
    return receipt_id


def read(store: Store, folder: Path, name: str = "IMG_1.jpg", **how: Any) -> str:
    """A receipt that was read; its id."""
    receipt_id = running(store, name)
    store.finish_attempt(receipt_id, OWNER, tell_apart(reading(folder, **how), receipt_id))
    return receipt_id


def tell_apart(found: Reading, receipt_id: str) -> Reading:
    """The reading with a receipt number, so that it is no duplicate of the others."""
    draft = found.checked.draft
    fields = {**draft.fields, Field.NUMBER: ExtractedValue(receipt_id[:8], 0.97)}
    checked = replace(found.checked, draft=replace(draft, fields=fields))
    return replace(found, checked=checked)


def failed(store: Store, name: str = "IMG_1.jpg") -> str:
    """A receipt that failed; its id."""
    receipt_id = running(store, name)
    store.fail_attempt(receipt_id, OWNER, ProcessingError("reader_crashed"))
    return receipt_id


def build_queue_health(**changes: Any) -> QueueHealth:
    """A queue at work; everything can be changed."""
    worker = WorkerState("worker-1", True, "id", "IMG_1.jpg", Stage.READING, datetime.now(UTC))
    values: dict[str, Any] = {
        "status": HealthStatus.HEALTHY,
        "issues": (),
        "counts": ReceiptCounts(pending=3, processing=1, completed=1204, failed=2, needs_review=5),
        "queue_length": 3,
        "workers": (worker, WorkerState("worker-2", True)),
        "redis": RedisState(True, True, "unix:///run/redis", "9.0.1", 3_000_000, 0.2),
        "remaining": 120.0,
        "receipts_per_minute": 18.4,
    }
    return QueueHealth(**{**values, **changes})


MODELS = (InstalledModel("qwen2.5:3b", 1_900_000_000), InstalledModel("llama3.2:1b", 1_300_000_000))
