"""Starts, supervises and stops the bundled Redis server.

The server is a Redis or Valkey binary, or the server in Python (`programs`). It listens on a Unix
socket (mode 0600) in the data folder, or on loopback with a password where that is not possible.
It stores nothing on disk, because the queue can be rebuilt from the database.
"""

from __future__ import annotations

import logging
import os
import secrets
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from receipt_desktop.broker.address import (
    RedisProbe,
    make_own_address,
    responds_to_ping,
)
from receipt_desktop.broker.pid_file import pid_file, terminate_stale_server, write_pid_file
from receipt_desktop.broker.programs import ServerProgram, config_file, find_program
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import RedisState

log = logging.getLogger(__name__)

STOP_TIMEOUT_SECONDS = 5.0
MAX_LOG_BYTES = 1_000_000
MAX_CRASHES = 5
CRASH_WINDOW_SECONDS = 60.0
"""No restart after more than `MAX_CRASHES` crashes within this time."""
RESTART_BACKOFF_SECONDS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)


class RedisServer:
    """The bundled server: a child process, started and supervised by one thread.

    On Linux the child is terminated when the thread that started it ends, so a killed program
    leaves no server behind. The supervising thread must therefore also start the process.
    """

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self._paths = paths
        self._settings = settings
        self._restarted: Callable[[], None] = lambda: None
        self._secret = secrets.token_urlsafe(32)
        self._stopping = threading.Event()
        self._decided = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._failure: ServiceUnavailable | None = None
        self._thread: threading.Thread | None = None
        self._start_seconds = 0.0
        self._deaths: deque[float] = deque(maxlen=MAX_CRASHES + 1)
        self.restarts = 0
        self.address = make_own_address(paths, settings)
        self._watching = RedisProbe(self.address)

    def start(self) -> None:
        """Start the server and wait until it is ready. Raises `ServiceUnavailable`."""
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        """Launch the server. Raises `ServiceUnavailable` when there is no program for it."""
        program = find_program(self._settings)
        self._start_seconds = program.start_seconds
        terminate_stale_server(self._paths)
        self._thread = threading.Thread(
            target=self._supervise, args=(program,), name="redis-watch", daemon=True
        )
        self._thread.start()

    def wait_until_ready(self) -> None:
        """Wait until the server is ready. Raises `ServiceUnavailable`."""
        if not self._decided.wait(self._start_seconds):
            self.stop()
            raise ServiceUnavailable("redis_slow_start")
        if self._failure:
            raise self._failure

    def stop(self) -> None:
        """Stop the server and wait until it has exited. Safe to call twice."""
        self._stopping.set()
        process = self._process
        if process and process.poll() is None:
            process.terminate()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(STOP_TIMEOUT_SECONDS)
            if self._thread.is_alive() and process:
                process.kill()
                self._thread.join(STOP_TIMEOUT_SECONDS)
        self._remove_files()

    def set_restart_listener(self, listener: Callable[[], None]) -> None:
        """Set the function called on its own thread after each restart of the server."""
        self._restarted = listener

    @property
    def failure(self) -> ServiceUnavailable | None:
        """Why the server is no longer restarted; None while it runs or is starting."""
        return self._failure

    def kill(self) -> None:
        """Kill a server that does not respond; it is restarted."""
        process = self._process
        if process and process.poll() is None:
            process.kill()

    @property
    def pid(self) -> int | None:
        """Process id of the running server."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    def read_state(self) -> RedisState:
        """Current state of the server; takes one round trip."""
        return self._watching.read_state(self.restarts)

    # -- supervising thread

    def _supervise(self, program: ServerProgram) -> None:
        while not self._stopping.is_set():
            try:
                self._run_once(program)
            except Exception as error:
                log.exception("unexpected error while the Redis server was watched")
                if not self._decided.is_set():
                    self._record_failure(
                        ServiceUnavailable("redis_start_failed", reason=type(error).__name__)
                    )
            if self._stopping.is_set() or not self._may_restart():
                return
            self.restarts += 1

    def _run_once(self, program: ServerProgram) -> None:
        """Start one server process and follow it until it exits."""
        first = not self._decided.is_set()
        try:
            with self._spawn_process(program) as process:
                self._process = process
                ready = self._follow_process(process, first=first)
        except OSError as error:  # for example a full disk
            self._record_failure(
                ServiceUnavailable("redis_start_failed", reason=error.strerror or str(error))
            )
            return
        if not ready and first:
            self._record_failure(ServiceUnavailable("redis_exited", path=str(self.log_file)))

    def _follow_process(self, process: subprocess.Popen[str], *, first: bool) -> bool:
        """Follow the process until it exits; returns whether it was ready.

        The process is killed on any error, such as `OSError`.
        """
        try:
            write_pid_file(self._paths, process.pid)
            return self._copy_output(process, first=first)
        except BaseException:
            process.kill()
            raise

    def _copy_output(self, process: subprocess.Popen[str], *, first: bool) -> bool:
        """Copy the output to the log until the process exits; detects readiness in it."""
        ready = False
        output = process.stdout
        if output is None:
            return False
        with output, _open_log(self.log_file) as file:
            for line in output:
                with suppress(OSError):  # a full disk must not block the server
                    file.write(line)
                    file.flush()
                if not ready and "Ready to accept connections" in line:
                    ready = True
                    self._handle_ready(first=first)
        return ready

    def _handle_ready(self, *, first: bool) -> None:
        if not responds_to_ping(self.address):
            return
        self._decided.set()
        if not first:
            log.info("redis restarted")
            threading.Thread(
                target=self._notify_restarted, name="redis-restarted", daemon=True
            ).start()

    def _notify_restarted(self) -> None:
        try:
            self._restarted()
        except Exception:
            log.exception("unexpected error after redis was restarted")

    def _may_restart(self) -> bool:
        if not self._decided.is_set() or self._failure:
            return False
        self._deaths.append(time.monotonic())
        recent = [at for at in self._deaths if time.monotonic() - at < CRASH_WINDOW_SECONDS]
        if len(recent) > MAX_CRASHES:
            self._record_failure(
                ServiceUnavailable("redis_keeps_stopping", path=str(self.log_file))
            )
            return False
        log.warning("redis stopped unexpectedly; restarting it")
        pause = RESTART_BACKOFF_SECONDS[min(len(recent) - 1, len(RESTART_BACKOFF_SECONDS) - 1)]
        return not self._stopping.wait(pause)

    def _record_failure(self, failure: ServiceUnavailable) -> None:
        self._failure = failure
        log.error("%s", failure)
        self._decided.set()

    # -- process and files

    def _spawn_process(self, program: ServerProgram) -> subprocess.Popen[str]:
        plan = program.plan_launch(self._paths, self.address, self._secret)
        process = subprocess.Popen(
            plan.command,
            stdin=subprocess.PIPE if plan.stdin_line else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            cwd=plan.folder,
        )
        _send_line(process, plan.stdin_line)
        return process

    @property
    def log_file(self) -> Path:
        return self._paths.logs / "redis.log"

    def _remove_files(self) -> None:
        self._watching.close()
        delete_file(pid_file(self._paths))
        delete_file(config_file(self._paths))
        place = self.address.url_file or Path(urlsplit(self.address.url).path)
        delete_file(place)


def _send_line(process: subprocess.Popen[str], line: str) -> None:
    """Write a line to the input of a process; one that has ended is noticed by its output."""
    if process.stdin is None:
        return
    with suppress(OSError):
        process.stdin.write(f"{line}\n")
        process.stdin.flush()


def _open_log(file: Path) -> TextIO:
    """Open the log for appending; output is discarded if it cannot be written."""
    try:
        _rotate_log(file)
        return file.open("a", encoding="utf-8")
    except OSError:
        return Path(os.devnull).open("w", encoding="utf-8")


def _rotate_log(file: Path) -> None:
    """Rotate a log that is too large; one old log is kept."""
    if file.exists() and file.stat().st_size > MAX_LOG_BYTES:
        file.replace(file.with_suffix(".log.1"))
