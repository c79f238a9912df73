"""Errors for files that cannot be read as receipts; their keys are for translation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from receipt_desktop.domain import display
from receipt_desktop.domain.errors import InvalidRequest

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "file_empty": "{name} is empty.",
        "file_too_large": "{name} is too large: {size} MB, and at most {limit} MB are read.",
        "file_truncated": "{name} is cut off: its end is missing.",
        "file_is_folder": "{name} is a folder.",
        "file_not_regular": "{name} is not a file that can be read.",
        "file_missing": "There is no file {name}.",
        "file_name_too_long": "The name is too long for this computer: {name}.",
        "file_link_broken": "{name} is a link to a file that is not there.",
        "file_link_loop": "{name} is a link that leads back to itself.",
        "web_address": "{name} is a web address, and those are not fetched. Save the file first "
        "and give its path.",
        "pattern_unmatched": "No file matches {name}.",
        "file_denied": "{name} may not be opened: no permission.",
        "file_unreadable": "{name} cannot be opened: {reason}.",
        "file_unknown": "{name} is not a picture or PDF that can be read.",
        "file_seems_gif": "{name} is a GIF picture, and those are not read.",
        "file_seems_avif": "{name} is an AVIF picture, and those are not read.",
        "file_seems_jpeg2000": "{name} is a JPEG 2000 picture, and those are not read.",
        "file_seems_photoshop": "{name} is a Photoshop picture, and those are not read.",
        "file_seems_video": "{name} is not a picture or PDF; it seems to be a video.",
        "file_seems_audio": "{name} is not a picture or PDF; it seems to be a sound file.",
        "file_seems_office": "{name} is not a picture or PDF; it seems to be an Office document.",
        "file_seems_archive": "{name} is not a picture or PDF; it seems to be an archive.",
        "file_seems_program": "{name} is not a picture or PDF; it seems to be a program.",
        "file_seems_database": "{name} is not a picture or PDF; it seems to be a database.",
        "file_seems_html": "{name} is not a picture or PDF; it seems to be a web page.",
        "file_seems_svg": "{name} is an SVG drawing, and those are not read.",
        "file_seems_xml": "{name} is not a picture or PDF; it seems to be an XML file.",
        "file_seems_text": "{name} is not a picture or PDF; it seems to be plain text.",
        "picture_too_large": "The picture is too large: {width} × {height} pixels, and at most "
        "{limit} megapixels are read.",
        "picture_broken": "The picture is damaged or cut off and cannot be read.",
        "picture_too_small": "The picture is too small to hold a receipt: "
        "{width} × {height} pixels.",
        "pdf_password": "The PDF is protected by a password. Save it without one and add it again.",
        "pdf_broken": "The PDF is damaged and cannot be read.",
        "pdf_empty": "The PDF has no pages.",
        "too_many_pages": "The file has {pages} pages, and at most {limit} are read.",
        "needs_memory": "Reading this file would take too much memory, more than {limit} MB.",
        "no_such_page": "The file has no page {page}; it has {pages}.",
    }
)


def make_refusal(key: str, **details: str | int) -> InvalidRequest:
    """The error with the sentence of `key`, its placeholders filled with `details`."""
    return InvalidRequest(SENTENCES[key].format(**details), key=key, **details)


def make_file_refusal(path: Path, key: str, **details: str | int) -> InvalidRequest:
    """The error with the sentence of `key` for the file at `path`."""
    return make_refusal(key, name=shown_name(path), **details)


def shown_name(path: Path) -> str:
    """The name of the file, safe to print and to write."""
    return display.format_file_name(path.name or str(path))
