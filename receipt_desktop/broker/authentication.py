"""The first command of a client of the Python server: it must contain the password.

fakeredis itself answers every client, whether it authenticates or not, so this check comes before
any of its code. Protocol: https://redis.io/docs/latest/develop/reference/protocol-spec/
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import BinaryIO

MAX_PARTS = 8
"""Of the first command; the longest is HELLO 3 AUTH <user> <password> SETNAME <name>."""
MAX_PART_BYTES = 512
MAX_LINE_BYTES = 32
DEFAULT_USER = b"default"
NO_PASSWORD = b"-NOAUTH Authentication required.\r\n"
WRONG_PASSWORD = b"-WRONGPASS invalid username-password pair or user is disabled.\r\n"
INVALID = b"-ERR Protocol error\r\n"


@dataclass(frozen=True, slots=True)
class Admission:
    """The decision about a client: refused, or admitted with the first command answered."""

    is_admitted: bool
    reply: bytes = b""
    """What to answer at once."""
    pending: bytes = b""
    """A command that fakeredis still has to run: HELLO without its password."""


class InvalidCommand(ValueError):
    """The first command is not a short array of short strings."""


def admit_client(stream: BinaryIO, secret: bytes) -> Admission:
    """Read the first command and decide. Raises `OSError`; nothing else of `stream` is read."""
    try:
        parts = read_command(stream)
    except InvalidCommand:
        return Admission(False, INVALID)
    name = parts[0].upper() if parts else b""
    if name == b"AUTH" and len(parts) in (2, 3):
        user, password = (parts[1], parts[2]) if len(parts) == 3 else (DEFAULT_USER, parts[1])  # noqa: PLR2004 (AUTH [user] password)
        return _check_password(user, password, secret, Admission(True, reply=b"+OK\r\n"))
    if name == b"HELLO" and len(parts) >= 5 and parts[2].upper() == b"AUTH":  # noqa: PLR2004 (HELLO version AUTH user password)
        rest = encode_command([*parts[:2], *parts[5:]])
        return _check_password(parts[3], parts[4], secret, Admission(True, pending=rest))
    return Admission(False, NO_PASSWORD)


def _check_password(user: bytes, password: bytes, secret: bytes, admitted: Admission) -> Admission:
    is_right = hmac.compare_digest(password, secret)
    return admitted if is_right and user == DEFAULT_USER else Admission(False, WRONG_PASSWORD)


def read_command(stream: BinaryIO) -> list[bytes]:
    """Read one command, empty at the end of the stream. Raises `InvalidCommand`, `OSError`."""
    header = stream.readline(MAX_LINE_BYTES)
    if not header:
        return []
    count = _parse_length(header, b"*", MAX_PARTS)
    return [_read_part(stream) for _ in range(count)]


def encode_command(parts: list[bytes]) -> bytes:
    """Encode a command for the wire."""
    strings = b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)
    return b"*%d\r\n" % len(parts) + strings


def _read_part(stream: BinaryIO) -> bytes:
    length = _parse_length(stream.readline(MAX_LINE_BYTES), b"$", MAX_PART_BYTES)
    data = stream.read(length + 2)
    if len(data) != length + 2 or not data.endswith(b"\r\n"):
        raise InvalidCommand
    return data[:-2]


def _parse_length(line: bytes, mark: bytes, most: int) -> int:
    digits = line[1:-2]
    if line[:1] != mark or not line.endswith(b"\r\n") or not digits.isdigit():
        raise InvalidCommand
    length = int(digits)
    if length > most:
        raise InvalidCommand
    return length
