"""Errors of backup, verification and restore, and the report of a rebuilt database."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "backup_inside": "Choose a location outside the data folder for the backup, preferably on "
        "another disk.",
        "backup_unverified": "{path} failed verification after it was written. The disk may be "
        "failing. Use another one.",
        "backup_encrypted": "This backup is encrypted. Enter its passphrase.",
        "backup_passphrase": "Wrong passphrase.",
        "backup_no_passphrase": "A passphrase is required. Use --passphrase-file FILE, or set "
        "{variable}.",
        "backup_passphrases_differ": "The passphrases do not match.",
        "backup_passphrase_empty": "The passphrase is empty.",
        "backup_passphrase_file": "Cannot read the passphrase file {path}.",
        "backup_unreadable": "{path} could not be read: {reason}.",
        "backup_damaged": "The backup is damaged: it was changed or cut off after it was written.",
        "backup_changed": "The backup is damaged. {problem} Nothing was changed.",
        "backup_member_missing": "{name} is missing.",
        "backup_member_changed": "{name} was changed.",
        "backup_member_unlisted": "{name} is not in the list of files of the backup.",
        "backup_database": "The database in this file cannot be used: {problem}. Nothing was "
        "changed.",
        "backup_no_tables": "The database in this file does not belong to Receipt Desktop. Nothing "
        "was changed.",
        "newer_backup": "The backup was written by a newer version of Receipt Desktop. Update "
        "Receipt Desktop. Nothing was changed.",
        "not_a_backup": "This file is not a backup of Receipt Desktop.",
        "restore_in_use": "Receipt Desktop is running on this data folder. Close it everywhere, "
        "then restore.",
        "restore_moved_back": "The files in {path} cannot be moved: {reason}. Close all programs "
        "that use them and try again. Nothing was changed.",
        "restore_no_place": "Cannot write to {path}. Check the permissions of the folder.",
        "restore_shared": "The database is shared (DATABASE_URL). Restore it with pg_restore.",
        "restore_unfinished": "An interrupted restore cannot be completed: {reason}. Close all "
        "programs that use the data folder and try again.",
        "move_in_use": "Receipt Desktop is running on this data folder. Close it everywhere, then "
        "move the data.",
        "move_inside": "{path} is the data folder itself, or one of them is inside the other. "
        "Choose another folder.",
        "move_target_used": "{path} is not an empty folder. Choose an empty one, or one that does "
        "not exist yet.",
        "move_differs": "The copy {path} differs from its original. The disk may be failing. Use "
        "another one. Nothing was changed.",
        "move_failed": "The data cannot be moved to {path}: {reason}. Nothing was changed.",
        "data_moved_away": "Your data were moved to {path}, which was not found. Connect its "
        "disk. To start with no data instead, delete {note}.",
        "restoring": "A backup is being restored to this data folder. Try again in a moment.",
        "difference_changed": "{name}: the stored original has changed ({path}).",
        "difference_missing": "{name}: the stored original is missing ({path}).",
        "difference_extra": "{path} does not belong to any receipt.",
        "difference_unreadable": "{name}: the stored original cannot be read ({path}).",
        "difference_database": "The database is damaged: {problem}",
        "difference_entry_changed": "Entry {entry} of the audit log was changed. The chain is "
        "broken from there on.",
        "difference_entry_missing": "Entries {entry} to {last} of the audit log are missing. The "
        "chain is broken from there on.",
        "difference_one_entry_missing": "Entry {entry} of the audit log is missing. The chain is "
        "broken from there on.",
        "difference_head_missing": "The audit log does not reach the known entry {entry}: entries "
        "were removed.",
        "difference_head_changed": "Entry {entry} of the audit log does not have the known hash: "
        "it, or an entry before it, is not the original one.",
        "difference_receipt_original": "{name}: the original is not the one recorded in the audit "
        "log.",
        "difference_receipt_result": "{name}: the result was changed outside Receipt Desktop.",
        "difference_receipt_correction": "{name}: the correction of “{field}” was changed outside "
        "Receipt Desktop.",
        "difference_receipt_listed": "{name}: the listed value “{field}” was changed outside "
        "Receipt Desktop.",
        "difference_receipt_approval": "{name}: the approval was changed outside Receipt Desktop.",
        "difference_receipt_deleted": "The receipt {name} was deleted outside Receipt Desktop. Its "
        "last entry in the audit log is {entry}.",
        "difference_receipt_added": "{name}: the receipt was added outside Receipt Desktop.",
        "chain_head_form": "“{text}” is not the head of an audit log (NUMBER:HASH), nor a file "
        "with one.",
        "salvage_salvaged": "The database was damaged and has been rebuilt. Receipts recovered: "
        "{receipts}, lost: {lost_receipts}. Rows recovered: {rows}, lost: {lost_rows}. "
        "The damaged file was kept as {file}.",
        "salvage_copy_restored": "The database receipts.db was missing or unreadable and was "
        "replaced by the copy of {day}. Receipts recovered: {receipts}, lost: {lost_receipts}.",
        "salvage_started_new": "The database receipts.db was missing or unreadable, and there was "
        "no copy. A new database was created. Receipts recovered: {receipts}, lost: "
        "{lost_receipts}.",
        "salvage_rows_missing": "Receipt Desktop did not shut down properly.",
        "salvage_reread": "Receipts to be read again: {reread}.",
        "salvage_orphans": "Originals without a receipt: {orphans}. They were kept. Add them with "
        "receipt-desktop doctor --adopt.",
    }
)
