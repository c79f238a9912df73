"""A server that really listens, over a real store and Redis; nobody reads what it takes in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.server import ApiServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ExtractedValue, Reading
from receipt_desktop.domain.receipt import Receipt, Stage
from receipt_desktop.store.store import Store
from tests.samples import SAMPLES, save
from tests.unit.store.example_readings import SAMPLE_READING
from tests.waiting import SECONDS

RECEIPTS = "/api/v1/receipts"
SETTINGS = Settings(
    use_model=False, api_requests_a_minute=100_000, webhook_private=True, phone_port=0
)


def number_reading(number: str) -> Reading:
    """The example with a receipt number, so that it is no duplicate of the others."""
    checked = SAMPLE_READING.checked
    fields = {**checked.draft.fields, Field.NUMBER: ExtractedValue(number, 0.9)}
    draft = replace(checked.draft, fields=fields)
    return replace(SAMPLE_READING, checked=replace(checked, draft=draft))


@dataclass(frozen=True, slots=True)
class Service:
    """A running server, a client that knows its token, and the store below it."""

    http: httpx.Client
    url: str
    actions: Actions
    paths: Paths

    @property
    def store(self) -> Store:
        return self.actions._context.store

    def submit(self, file: Path, **form: str) -> httpx.Response:
        with file.open("rb") as stream:
            parts = {"image": (file.name, stream)}
            data = {"clientId": "client-123", **form}
            return self.http.post(f"{RECEIPTS}/analyze", data=data, files=parts)

    def submitted(self, file: Path, **form: str) -> str:
        answer = self.submit(file, **form)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["requestId"])

    def work(self, receipt_id: str, percent: int = 65) -> None:
        """Begin to read it, as a worker would."""
        assert self.store.claim_receipt(receipt_id, "me", 60)
        self.store.update_progress(receipt_id, "me", Stage.READING, percent, 9.2)

    def complete(self, receipt_id: str) -> Receipt | None:
        """Read it, as a worker would."""
        assert self.store.claim_receipt(receipt_id, "me", 60)
        return self.store.finish_attempt(receipt_id, "me", number_reading(receipt_id))

    def fail(self, receipt_id: str, error: ReceiptError | None = None) -> None:
        """Fail at it, as a worker would."""
        assert self.store.claim_receipt(receipt_id, "me", 60)
        broken = InvalidRequest("pdf_empty")
        self.store.fail_attempt(receipt_id, "me", error or broken)

    def data(self, answer: httpx.Response) -> Any:
        assert answer.is_success, answer.text
        return answer.json()["data"]


@pytest.fixture(scope="package")
def service() -> Iterator[Service]:
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    paths = Paths(folder)
    with bootstrap.open_application(paths, SETTINGS, kind="serve", consume=False) as engine:
        server = ApiServer(engine.actions, BindAddress(port=0))
        server.start()
        token = {"Authorization": f"Bearer {engine.actions.get_api_token()}"}
        with httpx.Client(base_url=server.url, headers=token, timeout=SECONDS) as http:
            yield Service(http, server.url, engine.actions, paths)
        server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="package")
def drawn() -> Iterator[Path]:
    """A receipt as it is sent."""
    with tempfile.TemporaryDirectory() as folder:
        yield save(SAMPLES["cafe"], Path(folder) / "cafe.jpg")


@pytest.fixture
def fresh(drawn: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The same receipt with bytes that no other test has sent."""
    file = tmp_path / "cafe.jpg"
    file.write_bytes(drawn.read_bytes() + request.node.nodeid.encode())
    return file


def refused(answer: httpx.Response, status: int, code: str) -> str:
    """The message of an answer that is an error of this kind, in its shape."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"success", "error"}
    assert body["success"] is False
    assert set(body["error"]) == {"code", "message", "timestamp"}
    assert body["error"]["code"] == code
    return str(body["error"]["message"])
