"""Embedded Huey consumer whose threads can be paused, resized and stopped."""

from __future__ import annotations

import threading
import time
from typing import Any

from huey.consumer import Consumer, Scheduler, Worker

from receipt_desktop.domain.health import WorkerState
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.huey_queue import ReceiptQueue
from receipt_desktop.jobs.running import RunningAttempt, RunningAttempts

GATE_POLL_SECONDS = 0.5
"""Maximum delay until a paused worker notices that the consumer is stopping."""


class GatedWorker(Worker):  # type: ignore[misc]  # huey has no types
    """A worker that takes no tasks while the gate is closed."""

    def __init__(self, *args: Any, gate: QueueGate, **options: Any) -> None:
        super().__init__(*args, **options)
        self._gate = gate

    def loop(self, now: Any = None) -> None:
        if not self._gate.wait_until_open(GATE_POLL_SECONDS):
            return
        super().loop(now)
        if self.huey.outage.is_down:
            self.sleep()  # backs off up to `max_delay`
        else:
            self.delay = self.default_delay


class QuietScheduler(Scheduler):  # type: ignore[misc]  # huey has no types
    """Moves due tasks into the queue; logs no traceback while Redis is unavailable."""

    def loop(self, now: Any = None) -> None:  # noqa: ARG002 (huey's signature)
        self.huey.enqueue_due()
        self.stop_flag.wait(self.interval)


class EmbeddedConsumer(Consumer):  # type: ignore[misc]  # huey has no types
    """A consumer that does not install signal handlers."""

    scheduler_class = QuietScheduler

    def __init__(self, *args: Any, gate: QueueGate, **options: Any) -> None:
        self._gate = gate
        super().__init__(*args, **options)

    def _create_worker(self) -> GatedWorker:
        return GatedWorker(
            huey=self.huey,
            stop_flag=self.stop_flag,
            default_delay=self.default_delay,
            max_delay=self.max_delay,
            backoff=self.backoff,
            gate=self._gate,
        )

    def _set_signal_handlers(self) -> None:
        """Do nothing: the program has its own, and Huey's raise outside the main thread."""


class WorkerThreads:
    """The consumer threads of this process."""

    def __init__(
        self, queue: ReceiptQueue, board: RunningAttempts, gate: QueueGate, count: int
    ) -> None:
        self._queue = queue
        self._running_attempts = board
        self._count = count
        self._gate = gate
        self._lock = threading.Lock()
        self._consumer: EmbeddedConsumer | None = None
        self._retired: list[EmbeddedConsumer] = []

    def start(self) -> None:
        """Start the threads; they take ids immediately."""
        with self._lock:
            self._consumer = EmbeddedConsumer(
                self._queue.huey,
                gate=self._gate,
                workers=self._count,
                periodic=False,
                max_delay=2.0,
                worker_type="thread",
            )
            self._consumer.start()

    def resize(self, count: int) -> None:
        """Change the number of threads; the old threads finish their running attempts."""
        if count == self._count:
            return
        with self._lock:
            self._count, old = count, self._consumer
            if old:
                old.stop_flag.set()
                self._retired.append(old)
        if old:
            self.start()

    def stop(self, seconds: float) -> bool:
        """Stop taking ids; returns whether all running attempts ended within `seconds`."""
        with self._lock:
            stopping = [*self._retired, *([self._consumer] if self._consumer else [])]
        for consumer in stopping:
            consumer.stop_flag.set()
        self._queue.wake_workers()
        return self._join_threads(stopping, seconds)

    def _join_threads(self, consumers: list[EmbeddedConsumer], seconds: float) -> bool:
        until = time.monotonic() + seconds
        threads = [thread for c in consumers for _, thread in c.worker_threads]
        threads += [consumer.scheduler for consumer in consumers]
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def replace_dead_threads(self) -> None:
        """Replace dead threads; an embedded Huey consumer does not do this by itself."""
        with self._lock:
            if self._consumer and not self._consumer.stop_flag.is_set():
                self._consumer.check_worker_health()

    @property
    def thread_count(self) -> int:
        return self._count

    def list_worker_states(self) -> tuple[WorkerState, ...]:
        """Current state of each thread."""
        running = self._running_attempts.attempts_by_thread()
        with self._lock:
            threads = [t for _, t in self._consumer.worker_threads] if self._consumer else []
        return tuple(self._describe_worker(thread, running) for thread in threads)

    def _describe_worker(
        self, thread: threading.Thread, running: dict[int, RunningAttempt]
    ) -> WorkerState:
        working = running.get(thread.ident or 0)
        if working is None:
            return WorkerState(thread.name, thread.is_alive())
        return WorkerState(
            thread.name,
            thread.is_alive(),
            working.receipt.id,
            working.receipt.file_name,
            working.stage,
            working.started_at,
            working.receipt.attempts,
            working.progress,
        )
