"""Which addresses are this computer."""

from __future__ import annotations

import pytest

from receipt_desktop.config.hosts import extract_host, find_endpoint, is_remote


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost",
        "localhost:11434",
        "http://127.0.0.1:11434",
        "127.1.2.3",
        "http://[::1]:11434",
        "0.0.0.0",
    ],
)
def test_local_hosts(address: str) -> None:
    assert not is_remote(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.20:11434",
        "ollama.example.org",
        "https://ollama.example.org",
        "10.0.0.5:80",
        "localhost.example.org",
    ],
)
def test_remote_hosts(address: str) -> None:
    assert is_remote(address)


def test_the_bare_host_is_named() -> None:
    assert extract_host("http://box.lan:11434/") == "box.lan"


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("http://127.0.0.1:11434", ("127.0.0.1", 11434)),
        ("http://me:secret@[::1]:8080/ollama", ("::1", 8080)),
        ("https://ollama.example.org", ("ollama.example.org", 443)),
        ("http://ollama.example.org", ("ollama.example.org", 80)),
    ],
)
def test_the_endpoint_has_the_usual_port(address: str, endpoint: tuple[str, int]) -> None:
    assert find_endpoint(address) == endpoint


def test_an_endpoint_of_an_invalid_address() -> None:
    with pytest.raises(ValueError, match="Port"):
        find_endpoint("http://localhost:port")
