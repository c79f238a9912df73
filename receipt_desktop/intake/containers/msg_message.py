"""Reads messages that Outlook saved (.msg): MAPI properties in an OLE compound file (MS-OXMSG)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import olefile

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.intake.containers import mapi
from receipt_desktop.intake.containers.eml_message import join_sender
from receipt_desktop.intake.containers.message import MailMessage, MessageHeader, Part

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTY_STREAM = "__properties_version1.0"
VALUE_STREAM = "__substg1.0_"
ATTACHMENT_STORAGE = "__attach_version1.0_"
EMBEDDED_MESSAGE = f"{VALUE_STREAM}{mapi.PROPERTY_ATTACHMENT:04X}{mapi.TYPE_OBJECT:04X}"
ROOT_HEADER, EMBEDDED_HEADER, ATTACHMENT_HEADER = 32, 24, 8
"""Bytes before the entries of a property stream (MS-OXMSG, 2.4.1)."""
ENTRY_BYTES = 16
FIXED_TYPES = frozenset({mapi.TYPE_INTEGER, mapi.TYPE_TIME})
ENCRYPTED_CLASS = "ipm.note.smime"
SIGNED_CLASS = "ipm.note.smime.multipartsigned"

Storage = tuple[str, ...]
"""The path of a storage in the file."""
READ_ERRORS = (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError)
"""What a damaged file raises."""


def is_msg_file(path: Path) -> bool:
    """Whether an OLE file is a message, and not an Office document."""
    try:
        with olefile.OleFileIO(str(make_openable(path))) as ole:
            return bool(ole.exists(PROPERTY_STREAM))
    except READ_ERRORS:
        return False


def parse_msg(data: bytes, name: str, max_depth: int) -> MailMessage:
    """The message in the bytes of a file called `name`.

    Messages nested deeper than `max_depth` are left out. Raises `InvalidRequest` for a damaged
    file.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return _MsgReader(ole).read_message((), ROOT_HEADER, max_depth)
    except READ_ERRORS as error:
        raise InvalidRequest("message_broken", name=name) from error


class _MsgReader:
    """Reads one file."""

    def __init__(self, ole: olefile.OleFileIO) -> None:
        self._ole = ole
        self._entries: list[Storage] = [
            tuple(entry) for entry in ole.listdir(streams=True, storages=True)
        ]

    def read_message(self, storage: Storage, header: int, depth: int) -> MailMessage:
        """The message of a storage; `header` is the size of its property stream's header."""
        found = self._read_properties(storage, header)
        charset = mapi.read_code_page(found)
        kind = mapi.read_text(found, mapi.PROPERTY_MESSAGE_CLASS, charset=charset).lower()
        is_encrypted = kind.startswith(ENCRYPTED_CLASS) and kind != SIGNED_CLASS
        return MailMessage(
            _read_header(found, charset),
            tuple(self._read_attachments(storage, charset, depth)),
            html=mapi.read_text(found, mapi.PROPERTY_HTML, charset=charset),
            plain=mapi.read_text(found, mapi.PROPERTY_BODY, charset=charset),
            encryption="message_smime" if is_encrypted else "",
        )

    def _read_attachments(self, storage: Storage, charset: str, depth: int) -> Iterator[Part]:
        for entry in self._entries:
            is_below = entry[: len(storage)] == storage and len(entry) == len(storage) + 1
            if is_below and entry[-1].startswith(ATTACHMENT_STORAGE):
                yield from self._read_attachment(entry, charset, depth)

    def _read_attachment(self, storage: Storage, charset: str, depth: int) -> Iterator[Part]:
        found = self._read_properties(storage, ATTACHMENT_HEADER)
        names = (mapi.PROPERTY_LONG_NAME, mapi.PROPERTY_SHORT_NAME)
        name = mapi.read_text(found, *names, charset=charset)
        embedded = (*storage, EMBEDDED_MESSAGE)
        if (*embedded, PROPERTY_STREAM) in self._entries:
            if depth > 1:
                yield Part(name, self.read_message(embedded, EMBEDDED_HEADER, depth - 1))
            return
        _, content = found.get(mapi.PROPERTY_ATTACHMENT, (0, b""))
        if content:
            yield Part(name, content, mapi.read_text(found, mapi.PROPERTY_CONTENT_ID))

    def _read_properties(self, storage: Storage, header: int) -> mapi.Properties:
        """The properties of a storage: short ones in one stream, others in streams of their own."""
        found: dict[int, tuple[int, bytes]] = {}
        table = self._read_stream((*storage, PROPERTY_STREAM))[header:]
        for at in range(0, len(table) - ENTRY_BYTES + 1, ENTRY_BYTES):
            kind, key = struct.unpack_from("<HH", table, at)
            if kind in FIXED_TYPES:
                found[key] = kind, table[at + 8 : at + ENTRY_BYTES]
        for entry in self._entries:
            if entry[:-1] == storage and entry[-1].startswith(VALUE_STREAM):
                self._add_value(entry, found)
        return found

    def _add_value(self, entry: Storage, found: dict[int, tuple[int, bytes]]) -> None:
        try:
            key, kind = int(entry[-1][-8:-4], 16), int(entry[-1][-4:], 16)
        except ValueError:  # a value of several
            return
        if kind in (mapi.TYPE_STRING, mapi.TYPE_STRING8, mapi.TYPE_BINARY):
            found[key] = kind, self._read_stream(entry)

    def _read_stream(self, path: Storage) -> bytes:
        with self._ole.openstream(list(path)) as stream:
            data: bytes = stream.read()
            return data


def _read_header(found: mapi.Properties, charset: str) -> MessageHeader:
    address = mapi.read_text(found, mapi.PROPERTY_SENDER_SMTP, charset=charset)
    stated = mapi.read_text(found, mapi.PROPERTY_SENDER_ADDRESS, charset=charset)
    return MessageHeader(
        sender=join_sender(
            mapi.read_text(found, mapi.PROPERTY_SENDER_NAME, charset=charset),
            address or (stated if "@" in stated else ""),
        ),
        subject=mapi.read_text(found, mapi.PROPERTY_SUBJECT, charset=charset),
        sent_at=mapi.read_time(found, mapi.PROPERTY_SUBMIT_TIME, mapi.PROPERTY_DELIVERY_TIME),
        message_id=mapi.read_text(found, mapi.PROPERTY_MESSAGE_ID, charset=charset),
    )
