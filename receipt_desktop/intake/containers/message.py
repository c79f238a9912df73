"""Messages, whatever format they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MessageHeader:
    """Who sent what, when."""

    sender: str = ""
    """Name and address."""
    subject: str = ""
    sent_at: datetime | None = None
    """With a time zone."""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment."""

    name: str
    """As the message states it; "" for none."""
    content: bytes | MailMessage
    """The bytes of a file, or an attached message."""
    content_id: str = ""
    """By which the HTML refers to it."""


@dataclass(frozen=True, slots=True)
class MailMessage:
    """A message with its attachments."""

    header: MessageHeader
    parts: Sequence[Part] = ()
    html: str = field(default="", repr=False)
    plain: str = field(default="", repr=False)
    encryption: str = ""
    """The key of the sentence that says how the message is encrypted; "" for one that is not."""
