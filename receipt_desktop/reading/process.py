"""The parent's side of one reader's child process."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import psutil

import receipt_desktop
from receipt_desktop.errors import Away, Cancelled, Deadline, ProcessingError, ReceiptError
from receipt_desktop.reading.engines import THREADS_VARIABLE
from receipt_desktop.reading.memory import (
    MEMORY_VARIABLE,
    OUT_OF_MEMORY,
    Room,
    Verdict,
    ran_out,
    says_so,
)
from receipt_desktop.reading.messages import Answer, Task
from receipt_desktop.reading.meter import Meter
from receipt_desktop.reading.refusals import refusal
from receipt_desktop.reading.threads import run_aside
from receipt_desktop.role import machine

log = logging.getLogger(__name__)

SLICE_SECONDS = 0.1
"""How often a waiting parent looks for a cancel, and at the memory its reader uses."""
MUCH, NEARLY = 0.5, 0.8
"""Of the memory allowed: a reader that could get no more, or died, with so much in use."""
LAST_WORDS = 2000
SCRATCH = "receipt-reader-"
"""Begins the name of a child's folder for temporary files; our process id follows."""

# What a child needs of the environment; nothing that makes Python or libraries behave otherwise.
KEPT_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "TESSDATA_PREFIX",
    "SYSTEMROOT",
    "WINDIR",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "PATHEXT",
)

Progress = Callable[[float], None]


class Child:
    """One process that reads; used by one thread at a time."""

    def __init__(self, threads: int, room: Room) -> None:
        """Start it, to be ended when it needs more memory than there is in `room`.

        Raises `OSError`.
        """
        self._scratch = tempfile.TemporaryDirectory(
            prefix=f"{SCRATCH}{machine()}-{os.getpid()}-", ignore_cleanup_errors=True
        )
        self._errors = tempfile.TemporaryFile(dir=self._scratch.name)  # noqa: SIM115 (lives on)
        self._process = start(self._errors, environment(threads, self._scratch.name, room.one))
        self._room = room
        self._meter = Meter(self._process.pid)
        self._peak = 0
        self._idle = True
        self._called_off = False
        self._ending = threading.Lock()
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        try:
            run_aside(self._listen)
        except RuntimeError as error:  # no thread can be started
            self.kill()
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def run(
        self, function: str, arguments: tuple[Any, ...], deadline: Deadline, say: Progress
    ) -> Any:
        """Have a function called there and wait for what comes out.

        Raises the `ReceiptError` of the task, `ProcessingError` when the process dies over it,
        `InvalidRequest` when the task needs too much memory, `Away` when all readers together do,
        `TimedOut` and `Cancelled`; after the latter five the process is gone.
        """
        try:
            self._meter.start()
            deadline.alive()
            self._send(Task(function, arguments, deadline.longest()))
            return self._awaited(deadline, say)
        except ReceiptError as error:
            if not self._idle or error.key == OUT_OF_MEMORY:
                self.kill()
            raise self._judged(error) from error.__cause__
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End it and everything it started, at once. Harmless when it is gone already."""
        with self._ending:
            if self._called_off:
                return
            self._called_off = True
            kill_tree(self._process)
            self._process.wait()
            self._room.leave(self.pid)
            for stream in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]
            self._errors.close()
            self._scratch.cleanup()

    def _send(self, task: Task) -> None:
        self._idle, self._peak = False, 0
        data = pickle.dumps(task)
        try:
            self._process.stdin.write(data)  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]
        except OSError as error:
            raise self._crashed() from error

    def _awaited(self, deadline: Deadline, say: Progress) -> Any:
        while True:
            self._watch(deadline)
            deadline.check()
            try:
                answer = self._answers.get(timeout=min(SLICE_SECONDS, deadline.remaining()))
            except queue.Empty:
                continue
            if answer is None:
                raise self._crashed()
            if answer.progress is None:
                self._idle = True
                return result_of(answer)
            deadline.alive()
            say(answer.progress)

    def _watch(self, deadline: Deadline) -> None:
        """Look at what it uses. Raises `InvalidRequest` and `Away` when that is too much memory."""
        use = self._meter.look()
        if use:
            deadline.report(use.work)
            if use.alive:
                deadline.alive()
        used = self._meter.memory()
        self._peak = max(self._peak, used)
        verdict = self._room.judge(self.pid, used)
        if verdict is Verdict.TOO_LARGE:
            raise self._too_large()
        if verdict is Verdict.CROWDED:
            raise Away("Other files need the memory just now.", key="memory_crowded")

    def _judged(self, error: ReceiptError) -> ReceiptError:
        """A file that used much of what it is allowed before it ran out of memory is too large."""
        much = self._peak > MUCH * self._room.one
        limited = error.details.get("limited", 0)
        return self._too_large() if error.key == OUT_OF_MEMORY and much and not limited else error

    def _too_large(self) -> ReceiptError:
        return refusal("needs_memory", limit=self._room.one // 1_000_000)

    def _listen(self) -> None:
        """Hand answers on; None says that the process is gone."""
        with contextlib.suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            while True:
                self._answers.put(pickle.load(self._process.stdout))  # type: ignore[arg-type] # noqa: S301
        self._answers.put(None)

    def _crashed(self) -> ReceiptError:
        """The error for a process that died; its last words go to the log."""
        code = self._process.wait()
        if self._called_off:
            return Cancelled("The program is closing.", key="closing")
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - LAST_WORDS))
        words = self._errors.read().decode(errors="replace")
        log.warning("a reader's process ended with %s: %s", code, words)
        if self._peak > NEARLY * self._room.one:
            return self._too_large()
        if says_so(words):
            return ran_out(self._room.one)
        return ProcessingError(
            "The reader broke down over this file.", key="reader_crashed", exit_code=code
        )


def result_of(answer: Answer) -> Any:
    """What came out. Raises the `ReceiptError` that came out instead."""
    if answer.error is not None:
        raise answer.error
    return answer.result


def start(errors: IO[bytes], variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own: the terminal's Ctrl-C is not for it. Raises `OSError`."""
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=variables,
        cwd=Path(receipt_desktop.__file__).parent.parent,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def command() -> list[str]:
    """The child's command line; a frozen program starts itself with a word for it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "reader-child"]
    return [sys.executable, "-m", "receipt_desktop.reading.child"]


def environment(threads: int, scratch: str, memory: int) -> dict[str, str]:
    """A clean environment: nothing of ours but what the child needs; `memory` in bytes."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {
        **kept,
        THREADS_VARIABLE: str(threads),
        MEMORY_VARIABLE: str(memory),
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": str(threads),
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "TMPDIR": scratch,
        "TEMP": scratch,
        "TMP": scratch,
    }


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill a child with what it started: its process group, or its descendants on Windows."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        for descendant in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                descendant.kill()
    process.kill()
