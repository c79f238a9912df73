"""Splits and packs protobuf messages, the form in which ONNX stores networks.

Source: protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

from collections.abc import Iterator

VARINT, EIGHT_BYTES, LENGTH, FOUR_BYTES = 0, 1, 2, 5

Field = tuple[int, memoryview, memoryview]
"""Number, value and whole encoding of a field; the value of a varint is empty."""


def split_message(message: memoryview) -> Iterator[Field]:
    """The fields of a message."""
    position = 0
    while position < len(message):
        start = position
        key, position = _read_varint(message, position)
        kind = key & 7
        length = 0
        if kind == VARINT:
            _, position = _read_varint(message, position)
        elif kind == LENGTH:
            length, position = _read_varint(message, position)
        else:
            length = {EIGHT_BYTES: 8, FOUR_BYTES: 4}[kind]
        end = position + length
        yield key >> 3, message[position:end], message[start:end]
        position = end


def read_number(field: Field) -> int:
    """The value of a varint."""
    _, after_key = _read_varint(field[2], 0)
    return _read_varint(field[2], after_key)[0]


def pack_bytes(number: int, value: bytes) -> bytes:
    """A field of bytes, of text or of a message."""
    return _pack_varint(number << 3 | LENGTH) + _pack_varint(len(value)) + value


def pack_number(number: int, value: int) -> bytes:
    """A field with a number that is not negative."""
    return _pack_varint(number << 3 | VARINT) + _pack_varint(value)


def _read_varint(message: memoryview, position: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and the position behind it."""
    value = shift = 0
    while True:
        byte = message[position]
        value |= (byte & 127) << shift
        position, shift = position + 1, shift + 7
        if byte < 128:  # noqa: PLR2004 (the last byte has no high bit)
            return value, position


def _pack_varint(value: int) -> bytes:
    groups = bytearray()
    while value > 127:  # noqa: PLR2004 (seven bits)
        groups.append(value & 127 | 128)
        value >>= 7
    return bytes((*groups, value))
