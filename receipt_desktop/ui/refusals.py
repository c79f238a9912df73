"""Sentences of errors, by their key, in the form in which they are translated."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

FAILURES: Mapping[str, object] = {
    "cancelled": QT_TRANSLATE_NOOP("texts", "Cancelled."),
    "timeout": QT_TRANSLATE_NOOP("texts", "The time allowed for one receipt ran out."),
    "unexpected": QT_TRANSLATE_NOOP(
        "texts", "Something unexpected went wrong; the log has the details."
    ),
    "queue_unavailable": QT_TRANSLATE_NOOP(
        "texts", "The queue does not answer just now. What you added is kept and will be read."
    ),
    "disk_full_reading": QT_TRANSLATE_NOOP(
        "texts", "The disk is full: the page's picture could not be kept."
    ),
    "disk_full": QT_TRANSLATE_NOOP("texts", "The disk is full; the file was not added."),
    "unknown_id": QT_TRANSLATE_NOOP("texts", "There is no receipt with this id."),
    "not_read_yet": QT_TRANSLATE_NOOP("texts", "This receipt was not read yet."),
    "export_failed": QT_TRANSLATE_NOOP("texts", "{path} could not be written."),
    "model_name": QT_TRANSLATE_NOOP("texts", "Give the model's name, qwen2.5:3b for one."),
    "ollama_unreachable": QT_TRANSLATE_NOOP("texts", "Ollama does not answer at {host}."),
    "pull_failed": QT_TRANSLATE_NOOP("texts", "Ollama cannot fetch {name}."),
    "reader_crashed": QT_TRANSLATE_NOOP("texts", "The reader crashed on this file."),
    "reader_missing": QT_TRANSLATE_NOOP("texts", "The chosen reader is not installed."),
    "file_empty": QT_TRANSLATE_NOOP("texts", "{name} is empty."),
    "file_too_large": QT_TRANSLATE_NOOP(
        "texts", "{name} is too large: {size} MB, and at most {limit} MB are read."
    ),
    "file_truncated": QT_TRANSLATE_NOOP("texts", "{name} is cut off: its end is missing."),
    "file_is_folder": QT_TRANSLATE_NOOP("texts", "{name} is a folder."),
    "file_folder": QT_TRANSLATE_NOOP("texts", "{name} is a folder."),
    "file_not_regular": QT_TRANSLATE_NOOP("texts", "{name} is not a file that can be read."),
    "file_missing": QT_TRANSLATE_NOOP("texts", "There is no file {name}."),
    "file_name_too_long": QT_TRANSLATE_NOOP(
        "texts", "The name is too long for this computer: {name}."
    ),
    "file_link_broken": QT_TRANSLATE_NOOP("texts", "{name} is a link to a file that is not there."),
    "file_link_loop": QT_TRANSLATE_NOOP("texts", "{name} is a link that leads back to itself."),
    "web_address": QT_TRANSLATE_NOOP(
        "texts",
        "{name} is a web address, and those are not fetched. Save the file first and give its path.",
    ),
    "pattern_unmatched": QT_TRANSLATE_NOOP("texts", "No file matches {name}."),
    "file_denied": QT_TRANSLATE_NOOP("texts", "{name} may not be opened: no permission."),
    "file_forbidden": QT_TRANSLATE_NOOP("texts", "{name} may not be opened: no permission."),
    "file_unreadable": QT_TRANSLATE_NOOP("texts", "{name} cannot be opened: {reason}."),
    "file_unknown": QT_TRANSLATE_NOOP("texts", "{name} is not a picture or PDF that can be read."),
    "file_seems_office": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be an Office document."
    ),
    "file_seems_text": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be plain text."
    ),
    "file_seems_archive": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be an archive."
    ),
    "file_seems_html": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be a web page."
    ),
    "file_seems_video": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be a video."
    ),
    "picture_too_large": QT_TRANSLATE_NOOP(
        "texts",
        "The picture is too large: {width} × {height} pixels, and at most {limit} megapixels are read.",
    ),
    "picture_broken": QT_TRANSLATE_NOOP(
        "texts", "The picture is damaged or cut off and cannot be read."
    ),
    "picture_too_small": QT_TRANSLATE_NOOP(
        "texts", "The picture is too small to hold a receipt: {width} × {height} pixels."
    ),
    "pdf_password": QT_TRANSLATE_NOOP(
        "texts", "The PDF is protected by a password. Save it without one and add it again."
    ),
    "pdf_broken": QT_TRANSLATE_NOOP("texts", "The PDF is damaged and cannot be read."),
    "pdf_empty": QT_TRANSLATE_NOOP("texts", "The PDF has no pages."),
    "too_many_pages": QT_TRANSLATE_NOOP(
        "texts", "The file has {pages} pages, and at most {limit} are read."
    ),
    "no_such_page": QT_TRANSLATE_NOOP("texts", "The file has no page {page}; it has {pages}."),
    "file_seems_gif": QT_TRANSLATE_NOOP(
        "texts", "{name} is a GIF picture, and those are not read."
    ),
    "file_seems_avif": QT_TRANSLATE_NOOP(
        "texts", "{name} is an AVIF picture, and those are not read."
    ),
    "file_seems_jpeg2000": QT_TRANSLATE_NOOP(
        "texts", "{name} is a JPEG 2000 picture, and those are not read."
    ),
    "file_seems_photoshop": QT_TRANSLATE_NOOP(
        "texts", "{name} is a Photoshop picture, and those are not read."
    ),
    "file_seems_svg": QT_TRANSLATE_NOOP(
        "texts", "{name} is an SVG drawing, and those are not read."
    ),
    "file_seems_audio": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be a sound file."
    ),
    "file_seems_program": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be a program."
    ),
    "file_seems_database": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be a database."
    ),
    "file_seems_xml": QT_TRANSLATE_NOOP(
        "texts", "{name} is not a picture or PDF; it seems to be an XML file."
    ),
    "file_copy": QT_TRANSLATE_NOOP("texts", "{name} could not be copied."),
    "picture_unreadable": QT_TRANSLATE_NOOP("texts", "The picture cannot be shown."),
    "tesseract_failed": QT_TRANSLATE_NOOP("texts", "Tesseract failed on this file."),
    "reader_start": QT_TRANSLATE_NOOP("texts", "The reader cannot be started."),
    "closing": QT_TRANSLATE_NOOP("texts", "The program is closing."),
    "no_currency_code": QT_TRANSLATE_NOOP(
        "texts", "{code} is not the code of a currency, such as EUR."
    ),
    "draining": QT_TRANSLATE_NOOP(
        "texts", "The queue is being emptied and takes nothing new in just now."
    ),
    "poison": QT_TRANSLATE_NOOP(
        "texts", "This file stopped its worker {times} times ({when} UTC) and was put aside."
    ),
    "rate_limited": QT_TRANSLATE_NOOP(
        "texts", "Not more than {limit} requests a minute; try again in {retry_after} s."
    ),
    "api_port": QT_TRANSLATE_NOOP(
        "texts",
        "Port {port} cannot be had: another program has it, or the system keeps it. Choose another number.",
    ),
    "api_host": QT_TRANSLATE_NOOP("texts", "This computer has no address {host}."),
    "api_certificate": QT_TRANSLATE_NOOP(
        "texts",
        "Certificate and key cannot be used: both have to be PEM files that belong together.",
    ),
    "api_start": QT_TRANSLATE_NOOP("texts", "The API for other programs did not start in time."),
    "shelf_unreachable": QT_TRANSLATE_NOOP(
        "texts", "The shared files cannot be reached just now ({kind})."
    ),
    "shelf_refused": QT_TRANSLATE_NOOP(
        "texts", "The store of the shared files does not let us in: check key and rights."
    ),
    "shelf_bucket": QT_TRANSLATE_NOOP("texts", "The bucket of the shared files is not there."),
    "shelf_setup": QT_TRANSLATE_NOOP(
        "texts", "The store of the shared files is set up wrongly ({kind})."
    ),
    "token_given": QT_TRANSLATE_NOOP(
        "texts", "The token comes from RECEIPT_DESKTOP_API_TOKEN; change it there."
    ),
    "token_not_kept": QT_TRANSLATE_NOOP(
        "texts", "The token cannot be kept in the data folder; check its rights."
    ),
}
