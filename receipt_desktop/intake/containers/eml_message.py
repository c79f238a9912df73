"""Reads messages in the format of the Internet (RFC 5322 and MIME).

The standard library parses with the policy `compat32`: the modern one parses structured headers
with a grammar whose time grows with the square of their length, which a hostile header makes use
of. Headers are cut to a sane length before they are decoded.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as MimeMessage
from email.policy import compat32
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime
from typing import Any

from receipt_desktop.domain.display import replace_surrogates
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.intake.containers.message import MailMessage, MessageHeader, Part

MAX_HEADER_LENGTH = 4_000
"""Characters of a header that are looked at."""
MAX_MULTIPARTS = 200
"""Multiparts of a message; the parser recurses into nested ones."""
MULTIPART = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)
HEADER_LINE = re.compile(rb"([!-9;-~]{1,60})[ \t]*:")
MAIL_HEADERS = frozenset(
    (
        *(b"from", b"to", b"date", b"subject", b"message-id", b"received", b"mime-version"),
        *(b"return-path", b"delivered-to", b"reply-to", b"sender", b"content-type", b"cc"),
        *(b"dkim-signature", b"arc-seal", b"x-mailer", b"x-sender", b"x-original-to"),
        *(b"content-transfer-encoding", b"list-unsubscribe", b"authentication-results"),
    )
)
MIN_MAIL_HEADERS = 2
"""Header names of mail among the first lines of a file that make it a message."""
SUFFIXES = (".eml", ".emlx")
APPLE_LENGTH_LINE = re.compile(rb"\s*\d{1,10}\s*\n")
"""First line of an .emlx file: the number of bytes of the message."""
SMIME_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
SIGNATURE_TYPES = frozenset(
    (
        *("application/pkcs7-signature", "application/x-pkcs7-signature"),
        *("application/pgp-signature", "application/pgp-keys"),
    )
)
PGP_MARK = "-----BEGIN PGP MESSAGE-----"
LAST_CHARSET = "cp1252"
"""Decodes almost everything; what it does not is replaced."""


class _CutMessage(MimeMessage):
    """A message whose headers are text of a sane length, also those that are no ASCII."""

    def get(self, name: str, failobj: Any = None) -> Any:
        for stated, value in self.raw_items():
            if stated.lower() == name.lower():
                data = str(value)[:MAX_HEADER_LENGTH].encode("utf-8", "surrogateescape")
                return decode_bytes(data, "utf-8")
        return failobj


def is_eml(head: bytes, name: str = "") -> bool:
    """Whether a file that starts with `head` is a message; its name may add to the evidence."""
    lines = APPLE_LENGTH_LINE.sub(b"", head, count=1).splitlines()[:60]
    names, previous = set(), b""
    for line in lines:
        found = HEADER_LINE.match(line)
        if found:
            names.add(found[1].lower())
        elif not (line[:1] in (b" ", b"\t") and previous) and not _is_mbox_line(line, previous):
            break
        previous = line
    needed = 1 if name.lower().endswith(SUFFIXES) else MIN_MAIL_HEADERS
    return len(names & MAIL_HEADERS) >= needed


def _is_mbox_line(line: bytes, previous: bytes) -> bool:
    return not previous and line.startswith(b"From ")


def parse_eml(data: bytes, name: str) -> MailMessage:
    """The message in the bytes of a file called `name`.

    Raises `InvalidRequest` for one that cannot be taken apart.
    """
    data = APPLE_LENGTH_LINE.sub(b"", data, count=1) if data[:1].isdigit() else data
    if len(MULTIPART.findall(data)) > MAX_MULTIPARTS:
        raise InvalidRequest("message_nested", name=name, limit=MAX_MULTIPARTS)
    try:
        return _build_message(email.message_from_bytes(data, _CutMessage, policy=compat32))
    except RecursionError as error:
        raise InvalidRequest("message_nested", name=name, limit=MAX_MULTIPARTS) from error
    except (ValueError, LookupError, TypeError, AttributeError, MessageError) as error:
        raise InvalidRequest("message_broken", name=name) from error


def _build_message(mime: MimeMessage) -> MailMessage:
    html, plain, parts = "", "", []
    encryption = _find_encryption(mime)
    for part in _walk(mime):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            nested = part.get_payload()
            if isinstance(nested, list) and nested and isinstance(nested[0], MimeMessage):
                parts.append(Part(_read_name(part), _build_message(nested[0])))
        elif _is_body(part):
            text = _decode_text(part)
            html, plain = (html or text, plain) if kind == "text/html" else (html, plain or text)
        elif kind not in SIGNATURE_TYPES:
            parts.append(Part(_read_name(part), _decode_bytes(part), _read_content_id(part)))
    if plain.lstrip().startswith(PGP_MARK):
        encryption = encryption or "message_pgp"
    return MailMessage(_read_header(mime), tuple(parts), html, plain, encryption)


def _walk(mime: MimeMessage) -> Iterator[MimeMessage]:
    """The parts that are no multiparts, in their order, without those of attached messages."""
    waiting = [mime]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_type() != "message/rfc822":
            waiting += [one for one in reversed(payload) if isinstance(one, MimeMessage)]
        else:
            yield part


def _is_body(part: MimeMessage) -> bool:
    """Whether the part is text to read; text with a file name is an attachment."""
    is_text = part.get_content_type() in ("text/plain", "text/html")
    disposition = str(part.get("Content-Disposition", ""))[:100].lower().lstrip()
    return is_text and not disposition.startswith("attachment") and not _read_name(part)


def _find_encryption(mime: MimeMessage) -> str:
    kind = mime.get_content_type()
    stated = mime.get("Content-Type", "").lower()
    if kind == "multipart/encrypted":
        return "message_pgp"
    if kind in SMIME_TYPES:
        return "message_signed" if "signed-data" in stated else "message_smime"
    return ""


def _read_header(mime: MimeMessage) -> MessageHeader:
    name, address = parseaddr(mime.get("From") or mime.get("Sender") or "")
    return MessageHeader(
        sender=join_sender(decode_words(name), address),
        subject=decode_words(mime.get("Subject", "")),
        sent_at=_parse_date(mime.get("Date", "")),
        message_id=str(mime.get("Message-ID", "")).strip(),
    )


def join_sender(name: str, address: str) -> str:
    """Name and address as mail programs show them."""
    if not name or name == address:
        return address
    return f"{name} <{address}>" if address else name


def _parse_date(stated: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def decode_words(stated: str) -> str:
    """A header's text with its encoded words (RFC 2047) decoded, on one line."""
    words = []
    try:
        decoded = decode_header(stated)
    except (ValueError, LookupError, MessageError):
        decoded = [(stated, None)]
    for piece, charset in decoded:
        is_text = isinstance(piece, str)
        words.append(piece if is_text else decode_bytes(piece, charset or "utf-8"))
    return " ".join(replace_surrogates("".join(words)).split())


def decode_bytes(data: bytes, charset: str) -> str:
    """Text in the stated charset, or in the one that it turns out to be in."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode(LAST_CHARSET, "replace")


def _decode_text(part: MimeMessage) -> str:
    data = _decode_bytes(part)
    charset = part.get_content_charset() or _find_meta_charset(data) or "utf-8"
    return decode_bytes(data, charset).replace("\0", "")


def _find_meta_charset(data: bytes) -> str:
    found = re.search(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,40})", data[:4096])
    return found[1].decode("ascii") if found else ""


def _decode_bytes(part: MimeMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _read_name(part: MimeMessage) -> str:
    """The file name of a part; names in encoded words and in RFC 2231 are understood."""
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        stated = part.get_param(parameter, None, header)
        if stated:
            return decode_words(collapse_rfc2231_value(stated))
    return ""


def _read_content_id(part: MimeMessage) -> str:
    return str(part.get("Content-ID", "")).strip().strip("<>")
