"""Statistics, health, metrics, the OpenAPI document."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from receipt_desktop.actions import Actions, export_formats
from receipt_desktop.api.application import (
    API_PREFIX,
    EXPORTS_PREFIX,
    REPORTS_PREFIX,
    SUPPLIERS_PATH,
)
from receipt_desktop.api.localization import language
from receipt_desktop.api.responses import redact_json_paths, redact_paths
from receipt_desktop.domain.health import HealthIssue, HealthStatus, QueueHealth
from tests.unit.api.conftest import RECEIPTS, Service


def test_metrics_are_what_prometheus_reads(service: Service, fresh: Path) -> None:
    service.submitted(fresh)
    answer = service.http.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    found = {one.name: one for one in text_string_to_metric_families(answer.text)}
    receipts = found["receipt_desktop_receipts"].samples
    assert {sample.labels["status"] for sample in receipts} == {
        "pending",
        "processing",
        "completed",
        "failed",
    }
    counts = service.actions.get_health().counts
    assert sum(sample.value for sample in receipts) == counts.total
    (redis,) = found["receipt_desktop_redis_up"].samples
    assert redis.value == 1
    answers = found["receipt_desktop_http_requests"].samples
    assert sum(sample.value for sample in answers) >= 1
    values = [sample.value for family in found.values() for sample in family.samples]
    assert all(math.isfinite(value) for value in values)


def test_an_unhealthy_service_answers_503(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = service.actions.get_health()
    trouble = HealthIssue(
        "database_damaged", HealthStatus.UNHEALTHY, {"damage": str(service.paths.database)}
    )
    sick = replace(now, status=HealthStatus.UNHEALTHY, issues=(trouble,))

    def health(_: Actions) -> QueueHealth:
        return sick

    monkeypatch.setattr(Actions, "get_health", health)
    answer = service.http.get("/health", headers={"Accept-Language": "en"})
    body = answer.json()
    assert (answer.status_code, body["success"]) == (503, False)
    assert body["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert body["error"]["message"] == "The service is temporarily unavailable"
    assert body["data"]["troubles"][0]["sentence"] == "The database is damaged (…"
    stranger = httpx.get(f"{service.url}/health")
    assert (stranger.status_code, stranger.json()["data"]) == (503, {"status": "unhealthy"})


def test_answers_about_the_service_contain_no_path(service: Service) -> None:
    for path in ("/health", f"{RECEIPTS}/stats", "/openapi.json"):
        text = service.http.get(path).text
        assert str(service.paths.data) not in text
        assert "/home" not in text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/tmp/x y", "… y"),  # noqa: S108 (a sentence)
        ("unix:///run/redis.sock is gone", "… is gone"),
        ("C:\\Users\\me\\x.db is gone", "… is gone"),
        ("http://127.0.0.1:11434/api and 21/08/2024", "http://127.0.0.1:11434/api and 21/08/2024"),
        ("receipts/minute", "receipts/minute"),
    ],
)
def test_paths_are_left_out_of_sentences(said: str, told: str) -> None:
    assert redact_paths(said) == told
    assert redact_json_paths({"a": [said, 1, None]}) == {"a": [told, 1, None]}


@pytest.mark.parametrize(
    ("accept", "spoken"),
    [
        ("", "fr"),
        ("*", "fr"),
        ("de", "de"),
        ("de-CH, en;q=0.5", "de"),
        ("en;q=0.2, de;q=0.7, fr;q=0.1", "de"),
        ("it, en;q=0.8", "en"),
        ("en;q=0", "fr"),
        ("en;q=x, de", "de"),
        (";;;,,,", "fr"),
    ],
)
def test_the_language_that_is_spoken(accept: str, spoken: str) -> None:
    assert language(accept) == spoken


def test_the_document_describes_every_address(service: Service) -> None:
    document = httpx.get(f"{service.url}/openapi.json").json()
    assert set(document["paths"]) == {
        "/health",
        "/metrics",
        RECEIPTS,
        f"{RECEIPTS}/analyze",
        f"{RECEIPTS}/stats",
        f"{RECEIPTS}/{{requestId}}",
        *(
            f"{RECEIPTS}/{{requestId}}/{what}"
            for what in ("status", "result", "events", "image", "retry", "cancel", "split", "undo")
        ),
        f"{RECEIPTS}/join",
        *(f"{API_PREFIX}/{what}" for what in ("categories", "tags", "projects")),
        *(f"{RECEIPTS}/{{requestId}}/{form.name}" for form in export_formats()),
        SUPPLIERS_PATH,
        REPORTS_PREFIX,
        EXPORTS_PREFIX,
        *(f"{EXPORTS_PREFIX}/{what}" for what in ("check", "profiles", "batches/{number}")),
    }
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    upload = document["paths"][f"{RECEIPTS}/analyze"]["post"]
    assert {"202", "400", "401", "409", "413", "415", "429", "503"} == set(upload["responses"])
