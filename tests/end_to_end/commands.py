"""Runs the program as a person at a terminal does: a process of its own, its own data folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, Self

from tests.end_to_end.programs import FORK_SERVER

SECONDS = 150
CAN_FORK = sys.platform == "linux"
OF_INTERPRETER = ("PYTHON", "LANG", "LC_", "LD_")
"""Variables that are read when Python starts: such programs are not forked. Qt reads its own later:
the fork server has not loaded it."""


class Started(Protocol):
    """A running program: a `subprocess.Popen` or a `Program`."""

    pid: int
    returncode: Any

    @property
    def stdout(self) -> IO[str] | None: ...
    @property
    def stderr(self) -> IO[str] | None: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def communicate(self, *, timeout: float | None = None) -> tuple[str, str]: ...
    def send_signal(self, number: int, /) -> None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


QUICK = ("--no-model", "--reader", "tesseract")
"""Options of `process` where it does not matter how well a receipt is read: a third less work."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def command(data: Path, *arguments: str | Path) -> list[str]:
    """The command line for this data folder."""
    first, *rest = map(str, arguments)
    return [sys.executable, "-m", "receipt_desktop", first, "--data-dir", str(data), *rest]


def environment(**extra: str) -> dict[str, str]:
    """Without what the person running the tests may have set."""
    ours = ("REDIS_", "OLLAMA_", "RECEIPT_DESKTOP_", "QUEUE_", "PROCESSING_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"OLLAMA_HOST": "127.0.0.1:9"} | extra


def run(data: Path, *arguments: str | Path, **extra: str) -> Ran:
    """Run a command to its end."""
    with start(data, *arguments, **extra) as program:
        out, err = program.communicate(timeout=SECONDS)
    return Ran(program.returncode or 0, out, err)


def run_into(stdout: int, data: Path, *arguments: str | Path) -> Ran:
    """Run a command to its end with this descriptor as its standard output, which is closed."""
    if CAN_FORK:
        with Path(os.devnull).open("rb") as nothing:
            words = command(data, *arguments)[3:]
            program = FORK_SERVER.start_program(words, environment(), nothing.fileno(), stdout)
        os.close(stdout)
        with program:
            _, said = program.communicate(timeout=SECONDS)
        return Ran(program.returncode or 0, "", said)
    try:
        done = subprocess.run(
            command(data, *arguments),
            stdout=stdout, stderr=subprocess.PIPE, text=True, env=environment(), check=False,
        )  # fmt: skip
    finally:
        os.close(stdout)
    return Ran(done.returncode, "", done.stderr)


def start(data: Path, *arguments: str | Path, **extra: str) -> Started:
    """Start a command and leave it running."""
    if not CAN_FORK or any(name.startswith(OF_INTERPRETER) for name in extra):
        return start_afresh(data, *arguments, **extra)
    with Path(os.devnull).open("rb") as nothing:
        words = command(data, *arguments)[3:]
        return FORK_SERVER.start_program(words, environment(**extra), nothing.fileno())


def start_into(file: IO[str], data: Path, *arguments: str | Path, **extra: str) -> Started:
    """Start a command that writes all it says to an open file, and leave it running."""
    words, variables = command(data, *arguments), environment(**extra)
    if not CAN_FORK or any(name.startswith(OF_INTERPRETER) for name in extra):
        return subprocess.Popen(words, stdout=file, stderr=file, text=True, env=variables)
    output = file.fileno()
    with Path(os.devnull).open("rb") as nothing:
        program = FORK_SERVER.start_program(
            words[3:], variables, nothing.fileno(), output, output
        )  # fmt: skip
    program.stdout.close()
    program.stderr.close()
    return program


def start_afresh(data: Path, *arguments: str | Path, **extra: str) -> subprocess.Popen[str]:
    """Start a command with a Python of its own, as the user's launcher does."""
    return subprocess.Popen(
        command(data, *arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(**extra),
    )


def lines(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
