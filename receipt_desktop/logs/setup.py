"""Sets up logging: JSON lines in the data folder, readable lines on a terminal.

Each line has its time (UTC), level, logger and thread, the receipt and attempt of its context, and
the traceback as text. Card numbers are masked in all fields.
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

from receipt_desktop.config.data_folder import find_unusable_logs
from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.logs import events
from receipt_desktop.logs.limits import LimitingHandler
from receipt_desktop.logs.missing_modules import modules_missing
from receipt_desktop.logs.redaction import mask_card_numbers
from receipt_desktop.logs.rotation import RotatingLogHandler

with modules_missing("rich"):  # for tracebacks in colours
    import structlog
    from structlog.stdlib import ProcessorFormatter

MAX_FILE_BYTES = 2_000_000
MAX_BACKUP_FILES = 5
"""Rotated files that are kept."""
MAX_FILE_BYTES_PER_MINUTE = 10_000_000
"""Limit per process; the files together hold about as much."""
MAX_TERMINAL_BYTES_PER_MINUTE = 2_000_000
MAX_FIELD_CHARACTERS = 16_000
"""Longer field values are shortened."""
QUIET_LOGGERS = (
    *("huey", "alembic", "httpx", "httpcore", "PIL", "RapidOCR", "filelock"),
    *("aiobotocore", "botocore", "fsspec", "s3fs", "imapclient", "keyring"),
)
"""Loggers of libraries whose INFO lines are suppressed."""
STANDARD_ATTRIBUTES = frozenset(
    {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}
)
"""Attributes of every log record; others were passed as `extra`."""
CONTROL_CHARACTERS = dict.fromkeys((*range(32), *range(127, 160)), "�")
"""Replacements of control characters, which a file name may contain, on a terminal."""

EventDict = MutableMapping[str, Any]


@contextmanager
def configure_logging(
    paths: Paths, *, terminal: bool, level: int = logging.CRITICAL
) -> Iterator[None]:
    """Log inside the block to the file and, from `level` on, to the terminal.

    If no file can be written, prints a message to standard error and runs the block anyway.
    """
    with suppress(OSError):
        paths.create_folders()
    for found in find_unusable_logs(paths):
        notice = f"receipt-desktop: No log is written: {found.message.whole()}"
        print(notice, file=sys.stderr)
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
    """A stream handler that ignores a closed terminal or pipe."""

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


# -- processors of a line, in this order


def add_standard_fields(_: object, __: str, line: EventDict) -> EventDict:
    """Add the standard fields in a fixed order, the context and the `extra` values."""
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
    """The class name and the traceback of an exception."""
    if error is None or error[1] is None:
        return {}
    text = "".join(traceback.format_exception(error[1])).rstrip()
    return {"error": type(error[1]).__name__, "exception": text}


def sanitize_values(_: object, __: str, line: EventDict) -> EventDict:
    """Convert all values to JSON values of bounded length without card numbers."""
    return {str(key): to_json_value(value) for key, value in line.items()}


def to_json_value(value: Any) -> Any:
    """The value as a JSON value, with card numbers masked and long text shortened."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        masked = mask_card_numbers(str(value))
        return value if masked == str(value) else masked
    if isinstance(value, Mapping):
        return {mask_card_numbers(str(key)): to_json_value(inner) for key, inner in value.items()}
    if isinstance(value, (set, frozenset, Sequence)) and not isinstance(value, (str, bytes)):
        return [to_json_value(inner) for inner in value]
    return mask_card_numbers(_shorten_text(str(value)))


def _shorten_text(text: str) -> str:
    """The beginning and the end of a long text; the end of a traceback matters most."""
    if len(text) <= MAX_FIELD_CHARACTERS:
        return text
    half = MAX_FIELD_CHARACTERS // 2
    return f"{text[:half]} … {text[-half:]}"


def replace_control_characters(_: object, __: str, line: EventDict) -> EventDict:
    """Replace control characters; line breaks are kept in tracebacks only."""
    multiline = {"exception": line["exception"]} if "exception" in line else {}
    single_line = {
        key: value.translate(CONTROL_CHARACTERS) if isinstance(value, str) else value
        for key, value in line.items()
    }
    lines = {key: _replace_line_controls(text) for key, text in multiline.items()}
    return {**single_line, **lines}


def _replace_line_controls(text: str) -> str:
    return "\n".join(line.translate(CONTROL_CHARACTERS) for line in text.split("\n"))
