"""Where receipts come from."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class SourceKind(enum.StrEnum):
    """The ways by which receipts come in."""

    FILE = "file"
    """Dropped on the window or chosen in its dialog."""
    CLIPBOARD = "clipboard"
    COMMAND = "command"
    API = "api"
    PHONE = "phone"
    FOLDER = "folder"
    """A watched folder."""
    MAIL = "mail"
    SCANNER = "scanner"
    BROWSER = "browser"
    """Fetched from a web address."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one receipt came from."""

    kind: SourceKind
    name: str = ""
    """The folder's path, the mailbox, the scanner's name, the API client's name or web address."""
    sender: str = ""
    """The sender of a mail."""


PASSING_KINDS = frozenset({SourceKind.FOLDER, SourceKind.MAIL, SourceKind.SCANNER})
"""Sources whose files may go to another company; for others the receipt is shown at once."""
KINDS_OF_ACTORS = {
    "window": SourceKind.FILE,
    "command": SourceKind.COMMAND,
    "api": SourceKind.API,
}


def find_source(actor: str) -> Source | None:
    """Where the files of an actor of the audit log come from, such as `api:till`."""
    front, _, name = actor.partition(":")
    kind = KINDS_OF_ACTORS.get(front)
    if kind is None:
        return None
    return Source(kind, name if kind is SourceKind.API else "")
