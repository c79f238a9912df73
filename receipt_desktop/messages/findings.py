"""What the Doctor finds and its remedies, by `finding_` and the key of the finding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "finding_check_failed": "This could not be checked: {reason}.",
        "finding_redis_answers": "The built-in server {version} responds in {milliseconds} ms.",
        "finding_shared_redis_answers": "The shared server {version} responds in {milliseconds} "
        "ms.",
        "finding_python_redis_answers": "The built-in server in Python (fakeredis {version}) "
        "responds in {milliseconds} ms.",
        "finding_redis_ready": "The built-in server starts with Receipt Desktop ({binary}).",
        "finding_redis_silent": "Redis is not responding at {address}.",
        "finding_redis_silent_remedy": "If it does not recover by itself, restart Receipt Desktop.",
        "finding_shared_redis_silent_remedy": "Check REDIS_URL and that the server is running.",
        "finding_rapidocr_reads": "RapidOCR {version} reads Latin, Chinese and Japanese.",
        "finding_rapidocr_missing": "RapidOCR cannot be used: {module} is not installed.",
        "finding_rapidocr_missing_remedy": "Reinstall Receipt Desktop.",
        "finding_tesseract_reads": "Tesseract {version} reads {languages}.",
        "finding_tesseract_missing": "Tesseract is not installed, so only RapidOCR is used.",
        "finding_tesseract_missing_remedy": "Install Tesseract for second readings and more "
        "scripts.",
        "finding_scripts_complete": "All supported scripts can be read.",
        "finding_scripts_missing": "Languages missing from Tesseract: {languages}. Without them, "
        "text in their scripts is not read. {install}",
        "finding_ollama_silent": "Ollama is not responding at {host}. Receipts are read without a "
        "language model.",
        "finding_ollama_silent_remedy": "Install Ollama from ollama.com and start it, or change "
        "its address in Settings.",
        "finding_ollama_empty": "Ollama {version} is running, but the selected model is not "
        "installed.",
        "finding_ollama_empty_remedy": "Download a model in Settings, for example qwen2.5:3b.",
        "finding_ollama_answers": "Ollama {version} with {model}.",
        "finding_trial_good": "{model} read {right} of {asked} values of the test receipt "
        "correctly in {seconds} s.",
        "finding_trial_slow_remedy": "Too slow: use a smaller model, or raise the time limit "
        "(PROCESSING_TIMEOUT_MS).",
        "finding_trial_weak_remedy": "Use a larger model, for example qwen2.5:3b. Answers of this "
        "one are checked, but help little.",
        "finding_trial_too_slow": "The model did not answer the test receipt in time.",
        "finding_trial_nonsense": "The answer of the model to the test receipt was not valid.",
        "finding_trial_nonsense_remedy": "Use another model, for example qwen2.5:3b.",
        "finding_disk_free": "{free_bytes} free in {folder}.",
        "finding_disk_low_remedy": "Free up space soon.",
        "finding_disk_full_remedy": "Free up space now.",
        "finding_folder_sound": "All files and folders in {folder} can be used.",
        "finding_folder_open": "Other users of this computer can open {folder}.",
        "finding_folder_open_remedy": "Remove their permissions for the folder.",
        "finding_settings_aside": "Invalid settings were replaced by defaults. The previous file "
        "is {path}.",
        "finding_settings_aside_remedy": "Set the missing values again, then delete the previous "
        "file.",
        "finding_originals_sound": "Every original has a receipt, and every receipt has its "
        "original.",
        "finding_originals_unknown": "Originals without a receipt: {count} ({size_bytes}). None "
        "has been deleted.",
        "finding_originals_unknown_remedy": "Add them again: receipt-desktop doctor --adopt.",
        "finding_originals_lost": "Receipts whose original is missing in {folder}: {count}.",
        "finding_originals_lost_remedy": "Restore the files from a backup, or add the receipts "
        "again.",
        "finding_leftovers_none": "No files left over from removed receipts.",
        "finding_leftovers_found": "Files or folders left over from removed receipts and "
        "interrupted runs: {count} ({size_bytes}).",
        "finding_leftovers_found_remedy": "They are deleted every hour, or with receipt-desktop "
        "doctor --clean-up.",
        "finding_database_none": "{path} is created when the first receipt is added.",
        "finding_database_missing": "{path} is missing, but there are originals.",
        "finding_database_missing_remedy": "Restore a copy of it, or add the originals again: "
        "receipt-desktop doctor --adopt.",
        "finding_database_sound": "No damage. Receipts: {count}.",
        "finding_database_damaged_remedy": "Restart Receipt Desktop to recover all readable data, "
        "or run receipt-desktop restore.",
        "finding_database_unusable": "The database cannot be used. {problem}",
        "finding_database_unusable_remedy": "Restore a backup: receipt-desktop restore FILE.",
        "finding_copies_good": "The latest copy of the database is from {day} and was verified.",
        "finding_copies_none": "There is no daily copy of the database yet.",
        "finding_copies_none_remedy": "One is made every day while Receipt Desktop is running.",
        "finding_copies_off": "Daily copies of the database are turned off.",
        "finding_copies_off_remedy": "Set the number of copies in Settings to 1 or more.",
        "finding_copies_old": "The latest copy of the database is from {day}.",
        "finding_copies_old_remedy": "Keep Receipt Desktop running for a few minutes, or make a "
        "backup.",
        "finding_copies_damaged": "No copy was made: the database is damaged.",
        "finding_verified_none": "Originals and audit log have not been verified yet.",
        "finding_verified_none_remedy": "Verify them with receipt-desktop verify.",
        "finding_verified_good": "Originals and audit log were last verified on {day}, without "
        "differences.",
        "finding_verified_bad": "The verification of {day} found differences: {differences}.",
        "finding_verified_bad_remedy": "receipt-desktop verify shows them.",
        "finding_salvaged_remedy": "Check the receipts, then dismiss the message in the window.",
        "finding_copy_restored_remedy": "Add the missing receipts with receipt-desktop doctor "
        "--adopt.",
        "finding_started_new_remedy": "Restore a backup, or add the receipts with receipt-desktop "
        "doctor --adopt.",
        "finding_rows_missing": "Receipt Desktop did not shut down properly. Originals without a "
        "receipt: {orphans}.",
        "finding_rows_missing_remedy": "Add them with receipt-desktop doctor --adopt.",
    }
)
