"""Shared files in a bucket, over the S3 protocol: what is special there."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.redis_address import free_port
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.shelf import S3_TIMES, Shelf, s3_options
from tests.erasing import deleted
from tests.s3 import S3

pytestmark = pytest.mark.usefixtures("s3_environment")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "file"
    made.write_bytes(b"a receipt")
    return made


def told(shelf: Shelf, file: Path) -> set[str]:
    """What it says to each of the things that are asked of it."""
    sentences = set()
    for action in (
        lambda: shelf.put("originals/ab/abc", file),
        lambda: shelf.fetch("originals/ab/abc", file.with_name("copy")),
        lambda: shelf.remove("originals/ab/abc"),
        lambda: shelf.names("originals/ab"),
    ):
        with pytest.raises(ServiceUnavailable) as error:
            action()
        sentences.add(error.value.sentence)
    return sentences


@pytest.mark.parametrize("prefix", ["Büro München/a b", "a*", "[x]?", "", "50%25/#1"])
def test_a_prefix_may_have_any_letters(s3: S3, bucket: str, prefix: str, file: Path) -> None:
    others = "abc/pages/ab/abc/0.jpg"
    s3.write(bucket, others, b"of another program")
    shelf = Shelf(f"s3://{bucket}/{prefix}")
    root = f"{prefix}/" if prefix else ""
    for place in ("originals/ab/abc", "pages/ab/abc/0.jpg", "pages/ab/abc/1.jpg"):
        shelf.put(place, file)
    assert s3.read(bucket, f"{root}pages/ab/abc/1.jpg") == b"a receipt"
    assert shelf.names("pages/ab") == ["abc"]
    shelf.remove("pages/ab/abc")
    assert set(s3.keys(bucket)) == {f"{root}originals/ab/abc", others}
    shelf.remove("originals/ab/abc")
    assert s3.keys(bucket) == [others]


def test_a_bucket_that_is_not_there_is_told_and_not_made(s3: S3, file: Path) -> None:
    assert told(Shelf("s3://missing/x"), file) == {"The bucket of the shared files is not there."}
    assert not s3.has("missing")


def test_a_key_that_is_not_known_is_told(s3: S3, bucket: str, file: Path) -> None:
    with s3.closed():
        said = told(Shelf(f"s3://{bucket}/x"), file)
    assert said == {"The shared files may not be used: check the key and its rights."}


def test_without_a_key_it_is_told(
    monkeypatch: pytest.MonkeyPatch, bucket: str, file: Path, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    said = told(Shelf(f"s3://{bucket}/other"), file)
    assert said == {"The shared files may not be used: check the key and its rights."}


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    said = told(Shelf("s3://bucket/away"), file)
    assert said == {"The shared files cannot be reached: EndpointConnectionError."}


def test_a_silent_server_is_waited_for_a_while(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    from fsspec.config import conf  # noqa: PLC0415 (as the shelf has it)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setitem(conf, "s3", {"config_kwargs": {"read_timeout": 0.2}})
        shelf = Shelf("s3://bucket/silent")
        with pytest.raises(ServiceUnavailable, match=r"cannot be reached: ReadTimeoutError\."):
            shelf.fetch("originals/ab/abc", file)
    assert file.read_bytes() == b"a receipt"


def test_a_file_that_breaks_off_is_none(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    class HalfAFile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), HalfAFile) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        try:
            with pytest.raises(ServiceUnavailable, match="cannot be reached"):
                Shelf("s3://bucket/half").fetch("originals/ab/abc", file)
        finally:
            server.shutdown()
            thread.join()
    assert [one.read_bytes() for one in file.parent.iterdir()] == [b"a receipt"]


def test_what_is_said_to_s3fs_has_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.config import conf  # noqa: PLC0415 (as the shelf has it)

    assert s3_options()["config_kwargs"] == S3_TIMES
    monkeypatch.setitem(conf, "s3", {"config_kwargs": {"read_timeout": 60, "proxies": {}}})
    assert s3_options()["config_kwargs"] == {**S3_TIMES, "read_timeout": 60, "proxies": {}}


@pytest.mark.parametrize("url", ["s3://", "s3://key:secretword@bucket/x", "s3://a b/x"])
def test_what_names_no_bucket_is_refused_at_once(url: str) -> None:
    with pytest.raises(ServiceUnavailable, match=r"\(s3\) names no place") as error:
        Shelf(url)
    assert "secretword" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"), [("AWS_ENDPOINT_URL", "no-scheme:9000"), ("AWS_PROFILE", "nobody")]
)
def test_a_way_that_makes_no_sense_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ServiceUnavailable, match="check its address and profile"):
        Shelf("s3://bucket/senseless")


def test_what_was_removed_while_the_server_was_away_goes_later(
    s3: S3, bucket: str, paths: Paths
) -> None:
    originals = Originals(paths, Shelf(f"s3://{bucket}/later"))
    kept = originals.keep_bytes(b"a receipt")
    deleted(originals, kept.content_hash)
    with s3.closed():
        assert originals.clear_shelf(set) == 0
    assert s3.keys(bucket)
    assert originals.clear_shelf(set) == 1
    assert not s3.keys(bucket)
