"""Reads the attachments of a winmail.dat, Outlook's own format for mail (TNEF, MS-OXTNEF).

The one maintained library for it is under the LGPL; what is needed of the format is little.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from receipt_desktop.intake.containers import mapi
from receipt_desktop.intake.containers.message import Part

SIGNATURE = struct.pack("<I", 0x223E9F78)
ATTRIBUTE = struct.Struct("<BII")
"""Level, id and length; the data and a checksum of two bytes follow."""
BEGIN_ATTACHMENT, TITLE, DATA, PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
FIXED_SIZES = {
    **dict.fromkeys((0x0002, 0x0003, 0x0004, 0x000A, 0x000B), 4),
    **dict.fromkeys((0x0005, 0x0006, 0x0007, 0x0014, 0x0040), 8),
    0x0048: 16,
}
"""Bytes of the values of the types that have a fixed size, padded to four."""
NAMED_FROM = 0x8000
MAX_VALUES = 10_000


def is_tnef(head: bytes) -> bool:
    """Whether a file that starts with `head` is a winmail.dat."""
    return head.startswith(SIGNATURE)


def parse_tnef(data: bytes) -> tuple[Part, ...]:
    """The attachments; those before the damaged place of a damaged file."""
    parts, title, content = [], "", b""
    for kind, value in _list_attributes(data):
        if kind == BEGIN_ATTACHMENT:
            parts.append(Part(title, content))
            title, content = "", b""
        elif kind == TITLE:
            title = title or mapi.decode_text(value, "cp1252")
        elif kind == DATA:
            content = value
        elif kind == PROPERTIES:
            title = _read_long_name(value) or title
    return tuple(part for part in (*parts, Part(title, content)) if part.content)


def _list_attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(SIGNATURE) + 2
    while at + ATTRIBUTE.size <= len(data):
        _, kind, size = ATTRIBUTE.unpack_from(data, at)
        at += ATTRIBUTE.size
        yield kind & 0xFFFF, data[at : at + size]
        at += size + 2


def _read_long_name(data: bytes) -> str:
    """The long file name among the MAPI properties of an attachment."""
    try:
        return mapi.read_text(dict(_list_properties(data)), mapi.PROPERTY_LONG_NAME)
    except struct.error:
        return ""


def _list_properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Raises `struct.error` for a damaged list."""
    (count,), at = struct.unpack_from("<I", data), 4
    for _ in range(min(count, MAX_VALUES)):
        kind, key = struct.unpack_from("<HH", data, at)
        at += 4
        if key >= NAMED_FROM:
            at = _skip_name(data, at)
        if kind in FIXED_SIZES:
            size = FIXED_SIZES[kind]
            yield key, (kind, data[at : at + size])
            at += size
        else:
            values, at = _read_values(data, at)
            yield key, (kind, values[0] if values else b"")


def _skip_name(data: bytes, at: int) -> int:
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    (size,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + _pad(size)


def _read_values(data: bytes, at: int) -> tuple[list[bytes], int]:
    (count,) = struct.unpack_from("<I", data, at)
    at, values = at + 4, []
    for _ in range(min(count, MAX_VALUES)):
        (size,) = struct.unpack_from("<I", data, at)
        values.append(data[at + 4 : at + 4 + size])
        at += 4 + _pad(size)
    return values, at


def _pad(size: int) -> int:
    return -(-size // 4) * 4
