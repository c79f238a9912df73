"""Several processes on one queue, and what strangers put into Redis."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import redis
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.broker.address import make_client, make_own_address
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import Receipt, Stage, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui import theme
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.end_to_end.commands import QUICK, Started, start
from tests.end_to_end.service import Running, end, launch, serving
from tests.samples import SAMPLES, draw_many, save
from tests.waiting import wait_until

SECONDS = 150.0
RECEIPTS = 12
ALL_READ_SECONDS = 480
"""For that many receipts, where this test gets a tenth of one processor."""


@contextmanager
def worker(data: Path) -> Iterator[Started]:
    """A `receipt-desktop worker` with one thread; ended in order."""
    process = start(data, "worker", "--concurrency", "1")
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


def test_a_window_and_two_workers_share_the_work_and_read_nothing_twice(
    qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path
) -> None:
    theme.apply_theme(qapp, "light")
    settings = Settings(use_model=False, concurrency=1, reader="tesseract")  # type: ignore[arg-type]
    with bootstrap.open_application(paths, settings, kind="window") as engine, ExitStack() as stack:
        actions, bridge = engine.actions, SignalBridge()
        stack.callback(actions.subscribe(bridge.queue_change))
        window = MainWindow(actions, bridge, settings)
        qtbot.addWidget(window)
        window.show()
        for _ in range(2):
            stack.enter_context(worker(paths.data))
        wait_until(lambda: alive(actions) == 3, "the workers did not sign in")
        actions.submit([*draw_many(tmp_path / "drawn", RECEIPTS)])
        qtbot.waitUntil(lambda: shown_as_done(window) == RECEIPTS, timeout=ALL_READ_SECONDS * 1000)
        kinds = {one.kind for one in actions.get_health().processes}
    assert kinds == {"window", "worker"}
    with closing(sqlite3.connect(paths.database)) as database:
        rows = database.execute("SELECT receipt_id, worker, outcome FROM attempts").fetchall()
    # On a loaded machine an attempt may run out of time; what counts is that none is done twice.
    done = Counter(receipt for receipt, _, outcome in rows if outcome == "completed")
    assert sorted(done.values()) == [1] * RECEIPTS
    assert not [row for row in rows if row[2] in ("lost", "running")]
    assert len({name.rpartition(":")[0] for _, name, _ in rows}) == 3  # everybody was busy


def alive(actions: Actions) -> int:
    return sum(one.is_alive for one in actions.get_health().processes)


def shown_as_done(window: MainWindow) -> int:
    """Receipts that the window's list shows as completed, whoever read them."""
    model = window.inbox_page.list.model()
    rows = (model.index(row, 0).data(RECEIPT_ROLE) for row in range(model.rowCount()))
    return sum(isinstance(row, Receipt) and row.status is Status.COMPLETED for row in rows)


@pytest.mark.expected_logs("huey", "receipt_desktop.jobs.huey_queue")
def test_foreign_messages_in_redis_are_refused_and_never_run(paths: Paths, tmp_path: Path) -> None:
    chance = random.Random(5)
    with bootstrap.open_application(paths, Settings(use_model=False, concurrency=2)) as engine:
        actions = engine.actions
        queue = actions._context.probes.queue
        storage, marker = queue.huey.storage, tmp_path / "executed"
        good = queue.huey.serialize_task(queue._task.s("no such receipt"))
        bombs = [
            b"",
            b"\x00" * 50,
            b"cos\nsystem\n(S'touch " + str(marker).encode() + b"'\ntR.",
            good[:-1],
            good[: len(good) // 2],
            bytes([good[0] ^ 1]) + good[1:],
            good + b"x",
            *(chance.randbytes(chance.randrange(1, 300)) for _ in range(200)),
        ]
        for number, bomb in enumerate(bombs):
            prefix = struct.pack(">Q", number)
            storage.conn.zadd(storage.queue_key, {prefix + bomb: -9})
            storage.conn.zadd(storage.schedule_key, {bomb + b"#": time.time()})
        (answer,) = actions.submit([save(SAMPLES["cafe"], tmp_path / "cafe.png")])
        assert answer.receipt
        receipt_id = answer.receipt.id
        wait_until(lambda: actions.get_receipt(receipt_id).is_finished, "the good one was not read")
        assert actions.get_receipt(receipt_id).status is Status.COMPLETED
        assert storage.conn.zcard(storage.queue_key) == 0
        assert actions.count_receipts(ReceiptQuery()) == 1
    assert not marker.exists()


def test_at_sigterm_running_receipts_are_put_back_and_go_on_next_time(
    data_dir: Path, tmp_path: Path
) -> None:
    draw_many(tmp_path / "drawn", 6)
    command = ("process", tmp_path / "drawn", *QUICK)
    with start(data_dir, *command) as program:
        wait_until(lambda: working(data_dir) > 0, "nothing was begun")
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=SECONDS)
    with closing(sqlite3.connect(Paths(data_dir).database)) as database:
        statuses = {row[0] for row in database.execute("SELECT status FROM receipts")}
        left = database.execute("SELECT count(*) FROM attempts WHERE outcome = 'running'")
        assert left.fetchone() == (0,)
        assert database.execute("SELECT max(lost) FROM receipts").fetchone() == (0,)
    assert statuses <= {"pending", "completed"}
    with start(data_dir, *command) as program:
        program.communicate(timeout=SECONDS)
        assert program.returncode == 0


def working(data: Path) -> int:
    try:
        with closing(sqlite3.connect(Paths(data).database)) as database:
            asked = "SELECT count(*) FROM receipts WHERE status = 'processing' AND stage = ?"
            return int(database.execute(asked, (Stage.READING.value,)).fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_the_same_bytes_again_come_out_of_the_cache(paths: Paths, tmp_path: Path) -> None:
    with bootstrap.open_application(paths, Settings(use_model=False)) as engine:
        actions = engine.actions
        file = save(SAMPLES["cafe"], tmp_path / "cafe.png")
        first = read(actions, file)
        actions.remove([first.id])
        second = read(actions, file)
        (attempt,) = actions.get_job(second.id).attempts
        assert list(attempt.stages) == ["cache"]
        assert (second.total, second.merchant) == (first.total, first.merchant)
        actions.retry([second.id])
        wait_until(lambda: actions.get_receipt(second.id).is_finished, "not read again")
        assert "reading" in actions.get_job(second.id).attempts[-1].stages  # a person asked for it


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_other_processes_go_on_when_the_owner_ends(
    data_dir: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """A worker owns the data folder; `serve` and `process` beside it complete everything."""
    draw_many(tmp_path / "drawn", 8)
    lease = {"RECEIPT_DESKTOP_LEASE_SECONDS": "600"}  # nothing waits for a lease to run out
    with ExitStack() as stack:
        owner = running(
            stack, data_dir, "worker", "--concurrency", "1", ready="workers on", **lease
        )
        server = stack.enter_context(serving(data_dir, "--concurrency", "1", **lease))
        first = redis_pid(data_dir)
        command = ("process", tmp_path / "drawn", *QUICK)
        program = stack.enter_context(start(data_dir, *command, **lease))
        wait_until(lambda: working(data_dir) > 0, "nothing was begun")
        owner.process.send_signal(number)
        owner.process.wait(SECONDS)
        wait_until(lambda: redis_pid(data_dir) not in (None, first), "nobody started Redis")
        _, said = program.communicate(timeout=SECONDS)
        assert program.returncode == 0, said
        with server.http() as http:
            wait_until(lambda: shown(http)["redis"]["connected"], "health does not see Redis")
            assert shown(http)["queue"]["completed"] == 8
            assert all("redis" not in one["key"] for one in shown(http)["troubles"])
        assert "Traceback" not in said + "".join(server.said)
    with closing(sqlite3.connect(Paths(data_dir).database)) as database:
        ends = database.execute("SELECT count(*), count(DISTINCT receipt_id) FROM outcomes")
        assert ends.fetchone() == (8, 8)
        left = database.execute("SELECT count(*) FROM attempts WHERE outcome = 'running'")
        assert left.fetchone() == (0,)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_health_reports_since_when_redis_is_away(data_dir: Path) -> None:
    """The owner is stopped and its Redis killed: nobody may take its place, and health says so."""
    with ExitStack() as stack:
        owner = running(stack, data_dir, "worker", "--concurrency", "1", ready="workers on")
        server = stack.enter_context(serving(data_dir, "--no-workers"))
        owner.process.send_signal(signal.SIGSTOP)
        pid = redis_pid(data_dir)
        assert pid
        os.kill(pid, signal.SIGKILL)
        with server.http() as http:
            wait_until(lambda: keys(http) == ["redis_elsewhere"], "the stopped owner is not told")
            since = since_of(http, "redis_elsewhere")
            wait_until(lambda: shown(http)["timestamp"] > since, "the clock stands still")
            assert since_of(http, "redis_elsewhere") == since
            owner.process.kill()
            wait_until(lambda: keys(http) == [], "nobody took over")


def test_three_first_starts_at_once_all_succeed(data_dir: Path, tmp_path: Path) -> None:
    """On a data folder that does not exist, with the same file."""
    file = save(SAMPLES["cafe"], tmp_path / "cafe.png")
    data = data_dir / "new"
    command = ("process", file, *QUICK)
    with ExitStack() as stack:
        programs = [stack.enter_context(start(data, *command)) for _ in range(3)]
        said = [program.communicate(timeout=SECONDS) for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0], said
    with closing(sqlite3.connect(Paths(data).database)) as database:
        assert database.execute("SELECT status FROM receipts").fetchall() == [("completed",)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_window_opens_beside_a_server_and_a_second_window_hands_its_files_over(
    data_dir: Path, tmp_path: Path
) -> None:
    file = save(SAMPLES["cafe"], tmp_path / "cafe.png")
    screen = {"QT_QPA_PLATFORM": "offscreen"}
    with ExitStack() as stack:
        server = stack.enter_context(serving(data_dir, "--no-workers"))
        windows = [stack.enter_context(start(data_dir, "window", **screen)) for _ in range(2)]
        wait_until(lambda: any(one.poll() is not None for one in windows), "two windows are open")
        (second,) = [one for one in windows if one.poll() is not None]
        (first,) = [one for one in windows if one is not second]
        assert second.returncode == 0, second.communicate()
        third = stack.enter_context(start(data_dir, "window", file, **screen))
        third.communicate(timeout=SECONDS)
        assert third.returncode == 0
        with server.http() as http:
            wait_until(lambda: shown(http)["queue"]["completed"] == 1, "the window read nothing")
            server.process.send_signal(signal.SIGKILL)
        wait_until(lambda: redis_pid(data_dir) is not None, "the window did not take over")
        first.terminate()
        first.communicate(timeout=SECONDS)
        assert first.returncode == 0


def running(stack: ExitStack, data: Path, *arguments: str, ready: str, **extra: str) -> Running:
    """A command that says it is ready, and is ended with the block."""
    one = launch(data, *arguments, ready=ready, **extra)
    stack.callback(end, one)
    return one


def redis_pid(data: Path) -> int | None:
    """The process id of the server that answers on this data folder."""
    try:
        with make_client(make_own_address(Paths(data), Settings())) as connection:
            return int(connection.info("server")["process_id"])
    except redis.RedisError:
        return None


def shown(http: httpx.Client) -> dict[str, Any]:
    """What health says, whatever its status."""
    said: dict[str, Any] = http.get("/health").json()["data"]
    return said


def since_of(http: httpx.Client, key: str) -> str:
    """From when on there is this trouble."""
    return str(next(one["since"] for one in shown(http)["troubles"] if one["key"] == key))


def keys(http: httpx.Client) -> list[str]:
    """The troubles, the absent language model and the absent workers apart."""
    given = [one["key"] for one in shown(http)["troubles"]]
    return [key for key in given if key not in ("model_unreachable", "no_workers")]


def read(actions: Actions, file: Path) -> Receipt:
    (answer,) = actions.submit([file])
    assert answer.receipt
    receipt_id = answer.receipt.id
    wait_until(lambda: actions.get_receipt(receipt_id).is_finished, "not read")
    return actions.get_receipt(receipt_id)
