"""Files in: walked, inspected, kept, one committed row each, and only then an id in the queue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from receipt_desktop.display import encodable, printable, shown_name
from receipt_desktop.errors import Deadline, InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.health import Orphan
from receipt_desktop.logbook import Event, note
from receipt_desktop.pipeline import limits
from receipt_desktop.reading.files import SUFFIXES, inspect, unreadable
from receipt_desktop.reading.folders import Found, walk
from receipt_desktop.reading.refusals import SENTENCES, refusal
from receipt_desktop.reading.request import Limits
from receipt_desktop.receipt import Priority, Receipt, Status, Submitted, Wish
from receipt_desktop.settings import Settings
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.engine import sentence as database_sentence
from receipt_desktop.store.keeping import Kept
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from receipt_desktop.store.switches import Switch

log = logging.getLogger(__name__)

COUNT_SECONDS = 20.0
Enqueue = Callable[[str, Priority, float], None]
Progress = Callable[[int, int], None]


class CountsPages(Protocol):
    """What counts the pages of a file: the reader pool."""

    def count_pages(self, path: Path, limits: Limits, deadline: Deadline) -> int: ...


@dataclass(frozen=True, slots=True)
class Order:
    """How a pile of files is to be submitted."""

    priority: Priority = Priority.NORMAL
    wish: Wish = field(default_factory=Wish)
    again: bool = False
    """Read anew what is already known."""
    by: str = NOBODY
    """Who submits, for the audit log."""


@dataclass(frozen=True, slots=True)
class Control:
    """What the caller decides while a pile of files is added."""

    is_stopped: Callable[[], bool] = lambda: False
    """Whether to add nothing more."""
    wait: Callable[[ReceiptError], bool] = lambda _: False
    """Called while another program has the database: waits, and tells whether to try again."""


class Submission:
    """Takes files in. Thread-safe; the user's own files are only ever read."""

    def __init__(
        self,
        store: Store,
        originals: Originals,
        enqueue: Enqueue,
        pages: CountsPages,
        settings: Callable[[], Settings],
    ) -> None:
        self._store = store
        self._originals = originals
        self._enqueue = enqueue
        self._pages = pages
        self._settings = settings
        self._lock = threading.Lock()

    def files(
        self,
        paths: Sequence[Path],
        order: Order,
        on_progress: Progress | None = None,
        control: Control = Control(),
    ) -> tuple[Submitted, ...]:
        """Submit every file, folders walked; one answer a file (or a page), in order.

        How many there will be is not known while folders are walked: `on_progress` gets 0 for it.
        """
        refused = draining() if self._draining() else None
        answers: list[Submitted] = []
        for number, found in enumerate(walk(paths), 1):
            if control.is_stopped():
                break
            error = found.error or refused
            answers += [_refused(found, error)] if error else self._patiently(found, order, control)
            if on_progress:
                on_progress(number, 0)
        return tuple(answers)

    def _patiently(self, found: Found, order: Order, control: Control) -> list[Submitted]:
        """Submit one file, again while the database is locked and the caller will wait."""
        while True:
            answers = self._one(found, order)
            busy = next((one.error for one in answers if one.error and is_busy(one.error)), None)
            if busy is None or not control.wait(busy):
                return answers

    def picture(self, data: bytes, name: str, order: Order) -> tuple[Submitted, ...]:
        """Submit bytes that came without a file, a pasted picture for one."""
        name = encodable(name)
        if self._draining():
            return (Submitted(name, error=draining()),)

        def examine(copy: Path) -> None:
            inspect(copy, limits(self._settings()))

        try:
            kept = self._originals.keep_stream(BytesIO(data), examine)
            return (self._row(kept, name, name, order),)
        except ReceiptError as error:
            return (Submitted(name, error=error),)

    def upload(self, stream: IO[bytes], name: str, order: Order) -> tuple[Submitted, ...]:
        """Submit what another program sent; `name` is shown and nothing else is made of it."""
        name = encodable(name)
        if self._draining():
            return (Submitted(name, error=draining()),)
        wishes: list[Wish] = []

        def examine(copy: Path) -> None:
            kind = inspect(copy, limits(self._settings()))
            wishes.extend(self._wishes(copy, order, paged=kind.paged))

        try:
            kept = self._originals.keep_stream(stream, examine)
            rows = (replace(order, wish=wish) for wish in wishes)
            return tuple(self._row(kept, name, name, row) for row in rows)
        except ReceiptError as error:
            return (Submitted(name, error=renamed(error, name)),)

    def adopt(
        self, found: Sequence[Orphan], order: Order, on_progress: Progress | None = None
    ) -> tuple[Submitted, ...]:
        """Submit kept originals that have no receipt; one answer an original (or a page)."""
        answers: list[Submitted] = []
        for number, orphan in enumerate(found, 1):
            answers += self._adopted(orphan, order)
            if on_progress:
                on_progress(number, len(found))
        return tuple(answers)

    def _adopted(self, orphan: Orphan, order: Order) -> list[Submitted]:
        shown = str(orphan.path)
        if self._draining():
            return [Submitted(shown, error=draining())]
        try:
            kind = inspect(orphan.path, limits(self._settings()))
            kept = self._originals.verified(orphan.content_hash)
            name = orphan.name or f"{orphan.content_hash[:8]}{SUFFIXES[kind.type]}"
            wishes = self._wishes(kept.path, order, paged=kind.paged)
            rows = (replace(order, wish=wish) for wish in wishes)
            return [self._row(kept, name, shown, row) for row in rows]
        except ReceiptError as error:
            return [Submitted(shown, error=error)]

    def _draining(self) -> bool:
        return Switch.DRAINING in self._store.switches()

    def _one(self, found: Found, order: Order) -> list[Submitted]:
        path, given = found.path, encodable(found.given)
        try:
            kind = inspect(path, limits(self._settings()))
            wishes = self._wishes(path, order, paged=kind.paged)
            kept = self._originals.keep(path)  # what was refused is not kept
            rows = (replace(order, wish=wish) for wish in wishes)
            return [self._row(kept, path.name, given, row) for row in rows]
        except ReceiptError as error:
            return [_refused(found, error)]
        except OSError as error:
            return [_refused(found, unreadable(path, error))]

    def _wishes(self, kept: Path, order: Order, *, paged: bool) -> list[Wish]:
        """One wish, or one a page when the person says a page is a receipt."""
        settings = self._settings()
        if not (paged and settings.one_receipt_a_page) or order.wish.page is not None:
            return [order.wish]
        deadline = Deadline.of_work(COUNT_SECONDS)
        pages = self._pages.count_pages(kept, limits(settings), deadline)
        if pages == 1:
            return [order.wish]
        return [replace(order.wish, page=page) for page in range(pages)]

    def _row(self, kept: Kept, name: str, shown: str, order: Order) -> Submitted:
        with self._lock:  # two drops of the same bytes at once make one row
            known = self._store.by_hash(kept.content_hash, order.wish.page)
            if known:
                return Submitted(shown, self._known(known, order), known=True)
            receipt, there = self._store.add_unless_known(
                page_name(name, order.wish.page),
                kept.content_hash,
                str(kept.path),
                order.priority,
                order.wish,
                by=order.by,
            )
        if there:  # another process has just added it
            return Submitted(shown, self._known(receipt, order), known=True)
        self.enqueue(receipt)
        return Submitted(shown, receipt)

    def _known(self, receipt: Receipt, order: Order) -> Receipt:
        """The stored one; read anew when asked, or when it failed in a way that may pass."""
        passing = receipt.failure is not None and receipt.failure.code != InvalidRequest.code
        stuck = receipt.status is Status.FAILED and passing
        if not stuck and not (order.again and receipt.finished):
            return receipt
        opened = self._store.reopen([receipt.id], order.wish, order.by)
        for again in opened:
            self.enqueue(again)
        return opened[0] if opened else receipt

    def enqueue(self, receipt: Receipt) -> None:
        """Put the id into the queue; without Redis the row waits until it is back."""
        rank = receipt.urgency
        note(Event.QUEUED, receipt=receipt.id, file=receipt.file_name, priority=int(rank))
        try:
            self._enqueue(receipt.id, rank, 0.0)
        except ServiceUnavailable as trouble:
            log.info("%s waits for the queue: %s", receipt.id, trouble)


def _refused(found: Found, error: ReceiptError) -> Submitted:
    return Submitted(encodable(found.given), error=error)


def draining() -> ServiceUnavailable:
    """The sentence for a queue that takes nothing new in."""
    return ServiceUnavailable(
        "The queue is being emptied and takes nothing new in just now.", key="draining"
    )


def renamed(error: ReceiptError, name: str) -> ReceiptError:
    """The same refusal, with the name that the sender gave the file."""
    if error.key not in SENTENCES or "name" not in error.details:
        return error
    return refusal(error.key, **{**error.details, "name": shown_name(name)})


def page_name(name: str, page: int | None) -> str:
    """The name in the list, safe to show anywhere: one page of a file says which."""
    shown = printable(name)
    return shown if page is None else f"{shown} · {page + 1}"


def is_busy(error: ReceiptError) -> bool:
    """Whether another program keeps the database locked."""
    return error.sentence == database_sentence("locked")
