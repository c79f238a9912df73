"""Fetching a file from a web address: a real server, and addresses that are never called."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest

from receipt_desktop.config import web_targets
from receipt_desktop.config.web_targets import ForbiddenUrl, public_part
from receipt_desktop.domain.errors import TooLarge
from receipt_desktop.intake import web_fetch
from receipt_desktop.intake.web_fetch import FetchFailed, FetchLimits, WebUnavailable, fetch_file

LIMITS = FetchLimits(max_bytes=1_000_000, private=True)
JPEG = b"\xff\xd8\xff\xe0" + bytes(3_000)


@dataclass
class Site:
    """A web server with a few files; `requests` are paths with their headers."""

    url: str = ""
    files: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    is_slow: bool = False
    release: threading.Event = field(default_factory=threading.Event)

    def add(self, path: str, body: bytes = JPEG, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.files[path] = (status, named, body)
        return f"{self.url}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.requests.append((self.path, dict(self.headers.items())))
            status, headers, body = made.files[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[:100])
            if made.is_slow:
                self.wfile.flush()
                made.release.wait()
            self.wfile.write(body[100:])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that hang up
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield made
    made.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(url: str, limits: FetchLimits = LIMITS) -> tuple[str, bytes]:
    target = BytesIO()
    return fetch_file(url, target, limits), target.getvalue()


def test_a_picture_is_fetched_with_nothing_that_identifies_its_reader(site: Site) -> None:
    url = site.add("/a/Beleg%201.jpg?key=secret", Content_Type="image/jpeg")
    assert fetch(url) == ("Beleg 1.jpg", JPEG)
    ((path, headers),) = site.requests
    assert path == "/a/Beleg%201.jpg?key=secret"
    assert {"Cookie", "Referer", "Authorization"}.isdisjoint(headers)
    assert headers["Accept-Encoding"] == "identity"


def test_redirects_are_followed_and_each_is_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_targets, "is_public_address", lambda one: str(one) == "127.0.0.1")
    strict = FetchLimits(1_000_000)
    inner = site.url.replace("127.0.0.1", "127.0.0.2")
    site.add("/picture.jpg")
    start = site.add("/start", b"", 302, Location="/picture.jpg")
    assert fetch(start, strict) == ("picture.jpg", JPEG)
    with pytest.raises(ForbiddenUrl, match="private network"):
        fetch(site.add("/inside", b"", 302, Location=f"{inner}/picture.jpg"), strict)
    with pytest.raises(ForbiddenUrl, match="not an http"):
        fetch(site.add("/file", b"", 302, Location="file:///etc/passwd"), strict)
    with pytest.raises(ForbiddenUrl, match="another protocol"):
        fetch(site.add("/redis", b"", 302, Location="http://127.0.0.1:6379/"), strict)
    with pytest.raises(FetchFailed, match="too often"):
        fetch(site.add("/loop", b"", 302, Location="/loop"), strict)
    asked = [path for path, _ in site.requests]
    assert asked.count("/picture.jpg") == 1
    assert asked.count("/loop") == web_fetch.MAX_REDIRECTS + 1


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.url.rpartition(":")[2])
    answers = iter(["127.0.0.1", "127.0.0.9"])

    def rebinding(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    site.add("/a.jpg")
    original = socket.getaddrinfo

    def resolve(host: str | bytes | None, *more: object, **named: object) -> object:
        if host == "rebind.example":
            return rebinding()
        return original(host, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch(f"http://rebind.example:{port}/a.jpg")[1] == JPEG
    assert site.requests[0][1]["Host"] == f"rebind.example:{port}"
    assert next(answers) == "127.0.0.9"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.jpg",
        "http://localhost/a.jpg",
        "http://192.168.1.1/a.jpg",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/a.jpg",
        "http://[fd00::1]/a.jpg",
        "http://2130706433/a.jpg",
        "http://user:password@93.184.215.14/a.jpg",
        "http://93.184.215.14:22/a.jpg",
        "ftp://93.184.215.14/a.jpg",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_addresses_inside_are_never_called(url: str) -> None:
    with pytest.raises(ForbiddenUrl):
        fetch(url, FetchLimits(1_000_000))


def test_what_is_no_picture_is_refused(site: Site) -> None:
    with pytest.raises(FetchFailed, match="web page"):
        fetch(site.add("/page", b"<html>", Content_Type="text/html; charset=utf-8"))
    with pytest.raises(FetchFailed, match="video/mp4"):
        fetch(site.add("/film", b"x", Content_Type="video/mp4"))
    with pytest.raises(FetchFailed, match="gzip"):
        fetch(site.add("/bomb", b"x", Content_Type="image/png", Content_Encoding="gzip"))
    with pytest.raises(FetchFailed, match="HTTP 403"):
        fetch(site.add("/private", b"x", 403))


def test_size_and_time_are_limited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        fetch(site.add("/large", bytes(1_000_001)))
    site.is_slow = True
    monkeypatch.setattr(web_fetch, "STEP_TIMEOUT_SECONDS", 0.2)
    with pytest.raises(WebUnavailable, match="in time"):
        fetch(site.add("/slow.jpg"))
    monkeypatch.setattr(web_fetch, "TOTAL_TIMEOUT_SECONDS", -1.0)
    with pytest.raises(WebUnavailable, match="in time"):
        fetch(site.add("/late.jpg"))


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(WebUnavailable, match=r"^127\.0\.0\.1 cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/a.jpg")


def test_pictures_within_the_address_need_no_network() -> None:
    assert fetch("data:image/png;base64,aGFsbG8=", FetchLimits(10)) == ("", b"hallo")
    assert fetch("data:image/png;base64,aGFsbG8") == ("", b"hallo")
    assert fetch("data:image/png,a%20b") == ("", b"a b")
    for damaged in ("data:image/png;base64,a", "data:image/png;base64,%%%", "data:image/png"):
        with pytest.raises(FetchFailed, match="decoded"):
            fetch(damaged)


def test_the_source_keeps_no_secrets_of_an_address() -> None:
    assert public_part("https://a.example/b/c.jpg?token=x#y") == "https://a.example/b/c.jpg"


def test_a_file_name_is_made_of_the_path() -> None:
    assert web_fetch.name_of("https://a.example/b%2Fc.jpg") == "c.jpg"
    assert web_fetch.name_of("https://a.example/b/..") == "a.example"
    assert web_fetch.name_of("https://a.example/") == "a.example"
