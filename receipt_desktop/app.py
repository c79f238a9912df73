"""The only wiring: what is started in which order, and stopped in the opposite one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache as once
from typing import TYPE_CHECKING

import filelock

from receipt_desktop import data_folder
from receipt_desktop.access_token import AccessToken
from receipt_desktop.actions import Actions, Parts
from receipt_desktop.atomic import PRIVATE
from receipt_desktop.backup import swap
from receipt_desktop.backup.copies import copy_daily
from receipt_desktop.backup.findings import storage
from receipt_desktop.backup.guard import suspect
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.jobs.forecast import Forecast
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.news import News
from receipt_desktop.jobs.observer import Keeping, Observer
from receipt_desktop.jobs.power import Power
from receipt_desktop.jobs.stats import Instruments
from receipt_desktop.jobs.tidying import forget
from receipt_desktop.liveness import Liveness
from receipt_desktop.ownership import Ownership
from receipt_desktop.paths import Paths
from receipt_desktop.patience import START_SECONDS, Report, print_wait, taken, wait_until
from receipt_desktop.redis_address import Address
from receipt_desktop.role import Role
from receipt_desktop.settings import Settings
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.store import Store
from receipt_desktop.submission import Submission
from receipt_desktop.works import Place, Works, run, set_up

if TYPE_CHECKING:
    from receipt_desktop.jobs.rates import Rates

STARTING = "another program that is starting or stopping on this data folder"


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything below the fronts, running."""

    actions: Actions
    ownership: Ownership

    @property
    def owner(self) -> bool:
        """Whether the data folder is ours now; else another process has it and we help."""
        return self.ownership.owner


class InUse(ServiceUnavailable):
    """Another process of ours has this data folder."""


@contextmanager
def open_engine(
    paths: Paths,
    settings: Settings,
    *,
    kind: str = "process",
    consume: bool = True,
    join: bool = False,
    report: Report = print_wait,
) -> Iterator[Engine]:
    """Start everything below the fronts, and stop it in the opposite order.

    `kind` names the front: window, process, worker. `consume` starts worker threads. With `join` a
    data folder that another process holds is used beside it, else that raises `InUse`; a second
    window always does. `report` says what the start waits for. Raises `ServiceUnavailable` when
    the disk, the database or Redis cannot be used.
    """
    with ExitStack() as stack:
        create_folders(paths, work=True)
        if kind == "window":
            be_the_window(paths, stack)
        liveness = be_alive(paths, stack)
        swap.check(paths)
        ownership = own(paths, settings, stack)
        if join:
            wait_until(ownership.settled, START_SECONDS, STARTING, report)
        elif not ownership.claim():
            raise in_use()
        live = LiveSettings(paths, settings)
        place = Place(paths, live, ownership, liveness, Role(kind, consume=consume), report)
        yield Engine(wire(place, stack), ownership)


@contextmanager
def open_records(paths: Paths, settings: Settings) -> Iterator[Actions]:
    """The stored receipts and a look at the queue, for commands that read nothing anew.

    Redis is not started, and the data folder never becomes this process's. Raises
    `ServiceUnavailable` when the disk or the database cannot be used.
    """
    with ExitStack() as stack:
        create_folders(paths)
        live, ownership = LiveSettings(paths, settings), own(paths, settings, stack)
        role = Role("look", consume=False)
        yield wire(Place(paths, live, ownership, Liveness(paths), role), stack)


def own(paths: Paths, settings: Settings, stack: ExitStack) -> Ownership:
    """The part of this process in looking after the data folder; nothing is taken yet."""
    ownership = Ownership(paths, settings)
    stack.callback(ownership.close)
    return ownership


def be_alive(paths: Paths, stack: ExitStack) -> Liveness:
    """From now on other processes know that this one lives. Raises `ServiceUnavailable`."""
    liveness = Liveness(paths)
    try:
        liveness.start()
    except OSError as error:
        raise unusable(paths, error) from error
    stack.callback(liveness.stop)
    return liveness


def be_the_window(paths: Paths, stack: ExitStack) -> None:
    """One window a data folder. Raises `InUse`, `ServiceUnavailable`."""
    lock = filelock.FileLock(paths.window_lock, timeout=0, mode=PRIVATE, thread_local=False)
    try:
        if not taken(lock):
            raise in_use()
    except OSError as error:
        raise unusable(paths, error) from error
    stack.callback(lock.release)


def in_use() -> InUse:
    """The sentence for a data folder that is taken."""
    return InUse("Receipt Desktop is running already on this data folder.", key="in_use")


def create_folders(paths: Paths, *, work: bool = False) -> None:
    """Make the data folder; `work` uses more of it than records alone.

    Raises `ServiceUnavailable` naming what stands in the way.
    """
    data_folder.prepare(paths, work=work)


def unusable(paths: Paths, error: OSError) -> ServiceUnavailable:
    """The sentence for a data folder that the disk does not let us use."""
    return data_folder.unusable_folder(paths, error)


def wire(place: Place, stack: ExitStack) -> Actions:
    """In order: store, readers, queue, workers, heartbeat, actions."""
    works = set_up(place, stack)
    live, ownership = place.live, place.ownership
    observer = Observer(
        works.store,
        place.paths.data,
        live,
        lambda: works.toolbox.models.chosen(live.now),
        tidy=lambda: works.tidy(place.paths) if ownership.owner else None,
        keeping=keeping(place, check_at_once=works.unclean),
    )
    instruments = instruments_of(works, observer, place)
    heartbeat = None
    if place.role.stays:
        heartbeat = Heartbeat(
            instruments, works.attempts, kind=place.role.kind, may_work=Power().may_work
        )
        run(works, heartbeat, place, stack)
        news = News(
            ownership.address, works.queue.name, works.store.announce, works.store.changed_since
        )
        start_watching(observer, news, works.store, stack)
    return Actions(parts(place, works, instruments, heartbeat, stack))


def keeping(place: Place, *, check_at_once: bool) -> Keeping:
    """What keeps the database of this data folder safe; nothing for one on a server."""
    paths, live = place.paths, place.live
    if live.now.database_url:
        return Keeping()

    def copy() -> None:
        if place.ownership.owner:
            copy_daily(paths, live.now.database_copies)

    return Keeping(copy, lambda: storage(paths), lambda: suspect(paths), check_at_once)


def instruments_of(works: Works, observer: Observer, place: Place) -> Instruments:
    """Whom to ask how things stand."""
    live, ownership = place.live, place.ownership
    return Instruments(
        works.store,
        works.queue,
        ownership.state,
        works.pace,
        works.gate,
        observer,
        lambda: live.now,
        works.attempts.process_name,
        works.workers,
        ownership.host,
        lambda: ownership.failure.sentence if ownership.failure else "",
        place.liveness.ended,
    )


def parts(
    place: Place,
    works: Works,
    instruments: Instruments,
    heartbeat: Heartbeat | None,
    stack: ExitStack,
) -> Parts:
    """What the actions act on."""
    board, live = works.attempts.board, place.live
    return Parts(
        paths=place.paths,
        settings=live,
        store=works.store,
        originals=works.originals,
        submission=Submission(
            works.store, works.originals, works.queue.enqueue, works.pool, lambda: live.now
        ),
        instruments=instruments,
        model=lambda: works.toolbox.models.chosen(live.now),
        forget=lambda hashes: forget(hashes, works.cache),
        stop_work=board.stop,
        working=lambda: len(board.running()),
        rates=counted(place.ownership.address, live, works.queue.name, stack),
        forecast=Forecast(works.store, lambda: live.now),
        token=AccessToken(place.paths.token, live.now.api_token),
        actor=place.role.actor,
        heartbeat=heartbeat,
    )


def counted(
    address: Address, live: LiveSettings, queue_name: str, stack: ExitStack
) -> Callable[[], Rates]:
    """Counts the requests of programs, from the first one on."""

    @once
    def rates() -> Rates:
        from receipt_desktop.jobs.rates import Rates  # noqa: PLC0415 (slow to load)

        made = Rates(
            address,
            lambda: live.now.api_requests_a_minute,
            queue_name,
            lambda: live.now.api_requests_a_minute_per_address,
        )
        stack.callback(made.close)
        return made

    return rates


def start_watching(observer: Observer, news: News, store: Store, stack: ExitStack) -> None:
    """Look at the model and the disk, tell other processes of changes and hear of theirs."""
    stack.callback(observer.stop)
    stack.callback(news.stop)
    store.subscribe(news.announce)
    news.start()
    observer.start()
