"""The parent's side of a worker process."""

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
from receipt_desktop.config.interpreter import find_interpreter
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import (
    Cancelled,
    InvalidRequest,
    OutOfMemory,
    ReceiptError,
    ResourceUnavailable,
    WorkerLost,
)
from receipt_desktop.reading.engines import THREADS_VARIABLE
from receipt_desktop.reading.worker.memory import (
    MEMORY_VARIABLE,
    MemoryBudget,
    MemoryVerdict,
    make_out_of_memory_error,
    mentions_allocation_failure,
)
from receipt_desktop.reading.worker.meter import ResourceMeter
from receipt_desktop.reading.worker.protocol import WorkerAnswer, WorkerTask
from receipt_desktop.reading.worker.threads import start_daemon_thread

log = logging.getLogger(__name__)

POLL_SECONDS = 0.1
"""Seconds between two checks for a cancel and for the memory usage of the worker."""
LARGE_USE_SHARE, NEAR_LIMIT_SHARE = 0.5, 0.8
"""Shares of the memory allowed: above them a failed allocation, or a crash, is due to the file."""
ERROR_TAIL_BYTES = 2000
SCRATCH_PREFIX = "receipt-reader-"
"""Prefix of a worker's folder for temporary files; the parent's process id follows."""

# Environment variables for a worker; none that changes the behaviour of Python or libraries.
PASSED_VARIABLES = (
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


class WorkerProcess:
    """A worker process; used by one thread at a time."""

    def __init__(self, threads: int, budget: MemoryBudget) -> None:
        """Start the process; it is ended when it exceeds the memory budget. Raises `OSError`."""
        self._scratch = tempfile.TemporaryDirectory(
            prefix=f"{SCRATCH_PREFIX}{get_machine_id()}-{os.getpid()}-", ignore_cleanup_errors=True
        )
        self._errors = tempfile.TemporaryFile(dir=self._scratch.name)  # noqa: SIM115 (closed by kill)
        self._process = start_process(
            self._errors, build_environment(threads, self._scratch.name, budget.reader_bytes)
        )
        self._budget = budget
        self._meter = ResourceMeter(self._process.pid)
        self._peak = 0
        self._is_idle = True
        self._is_killed = False
        self._kill_lock = threading.Lock()
        self._answers: queue.SimpleQueue[WorkerAnswer | None] = queue.SimpleQueue()
        try:
            start_daemon_thread(self._receive_answers)
        except RuntimeError as error:  # no thread can be started
            self.kill()
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def run_task(
        self, function: str, arguments: tuple[Any, ...], deadline: Deadline, on_progress: Progress
    ) -> Any:
        """Call "module:function" in the worker and return its result.

        Raises the `ReceiptError` of the task, `ProcessingError` when the process crashes,
        `InvalidRequest` when the task needs too much memory, `ResourceUnavailable` when all
        workers together do, `TimedOut` and `Cancelled`; the process has ended after the last five.
        """
        try:
            self._meter.reset_baseline()
            deadline.mark_alive()
            self._send_task(WorkerTask(function, arguments, deadline.wall_seconds_left()))
            return self._await_result(deadline, on_progress)
        except ReceiptError as error:
            if not self._is_idle or isinstance(error, OutOfMemory):
                self.kill()
            raise self._translate_error(error) from error.__cause__
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """Kill the process and everything it started; does nothing when it has ended."""
        with self._kill_lock:
            if self._is_killed:
                return
            self._is_killed = True
            kill_process_tree(self._process)
            self._process.wait()
            self._budget.remove_reader(self.pid)
            for stream in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]
            self._errors.close()
            self._scratch.cleanup()

    def _send_task(self, task: WorkerTask) -> None:
        self._is_idle, self._peak = False, 0
        data = pickle.dumps(task)
        try:
            self._process.stdin.write(data)  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]
        except OSError as error:
            raise self._make_crash_error() from error

    def _await_result(self, deadline: Deadline, on_progress: Progress) -> Any:
        while True:
            self._check_resources(deadline)
            deadline.raise_if_over()
            try:
                answer = self._answers.get(timeout=min(POLL_SECONDS, deadline.seconds_left()))
            except queue.Empty:
                continue
            if answer is None:
                raise self._make_crash_error()
            if answer.progress is None:
                self._is_idle = True
                return unwrap_answer(answer)
            deadline.mark_alive()
            on_progress(answer.progress)

    def _check_resources(self, deadline: Deadline) -> None:
        """Check the usage of the worker. Raises `InvalidRequest` and `ResourceUnavailable`."""
        usage = self._meter.sample_usage()
        if usage:
            deadline.add_reported_work(usage.work_seconds)
            if usage.is_alive:
                deadline.mark_alive()
        used = self._meter.measure_memory()
        self._peak = max(self._peak, used)
        verdict = self._budget.update_usage(self.pid, used)
        if verdict is MemoryVerdict.TOO_LARGE:
            raise self._make_too_large_error()
        if verdict is MemoryVerdict.CROWDED:
            raise ResourceUnavailable("memory_crowded")

    def _translate_error(self, error: ReceiptError) -> ReceiptError:
        """A file that used a large share of the memory before an allocation failed is too large."""
        used_much = self._peak > LARGE_USE_SHARE * self._budget.reader_bytes
        limited = error.details.get("limited", 0)
        return (
            self._make_too_large_error()
            if isinstance(error, OutOfMemory) and used_much and not limited
            else error
        )

    def _make_too_large_error(self) -> ReceiptError:
        return InvalidRequest("needs_memory", limit=self._budget.reader_bytes // 1_000_000)

    def _receive_answers(self) -> None:
        """Hand answers on; None says that the process is gone."""
        try:
            while True:
                self._answers.put(pickle.load(self._process.stdout))  # type: ignore[arg-type] # noqa: S301
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            pass  # the usual end of the stream
        except Exception:
            log.exception("unexpected answer from a reader process; ending it")
            self._process.kill()
        finally:
            self._answers.put(None)

    def _make_crash_error(self) -> ReceiptError:
        """The error for a process that died; the end of its error output goes to the log."""
        code = self._process.wait()
        if self._is_killed:
            return Cancelled("closing")
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - ERROR_TAIL_BYTES))
        output = self._errors.read().decode(errors="replace")
        log.warning("a worker process ended with exit code %s: %s", code, output)
        if self._peak > NEAR_LIMIT_SHARE * self._budget.reader_bytes:
            return self._make_too_large_error()
        if mentions_allocation_failure(output):
            return make_out_of_memory_error(self._budget.reader_bytes)
        return WorkerLost("reader_crashed", exit_code=code)


def unwrap_answer(answer: WorkerAnswer) -> Any:
    """The result of an answer. Raises its `ReceiptError`."""
    if answer.error is not None:
        raise answer.error
    return answer.result


def start_process(errors: IO[bytes], variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a worker in its own session, so that Ctrl-C does not reach it. Raises `OSError`."""
    return subprocess.Popen(
        build_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=variables,
        cwd=Path(receipt_desktop.__file__).parent.parent,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def build_command() -> list[str]:
    """The child's command line; without the user's own packages if this process has none."""
    own_packages = ["-s"] if sys.flags.no_user_site else []
    return [find_interpreter(), *own_packages, "-m", "receipt_desktop.reading.worker.main"]


def build_environment(threads: int, scratch: str, memory: int) -> dict[str, str]:
    """The environment of a worker: `PASSED_VARIABLES` and its limits; `memory` in bytes.

    numpy multiplies on one thread: its matrices are so small that a second one only spins.
    """
    passed = {name: os.environ[name] for name in PASSED_VARIABLES if name in os.environ}
    return {
        **passed,
        THREADS_VARIABLE: str(threads),
        MEMORY_VARIABLE: str(memory),
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "TMPDIR": scratch,
        "TEMP": scratch,
        "TMP": scratch,
    }


def kill_process_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with its process group, or with its descendants on Windows."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        for descendant in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                descendant.kill()
    process.kill()
