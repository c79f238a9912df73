"""The program `receipt-desktop`: parses the command line and runs the command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from receipt_desktop.cli import recovery, terminal
from receipt_desktop.cli.exit_codes import BAD_USAGE, INTERRUPTED, UNAVAILABLE
from receipt_desktop.cli.garbage import rare_collection
from receipt_desktop.cli.parser import parse_arguments
from receipt_desktop.cli.window_failure import show_failure_dialog
from receipt_desktop.config import companies, moved_data, settings_file
from receipt_desktop.config.paths import Paths, default_data_dir
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.errors import DamagedData, InvalidRequest, ReceiptError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command with `arguments`, those of the process by default; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return terminal.run_with_safe_output(lambda: _run_arguments(given))


def _run_arguments(given: Sequence[str]) -> int:
    options = parse_arguments(given)
    settings = Settings()
    paths = Paths(options.data_dir or default_data_dir())
    try:
        found = options.data_dir or _find_data_dir(options)
        paths = Paths(moved_data.follow_moves(found))
        terminal.check_folder_name(paths.data)
        recovery.finish_interrupted_restore(paths)
        loaded = settings_file.read_settings_file(paths)
        settings, options.problems = loaded.settings, loaded.problems
        for problem in loaded.problems:
            print_error(problem)
        # The window has a timer that collects, and pictures to let go of soon.
        with nullcontext() if options.command == "window" else rare_collection():
            return run_command(paths, settings, options)
    except InvalidRequest as error:
        return report_failure(error, BAD_USAGE, settings, options)
    except ReceiptError as error:
        return report_failure(error, UNAVAILABLE, settings, options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if terminal.is_closed_pipe(error):
            raise
        failure = terminal.make_system_error(paths.data, error)
        return report_failure(failure, UNAVAILABLE, settings, options)


def _find_data_dir(options: argparse.Namespace) -> Path:
    """The data folder where the command line names none. Raises `InvalidRequest`.

    Only the window remembers which company was opened last.
    """
    if options.company:
        return companies.find_named_folder(options.company)
    is_window = options.command == "window"
    return companies.find_start_folder() if is_window else default_data_dir()


def run_command(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Run the command; when its database proves damaged, rebuild it and run the command again.

    Only the module of this command is loaded, `receipt_desktop.cli.<command>`.
    """
    command = import_module(f"receipt_desktop.cli.{options.command.replace('-', '_')}")
    try:
        return int(command.run(paths, settings, options))
    except DamagedData as error:
        if not recovery.mark_damaged_database(paths, error):
            raise
        return int(command.run(paths, settings, options))
    finally:
        recovery.print_salvage_report(paths, sys.stderr)


def report_failure(
    error: ReceiptError, code: int, settings: Settings, options: argparse.Namespace
) -> int:
    """Print the error; for the window show it in a message box too, where there is a display."""
    print_error(error)
    if options.command == "window" and terminal.has_screen():
        show_failure_dialog(error, settings)
    return code


def print_error(error: ReceiptError) -> None:
    """Print the sentence of an error on standard error."""
    print(f"receipt-desktop: {escape_controls(error.sentence)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
