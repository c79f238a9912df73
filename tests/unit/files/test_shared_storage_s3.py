"""Shared files in a bucket, over the S3 protocol: what is special there."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from receipt_desktop.broker.address import find_free_port
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.s3 import S3_TIMEOUTS, make_s3_options
from receipt_desktop.files.shared_storage import SharedStorage
from tests.removal import delete_original
from tests.s3 import S3Server

pytestmark = pytest.mark.usefixtures("s3_environment")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "file"
    made.write_bytes(b"a receipt")
    return made


def collect_errors(shelf: SharedStorage, file: Path) -> set[str]:
    """What it says to each of the things that are asked of it."""
    sentences = set()
    for action in (
        lambda: shelf.upload_file("originals/ab/abc", file),
        lambda: shelf.download_file("originals/ab/abc", file.with_name("copy")),
        lambda: shelf.delete_path("originals/ab/abc"),
        lambda: shelf.list_names("originals/ab"),
    ):
        with pytest.raises(ServiceUnavailable) as error:
            action()
        sentences.add(error.value.sentence)
    return sentences


@pytest.mark.parametrize("prefix", ["Büro München/a b", "a*", "[x]?", "", "50%25/#1"])
def test_a_prefix_may_have_any_letters(s3: S3Server, bucket: str, prefix: str, file: Path) -> None:
    others = "abc/pages/ab/abc/0.jpg"
    s3.write_object(bucket, others, b"of another program")
    shelf = SharedStorage(f"s3://{bucket}/{prefix}")
    root = f"{prefix}/" if prefix else ""
    for place in ("originals/ab/abc", "pages/ab/abc/0.jpg", "pages/ab/abc/1.jpg"):
        shelf.upload_file(place, file)
    assert s3.read_object(bucket, f"{root}pages/ab/abc/1.jpg") == b"a receipt"
    assert shelf.list_names("pages/ab") == ["abc"]
    shelf.delete_path("pages/ab/abc")
    assert set(s3.list_keys(bucket)) == {f"{root}originals/ab/abc", others}
    shelf.delete_path("originals/ab/abc")
    assert s3.list_keys(bucket) == [others]


def test_a_missing_bucket_is_reported_and_not_created(s3: S3Server, file: Path) -> None:
    assert collect_errors(SharedStorage("s3://missing/x"), file) == {
        "The S3 bucket of the shared files does not exist."
    }
    assert not s3.has_bucket("missing")


def test_an_unknown_access_key_is_reported(s3: S3Server, bucket: str, file: Path) -> None:
    with s3.refuse_all_keys():
        said = collect_errors(SharedStorage(f"s3://{bucket}/x"), file)
    assert said == {"Access to the shared files was denied. Check the key and its permissions."}


def test_a_missing_access_key_is_reported(
    monkeypatch: pytest.MonkeyPatch, bucket: str, file: Path, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    said = collect_errors(SharedStorage(f"s3://{bucket}/other"), file)
    assert said == {"Access to the shared files was denied. Check the key and its permissions."}


def test_an_unreachable_s3_server_is_reported(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{find_free_port()}")
    said = collect_errors(SharedStorage("s3://bucket/away"), file)
    assert said == {"The shared files cannot be reached (EndpointConnectionError)."}


def test_a_silent_s3_server_times_out(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    from fsspec.config import conf  # noqa: PLC0415 (as the shelf has it)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setitem(conf, "s3", {"config_kwargs": {"read_timeout": 0.2}})
        shelf = SharedStorage("s3://bucket/silent")
        with pytest.raises(ServiceUnavailable, match=r"cannot be reached \(ReadTimeoutError\)\."):
            shelf.download_file("originals/ab/abc", file)
    assert file.read_bytes() == b"a receipt"


def test_a_truncated_download_is_discarded(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
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
                SharedStorage("s3://bucket/half").download_file("originals/ab/abc", file)
        finally:
            server.shutdown()
            thread.join()
    assert [one.read_bytes() for one in file.parent.iterdir()] == [b"a receipt"]


def test_options_of_fsspec_override_the_timeouts(monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.config import conf  # noqa: PLC0415 (as the shelf has it)

    assert make_s3_options()["config_kwargs"] == S3_TIMEOUTS
    monkeypatch.setitem(conf, "s3", {"config_kwargs": {"read_timeout": 60, "proxies": {}}})
    assert make_s3_options()["config_kwargs"] == {**S3_TIMEOUTS, "read_timeout": 60, "proxies": {}}


@pytest.mark.parametrize("url", ["s3://", "s3://key:secretword@bucket/x", "s3://a b/x"])
def test_an_invalid_bucket_name_is_refused_at_once(url: str) -> None:
    with pytest.raises(ServiceUnavailable, match=r"\(s3\) is not a supported") as error:
        SharedStorage(url)
    assert "secretword" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"), [("AWS_ENDPOINT_URL", "no-scheme:9000"), ("AWS_PROFILE", "nobody")]
)
def test_an_invalid_s3_path_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ServiceUnavailable, match="Check the address and the profile"):
        SharedStorage("s3://bucket/senseless")


@pytest.mark.expected_logs("receipt_desktop.files.originals")
def test_a_removal_while_the_server_is_away_is_repeated(
    s3: S3Server, bucket: str, paths: Paths
) -> None:
    originals = Originals(paths, SharedStorage(f"s3://{bucket}/later"))
    kept = originals.store_bytes(b"a receipt")
    delete_original(originals, kept.content_hash)
    with s3.refuse_all_keys():
        assert originals.clear_shared_storage(set) == 0
    assert s3.list_keys(bucket)
    assert originals.clear_shared_storage(set) == 1
    assert not s3.list_keys(bucket)
