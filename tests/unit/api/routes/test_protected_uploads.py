"""A password that comes with an upload."""

from __future__ import annotations

from pathlib import Path

import pytest

from receipt_desktop.api.client import ApiError, Client
from tests.samples import SAMPLES
from tests.samples.pdf import born_digital
from tests.unit.api.conftest import Service, refused

FORM = {"clientId": "client-123", "password": "opensesame"}
PDF = born_digital(SAMPLES["trattoria"], "opensesame")


def test_a_process_that_reads_nothing_accepts_no_password(service: Service) -> None:
    files = {"image": ("locked.pdf", PDF, "application/pdf")}
    answer = service.http.post("/api/v1/receipts/analyze", files=files, data=FORM)
    sentence = refused(answer, 400, "INVALID_REQUEST")
    assert "opensesame" not in sentence


def test_the_client_sends_the_password(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(PDF)
    with (
        Client(service.url, service.actions.get_api_token()) as client,
        pytest.raises(ApiError) as caught,
    ):
        client.submit(file, client_id="client-123", password="opensesame")
    assert "accepts no passwords" in str(caught.value)


def test_a_password_that_is_too_long_is_not_repeated(service: Service) -> None:
    files = {"image": ("locked.pdf", PDF, "application/pdf")}
    form = FORM | {"password": "opensesame" * 200}
    answer = service.http.post("/api/v1/receipts/analyze", files=files, data=form)
    assert "opensesame" not in refused(answer, 400, "INVALID_REQUEST")
    assert "password" in answer.text


def test_the_document_hides_what_is_typed(service: Service) -> None:
    document = service.http.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    (form,) = [schemas[name] for name in schemas if name.startswith("Body_analyze")]
    assert "password" in str(form["properties"]["password"])
    assert "password" not in form["required"]
