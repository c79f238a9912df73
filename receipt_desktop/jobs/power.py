"""Whether the work may go on by the schedule: nobody at the computer, the computer on mains.

What the platform does not tell holds nothing back.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from receipt_desktop.health import Schedule
from receipt_desktop.jobs.presence import idle_seconds

IDLE_AFTER = 300.0
"""Seconds without key or mouse after which nobody is taken to be there."""
KEPT_SECONDS = 3.0
"""An answer is good for so long: the question is asked every few seconds by several threads."""
UNTOLD_SECONDS = 60.0
"""Likewise, where the platform does not tell."""
SUPPLIES = Path("/sys/class/power_supply")
PARTS: dict[Schedule, tuple[Schedule, ...]] = {
    Schedule.ALWAYS: (),
    Schedule.IDLE: (Schedule.IDLE,),
    Schedule.MAINS: (Schedule.MAINS,),
    Schedule.IDLE_ON_MAINS: (Schedule.MAINS, Schedule.IDLE),
}


class Power:
    """The state of the computer, asked when it is needed. Thread-safe."""

    def __init__(
        self,
        idle: Callable[[], float | None] = idle_seconds,
        mains: Callable[[], bool | None] | None = None,
        idle_after: float = IDLE_AFTER,
    ) -> None:
        """`idle` tells seconds since the last use, `mains` whether there is mains power."""
        on_power = mains or on_mains
        self._met = {
            Schedule.IDLE: _Kept(lambda: _long(idle(), idle_after)),
            Schedule.MAINS: _Kept(on_power),
        }

    def may_work(self, schedule: Schedule) -> Schedule | None:
        """The part of the schedule that holds the work back just now; None: go on."""
        return next((part for part in PARTS[schedule] if self._met[part].now() is False), None)

    def told(self, schedule: Schedule) -> bool:
        """Whether the platform tells everything that the schedule asks for."""
        return all(self._met[part].now() is not None for part in PARTS[schedule])


class _Kept:
    """An answer and how long it is good."""

    def __init__(self, ask: Callable[[], bool | None]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._until = 0.0
        self._answer: bool | None = None

    def now(self) -> bool | None:
        with self._lock:
            if time.monotonic() >= self._until:
                self._answer = self._ask()
                kept = UNTOLD_SECONDS if self._answer is None else KEPT_SECONDS
                self._until = time.monotonic() + kept
            return self._answer


def _long(seconds: float | None, enough: float) -> bool | None:
    return None if seconds is None else seconds >= enough


def on_mains() -> bool | None:
    """Whether the computer runs on mains power; one without a battery does. None: unknown."""
    if sys.platform != "linux":
        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
        return True if battery is None else battery.power_plugged
    return supplied(SUPPLIES)


def supplied(folder: Path) -> bool | None:
    """Mains power by Linux's power_supply class.

    psutil would take the battery of a wireless mouse for the computer's. Source:
    Documentation/ABI/testing/sysfs-class-power of the kernel (type, scope, online, status).
    """
    supplies = [_told(place) for place in sorted(folder.glob("*"))]
    own = [supply for supply in supplies if supply["scope"] != "Device"]
    if any(supply["type"] != "Battery" and supply["online"] == "1" for supply in own):
        return True
    states = {supply["status"] for supply in own if supply["type"] == "Battery"}
    if "Discharging" in states:
        return False
    return None if states and states <= {"", "Unknown"} else True


def _told(place: Path) -> dict[str, str]:
    return {name: _line(place / name) for name in ("type", "scope", "online", "status")}


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
