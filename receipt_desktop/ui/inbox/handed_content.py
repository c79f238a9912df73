"""What another program hands over by drag and drop or by the clipboard.

Files come first, then what still is a file (its original bytes), then pictures, and addresses last.
Qt hands over no file promises of macOS; programs that offer nothing else are not understood.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

FILE_FORMATS = ("application/pdf", "image/jpeg", "image/heic", "image/webp", "image/tiff")
"""Media types whose bytes are the original; a PNG is often made for the occasion."""
WINDOWS_FORMAT = 'application/x-qt-windows-mime;value="{name}"'
GROUP_DESCRIPTOR = WINDOWS_FORMAT.format(name="FileGroupDescriptorW")
FILE_CONTENTS = WINDOWS_FORMAT.format(name="FileContents")
DESCRIPTOR = struct.Struct("<I 16x 8x 8x I 24x I I 520s")
"""FILEDESCRIPTORW of shlobj_core.h: flags, attributes, sizes, and a name of 260 characters."""
MAX_VIRTUAL_FILES = 100
MAX_ADDRESSES = 20
MOZILLA_URL = "text/x-moz-url"
MAX_PLAIN_ADDRESS_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file without a path."""

    name: str
    """"" if it has none."""
    content: bytes


@dataclass(frozen=True, slots=True)
class HandedContent:
    """What was handed over; only the first of these that is there counts."""

    paths: tuple[str, ...] = ()
    files: tuple[HandedFile, ...] = ()
    picture: QImage | None = None
    addresses: tuple[str, ...] = ()
    """Addresses to fetch: http, https or data. Of a picture: where it comes from."""

    @property
    def is_empty(self) -> bool:
        return not (self.paths or self.files or self.picture or self.addresses)

    @property
    def address(self) -> str:
        """The web address that it comes from; "" if unknown."""
        return next((one for one in self.addresses if not one.startswith("data:")), "")


def has_content(data: QMimeData) -> bool:
    """Whether there is something to add; quick, since it is asked while dragging."""
    return (
        data.hasImage()
        or any(url.isLocalFile() for url in data.urls())
        or any(map(data.hasFormat, (*FILE_FORMATS, GROUP_DESCRIPTOR, MOZILLA_URL)))
        or bool(find_addresses(data))
    )


def read_content(data: QMimeData) -> HandedContent:
    """What the other program hands over."""
    paths = tuple(url.toLocalFile() for url in data.urls() if url.isLocalFile())
    if paths:
        return HandedContent(paths=paths)
    addresses = find_addresses(data)
    files = tuple(read_virtual_files(data)) or tuple(read_encoded_files(data))
    if files:
        return HandedContent(files=files, addresses=addresses)
    picture = QImage(data.imageData()) if data.hasImage() else None
    if picture is not None and not picture.isNull():
        return HandedContent(picture=picture, addresses=addresses)
    return HandedContent(addresses=addresses)


def read_encoded_files(data: QMimeData) -> Iterator[HandedFile]:
    """The first file that is there as it was encoded."""
    for kind in FILE_FORMATS:
        content = bytes(data.data(kind).data()) if data.hasFormat(kind) else b""
        if content:
            yield HandedFile("", content)
            return


def read_virtual_files(data: QMimeData) -> Iterator[HandedFile]:
    """Files without a path of Windows programs, such as attachments of Outlook.

    Their descriptors and contents are described with CFSTR_FILEDESCRIPTOR and CFSTR_FILECONTENTS.
    """
    if not data.hasFormat(GROUP_DESCRIPTOR):
        return
    for index, name in enumerate(parse_group_descriptor(data.data(GROUP_DESCRIPTOR).data())):
        kind = f"{FILE_CONTENTS};index={index}"
        content = bytes(data.data(kind).data()) if data.hasFormat(kind) else b""
        if not content and index == 0:
            content = bytes(data.data(FILE_CONTENTS).data())
        if content:
            yield HandedFile(name, content)


def parse_group_descriptor(block: bytes | bytearray | memoryview) -> Iterator[str]:
    """The names in a FILEGROUPDESCRIPTORW; a damaged one gives those before the damage."""
    whole = bytes(block)
    count = int.from_bytes(whole[:4], "little") if len(whole) >= 4 else 0  # noqa: PLR2004
    for index in range(min(count, MAX_VIRTUAL_FILES)):
        start = 4 + index * DESCRIPTOR.size
        if start + DESCRIPTOR.size > len(whole):
            return
        name = DESCRIPTOR.unpack_from(whole, start)[-1]
        yield name.decode("utf-16-le", errors="replace").partition("\0")[0]


def find_addresses(data: QMimeData) -> tuple[str, ...]:
    """The addresses of the pictures, or of the links if there are no pictures."""
    pictures = find_pictures(data.html()) if data.hasHtml() else []
    links = [url.toString() for url in data.urls()] or _read_mozilla_url(data)
    plain = data.text().strip() if data.hasText() else ""
    if not pictures and not links and len(plain) <= MAX_PLAIN_ADDRESS_LENGTH:
        links = plain.split()
        if not all(map(is_web_address, links)):
            return ()
    found = [one for one in pictures or links if is_web_address(one) or is_data_address(one)]
    return tuple(dict.fromkeys(found))[:MAX_ADDRESSES]


def find_pictures(html: str) -> list[str]:
    """The addresses of the pictures in a piece of HTML."""
    parser = _PictureFinder()
    parser.feed(html)
    parser.close()
    return parser.addresses


def is_web_address(text: str) -> bool:
    """Whether it is a complete http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def is_data_address(text: str) -> bool:
    """Whether it is a `data:` URL of a picture or PDF."""
    return text.startswith(("data:image/", "data:application/pdf"))


def _read_mozilla_url(data: QMimeData) -> list[str]:
    """The address of Firefox's own format: UTF-16, then a line with its title."""
    if not data.hasFormat(MOZILLA_URL):
        return []
    text = bytes(data.data(MOZILLA_URL).data()).decode("utf-16-le", errors="replace")
    return text.lstrip("\ufeff").split("\n")[:1]


class _PictureFinder(HTMLParser):
    """Collects the sources of pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src") if tag == "img" else None
        if source:
            self.addresses.append(source.strip())
