"""What the Doctor finds and how it is mended, by its key, in the form for translation."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from receipt_desktop.domain.health import Finding
from receipt_desktop.ui.i18n.failure_sentences import FAILURES
from receipt_desktop.ui.i18n.sentences import SentenceDetails, SentencePairs, translate_sentence
from receipt_desktop.ui.settings.language_list import native_language_name

READ = QT_TRANSLATE_NOOP(
    "findings",
    "{model} read {right} of {asked} values of the test receipt right, in {seconds} s.",
)
SMALLER = QT_TRANSLATE_NOOP(
    "findings",
    "Too slow: use a smaller model, or a longer time limit (PROCESSING_TIMEOUT_MS).",
)
FREE = QT_TRANSLATE_NOOP("findings", "{free_bytes} are free in {folder}.")

FINDINGS: SentencePairs = {
    "redis_answers": (
        QT_TRANSLATE_NOOP("findings", "Our own server {version} answers in {milliseconds} ms."),
        "",
    ),
    "shared_redis_answers": (
        QT_TRANSLATE_NOOP("findings", "The shared server {version} answers in {milliseconds} ms."),
        "",
    ),
    "redis_silent": (
        QT_TRANSLATE_NOOP("findings", "No Redis answers at {address}."),
        QT_TRANSLATE_NOOP(
            "findings", "If it does not come back by itself, start the program again."
        ),
    ),
    "shared_redis_silent": (
        QT_TRANSLATE_NOOP("findings", "No Redis answers at {address}."),
        QT_TRANSLATE_NOOP("findings", "Check REDIS_URL and that the server runs."),
    ),
    "rapidocr_reads": (
        QT_TRANSLATE_NOOP("findings", "RapidOCR {version} reads all Latin letters."),
        "",
    ),
    "rapidocr_missing": (
        QT_TRANSLATE_NOOP("findings", "RapidOCR cannot be used: {module} is not installed."),
        QT_TRANSLATE_NOOP("findings", "Install the program again."),
    ),
    "tesseract_reads": (
        QT_TRANSLATE_NOOP("findings", "Tesseract {version} reads {languages}."),
        "",
    ),
    "tesseract_missing": (
        QT_TRANSLATE_NOOP("findings", "Tesseract is not installed."),
        QT_TRANSLATE_NOOP("findings", "Install tesseract-ocr, or the program again."),
    ),
    "ollama_silent": (
        QT_TRANSLATE_NOOP(
            "findings", "Ollama does not answer at {host}. Receipts are read by rules alone."
        ),
        QT_TRANSLATE_NOOP(
            "findings",
            "Install Ollama from ollama.com and start it, or set its address in Settings.",
        ),
    ),
    "ollama_empty": (
        QT_TRANSLATE_NOOP(
            "findings", "Ollama {version} runs, but the chosen model is not installed."
        ),
        QT_TRANSLATE_NOOP("findings", "Pull a model in Settings, qwen2.5:3b for one."),
    ),
    "ollama_answers": (QT_TRANSLATE_NOOP("findings", "Ollama {version} with {model}."), ""),
    "trial_good": (READ, ""),
    "trial_slow": (READ, SMALLER),
    "trial_weak": (
        READ,
        QT_TRANSLATE_NOOP(
            "findings",
            "Use a larger model, qwen2.5:3b for one; this one is checked, but helps little.",
        ),
    ),
    "trial_too_slow": (
        QT_TRANSLATE_NOOP("findings", "The model did not answer the test receipt in time."),
        SMALLER,
    ),
    "trial_nonsense": (
        QT_TRANSLATE_NOOP("findings", "The model's answer to the test receipt made no sense."),
        QT_TRANSLATE_NOOP("findings", "Use another model, qwen2.5:3b for one."),
    ),
    "disk_free": (FREE, ""),
    "disk_low": (FREE, QT_TRANSLATE_NOOP("findings", "Free some space soon.")),
    "disk_full": (FREE, QT_TRANSLATE_NOOP("findings", "Free some space now.")),
    "folder_is_file": (
        QT_TRANSLATE_NOOP("findings", "{path} is a file, and a folder belongs there."),
        QT_TRANSLATE_NOOP("findings", "Move the file away; the program makes the folder anew."),
    ),
    "file_is_folder_here": (
        QT_TRANSLATE_NOOP("findings", "{path} is a folder, and a file belongs there."),
        QT_TRANSLATE_NOOP("findings", "Move the folder away; the program makes the file anew."),
    ),
    "no_rights": (
        QT_TRANSLATE_NOOP("findings", "{path} cannot be read or written."),
        QT_TRANSLATE_NOOP("findings", "Give your user account the right to read and to write it."),
    ),
    "folder_sound": (
        QT_TRANSLATE_NOOP("findings", "Every file and folder in {folder} can be used."),
        "",
    ),
    "folder_open": (
        QT_TRANSLATE_NOOP("findings", "Other users of this computer can open {folder}."),
        QT_TRANSLATE_NOOP("findings", "Take their rights to the folder away."),
    ),
    "settings_folder": (
        QT_TRANSLATE_NOOP(
            "findings",
            "{path} is a folder, so settings cannot be saved and the defaults are used.",
        ),
        QT_TRANSLATE_NOOP("findings", "Move the folder away."),
    ),
    "settings_aside": (
        QT_TRANSLATE_NOOP(
            "findings",
            "Settings that could not be used were replaced by defaults. The old file is {path}.",
        ),
        QT_TRANSLATE_NOOP("findings", "Set again what is missing, then delete the old file."),
    ),
    "redis_ready": (
        QT_TRANSLATE_NOOP("findings", "Our own server starts with the program ({binary})."),
        "",
    ),
    "originals_sound": (
        QT_TRANSLATE_NOOP(
            "findings", "Every original has its receipt, every receipt its original."
        ),
        "",
    ),
    "originals_unknown": (
        QT_TRANSLATE_NOOP(
            "findings", "Originals without a receipt: {count} ({size_bytes}). None is deleted."
        ),
        QT_TRANSLATE_NOOP("findings", "Read them in again: receipt-desktop doctor --adopt."),
    ),
    "originals_lost": (
        QT_TRANSLATE_NOOP("findings", "Receipts whose original is missing in {folder}: {count}."),
        QT_TRANSLATE_NOOP(
            "findings", "Put the files back from a backup, or add the receipts again."
        ),
    ),
    "database_none": (
        QT_TRANSLATE_NOOP("findings", "{path} is made when the first receipt is added."),
        "",
    ),
    "database_missing": (
        QT_TRANSLATE_NOOP("findings", "{path} is missing, and originals are there."),
        QT_TRANSLATE_NOOP(
            "findings",
            "Put a copy of it back, or read the originals in: receipt-desktop doctor --adopt.",
        ),
    ),
    "leftovers_none": (QT_TRANSLATE_NOOP("findings", "Nothing is left of removed receipts."), ""),
    "leftovers_found": (
        QT_TRANSLATE_NOOP(
            "findings",
            "Files or folders of removed receipts and broken-off runs: {count} ({size_bytes}).",
        ),
        QT_TRANSLATE_NOOP(
            "findings", "They are deleted once an hour, or by receipt-desktop doctor --clean-up."
        ),
    ),
    "database_sound": (QT_TRANSLATE_NOOP("findings", "No damage. Receipts: {count}."), ""),
    "database_damaged": (
        QT_TRANSLATE_NOOP("findings", "The database is damaged ({damage})."),
        QT_TRANSLATE_NOOP(
            "findings",
            "Start the program again to save what can be read, or run receipt-desktop restore.",
        ),
    ),
    "copies_good": (
        QT_TRANSLATE_NOOP(
            "findings", "The newest copy of the database is of {day}; it was checked."
        ),
        "",
    ),
    "copies_none": (
        QT_TRANSLATE_NOOP("findings", "There is no copy of the database yet."),
        QT_TRANSLATE_NOOP("findings", "One is made every day while the program runs."),
    ),
    "copies_off": (
        QT_TRANSLATE_NOOP("findings", "No daily copies of the database are made."),
        QT_TRANSLATE_NOOP("findings", "Set the number of copies in Settings to 1 or more."),
    ),
    "copies_old": (
        QT_TRANSLATE_NOOP("findings", "The newest copy of the database is of {day}."),
        QT_TRANSLATE_NOOP(
            "findings", "Leave the program running for some minutes, or make a backup."
        ),
    ),
    "copies_no_space": (
        QT_TRANSLATE_NOOP("findings", "There is no space for the daily copy of the database."),
        QT_TRANSLATE_NOOP("findings", "Free some space."),
    ),
    "copies_failed": (
        QT_TRANSLATE_NOOP("findings", "The daily copy of the database could not be made."),
        QT_TRANSLATE_NOOP(
            "findings", "Check the permissions of the folder copies in the data folder."
        ),
    ),
    "copies_damaged": (
        QT_TRANSLATE_NOOP("findings", "No copy was made: the database is damaged."),
        QT_TRANSLATE_NOOP(
            "findings", "Close the program and start it again: what can be read is saved first."
        ),
    ),
    "salvaged": (
        QT_TRANSLATE_NOOP(
            "findings",
            "The database was damaged and was rebuilt. Receipts saved: {receipts}, lost: "
            "{lost_receipts}. Rows saved: {rows}, lost: {lost_rows}. The damaged file is "
            "kept as {file}.",
        ),
        QT_TRANSLATE_NOOP(
            "findings", "Look the receipts through; the message in the window dismisses this."
        ),
    ),
    "copy_restored": (
        QT_TRANSLATE_NOOP(
            "findings",
            "The database receipts.db was missing or could not be read; the copy of {day} is in "
            "its place. Receipts saved: {receipts}, lost: {lost_receipts}.",
        ),
        QT_TRANSLATE_NOOP(
            "findings", "Add the missing receipts with receipt-desktop doctor --adopt."
        ),
    ),
    "started_new": (
        QT_TRANSLATE_NOOP(
            "findings",
            "The database receipts.db was missing or could not be read, and there was no copy of "
            "it; a new one was started. Receipts saved: {receipts}, lost: {lost_receipts}.",
        ),
        QT_TRANSLATE_NOOP(
            "findings", "Restore a backup, or add the receipts with receipt-desktop doctor --adopt."
        ),
    ),
    "rows_missing": (
        QT_TRANSLATE_NOOP(
            "findings", "The last run did not end properly. Originals without a receipt: {orphans}."
        ),
        QT_TRANSLATE_NOOP("findings", "Add them with receipt-desktop doctor --adopt."),
    ),
    "database_unusable": (
        "{problem}",
        QT_TRANSLATE_NOOP("findings", "Restore a backup: receipt-desktop restore FILE."),
    ),
}


def finding_text(finding: Finding) -> str:
    """What is so, in the person's language where it is known, else in English."""
    return _said(finding, 0, finding.sentence)


def mend_text(finding: Finding) -> str:
    """How it is mended, likewise; "" where nothing needs to be."""
    return _said(finding, 1, finding.mend) if finding.mend else ""


def _said(finding: Finding, part: int, english: str) -> str:
    known = FINDINGS.get(finding.key)
    if known is None and part == 0 and finding.key in FAILURES:
        return translate_sentence("texts", FAILURES[finding.key], finding.details, english)
    return (
        translate_sentence("findings", known[part], _named(finding.details), english)
        if known
        else english
    )


def _named(details: SentenceDetails) -> SentenceDetails:
    """With the names of languages for Tesseract's codes: `deu, fra` is Deutsch, Français."""
    codes = details.get("languages")
    if not isinstance(codes, str):
        return details
    names = dict.fromkeys(map(native_language_name, codes.split(", ")))
    return {**details, "languages": ", ".join(names)}
