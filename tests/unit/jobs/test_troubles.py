"""What speaks against the queue's health, each with its mend."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from receipt_desktop.export.health_json import health_json
from receipt_desktop.health import (
    Blocked,
    Counts,
    Health,
    OllamaState,
    QueueHealth,
    RedisHost,
    RedisState,
    StorageState,
    WorkerState,
)
from receipt_desktop.jobs.troubles import SENTENCES, Signs, Since, troubles, verdict

REDIS = RedisState(True, True, "unix:///r", "9.0.0", 10, 0.1, eviction="noeviction")
WELL = Signs(
    redis=REDIS,
    workers=(WorkerState("w", alive=True),),
    counts=Counts(pending=3, completed=10),
    open=True,
    minutes_without_end=1.0,
    completed=20,
    failed=1,
    stall_minutes=10,
    failure_percent=30,
    storage=StorageState(10**12),
)
DOWN = replace(REDIS, reachable=False)
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HOST = "http://127.0.0.1:11434"


def test_a_queue_that_works_has_no_troubles() -> None:
    assert troubles(WELL) == ()
    assert verdict(()) is Health.HEALTHY


TOLD: list[tuple[dict[str, object], str, Health, bool]] = [
    ({"redis": replace(REDIS, reachable=False)}, "redis_down", Health.UNHEALTHY, False),
    (
        {"redis": DOWN, "redis_host": RedisHost.ELSEWHERE},
        "redis_elsewhere", Health.UNHEALTHY, False,
    ),
    (
        {"redis": DOWN, "redis_host": RedisHost.TAKING_OVER},
        "redis_taken_over", Health.UNHEALTHY, False,
    ),
    (
        {"redis": DOWN, "redis_host": RedisHost.FAILED, "redis_failure": "No binary."},
        "redis_failed", Health.UNHEALTHY, False,
    ),
    ({"blocked": Blocked("", NOW)}, "database_waits", Health.DEGRADED, False),
    ({"blocked": Blocked("The disk is full.", NOW)}, "database_fails", Health.UNHEALTHY, False),
    (
        {"redis": replace(REDIS, reachable=False, ours=False)},
        "shared_redis_down", Health.UNHEALTHY, False,
    ),
    (
        {"redis": replace(REDIS, reachable=False), "consumes": False, "workers": ()},
        "not_running", Health.UNHEALTHY, False,
    ),
    (
        {"redis": replace(REDIS, eviction="allkeys-lru")},
        "redis_evicts", Health.DEGRADED, False,
    ),
    (
        {"redis": replace(REDIS, memory_bytes=95, max_memory_bytes=100)},
        "redis_memory", Health.DEGRADED, False,
    ),
    ({"storage": StorageState(10**12, orphans=3)}, "originals_unknown", Health.DEGRADED, True),
    ({"storage": StorageState(400_000_000)}, "disk_low", Health.DEGRADED, True),
    ({"storage": StorageState(4_000_000)}, "disk_full", Health.UNHEALTHY, True),
    (
        {"storage": StorageState(10**12, damage="page 3")},
        "database_damaged", Health.UNHEALTHY, True,
    ),
    (
        {"storage": StorageState(10**12, salvaged={"receipts": 9, "lost_receipts": 1})},
        "database_salvaged", Health.DEGRADED, False,
    ),
    (
        {"storage": StorageState(10**12, copy_problem="no_space")},
        "copy_no_space", Health.DEGRADED, False,
    ),
    (
        {"storage": StorageState(10**12, copy_problem="failed")},
        "copy_failed", Health.DEGRADED, False,
    ),
    (
        {"workers": (WorkerState("w", alive=False),)},
        "workers_stopped", Health.DEGRADED, False,
    ),
    ({"workers": (), "consumes": False}, "no_workers", Health.DEGRADED, False),
    ({"shortages": {"memory_short": 200.0}}, "memory_short", Health.DEGRADED, True),
    ({"shortages": {"reader_fails": 0.0}}, "reader_fails", Health.DEGRADED, True),
    ({"minutes_without_end": 10.0}, "stalled", Health.DEGRADED, True),
    ({"completed": 7, "failed": 3}, "failures_many", Health.DEGRADED, True),
    (
        {"ollama": OllamaState(False, HOST, used=True)},
        "model_unreachable", Health.HEALTHY, False,
    ),
    (
        {"ollama": OllamaState(True, HOST, used=True)},
        "model_missing", Health.HEALTHY, False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "key", "severity", "alert"), TOLD)
def test_each_trouble_is_told_with_its_key(
    changes: dict[str, object], key: str, severity: Health, alert: bool
) -> None:
    (found,) = [one for one in troubles(replace(WELL, **changes)) if one.key == key]  # type: ignore[arg-type]
    assert (found.severity, found.alert) == (severity, alert)
    sentence, mend = SENTENCES[key]
    assert set(re.findall(r"\{(\w+)\}", sentence)) == set(found.details)
    assert (found.sentence, found.mend) == (sentence.format(**found.details), mend)


def test_every_sentence_is_said_by_some_trouble() -> None:
    assert {key for _, key, _, _ in TOLD} == set(SENTENCES)


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes_without_end": 60.0, "open": False},
        {"minutes_without_end": 60.0, "counts": Counts(completed=3)},
        {"minutes_without_end": 60.0, "counts": Counts(pending=2, held=2)},
        {"completed": 1, "failed": 8},
        {"ollama": OllamaState(False, HOST, used=False)},
    ],
    ids=["paused", "nothing waits", "all held", "too few to tell", "no model wanted"],
)
def test_no_false_alarm(changes: dict[str, object]) -> None:
    assert troubles(replace(WELL, **changes)) == ()  # type: ignore[arg-type]


def test_the_worst_comes_first_and_decides() -> None:
    found = troubles(replace(WELL, minutes_without_end=99.0, redis=replace(REDIS, reachable=False)))
    assert [one.key for one in found] == ["redis_down", "stalled"]
    assert verdict(found) is Health.UNHEALTHY


def test_a_folder_on_which_nothing_runs_is_told_from_one_whose_owner_has_ended() -> None:
    look = replace(WELL, redis=DOWN, workers=(), consumes=False)
    nobody = replace(look, redis_host=RedisHost.TAKING_OVER)
    assert [one.key for one in troubles(nobody)][:1] == ["not_running"]
    somebody = replace(nobody, alive_elsewhere=1)
    assert [one.key for one in troubles(somebody)] == ["redis_taken_over"]


def test_a_trouble_says_since_when_it_is_there() -> None:
    moments = iter(NOW + timedelta(minutes=number) for number in range(5))
    since = Since(lambda: next(moments))
    down = troubles(replace(WELL, redis=DOWN))
    both = troubles(replace(WELL, redis=DOWN, storage=StorageState(4_000_000)))
    assert [one.since for one in since.noted(down)] == [NOW]
    later = {one.key: one.since for one in since.noted(both)}
    assert later == {"redis_down": NOW, "disk_full": NOW + timedelta(minutes=1)}
    assert since.noted(()) == ()
    assert [one.since for one in since.noted(down)] == [NOW + timedelta(minutes=3)]


def test_a_trouble_that_knows_its_beginning_keeps_it() -> None:
    since = Since(lambda: NOW + timedelta(hours=1))
    (found,) = since.noted(troubles(replace(WELL, blocked=Blocked("", NOW))))
    assert found.since == NOW


def test_since_leaves_the_program_as_json() -> None:
    (found,) = Since(lambda: NOW).noted(troubles(replace(WELL, redis=DOWN)))
    shown = health_json(QueueHealth(Health.UNHEALTHY, (found,), Counts(), 0, (), DOWN))
    assert shown["troubles"][0]["since"] == "2026-01-02T03:04:00Z"
