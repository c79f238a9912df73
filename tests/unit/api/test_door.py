"""Who may ask, how often, and how much."""

from __future__ import annotations

import http.client
import stat
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from receipt_desktop import app
from receipt_desktop.access_token import AccessToken
from receipt_desktop.api.server import Place, Server
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.settings import Settings
from tests.unit.api.conftest import RECEIPTS, SETTINGS, Service, refused


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic abc"])
def test_without_the_token_nothing_is_told(service: Service, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    for method, path in (("GET", RECEIPTS), ("GET", "/metrics"), ("DELETE", f"{RECEIPTS}/x")):
        answer = httpx.request(method, service.url + path, headers=headers)
        message = refused(answer, 401, "UNAUTHORIZED")
        assert message == "Le jeton d'accès manque ou n'est pas valable."
        assert answer.headers["www-authenticate"] == "Bearer"


def test_health_without_the_token_is_one_word(service: Service) -> None:
    answer = httpx.get(f"{service.url}/health")
    assert answer.status_code == 200
    assert answer.json()["data"] == {"status": "healthy"}


def test_the_token_is_for_its_owner_alone(service: Service) -> None:
    file = service.paths.token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) >= 40


def test_a_new_token_takes_the_place_of_the_old_one_at_once(paths: Paths) -> None:
    running, other = AccessToken(paths.token), AccessToken(paths.token)
    old = running.current()
    assert running.matches(old)
    new = other.renew()
    assert new != old
    assert running.matches(new)
    assert not running.matches(old)


def test_a_given_token_makes_no_file_and_cannot_be_renewed(paths: Paths) -> None:
    token = AccessToken(paths.token, "from the environment")
    assert token.matches("from the environment")
    assert not token.matches("from the environment ")
    with pytest.raises(InvalidRequest, match="RECEIPT_DESKTOP_API_TOKEN"):
        token.renew()
    assert not paths.token.exists()


def test_a_token_that_cannot_be_kept_is_told(paths: Paths) -> None:
    with pytest.raises(ServiceUnavailable, match="cannot be kept"):
        AccessToken(paths.data / "nowhere" / "api.token").current()


def test_who_asks_too_often_has_to_wait(paths: Paths) -> None:
    settings = Settings(use_model=False, api_requests_a_minute=3)
    with app.open_engine(paths, settings, kind="serve", consume=False) as engine:
        server = Server(engine.actions, Place(port=0))
        server.start()
        token = {"Authorization": f"Bearer {engine.actions.api_token()}"}
        with httpx.Client(base_url=server.url, headers=token) as client:
            left = [client.get(RECEIPTS).headers["x-ratelimit-remaining"] for _ in range(3)]
            assert left == ["2", "1", "0"]
            answer = client.get(RECEIPTS, headers={"Accept-Language": "en"})
            wait = int(answer.headers["retry-after"])
            message = refused(answer, 429, "RATE_LIMITED")
            assert message == f"Not more than 3 requests a minute; try again in {wait} s."
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
    assert refused(answer, 413, "INVALID_REQUEST").endswith("1 Mo au plus.")


def test_a_taken_port_and_bad_tls_files_are_told(service: Service, tmp_path: Path) -> None:
    port = urlsplit(service.url).port or 0
    with pytest.raises(ServiceUnavailable, match=f"port {port}"):
        Server(service.actions, Place(port=port)).start()
    (tmp_path / "junk.pem").write_text("no certificate")
    junk = str(tmp_path / "junk.pem")
    for place in (Place(port=0, certificate=junk), Place(port=0, certificate=junk, key_file=junk)):
        with pytest.raises(InvalidRequest, match="certificate"):
            Server(service.actions, place).start()


def test_no_other_site_may_ask_from_a_browser(service: Service) -> None:
    answer = service.http.get(RECEIPTS, headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    asked = service.http.options(RECEIPTS, headers={"Origin": "https://elsewhere.example"})
    assert refused(asked, 405, "INVALID_REQUEST")
