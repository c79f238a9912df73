"""What is wrong with the queue and how it is mended, by its key, in the form for translation."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QDate, QLocale, QTime

from receipt_desktop.domain.health import HealthIssue
from receipt_desktop.ui.i18n.sentences import SentencePairs, translate_sentence

TROUBLES: SentencePairs = {
    "redis_down": (
        QT_TRANSLATE_NOOP("troubles", "Redis does not answer."),
        QT_TRANSLATE_NOOP("troubles", "It is being started again; nothing is lost."),
    ),
    "redis_taken_over": (
        QT_TRANSLATE_NOOP("troubles", "Redis is not running: the program that ran it has ended."),
        QT_TRANSLATE_NOOP(
            "troubles",
            "Another program on this data folder takes over within seconds; nothing is lost.",
        ),
    ),
    "redis_elsewhere": (
        QT_TRANSLATE_NOOP(
            "troubles", "Redis does not answer. Another program on this data folder runs it."
        ),
        QT_TRANSLATE_NOOP(
            "troubles",
            "That program starts it again. If this lasts, close it: this one then takes over.",
        ),
    ),
    "redis_failed": (
        QT_TRANSLATE_NOOP("troubles", "Redis could not be started: {reason}"),
        QT_TRANSLATE_NOOP("troubles", "It is tried again every half minute; nothing is lost."),
    ),
    "shared_redis_down": (
        QT_TRANSLATE_NOOP("troubles", "The shared Redis at {address} does not answer."),
        QT_TRANSLATE_NOOP("troubles", "Check that it runs and can be reached from here."),
    ),
    "not_running": (
        QT_TRANSLATE_NOOP(
            "troubles", "Receipt Desktop does not run on this data folder, nor does its Redis."
        ),
        QT_TRANSLATE_NOOP("troubles", "Start the window, or receipt-desktop worker."),
    ),
    "redis_evicts": (
        QT_TRANSLATE_NOOP(
            "troubles", "Redis may throw the queue away when its memory is full ({policy})."
        ),
        QT_TRANSLATE_NOOP("troubles", "Set maxmemory-policy to noeviction."),
    ),
    "redis_memory": (
        QT_TRANSLATE_NOOP("troubles", "Redis has used {percent} % of the memory it may use."),
        QT_TRANSLATE_NOOP("troubles", "Give it more, or let the queue run empty."),
    ),
    "workers_stopped": (
        QT_TRANSLATE_NOOP("troubles", "{dead} of {all} workers stopped; they are being replaced."),
        "",
    ),
    "no_workers": (
        QT_TRANSLATE_NOOP("troubles", "Receipts wait, and no worker is there to read them."),
        QT_TRANSLATE_NOOP("troubles", "Start a worker, or open the window on this data folder."),
    ),
    "disk_low": (
        QT_TRANSLATE_NOOP("troubles", "Only {megabytes} MB of disk space are left."),
        QT_TRANSLATE_NOOP("troubles", "Free some soon."),
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("troubles", "The disk is full: {megabytes} MB are left."),
        QT_TRANSLATE_NOOP("troubles", "Free some now; new files are refused until then."),
    ),
    "database_damaged": (
        QT_TRANSLATE_NOOP("troubles", "The database is damaged ({damage})."),
        QT_TRANSLATE_NOOP(
            "troubles", "Close the program and start it again: what can be read is saved first."
        ),
    ),
    "database_salvaged": (
        QT_TRANSLATE_NOOP(
            "troubles",
            "The database was rebuilt. Receipts saved: {receipts}, lost: {lost_receipts}.",
        ),
        QT_TRANSLATE_NOOP("troubles", "The Doctor in Settings has the details."),
    ),
    "copy_no_space": (
        QT_TRANSLATE_NOOP("troubles", "There is no space for the daily copy of the database."),
        QT_TRANSLATE_NOOP("troubles", "Free some space."),
    ),
    "copy_failed": (
        QT_TRANSLATE_NOOP("troubles", "The daily copy of the database could not be made."),
        QT_TRANSLATE_NOOP(
            "troubles", "Check the permissions of the folder copies in the data folder."
        ),
    ),
    "database_waits": (
        QT_TRANSLATE_NOOP(
            "troubles",
            "A change waits for the database: another program has locked it, or the disk is slow.",
        ),
        QT_TRANSLATE_NOOP("troubles", "Receipts go on when it answers; nothing is lost."),
    ),
    "database_fails": (
        QT_TRANSLATE_NOOP("troubles", "The last change could not be written: {problem}"),
        QT_TRANSLATE_NOOP("troubles", "It is tried again; receipts go on when it succeeds."),
    ),
    "memory_short": (
        QT_TRANSLATE_NOOP(
            "troubles",
            "Reading waits for memory: too little is free for a reader, for {minutes} min now.",
        ),
        QT_TRANSLATE_NOOP(
            "troubles", "Close other programs. Nothing is lost, and reading goes on by itself."
        ),
    ),
    "reader_fails": (
        QT_TRANSLATE_NOOP(
            "troubles", "Reading waits: the reader fails on every page, for {minutes} min now."
        ),
        QT_TRANSLATE_NOOP(
            "troubles",
            "Look at the Doctor in Settings, or install the program again. Nothing is lost.",
        ),
    ),
    "originals_unknown": (
        QT_TRANSLATE_NOOP("troubles", "Originals without a receipt: {count}. None is deleted."),
        QT_TRANSLATE_NOOP(
            "troubles",
            "Read them in again with the Doctor in Settings, or receipt-desktop doctor --adopt.",
        ),
    ),
    "stalled": (
        QT_TRANSLATE_NOOP(
            "troubles", "Nothing was completed for {minutes} minutes, and {waiting} wait."
        ),
        QT_TRANSLATE_NOOP("troubles", "Look at what the workers do, and cancel what hangs."),
    ),
    "failures_many": (
        QT_TRANSLATE_NOOP("troubles", "{percent} % of the last hour's {count} receipts failed."),
        QT_TRANSLATE_NOOP("troubles", "The Failures tab of the Queue page has them by cause."),
    ),
    "model_unreachable": (
        QT_TRANSLATE_NOOP(
            "troubles", "Ollama does not answer at {host}; receipts are read by rules alone."
        ),
        QT_TRANSLATE_NOOP("troubles", "Start Ollama, or turn the model off in Settings."),
    ),
    "model_missing": (
        QT_TRANSLATE_NOOP("troubles", "Ollama runs, but the chosen model is not installed."),
        QT_TRANSLATE_NOOP("troubles", "Pull it in Settings, or choose another one."),
    ),
}


SINCE = QT_TRANSLATE_NOOP("troubles", "Since {time}.")


def trouble_text(trouble: HealthIssue) -> str:
    """What is wrong, in the person's language where it is known, else in English."""
    return _said(trouble, 0, trouble.sentence)


def mend_text(trouble: HealthIssue) -> str:
    """How it is mended, likewise; "" where nobody can do anything."""
    return _said(trouble, 1, trouble.remedy) if trouble.remedy else ""


def whole_text(trouble: HealthIssue) -> str:
    """Both, and from when on it is so."""
    parts = (trouble_text(trouble), mend_text(trouble), since_text(trouble))
    return " ".join(part for part in parts if part)


def since_text(trouble: HealthIssue) -> str:
    """From when on it is so, with the day where that was not today; "" where it is not known."""
    if trouble.since is None:
        return ""
    since = trouble.since.astimezone()
    today = since.date() == datetime.now().astimezone().date()
    short = QLocale.FormatType.ShortFormat
    time = QTime(since.hour, since.minute)
    written = QLocale().toString(time, short)
    if not today:
        day = QDate(since.year, since.month, since.day)
        written = f"{QLocale().toString(day, short)} {written}"
    return translate_sentence("troubles", SINCE, {"time": written}, f"Since {written}.")


def _said(trouble: HealthIssue, part: int, english: str) -> str:
    known = TROUBLES.get(trouble.key)
    return (
        translate_sentence("troubles", known[part], trouble.details, english) if known else english
    )
