"""Standard output and standard error: any code page, closed pipes, no letter that ends a run."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from receipt_desktop.config.paths import missing_resource, resources_folder
from receipt_desktop.domain.display import escape_controls, replace_surrogates
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable

CLOSED_PIPE = 141
"""Exit code when the reader of the output has gone: 128 + SIGPIPE, as shells have it."""


def run_with_safe_output(command: Callable[[], int]) -> int:
    """The exit code of `command`; `CLOSED_PIPE` when the reader of its output has gone."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return command()
        finally:
            _flush_streams()
    except OSError as error:
        if not is_closed_pipe(error):
            raise
        _discard_output()
        return CLOSED_PIPE


def is_closed_pipe(error: OSError) -> bool:
    """Whether this says that the reader of a pipe has gone."""
    windows = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or windows


def check_folder_name(data: Path) -> None:
    """Raise `InvalidRequest` for a data folder whose name is not text."""
    if replace_surrogates(str(data)) != str(data):
        raise InvalidRequest("data_folder_name", path=escape_controls(str(data)))


def make_system_error(data: Path, error: OSError) -> ServiceUnavailable:
    """The sentence for what the system refused: a file of the program, of the data or another."""
    file = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else ""
    reason = error.strerror or str(error)
    if file and Path(file).is_relative_to(resources_folder()):
        return missing_resource(Path(file))
    if file and (Path(file).is_relative_to(data) or data.is_relative_to(file)):
        return ServiceUnavailable("data_folder", path=str(data), reason=reason)
    if file:
        return ServiceUnavailable("system_error_file", path=file, reason=reason)
    return ServiceUnavailable("system_error", reason=reason)


def write_utf8(texts: Iterable[str]) -> None:
    """Write to standard output as UTF-8, whatever its code page. Raises `OSError`."""
    stream = sys.stdout
    if stream is None:  # a program without a console has none
        return
    stream.flush()
    for text in texts:
        _write_text(stream, text)
    stream.flush()


def _write_text(stream: TextIO, text: str) -> None:
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        buffer.write(text.encode("utf-8", "backslashreplace"))


def _flush_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()


def _discard_output() -> None:
    """What is still buffered goes nowhere, so that Python's own last flush does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def has_screen() -> bool:
    """Whether a window can open here."""
    if sys.platform != "linux":
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; a second signal ends the process at once."""
    stop = threading.Event()

    def handle(number: int, _: object) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
