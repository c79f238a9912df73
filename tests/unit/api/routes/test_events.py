"""The status as it changes, over a stream that is really read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from receipt_desktop import bootstrap
from receipt_desktop.api.client import Client
from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.server import ApiServer
from receipt_desktop.config.paths import Paths
from tests.samples import SAMPLES, save
from tests.unit.api.conftest import RECEIPTS, SETTINGS, Service, number_reading


def events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Name and data of each event."""
    name = ""
    for line in lines:
        key, _, value = line.partition(": ")
        if key == "event":
            name = value
        elif key == "data":
            yield name, json.loads(value)


def test_the_stream_sends_every_change_until_the_end(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    with service.http.stream("GET", f"{RECEIPTS}/{found}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = events(answer.iter_lines())
        assert next(told)[1]["status"] == "pending"
        service.work(found, 40)
        seen = [next(told)[1] for _ in range(2)]
        assert [one["status"] for one in seen] == ["processing"] * 2
        assert seen[-1]["progress"] == 40
        service.store.finish_attempt(found, "me", number_reading(found))
        assert [data["status"] for _, data in told] == ["completed"]


def test_a_finished_receipt_has_one_event(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    token = service.actions.get_api_token()
    with Client(service.url, token) as client:
        (only,) = client.follow(found)
    assert only["status"] == "completed"


def test_a_deleted_receipt_ends_its_stream(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    with service.http.stream("GET", f"{RECEIPTS}/{found}/events") as answer:
        told = events(answer.iter_lines())
        next(told)
        service.actions.remove([found])
        assert next(told) == ("removed", {"requestId": found})
        assert list(told) == []


def test_a_stopping_server_ends_its_streams(paths: Paths, tmp_path: Path) -> None:
    file = save(SAMPLES["cafe"], tmp_path / "a.jpg")
    with bootstrap.open_application(paths, SETTINGS, kind="serve", consume=False) as engine:
        server = ApiServer(engine.actions, BindAddress(port=0))
        server.start()
        with Client(server.url, engine.actions.get_api_token()) as client:
            found = client.submit(file, client_id="x")
            told = client.follow(found)
            assert next(told)["status"] == "pending"
            server.stop()
            assert list(told) == []
        assert not server.is_running
        server.stop()  # a second time does no harm


def test_a_server_can_be_started_again(paths: Paths) -> None:
    with bootstrap.open_application(paths, SETTINGS, kind="serve", consume=False) as engine:
        for _ in range(2):
            server = ApiServer(engine.actions, BindAddress(port=0))
            server.start()
            assert httpx.get(f"{server.url}/health").status_code == 200
            server.stop()
