"""The one periodic loop."""

from __future__ import annotations

import logging
import threading

import pytest

from receipt_desktop.config.background_loop import BackgroundLoop
from tests.waiting import SECONDS

log = logging.getLogger(__name__)


def test_a_loop_that_was_woken_gives_way_to_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[str] = []
    ended = threading.Event()

    def tick() -> None:
        rests.append("tick")
        if len(rests) > 1:
            ended.set()

    loop = BackgroundLoop("test", tick, lambda: None, log=log, settle=0.25)

    def pause(seconds: float) -> None:
        if seconds:
            rests.append("pause")
            if rests.count("pause") == 1:
                loop.wake()  # one more change: it waits for that one as well

    monkeypatch.setattr(loop, "pause", pause)
    loop.start()
    loop.wake()
    assert ended.wait(SECONDS)
    loop.stop()
    assert rests[:4] == ["tick", "pause", "pause", "tick"]
