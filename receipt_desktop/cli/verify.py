"""The command `verify`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from receipt_desktop import bootstrap
from receipt_desktop.backup import archive_reader
from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.backup.snapshot import check_database, read_database_info
from receipt_desktop.backup.verify import VerificationResult
from receipt_desktop.cli.exit_codes import OK, SOME_FAILED
from receipt_desktop.cli.output import print_values
from receipt_desktop.cli.passphrase import read_passphrase
from receipt_desktop.cli.progress import make_progress_callback, open_byte_progress_bar
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.audit import ChainHead
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Compare originals and audit log, or check a backup file; exit 1 for differences."""
    if options.file:
        return verify_file(options)
    known = find_head(options)
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
        open_byte_progress_bar("verifying") as bar,
    ):
        result = actions.verify_originals(
            BackupOptions(None, on_progress=make_progress_callback(bar)), known
        )
    if options.json:
        print_values(result_to_json(result), as_json=True)
    else:
        for line in format_result(result):
            print(escape_controls(line))
    return OK if result.is_sound else SOME_FAILED


def find_head(options: argparse.Namespace) -> ChainHead | None:
    """The head of `--head`: given as text, or the one in a file. Raises `InvalidRequest`."""
    given = options.head
    if not given:
        return None
    file = Path(given)
    if not file.is_file():
        return ChainHead.parse(given)
    encrypted = archive_reader.is_encrypted(file)
    passphrase = read_passphrase(options, new=False) if encrypted else None
    return archive_reader.read_chain_head(file, BackupOptions(passphrase))


def result_to_json(result: VerificationResult) -> dict[str, Any]:
    """The result as JSON."""
    chain = result.chain
    return {
        "originals": result.originals,
        "entries": chain.entries,
        "head": str(chain.head) if chain.head else None,
        "brokenFrom": chain.broken_from,
        "unrecorded": chain.unrecorded,
        "olderEntries": chain.older_entries,
        "differences": [asdict(one) | {"sentence": one.sentence} for one in result.differences],
    }


def format_result(result: VerificationResult) -> Iterator[str]:
    """The result for a person, one line a difference."""
    for difference in result.differences:
        yield difference.sentence
    chain = result.chain
    if chain.older_entries:
        yield (
            f"The first {chain.older_entries} entries are older than the hash chain, which proves "
            f"nothing about them before its beginning in entry {chain.older_entries + 1}."
        )
    if chain.unrecorded:
        yield f"{chain.unrecorded} results are older than the hash chain and not covered by it."
    if chain.head:
        yield f"Head of the audit log: {chain.head}"
    yield (
        f"{result.originals} originals and {chain.entries} entries compared, "
        f"{len(result.differences)} differences."
    )


def verify_file(options: argparse.Namespace) -> int:
    """Check a backup archive or a copy of the database, and print the differences."""
    encrypted = archive_reader.is_encrypted(options.file)
    passphrase = read_passphrase(options, new=False) if encrypted else None
    if archive_reader.is_database_copy(options.file):
        receipts, originals, problems = verify_database_copy(options.file)
    else:
        receipts, originals, problems = verify_archive(options.file, passphrase)
    if options.json:
        values = {"receipts": receipts, "originals": originals, "differences": problems}
        print_values(values, as_json=True)
    else:
        for problem in problems:
            print(problem)
        print(f"{receipts} receipts, {originals} originals, {len(problems)} differences.")
    return SOME_FAILED if problems else OK


def verify_database_copy(file: Path) -> tuple[int, int, Sequence[str]]:
    """Number of receipts, of originals (always 0) and the problems of a copy of the database."""
    problem = check_database(file)
    if problem:
        return 0, 0, [problem]
    return read_database_info(file).rows.get("receipts", 0), 0, []


def verify_archive(file: Path, passphrase: str | None) -> tuple[int, int, Sequence[str]]:
    """Number of receipts, of originals and the problems of an archive, read to its end."""
    with open_byte_progress_bar("verifying") as bar:
        options = BackupOptions(passphrase, on_progress=make_progress_callback(bar))
        content = archive_reader.read_archive(file, options)
    return (
        content.manifest.receipts,
        content.manifest.originals,
        [problem.text() for problem in content.problems],
    )
