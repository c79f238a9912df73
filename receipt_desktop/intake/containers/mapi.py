"""Values of MAPI properties, which Outlook's file formats share (MS-OXCDATA, MS-OXPROPS)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

PROPERTY_SUBJECT = 0x0037
PROPERTY_SUBMIT_TIME = 0x0039
PROPERTY_DELIVERY_TIME = 0x0E06
PROPERTY_SENDER_NAME = 0x0C1A
PROPERTY_SENDER_ADDRESS = 0x0C1F
PROPERTY_SENDER_SMTP = 0x5D01
PROPERTY_MESSAGE_ID = 0x1035
PROPERTY_MESSAGE_CLASS = 0x001A
PROPERTY_BODY = 0x1000
PROPERTY_HTML = 0x1013
PROPERTY_CODE_PAGE = 0x3FDE
PROPERTY_MESSAGE_CODE_PAGE = 0x3FFD
PROPERTY_ATTACHMENT = 0x3701
PROPERTY_LONG_NAME = 0x3707
PROPERTY_SHORT_NAME = 0x3704
PROPERTY_CONTENT_ID = 0x3712

TYPE_INTEGER, TYPE_OBJECT, TYPE_STRING8, TYPE_STRING = 0x0003, 0x000D, 0x001E, 0x001F
TYPE_TIME, TYPE_BINARY = 0x0040, 0x0102

Properties = Mapping[int, tuple[int, bytes]]
"""Type and bytes of each property by its id."""
FILETIME_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
UTF8_CODE_PAGE, ASCII_CODE_PAGE = 65001, 20127


def read_code_page(properties: Properties) -> str:
    """Python's name of the charset of 8-bit strings."""
    for key in (PROPERTY_CODE_PAGE, PROPERTY_MESSAGE_CODE_PAGE):
        number = int.from_bytes(properties.get(key, (0, b""))[1][:4], "little")
        if number:
            return "utf-8" if number in (UTF8_CODE_PAGE, ASCII_CODE_PAGE) else f"cp{number}"
    return "utf-8"


def read_text(properties: Properties, *keys: int, charset: str = "utf-8") -> str:
    """The first of these properties that has text; "" for none."""
    for key in keys:
        kind, data = properties.get(key, (0, b""))
        text = decode_text(data, "utf-16-le" if kind == TYPE_STRING else charset)
        if text:
            return text
    return ""


def decode_text(data: bytes, charset: str) -> str:
    """Text without its end mark; bytes that do not fit are replaced."""
    try:
        text = data.decode(charset)
    except (LookupError, ValueError):
        text = data.decode("utf-16-le" if charset == "utf-16-le" else "cp1252", "replace")
    return text.replace("\0", "")


def read_time(properties: Properties, *keys: int) -> datetime | None:
    """The first of these properties that has a time (FILETIME: 100 ns since 1601)."""
    for key in keys:
        kind, data = properties.get(key, (0, b""))
        ticks = int.from_bytes(data[:8], "little")
        if kind == TYPE_TIME and ticks:
            try:
                return FILETIME_EPOCH + timedelta(microseconds=ticks // 10)
            except OverflowError:
                continue
    return None
