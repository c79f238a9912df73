"""The command `doctor`: opens what can be opened, and finds out why the rest cannot."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from receipt_desktop import app, doctor
from receipt_desktop.actions import Actions
from receipt_desktop.batch import Waiting, advance, progress_bar
from receipt_desktop.data_folder import unusable
from receipt_desktop.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.extraction.model import Model
from receipt_desktop.health import Finding, Health, Orphan
from receipt_desktop.paths import Paths
from receipt_desktop.reading.engines import engines
from receipt_desktop.receipt import Status
from receipt_desktop.redis_address import Watch, own_address, shared_address
from receipt_desktop.redis_binary import find_binary
from receipt_desktop.settings import Settings
from receipt_desktop.store.location import sqlite_url
from receipt_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found."""

    findings: tuple[Finding, ...]
    orphans: tuple[Orphan, ...] = ()
    """Originals without a receipt."""

    @property
    def healthy(self) -> bool:
        return not any(finding.health is Health.UNHEALTHY for finding in self.findings)


def examined(
    paths: Paths,
    chosen: Settings,
    work: Callable[[Actions], None] = lambda _: None,
    *,
    consume: bool = False,
) -> Checkup:
    """Every part, after `work` was done; with `consume` receipts are read meanwhile."""
    try:
        with app.open_engine(paths, chosen, consume=consume, join=True) as engine:
            work(engine.actions)
            return Checkup(
                (*engine.actions.doctor(), *trial(engine.actions)), engine.actions.orphans()
            )
    except ReceiptError as error:
        return by_parts(paths, chosen, error)
    except OSError as error:
        return by_parts(paths, chosen, ServiceUnavailable(str(error)))


def trial(actions: Actions) -> Iterator[Finding]:
    """How the language model does on a small receipt, where one is used."""
    if actions.settings.use_model and (found := actions.try_model()):
        yield found


def by_parts(paths: Paths, chosen: Settings, error: ReceiptError) -> Checkup:
    """Each part for itself: the whole cannot be opened, because of `error`."""
    found = [
        *doctor.folder_findings(paths),
        *doctor.settings_findings(paths),
        *doctor.tried("redis", lambda: [redis_finding(paths, chosen)]),
        *(doctor.engine_finding(engine) for engine in engines()),
        *doctor.tried("ollama", lambda: [model_finding(chosen)]),
        *doctor.tried("disk", lambda: [doctor.disk_finding(paths.data)]),
        *doctor.tried("database", lambda: database_findings(paths, chosen)),
    ]
    if not any(_says(finding, error) for finding in found):
        found.append(doctor.refusal_finding("start", error))
    return Checkup(tuple(found))


def _says(finding: Finding, error: ReceiptError) -> bool:
    return f"{finding.sentence} {finding.mend}".strip() == error.sentence


def redis_finding(paths: Paths, chosen: Settings) -> Finding:
    """The server that runs, or that would be started. Raises `ServiceUnavailable`."""
    watch = Watch(shared_address(chosen) if chosen.shared_redis else own_address(paths))
    try:
        state = watch.look()
    finally:
        watch.close()
    if state.reachable or not state.ours:
        return doctor.redis_finding(state)
    return doctor.ready_finding(str(find_binary(chosen)))


def model_finding(chosen: Settings) -> Finding:
    """Ollama as seen from here."""
    return doctor.model_finding(Model(chosen.ollama_host, chosen.model).state())


def database_findings(paths: Paths, chosen: Settings) -> tuple[Finding, ...]:
    """What the database says; one that is missing is not made. Raises `ServiceUnavailable`.

    Nothing where one of its files cannot be used: that is a finding about the folder.
    """
    name = paths.database.name
    if not chosen.database_url and any(one.path.name.startswith(name) for one in unusable(paths)):
        return ()
    if not chosen.database_url and not paths.database.exists():
        return (doctor.missing_finding(paths),)
    store = Store(chosen.database_url or sqlite_url(paths.database))
    try:
        return doctor.store_findings(paths, store)
    finally:
        store.close()


def clean_up(actions: Actions) -> None:
    """Delete what belongs to nobody, and say how much."""
    cleaned = actions.clean_up()
    print(f"{cleaned.count} deleted, {cleaned.failed} could not be.", file=sys.stderr)


def adopt(actions: Actions, stop: threading.Event) -> None:
    """Read originals without a receipt in again, and wait for them until `stop` is set.

    A paused queue is not waited for.
    """
    if actions.health().paused:
        stop.set()
    with Waiting(actions, stop) as waiting:
        with progress_bar("adding") as bar:
            answers = actions.adopt(advance(bar))
        ids = list(dict.fromkeys(answer.receipt.id for answer in answers if answer.receipt))
        with progress_bar("reading") as bar:
            receipts = waiting.until_finished(ids, advance(bar))
    for answer in answers:
        if answer.error:
            print(f"{answer.path}: {answer.error.sentence}", file=sys.stderr)
    done = sum(1 for receipt in receipts.values() if receipt.status is Status.COMPLETED)
    refused = sum(1 for answer in answers if answer.error)
    print(
        f"{len(ids)} originals taken in again, {done} of them read, {refused} could not be.",
        file=sys.stderr,
    )
