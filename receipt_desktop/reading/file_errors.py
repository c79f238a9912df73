"""Errors about a file, with its name as it may be shown."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.domain import display
from receipt_desktop.domain.errors import InvalidRequest


def make_file_refusal(
    path: Path, key: str, kind: type[InvalidRequest] = InvalidRequest, /, **details: str | int
) -> InvalidRequest:
    """The error of this kind and key about this file."""
    return kind(key, name=shown_name(path), **details)


def shown_name(path: Path) -> str:
    """The name of the file, safe to print and to write."""
    return display.format_file_name(path.name or str(path))
