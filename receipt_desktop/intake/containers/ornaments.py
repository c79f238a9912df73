"""Pictures of messages that are no receipts: logos, icons, lines and tracking dots."""

from __future__ import annotations

import struct

from receipt_desktop.intake.containers.message import MailMessage, Part
from receipt_desktop.reading.file_types import FileType, detect_file_type

MIN_SIDE = 200
"""Pixels; a receipt narrower than this cannot be read."""
MIN_BYTES = 4_000
"""A photo of a receipt has more."""
MAX_LOGO_BYTES = 100_000
"""A picture that the HTML shows and that is smaller is a logo; phones send photos larger."""
MAX_BANNER_RATIO = 2.5
"""Width to height; a wider picture that the HTML shows is a banner."""
PICTURES = frozenset(
    {FileType.JPEG, FileType.PNG, FileType.GIF, FileType.BMP, FileType.WEBP, FileType.TIFF}
)
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG segments with the size of the picture (ITU-T T.81, table B.1)."""


def is_ornament(part: Part, message: MailMessage) -> bool:
    """Whether an attachment is a picture that decorates the message."""
    if (
        isinstance(part.content, MailMessage)
        or detect_file_type(part.content[:4096]) not in PICTURES
    ):
        return False
    width, height = measure_picture(part.content)
    if len(part.content) < MIN_BYTES or 0 < min(width, height) < MIN_SIDE:
        return True
    return is_shown(part, message) and (
        len(part.content) < MAX_LOGO_BYTES or width > height * MAX_BANNER_RATIO
    )


def is_shown(part: Part, message: MailMessage) -> bool:
    """Whether the HTML of the message shows this attachment in its text."""
    return bool(part.content_id) and f"cid:{part.content_id}" in message.html


def measure_picture(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as the header states them; zeros where it is not understood."""
    try:
        if data.startswith(b"\x89PNG"):
            width, height = struct.unpack_from(">II", data, 16)
        elif data.startswith(b"GIF8"):
            width, height = struct.unpack_from("<HH", data, 6)
        elif data.startswith(b"\xff\xd8"):
            width, height = _measure_jpeg(data)
        else:
            return 0, 0
    except struct.error:
        return 0, 0
    return width, height


def _measure_jpeg(data: bytes) -> tuple[int, int]:
    """Raises `struct.error` for a file without a frame."""
    at = 2
    while True:
        mark, kind, size = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF:  # noqa: PLR2004 (begins each marker)
            return 0, 0
        if kind in START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + size
