"""What speaks against the queue's health, each with its mend."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from receipt_desktop.domain.health import (
    HealthIssue,
    HealthStatus,
    OllamaState,
    QueueHealth,
    ReceiptCounts,
    RedisHost,
    RedisState,
    StorageState,
    WorkerState,
    WriteBlock,
)
from receipt_desktop.export.health_json import health_to_json
from receipt_desktop.jobs.health_checks import HealthInputs, IssueHistory, find_issues, judge_health
from receipt_desktop.messages import Message, keys, template

REDIS = RedisState(True, True, "unix:///r", "9.0.0", 10, 0.1, eviction="noeviction")
WELL = HealthInputs(
    redis=REDIS,
    workers=(WorkerState("w", is_alive=True),),
    counts=ReceiptCounts(pending=3, completed=10),
    is_queue_open=True,
    idle_minutes=1.0,
    completed=20,
    failed=1,
    stall_minutes=10,
    failure_percent=30,
    storage=StorageState(10**12),
)
DOWN = replace(REDIS, reachable=False)
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HOST = "http://127.0.0.1:11434"


def test_a_working_queue_has_no_issues() -> None:
    assert find_issues(WELL) == ()
    assert judge_health(()) is HealthStatus.HEALTHY


FOUND_ELSEWHERE = {"folder", "mailbox"}
"""Issues that the watched folders find."""
TOLD: list[tuple[dict[str, object], str, HealthStatus, bool]] = [
    ({"redis": replace(REDIS, reachable=False)}, "redis_down", HealthStatus.UNHEALTHY, False),
    (
        {"redis": DOWN, "redis_host": RedisHost.ELSEWHERE},
        "redis_elsewhere", HealthStatus.UNHEALTHY, False,
    ),
    (
        {"redis": DOWN, "redis_host": RedisHost.TAKING_OVER},
        "redis_taken_over", HealthStatus.UNHEALTHY, False,
    ),
    (
        {"redis": DOWN, "redis_host": RedisHost.FAILED, "redis_failure": "No binary."},
        "redis_failed", HealthStatus.UNHEALTHY, False,
    ),
    ({"database_block": WriteBlock(None, NOW)}, "database_waits", HealthStatus.DEGRADED, False),
    (
        {"database_block": WriteBlock(Message("disk_full"), NOW)},
        "database_fails", HealthStatus.UNHEALTHY, False,
    ),
    (
        {"redis": replace(REDIS, reachable=False, is_own=False)},
        "shared_redis_down", HealthStatus.UNHEALTHY, False,
    ),
    (
        {"redis": replace(REDIS, reachable=False), "is_consumer": False, "workers": ()},
        "not_running", HealthStatus.UNHEALTHY, False,
    ),
    (
        {"redis": replace(REDIS, eviction="allkeys-lru")},
        "redis_evicts", HealthStatus.DEGRADED, False,
    ),
    (
        {"redis": replace(REDIS, memory_bytes=95, max_memory_bytes=100)},
        "redis_memory", HealthStatus.DEGRADED, False,
    ),
    (
        {"storage": StorageState(10**12, orphans=3)},
        "originals_unknown",
        HealthStatus.DEGRADED,
        True,
    ),
    ({"storage": StorageState(400_000_000)}, "disk_low", HealthStatus.DEGRADED, True),
    ({"storage": StorageState(4_000_000)}, "disk_full", HealthStatus.UNHEALTHY, True),
    (
        {"storage": StorageState(10**12, damage="page 3")},
        "database_damaged", HealthStatus.UNHEALTHY, True,
    ),
    (
        {"storage": StorageState(10**12, salvaged={"receipts": 9, "lost_receipts": 1})},
        "database_salvaged", HealthStatus.DEGRADED, False,
    ),
    (
        {"storage": StorageState(10**12, copy_problem="no_space")},
        "copy_no_space", HealthStatus.DEGRADED, False,
    ),
    (
        {"storage": StorageState(10**12, copy_problem="failed")},
        "copy_failed", HealthStatus.DEGRADED, False,
    ),
    (
        {"workers": (WorkerState("w", is_alive=False),)},
        "workers_stopped", HealthStatus.DEGRADED, False,
    ),
    ({"workers": (), "is_consumer": False}, "no_workers", HealthStatus.DEGRADED, False),
    ({"shortages": {"memory_short": 200.0}}, "memory_short", HealthStatus.DEGRADED, True),
    ({"shortages": {"reader_fails": 0.0}}, "reader_fails", HealthStatus.DEGRADED, True),
    ({"idle_minutes": 10.0}, "stalled", HealthStatus.DEGRADED, True),
    ({"completed": 7, "failed": 3}, "failures_many", HealthStatus.DEGRADED, True),
    (
        {"ollama": OllamaState(False, HOST, is_used=True)},
        "model_unreachable", HealthStatus.HEALTHY, False,
    ),
    (
        {"ollama": OllamaState(True, HOST, is_used=True)},
        "model_missing", HealthStatus.HEALTHY, False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "key", "severity", "alert"), TOLD)
def test_each_issue_is_found_with_its_key(
    changes: dict[str, object], key: str, severity: HealthStatus, alert: bool
) -> None:
    (found,) = [one for one in find_issues(replace(WELL, **changes)) if one.key == key]  # type: ignore[arg-type]
    assert (found.severity, found.is_alert) == (severity, alert)
    assert set(re.findall(r"\{(\w+)\}", template(f"issue_{key}"))) == set(found.details)
    assert found.message.is_complete()


def test_issues_of_other_parts_are_put_in_order() -> None:
    other = HealthIssue("folder", HealthStatus.DEGRADED, {"problem": "It is missing."})
    (low,) = find_issues(replace(WELL, ollama=OllamaState(True, HOST, is_used=True)))
    silent = replace(WELL, redis=DOWN, ollama=OllamaState(True, HOST, is_used=True))
    found = find_issues(silent, [other])
    assert [issue.key for issue in found] == ["redis_down", "folder", low.key]


def test_every_message_belongs_to_an_issue() -> None:
    known = {key.removeprefix("issue_") for key in keys() if key.startswith("issue_")}
    assert {key for _, key, _, _ in TOLD} | FOUND_ELSEWHERE == {
        k for k in known if not k.endswith("_remedy")
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"idle_minutes": 60.0, "is_queue_open": False},
        {"idle_minutes": 60.0, "counts": ReceiptCounts(completed=3)},
        {"idle_minutes": 60.0, "counts": ReceiptCounts(pending=2, held=2)},
        {"completed": 1, "failed": 8},
        {"ollama": OllamaState(False, HOST, is_used=False)},
    ],
    ids=["paused", "nothing waits", "all held", "too few to tell", "no model wanted"],
)
def test_no_false_alarm(changes: dict[str, object]) -> None:
    assert find_issues(replace(WELL, **changes)) == ()  # type: ignore[arg-type]


def test_the_most_severe_issue_comes_first_and_sets_the_status() -> None:
    found = find_issues(replace(WELL, idle_minutes=99.0, redis=replace(REDIS, reachable=False)))
    assert [one.key for one in found] == ["redis_down", "stalled"]
    assert judge_health(found) is HealthStatus.UNHEALTHY


def test_a_folder_without_processes_differs_from_one_whose_owner_has_ended() -> None:
    look = replace(WELL, redis=DOWN, workers=(), is_consumer=False)
    nobody = replace(look, redis_host=RedisHost.TAKING_OVER)
    assert [one.key for one in find_issues(nobody)][:1] == ["not_running"]
    somebody = replace(nobody, other_consumers=1)
    assert [one.key for one in find_issues(somebody)] == ["redis_taken_over"]


def test_an_issue_records_when_it_began() -> None:
    moments = iter(NOW + timedelta(minutes=number) for number in range(5))
    since = IssueHistory(lambda: next(moments))
    down = find_issues(replace(WELL, redis=DOWN))
    both = find_issues(replace(WELL, redis=DOWN, storage=StorageState(4_000_000)))
    assert [one.since for one in since.stamp_issues(down)] == [NOW]
    later = {one.key: one.since for one in since.stamp_issues(both)}
    assert later == {"redis_down": NOW, "disk_full": NOW + timedelta(minutes=1)}
    assert since.stamp_issues(()) == ()
    assert [one.since for one in since.stamp_issues(down)] == [NOW + timedelta(minutes=3)]


def test_an_issue_with_a_known_beginning_keeps_it() -> None:
    since = IssueHistory(lambda: NOW + timedelta(hours=1))
    (found,) = since.stamp_issues(find_issues(replace(WELL, database_block=WriteBlock(None, NOW))))
    assert found.since == NOW


def test_since_leaves_the_program_as_json() -> None:
    (found,) = IssueHistory(lambda: NOW).stamp_issues(find_issues(replace(WELL, redis=DOWN)))
    shown = health_to_json(
        QueueHealth(HealthStatus.UNHEALTHY, (found,), ReceiptCounts(), 0, (), DOWN)
    )
    assert shown["troubles"][0]["since"] == "2026-01-02T03:04:00Z"
