"""Who may ask, how often, and how much."""

from __future__ import annotations

import contextlib
import http.client
import socket
import stat
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.datastructures import Headers

from receipt_desktop import bootstrap
from receipt_desktop.api import middleware
from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.middleware import parse_client_name
from receipt_desktop.api.server import ApiServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from tests.unit.api.conftest import RECEIPTS, SETTINGS, Service, refused
from tests.waiting import SECONDS


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic abc"])
def test_without_the_token_every_request_is_unauthorized(
    service: Service, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}
    for method, path in (("GET", RECEIPTS), ("GET", "/metrics"), ("DELETE", f"{RECEIPTS}/x")):
        answer = httpx.request(method, service.url + path, headers=headers)
        message = refused(answer, 401, "UNAUTHORIZED")
        assert message == "Le jeton d’accès est absent ou non valable."
        assert answer.headers["www-authenticate"] == "Bearer"


def test_health_without_the_token_is_one_word(service: Service) -> None:
    answer = httpx.get(f"{service.url}/health")
    assert answer.status_code == 200
    assert answer.json()["data"] == {"status": service.actions.get_health().status.value}


def test_the_token_is_for_its_owner_alone(service: Service) -> None:
    file = service.paths.api_token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) >= 40


def test_a_client_over_its_limit_is_refused_with_retry_after(paths: Paths) -> None:
    settings = Settings(use_model=False, api_requests_a_minute=3)
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as engine:
        server = ApiServer(engine.actions, BindAddress(port=0))
        server.start()
        token = {"Authorization": f"Bearer {engine.actions.get_api_token()}"}
        with httpx.Client(base_url=server.url, headers=token) as client:
            left = [client.get(RECEIPTS).headers["x-ratelimit-remaining"] for _ in range(3)]
            assert left == ["2", "1", "0"]
            answer = client.get(RECEIPTS, headers={"Accept-Language": "en"})
            wait = int(answer.headers["retry-after"])
            message = refused(answer, 429, "RATE_LIMITED")
            assert (
                message == f"Too many requests: the limit is 3 per minute. Try again in {wait} s."
            )
            assert 0 < wait <= 60
            assert answer.headers["x-ratelimit-limit"] == "3"
            assert answer.headers["x-ratelimit-remaining"] == "0"
            other = client.get(RECEIPTS, headers={"X-Client-Id": "another"})
            assert other.headers["x-ratelimit-remaining"] == "2"
        server.stop()


def test_an_upload_counts_for_the_client_it_names(service: Service, fresh: Path) -> None:
    first = service.submit(fresh, clientId="counted")
    again = service.submit(fresh, clientId="counted")
    limit = str(SETTINGS.api_requests_a_minute)
    assert first.headers["x-ratelimit-limit"] == limit
    assert [int(limit) - int(one.headers["x-ratelimit-remaining"]) for one in (first, again)] == [
        1,
        2,
    ]


def test_a_body_that_says_it_is_too_large_is_not_read(service: Service) -> None:
    parts = urlsplit(service.url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    connection.putrequest("POST", f"{RECEIPTS}/analyze")
    for name, value in service.http.headers.items():
        if name == "authorization":
            connection.putheader(name, value)
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    answer = connection.getresponse()  # though not a byte of the body was sent
    assert answer.status == 413
    connection.close()


def test_a_body_that_grows_too_large_is_cut_off(service: Service) -> None:
    def pieces() -> object:
        for _ in range(30):
            yield b"x" * 100_000

    answer = service.http.patch(
        f"{RECEIPTS}/{'0' * 8}-0000-4000-8000-{'0' * 12}",
        content=pieces(),  # type: ignore[arg-type]  # an iterable of bytes
        headers={"Content-Type": "application/json"},
    )
    assert refused(answer, 413, "INVALID_REQUEST").endswith("1 Mo.")


def test_a_taken_port_and_bad_tls_files_are_errors(service: Service, tmp_path: Path) -> None:
    port = urlsplit(service.url).port or 0
    with pytest.raises(ServiceUnavailable, match=f"Port {port}"):
        ApiServer(service.actions, BindAddress(port=port)).start()
    (tmp_path / "junk.pem").write_text("no certificate")
    junk = str(tmp_path / "junk.pem")
    for place in (
        BindAddress(port=0, certificate=junk),
        BindAddress(port=0, certificate=junk, key_file=junk),
    ):
        with pytest.raises(InvalidRequest, match="certificate"):
            ApiServer(service.actions, place).start()


def test_no_other_site_may_ask_from_a_browser(service: Service) -> None:
    answer = service.http.get(RECEIPTS, headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    asked = service.http.options(RECEIPTS, headers={"Origin": "https://elsewhere.example"})
    assert refused(asked, 405, "INVALID_REQUEST")


def answered(caplog: pytest.LogCaptureFixture) -> list[tuple[object, ...]]:
    """Client, path and status of the answers that were noted."""
    noted = [vars(one)["facts"] for one in caplog.records if one.message == "request"]
    return [(one["client"], one["path"], one["status"]) for one in noted]


def test_each_operation_is_logged_with_its_client(
    service: Service, fresh: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="receipt_desktop.api.middleware")
    found = service.submitted(fresh, clientId="till 7")
    service.http.get(f"{RECEIPTS}/{found}/result", headers={"X-Client-Id": "till 8"})
    service.http.get(RECEIPTS, params={"text": "secret words"})
    for looked in (f"{RECEIPTS}/{found}/status", "/health", "/metrics"):
        service.http.get(looked)
    assert answered(caplog) == [
        ("till 7", f"{RECEIPTS}/analyze", 202),
        ("till 8", f"{RECEIPTS}/{found}/result", 202),
        ("127.0.0.1", RECEIPTS, 200),
    ]
    assert "secret" not in caplog.text


def test_requests_without_a_token_do_not_fill_the_log(
    service: Service, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO", logger="receipt_desktop.api.middleware")
    monkeypatch.setattr(middleware, "UNAUTHORIZED_LOG_SECONDS", 0.0)
    httpx.get(service.url + RECEIPTS)
    monkeypatch.setattr(middleware, "UNAUTHORIZED_LOG_SECONDS", 3600.0)
    for _ in range(5):
        httpx.get(service.url + RECEIPTS)
    assert answered(caplog) == [("127.0.0.1", RECEIPTS, 401)]


def test_unauthenticated_requests_do_not_use_up_the_allowance_of_a_client_id(paths: Paths) -> None:
    settings = Settings(use_model=False, api_requests_a_minute=3)
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as engine:
        server = ApiServer(engine.actions, BindAddress(port=0))
        server.start()
        named = {"X-Client-Id": "shop"}
        codes = [httpx.get(f"{server.url}/health", headers=named).status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        token = {"Authorization": f"Bearer {engine.actions.get_api_token()}"}
        assert httpx.get(f"{server.url}{RECEIPTS}", headers=named | token).status_code == 200
        assert httpx.get(f"{server.url}{RECEIPTS}", headers=token).status_code == 200
        server.stop()


def test_a_remote_address_is_limited_whatever_client_id_it_sends(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        middleware, "network_of_address", lambda address: f"as if from elsewhere {address}"
    )
    settings = Settings(use_model=False, api_requests_a_minute_per_address=5)
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as engine:
        server = ApiServer(engine.actions, BindAddress(port=0))
        server.start()
        token = {"Authorization": f"Bearer {engine.actions.get_api_token()}"}
        url = f"{server.url}{RECEIPTS}"
        codes = [
            httpx.get(url, headers=token | {"X-Client-Id": f"name {number}"}).status_code
            for number in range(7)
        ]
        assert codes == [200] * 5 + [429] * 2
        refused(httpx.post(f"{url}/analyze", headers=token), 429, "RATE_LIMITED")
        monkeypatch.undo()
        names = [token | {"X-Client-Id": f"here {number}"} for number in range(7)]
        assert {httpx.get(url, headers=name).status_code for name in names} == {200}
        server.stop()


def test_uploads_that_are_not_valid_count_too(paths: Paths, fresh: Path) -> None:
    settings = Settings(use_model=False, api_requests_a_minute=2)
    with bootstrap.open_application(paths, settings, kind="serve", consume=False) as engine:
        server = ApiServer(engine.actions, BindAddress(port=0))
        server.start()
        token = {"Authorization": f"Bearer {engine.actions.get_api_token()}"}
        files = {"image": ("a.jpg", fresh.read_bytes())}
        url = f"{server.url}{RECEIPTS}/analyze"
        codes = [httpx.post(url, headers=token, files=files).status_code for _ in range(3)]
        assert codes == [400, 400, 429]
        server.stop()


def test_an_unreadable_token_is_answered_with_an_error_envelope(service: Service) -> None:
    token = service.paths.api_token
    kept = token.rename(token.with_name("kept"))
    token.mkdir()
    try:
        refused(service.http.get(RECEIPTS), 503, "SERVICE_UNAVAILABLE")
    finally:
        token.rmdir()
        kept.rename(token)


def test_a_head_without_end_is_cut_off(service: Service) -> None:
    place = urlsplit(service.url)
    address = (str(place.hostname), int(place.port or 0))
    with socket.create_connection(address, SECONDS) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: ")
        with contextlib.suppress(OSError):  # it closes while we send
            for _ in range(100):
                connection.sendall(b"a" * 10_000)
        with contextlib.suppress(OSError):
            assert connection.recv(100).startswith((b"HTTP/1.1 431", b""))
    assert httpx.get(f"{service.url}/health").status_code == 200


def test_client_ids_contain_no_terminal_control_characters(service: Service, fresh: Path) -> None:
    refused(service.submit(fresh, clientId="a\x9b31mRED"), 400, "INVALID_REQUEST")
    refused(service.submit(fresh, clientId="a\u202eb"), 400, "INVALID_REQUEST")
    assert parse_client_name(Headers({"x-client-id": "a\x9b31mRED"})) == "a31mRED"
