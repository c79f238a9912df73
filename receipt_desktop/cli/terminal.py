"""The terminal: safe output with any encoding, closed pipes."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from receipt_desktop.config.paths import missing_resource, resources_folder
from receipt_desktop.domain.display import escape_controls, replace_surrogates
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable

CLOSED_PIPE = 141
"""Exit code when the output is closed: 128 + SIGPIPE, as in shells."""


def run_with_safe_output(command: Callable[[], int]) -> int:
    """Run `command` and return its exit code; `CLOSED_PIPE` when its output is closed."""
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


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sees what is written; a program without a console has no stream."""
    return stream is not None and stream.isatty()


def is_closed_pipe(error: OSError) -> bool:
    """Whether the error means that the other end of a pipe is closed."""
    is_windows_pipe = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or is_windows_pipe


def check_folder_name(data: Path) -> None:
    """Raise `InvalidRequest` when the name of the data folder is not valid text."""
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
    """Write to standard output as UTF-8, regardless of its encoding. Raises `OSError`."""
    stream = sys.stdout
    if stream is None:  # None without a console
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
    """Discard buffered output, so that the last flush of Python does not fail."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(null, stream.fileno())
    os.close(null)


def has_screen() -> bool:
    """Whether a window can open here."""
    if sys.platform != "linux":
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)
