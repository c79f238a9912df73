"""Detects file types by their first bytes, never by the name; decodes nothing."""

from __future__ import annotations

import enum
import errno
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.errors import InvalidRequest, TooLarge, UnsupportedType
from receipt_desktop.reading.einvoice.xml_roots import is_invoice_xml
from receipt_desktop.reading.file_errors import make_file_refusal
from receipt_desktop.reading.request import ReadLimits
from receipt_desktop.reading.unsupported_types import identify_type

HEAD_BYTES = 4096
PDF_HEADER_WITHIN = (
    1024  # PDF readers allow this many bytes before the header (ISO 32000-1, annex H)
)


class FileType(enum.StrEnum):
    """The supported formats."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"
    BMP = "bmp"
    GIF = "gif"
    HEIC = "heic"
    AVIF = "avif"
    PDF = "pdf"
    XML = "xml"
    """An electronic invoice."""


SUFFIXES: Mapping[FileType, str] = MappingProxyType(
    {**{kind: f".{kind.value}" for kind in FileType}, FileType.JPEG: ".jpg", FileType.TIFF: ".tif"}
)
"""The usual suffix of each format."""

PAGED_TYPES = frozenset({FileType.TIFF, FileType.PDF})

# The shortest possible file with a picture or an invoice, in bytes.
MIN_BYTES: Mapping[FileType, int] = MappingProxyType(
    {
        FileType.JPEG: 100,
        FileType.PNG: 57,
        FileType.WEBP: 26,
        FileType.TIFF: 60,
        FileType.BMP: 30,
        FileType.GIF: 35,
        FileType.HEIC: 100,
        FileType.AVIF: 100,
        FileType.PDF: 60,
        FileType.XML: 40,
    }
)

# Brands of ISO 14496-12 files that hold HEVC coded pictures (ISO 23008-12, annex B).
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


@dataclass(frozen=True, slots=True)
class FileKind:
    """The type and size of a file."""

    type: FileType
    size: int
    """Bytes."""

    @property
    def is_paged(self) -> bool:
        """Whether it may hold several pages."""
        return self.type in PAGED_TYPES


def inspect_file(path: Path, limits: ReadLimits) -> FileKind:
    """The type and size of a file.

    Raises `InvalidRequest` when it cannot be read as a receipt.
    """
    size, head = _read_head(path)
    if size == 0:
        raise make_file_refusal(path, "file_empty")
    if size > limits.max_bytes:
        megabytes, most = -(-size // 1_000_000), limits.max_bytes // 1_000_000
        raise make_file_refusal(path, "file_too_large", TooLarge, size=megabytes, limit=most)
    kind = detect_file_type(head)
    if kind is None:
        raise make_file_refusal(path, identify_type(head) or "file_unknown", UnsupportedType)
    if size < MIN_BYTES[kind] or _is_truncated(kind, head, size):
        raise make_file_refusal(path, "file_truncated")
    return FileKind(kind, size)


def detect_file_type(head: bytes) -> FileType | None:
    """The format of a file that starts with `head`; None when it is not supported."""
    return next((kind for kind, matches in _DETECTORS.items() if matches(head)), None)


def _read_head(path: Path) -> tuple[int, bytes]:
    """Size and first bytes of a regular file; a pipe might never end. Raises `InvalidRequest`."""
    try:
        opened = make_openable(path)
        _check_regular(path, opened.stat().st_mode)
        with open(opened, "rb", opener=_open_nonblocking) as file:
            status = os.fstat(file.fileno())
            _check_regular(path, status.st_mode)  # it may have been replaced
            return status.st_size, file.read(HEAD_BYTES)
    except ValueError as error:  # a null byte or an invalid character in the name
        raise make_file_refusal(path, "file_missing") from error
    except OSError as error:
        raise make_unreadable_error(path, error) from error


def make_unreadable_error(path: Path, error: OSError) -> InvalidRequest:
    """The error for a file that the system cannot open."""
    if error.errno == errno.ENAMETOOLONG:
        return make_file_refusal(path, "file_name_too_long")
    if error.errno == errno.ELOOP:
        return make_file_refusal(path, "file_link_loop")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return make_file_refusal(path, "file_link_broken" if path.is_symlink() else "file_missing")
    if isinstance(error, PermissionError):
        return make_file_refusal(path, "file_denied")
    return make_file_refusal(path, "file_unreadable", reason=error.strerror or type(error).__name__)


def _open_nonblocking(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise _make_irregular_error(path, mode)


def _make_irregular_error(path: Path, mode: int) -> InvalidRequest:
    """The error for a path that is no file. Raises `PermissionError` for a locked folder."""
    if not stat.S_ISDIR(mode):
        return make_file_refusal(path, "file_not_regular")
    next(path.iterdir(), None)
    return make_file_refusal(path, "file_is_folder")


def _is_truncated(kind: FileType, head: bytes, size: int) -> bool:
    """Whether the header states more bytes than the file has."""
    if kind is FileType.WEBP:
        return int.from_bytes(head[4:8], "little") + 8 > size
    if kind is FileType.PNG:
        return head[12:16] != b"IHDR"
    return False


def _is_heic(head: bytes) -> bool:
    brands = _list_brands(head)
    return bool(brands & HEIC_BRANDS) and not _is_avif(head)


def _is_avif(head: bytes) -> bool:
    """Whether it holds AV1 coded pictures (AV1 Image File Format, section 6.3)."""
    return bool(_list_brands(head) & {b"avif", b"avis"})


def _list_brands(head: bytes) -> set[bytes]:
    """The brands of an ISO 14496-12 file; none for another file."""
    if head[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(head[:4], "big"), 256)
    return {head[8:12]} | {head[at : at + 4] for at in range(16, end, 4)}


_DETECTORS: Mapping[FileType, Callable[[bytes], bool]] = MappingProxyType(
    {
        FileType.JPEG: lambda head: head.startswith(b"\xff\xd8\xff"),
        FileType.PNG: lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
        FileType.WEBP: lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
        FileType.TIFF: lambda head: head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
        FileType.BMP: lambda head: head[:2] == b"BM" and head[6:10] == b"\0\0\0\0",
        FileType.GIF: lambda head: head.startswith((b"GIF87a", b"GIF89a")),
        FileType.AVIF: _is_avif,
        FileType.HEIC: _is_heic,
        FileType.PDF: lambda head: b"%PDF-" in head[:PDF_HEADER_WITHIN],
        FileType.XML: is_invoice_xml,
    }
)
