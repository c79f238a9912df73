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

from receipt_desktop import consent, data_commands, settings_file, terminal
from receipt_desktop.display import printable, shown_path
from receipt_desktop.errors import DamagedData, InvalidRequest, ReceiptError
from receipt_desktop.health import Health
from receipt_desktop.history import AuditQuery
from receipt_desktop.journal import journal
from receipt_desktop.options import csv_settings, parse, wish_of
from receipt_desktop.paths import Paths, default_data_dir
from receipt_desktop.receipt import Query, Status
from receipt_desktop.reports import entry_text, show, show_findings
from receipt_desktop.settings import Settings
from receipt_desktop.start_failure import explained, show_failure

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.batch_results import Outcome

OK, SOME_FAILED, BAD_USAGE, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return terminal.run(lambda: _run(given))


def _run(given: Sequence[str]) -> int:
    options = parse(given, COMMANDS)
    chosen = Settings()
    paths = Paths(options.data_dir or default_data_dir())
    try:
        terminal.check_folder_name(paths.data)
        data_commands.settle(paths)
        loaded = settings_file.read(paths)
        chosen, options.problems = loaded.settings, loaded.problems
        for problem in loaded.problems:
            complain(problem, OK)
        return run(paths, chosen, options)
    except InvalidRequest as error:
        return refuse(error, BAD_USAGE, chosen, options)
    except ReceiptError as error:
        return refuse(error, UNAVAILABLE, chosen, options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if terminal.is_closed_pipe(error):
            raise
        return refuse(terminal.unavailable(paths.data, error), UNAVAILABLE, chosen, options)


def refuse(error: ReceiptError, code: int, chosen: Settings, options: argparse.Namespace) -> int:
    """One sentence at the terminal; for the window a message box too, where there is a screen."""
    complain(error, code)
    if options.run is window and has_screen():
        show_failure(error, chosen)
    return code


def run(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Run the command; a database that proves damaged is rebuilt, and the command run again."""
    try:
        return int(options.run(paths, chosen, options))
    except DamagedData as error:
        if not data_commands.note_damage(paths, error):
            raise
        return int(options.run(paths, chosen, options))
    finally:
        data_commands.announce(paths, sys.stderr)


def complain(error: ReceiptError, code: int) -> int:
    """One sentence for the person at the terminal."""
    print(f"receipt-desktop: {printable(error.sentence)}", file=sys.stderr, flush=True)
    return code


# -- the commands


def window(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Open the window; files given are submitted. A second start hands them to the first."""
    if not has_screen():
        raise InvalidRequest(
            "There is no screen here. Try: receipt-desktop process FOLDER --csv out.csv"
        )
    gc.disable()  # what is made now lives to the end; on again when the window is there
    files = [str(Path(file).absolute()) for file in options.files]
    with journal(paths, terminal=sys.stderr.isatty()), explained(paths):
        # PySide6 reads the source of whatever is imported after it, so the engine comes first.
        import_module("receipt_desktop.app")
        from receipt_desktop import program  # noqa: PLC0415 (Qt is loaded for the window alone)

        code = program.run(paths, chosen, files, options.problems)
    if code != program.RESTART:
        return code
    data_commands.settle(paths)
    options.files = []
    loaded = settings_file.read(paths)
    options.problems = loaded.problems
    return window(paths, loaded.settings, options)


def process(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Read files without a screen."""
    from receipt_desktop import app, batch  # noqa: PLC0415 (each command loads what it needs)
    from receipt_desktop.waits import start_report  # noqa: PLC0415

    if options.concurrency:
        chosen = dataclasses.replace(chosen, concurrency=options.concurrency)
    wish = wish_of(options)
    work = batch.Batch(tuple(options.paths), options.json, options.csv, wish, options.again)
    batch.check(work)
    chosen = consent.asked_for(paths, chosen, wish.model)
    with (
        journal(paths, terminal=True),
        stop_on_signals() as stop,
        start_report(paths, chosen, batch.say) as started,
        app.open_engine(paths, chosen, join=True) as engine,
    ):
        started()
        outcome = batch.run(engine.actions, work, stop)
    batch.summarise(outcome, sys.stderr)
    return code_of(outcome)


def code_of(outcome: Outcome) -> int:
    """The exit code of a headless run."""
    if outcome.unwritten:
        return UNAVAILABLE
    if outcome.stopped:
        return INTERRUPTED
    return OK if outcome.completed == len(outcome.answers) else SOME_FAILED


def worker(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Consumers only, until stopped; whoever answers a person or a program goes first."""
    from receipt_desktop import app  # noqa: PLC0415
    from receipt_desktop.role import give_way  # noqa: PLC0415

    give_way()
    if options.concurrency:
        chosen = dataclasses.replace(chosen, concurrency=options.concurrency)
    chosen = consent.asked_for(paths, chosen)
    with (
        journal(paths, terminal=True, level=logging.INFO),
        stop_on_signals() as stop,
        app.open_engine(paths, chosen, kind="worker", join=True) as engine,
    ):
        redis = engine.actions.health().redis
        print(f"{chosen.concurrency} workers on {redis.address}; Ctrl-C stops.", file=sys.stderr)
        stop.wait()
    return OK


def serve(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Answer other programs over HTTP, and read what they send, until stopped."""
    from receipt_desktop import serving  # noqa: PLC0415

    if options.new_token or options.show_token:
        print(serving.token(paths, chosen, new=options.new_token))
        return OK
    chosen = serving.settings_of(chosen, options)
    if not options.no_workers:
        chosen = consent.asked_for(paths, chosen)
    with (
        journal(paths, terminal=True, level=logging.INFO),
        stop_on_signals() as stop,
        serving.served(paths, chosen, consume=not options.no_workers) as server,
    ):
        for line in serving.greeting(paths, chosen, server.url):
            print(line, file=sys.stderr, flush=True)
        stop.wait()
    return OK


def export(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Write stored receipts to a file."""
    from receipt_desktop import app  # noqa: PLC0415
    from receipt_desktop.export.files import check_target  # noqa: PLC0415

    check_target(options.output)
    query = Query(
        text=options.text or "",
        statuses=frozenset({Status(options.status)}) if options.status else frozenset(),
        needs_review=options.needs_review,
        first_day=options.since,
        last_day=options.until,
    )
    style = csv_settings(chosen, options)
    with journal(paths, terminal=True), app.open_records(paths, chosen) as actions:
        rows = actions.export_csv(query, options.output, style)
    print(f"{rows} rows written to {shown_path(str(options.output))}.", file=sys.stderr)
    return OK


def stats(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Statistics over the terminal outcomes of the last 90 days."""
    from receipt_desktop import app  # noqa: PLC0415
    from receipt_desktop.export.stats_json import enveloped  # noqa: PLC0415

    began = time.perf_counter()
    with journal(paths, terminal=True), app.open_records(paths, chosen) as actions:
        found = actions.stats()
    told = enveloped(found, time.perf_counter() - began) if options.json else found
    show(told, as_json=options.json)
    return OK


def health(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """How the queue stands; exit 0 healthy, 1 degraded, 3 unhealthy."""
    from receipt_desktop import app  # noqa: PLC0415
    from receipt_desktop.export.health_json import health_json  # noqa: PLC0415

    with journal(paths, terminal=True), app.open_records(paths, chosen) as actions:
        now = actions.health()
    show(health_json(now), as_json=options.json)
    return {Health.HEALTHY: OK, Health.DEGRADED: SOME_FAILED}.get(now.status, UNAVAILABLE)


def audit(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """What people and clients changed: the last entries, or all of them to a file."""
    from receipt_desktop import app  # noqa: PLC0415
    from receipt_desktop.export.files import check_target  # noqa: PLC0415

    if options.output:
        check_target(options.output)
    with journal(paths, terminal=True), app.open_records(paths, chosen) as actions:
        if options.output:
            written = actions.export_audit(options.output)
            print(
                f"{written} entries written to {shown_path(str(options.output))}.", file=sys.stderr
            )
            return OK
        for one in reversed(actions.audit(AuditQuery(text=options.text or ""))):
            print(entry_text(one))
    return OK


def doctor(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Examine every part that reading needs; exit 1 when one is unhealthy."""
    from receipt_desktop import checkup  # noqa: PLC0415

    if options.adopt:
        chosen = consent.asked_for(paths, chosen)
    with journal(paths, terminal=True), stop_on_signals() as stop:

        def work(actions: Actions) -> None:
            if options.adopt:
                checkup.adopt(actions, stop)
            if options.clean_up:
                checkup.clean_up(actions)

        found = checkup.examined(paths, chosen, work, consume=options.adopt)
    show_findings(found.findings, found.orphans, options)
    return OK if found.healthy else SOME_FAILED


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
    "window": window,
    "process": process,
    "worker": worker,
    "serve": serve,
    "export": export,
    "stats": stats,
    "health": health,
    "audit": audit,
    "doctor": doctor,
    **data_commands.COMMANDS,
}

if __name__ == "__main__":
    sys.exit(main())
