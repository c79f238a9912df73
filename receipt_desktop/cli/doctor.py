"""The command `doctor`: opens what can be opened, and finds out why the rest cannot."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.broker.address import RedisProbe, make_own_address, make_shared_address
from receipt_desktop.broker.binary import find_redis_binary
from receipt_desktop.cli.process import CompletionWaiter, make_progress_callback, open_progress_bar
from receipt_desktop.config.data_folder import find_unusable_paths
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.domain.health import Finding, HealthStatus
from receipt_desktop.domain.receipt import Status
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.jobs import diagnostics
from receipt_desktop.reading.engines import list_engines
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """What was found."""

    findings: tuple[Finding, ...]
    orphans: tuple[OrphanedOriginal, ...] = ()
    """Originals without a receipt."""

    @property
    def is_healthy(self) -> bool:
        return not any(finding.health is HealthStatus.UNHEALTHY for finding in self.findings)


def run_checks(
    paths: Paths,
    chosen: Settings,
    work: Callable[[Actions], None] = lambda _: None,
    *,
    consume: bool = False,
) -> DoctorReport:
    """Every part, after `work` was done; with `consume` receipts are read meanwhile."""
    try:
        with bootstrap.open_application(paths, chosen, consume=consume, join=True) as engine:
            work(engine.actions)
            return DoctorReport(
                (*engine.actions.run_diagnostics(), *check_model_answer(engine.actions)),
                engine.actions.find_orphans(),
            )
    except ReceiptError as error:
        return check_parts_separately(paths, chosen, error)
    except OSError as error:
        return check_parts_separately(paths, chosen, ServiceUnavailable(str(error)))


def check_model_answer(actions: Actions) -> Iterator[Finding]:
    """How the language model does on a small receipt, where one is used."""
    if actions.settings.use_model and (found := actions.run_model_test()):
        yield found


def check_parts_separately(paths: Paths, chosen: Settings, error: ReceiptError) -> DoctorReport:
    """Each part for itself: the whole cannot be opened, because of `error`."""
    found = [
        *diagnostics.check_folder(paths),
        *diagnostics.check_settings(paths),
        *diagnostics.catch_as_finding("redis", lambda: [check_redis(paths, chosen)]),
        *(diagnostics.describe_engine(engine) for engine in list_engines()),
        *diagnostics.catch_as_finding("ollama", lambda: [check_model(chosen)]),
        *diagnostics.catch_as_finding("disk", lambda: [diagnostics.check_disk(paths.data)]),
        *diagnostics.catch_as_finding("database", lambda: check_database(paths, chosen)),
    ]
    if not any(_has_sentence_of(finding, error) for finding in found):
        found.append(diagnostics.make_error_finding("start", error))
    return DoctorReport(tuple(found))


def _has_sentence_of(finding: Finding, error: ReceiptError) -> bool:
    return f"{finding.sentence} {finding.mend}".strip() == error.sentence


def check_redis(paths: Paths, chosen: Settings) -> Finding:
    """The server that runs, or that would be started. Raises `ServiceUnavailable`."""
    watch = RedisProbe(
        make_shared_address(chosen) if chosen.uses_shared_redis else make_own_address(paths)
    )
    try:
        state = watch.read_state()
    finally:
        watch.close()
    if state.reachable or not state.is_own:
        return diagnostics.describe_redis(state)
    return diagnostics.describe_ready_redis(str(find_redis_binary(chosen)))


def check_model(chosen: Settings) -> Finding:
    """Ollama as seen from here."""
    return diagnostics.describe_model(LanguageModel(chosen.ollama_host, chosen.model).check_state())


def check_database(paths: Paths, chosen: Settings) -> tuple[Finding, ...]:
    """What the database says; one that is missing is not made. Raises `ServiceUnavailable`.

    Nothing where one of its files cannot be used: that is a finding about the folder.
    """
    name = paths.database.name
    if not chosen.database_url and any(
        one.path.name.startswith(name) for one in find_unusable_paths(paths)
    ):
        return ()
    if not chosen.database_url and not paths.database.exists():
        return (diagnostics.describe_missing_database(paths),)
    store = Store(chosen.database_url or make_sqlite_url(paths.database))
    try:
        return diagnostics.check_store(paths, store)
    finally:
        store.close()


def delete_stale_files(actions: Actions) -> None:
    """Delete what belongs to nobody, and say how much."""
    cleaned = actions.delete_stale_files()
    print(f"{cleaned.count} deleted, {cleaned.failed} could not be.", file=sys.stderr)


def adopt_orphans(actions: Actions, stop: threading.Event) -> None:
    """Read originals without a receipt in again, and wait for them until `stop` is set.

    A paused queue is not waited for.
    """
    if actions.get_health().paused:
        stop.set()
    with CompletionWaiter(actions, stop) as waiting:
        with open_progress_bar("adding") as bar:
            answers = actions.adopt_orphans(make_progress_callback(bar))
        ids = list(dict.fromkeys(answer.receipt.id for answer in answers if answer.receipt))
        with open_progress_bar("reading") as bar:
            receipts = waiting.wait_until_finished(ids, make_progress_callback(bar))
    for answer in answers:
        if answer.error:
            print(f"{answer.path}: {answer.error.sentence}", file=sys.stderr)
    done = sum(1 for receipt in receipts.values() if receipt.status is Status.COMPLETED)
    refused = sum(1 for answer in answers if answer.error)
    print(
        f"{len(ids)} originals taken in again, {done} of them read, {refused} could not be.",
        file=sys.stderr,
    )
