"""The signed release file: one line with the signature, then the JSON that is signed.

The first line is `receipt-desktop-release ed25519 SIGNATURE`, with the signature (RFC 8032) as
base64. It covers the words `receipt-desktop-release` and a line feed, then every byte after the
first line. Signature and content travel in one file, so one can never be newer than the other.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.release import Release, ReleaseFile

PURPOSE = b"receipt-desktop-release"
"""Begins the file and what is signed: a signature made for something else never counts here."""
HEADER = re.compile(re.escape(PURPOSE) + rb" ed25519 ([A-Za-z0-9+/]{86}==)\r?\n")
VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){1,3}")
SHA256 = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,99}")


def open_signed_file(content: bytes, public_key: str) -> Release:
    """The release in a signed file whose signature is right.

    `public_key` is base64. Raises `InvalidRequest` for a file that is not genuine, or that is
    signed and makes no sense.
    """
    body = verify_signature(content, public_key)
    try:
        return parse_release(json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidRequest("update_unreadable", reason=str(error)) from error


def verify_signature(content: bytes, public_key: str) -> bytes:
    """The bytes that are signed. Raises `InvalidRequest`."""
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415 (rarely needed)
    from nacl.signing import VerifyKey  # noqa: PLC0415

    header = HEADER.match(content)
    if header is None:
        raise InvalidRequest("update_not_genuine")
    body = content[header.end() :]
    try:
        key = VerifyKey(base64.b64decode(public_key, validate=True))
        key.verify(make_signed_message(body), base64.b64decode(header[1]))
    except (BadSignatureError, binascii.Error, ValueError) as error:
        raise InvalidRequest("update_not_genuine") from error
    return body


def make_signed_message(body: bytes) -> bytes:
    """What the signature covers."""
    return PURPOSE + b"\n" + body


def make_signed_file(body: bytes, signature: bytes) -> bytes:
    """The file of a body and the signature of `make_signed_message(body)`."""
    return PURPOSE + b" ed25519 " + base64.b64encode(signature) + b"\n" + body


def parse_release(raw: Mapping[str, Any]) -> Release:
    """The release of a JSON object.

    Raises `ValueError`, `TypeError`, `KeyError` or `AttributeError` for another content.
    """
    published = datetime.fromisoformat(raw["date"])
    if published.tzinfo is None:
        raise ValueError("date")
    return Release(
        version=_require_match(VERSION, raw["version"]),
        published=published,
        page=_require_https(raw["page"]),
        notes={str(language): str(text) for language, text in raw.get("notes", {}).items()},
        files={str(package): _parse_file(one) for package, one in raw.get("files", {}).items()},
    )


def _parse_file(raw: Mapping[str, Any]) -> ReleaseFile:
    return ReleaseFile(
        name=_require_match(NAME, raw["name"]),
        bytes=int(raw["bytes"]),
        sha256=_require_match(SHA256, raw["sha256"]),
        url=_require_https(raw["url"]),
    )


def _require_match(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value


def _require_https(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError(address)
    return address
