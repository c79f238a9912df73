"""The passphrase of a backup: from a file, the environment or the terminal, never an option."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from receipt_desktop.cli.backup_options import PASSPHRASE
from receipt_desktop.domain.errors import InvalidRequest


def read_passphrase(options: argparse.Namespace, *, new: bool) -> str:
    """The passphrase; `new` asks for it twice at the terminal. Raises `InvalidRequest`."""
    if options.passphrase_file:
        return read_passphrase_file(options.passphrase_file)
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise InvalidRequest("backup_no_passphrase", variable=PASSPHRASE)
    typed = getpass.getpass("Passphrase: ")
    if new and typed != getpass.getpass("The same again: "):
        raise InvalidRequest("backup_passphrases_differ")
    if not typed:
        raise InvalidRequest("backup_passphrase_empty")
    return typed


def read_passphrase_file(file: Path) -> str:
    """The first line of the file. Raises `InvalidRequest`."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest("backup_passphrase_file", path=str(file)) from error
    if not lines or not lines[0]:
        raise InvalidRequest("backup_passphrase_empty")
    return lines[0]
