"""Identifies unsupported files by their first bytes, for a precise error message."""

from __future__ import annotations

SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\0\0\0\x0cjP  ", 0, "file_seems_jpeg2000"),
    (b"8BPS", 0, "file_seems_photoshop"),
    (b"ftyp", 4, "file_seems_video"),
    (b"\x1aE\xdf\xa3", 0, "file_seems_video"),
    (b"AVI ", 8, "file_seems_video"),
    (b"WAVE", 8, "file_seems_audio"),
    (b"ID3", 0, "file_seems_audio"),
    (b"OggS", 0, "file_seems_audio"),
    (b"fLaC", 0, "file_seems_audio"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "file_seems_office"),
    (b"{\\rtf", 0, "file_seems_office"),
    (b"Rar!", 0, "file_seems_archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "file_seems_archive"),
    (b"\x1f\x8b", 0, "file_seems_archive"),
    (b"ustar", 257, "file_seems_archive"),
    (b"\x7fELF", 0, "file_seems_program"),
    (b"MZ", 0, "file_seems_program"),
    (b"SQLite format 3", 0, "file_seems_database"),
)
"""Bytes, where they stand, the key of the error that names the type."""

ZIPPED_OFFICE = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.", b"[Content_Types].xml")
TEXT_MARKS = (
    ("<!doctype html", "file_seems_html"),
    ("<html", "file_seems_html"),
    ("<svg", "file_seems_svg"),
    ("<?xml", "file_seems_xml"),
)


def identify_type(head: bytes) -> str | None:
    """The key of the error that says what these first bytes are; None when that is not clear."""
    return _match_signature(head) or _identify_zip(head) or _identify_text(head)


def _match_signature(head: bytes) -> str | None:
    for signature, offset, name in SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return name
    return None


def _identify_zip(head: bytes) -> str | None:
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    return (
        "file_seems_office" if any(mark in head for mark in ZIPPED_OFFICE) else "file_seems_archive"
    )


def _identify_text(head: bytes) -> str | None:
    """A text format, or "text"; the last character of `head` may be incomplete."""
    if b"\0" in head:
        return None
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start == 0 or error.start < len(head) - 3:
            return None
        text = head[: error.start].decode("utf-8-sig")
    start = text.lstrip()[:400].lower()
    return next((word for mark, word in TEXT_MARKS if mark in start), "file_seems_text")
