"""Idle on a real X server, mains on drawn power supplies, and what the schedule makes of them."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.jobs import idle_time
from receipt_desktop.jobs import schedule_conditions as power_module
from receipt_desktop.jobs.idle_time import measure_idle_seconds
from receipt_desktop.jobs.schedule_conditions import (
    ScheduleConditions,
    is_on_mains,
    read_mains_state,
)
from tests.waiting import SECONDS, wait_until

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
HERE, AWAY, UNKNOWN = 10.0, 900.0, None


# -- the schedule


@pytest.mark.parametrize(
    ("schedule", "idle", "mains", "held"),
    [
        (Schedule.ALWAYS, HERE, False, None),
        (Schedule.IDLE, HERE, True, Schedule.IDLE),
        (Schedule.IDLE, AWAY, False, None),
        (Schedule.IDLE, UNKNOWN, False, None),
        (Schedule.MAINS, HERE, False, Schedule.MAINS),
        (Schedule.MAINS, HERE, True, None),
        (Schedule.MAINS, HERE, UNKNOWN, None),
        (Schedule.IDLE_ON_MAINS, AWAY, True, None),
        (Schedule.IDLE_ON_MAINS, AWAY, False, Schedule.MAINS),
        (Schedule.IDLE_ON_MAINS, HERE, True, Schedule.IDLE),
        (Schedule.IDLE_ON_MAINS, HERE, UNKNOWN, Schedule.IDLE),
        (Schedule.IDLE_ON_MAINS, UNKNOWN, False, Schedule.MAINS),
        (Schedule.IDLE_ON_MAINS, UNKNOWN, UNKNOWN, None),
    ],
)
def test_the_schedule_reports_why_work_is_held_back(
    schedule: Schedule, idle: float | None, mains: bool | None, held: Schedule | None
) -> None:
    assert ScheduleConditions(lambda: idle, lambda: mains).find_blocking_condition(schedule) is held


def test_a_platform_without_idle_time_cannot_use_its_schedules() -> None:
    blind = ScheduleConditions(lambda: None, lambda: True)
    assert [blind.is_detectable(schedule) for schedule in Schedule] == [True, False, True, False]
    assert all(
        ScheduleConditions(lambda: 0.0, lambda: False).is_detectable(schedule)
        for schedule in Schedule
    )


def test_work_starts_after_the_configured_idle_time() -> None:
    assert (
        ScheduleConditions(lambda: 59.9, idle_after=60.0).find_blocking_condition(Schedule.IDLE)
        is Schedule.IDLE
    )
    assert (
        ScheduleConditions(lambda: 60.0, idle_after=60.0).find_blocking_condition(Schedule.IDLE)
        is None
    )


def test_only_the_needed_source_is_queried() -> None:
    def never() -> None:
        raise AssertionError

    power = ScheduleConditions(never, never)
    assert power.find_blocking_condition(Schedule.ALWAYS) is None
    assert power.is_detectable(Schedule.ALWAYS)
    assert (
        ScheduleConditions(never, lambda: False).find_blocking_condition(Schedule.IDLE_ON_MAINS)
        is Schedule.MAINS
    )


@pytest.mark.parametrize(("answer", "kept"), [(HERE, 3.0), (UNKNOWN, 60.0)])
def test_an_idle_time_is_cached_briefly(
    monkeypatch: pytest.MonkeyPatch, answer: float | None, kept: float
) -> None:
    asked = []

    def ask() -> float | None:
        asked.append(1)
        return answer

    power = ScheduleConditions(ask)
    now = time.monotonic()
    for seconds, count in ((0.0, 1), (kept - 0.1, 1), (kept + 0.1, 2), (2 * kept, 2)):
        monkeypatch.setattr(time, "monotonic", lambda seconds=seconds: now + seconds)
        power.find_blocking_condition(Schedule.IDLE)
        assert len(asked) == count


def test_many_threads_ask_once() -> None:
    asked = []

    def slow() -> float:
        asked.append(1)
        return HERE

    power = ScheduleConditions(slow)
    threads = [
        threading.Thread(
            target=lambda: [power.find_blocking_condition(Schedule.IDLE) for _ in range(100)]
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 1


# -- mains


def drawn(folder: Path, **supplies: dict[str, str]) -> Path:
    for name, told in supplies.items():
        (folder / name).mkdir()
        for file, value in told.items():
            (folder / name / file).write_text(f"{value}\n")
    return folder


OFF = {"type": "Mains", "online": "0"}
ON = {"type": "Mains", "online": "1"}
PHONE = {"type": "USB", "online": "1", "scope": "Device"}
MOUSE = {"type": "Battery", "scope": "Device", "status": "Discharging"}


def battery(status: str) -> dict[str, str]:
    return {"type": "Battery", "status": status}


@pytest.mark.parametrize(
    ("supplies", "wanted"),
    [
        ({}, True),
        ({"AC": OFF, "BAT0": battery("Discharging")}, False),
        ({"AC": ON, "BAT0": battery("Charging")}, True),
        ({"AC": ON, "BAT0": battery("Discharging")}, True),
        ({"BAT0": battery("Not charging")}, True),
        ({"BAT0": battery("Full"), "BAT1": battery("Discharging")}, False),
        ({"BAT0": battery("Unknown")}, None),
        ({"BAT0": {"type": "Battery"}}, None),
        ({"hidpp_battery_0": MOUSE}, True),
        ({"hidpp_battery_0": MOUSE, "AC": OFF, "BAT0": battery("Discharging")}, False),
        ({"ucsi": {"type": "USB", "online": "1"}, "BAT0": battery("Unknown")}, True),
        ({"phone": PHONE, "BAT0": battery("Discharging")}, False),
    ],
)
def test_mains_by_the_kernels_power_supplies(
    tmp_path: Path, supplies: dict[str, dict[str, str]], wanted: bool | None
) -> None:
    assert read_mains_state(drawn(tmp_path, **supplies)) is wanted


def test_without_the_kernels_folder_there_is_no_battery(tmp_path: Path) -> None:
    assert read_mains_state(tmp_path / "none") is True


@LINUX
def test_the_real_power_supply_can_be_queried() -> None:
    batteries = [
        b for b in power_module.POWER_SUPPLY_FOLDER.glob("*/type") if "Battery" in b.read_text()
    ]
    assert is_on_mains() in ((True, False, None) if batteries else (True,))


# -- idle


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """A real X server of our own."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    told, given = os.pipe()
    with subprocess.Popen(
        [server, "-displayfd", str(given), "-screen", "0", "64x64x8", "-nolisten", "tcp",
         "-noreset"],
        pass_fds=[given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path,
    ) as process:  # fmt: skip
        os.close(given)
        with os.fdopen(told) as numbers:
            yield f":{numbers.readline().strip()}"
        process.terminate()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@LINUX
def test_an_x_server_reports_the_idle_time_without_leaking_descriptors(screen: str) -> None:
    first = measure_idle_seconds({"DISPLAY": screen})
    assert first is not None
    assert 0 <= first < 60
    before = descriptors()
    later = [measure_idle_seconds({"DISPLAY": screen}) for _ in range(20)]
    assert descriptors() == before
    assert all(seconds is not None and seconds >= first for seconds in later)


@LINUX
def test_a_key_on_the_x_server_starts_the_count_again(screen: str) -> None:
    presser = shutil.which("xdotool")
    if presser is None:
        pytest.skip("xdotool is not installed")
    environment = {"DISPLAY": screen}
    wait_until(lambda: (measure_idle_seconds(environment) or 0.0) > 0.3)
    began = time.monotonic()
    subprocess.run([presser, "key", "a"], check=True, env=environment, timeout=SECONDS)
    after = measure_idle_seconds(environment)
    assert after is not None
    assert after < time.monotonic() - began + 0.1


@LINUX
@pytest.mark.parametrize("display", [":4711", "nonsense", "", ":4711.0\x00"])
def test_a_missing_x_server_gives_no_idle_time(display: str) -> None:
    assert measure_idle_seconds({"DISPLAY": display}) is None


@LINUX
@pytest.mark.parametrize("missing", ["X11", "Xss"])
def test_without_the_x_libraries_there_is_no_idle_time(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    library = idle_time._load_library
    monkeypatch.setattr(idle_time, "_load_library", lambda n: None if n == missing else library(n))
    assert measure_idle_seconds({"DISPLAY": ":0"}) is None


WAYLAND = ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"XDG_SESSION_TYPE": "wayland"})


def answering(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@LINUX
@pytest.mark.parametrize("environment", WAYLAND)
@pytest.mark.parametrize(
    ("programs", "wanted"),
    [
        ({"gdbus": "echo '(uint64 12345,)'"}, 12.345),
        ({"busctl": "echo 't 12345'"}, 12.345),
        ({"gdbus": "echo no such name >&2; exit 1", "busctl": "echo 't 600000'"}, 600.0),
        ({"gdbus": "echo '(true,)'"}, None),
        ({"gdbus": "exit 1"}, None),
        ({}, None),
    ],
)
def test_gnome_is_asked_under_wayland(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str], programs: dict[str, str], wanted: float | None,
) -> None:  # fmt: skip
    for name, script in programs.items():
        answering(tmp_path, name, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert measure_idle_seconds(environment) == wanted


@LINUX
def test_a_session_bus_without_gnome_gives_no_idle_time() -> None:
    """The real programs on a real bus: their arguments are right, the answer is a refusal."""
    if not all(map(shutil.which, ("dbus-run-session", "gdbus", "busctl"))):
        pytest.skip("dbus-run-session, gdbus or busctl is not installed")
    for program, arguments in idle_time.MUTTER_COMMANDS.items():
        done = subprocess.run(
            ["dbus-run-session", "--", program, *arguments],
            capture_output=True, text=True, check=False, timeout=SECONDS,
        )  # fmt: skip
        assert done.returncode != 0
        assert "org.gnome.Mutter.IdleMonitor" in done.stderr, done.stderr


@LINUX
def test_a_program_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(tmp_path, "gdbus", "exec /bin/sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(idle_time, "COMMAND_TIMEOUT_SECONDS", 0.2)
    assert measure_idle_seconds(WAYLAND[0]) is None


def test_the_idle_time_of_macos_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = '  | |   "HIDIdleTime" = 4500000000\n'
    monkeypatch.setattr(idle_time, "_run_program", lambda *_: said)
    assert idle_time._query_macos() == 4.5
    monkeypatch.setattr(idle_time, "_run_program", lambda *_: "")
    assert idle_time._query_macos() is None
