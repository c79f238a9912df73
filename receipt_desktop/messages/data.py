"""Errors about the data folder, the settings, the database, Redis and the shared files."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "no_display": "No display available. To work without a window, run: "
        "receipt-desktop process FOLDER --csv out.csv",
        "resource_missing": "A file of the program is missing or unreadable: {path}. "
        "Install Receipt Desktop again.",
        "company_name": "A company needs a name of at most {limit} characters.",
        "company_twice": "There is already a company named {name}.",
        "company_folder_used": "{path} is not empty. Choose an empty folder for a new company.",
        "company_folder_foreign": "{path} is not a data folder of Receipt Desktop.",
        "company_folder_missing": "The data folder {path} was not found. Is its drive connected?",
        "unknown_company": "There is no company named {name}. Companies: {names}.",
        "in_use": "Receipt Desktop is already running on this data folder.",
        "start_unexpected": "Something unexpected went wrong ({kind}). The log has the details: "
        "{path}",
        "system_error": "Operating system error: {reason}.",
        "system_error_file": "{path}: {reason}.",
        "data_folder": "The data folder {path} cannot be used: {reason}.",
        "data_folder_name": "The name of the data folder is not valid UTF-8: {path}. "
        "Choose another one with --data-dir or RECEIPT_DESKTOP_DATA_DIR.",
        "folder_is_file": "{path} is a file, but must be a folder.",
        "folder_is_file_remedy": "Move the file away. Receipt Desktop creates the folder again.",
        "file_is_folder_here": "{path} is a folder, but must be a file.",
        "file_is_folder_here_remedy": "Move the folder away. Receipt Desktop creates the file "
        "again.",
        "no_rights": "No permission to read and write {path}.",
        "no_rights_remedy": "Give your user account read and write permission.",
        "setting_invalid": "{name} cannot be {value}.",
        "setting_out_of_range": "{name} must be between {low} and {high}, not {value}.",
        "settings_not_saved": "The settings could not be saved: {reason}.",
        "settings_unreadable": "{path} could not be read ({reason}). The file was renamed to "
        "{aside}, and default settings are used.",
        "settings_no_file": "not a regular file",
        "settings_no_text": "not UTF-8 text",
        "settings_empty": "it is empty",
        "settings_no_json": "no JSON in line {line}",
        "settings_no_object": "not a JSON object",
        "settings_too_deep": "nested too deeply",
        "settings_bad_value": "{path}: {name} cannot be {value}. The default is used: {default}. "
        "A copy of the file was saved as {aside}.",
        "settings_bad_value_left": "{path}: {name} cannot be {value}. "
        "The default is used: {default}.",
        "settings_left": "{path} cannot be used and could not be renamed ({reason}). Default "
        "settings are used. Check the permissions of the data folder.",
        "settings_folder": "{path} is a folder. Settings cannot be saved, and default settings are "
        "used.",
        "settings_folder_remedy": "Move the folder away.",
        "token_given": "The token is set by RECEIPT_DESKTOP_API_TOKEN. Change it there.",
        "token_short": "The API token must have at least {least} characters, all of them ASCII. "
        "Change RECEIPT_DESKTOP_API_TOKEN, or remove it to use the token in the data folder.",
        "secret_is_folder": "The secret cannot be saved to {path}, which is a folder. Move the "
        "folder away. The file is created again.",
        "secret_not_kept": "The secret cannot be saved to {path}: {reason}. Check the permissions "
        "of the file and its folder.",
        "database_busy": "The database is locked by another program.",
        "database_read_only": "Cannot write to the database. Check the permissions of the data "
        "folder.",
        "database_silent": "The database is not responding: {reason}.",
        "database_error": "Database error: {reason}.",
        "database_malformed": "The database is damaged. Restart Receipt Desktop to recover all "
        "readable data.",
        "database_folder": "{path} is a folder, but must be the database file. Move it away, or "
        "restore a backup: receipt-desktop restore FILE.",
        "database_unusable": "The database {path} cannot be opened: {reason}. Check the "
        "permissions of the file and its folder.",
        "database_replaced": "The database {path} was deleted or replaced while Receipt Desktop "
        "was running. Restart Receipt Desktop.",
        "database_flush": "The database could not be flushed to disk: {reason}.",
        "database_opening": "Another program is still opening the database. Try again later.",
        "newer_database": "{path} was written by a newer version of Receipt Desktop. "
        "Update Receipt Desktop. Nothing was changed.",
        "older_in_use": "An older version of Receipt Desktop is still working with {path}. Close "
        "it with its workers and its server, and start this version again. Nothing was changed.",
        "damaged_in_use": "The database is damaged, and another Receipt Desktop is running on this "
        "data folder. Close it and try again to recover all readable data.",
        "file_damaged": "{path} is damaged or not a database.",
        "salvage_failed": "The damaged database could not be rebuilt: {problem}. Nothing was "
        "changed.",
        "no_space": "Not enough space in {path}: about {megabytes} MB are needed.",
        "redis_missing": "No Redis server found. Install redis-server or valkey-server, or set "
        "REDIS_URL to the address of a running server.",
        "redis_binary_bad": "The Redis server {path} does not exist or cannot be run.",
        "redis_slow_start": "The Redis server did not respond in time.",
        "redis_start_failed": "The Redis server could not be started: {reason}.",
        "redis_exited": "The Redis server exited at once. Its log has the details: {path}",
        "redis_keeps_stopping": "The Redis server keeps stopping. Its log has the details: {path}",
        "redis_socket_folder": "The folder {path} belongs to another user.",
        "shelf_unreachable": "The shared files cannot be reached ({kind}).",
        "shelf_refused": "Access to the shared files was denied. Check the key and its "
        "permissions.",
        "shelf_bucket": "The S3 bucket of the shared files does not exist.",
        "shelf_setup": "The S3 connection is not set up correctly ({kind}). Check the address and "
        "the profile.",
        "shelf_unknown": "RECEIPT_DESKTOP_SHARED_FILES ({scheme}) is not a supported location.",
        "shelf_not_installed": "Shared files ({scheme}) need additional packages: fsspec, and s3fs "
        "for S3.",
        "import_unreadable": "{name} is not a table of receipts ({reason}).",
        "import_unknown": "{name} does not have the columns of a supported program. Supported are "
        "the exports of {programs}.",
        "import_batch": "There is no import number {batch} with receipts on the list.",
        "import_known": "It was imported before.",
        "import_repeated": "An earlier line has the same ID.",
        "import_type": "It is of the type “{type}”, not an expense.",
        "import_pictures_differ": "Several pictures have its name, so none was attached.",
        "import_cell": "The value “{cell}” in the column “{column}” is not valid.",
    }
)
