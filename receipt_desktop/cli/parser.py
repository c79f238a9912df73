"""The command line: commands and their options."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from receipt_desktop import __version__
from receipt_desktop.cli import backup_options, export_options, report_options
from receipt_desktop.config.setting_spec import SettingSpec
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import ReaderChoice, ReadOptions


@dataclasses.dataclass(frozen=True, slots=True)
class Command:
    """A command: the text of its `--help` and its options."""

    help: str
    add_options: Callable[[argparse.ArgumentParser], None] = lambda _: None
    """Adds the options that set no setting; those come from the table of settings."""


def parse_arguments(given: Sequence[str]) -> argparse.Namespace:
    """Options of the sub-command in `command`; without one, of the window."""
    named = next((word for word in given if not word.startswith("-")), None)
    bare = named not in COMMANDS and not {"-h", "--help", "--version"} & set(given)
    if bare:
        return build_parser("window").parse_args(["window", *given])
    return build_parser(named if named in COMMANDS else None).parse_args(given)


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line, or with the options of only one command.

    What some options choose from takes long to load.
    """
    top = argparse.ArgumentParser(
        prog="receipt-desktop",
        description="Turn receipt photos, scans and PDFs into checked bookkeeping data.",
        epilog="Without a command, the window opens and the given files are added.",
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        parser = add_command(commands, name, command.help)
        if only in (None, name):
            command.add_options(parser)
            add_settings(parser, name)
    return top


def add_command(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    """A sub-command with the options that all of them have."""
    one: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    one.set_defaults(command=name)
    place = one.add_mutually_exclusive_group()
    place.add_argument("--data-dir", type=parse_folder, metavar="DIR", help="the data folder")
    place.add_argument("--company", metavar="NAME", help="a company from the list of the window")
    return one


def add_window_options(one: argparse.ArgumentParser) -> None:
    """The options of the window."""
    one.add_argument("files", nargs="*", metavar="FILE")


def add_settings(one: argparse.ArgumentParser, command: str) -> None:
    """The options of this command that set a setting, from the table."""
    for spec in SETTINGS.values():
        if spec.flag and command in spec.flag.commands:
            one.add_argument(
                spec.flag.name,
                dest=spec.name,
                type=partial(parse_setting, spec),
                metavar=spec.flag.metavar,
                help=spec.description[0].lower() + spec.description[1:].rstrip("."),
            )


def add_serve_options(one: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    one.add_argument("--no-workers", action="store_true", help="start no workers in this process")
    one.add_argument("--new-token", action="store_true", help="create and print a new token")
    one.add_argument("--show-token", action="store_true", help="print the token")


def add_report_options(one: argparse.ArgumentParser) -> None:
    """The options of `stats`, `health`, `suppliers` and `sources`."""
    one.add_argument("--json", action="store_true")


def add_doctor_options(one: argparse.ArgumentParser) -> None:
    """The options of `doctor`."""
    add_report_options(one)
    one.add_argument(
        "--clean-up", action="store_true", help="delete what removed receipts left behind"
    )
    one.add_argument(
        "--adopt", action="store_true", help="read originals without a receipt in again"
    )
    one.add_argument(
        "-v", "--verbose", action="store_true", help="list the originals without a receipt"
    )


def add_audit_options(one: argparse.ArgumentParser) -> None:
    """The options of `audit`."""
    one.add_argument("--text", help="only entries with these words")
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="CSV, or .jsonl")
    one.add_argument(
        "--results", action="store_true", help="also the entries about results, for a check"
    )


def add_problem_report_options(one: argparse.ArgumentParser) -> None:
    """The options of `problem-report`."""
    one.add_argument("file", type=Path, metavar="FILE", help="the ZIP to write")


def add_process_options(one: argparse.ArgumentParser) -> None:
    """The options of `process`."""
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    one.add_argument("--json", metavar="FILE", help="one JSON object a line; - for the terminal")
    one.add_argument("--csv", type=Path, metavar="FILE", help="one row a receipt")
    one.add_argument(
        "--reader", type=ReaderChoice, choices=list(ReaderChoice), metavar="auto|rapidocr|tesseract"
    )
    model = one.add_mutually_exclusive_group()
    model.add_argument("--model", metavar="NAME", help="ask this model of Ollama")
    model.add_argument("--no-model", action="store_true", help="use rules only")
    one.add_argument("--again", action="store_true", help="read files again that were read before")
    one.add_argument(
        "--password-file",
        metavar="FILE",
        help="passwords of protected PDFs, one a line, tried in turn; - for standard input",
    )


def add_import_options(one: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    from receipt_desktop.imports.programs import PROGRAMS  # noqa: PLC0415 (slow to load)

    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a CSV, or the ZIP of one")
    one.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help="where the pictures of the receipts are"
    )
    one.add_argument(
        "--from",
        dest="program",
        choices=list(PROGRAMS),
        default="",
        help="the program that wrote the file, recognised by its columns by default",
    )
    one.add_argument("--check", action="store_true", help="only show what would be imported")
    one.add_argument("--yes", action="store_true", help="do not ask before the import")
    one.add_argument(
        "--undo", type=int, metavar="NUMBER", help="remove the receipts of an import again"
    )


def settings_of(chosen: Settings, options: argparse.Namespace) -> Settings:
    """The settings with what the command line sets for this run."""
    values = {name: getattr(options, name, None) for name, spec in SETTINGS.items() if spec.flag}
    return dataclasses.replace(
        chosen, **{name: value for name, value in values.items() if value is not None}
    )


def make_read_options(options: argparse.Namespace) -> ReadOptions:
    """The read options of the command line."""
    return ReadOptions(options.reader, "" if options.no_model else options.model)


def parse_folder(word: str) -> Path:
    """A folder as an absolute path."""
    return Path(word).expanduser().absolute()


def parse_setting(spec: SettingSpec, word: str) -> Any:
    """The value of an option that sets a setting."""
    try:
        return spec.parse(word, "the value")
    except InvalidRequest as error:
        raise argparse.ArgumentTypeError(error.sentence) from error


COMMANDS: Mapping[str, Command] = {
    "window": Command(
        "Open the window and add the given files. A second start passes them to the open window.",
        add_window_options,
    ),
    "process": Command("Read files without a window.", add_process_options),
    "worker": Command(
        "Run only the workers of the queue, at low priority, until stopped.",
    ),
    "serve": Command(
        "Serve the HTTP API and read what is submitted, until stopped.",
        add_serve_options,
    ),
    "export": Command("Write stored receipts to a file.", export_options.add_export_options),
    "import": Command(
        "Add receipts from the CSV of TaxHacker, Receipt Wrangler or Dext, with their pictures.",
        add_import_options,
    ),
    "stats": Command("Statistics of the receipts of the last 90 days.", add_report_options),
    "suppliers": Command(
        "The suppliers with the rules that were learnt from corrections.", add_report_options
    ),
    "sources": Command(
        "The watched folders, mailboxes and other sources with their rules.", add_report_options
    ),
    "health": Command(
        "Health of the queue; exit 0 healthy, 1 degraded, 3 unhealthy.", add_report_options
    ),
    "audit": Command(
        "What people and clients changed: the last entries, or all of them to a file.",
        add_audit_options,
    ),
    "doctor": Command(
        "Check every part that reading needs; exit 1 when one is unhealthy.", add_doctor_options
    ),
    "report": Command(
        "Totals of receipts by month, category, merchant, project or tax rate.",
        report_options.add_report_options,
    ),
    "problem-report": Command(
        "Save a problem report without receipt data: versions, logs, findings of the Doctor.",
        add_problem_report_options,
    ),
    "backup": Command(
        "Write receipts, originals and settings into one file, and verify it.",
        backup_options.add_backup_options,
    ),
    "restore": Command(
        "Replace the current data with a backup or a copy of the database.",
        backup_options.add_restore_options,
    ),
    "move-data": Command(
        "Move everything to another folder: copied, compared file by file, then switched.",
        backup_options.add_move_options,
    ),
    "verify": Command(
        "Compare originals and audit log with what was recorded, or check a backup; exit 1 for "
        "differences.",
        backup_options.add_verify_options,
    ),
}
"""By name; the module `receipt_desktop.cli.<name>`, with `_` for `-`, runs the command."""
