"""The command `window`: opens the window, again after a restore, a move or a switch of company."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from receipt_desktop.cli import terminal
from receipt_desktop.cli.exit_codes import RESTART_WINDOW, SWITCH_COMPANY
from receipt_desktop.cli.garbage import automatic_collection_off
from receipt_desktop.cli.recovery import finish_interrupted_restore
from receipt_desktop.cli.window_failure import explain_unexpected_errors
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.logs.crash_log import record_crashes
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Open the window with the files of the command line, which are submitted.

    After a restore or a move of the data the window opens again, with their settings; after a
    switch of the company, with another data folder.
    Raises `InvalidRequest` without a display, and what `run_window` raises.
    """
    if not terminal.has_screen():
        raise InvalidRequest("no_display")
    files = [str(Path(file).absolute()) for file in options.files]
    with automatic_collection_off():
        return run_windows(paths, settings, files, options.problems)


def run_windows(
    paths: Paths, settings: Settings, files: list[str], problems: Sequence[ReceiptError]
) -> int:
    """Run one window after the other; the exit code of the last."""
    code = open_window(paths, settings, files, problems)
    while code in (RESTART_WINDOW, SWITCH_COMPANY):
        from receipt_desktop.cli.window_move import move_when_asked  # noqa: PLC0415 (slow to load)

        paths = Paths(take_next_folder()) if code == SWITCH_COMPANY else paths
        finish_interrupted_restore(paths)
        paths, failures = move_when_asked(paths)
        loaded = settings_file.read_settings_file(paths)
        code = open_window(paths, loaded.settings, [], [*failures, *loaded.problems])
    return code


def open_window(
    paths: Paths, settings: Settings, files: list[str], problems: Sequence[ReceiptError]
) -> int:
    """Load Qt and run the window until it is closed; its exit code."""
    with (
        configure_logging(paths, terminal=terminal.is_terminal(sys.stderr)),
        record_crashes(paths),
        explain_unexpected_errors(paths),
    ):
        import_module("receipt_desktop.ui.qt_imports")
        from receipt_desktop.cli.window_session import run_window  # noqa: PLC0415 (loads Qt)

        return run_window(paths, settings, files, problems)


def take_next_folder() -> Path:
    """The data folder of the company that the person has switched to."""
    from receipt_desktop.cli.window_session import take_next_folder as take  # noqa: PLC0415 (loads Qt)

    return take()
