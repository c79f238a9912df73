"""The command line: one sub-command, one function."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.cli import backup, consent, terminal
from receipt_desktop.cli.output import format_audit_entry, print_findings, print_values
from receipt_desktop.cli.parser import apply_csv_options, make_read_options, parse_arguments
from receipt_desktop.cli.window_failure import explain_unexpected_errors, show_failure_dialog
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths, default_data_dir
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.display import escape_controls, format_path
from receipt_desktop.domain.errors import DamagedData, InvalidRequest, ReceiptError
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.domain.receipt import ReceiptQuery, Status
from receipt_desktop.logs.setup import configure_logging

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.cli.process_results import BatchOutcome

OK, SOME_FAILED, BAD_USAGE, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return terminal.run_with_safe_output(lambda: _run_arguments(given))


def _run_arguments(given: Sequence[str]) -> int:
    options = parse_arguments(given, COMMANDS)
    chosen = Settings()
    paths = Paths(options.data_dir or default_data_dir())
    try:
        terminal.check_folder_name(paths.data)
        backup.finish_interrupted_restore(paths)
        loaded = settings_file.read_settings_file(paths)
        chosen, options.problems = loaded.settings, loaded.problems
        for problem in loaded.problems:
            print_error(problem, OK)
        return run_command(paths, chosen, options)
    except InvalidRequest as error:
        return report_failure(error, BAD_USAGE, chosen, options)
    except ReceiptError as error:
        return report_failure(error, UNAVAILABLE, chosen, options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if terminal.is_closed_pipe(error):
            raise
        return report_failure(
            terminal.make_system_error(paths.data, error), UNAVAILABLE, chosen, options
        )


def report_failure(
    error: ReceiptError, code: int, chosen: Settings, options: argparse.Namespace
) -> int:
    """One sentence at the terminal; for the window a message box too, where there is a screen."""
    print_error(error, code)
    if options.run is open_window and has_screen():
        show_failure_dialog(error, chosen)
    return code


def run_command(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Run the command; a database that proves damaged is rebuilt, and the command run again."""
    try:
        return int(options.run(paths, chosen, options))
    except DamagedData as error:
        if not backup.note_damage(paths, error):
            raise
        return int(options.run(paths, chosen, options))
    finally:
        backup.print_salvage_report(paths, sys.stderr)


def print_error(error: ReceiptError, code: int) -> int:
    """One sentence for the person at the terminal."""
    print(f"receipt-desktop: {escape_controls(error.sentence)}", file=sys.stderr, flush=True)
    return code


# -- the commands


def open_window(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Open the window; files given are submitted. A second start hands them to the first."""
    if not has_screen():
        raise InvalidRequest(
            "There is no screen here. Try: receipt-desktop process FOLDER --csv out.csv"
        )
    gc.disable()  # what is made now lives to the end; on again when the window is there
    files = [str(Path(file).absolute()) for file in options.files]
    with configure_logging(paths, terminal=sys.stderr.isatty()), explain_unexpected_errors(paths):
        # PySide6 reads the source of whatever is imported after it, so the engine comes first.
        import_module("receipt_desktop.bootstrap")
        from receipt_desktop.cli import window  # noqa: PLC0415 (Qt is loaded for the window alone)

        code = window.run_window(paths, chosen, files, options.problems)
    if code != window.RESTART_EXIT_CODE:
        return code
    backup.finish_interrupted_restore(paths)
    options.files = []
    loaded = settings_file.read_settings_file(paths)
    options.problems = loaded.problems
    return open_window(paths, loaded.settings, options)


def process_files(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Read files without a screen."""
    from receipt_desktop import bootstrap  # noqa: PLC0415 (each command loads what it needs)
    from receipt_desktop.cli import process  # noqa: PLC0415 (each command loads what it needs)
    from receipt_desktop.cli.wait_notices import report_slow_start  # noqa: PLC0415

    if options.concurrency:
        chosen = dataclasses.replace(chosen, concurrency=options.concurrency)
    wish = make_read_options(options)
    work = process.BatchOptions(
        tuple(options.paths), options.json, options.csv, wish, options.again
    )
    process.check_targets(work)
    chosen = consent.ask_consent(paths, chosen, wish.model)
    with (
        configure_logging(paths, terminal=True),
        stop_on_signals() as stop,
        report_slow_start(paths, chosen, process.print_above_bar) as started,
        bootstrap.open_application(paths, chosen, join=True) as engine,
    ):
        started()
        outcome = process.run_batch(engine.actions, work, stop)
    process.print_summary(outcome, sys.stderr)
    return exit_code_of(outcome)


def exit_code_of(outcome: BatchOutcome) -> int:
    """The exit code of a headless run."""
    if outcome.unwritten:
        return UNAVAILABLE
    if outcome.was_stopped:
        return INTERRUPTED
    return OK if outcome.completed_count == len(outcome.answers) else SOME_FAILED


def run_worker(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Consumers only, until stopped; whoever answers a person or a program goes first."""
    from receipt_desktop import bootstrap  # noqa: PLC0415
    from receipt_desktop.config.process_identity import lower_priority  # noqa: PLC0415

    lower_priority()
    if options.concurrency:
        chosen = dataclasses.replace(chosen, concurrency=options.concurrency)
    chosen = consent.ask_consent(paths, chosen)
    with (
        configure_logging(paths, terminal=True, level=logging.INFO),
        stop_on_signals() as stop,
        bootstrap.open_application(paths, chosen, kind="worker", join=True) as engine,
    ):
        redis = engine.actions.get_health().redis
        print(f"{chosen.concurrency} workers on {redis.address}; Ctrl-C stops.", file=sys.stderr)
        stop.wait()
    return OK


def run_server(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Answer other programs over HTTP, and read what they send, until stopped."""
    from receipt_desktop.cli import serve  # noqa: PLC0415

    if options.new_token or options.show_token:
        print(serve.read_or_renew_token(paths, chosen, new=options.new_token))
        return OK
    chosen = serve.apply_serve_options(chosen, options)
    if not options.no_workers:
        chosen = consent.ask_consent(paths, chosen)
    with (
        configure_logging(paths, terminal=True, level=logging.INFO),
        stop_on_signals() as stop,
        serve.open_server(paths, chosen, consume=not options.no_workers) as server,
    ):
        for line in serve.format_greeting(paths, chosen, server.url):
            print(line, file=sys.stderr, flush=True)
        stop.wait()
    return OK


def export_receipts(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Write stored receipts to a file."""
    from receipt_desktop import bootstrap  # noqa: PLC0415
    from receipt_desktop.export.output_file import check_target  # noqa: PLC0415

    check_target(options.output)
    query = ReceiptQuery(
        text=options.text or "",
        statuses=frozenset({Status(options.status)}) if options.status else frozenset(),
        needs_review=options.needs_review,
        first_day=options.since,
        last_day=options.until,
    )
    style = apply_csv_options(chosen, options)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, chosen) as actions,
    ):
        rows = actions.export_csv(query, options.output, style)
    print(f"{rows} rows written to {format_path(str(options.output))}.", file=sys.stderr)
    return OK


def print_statistics(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Statistics over the terminal outcomes of the last 90 days."""
    from receipt_desktop import bootstrap  # noqa: PLC0415
    from receipt_desktop.export.statistics_json import wrap_in_envelope  # noqa: PLC0415

    began = time.perf_counter()
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, chosen) as actions,
    ):
        found = actions.build_statistics_json()
    told = wrap_in_envelope(found, time.perf_counter() - began) if options.json else found
    print_values(told, as_json=options.json)
    return OK


def print_health(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """How the queue stands; exit 0 healthy, 1 degraded, 3 unhealthy."""
    from receipt_desktop import bootstrap  # noqa: PLC0415
    from receipt_desktop.export.health_json import health_to_json  # noqa: PLC0415

    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, chosen) as actions,
    ):
        now = actions.get_health()
    print_values(health_to_json(now), as_json=options.json)
    return {HealthStatus.HEALTHY: OK, HealthStatus.DEGRADED: SOME_FAILED}.get(
        now.status, UNAVAILABLE
    )


def print_audit(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """What people and clients changed: the last entries, or all of them to a file."""
    from receipt_desktop import bootstrap  # noqa: PLC0415
    from receipt_desktop.export.output_file import check_target  # noqa: PLC0415

    if options.output:
        check_target(options.output)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, chosen) as actions,
    ):
        if options.output:
            written = actions.export_audit(options.output)
            print(
                f"{written} entries written to {format_path(str(options.output))}.", file=sys.stderr
            )
            return OK
        for one in reversed(actions.list_audit_entries(AuditQuery(text=options.text or ""))):
            print(format_audit_entry(one))
    return OK


def run_doctor(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Examine every part that reading needs; exit 1 when one is unhealthy."""
    from receipt_desktop.cli import doctor  # noqa: PLC0415

    if options.adopt:
        chosen = consent.ask_consent(paths, chosen)
    with configure_logging(paths, terminal=True), stop_on_signals() as stop:

        def work(actions: Actions) -> None:
            if options.adopt:
                doctor.adopt_orphans(actions, stop)
            if options.clean_up:
                doctor.delete_stale_files(actions)

        found = doctor.run_checks(paths, chosen, work, consume=options.adopt)
    print_findings(found.findings, found.orphans, options)
    return OK if found.is_healthy else SOME_FAILED


# -- the terminal


def has_screen() -> bool:
    """Whether a window can open here."""
    if sys.platform != "linux":
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; a second one ends the program at once."""
    stop = threading.Event()

    def asked(number: int, _: object) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


COMMANDS = {
    "window": open_window,
    "process": process_files,
    "worker": run_worker,
    "serve": run_server,
    "export": export_receipts,
    "stats": print_statistics,
    "health": print_health,
    "audit": print_audit,
    "doctor": run_doctor,
    **backup.COMMANDS,
}

if __name__ == "__main__":
    sys.exit(main())
