"""Messages, ordinary and hostile, and what is attached to them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from PIL import Image

SENDER = "Billing Südstern <billing@shop.example>"
DATE = "Thu, 05 Mar 2026 09:30:00 +0100"


def make_picture(shade: int = 200, size: tuple[int, int] = (300, 400)) -> bytes:
    """A JPEG with noise, so that it is as large as a photo's thumbnail."""
    pixels = bytes((shade + 37 * number * number) % 251 for number in range(size[0] * size[1]))
    stream = io.BytesIO()
    Image.frombytes("L", size, pixels).save(stream, "JPEG", quality=80)
    return stream.getvalue()


def make_pdf(words: str = "Total 12,50 EUR") -> bytes:
    """The smallest PDF that is taken for one, with these words."""
    body = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R >>",
        f"<< /Length {len(body)} >>\nstream\n{body}\nendstream",
    )
    numbered = "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{numbered}trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n".encode()


def make_mail(
    subject: str = "Your receipt",
    files: Mapping[str, bytes] | None = None,
    *,
    text: str = "Thank you.",
    html: str = "",
    sender: str = SENDER,
    message_id: str = "",
) -> EmailMessage:
    """A message with attachments by name."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"], mail["Subject"] = (
        sender,
        "me@home.example",
        DATE,
        subject,
    )
    mail["Message-ID"] = message_id or f"<{abs(hash((subject, sender)))}@shop.example>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in (files or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


def make_zip(files: Mapping[str, bytes], *, flags: int = 0) -> bytes:
    """An archive; `flags` are added to the general purpose flags of each member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return _add_flags(bytearray(stream.getvalue()), flags) if flags else stream.getvalue()


def _add_flags(data: bytearray, flags: int) -> bytes:
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= flags
            at = data.find(mark, at + 4)
    return bytes(data)


def make_tnef(files: Mapping[str, bytes]) -> bytes:
    """A winmail.dat with attachments by their long names."""
    parts = [struct.pack("<IH", 0x223E9F78, 1)]
    for name, data in files.items():
        long_name = f"{name}\0".encode("utf-16-le")
        padded = long_name.ljust(-(-len(long_name) // 4) * 4, b"\0")
        properties = struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(long_name)) + padded
        for kind, value in ((0x9002, bytes(14)), (0x8010, b"SHORT~1.JPG\0"), (0x800F, data),
                            (0x9005, properties)):  # fmt: skip
            head = struct.pack("<BII", 2, 0x00060000 | kind, len(value))
            parts.append(head + value + struct.pack("<H", sum(value) & 0xFFFF))
    return b"".join(parts)


def make_bomb(megabytes: int) -> bytes:
    """An archive with a member of zeros that claims to be a bitmap."""
    stream = io.BytesIO()
    block = bytes(1_000_000)
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("bomb.bmp", "w") as member,
    ):
        member.write(b"BM\0\0\0\0\0\0\0\0")
        for _ in range(megabytes):
            member.write(block)
    return stream.getvalue()
