"""The command `doctor`: checks all parts, one by one when the application cannot start."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.broker.address import RedisProbe, make_own_address, make_shared_address
from receipt_desktop.broker.programs import describe_program
from receipt_desktop.cli import consent
from receipt_desktop.cli.exit_codes import OK, SOME_FAILED
from receipt_desktop.cli.output import print_findings
from receipt_desktop.cli.process_progress import CompletionWaiter
from receipt_desktop.cli.progress import make_progress_callback, open_progress_bar
from receipt_desktop.cli.stop_signals import StopRequest, stop_on_signals
from receipt_desktop.config.data_folder import find_unusable_paths
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.domain.health import Finding, HealthStatus
from receipt_desktop.domain.receipt import Status
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.jobs import diagnostics
from receipt_desktop.logs.setup import configure_logging
from receipt_desktop.reading.engines import list_engines
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """The findings and orphaned originals."""

    findings: tuple[Finding, ...]
    orphans: tuple[OrphanedOriginal, ...] = ()
    """Originals without a receipt."""

    @property
    def is_healthy(self) -> bool:
        return not any(finding.health is HealthStatus.UNHEALTHY for finding in self.findings)


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Check every part that reading needs; exit 1 when one is unhealthy."""
    if options.adopt:
        settings = consent.ask_consent(paths, settings)
    with configure_logging(paths, terminal=True), stop_on_signals() as stop:

        def repair(actions: Actions) -> None:
            if options.adopt:
                adopt_orphans(actions, stop)
            if options.clean_up:
                delete_stale_files(actions)

        report = run_checks(paths, settings, repair, consume=options.adopt)
    print_findings(report.findings, report.orphans, options)
    return OK if report.is_healthy else SOME_FAILED


def run_checks(
    paths: Paths,
    settings: Settings,
    work: Callable[[Actions], None] = lambda _: None,
    *,
    consume: bool = False,
) -> DoctorReport:
    """Check every part after calling `work`; with `consume`, receipts are read meanwhile."""
    try:
        with bootstrap.open_application(paths, settings, consume=consume, join=True) as application:
            work(application.actions)
            return DoctorReport(
                (*application.actions.run_diagnostics(), *check_model_answer(application.actions)),
                application.actions.find_orphans(),
            )
    except ReceiptError as error:
        return check_parts_separately(paths, settings, error)
    except OSError as error:
        return check_parts_separately(
            paths, settings, ServiceUnavailable("system_error", reason=str(error))
        )


def check_model_answer(actions: Actions) -> Iterator[Finding]:
    """The finding of the model test, when a model is used."""
    if actions.settings.use_model and (finding := actions.run_model_test()):
        yield finding


def check_parts_separately(paths: Paths, settings: Settings, error: ReceiptError) -> DoctorReport:
    """Check each part on its own, since `error` prevents the start of the application."""
    findings = [
        *diagnostics.check_folder(paths),
        *diagnostics.check_settings(paths),
        *diagnostics.catch_as_finding("redis", lambda: [check_redis(paths, settings)]),
        *(diagnostics.describe_engine(engine) for engine in list_engines()),
        diagnostics.describe_scripts(list_engines()),
        *diagnostics.catch_as_finding("ollama", lambda: [check_model(settings)]),
        *diagnostics.catch_as_finding("disk", lambda: [diagnostics.check_disk(paths.data)]),
        *diagnostics.catch_as_finding("database", lambda: check_database(paths, settings)),
    ]
    if not any(_has_sentence_of(finding, error) for finding in findings):
        findings.append(diagnostics.make_error_finding("start", error))
    return DoctorReport(tuple(findings))


def _has_sentence_of(finding: Finding, error: ReceiptError) -> bool:
    return finding.message.whole() == error.sentence


def check_redis(paths: Paths, settings: Settings) -> Finding:
    """The server that runs, or that would be started. Raises `ServiceUnavailable`."""
    probe = RedisProbe(
        make_shared_address(settings)
        if settings.shared_redis
        else make_own_address(paths, settings)
    )
    try:
        state = probe.read_state()
    finally:
        probe.close()
    if state.reachable or not state.is_own:
        return diagnostics.describe_redis(state)
    return diagnostics.describe_ready_redis(describe_program(settings))


def check_model(settings: Settings) -> Finding:
    """The finding about Ollama."""
    return diagnostics.describe_model(
        LanguageModel(settings.ollama_host, settings.model).check_state()
    )


def check_database(paths: Paths, settings: Settings) -> tuple[Finding, ...]:
    """The findings about the database, which is not created. Raises `ServiceUnavailable`.

    None when one of its files cannot be used: that is a finding about the folder.
    """
    name = paths.database.name
    if not settings.database_url and any(
        unusable.path.name.startswith(name) for unusable in find_unusable_paths(paths)
    ):
        return ()
    if not settings.database_url and not paths.database.exists():
        return (diagnostics.describe_missing_database(paths),)
    store = Store(settings.database_url or make_sqlite_url(paths.database))
    try:
        return diagnostics.check_store(paths, store)
    finally:
        store.close()


def delete_stale_files(actions: Actions) -> None:
    """Delete files without a receipt and print their number."""
    result = actions.delete_stale_files()
    print(f"{result.count} deleted, {result.failed} could not be.", file=sys.stderr)


def adopt_orphans(actions: Actions, stop: StopRequest) -> None:
    """Submit originals without a receipt and wait until they are read or `stop` is set.

    Does not wait while the queue is paused.
    """
    if actions.get_health().paused:
        stop.set()
    with CompletionWaiter(actions, stop) as waiter:
        with open_progress_bar("adding") as bar:
            results = actions.adopt_orphans(make_progress_callback(bar))
        ids = list(dict.fromkeys(result.receipt.id for result in results if result.receipt))
        with open_progress_bar("reading") as bar:
            receipts = waiter.wait_until_finished(ids, make_progress_callback(bar))
    for result in results:
        if result.error:
            print(f"{result.path}: {result.error.sentence}", file=sys.stderr)
    read_count = sum(1 for receipt in receipts.values() if receipt.status is Status.COMPLETED)
    refused_count = sum(1 for result in results if result.error)
    print(
        f"{len(ids)} originals taken in again, {read_count} of them read, "
        f"{refused_count} could not be.",
        file=sys.stderr,
    )
