"""The command line: one sub-command, one function."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from receipt_desktop import settings
from receipt_desktop.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.journal import journal
from receipt_desktop.options import csv_settings, parse, wish_of
from receipt_desktop.receipt import Query, Status
from receipt_desktop.settings import Paths, Settings

OK, SOME_FAILED, BAD_USAGE, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parse(given, COMMANDS)
    try:
        paths = Paths(options.data_dir or settings.default_data_dir())
        chosen = settings.load(paths)
        return int(options.run(paths, chosen, options))
    except InvalidRequest as error:
        return complain(error, BAD_USAGE)
    except ReceiptError as error:
        return complain(error, UNAVAILABLE)
    except OSError as error:
        return complain(ServiceUnavailable(f"The data folder cannot be used: {error}"), UNAVAILABLE)


def complain(error: ReceiptError, code: int) -> int:
    """One sentence for the person at the terminal."""
    print(f"receipt-desktop: {error.sentence}", file=sys.stderr)
    return code


# -- the commands


def window(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Open the window; files given are submitted. A second start hands them to the first."""
    if not has_screen():
        raise InvalidRequest(
            "There is no screen here. Try: receipt-desktop process FOLDER --csv out.csv"
        )
    gc.disable()  # what is made now lives to the end; on again when the window is there
    # PySide6 reads the source of whatever is imported after it, so the engine comes first.
    import_module("receipt_desktop.app")
    from receipt_desktop import program  # noqa: PLC0415 (Qt is loaded for the window alone)

    files = [str(Path(file).absolute()) for file in options.files]
    with journal(paths, terminal=sys.stderr.isatty()):
        return program.run(paths, chosen, files)


def process(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Read files without a screen."""
    from receipt_desktop import app, batch  # noqa: PLC0415 (each command loads what it needs)

    if options.concurrency:
        chosen = dataclasses.replace(chosen, concurrency=options.concurrency)
    work = batch.Batch(
        tuple(options.paths), options.json, options.csv, wish_of(options), options.again
    )
    with (
        journal(paths, terminal=True),
        stop_on_signals() as stop,
        app.open_engine(paths, chosen, join=True) as engine,
    ):
        outcome = batch.run(engine.actions, work, stop)
    batch.summarise(outcome, sys.stderr)
    if outcome.stopped:
        return INTERRUPTED
    return OK if outcome.completed == len(outcome.answers) else SOME_FAILED


def worker(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Consumers only, until stopped."""
    from receipt_desktop import app  # noqa: PLC0415

    if options.concurrency:
        chosen = dataclasses.replace(chosen, concurrency=options.concurrency)
    with (
        journal(paths, terminal=True),
        stop_on_signals() as stop,
        app.open_engine(paths, chosen, join=True) as engine,
    ):
        redis = engine.actions.health().redis
        print(f"{chosen.concurrency} workers on {redis.address}; Ctrl-C stops.", file=sys.stderr)
        stop.wait()
    return OK


def export(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Write stored receipts to a file."""
    from receipt_desktop import app  # noqa: PLC0415

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
    print(f"{rows} rows written to {options.output}.", file=sys.stderr)
    return OK


def stats(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Statistics over all terminal outcomes."""
    from receipt_desktop import app  # noqa: PLC0415

    with journal(paths, terminal=True), app.open_records(paths, chosen) as actions:
        show(dataclasses.asdict(actions.stats()), as_json=options.json)
    return OK


def health(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """How the queue stands; exit 1 unless it is healthy."""
    from receipt_desktop import app  # noqa: PLC0415

    with journal(paths, terminal=True), app.open_records(paths, chosen) as actions:
        now = actions.health()
    show(dataclasses.asdict(now), as_json=options.json)
    return OK if now.status == "healthy" else SOME_FAILED


def doctor(paths: Paths, chosen: Settings, options: argparse.Namespace) -> int:
    """Examine every part that reading needs; exit 1 when one is unhealthy."""
    from receipt_desktop import app  # noqa: PLC0415

    with (
        journal(paths, terminal=True),
        app.open_engine(paths, chosen, consume=False, join=True) as engine,
    ):
        findings = engine.actions.doctor()
        if chosen.use_model and (trial := engine.actions.try_model()):
            findings = (*findings, trial)
    if options.json:
        show({"findings": [dataclasses.asdict(finding) for finding in findings]}, as_json=True)
    else:
        for finding in findings:
            mend = f" {finding.mend}" if finding.mend else ""
            print(f"{finding.health:9}  {finding.subject:10}  {finding.sentence}{mend}")
    return SOME_FAILED if any(f.health == "unhealthy" for f in findings) else OK


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


def show(values: dict[str, Any], *, as_json: bool) -> None:
    """As JSON, or a line each for a person."""
    if as_json:
        print(json.dumps(values, indent=2, default=str))
        return
    for name, value in values.items():
        print(f"{name.replace('_', ' '):20} {plain(value)}")


def plain(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {plain(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(plain(inner) for inner in value)
    return "-" if value is None else str(value)


COMMANDS = {
    "window": window,
    "process": process,
    "worker": worker,
    "export": export,
    "stats": stats,
    "health": health,
    "doctor": doctor,
}

if __name__ == "__main__":
    sys.exit(main())
