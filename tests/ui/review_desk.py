"""A desk to review at: real store, real actions, and work that is done when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage

from receipt_desktop.actions import Actions
from receipt_desktop.actions.backups import Copy, LastCopy
from receipt_desktop.backup import copies
from receipt_desktop.draft import (
    Checked,
    Draft,
    Field,
    FieldValue,
    Item,
    ModelOutcome,
    Reading,
    Reason,
    TaxLine,
    Value,
)
from receipt_desktop.errors import InvalidRequest, ProcessingError, ReceiptError
from receipt_desktop.health import (
    Cleaned,
    Counts,
    Finding,
    Health,
    InstalledModel,
    Leftover,
    ModelState,
    Orphan,
    PullProgress,
    QueueHealth,
    RedisState,
    WorkerState,
)
from receipt_desktop.history import (
    AuditEntry,
    AuditQuery,
    FailureGroup,
    Job,
    JobDetail,
    JobQuery,
    LogLine,
    Statistics,
)
from receipt_desktop.page import Box, Evidence, Line, PagePicture, Text
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Priority, Query, Receipt, Stage, Submitted, Wish
from receipt_desktop.settings import Settings
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.store import Store
from receipt_desktop.ui.work import Work

OWNER = "test"
PAGE = (400, 900)


class HandWork(Work):
    """Runs nothing until `step`: then the oldest, or the one asked for, on this thread."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[Callable[[], Any], Any, Any]] = []

    def run(
        self,
        function: Callable[[], Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[ReceiptError], None] | None = None,
        in_order: bool = False,
    ) -> None:
        del in_order  # everything here is
        self.waiting.append((function, done or (lambda _: None), failed or (lambda _: None)))

    def step(self, index: int = 0) -> None:
        """Do one piece of work and tell its end."""
        function, done, failed = self.waiting.pop(index)
        try:
            result = function()
        except ReceiptError as error:
            failed(error)
        else:
            done(result)

    def do_all(self) -> None:
        """Do all there is, and all that comes of it."""
        while self.waiting:
            self.step()


class DeskActions(Actions):
    """The real actions over a real store, without a queue, a reader or Ollama behind them."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._by = "window:test"
        self.paths = Paths(folder)
        self._live = LiveSettings(self.paths, Settings())
        self.refusal: ReceiptError | None = None
        self.asked: list[object] = []
        self.trial: Finding | None = None
        self.findings: tuple[Finding, ...] = (
            Finding("redis", Health.HEALTHY, "It answers."),
            Finding("ollama", Health.DEGRADED, "It does not.", "Start it."),
        )
        self.model = ModelState(reachable=False, host="http://127.0.0.1:11434")
        self.in_work = 0
        self.figures: Statistics | None = None
        self.log: tuple[LogLine, ...] = ()
        self.left_behind: tuple[Leftover, ...] = ()
        self.unknown: tuple[Orphan, ...] = ()
        self.pull: Callable[[Callable[[PullProgress], None], Callable[[], bool]], None] | None = (
            None
        )

    @property
    def settings(self) -> Settings:
        return self._live.now

    @property
    def data_dir(self) -> Path:
        return self.paths.data

    def change_settings(self, **changes: object) -> Settings:
        self._refuse()
        return self._live.change(**changes)

    def database_copies(self) -> tuple[list[Copy], LastCopy | None]:
        return copies.copies(self.paths), copies.last_copy(self.paths)

    def picture(self, relative: str) -> Path:
        return self.paths.data / relative

    def correct(self, receipt_id: str, field: Field, value: FieldValue | None) -> Receipt:
        self._refuse()
        return super().correct(receipt_id, field, value)

    def retry(self, receipt_ids: Any, wish: Wish | None = None) -> list[Receipt]:
        self._refuse()
        self.asked.append(("retry", list(receipt_ids)))
        return self._store.reopen(receipt_ids, wish)

    def pause(self) -> None:
        self._refuse()
        self.asked.append("pause")

    def resume(self) -> None:
        self.asked.append("resume")

    def working(self) -> int:
        return self.in_work

    def drain(self, on: bool = True) -> None:
        self._refuse()
        self.asked.append(("drain", on))

    def statistics(self) -> Statistics:
        self._refuse()
        return self.figures or super().statistics()

    def jobs(self, query: JobQuery = JobQuery()) -> list[Job]:  # noqa: B008 (frozen)
        self._refuse()
        self.asked.append(query)
        return super().jobs(query)

    def job(self, receipt_id: str) -> JobDetail:
        self._refuse()
        found = self._store.get(receipt_id)
        return JobDetail(found, self._store.attempts_of(receipt_id), self.log)

    def failures(self) -> list[FailureGroup]:
        self._refuse()
        return super().failures()

    def count(self, query: Query) -> int:
        self._refuse()
        return super().count(query)

    def audit(self, query: AuditQuery = AuditQuery()) -> list[AuditEntry]:  # noqa: B008 (frozen)
        self._refuse()
        return super().audit(query)

    def remove(self, receipt_ids: Any) -> None:
        self._refuse()
        self._store.remove(receipt_ids, self._by)

    def restore(self, receipt_ids: Any) -> list[Receipt]:
        self._refuse()
        return self._store.restore(receipt_ids, self._by)

    def cancel(self, receipt_ids: Any) -> list[Receipt]:
        self._refuse()
        return self._store.cancel(receipt_ids, self._by)

    def _enqueued(self, receipts: list[Receipt]) -> list[Receipt]:
        """There is no Redis here."""
        self._refuse()
        return receipts

    def leftovers(self) -> tuple[Leftover, ...]:
        self._refuse()
        return self.left_behind

    def clean_up(self) -> Cleaned:
        self._refuse()
        gone, self.left_behind = self.left_behind, ()
        return Cleaned(len(gone), sum(one.bytes for one in gone))

    def orphans(self) -> tuple[Orphan, ...]:
        self._refuse()
        return self.unknown

    def adopt(self, on_progress: object = None) -> tuple[Submitted, ...]:
        """The first one is taken, the others were changed."""
        del on_progress
        self._refuse()
        found, self.unknown = self.unknown, ()
        changed = InvalidRequest("It was changed.")
        taken = self._store.add("a", found[0].content_hash, "/kept/a", Priority.NORMAL, Wish())
        refused = [Submitted(str(one.path), error=changed) for one in found[1:]]
        return (Submitted(str(found[0].path), taken), *refused)

    def ocr_languages(self) -> tuple[str, ...]:
        return ("deu", "eng", "fra")

    def model_state(self) -> ModelState:
        return self.model

    def doctor(self) -> tuple[Finding, ...]:
        self._refuse()
        return self.findings

    def try_model(self) -> Finding | None:
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
        Field.TOTAL: Value(Decimal("12.50"), 0.97, _seen(0, 700, "TOTAL 12,50")),
        Field.DATE: Value(date(2024, 3, 14), 0.6, _seen(pages - 1, 200, "14.03.2024")),
        Field.MERCHANT: Value(merchant, 0.9, _seen(0, 20, merchant)),
        Field.TIME: Value(time(9, 5), 0.96, _seen(0, 240, "09:05")),
    }
    items = (
        Item(
            "Brot", Decimal("4.50"), 0.9, Decimal(1), Decimal("4.50"), None, _seen(0, 400, "Brot")
        ),
        Item("Kuchen", Decimal("8.00"), 0.9, Decimal(2), Decimal("4.00")),
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
    checked = Checked(draft, needs_review=True, reasons=(Reason.DOUBTFUL_DATE,))
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
    return store.add(name, name, "/kept/" + name, Priority.NORMAL, Wish()).id


def running(store: Store, name: str = "IMG_1.jpg") -> str:
    """A receipt in work; its id."""
    receipt_id = waiting(store, name)
    store.claim(receipt_id, OWNER, 60)
    return receipt_id


def read(store: Store, folder: Path, name: str = "IMG_1.jpg", **how: Any) -> str:
    """A receipt that was read; its id."""
    receipt_id = running(store, name)
    store.finish(receipt_id, OWNER, reading(folder, **how))
    return receipt_id


def failed(store: Store, name: str = "IMG_1.jpg") -> str:
    """A receipt that failed; its id."""
    receipt_id = running(store, name)
    store.fail(receipt_id, OWNER, ProcessingError("The page could not be opened."))
    return receipt_id


def queue_health(**changes: Any) -> QueueHealth:
    """A queue at work; everything can be changed."""
    worker = WorkerState("worker-1", True, "id", "IMG_1.jpg", Stage.READING, datetime.now(UTC))
    values: dict[str, Any] = {
        "status": Health.HEALTHY,
        "troubles": (),
        "counts": Counts(pending=3, processing=1, completed=1204, failed=2, needs_review=5),
        "queue_length": 3,
        "workers": (worker, WorkerState("worker-2", True)),
        "redis": RedisState(True, True, "unix:///run/redis", "9.0.1", 3_000_000, 0.2),
        "remaining": 120.0,
        "receipts_a_minute": 18.4,
    }
    return QueueHealth(**{**values, **changes})


MODELS = (InstalledModel("qwen2.5:3b", 1_900_000_000), InstalledModel("llama3.2:1b", 1_300_000_000))
