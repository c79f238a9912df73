"""The only wiring: what is started in which order, and stopped in the opposite one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache as once
from typing import TYPE_CHECKING

import filelock

from receipt_desktop.access_token import AccessToken
from receipt_desktop.actions import Actions, Parts
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import RedisState
from receipt_desktop.jobs.attempts import Attempts, Terms
from receipt_desktop.jobs.cache import Cache
from receipt_desktop.jobs.cleanup import clean_up, tidy_scratches
from receipt_desktop.jobs.consumer import Workers
from receipt_desktop.jobs.forecast import Forecast
from receipt_desktop.jobs.gate import Gate
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.huey import Queue, load_secret
from receipt_desktop.jobs.news import News
from receipt_desktop.jobs.observer import Observer
from receipt_desktop.jobs.pace import KEPT, Pace
from receipt_desktop.jobs.power import Power
from receipt_desktop.jobs.recovery import take_over
from receipt_desktop.jobs.stats import Instruments
from receipt_desktop.jobs.toolbox import Toolbox
from receipt_desktop.reading.pool import ReaderPool
from receipt_desktop.receipt import Priority
from receipt_desktop.redis_address import (
    Address,
    Watch,
    own_address,
    running_address,
    shared_address,
)
from receipt_desktop.redis_server import RedisServer
from receipt_desktop.role import Role, owner_prefix, process_name
from receipt_desktop.settings import LiveSettings, Paths, Settings
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.shelf import shelf_at
from receipt_desktop.store.store import Store
from receipt_desktop.submission import Submission

if TYPE_CHECKING:
    from receipt_desktop.jobs.rates import Rates

RESTORABLE = timedelta(days=1)
"""How long a program that goes on keeps what was removed, for the undo."""
LAST_SECONDS = 3.0
"""After the limit of a graceful stop: how long cancelled attempts may take to notice."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything below the fronts, running."""

    actions: Actions
    owner: bool
    """Whether the data folder is ours; else another process of ours has it and we help."""


class InUse(ServiceUnavailable):
    """Another process of ours has this data folder."""


@dataclass(frozen=True, slots=True)
class Redis:
    """The Redis in use, whoever runs it."""

    address: Address
    state: Callable[[], RedisState]
    on_restart: Callable[[Callable[[], None]], None] = lambda _: None
    wait: Callable[[], None] = lambda: None
    """Until it answers; it starts while the store is opened."""


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
    name = process_name(paths, owner=role.owner)
    store, originals = open_store(paths, live.now, stack, owner=role.owner)
    pool = ReaderPool(os.cpu_count() or 1)
    stack.callback(pool.close)
    pace, gate = Pace(store.stage_seconds(KEPT)), Gate()
    secret = live.now.queue_secret or load_secret(paths.secret)
    cache = Cache(redis.address, secret, paths.data)
    stack.callback(cache.close)
    toolbox = Toolbox(paths, live, originals, pool, pace, cache)

    def enqueue(receipt_id: str, priority: Priority, delay: float) -> None:
        queue.enqueue(receipt_id, priority, delay)

    terms = Terms(lambda: live.now.timeout, lambda: live.now.lease_seconds, lambda: gate.open)
    attempts = Attempts(store, toolbox.process, enqueue, terms=terms, process_name=name, pace=pace)
    redis.wait()
    if role.owner:
        forget_removed(store, originals, cache, shared=bool(live.now.database_url))
    queue = Queue(redis.address, secret, attempts.run)
    stack.callback(queue.close)
    workers = Workers(queue, attempts.board, gate, live.now.concurrency) if role.consume else None
    observer = Observer(
        store,
        paths.data,
        live,
        lambda: toolbox.models.chosen(live.now),
        tidy=(lambda: tidy(paths, store, originals, cache)) if role.owner else (lambda: None),
    )
    instruments = Instruments(
        store, queue, redis.state, pace, gate, observer, lambda: live.now, name, workers
    )
    heartbeat = (
        Heartbeat(instruments, attempts, kind=role.kind, may_work=Power().may_work)
        if role.stays
        else None
    )
    if heartbeat:
        stack.callback(heartbeat.stop)
        if workers:
            run_workers(live, attempts, workers, stack)
        heartbeat.refill()
        heartbeat.start()
        redis.on_restart(heartbeat.refill)
        start_watching(observer, News(redis.address, queue.name, store.announce), store, stack)
    return Actions(
        Parts(
            paths=paths,
            settings=live,
            store=store,
            originals=originals,
            submission=Submission(store, originals, enqueue, pool, lambda: live.now),
            instruments=instruments,
            model=lambda: toolbox.models.chosen(live.now),
            forget=lambda hashes: forget(hashes, originals, cache),
            stop_work=attempts.board.stop,
            working=lambda: len(attempts.board.running()),
            rates=counted(redis.address, live, queue.name, stack),
            forecast=Forecast(store, lambda: live.now),
            token=AccessToken(paths.token, live.now.api_token),
            actor=role.actor,
            heartbeat=heartbeat,
        )
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


def forget(hashes: Iterable[str], originals: Originals, cache: Cache) -> None:
    """What was read of these bytes, which no receipt uses; their files go with a clean-up."""
    for content_hash in hashes:
        originals.give_up(content_hash)
        cache.forget(content_hash)


def forget_removed(store: Store, originals: Originals, cache: Cache, *, shared: bool) -> None:
    """What was removed before this program began nobody can bring back, but on other machines."""
    for content_hash in store.purge_removed(RESTORABLE if shared else timedelta()):
        originals.remove(content_hash)
        cache.forget(content_hash)


def tidy(paths: Paths, store: Store, originals: Originals, cache: Cache) -> None:
    """Once an hour: what was removed long ago, and files that belong to nobody."""
    forget(store.purge_removed(RESTORABLE), originals, cache)
    originals.clear_shelf(store.hashes)
    clean_up(paths, store.hashes)


def start_watching(observer: Observer, news: News, store: Store, stack: ExitStack) -> None:
    """Look at the model and the disk, tell other processes of changes and hear of theirs."""
    stack.callback(observer.stop)
    stack.callback(news.stop)
    store.subscribe(news.announce)
    news.start()
    observer.start()


def open_store(
    paths: Paths, settings: Settings, stack: ExitStack, *, owner: bool
) -> tuple[Store, Originals]:
    """The database and the kept originals; what our dead predecessor had in hand waits again."""
    store = Store(settings.database_url or f"sqlite:///{paths.database}")
    originals = Originals(paths, shelf_at(settings.shared_files))
    stack.callback(store.close)
    if owner:
        originals.tidy()
        tidy_scratches()
        take_over(store, settings.lease_seconds, owner_prefix(paths))
    return store, originals


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


def run_workers(
    live: LiveSettings,
    attempts: Attempts,
    workers: Workers,
    stack: ExitStack,
) -> None:
    """Start taking from the queue; at the end let running receipts finish, within the limit."""

    def stop() -> None:
        if not workers.stop(live.now.stop_seconds):
            attempts.stop()
            workers.stop(LAST_SECONDS)

    stack.callback(stop)
    workers.start()
    live.subscribe(lambda settings: workers.resize(settings.concurrency))
