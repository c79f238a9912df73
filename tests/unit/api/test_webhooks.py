"""Who is told, how it is signed, and where it never goes."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from receipt_desktop.api import webhook_sender
from receipt_desktop.api.webhook_dispatcher import WebhookDispatcher
from receipt_desktop.api.webhook_sender import check_webhook_url, send_webhook, sign_body
from receipt_desktop.config.web_targets import (
    ForbiddenUrl,
    check_target_address,
    resolve_target,
    split_url,
)
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.store import webhook_deliveries
from receipt_desktop.store.api_client_tables import WebhookDeliveryRow
from tests.unit.api.conftest import RECEIPTS, Service, refused
from tests.waiting import SECONDS


@dataclass
class WebhookReceiver:
    """Somebody who wants to know."""

    url: str = ""
    codes: list[int] = field(default_factory=list)
    """What it answers, one after the other; 204 from then on."""
    received: queue.Queue[tuple[Message, bytes]] = field(default_factory=queue.Queue)

    def next(self) -> tuple[Message, dict[str, Any], bytes]:
        headers, body = self.received.get(timeout=SECONDS)
        return headers, json.loads(body), body


@contextmanager
def listening() -> Iterator[WebhookReceiver]:
    listener = WebhookReceiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listener.received.put((self.headers, body))  # first: the answer ends the caller's wait
            code = listener.codes.pop(0) if listener.codes else 204
            self.send_response(code)
            if code == 302:
                self.send_header("Location", f"{listener.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_finished_receipt_is_delivered_with_a_signature(service: Service, fresh: Path) -> None:
    with listening() as listener:
        found = service.submitted(fresh, callbackUrl=f"{listener.url}/hook?shop=3", clientId="shop")
        service.complete(found)
        headers, event, body = listener.next()
    assert event["event"] == "receipt.completed"
    assert (event["requestId"], event["clientId"]) == (found, "shop")
    assert event["data"]["data"]["extractedFields"]["totalAmount"]["value"] == 25.99
    secret = service.paths.webhook_secret.read_text().strip()
    assert oct(service.paths.webhook_secret.stat().st_mode)[-3:] == "600"
    made = sign_body(secret, str(headers["X-Receipt-Desktop-Timestamp"]), body)
    assert headers["X-Receipt-Desktop-Signature"] == f"sha256={made}"
    assert headers["X-Receipt-Desktop-Attempt"] == "1"


@pytest.mark.expected_logs("receipt_desktop.api.webhook_dispatcher")
def test_a_failed_delivery_is_repeated(
    service: Service, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_deliveries, "WEBHOOK_BACKOFF_SECONDS", (0.0, 0.0, 0.0))
    with listening() as listener:
        listener.codes += [500, 302]
        found = service.submitted(fresh, callbackUrl=listener.url)
        service.fail(found)
        attempts = [listener.next() for _ in range(3)]
    assert [one[0]["X-Receipt-Desktop-Attempt"] for one in attempts] == ["1", "2", "3"]
    assert {one[1]["event"] for one in attempts} == {"receipt.failed"}
    assert attempts[0][1]["data"]["error"]["code"] == "INVALID_REQUEST"


def test_a_receipt_that_is_read_again_is_delivered_again(service: Service, fresh: Path) -> None:
    with listening() as listener:
        found = service.submitted(fresh, callbackUrl=listener.url)
        service.complete(found)
        listener.next()
        assert service.http.post(f"{RECEIPTS}/{found}/retry").status_code == 202
        service.complete(found)
        assert listener.next()[1]["event"] == "receipt.completed"


def test_after_the_last_retry_a_webhook_is_given_up(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    taken = [SubmitResult("a.jpg", service.actions.get_receipt(found))]
    said = service.actions.get_client_info(found)
    assert said
    service.actions.save_client_info(taken, said, ["http://127.0.0.1:9/nobody"])
    with service.store._transaction() as (session, _):
        row = session.query(WebhookDeliveryRow).filter_by(receipt_id=found).one()
        number = row.id
    again = [
        service.store.record_webhook_attempt(number, "refused")
        for _ in webhook_deliveries.WEBHOOK_BACKOFF_SECONDS
    ]
    assert all(again)
    assert not service.store.record_webhook_attempt(number, "refused")


def test_a_repeated_upload_is_audited_and_calls_each_webhook_once(
    service: Service, fresh: Path
) -> None:
    with listening() as listener:
        found = service.submitted(fresh, callbackUrl=listener.url)
        assert service.submitted(fresh, clientId="spy 7", callbackUrl=listener.url) == found
        service.complete(found)
        listener.next()
        with service.store._read_session() as session:
            assert session.query(WebhookDeliveryRow).filter_by(receipt_id=found).count() == 1
    (entry,) = service.actions.list_audit_entries(AuditQuery(text="spy 7"))
    assert (entry.actor, entry.action, entry.receipt_id) == ("api:spy 7", "submit again", found)


def test_an_internationalized_host_is_called_in_its_ascii_form(
    service: Service, fresh: Path
) -> None:
    assert split_url("http://bücher.example:80/a").netloc == "xn--bcher-kva.example:80"
    with pytest.raises(ForbiddenUrl):
        split_url(f"http://{'ü' * 70}.example/")
    with listening() as listener:
        port = urlsplit(listener.url).port
        found = service.submitted(fresh, callbackUrl=f"http://ｌocalhost:{port}/hook")
        service.complete(found)
        assert listener.next()[0]["Host"] == f"localhost:{port}"


def test_a_receiver_that_answers_byte_by_byte_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_sender, "TOTAL_TIMEOUT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        with pytest.raises(TimeoutError):
            asyncio.run(send_webhook(url, {}, "secret", 1, private=True))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b:1::1",
        "fec0::1", "feff::1", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1", "2001:0:7f00:1::",
        "3fff::1", "5f00::1", "2001:db8::1", "2001:20::1", "100::1", "192.0.0.9", "192.88.99.1",
        "198.18.0.1", "240.0.0.1",
    ],
)  # fmt: skip
def test_private_addresses_are_not_called(address: str) -> None:
    with pytest.raises(ForbiddenUrl):
        check_target_address(ipaddress.ip_address(address), private=False)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::1",
     "64:ff9b::93.184.216.34"],
)  # fmt: skip
def test_public_addresses_are_called(address: str) -> None:
    check_target_address(ipaddress.ip_address(address), private=False)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com", "file:///etc/passwd", "http://", "example.com", "http://a b/",
        "http://user:word@example.com/", "http://example.com:0/", "http://example.com:99999/",
        "http://[::1", "http://example.com/\r\nX: y", "gopher://127.0.0.1",
    ],
)  # fmt: skip
def test_invalid_webhook_urls_are_refused(url: str) -> None:
    with pytest.raises(ForbiddenUrl):
        check_webhook_url(url, private=True)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "http://localhost:80/", "http://a.localhost./",
     "http://169.254.169.254/latest/meta-data"],
)  # fmt: skip
def test_a_private_address_is_refused_on_submission(url: str) -> None:
    with pytest.raises(ForbiddenUrl):
        check_webhook_url(url, private=False)
    check_webhook_url(url, private=True)


def test_a_host_that_resolves_to_a_private_address_is_refused_at_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])

    def rebinding(_: str, port: int, **__: object) -> list[Any]:
        kind = socket.SOCK_STREAM
        return [(socket.AF_INET, kind, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    target = resolve_target("https://rebind.example/x?y=1", private=False)
    assert target.url == "https://93.184.216.34:443/x?y=1"  # where it is connected to
    with pytest.raises(ForbiddenUrl, match="private network"):
        resolve_target("https://rebind.example/x", private=False)


def test_one_private_address_among_public_ones_forbids_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def both(_: str, port: int, **__: object) -> list[Any]:
        kind = socket.SOCK_STREAM
        return [(2, kind, 6, "", (one, port)) for one in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(ForbiddenUrl):
        resolve_target("http://both.example", private=False)


def test_a_redirect_is_not_followed() -> None:
    with listening() as listener:
        listener.codes.append(302)
        with pytest.raises(httpx.HTTPStatusError, match="answered 302"):
            asyncio.run(send_webhook(f"{listener.url}/a", {}, "secret", 1, private=True))
        assert listener.received.qsize() == 1


def test_a_bad_callback_is_refused_with_the_upload(service: Service, fresh: Path) -> None:
    answer = service.submit(fresh, callbackUrl="ftp://example.com/x")
    assert refused(answer, 400, "INVALID_REQUEST").startswith("Cette adresse ne peut pas")


@contextmanager
def silent() -> Iterator[str]:
    """A receiver that accepts and never answers; its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as deaf:
        yield f"http://127.0.0.1:{deaf.getsockname()[1]}"


@pytest.fixture
def endless_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls that are not answered last longer than any test."""
    monkeypatch.setattr(webhook_sender, "STEP_TIMEOUT_SECONDS", 3600.0)
    monkeypatch.setattr(webhook_sender, "TOTAL_TIMEOUT_SECONDS", 3600.0)


@pytest.mark.expected_logs("receipt_desktop.api.webhook_dispatcher")
@pytest.mark.usefixtures("endless_wait")
def test_silent_receivers_do_not_delay_others(service: Service, fresh: Path) -> None:
    with silent() as deaf, listening() as listener:
        held = service.submitted(fresh, callbackUrl=f"{deaf}/0")
        for number in range(1, 12):
            service.submitted(fresh, callbackUrl=f"{deaf}/{number}")
        service.complete(held)
        other = fresh.with_name("other.jpg")
        other.write_bytes(fresh.read_bytes() + b"other")
        found = service.submitted(other, callbackUrl=listener.url, clientId="good")
        service.complete(found)
        assert listener.next()[1]["requestId"] == found
        service.actions.erase([held])


@pytest.mark.expected_logs("receipt_desktop.api.webhook_dispatcher")
@pytest.mark.usefixtures("endless_wait")
def test_a_stop_does_not_wait_for_silent_receivers(service: Service, fresh: Path) -> None:
    dispatcher = WebhookDispatcher(service.actions)
    with silent() as deaf:
        found = service.submitted(fresh, callbackUrl=deaf)
        dispatcher.start()
        service.complete(found)
        dispatcher.stop()
        service.actions.erase([found])


@pytest.mark.expected_logs("receipt_desktop.api.webhook_dispatcher")
def test_the_callbacks_of_a_receipt_are_limited(service: Service, fresh: Path) -> None:
    url = "http://127.0.0.1:8/"
    found = service.submitted(fresh, callbackUrl=f"{url}0")
    for number in range(1, webhook_deliveries.MAX_CALLBACKS):
        service.submitted(fresh, callbackUrl=f"{url}{number}")
    answer = service.submit(fresh, callbackUrl=f"{url}one-more")
    assert "16" in refused(answer, 400, "INVALID_REQUEST")
    assert service.submitted(fresh, callbackUrl=f"{url}0") == found
    service.actions.erase([found])


@pytest.mark.parametrize(
    "port", [1, 22, 25, 53, 110, 143, 465, 587, 993, 3306, 5432, 6379, 6667, 11211]
)
def test_ports_of_other_protocols_are_not_called(port: int) -> None:
    for private in (False, True):
        with pytest.raises(ForbiddenUrl, match="another protocol"):
            check_webhook_url(f"http://example.com:{port}/", private=private)


@pytest.mark.parametrize("port", ["", ":80", ":443", ":8080", ":8642", ":50000"])
def test_other_ports_are_called(port: str) -> None:
    check_webhook_url(f"http://example.com{port}/", private=False)
