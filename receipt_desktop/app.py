"""The only wiring: what is started in which order, and stopped in the opposite one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache as once
from typing import TYPE_CHECKING

import filelock

from receipt_desktop.access_token import AccessToken
from receipt_desktop.actions import Actions, Parts
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
from receipt_desktop.paths import Paths
from receipt_desktop.redis_address import (
    Address,
    Watch,
    own_address,
    running_address,
    shared_address,
)
from receipt_desktop.redis_server import RedisServer
from receipt_desktop.role import Role
from receipt_desktop.settings import Settings
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.store import Store
from receipt_desktop.submission import Submission
from receipt_desktop.works import Redis, Works, run, set_up

if TYPE_CHECKING:
    from receipt_desktop.jobs.rates import Rates


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything below the fronts, running."""

    actions: Actions
    owner: bool
    """Whether the data folder is ours; else another process of ours has it and we help."""


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
) -> Iterator[Engine]:
    """Start everything below the fronts, and stop it in the opposite order.

    `kind` names the front: window, process, worker. `consume` starts worker threads. With `join` a
    data folder that another process holds is used beside it, else that raises `InUse`. Raises
    `ServiceUnavailable` when the disk, the database or Redis cannot be used.
    """
    with ExitStack() as stack:
        create_folders(paths)
        owner = lock(paths, stack)
        if not owner and not join:
            raise InUse("Receipt Desktop is running already on this data folder.", key="in_use")
        live = LiveSettings(paths, settings)
        redis = open_redis(paths, settings, stack, owner=owner)
        role = Role(kind, owner=owner, consume=consume)
        yield Engine(wire(paths, live, stack, redis, role), owner)


@contextmanager
def open_records(paths: Paths, settings: Settings) -> Iterator[Actions]:
    """The stored receipts and a look at the queue, for commands that read nothing anew.

    Raises `ServiceUnavailable` when the disk or the database cannot be used.
    """
    with ExitStack() as stack:
        create_folders(paths)
        live = LiveSettings(paths, settings)
        role = Role("look", owner=False, consume=False)
        yield wire(paths, live, stack, visit(paths, settings, stack), role)


def visit(paths: Paths, settings: Settings, stack: ExitStack) -> Redis:
    """The Redis that may or may not be running; it is not started."""
    return watched(shared_address(settings) if settings.shared_redis else own_address(paths), stack)


def watched(address: Address, stack: ExitStack) -> Redis:
    """A Redis that somebody else runs."""
    watch = Watch(address)
    stack.callback(watch.close)
    return Redis(address, watch.look)


def create_folders(paths: Paths) -> None:
    """Make the data folder. Raises `ServiceUnavailable`."""
    try:
        paths.create()
    except OSError as error:
        raise ServiceUnavailable(
            f"The data folder {paths.data} cannot be used: {error.strerror}.",
            key="data_folder",
            path=str(paths.data),
        ) from error


def lock(paths: Paths, stack: ExitStack) -> bool:
    """Take the data folder for this process; whether it was free."""
    try:
        stack.enter_context(filelock.FileLock(paths.lock, timeout=0))
    except filelock.Timeout:
        return False
    return True


def wire(paths: Paths, live: LiveSettings, stack: ExitStack, redis: Redis, role: Role) -> Actions:
    """In order: store, readers, queue, workers, heartbeat, actions."""
    works = set_up(paths, live, stack, redis, role)
    observer = Observer(
        works.store,
        paths.data,
        live,
        lambda: works.toolbox.models.chosen(live.now),
        tidy=(lambda: works.tidy(paths)) if role.owner else (lambda: None),
        keeping=keeping(paths, live, check_at_once=works.unclean, copies=role.owner),
    )
    instruments = instruments_of(works, observer, redis, live)
    heartbeat = None
    if role.stays:
        heartbeat = Heartbeat(
            instruments, works.attempts, kind=role.kind, may_work=Power().may_work
        )
        run(works, heartbeat, live, stack)
        redis.on_restart(heartbeat.refill)
        news = News(redis.address, works.queue.name, works.store.announce)
        start_watching(observer, news, works.store, stack)
    return Actions(
        parts(
            paths=paths,
            live=live,
            works=works,
            instruments=instruments,
            heartbeat=heartbeat,
            redis=redis,
            role=role,
            stack=stack,
        )
    )


def keeping(paths: Paths, live: LiveSettings, *, check_at_once: bool, copies: bool) -> Keeping:
    """What keeps the database of this data folder safe; nothing for one on a server."""
    if live.now.database_url:
        return Keeping()

    def copy() -> None:
        if copies:
            copy_daily(paths, live.now.database_copies)

    return Keeping(copy, lambda: storage(paths), lambda: suspect(paths), check_at_once)


def instruments_of(
    works: Works, observer: Observer, redis: Redis, live: LiveSettings
) -> Instruments:
    """Whom to ask how things stand."""
    return Instruments(
        works.store,
        works.queue,
        redis.state,
        works.pace,
        works.gate,
        observer,
        lambda: live.now,
        works.attempts.process_name,
        works.workers,
    )


def parts(
    *,
    paths: Paths,
    live: LiveSettings,
    works: Works,
    instruments: Instruments,
    heartbeat: Heartbeat | None,
    redis: Redis,
    role: Role,
    stack: ExitStack,
) -> Parts:
    """What the actions act on."""
    board = works.attempts.board
    return Parts(
        paths=paths,
        settings=live,
        store=works.store,
        originals=works.originals,
        submission=Submission(
            works.store, works.originals, works.queue.enqueue, works.pool, lambda: live.now
        ),
        instruments=instruments,
        model=lambda: works.toolbox.models.chosen(live.now),
        forget=lambda hashes: forget(hashes, works.originals, works.cache),
        stop_work=board.stop,
        working=lambda: len(board.running()),
        rates=counted(redis.address, live, works.queue.name, stack),
        forecast=Forecast(works.store, lambda: live.now),
        token=AccessToken(paths.token, live.now.api_token),
        actor=role.actor,
        heartbeat=heartbeat,
    )


def counted(
    address: Address, live: LiveSettings, queue_name: str, stack: ExitStack
) -> Callable[[], Rates]:
    """Counts the requests of programs, from the first one on."""

    @once
    def rates() -> Rates:
        from receipt_desktop.jobs.rates import Rates  # noqa: PLC0415 (slow to load)

        made = Rates(address, lambda: live.now.api_requests_a_minute, queue_name)
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


def open_redis(paths: Paths, settings: Settings, stack: ExitStack, *, owner: bool) -> Redis:
    """The shared server, our own starting now, or the one our other process runs.

    Raises `ServiceUnavailable`.
    """
    if settings.shared_redis:
        return watched(shared_address(settings), stack)
    if owner:
        server = RedisServer(paths, settings)
        stack.callback(server.stop)
        server.launch()
        return Redis(server.address, server.state, server.on_restart, server.wait)
    found = running_address(paths)
    if found is None:
        raise InUse("Receipt Desktop is just starting or stopping; try again.", key="in_use")
    return watched(found, stack)
