"""The server inside a program, and what a person is told at the start."""

from __future__ import annotations

import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.server import ApiServer
from receipt_desktop.api.switch import ApiSwitch
from receipt_desktop.cli.serve import format_greeting, read_or_renew_token
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from tests.unit.api.conftest import Service


def test_a_window_turns_it_on_and_off(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.actions._context.live_settings, "_now", free_port(service, 0))
    switch = ApiSwitch(service.actions)
    assert switch.url is None
    for _ in range(2):
        switch.set_enabled(True)
        switch.set_enabled(True)
        url = str(switch.url)
        assert httpx.get(f"{url}/health").json()["data"] == {
            "status": service.actions.get_health().status.value
        }
        switch.set_enabled(False)
        switch.set_enabled(False)
        assert switch.url is None
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{url}/health")


def test_a_switch_that_cannot_be_turned_stays_off(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = int(service.url.rpartition(":")[2])
    monkeypatch.setattr(service.actions._context.live_settings, "_now", free_port(service, taken))
    switch = ApiSwitch(service.actions)
    with pytest.raises(ServiceUnavailable) as refused:
        switch.set_enabled(True)
    assert switch.url is None
    assert switch.start_error is refused.value
    switch.set_enabled(False)
    assert switch.start_error is None


@pytest.fixture
def interval() -> Iterator[float]:
    """How long a thread may run without a server, another one than that of a server."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.004)
    yield sys.getswitchinterval()
    sys.setswitchinterval(before)


def test_threads_take_turns_faster_only_while_it_answers(service: Service, interval: float) -> None:
    server = ApiServer(service.actions, BindAddress("127.0.0.1", 0))
    server.start()
    assert sys.getswitchinterval() < interval / 2
    server.stop()
    assert sys.getswitchinterval() == interval
    server.stop()
    assert sys.getswitchinterval() == interval


def test_a_server_that_does_not_start_leaves_the_threads_as_they_were(
    service: Service, interval: float
) -> None:
    taken = int(service.url.rpartition(":")[2])
    with pytest.raises(ServiceUnavailable):
        ApiServer(service.actions, BindAddress("127.0.0.1", taken)).start()
    assert sys.getswitchinterval() == interval


def free_port(service: Service, port: int) -> Settings:
    return replace(service.actions.settings, api_port=port)


def test_over_tls(service: Service, tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    server = ApiServer(service.actions, BindAddress("127.0.0.1", 0, str(certificate), str(key)))
    server.start()
    assert server.url.startswith("https://127.0.0.1:")
    trusting = ssl.create_default_context(cafile=str(certificate))
    assert httpx.get(f"{server.url}/health", verify=trusting).status_code == 200
    server.stop()


def test_the_start_message_of_the_server(paths: Paths) -> None:
    (only,) = format_greeting(paths, Settings(), "http://127.0.0.1:8642")
    assert str(paths.api_token) in only
    open_to_all = format_greeting(paths, Settings(api_host="0.0.0.0"), "http://0.0.0.0:8642")
    assert "unencrypted" in open_to_all[1]
    remote = Settings(ollama_host="http://user:word@gpu.example:11434")
    assert len(format_greeting(paths, remote, "http://127.0.0.1:8642")) == 1
    told = format_greeting(
        paths, replace(remote, text_may_go_to="gpu.example"), "http://127.0.0.1:8642"
    )
    assert told[1] == "The text of every receipt goes to the language model at gpu.example."
    given = format_greeting(paths, Settings(api_token="secret"), "http://127.0.0.1:8642")
    assert "RECEIPT_DESKTOP_API_TOKEN" in given[0]
    assert "secret" not in given[0]


def test_the_token_from_the_command_line(paths: Paths) -> None:
    first = read_or_renew_token(paths, Settings(), new=False)
    assert read_or_renew_token(paths, Settings(), new=False) == first
    second = read_or_renew_token(paths, Settings(), new=True)
    assert second != first
    assert read_or_renew_token(paths, Settings(), new=False) == second
