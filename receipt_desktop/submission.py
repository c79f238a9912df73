"""Files in: walked, inspected, kept, one committed row each, and only then an id in the queue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from receipt_desktop.display import encodable, shown_name
from receipt_desktop.errors import Deadline, InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.health import Orphan
from receipt_desktop.logbook import Event, note
from receipt_desktop.piles import Control, Order, Pile, Prepared, Progress, batches
from receipt_desktop.pipeline import limits
from receipt_desktop.reading.files import SUFFIXES, inspect, unreadable
from receipt_desktop.reading.folders import Found, walk
from receipt_desktop.reading.refusals import SENTENCES, refusal
from receipt_desktop.reading.request import Limits
from receipt_desktop.receipt import Priority, Receipt, Status, Submitted, Wish
from receipt_desktop.settings import Settings
from receipt_desktop.store.engine import sentence as database_sentence
from receipt_desktop.store.keeping import Kept
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.store import Store
from receipt_desktop.store.switches import Switch

log = logging.getLogger(__name__)

COUNT_SECONDS = 20.0
COPYING = 4
"""Files that are copied and flushed at the same time: disks flush several as fast as one."""
Enqueue = Callable[[str, Priority, float], None]


class CountsPages(Protocol):
    """What counts the pages of a file: the reader pool."""

    def count_pages(self, path: Path, limits: Limits, deadline: Deadline) -> int: ...


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

    def files(
        self,
        paths: Sequence[Path],
        order: Order,
        on_progress: Progress | None = None,
        control: Control = Control(),  # noqa: B008 (frozen)
    ) -> tuple[Submitted, ...]:
        """Submit every file, folders walked; one answer a file (or a page), in order.

        How many there will be is not known while folders are walked: `on_progress` gets 0 for it.
        """
        refused = draining() if self._draining() else None
        answers: list[Submitted] = []
        pile = Pile(order, on_progress or (lambda *_: None), control)
        with ThreadPoolExecutor(COPYING, thread_name_prefix="copying") as copying:
            for some in batches(walk(paths)):
                if control.is_stopped():
                    break
                if refused:
                    answers += [_refused(found, found.error or refused) for found in some]
                else:
                    answers += self._patiently(some, pile, copying)
        return tuple(answers)

    def _patiently(self, some: Sequence[Found], pile: Pile, copying: Executor) -> list[Submitted]:
        """Submit a batch, again while the database is locked and the caller will wait."""
        before = pile.done
        while True:
            pile.done = before
            answers = self._batch(some, pile, copying)
            busy = next((one.error for one in answers if one.error and is_busy(one.error)), None)
            if busy is None or not pile.control.wait(busy):
                return answers

    def _batch(self, some: Sequence[Found], pile: Pile, copying: Executor) -> list[Submitted]:
        """Copies and flushes of several files go on at once; their rows are one transaction."""
        prepare = partial(self._prepared, pile=pile)
        prepared = []
        for one in copying.map(prepare, some) if len(some) > 1 else map(prepare, some):
            if one is not None:
                prepared.append(one)
                pile.count()
        new = [one for one in prepared if isinstance(one, Prepared)]
        added = iter(self._add(new, pile.order))
        return [
            answer
            for one in prepared
            for answer in (next(added) if isinstance(one, Prepared) else [one])
        ]

    def picture(self, data: bytes, name: str, order: Order) -> tuple[Submitted, ...]:
        """Submit bytes that came without a file, a pasted picture for one."""
        name = encodable(name)
        if self._draining():
            return (Submitted(name, error=draining()),)

        def examine(copy: Path) -> None:
            inspect(copy, limits(self._settings()))

        try:
            keeping = self._originals.begin_stream(BytesIO(data), examine)
            return tuple(self._add([Prepared(name, name, keeping, [order.wish])], order)[0])
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
            keeping = self._originals.begin_stream(stream, examine)
            return tuple(self._add([Prepared(name, name, keeping, wishes)], order)[0])
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
            keeping = self._originals.verified(orphan.content_hash)
            name = orphan.name or f"{orphan.content_hash[:8]}{SUFFIXES[kind.type]}"
            wishes = self._wishes(keeping.kept.path, order, paged=kind.paged)
            return self._add([Prepared(shown, name, keeping, wishes)], order)[0]
        except ReceiptError as error:
            return [Submitted(shown, error=error)]

    def _draining(self) -> bool:
        return Switch.DRAINING in self._store.switches()

    def _prepared(self, found: Found, pile: Pile) -> Prepared | Submitted | None:
        """Look at a file and copy it; or why not. What was refused is not kept.

        None when nothing more is to be added.
        """
        path = found.path
        if pile.control.is_stopped():
            return None
        if found.error:
            return _refused(found, found.error)
        try:
            kind = inspect(path, limits(self._settings()))
            wishes = self._wishes(path, pile.order, paged=kind.paged)
            return Prepared(encodable(found.given), path.name, self._originals.begin(path), wishes)
        except ReceiptError as error:
            return _refused(found, error)
        except OSError as error:
            return _refused(found, unreadable(path, error))

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

    def _add(self, prepared: Sequence[Prepared], order: Order) -> list[list[Submitted]]:
        """The answers for each file: row and original are on the disk when this returns.

        A power cut in between may leave one without the other, and takes the queue along; such a
        file was never reported as added.
        """
        new = [row for one in prepared for row in one.rows(order)]
        if not new:
            return []
        try:
            rows = iter(self._store.add_all(new, by=order.by))
            added = [(one, [next(rows) for _ in one.wishes]) for one in prepared]
            for receipt, known in (row for _, made in added for row in made):
                if not known:
                    self.enqueue(receipt)
            self._store.flush()
        except ReceiptError as error:
            return [[Submitted(one.given, error=error)] for one in prepared]
        return [self._answers(one, made, order) for one, made in added]

    def _answers(
        self, prepared: Prepared, added: Sequence[tuple[Receipt, bool]], order: Order
    ) -> list[Submitted]:
        """Wait for the original; without it no row stays."""
        try:
            kept = prepared.keeping.wait()
        except ReceiptError as error:
            self._store.erase([receipt.id for receipt, known in added if not known], order.by)
            return [Submitted(prepared.given, error=error)]
        return [
            Submitted(prepared.given, self._known(receipt, order, kept), known=True)
            if known
            else Submitted(prepared.given, receipt)
            for receipt, known in added
        ]

    def _known(self, receipt: Receipt, order: Order, kept: Kept) -> Receipt:
        """The stored one; read anew when asked, or when it failed in a way that may pass.

        One whose original was lost or damaged may pass, now that it is whole again.
        """
        failure = receipt.failure
        passing = failure is not None and (kept.new or failure.code != InvalidRequest.code)
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


def is_busy(error: ReceiptError) -> bool:
    """Whether another program keeps the database locked."""
    return error.sentence == database_sentence("locked")
