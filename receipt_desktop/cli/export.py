"""The command `export`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions, ExportRequest
from receipt_desktop.cli.exit_codes import BAD_USAGE, OK, SOME_FAILED
from receipt_desktop.cli.export_options import make_export_options
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import escape_controls, format_path
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.export_batch import (
    ExportFilter,
    ExportProblem,
    ExportResult,
    ExportState,
    format_batch,
)
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export.output_file import check_target
from receipt_desktop.logs.setup import configure_logging
from receipt_desktop.messages import Message

MAX_NAMED = 20
"""Problems that are printed; `--check` prints all."""


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Write stored receipts to a file, or look after profiles and batches."""
    act = choose_act(options)
    if act is None:
        print("receipt-desktop export: -o FILE is missing", file=sys.stderr)
        return BAD_USAGE
    if options.output and not (options.check or options.undo):
        check_target(options.output)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        return act(actions, settings, options)


Act = Callable[[Actions, Settings, argparse.Namespace], int]


def choose_act(options: argparse.Namespace) -> Act | None:
    """What the options ask for; None where the file is missing."""
    if options.profiles:
        return list_profiles
    if options.batches:
        return list_batches
    if options.undo:
        return undo_batch
    if options.check:
        return check_receipts
    return write_receipts if options.output else None


def write_receipts(actions: Actions, settings: Settings, options: argparse.Namespace) -> int:
    """Write the file; exit 1 where receipts had to be left out."""
    request = make_request(actions, settings, options)
    result = actions.export_batch(request, options.output)
    blocking = [one for one in result.problems if one.blocks]
    print_problems(blocking[:MAX_NAMED])
    for path in result.restored:
        print(Message("export_restored", {"path": format_path(path)}).text(), file=sys.stderr)
    print(describe_result(result, options.output), file=sys.stderr)
    return SOME_FAILED if result.left_out else OK


def describe_result(result: ExportResult, target: Path) -> str:
    """What was written, and what was not."""
    sentences = [f"{result.rows} rows written to {format_path(str(target))}."]
    if len(result.files) > 1:
        sentences.append(f"{len(result.files)} files.")
    if result.left_out:
        sentences.append(f"{result.left_out} receipts left out.")
    if result.batch:
        sentences.append(f"Batch {format_batch(result.batch)}.")
    if result.chain_head:
        sentences.append(f"Head of the audit log: {result.chain_head}")
    return " ".join(sentences)


def check_receipts(actions: Actions, settings: Settings, options: argparse.Namespace) -> int:
    """Print what an export would leave out; exit 1 where it is anything."""
    found = actions.check_export(make_request(actions, settings, options))
    print_problems(found.problems)
    for total in found.totals.by_currency():
        print(f"{total.count} receipts, {total.total:f} {total.currency or '?'}")
    print(
        f"{found.count} receipts: {found.left_out} would be left out, {found.unreviewed} need "
        f"review, {found.unfinished} are not read."
    )
    return SOME_FAILED if found.left_out or found.is_blocked else OK


def print_problems(problems: Iterable[ExportProblem]) -> None:
    """One line a problem, to standard error."""
    for one in problems:
        subject = f"{escape_controls(one.name)} ({one.receipt_id})" if one.receipt_id else "profile"
        print(f"{subject}: {one.message.text()}", file=sys.stderr)


def list_profiles(actions: Actions, _settings: Settings, options: argparse.Namespace) -> int:
    """Print the profiles, or write one to the file of `-o`."""
    if options.profile and options.output:
        actions.write_export_profile(find_profile(actions, options), options.output)
        return OK
    for profile in actions.list_export_profiles():
        print(f"{profile.name}\t{profile.target or '-'}")
    return OK


def list_batches(actions: Actions, _settings: Settings, _options: argparse.Namespace) -> int:
    """Print the exports that are remembered."""
    for one in actions.list_export_batches():
        state = "undone" if one.undone_at else ""
        cells = (one.label, f"{one.at:%Y-%m-%d %H:%M}", one.profile_name, one.format_name)
        print("\t".join((*cells, f"{one.receipts} receipts", one.chain_head, state)).rstrip())
    return OK


def undo_batch(actions: Actions, _settings: Settings, options: argparse.Namespace) -> int:
    """Let the receipts of a batch count as not exported."""
    batch = actions.undo_export(options.undo)
    print(f"{batch.receipts} receipts of {batch.label} count as not exported.", file=sys.stderr)
    return OK


def make_request(
    actions: Actions, settings: Settings, options: argparse.Namespace
) -> ExportRequest:
    """The export that the options describe. Raises `InvalidRequest`."""
    profile = find_profile(actions, options)
    wanted = ExportFilter(ExportState(options.exported), profile.key) if options.exported else None
    query = ReceiptQuery(
        text=options.text or "",
        statuses=frozenset({Status(options.status)}) if options.status else frozenset(),
        needs_review=options.needs_review,
        approved=options.approved,
        first_day=options.since,
        last_day=options.until,
        archived=None if options.archived else False,
        export=wanted,
    )
    chosen = make_export_options(settings, options)
    return ExportRequest(query, options.format, profile, chosen)


def find_profile(actions: Actions, options: argparse.Namespace) -> ExportProfile:
    """The profile of the options by its name, or of a file. Raises `InvalidRequest`."""
    word = options.profile or ""
    try:
        return actions.get_export_profile(word)
    except InvalidRequest:
        if not Path(word).is_file():
            raise
    given = actions.read_export_profile(Path(word))
    return replace(given, key=f"file-{hashlib.sha256(given.name.encode()).hexdigest()[:16]}")
