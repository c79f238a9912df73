"""Programs started by the fork server, with the methods of `subprocess.Popen` that tests use."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Self

ROOT = Path(__file__).parents[2]
ANSWER_BYTES = 64


class Program:
    """A running program; `stdout` and `stderr` are its pipes."""

    def __init__(self, answers: socket.socket, stdout: int, stderr: int) -> None:
        self.stdout: IO[str] = os.fdopen(stdout, encoding="utf-8")
        self.stderr: IO[str] = os.fdopen(stderr, encoding="utf-8")
        self.returncode: int | None = None
        self._answers = answers
        self.pid = int(answers.recv(ANSWER_BYTES))

    def poll(self) -> int | None:
        """The exit code, that of a signal as a negative number; None while the program runs."""
        with contextlib.suppress(subprocess.TimeoutExpired, BlockingIOError):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code. Raises `TimeoutExpired` after `timeout` seconds."""
        if self.returncode is None:
            self._answers.settimeout(timeout)
            try:
                answer = self._answers.recv(ANSWER_BYTES)
            except TimeoutError:
                raise subprocess.TimeoutExpired("receipt-desktop", timeout or 0) from None
            self.returncode = os.waitstatus_to_exitcode(int(answer))
            self._answers.close()
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """What it wrote to its pipes until its end. Raises `TimeoutExpired`."""
        with ThreadPoolExecutor(1) as other:
            errors = other.submit(self.stderr.read)
            out = self.stdout.read()
            said = errors.result()
        self.stdout.close()
        self.stderr.close()
        self.wait(timeout)
        return out, said

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the program has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stdout.close()
        self.stderr.close()
        self.wait()


class ForkServer:
    """The process `tests.end_to_end.fork_server`, started at the first use."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

    def start_program(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        stdin: int,
        stdout: int | None = None,
        stderr: int | None = None,
    ) -> Program:
        """Start `receipt-desktop` with these arguments in a process of its own.

        Without `stdout` and `stderr`, descriptors, it writes to pipes.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        message = {"arguments": list(arguments), "environment": dict(environment)}
        content = json.dumps(message | {"folder": str(Path.cwd())}).encode()
        output = out_end if stdout is None else stdout
        errors = err_end if stderr is None else stderr
        descriptors = [stdin, output, errors, theirs.fileno()]
        socket.send_fds(self._find_server(), [content], descriptors)
        for descriptor in (out_end, err_end, theirs.detach()):
            os.close(descriptor)
        return Program(ours, out, err)

    def stop(self) -> None:
        """End the server; its programs go on."""
        if self._process and self._requests:
            self._requests.close()
            self._process.wait()
            self._process = None

    def _find_server(self) -> socket.socket:
        if self._requests is None or self._process is None:
            self._requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            command = [sys.executable, "-m", "tests.end_to_end.fork_server"]
            self._process = subprocess.Popen(command, stdin=theirs.fileno(), cwd=ROOT)
            theirs.close()
        return self._requests


FORK_SERVER = ForkServer()
"""One for each process that runs tests."""
