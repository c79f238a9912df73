"""Where log lines go: JSON lines in the data folder's logs, and readable ones on a terminal.

Every record of the program passes here: it gets its time (UTC), level, logger and thread, the
receipt and attempt it is about, its traceback as text; card numbers are masked in all of it.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter

from receipt_desktop.config.data_folder import find_unusable_logs
from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.logs import events
from receipt_desktop.logs.limits import LimitingHandler
from receipt_desktop.logs.redaction import mask_card_numbers
from receipt_desktop.logs.rotation import RotatingLogHandler

MAX_FILE_BYTES = 2_000_000
MAX_BACKUP_FILES = 5
"""Kept beside the one that is written to."""
MAX_FILE_BYTES_PER_MINUTE = 10_000_000
"""What one process may add to the files in a minute: they hold about as much."""
MAX_TERMINAL_BYTES_PER_MINUTE = 2_000_000
MAX_FIELD_CHARACTERS = 16_000
"""Of one field."""
QUIET_LOGGERS = (
    *("huey", "alembic", "httpx", "httpcore", "PIL", "RapidOCR", "filelock"),
    *("aiobotocore", "botocore", "fsspec", "s3fs"),
)
"""Loggers whose information is noise in ours."""
STANDARD_ATTRIBUTES = frozenset(
    {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}
)
"""Attributes of every log record, formatted or not; others were given as `extra`."""
CONTROL_CHARACTERS = dict.fromkeys((*range(32), *range(127, 160)), "�")
"""A file's name may hold what would order a terminal about."""

EventDict = MutableMapping[str, Any]


@contextmanager
def configure_logging(
    paths: Paths, *, terminal: bool, level: int = logging.CRITICAL
) -> Iterator[None]:
    """Write log lines for as long as the block runs; `level` and above to the terminal too.

    Where no file can be written that is said on standard error, and the block runs all the same.
    """
    with suppress(OSError):
        paths.create_folders()
    for found in find_unusable_logs(paths):
        said = f"receipt-desktop: No log is written: {found.message.whole()}"
        print(said, file=sys.stderr)
    handlers: list[logging.Handler] = [_make_file_handler(paths)]
    if terminal:
        handlers.append(_make_terminal_handler(level))
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in handlers:
        root.addHandler(handler)
    try:
        yield
    finally:
        root.setLevel(before)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _make_file_handler(paths: Paths) -> logging.Handler:
    handler = RotatingLogHandler(paths.logs / LOG_FILE_NAME, MAX_FILE_BYTES, MAX_BACKUP_FILES)
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    handler.setFormatter(_make_formatter(renderer))
    return LimitingHandler(handler, MAX_FILE_BYTES_PER_MINUTE)


def _make_terminal_handler(level: int) -> logging.Handler:
    handler = _TerminalHandler(sys.stderr)
    handler.setLevel(level)
    colours = sys.platform != "win32" and sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    renderer = structlog.dev.ConsoleRenderer(
        colors=colours,
        timestamp_key="time",
        pad_event_to=0,
        sort_keys=False,
        exception_formatter=structlog.dev.plain_traceback,
    )
    handler.setFormatter(_make_formatter(replace_control_characters, renderer))
    return LimitingHandler(handler, MAX_TERMINAL_BYTES_PER_MINUTE)


class _TerminalHandler(logging.StreamHandler[TextIO]):
    """Does not print a traceback for each line when the terminal or pipe is gone."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        if not isinstance(sys.exc_info()[1], (OSError, ValueError)):
            super().handleError(record)


def _make_formatter(*last: structlog.typing.Processor) -> ProcessorFormatter:
    return ProcessorFormatter(
        processors=[
            add_standard_fields,
            ProcessorFormatter.remove_processors_meta,
            sanitize_values,
            *last,
        ]
    )


# -- what becomes of a line, in this order


def add_standard_fields(_: object, __: str, line: EventDict) -> EventDict:
    """The fields that every line has, in the order in which a person looks for them."""
    record: logging.LogRecord = line["_record"]
    failure = _exception_fields(line.pop("exc_info", None))
    fixed = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds"),
        "level": record.levelname.lower(),
        "event": line.pop("event"),
        "logger": record.name,
        "thread": record.threadName,
    }
    given = {name: value for name, value in vars(record).items() if name not in STANDARD_ATTRIBUTES}
    facts: Mapping[str, Any] = given.pop(events.FACTS_ATTRIBUTE, {})
    return {**fixed, **events.current_log_context(), **given, **facts, **failure, **line, **fixed}


def _exception_fields(error: tuple[Any, BaseException | None, Any] | None) -> dict[str, str]:
    """The class of the error and its traceback."""
    if error is None or error[1] is None:
        return {}
    text = "".join(traceback.format_exception(error[1])).rstrip()
    return {"error": type(error[1]).__name__, "exception": text}


def sanitize_values(_: object, __: str, line: EventDict) -> EventDict:
    """Plain values of bounded length, without card numbers."""
    return {str(key): to_json_value(value) for key, value in line.items()}


def to_json_value(value: Any) -> Any:
    """Something that JSON has, whatever it was."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        kept = mask_card_numbers(str(value))
        return value if kept == str(value) else kept
    if isinstance(value, Mapping):
        return {mask_card_numbers(str(key)): to_json_value(inner) for key, inner in value.items()}
    if isinstance(value, (set, frozenset, Sequence)) and not isinstance(value, (str, bytes)):
        return [to_json_value(inner) for inner in value]
    return mask_card_numbers(_shorten_text(str(value)))


def _shorten_text(text: str) -> str:
    """Its beginning and its end: the end of a traceback is what counts."""
    if len(text) <= MAX_FIELD_CHARACTERS:
        return text
    half = MAX_FIELD_CHARACTERS // 2
    return f"{text[:half]} … {text[-half:]}"


def replace_control_characters(_: object, __: str, line: EventDict) -> EventDict:
    """Nothing in it that a terminal would obey."""
    kept = {"exception": line["exception"]} if "exception" in line else {}
    told = {
        key: value.translate(CONTROL_CHARACTERS) if isinstance(value, str) else value
        for key, value in line.items()
    }
    lines = {key: _replace_line_controls(text) for key, text in kept.items()}
    return {**told, **lines}


def _replace_line_controls(text: str) -> str:
    return "\n".join(line.translate(CONTROL_CHARACTERS) for line in text.split("\n"))
