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

from receipt_desktop import logbook
from receipt_desktop.data_folder import unusable_logs
from receipt_desktop.log_limits import Limited
from receipt_desktop.log_rotation import RotatedFile
from receipt_desktop.paths import Paths
from receipt_desktop.redaction import masked

FILE_BYTES = 2_000_000
FULL_FILES = 5
"""Kept beside the one that is written to."""
FILE_BYTES_A_MINUTE = 10_000_000
"""What one process may add to the files in a minute: they hold about as much."""
TERMINAL_BYTES_A_MINUTE = 2_000_000
MOST_CHARACTERS = 16_000
"""Of one field."""
QUIET = (
    *("huey", "alembic", "httpx", "httpcore", "PIL", "RapidOCR", "filelock"),
    *("aiobotocore", "botocore", "fsspec", "s3fs"),
)
"""Loggers whose information is noise in ours."""
STANDARD = frozenset({*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"})
"""Attributes of every log record, formatted or not; others were given as `extra`."""
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "�")
"""A file's name may hold what would order a terminal about."""

Line = MutableMapping[str, Any]


@contextmanager
def journal(paths: Paths, *, terminal: bool, level: int = logging.CRITICAL) -> Iterator[None]:
    """Write log lines for as long as the block runs; `level` and above to the terminal too.

    Where no file can be written that is said on standard error, and the block runs all the same.
    """
    with suppress(OSError):
        paths.create()
    for found in unusable_logs(paths):
        said = f"receipt-desktop: No log is written: {found.sentence} {found.remedy}"
        print(said, file=sys.stderr)
    handlers: list[logging.Handler] = [_file(paths)]
    if terminal:
        handlers.append(_terminal(level))
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    for name in QUIET:
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


def _file(paths: Paths) -> logging.Handler:
    handler = RotatedFile(paths.logs / logbook.FILE_NAME, FILE_BYTES, FULL_FILES)
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    handler.setFormatter(_formatter(renderer))
    return Limited(handler, FILE_BYTES_A_MINUTE)


def _terminal(level: int) -> logging.Handler:
    handler = _Terminal(sys.stderr)
    handler.setLevel(level)
    colours = sys.platform != "win32" and sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    renderer = structlog.dev.ConsoleRenderer(
        colors=colours,
        timestamp_key="time",
        pad_event_to=0,
        sort_keys=False,
        exception_formatter=structlog.dev.plain_traceback,
    )
    handler.setFormatter(_formatter(harmless, renderer))
    return Limited(handler, TERMINAL_BYTES_A_MINUTE)


class _Terminal(logging.StreamHandler[TextIO]):
    """Does not print a traceback for each line when the terminal or pipe is gone."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        if not isinstance(sys.exc_info()[1], (OSError, ValueError)):
            super().handleError(record)


def _formatter(*last: structlog.typing.Processor) -> ProcessorFormatter:
    return ProcessorFormatter(
        processors=[described, ProcessorFormatter.remove_processors_meta, tidied, *last]
    )


# -- what becomes of a line, in this order


def described(_: object, __: str, line: Line) -> Line:
    """The fields that every line has, in the order in which a person looks for them."""
    record: logging.LogRecord = line["_record"]
    failure = _failure(line.pop("exc_info", None))
    fixed = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds"),
        "level": record.levelname.lower(),
        "event": line.pop("event"),
        "logger": record.name,
        "thread": record.threadName,
    }
    given = {name: value for name, value in vars(record).items() if name not in STANDARD}
    facts: Mapping[str, Any] = given.pop(logbook.FACTS, {})
    return {**fixed, **logbook.subject(), **given, **facts, **failure, **line, **fixed}


def _failure(error: tuple[Any, BaseException | None, Any] | None) -> dict[str, str]:
    """The class of the error and its traceback."""
    if error is None or error[1] is None:
        return {}
    text = "".join(traceback.format_exception(error[1])).rstrip()
    return {"error": type(error[1]).__name__, "exception": text}


def tidied(_: object, __: str, line: Line) -> Line:
    """Plain values of bounded length, without card numbers."""
    return {str(key): plain(value) for key, value in line.items()}


def plain(value: Any) -> Any:
    """Something that JSON has, whatever it was."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        kept = masked(str(value))
        return value if kept == str(value) else kept
    if isinstance(value, Mapping):
        return {masked(str(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, (set, frozenset, Sequence)) and not isinstance(value, (str, bytes)):
        return [plain(inner) for inner in value]
    return masked(_shortened(str(value)))


def _shortened(text: str) -> str:
    """Its beginning and its end: the end of a traceback is what counts."""
    if len(text) <= MOST_CHARACTERS:
        return text
    half = MOST_CHARACTERS // 2
    return f"{text[:half]} … {text[-half:]}"


def harmless(_: object, __: str, line: Line) -> Line:
    """Nothing in it that a terminal would obey."""
    kept = {"exception": line["exception"]} if "exception" in line else {}
    told = {
        key: value.translate(CONTROLS) if isinstance(value, str) else value
        for key, value in line.items()
    }
    lines = {key: _harmless_lines(text) for key, text in kept.items()}
    return {**told, **lines}


def _harmless_lines(text: str) -> str:
    return "\n".join(line.translate(CONTROLS) for line in text.split("\n"))
