"""The command `import`."""
# ruff: noqa: N999 (the module is loaded by the name of its command)

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.cli.consent import YES_WORDS, is_attended
from receipt_desktop.cli.exit_codes import BAD_USAGE, OK, SOME_FAILED
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.csv_import import ImportPlan, ImportResult, ImportRow
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Show what a file would add, ask, and add it; or undo an import. Exit 1 if lines failed."""
    if options.file is None and options.undo is None:
        print("receipt-desktop import: FILE is missing", file=sys.stderr)
        return BAD_USAGE
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        if options.undo is not None:
            print(f"{actions.undo_import(options.undo)} receipts removed.", file=sys.stderr)
            return OK
        return import_file(actions, options)


def import_file(actions: Actions, options: argparse.Namespace) -> int:
    """Show the plan, and import it if the person agrees."""
    plan = actions.plan_import(options.file, options.pictures, options.program)
    for line in format_plan(plan):
        print(escape_controls(line))
    if options.check or not plan.wanted:
        return OK
    if not options.yes and not ask(len(plan.wanted)):
        print("Nothing was imported. Give --yes to import without a question.", file=sys.stderr)
        return OK
    result = actions.run_import(plan)
    for line in format_result(result):
        print(escape_controls(line), file=sys.stderr)
    return SOME_FAILED if result.failed else OK


def ask(count: int) -> bool:
    """Ask at the terminal; without one the answer is no."""
    if not is_attended():
        return False
    print(f"Import {count} receipts? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in YES_WORDS


def format_plan(plan: ImportPlan) -> Iterator[str]:
    """One line a row, then what does not come in."""
    yield from (format_row(row) for row in plan.rows)
    for row in plan.rows:
        yield from (f"line {row.line}: {note.text()}" for note in row.notes)
    if plan.left_out:
        yield f"Columns that do not come in: {', '.join(plan.left_out)}"
    if plan.unused_pictures:
        yield f"Pictures that belong to no line: {plan.unused_pictures}"
    wanted = len(plan.wanted)
    yield (
        f"{plan.program}: {wanted} receipts come in, {plan.picture_count} with a picture; "
        f"{len(plan.rows) - wanted} are left out."
    )


def format_row(row: ImportRow) -> str:
    """One row of the plan."""
    values = row.values
    total = f"{format_value(values, Field.TOTAL)} {format_value(values, Field.CURRENCY)}"
    state = row.skipped.text() if row.skipped else row.picture.name if row.picture else "-"
    day, merchant = format_value(values, Field.DATE), format_value(values, Field.MERCHANT)
    return f"{row.line:5}  {day:10}  {merchant[:30]:30}  {total:>16}  {state}"


def format_value(values: Mapping[Field, FieldValue], field: Field) -> str:
    """A value as text; "" without one."""
    return str(values.get(field, ""))


def format_result(result: ImportResult) -> Iterator[str]:
    """What was added, and how it is undone."""
    yield from (f"line {line}: {message.text()}" for line, message in result.failed.items())
    waiting = sum(not receipt.is_finished for receipt in result.added)
    yield (
        f"{len(result.added)} receipts imported, {result.skipped} were there already, "
        f"{len(result.failed)} failed."
    )
    if waiting:
        yield f"{waiting} pictures are read when Receipt Desktop runs."
    if result.added:
        yield f"To undo: receipt-desktop import --undo {result.batch}"
