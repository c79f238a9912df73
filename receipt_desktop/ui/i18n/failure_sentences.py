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
    "incomplete": QT_TRANSLATE_NOOP(
        "texts", "Not on the receipt: {fields}. Confirm this to approve it."
    ),
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
    "needs_memory": QT_TRANSLATE_NOOP(
        "texts", "Reading this file would take too much memory, more than {limit} MB."
    ),
    "memory_short": QT_TRANSLATE_NOOP("texts", "There is too little free memory to read just now."),
    "memory_file": QT_TRANSLATE_NOOP("texts", "There is too little free memory for this file."),
    "memory_crowded": QT_TRANSLATE_NOOP("texts", "Other files need the memory just now."),
    "reader_memory": QT_TRANSLATE_NOOP("texts", "The reader ran out of memory."),
    "reader_fails": QT_TRANSLATE_NOOP(
        "texts", "The reader fails on every page, not on this file alone."
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
    "folder_is_file": QT_TRANSLATE_NOOP(
        "texts",
        "{path} is a file, and a folder belongs there. Move the file away; the program makes the folder anew.",
    ),
    "file_is_folder_here": QT_TRANSLATE_NOOP(
        "texts",
        "{path} is a folder, and a file belongs there. Move the folder away; the program makes the file anew.",
    ),
    "no_rights": QT_TRANSLATE_NOOP(
        "texts",
        "{path} cannot be read or written. Give your user account the right to read and to write it.",
    ),
    "data_folder": QT_TRANSLATE_NOOP("texts", "The data folder {path} cannot be used: {reason}."),
    "in_use": QT_TRANSLATE_NOOP("texts", "Receipt Desktop is running already on this data folder."),
    "redis_missing": QT_TRANSLATE_NOOP(
        "texts",
        "No Redis server was found. Install redis-server or valkey-server, or set REDIS_URL to a running one.",
    ),
    "redis_binary_bad": QT_TRANSLATE_NOOP(
        "texts", "The Redis server set as {path} is not there or cannot be run."
    ),
    "redis_slow_start": QT_TRANSLATE_NOOP("texts", "The Redis server did not answer in time."),
    "start_unexpected": QT_TRANSLATE_NOOP(
        "texts", "Something unexpected went wrong ({kind}). The log has the details: {path}"
    ),
    "settings_unreadable": QT_TRANSLATE_NOOP(
        "texts",
        "{path} could not be read. It is kept as {aside}, and the defaults are used.",
    ),
    "settings_bad_value": QT_TRANSLATE_NOOP(
        "texts",
        "{path}: {name} cannot be {value}. The default is used: {default}. The file as it was is kept as {aside}.",
    ),
    "settings_left": QT_TRANSLATE_NOOP(
        "texts",
        "{path} cannot be used, and it could not be put aside. The defaults are used. Check the rights of the data folder.",
    ),
    "resource_missing": QT_TRANSLATE_NOOP(
        "texts",
        "A file of the program is missing or unreadable: {path}. Install Receipt Desktop again.",
    ),
    "settings_folder": QT_TRANSLATE_NOOP(
        "texts",
        "{path} is a folder, so settings cannot be saved and the defaults are used. Move it away.",
    ),
    "original_changed": QT_TRANSLATE_NOOP("texts", "{path} was changed since it was kept."),
    "removal_not_recorded": QT_TRANSLATE_NOOP(
        "texts", "Nothing was removed: {folder} cannot be written ({reason})."
    ),
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
    "token_short": QT_TRANSLATE_NOOP(
        "texts",
        "The API token must have at least {least} characters, all of them ASCII. Change RECEIPT_DESKTOP_API_TOKEN, or remove it to use the token of the data folder.",
    ),
    "secret_is_folder": QT_TRANSLATE_NOOP(
        "texts",
        "The secret cannot be kept in {path}: that is a folder. Move the folder away; the file is made anew.",
    ),
    "secret_not_kept": QT_TRANSLATE_NOOP(
        "texts",
        "The secret cannot be kept in {path}: {reason}. Check the rights of the file and of its folder.",
    ),
    "too_many_callbacks": QT_TRANSLATE_NOOP(
        "texts", "At most {limit} callback addresses are kept for one receipt."
    ),
    "bad_date": QT_TRANSLATE_NOOP("texts", "The date must lie between {first} and {last}."),
    "newer_database": QT_TRANSLATE_NOOP(
        "texts",
        "{path} was written by a newer version of Receipt Desktop. Update the program; nothing was changed.",
    ),
    "database_malformed": QT_TRANSLATE_NOOP(
        "texts",
        "The database is damaged. Start Receipt Desktop again: what can be read is saved first.",
    ),
    "database_folder": QT_TRANSLATE_NOOP(
        "texts",
        "{path} is a folder, but it has to be the database file. Move it away, or restore a backup: receipt-desktop restore FILE.",
    ),
    "database_unusable": QT_TRANSLATE_NOOP(
        "texts",
        "The database {path} cannot be opened: {reason}. Check the permissions of the file and its folder.",
    ),
    "database_flush": QT_TRANSLATE_NOOP(
        "texts", "The database could not be flushed to the disk: {reason}."
    ),
    "database_replaced": QT_TRANSLATE_NOOP(
        "texts",
        "The database {path} was deleted or replaced while Receipt Desktop was running. Close the program and start it again.",
    ),
    "damaged_in_use": QT_TRANSLATE_NOOP(
        "texts",
        "The database is damaged, and another Receipt Desktop is running on this data folder. Close it and try again: what can be read is saved then.",
    ),
    "file_damaged": QT_TRANSLATE_NOOP("texts", "{path} is damaged, or no database."),
    "salvage_failed": QT_TRANSLATE_NOOP(
        "texts", "The damaged database could not be rebuilt: {problem}. Nothing was changed."
    ),
    "no_space": QT_TRANSLATE_NOOP(
        "texts", "There is not enough space in {path}: about {megabytes} MB are needed."
    ),
    "backup_changed": QT_TRANSLATE_NOOP(
        "texts", "The backup is damaged: {problem} Nothing was changed."
    ),
    "backup_damaged": QT_TRANSLATE_NOOP(
        "texts", "The backup is damaged: it was changed or cut off after it was written."
    ),
    "backup_database": QT_TRANSLATE_NOOP(
        "texts", "The database in this file cannot be used: {problem}. Nothing was changed."
    ),
    "backup_encrypted": QT_TRANSLATE_NOOP(
        "texts", "This backup is encrypted: give its passphrase."
    ),
    "backup_inside": QT_TRANSLATE_NOOP(
        "texts", "Choose a place outside the data folder for the backup, best on another disk."
    ),
    "backup_is_folder": QT_TRANSLATE_NOOP("texts", "{path} is a folder. Give the name of a file."),
    "backup_no_folder": QT_TRANSLATE_NOOP("texts", "There is no folder {path}."),
    "backup_passphrase": QT_TRANSLATE_NOOP(
        "texts", "The passphrase is wrong: it does not open this backup."
    ),
    "backup_unreadable": QT_TRANSLATE_NOOP("texts", "{path} could not be read: {reason}."),
    "backup_unverified": QT_TRANSLATE_NOOP(
        "texts",
        "{path} could not be verified after it was written. The disk may be failing: use another one.",
    ),
    "backup_unwritable": QT_TRANSLATE_NOOP("texts", "{path} could not be written: {reason}."),
    "not_a_backup": QT_TRANSLATE_NOOP("texts", "This file is not a backup of Receipt Desktop."),
    "restore_in_use": QT_TRANSLATE_NOOP(
        "texts",
        "Receipt Desktop is running on this data folder. Close it everywhere, then restore.",
    ),
    "restore_moved_back": QT_TRANSLATE_NOOP(
        "texts",
        "The files of {path} cannot be moved: {reason}. Close every program that uses them and try again; nothing was changed.",
    ),
    "restore_no_place": QT_TRANSLATE_NOOP(
        "texts", "Nothing can be written into {path}. Check the permissions of the folder."
    ),
    "restore_shared": QT_TRANSLATE_NOOP(
        "texts", "This program uses a shared database (DATABASE_URL): restore that with pg_restore."
    ),
    "restore_unfinished": QT_TRANSLATE_NOOP(
        "texts",
        "A restore that was interrupted cannot be completed: {reason}. Close every program that uses the data folder and try again.",
    ),
    "restoring": QT_TRANSLATE_NOOP(
        "texts", "A backup is being restored into this data folder just now. Try again in a moment."
    ),
}
