"""Archives and messages that receipts were unpacked from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr


@dataclass(frozen=True, slots=True)
class Origin:
    """The place of a file in an archive or a message."""

    container: str
    """File name of the outermost archive or message."""
    content_hash: str
    """SHA-256 of its bytes, hex."""
    member: str
    """Path of the file in it, through nested containers, with forward slashes; "" for the text of
    the message itself."""
    sender: str = ""
    """Name and address of the innermost message's sender."""
    subject: str = ""
    sent_at: datetime | None = None
    """When that message was sent, as it says; with its time zone."""

    @property
    def sender_address(self) -> str:
        """The sender's bare address in lower case."""
        return parseaddr(self.sender)[1].lower()
