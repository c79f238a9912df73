"""Which messages are printed."""

from __future__ import annotations

from collections.abc import Callable

from receipt_desktop.intake.containers.message import MessageHeader

BodyRule = Callable[[MessageHeader], bool]
"""Whether the text of a message without receipt files is printed as a receipt."""


def print_without_files(_: MessageHeader) -> bool:
    """Print each one: a person chose it."""
    return True
