"""Conditions of the schedule: an idle computer and mains power.

A condition that the platform does not report never holds the queue back.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.jobs.idle_time import measure_idle_seconds

IDLE_AFTER_SECONDS = 300.0
"""Seconds without keyboard or mouse input after which the computer counts as idle."""
CACHE_SECONDS = 3.0
"""Seconds that a state is cached; several threads read it every few seconds."""
UNKNOWN_CACHE_SECONDS = 60.0
"""Seconds that an unknown state is cached."""
POWER_SUPPLY_FOLDER = Path("/sys/class/power_supply")
CONDITIONS: dict[Schedule, tuple[Schedule, ...]] = {
    Schedule.ALWAYS: (),
    Schedule.IDLE: (Schedule.IDLE,),
    Schedule.MAINS: (Schedule.MAINS,),
    Schedule.IDLE_ON_MAINS: (Schedule.MAINS, Schedule.IDLE),
}


class ScheduleConditions:
    """The state of the computer, queried on demand. Thread-safe."""

    def __init__(
        self,
        idle: Callable[[], float | None] = measure_idle_seconds,
        mains: Callable[[], bool | None] | None = None,
        idle_after: float = IDLE_AFTER_SECONDS,
    ) -> None:
        """`idle` returns seconds since the last input, `mains` whether there is mains power."""
        on_power = mains or is_on_mains
        self._conditions = {
            Schedule.IDLE: _CachedAnswer(lambda: _is_at_least(idle(), idle_after)),
            Schedule.MAINS: _CachedAnswer(on_power),
        }

    def find_blocking_condition(self, schedule: Schedule) -> Schedule | None:
        """The condition that holds the queue back at present; None if there is none."""
        return next(
            (
                part
                for part in CONDITIONS[schedule]
                if self._conditions[part].current_value() is False
            ),
            None,
        )

    def is_detectable(self, schedule: Schedule) -> bool:
        """Whether the platform reports all conditions of the schedule."""
        return all(
            self._conditions[part].current_value() is not None for part in CONDITIONS[schedule]
        )


class _CachedAnswer:
    """A cached value and its expiry."""

    def __init__(self, ask: Callable[[], bool | None]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._valid_until = 0.0
        self._answer: bool | None = None

    def current_value(self) -> bool | None:
        with self._lock:
            if time.monotonic() >= self._valid_until:
                self._answer = self._ask()
                lifetime = UNKNOWN_CACHE_SECONDS if self._answer is None else CACHE_SECONDS
                self._valid_until = time.monotonic() + lifetime
            return self._answer


def _is_at_least(seconds: float | None, enough: float) -> bool | None:
    return None if seconds is None else seconds >= enough


def is_on_mains() -> bool | None:
    """Whether the computer is on mains power; True without a battery, None if unknown."""
    if sys.platform != "linux":
        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
        return True if battery is None else battery.power_plugged
    return read_mains_state(POWER_SUPPLY_FOLDER)


def read_mains_state(folder: Path) -> bool | None:
    """Read the state of mains power from Linux's power_supply class.

    psutil mistakes the battery of a wireless mouse for that of the computer. Source:
    Documentation/ABI/testing/sysfs-class-power of the kernel (type, scope, online, status).
    """
    supplies = [_read_supply(place) for place in sorted(folder.glob("*"))]
    own = [supply for supply in supplies if supply["scope"] != "Device"]
    if any(supply["type"] != "Battery" and supply["online"] == "1" for supply in own):
        return True
    states = {supply["status"] for supply in own if supply["type"] == "Battery"}
    if "Discharging" in states:
        return False
    return None if states and states <= {"", "Unknown"} else True


def _read_supply(place: Path) -> dict[str, str]:
    return {name: _read_line(place / name) for name in ("type", "scope", "online", "status")}


def _read_line(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
