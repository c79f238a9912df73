"""OLE compound files and Outlook messages, written as MS-CFB and MS-OXMSG describe them."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

SECTOR, MIN_STREAM = 512, 4096
END, FREE, NONE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = NONE
    sibling: int = NONE
    start: int = END


@dataclass
class _File:
    entries: list[_Entry] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)

    def add_tree(self, tree: Tree) -> int:
        """Add entries, each linked to the next; the number of the first."""
        numbers = []
        for name, content in tree.items():
            numbers.append(len(self.entries))
            if isinstance(content, bytes):
                entry = _Entry(name, 2, content.ljust(MIN_STREAM, b"\0"))
                self.entries.append(entry)
            else:
                entry = _Entry(name, 1)
                self.entries.append(entry)
                entry.child = self.add_tree(content)
        for number, following in pairwise(numbers):
            self.entries[number].sibling = following
        return numbers[0] if numbers else NONE

    def add_stream(self, data: bytes) -> int:
        first = len(self.sectors)
        for at in range(0, len(data), SECTOR):
            self.sectors.append(data[at : at + SECTOR].ljust(SECTOR, b"\0"))
            self.fat.append(len(self.sectors))
        self.fat[-1] = END
        return first


def write_ole(tree: Tree) -> bytes:
    """A file with these streams, padded to 4096 bytes, and storages."""
    file = _File([_Entry("Root Entry", 5)])
    file.entries[0].child = file.add_tree(tree)
    for entry in file.entries:
        if entry.kind == 2:
            entry.start = file.add_stream(entry.data)
    directory = file.add_stream(b"".join(map(_pack_entry, file.entries)))
    fat_count = -(-(len(file.sectors) + 8) // (SECTOR // 4))
    fat_start = len(file.sectors)
    file.fat += [FAT_SECTOR] * fat_count
    packed = struct.pack(f"<{len(file.fat)}I", *file.fat).ljust(fat_count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, fat_count, directory, 0, MIN_STREAM, END, 0, END, 0),
    )
    table = [*range(fat_start, fat_start + fat_count)]
    header += struct.pack(f"<{109}I", *(table + [FREE] * (109 - len(table))))
    return header + b"".join(file.sectors) + packed


def _pack_entry(entry: _Entry) -> bytes:
    name = f"{entry.name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        *(name, len(name), entry.kind, 1, NONE, entry.sibling, entry.child),
        *(0, entry.start, len(entry.data)),
    )


def text(key: int, words: str) -> Tree:
    """A text property."""
    return {f"__substg1.0_{key:04X}001F": words.encode("utf-16-le")}


def make_message(
    subject: str,
    sender: str,
    body: str,
    attachments: Mapping[str, bytes | Tree],
    *,
    header_bytes: int = 32,
) -> Tree:
    """The storage of a message; attached messages are storages made with `header_bytes` 24."""
    sent = datetime(2026, 3, 5, 9, 30, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    ticks = int(sent.total_seconds()) * 10_000_000
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(header_bytes)
        + struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks),
        **text(0x0037, subject),
        **text(0x0C1A, sender.partition("@")[0]),
        **text(0x5D01, sender),
        **text(0x1000, body),
        **text(0x001A, "IPM.Note"),
    }
    for number, (name, content) in enumerate(attachments.items()):
        kind = "0102" if isinstance(content, bytes) else "000D"
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            **text(0x3707, name),
            f"__substg1.0_3701{kind}": content,
        }
    return tree
