"""Each request and answer of the specification, field by field, against the running program."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.service import RECEIPTS, Running, serving
from tests.fakes.ollama import Behaviour, fake_ollama
from tests.samples import SAMPLES, save

TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")
METADATA = {"source": "mobile_app", "expectedType": "retail", "priority": "normal"}
SAID = {"total": str(SAMPLES["cafe"].total), "total_row": 1, "category": "restaurant"}
SECONDS = 120


SEEN = threading.Event()
"""Set when `/status` said that the receipt of the journey is being processed."""


def slow_answer(_: str) -> str:
    """The model answers when a client has seen that the receipt is read."""
    SEEN.wait(SECONDS)
    return json.dumps(SAID)


@dataclass(frozen=True, slots=True)
class Journey:
    """The example flow of the document: every answer on one receipt's way."""

    accepted: httpx.Response
    early: httpx.Response
    """`/result` while it runs."""
    statuses: tuple[dict[str, Any], ...]
    """`/status`, from the submission to the end."""
    result: httpx.Response


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("rd")
    behaviour = Behaviour(answer=slow_answer)
    with fake_ollama(behaviour) as address, serving(data, OLLAMA_HOST=address) as running:
        yield running


@pytest.fixture(scope="module")
def journey(service: Running, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    file = save(SAMPLES["cafe"], tmp_path_factory.mktemp("drawn") / "cafe.jpg")
    with service.http() as http:
        with file.open("rb") as stream:
            accepted = http.post(
                f"{RECEIPTS}/analyze",
                data={"clientId": "client-123", "metadata": json.dumps(METADATA)},
                files={"image": ("cafe.jpg", stream)},
            )
        url = f"{RECEIPTS}/{accepted.json()['requestId']}"
        early = http.get(f"{url}/result")
        statuses = list(followed(http, url))
        result = http.get(f"{url}/result")
    return Journey(accepted, early, tuple(statuses), result)


def followed(http: httpx.Client, url: str) -> Iterator[dict[str, Any]]:
    """The answer of `/status` at every change, which the stream of events tells."""
    with http.stream("GET", f"{url}/events", timeout=SECONDS) as events:
        for line in events.iter_lines():
            if line.startswith("data: "):
                status = http.get(f"{url}/status").json()
                yield status
                if status["data"]["status"] == "processing":
                    SEEN.set()


def check_envelope(body: dict[str, Any], *, about: str | None = None) -> Any:
    """The envelope of a good answer; its data."""
    names = {"success", "data", "processingTime", "timestamp"}
    assert set(body) == (names | {"requestId"} if about else names)
    assert body["success"] is True
    assert not about or body["requestId"] == about
    assert isinstance(body["processingTime"], (int, float))
    assert body["processingTime"] >= 0
    assert TIME.fullmatch(body["timestamp"])
    return body["data"]


def test_submitting_is_accepted(journey: Journey) -> None:
    assert journey.accepted.status_code == 202
    body = journey.accepted.json()
    assert str(uuid.UUID(body["requestId"])) == body["requestId"]
    data = check_envelope(body, about=body["requestId"])
    assert set(data) == {"requestId", "status", "estimatedProcessingTime", "message"}
    assert data["requestId"] == body["requestId"]
    assert data["status"] == "pending"
    assert type(data["estimatedProcessingTime"]) is int
    assert data["estimatedProcessingTime"] > 0
    assert data["message"] == "Votre demande est en attente de traitement"


def test_the_status_while_it_runs(journey: Journey) -> None:
    request_id = journey.accepted.json()["requestId"]
    told = [check_envelope(body, about=request_id) for body in journey.statuses]
    for data in told:
        assert set(data) == {
            "requestId", "status", "progress", "estimatedTimeRemaining", "message",
        }  # fmt: skip
        assert type(data["progress"]) is int
        assert type(data["estimatedTimeRemaining"]) is int
        assert 0 <= data["progress"] <= 100
        assert data["estimatedTimeRemaining"] >= 0
    running = [data for data in told if data["status"] == "processing"]
    assert running
    assert {data["message"] for data in running} == {"Analyse de votre reçu en cours..."}
    assert [data["progress"] for data in told] == sorted(data["progress"] for data in told)
    assert (told[-1]["status"], told[-1]["progress"]) == ("completed", 100)
    assert {data["status"] for data in told} <= {"pending", "processing", "completed"}


def test_the_result_while_it_runs(journey: Journey) -> None:
    assert journey.early.status_code == 202
    body = journey.early.json()
    assert set(body) == {"success", "error"}
    assert body["success"] is False
    assert set(body["error"]) == {"code", "message", "timestamp"}
    assert body["error"]["code"] == "PROCESSING_ERROR"
    assert body["error"]["message"] == (
        "Le traitement est encore en cours. Veuillez vérifier le statut d'abord."
    )
    assert TIME.fullmatch(body["error"]["timestamp"])


def test_the_result(journey: Journey) -> None:
    assert journey.result.status_code == 200
    body = journey.result.json()
    outer = check_envelope(body, about=journey.accepted.json()["requestId"])
    assert {"requestId", "status", "data", "createdAt", "completedAt"} <= set(outer)
    assert outer["status"] == "completed"
    moments = [outer["createdAt"], outer["data"]["extractedAt"], outer["completedAt"]]
    assert all(TIME.fullmatch(moment) for moment in moments)
    assert [datetime.fromisoformat(one) for one in moments] == sorted(
        datetime.fromisoformat(one) for one in moments
    )
    inner = outer["data"]
    assert {"receiptType", "extractedFields", "processingMetadata", "extractedAt"} <= set(inner)
    assert inner["receiptType"] in {"retail", "restaurant"}


def test_the_fields_of_the_result(journey: Journey) -> None:
    fields = journey.result.json()["data"]["data"]["extractedFields"]
    total, day, merchant = (fields[n] for n in ("totalAmount", "date", "merchantName"))
    assert {"value", "currency", "confidence"} <= set(total)
    assert total["value"] == float(SAMPLES["cafe"].total)
    assert total["currency"] == "GBP"
    assert {"value", "confidence"} <= set(day)
    assert day["value"] == SAMPLES["cafe"].day.isoformat()
    assert {"value", "confidence"} <= set(merchant)
    assert merchant["value"]
    assert all(0 <= one["confidence"] <= 1 for one in (total, day, merchant))
    assert isinstance(fields["items"], list)
    assert fields["items"]
    assert isinstance(fields["summary"], str)


def test_how_it_was_read(journey: Journey) -> None:
    how = journey.result.json()["data"]["data"]["processingMetadata"]
    assert {
        "processingTime", "ocrConfidence", "aiConfidence", "imagePreprocessed", "detectedLanguage",
    } <= set(how)  # fmt: skip
    assert isinstance(how["processingTime"], float)
    assert all(0 <= how[name] <= 1 for name in ("ocrConfidence", "aiConfidence"))
    assert isinstance(how["imagePreprocessed"], bool)
    assert how["detectedLanguage"] == "en"


def test_the_statistics(service: Running, journey: Journey) -> None:
    assert journey.result.status_code == 200
    with service.http() as http:
        answer = http.get(f"{RECEIPTS}/stats")
    assert answer.status_code == 200
    data = check_envelope(answer.json())
    for name in ("totalProcessed", "queueLength", "activeJobs", "failedJobs"):
        assert type(data[name]) is int
    assert data["totalProcessed"] >= 1
    assert data["successRate"] == 100.0
    assert isinstance(data["averageProcessingTime"], float)
    assert set(data["localStorage"]) == {"total", "completed", "failed", "pending", "processing"}
    health = data["queueHealth"]
    assert {"status", "queueLength", "activeJobs", "failedJobs", "redisConnection"} <= set(health)
    assert health["status"] == "healthy"
    assert health["redisConnection"] is True


def test_the_health(service: Running) -> None:
    with service.http() as http:
        answer = http.get("/health")
    assert answer.status_code == 200
    data = check_envelope(answer.json())
    assert data["status"] == "healthy"
    assert data["redis"]["connected"] is True  # the connection to Redis
    assert {"length", "active", "failed"} <= set(data["queue"])  # the queue
    assert [one["alive"] for one in data["workers"]] == [True] * 5  # 5 at a time by default
    assert "receiptsPerMinute" in data["metrics"]  # metrics of processing


def test_an_unknown_request(service: Running) -> None:
    with service.http() as http:
        for what in ("status", "result"):
            answer = http.get(f"{RECEIPTS}/{uuid.uuid4()}/{what}")
            assert answer.status_code == 404
            assert answer.json()["error"]["code"] == "INVALID_REQUEST"


def test_the_second_estimate_comes_from_what_the_first_took(
    service: Running, journey: Journey, tmp_path: Path
) -> None:
    took = journey.result.json()["data"]["data"]["processingMetadata"]["processingTime"]
    file = save(SAMPLES["diner"], tmp_path / "diner.jpg")
    with service.client() as client:
        data = client.submit_all(file, client_id="client-123")
        client.wait(data["requestId"], SECONDS)
    assert abs(data["estimatedProcessingTime"] - took) <= max(3.0, took)


def test_real_receipts(service: Running, receipts_folder: Path) -> None:
    lines = (receipts_folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    files = [receipts_folder / json.loads(line)["file"] for line in lines]
    with service.client() as client:
        data = client.submit_all(*files, client_id="client-123")
        assert [one["file"] for one in data["receipts"]] == [file.name for file in files]
        results = [client.wait(one["requestId"], SECONDS) for one in data["receipts"]]
        assert [one["status"] for one in results] == ["completed"] * len(files)
        for one in results:
            assert "totalAmount" in one["data"]["extractedFields"]
            page = client.image(one["requestId"], page=0)
            assert page.startswith(b"\xff\xd8\xff")
