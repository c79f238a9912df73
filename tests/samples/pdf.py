"""A very small PDF writer: one page of text in standard faces, locked with a password or open.

Written from ISO 32000-1; encryption is its revision 2 (7.6.3), RC4 with 40 bits, which every
reader still knows.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterable

from tests.samples.drawing import STOPS
from tests.samples.layouts import Row, Style, rows
from tests.samples.receipt import Layout, Sample

A4 = (595, 842)
MARGIN, STEP, SIZE = 62, 15, 10
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
"""What fills a short password (7.6.3.3, algorithm 2)."""
PERMISSIONS = (-4).to_bytes(4, "little", signed=True)
FILE_ID = bytes(range(16))
CONTENT = 4
"""Number of the object with the page's text."""


def born_digital(sample: Sample, password: str | None = None) -> bytes:
    """A page with real text in it, as an invoice program makes it.

    Raises `UnicodeEncodeError` for letters outside Western Europe.
    """
    text = zlib.compress(b"\n".join(_page(sample)))
    lock = Lock(password.encode("ascii")) if password is not None else None
    face = b"Helvetica" if sample.layout is Layout.INVOICE else b"Courier"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R" % A4
        + b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        _stream(lock.encrypted(text, CONTENT) if lock else text),
        _font(face),
        _font(face + b"-Bold"),
    ]
    if lock:
        objects.append(lock.dictionary)
    return _file(objects, locked=lock is not None)


def _page(sample: Sample) -> Iterable[bytes]:
    """Operators that show the rows from top to bottom."""
    y = A4[1] - MARGIN
    wide = _helvetica if sample.layout is Layout.INVOICE else _courier
    narrow = 1.0 if sample.layout is Layout.INVOICE else 0.62
    for row in rows(sample):
        yield from _row(row, y, round((A4[0] - 2 * MARGIN) * narrow), wide)
        y -= STEP


def _row(row: Row, y: int, width: int, wide: Callable[[str], float]) -> Iterable[bytes]:
    if row.style is Style.RULE:
        yield b"0.7 w %d %d m %d %d l S" % (MARGIN, y + 3, MARGIN + width, y + 3)
        return
    size = SIZE + 4 if row.style is Style.HEADLINE else SIZE
    bold = row.style in {Style.HEADLINE, Style.BOLD}
    places = [0.0] + [
        width * stop - wide(cell) * size / 1000
        for cell, stop in zip(row.cells[1:], STOPS[max(1, len(row.cells))], strict=True)
    ]
    for cell, x in zip(row.cells, places, strict=False):
        face = b"/F2" if bold else b"/F1"
        yield b"BT %s %d Tf 1 0 0 1 %.1f %d Tm (%s) Tj ET" % (
            face, size, MARGIN + x, y, _escaped(cell),
        )  # fmt: skip


def _courier(text: str) -> float:
    return 600.0 * len(text)


def _helvetica(text: str) -> float:
    """Width in thousandths of the font size; exact for amounts, approximate for words."""
    narrow = {".": 278, ",": 278, " ": 278, "'": 191, "-": 333, "%": 889}
    return float(sum(narrow.get(letter, 556) for letter in text))


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: list[bytes], *, locked: bool) -> bytes:
    """A PDF file of objects, with the cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, count = out.tell(), len(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    ending = b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (
        count - 1, FILE_ID.hex().encode(), FILE_ID.hex().encode(),
    ) if locked else b""  # fmt: skip
    out.write(b"trailer << /Size %d /Root 1 0 R%s >>\n" % (count, ending))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


class Lock:
    """Encryption with a password (7.6.3, revision 2)."""

    def __init__(self, password: bytes) -> None:
        padded = (password + PADDING)[:32]
        self._owner = _rc4(_md5(padded)[:5], padded)
        self._key = _md5(padded + self._owner + PERMISSIONS + FILE_ID)[:5]
        self._user = _rc4(self._key, PADDING)

    def encrypted(self, data: bytes, number: int) -> bytes:
        """Encrypt the stream of an object (7.6.2, algorithm 1)."""
        return _rc4(_md5(self._key + number.to_bytes(3, "little") + b"\0\0")[:10], data)

    @property
    def dictionary(self) -> bytes:
        owner, user = self._owner.hex().encode(), self._user.hex().encode()
        return b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (owner, user)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
