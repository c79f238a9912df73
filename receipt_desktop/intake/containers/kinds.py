"""Recognises containers by their first bytes."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import IO

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.intake.containers.eml_message import is_eml
from receipt_desktop.intake.containers.msg_message import OLE_SIGNATURE, is_msg_file
from receipt_desktop.intake.containers.tnef import is_tnef
from receipt_desktop.reading.file_types import HEAD_BYTES
from receipt_desktop.reading.unsupported_types import identify_type

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")


class ContainerKind(enum.Enum):
    """The supported containers."""

    ZIP = enum.auto()
    EML = enum.auto()
    """A message in the format of the Internet."""
    MSG = enum.auto()
    """A message that Outlook saved."""
    TNEF = enum.auto()
    """A winmail.dat."""


def detect_container(path: Path) -> ContainerKind | None:
    """The kind of a container; None for another file, also for one that cannot be opened."""
    try:
        with make_openable(path).open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except (OSError, ValueError):
        return None
    return detect_head(head, path)


def is_container(stream: IO[bytes]) -> bool:
    """Whether a stream, which is rewound, may be a container. Office documents may seem one."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    return head.startswith((*ZIP_SIGNATURES, OLE_SIGNATURE)) or is_tnef(head) or is_eml(head)


def detect_head(head: bytes, path: Path) -> ContainerKind | None:
    """The kind of the container at `path` that starts with `head`.

    To be asked before the types of receipts: a PDF in an archive begins within its first bytes.
    """
    if head.startswith(ZIP_SIGNATURES):
        return ContainerKind.ZIP if identify_type(head) == "file_seems_archive" else None
    if head.startswith(OLE_SIGNATURE):
        return ContainerKind.MSG if is_msg_file(path) else None
    if is_tnef(head):
        return ContainerKind.TNEF
    return ContainerKind.EML if is_eml(head, path.name) else None
