"""Keys without a sentence of their own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SHARED: Mapping[str, str] = MappingProxyType(
    {
        "finding_folder_is_file": "folder_is_file",
        "finding_file_is_folder_here": "file_is_folder_here",
        "finding_no_rights": "no_rights",
        "finding_settings_folder": "settings_folder",
        "finding_shared_redis_silent": "finding_redis_silent",
        "finding_disk_low": "finding_disk_free",
        "finding_disk_full": "finding_disk_free",
        "finding_trial_slow": "finding_trial_good",
        "finding_trial_weak": "finding_trial_good",
        "finding_trial_too_slow_remedy": "finding_trial_slow_remedy",
        "finding_database_damaged": "issue_database_damaged",
        "finding_copies_no_space": "issue_copy_no_space",
        "finding_copies_failed": "issue_copy_failed",
        "finding_copies_damaged_remedy": "issue_database_damaged_remedy",
        "finding_salvaged": "salvage_salvaged",
        "finding_copy_restored": "salvage_copy_restored",
        "watch_hangs_remedy": "watch_offline_remedy",
        "finding_started_new": "salvage_started_new",
        "reason_script_greek": "reason_script_missing",
        "reason_script_cyrillic": "reason_script_missing",
        "reason_script_hebrew": "reason_script_missing",
        "reason_script_arabic": "reason_script_missing",
        "reason_script_korean": "reason_script_missing",
        "reason_script_thai": "reason_script_missing",
        "reason_script_devanagari": "reason_script_missing",
        "reason_script_bengali": "reason_script_missing",
        "reason_script_tamil": "reason_script_missing",
        "reason_script_georgian": "reason_script_missing",
        "reason_script_armenian": "reason_script_missing",
        "mail_login_app": "mail_login",
        "mail_login_app_remedy": "mail_hint_app",
        "mail_login_switch": "mail_login",
        "mail_login_switch_remedy": "mail_hint_switch",
        "report_column_receipts": "export_pdf_title",
    }
)
"""Keys that share the sentence of another one, and its remedy unless they have one."""

RENAMED: Mapping[str, str] = MappingProxyType(
    {
        "file_folder": "file_is_folder",
        "file_forbidden": "file_denied",
        "disk_full_reading": "disk_full",
        "database": "database_silent",
        "database_refuses": "database_error",
    }
)
"""Keys of errors that earlier versions stored in the database."""
