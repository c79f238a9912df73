"""The check for updates against a local server: only a genuine, newer, current file counts."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from receipt_desktop.config.build_info import BuildInfo, load_build_info
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.release import UpdateCheck, split_version
from receipt_desktop.updates import signed_file
from receipt_desktop.updates.check import check_for_updates
from receipt_desktop.updates.download import DownloadLimits
from tests.unit.updates.release_server import (
    Answer,
    create_key,
    load_release_tool,
    redirect,
    send,
    serving,
    sign,
)

CURRENT = "0.9.1"


@pytest.fixture
def key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    return create_key(tmp_path, capsys)


def check(
    answer: Answer, key: str, folder: Path, limits: DownloadLimits | None = None
) -> UpdateCheck:
    with serving(answer) as address:
        build = BuildInfo(address, key, "deb")
        return check_for_updates(build, folder / "updates.json", CURRENT, limits)


def fail(
    answer: Answer, key: str, folder: Path, limits: DownloadLimits | None = None
) -> ReceiptError:
    with pytest.raises(ReceiptError) as caught:
        check(answer, key, folder, limits)
    return caught.value


def test_a_newer_release_is_found_with_its_package(tmp_path: Path, key: str) -> None:
    content = sign(tmp_path, "0.10.0")
    found = check(lambda request: send(request, content), key, tmp_path)
    assert found.newer
    assert found.file
    assert found.newer.version == "0.10.0"
    assert found.newer.notes_in("de") == "Faster reading."
    assert found.newer.page == "https://example.org/download"
    assert found.file.url == "https://example.org/f/receipt-desktop.deb"
    assert found.file.sha256 == hashlib.sha256(b"a package").hexdigest()
    assert found.file.bytes == len(b"a package")


@pytest.mark.parametrize("version", [CURRENT, "0.9.0", "0.9", "0.8.99", "0.9.1.0"])
def test_the_same_or_an_older_release_is_never_offered(
    tmp_path: Path, key: str, version: str
) -> None:
    content = sign(tmp_path, version)
    assert check(lambda request: send(request, content), key, tmp_path) == UpdateCheck(CURRENT)


@pytest.mark.parametrize("position", [30, 60, 150, -2])
def test_one_changed_byte_is_noticed(tmp_path: Path, key: str, position: int) -> None:
    content = bytearray(sign(tmp_path, "1.0.0"))
    content[position] ^= 1
    error = fail(lambda request: send(request, bytes(content)), key, tmp_path)
    assert error.key == "update_not_genuine"


def test_every_truncation_is_noticed(tmp_path: Path, key: str) -> None:
    content = sign(tmp_path, "1.0.0")
    for length in range(0, len(content), 37):
        with pytest.raises(InvalidRequest, match="not signed by the publisher"):
            signed_file.open_signed_file(content[:length], key)


def test_a_file_signed_with_another_key_is_refused(
    tmp_path: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    create_key(tmp_path, capsys, "other.key")
    content = sign(tmp_path, "1.0.0", "other.key")
    error = fail(lambda request: send(request, content), key, tmp_path)
    assert error.key == "update_not_genuine"


def test_a_signature_made_for_something_else_is_refused(tmp_path: Path, key: str) -> None:
    signer = SigningKey(base64.b64decode((tmp_path / "private.key").read_bytes()))
    body = sign(tmp_path, "1.0.0").partition(b"\n")[2]
    content = signed_file.make_signed_file(body, signer.sign(body).signature)
    with pytest.raises(InvalidRequest, match="not signed by the publisher"):
        signed_file.open_signed_file(content, key)


def test_an_old_release_file_sent_again_is_refused(tmp_path: Path, key: str) -> None:
    content = sign(tmp_path, "0.10.0")
    body = json.loads(content.partition(b"\n")[2])
    seen = {"published": body["date"].replace("20", "21", 1)}
    (tmp_path / "updates.json").write_text(json.dumps(seen), encoding="utf-8")
    error = fail(lambda request: send(request, content), key, tmp_path)
    assert error.key == "update_replayed"


def test_the_newest_date_is_remembered(tmp_path: Path, key: str) -> None:
    content = sign(tmp_path, "0.10.0")
    for _ in range(2):  # the same file again is no replay
        assert check(lambda request: send(request, content), key, tmp_path).newer
    kept = json.loads((tmp_path / "updates.json").read_text(encoding="utf-8"))
    assert kept == {"published": json.loads(content.partition(b"\n")[2])["date"]}


def test_a_missing_file_and_a_silent_server_are_reported(tmp_path: Path, key: str) -> None:
    error = fail(lambda request: send(request, b"nothing here", 404), key, tmp_path)
    assert isinstance(error, ServiceUnavailable)
    assert "HTTP 404" in error.sentence
    gone = BuildInfo("http://127.0.0.1:9/release.signed", key)
    with pytest.raises(ServiceUnavailable, match=r"127\.0\.0\.1 cannot be reached"):
        check_for_updates(gone, tmp_path / "updates.json", CURRENT)


def test_a_huge_answer_is_not_read_to_its_end(tmp_path: Path, key: str) -> None:
    sent = 0

    def flood(request: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        request.send_response(200)
        request.end_headers()
        try:
            while sent < 1_000_000_000:
                sent += request.wfile.write(bytes(100_000))
        except OSError:
            return

    error = fail(flood, key, tmp_path)
    assert error.key == "update_too_large"
    assert sent < 100_000_000


def test_a_slow_server_does_not_hold_the_check_up(tmp_path: Path, key: str) -> None:
    """It sends a byte now and then, so that no single wait is long."""
    done = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while not done.wait(0.05):
                request.wfile.write(b"r")
        except OSError:
            return

    error = fail(drip, key, tmp_path, DownloadLimits(seconds=0.3))
    done.set()
    assert error.key == "update_unreachable"
    assert "timeout" in error.sentence


def test_a_server_that_says_nothing_does_not_hold_the_check_up(tmp_path: Path, key: str) -> None:
    done = threading.Event()

    def say_nothing(_: BaseHTTPRequestHandler) -> None:
        done.wait()

    with serving(say_nothing) as address:
        build, limits = BuildInfo(address, key), DownloadLimits(step_seconds=0.2)
        try:
            with pytest.raises(ServiceUnavailable, match="ReadTimeout"):
                check_for_updates(build, tmp_path / "updates.json", CURRENT, limits)
        finally:
            done.set()


@pytest.mark.parametrize("target", ["http://example.org/release", "file:///etc/passwd", "/other"])
def test_no_redirect_leaves_https(tmp_path: Path, key: str, target: str) -> None:
    error = fail(lambda request: redirect(request, target), key, tmp_path)
    assert error.key == "update_insecure"


@pytest.mark.parametrize("address", ["http://example.org/r", "ftp://example.org/r", "/etc/passwd"])
def test_an_address_without_encryption_is_refused(tmp_path: Path, key: str, address: str) -> None:
    with pytest.raises(InvalidRequest, match="without encryption"):
        check_for_updates(BuildInfo(address, key), tmp_path / "updates.json", CURRENT)


@pytest.mark.parametrize(
    "change",
    [
        {"version": "1.0.0; rm"},
        {"page": "javascript:alert(1)"},
        {"page": "http://example.org"},
        {"date": "2026-01-01T00:00:00"},
        {"files": {"deb": {"name": "../x", "bytes": 1, "sha256": "0" * 64, "url": "https://a"}}},
        {"notes": []},
    ],
)
def test_signed_nonsense_is_refused(tmp_path: Path, key: str, change: dict[str, object]) -> None:
    body = json.loads(sign(tmp_path, "1.0.0").partition(b"\n")[2])
    signer = SigningKey(base64.b64decode((tmp_path / "private.key").read_bytes()))
    changed = json.dumps({**body, **change}).encode()
    signature = signer.sign(signed_file.make_signed_message(changed)).signature
    with pytest.raises(InvalidRequest, match="is invalid"):
        signed_file.open_signed_file(signed_file.make_signed_file(changed, signature), key)


def test_a_source_checkout_has_no_update_address(tmp_path: Path) -> None:
    assert load_build_info(tmp_path) == BuildInfo()
    with pytest.raises(InvalidRequest, match="without an update address"):
        check_for_updates(BuildInfo(), tmp_path / "updates.json", CURRENT)


def test_the_build_reads_what_the_tool_writes(tmp_path: Path) -> None:
    given = ("https://example.org/release.signed", "a2V5", "windows")
    options = [
        f"--{name}={value}"
        for name, value in zip(("address", "key", "package"), given, strict=True)
    ]
    target = tmp_path / "build.json"
    assert load_release_tool().main(["build-info", *options, "-o", str(target)]) == 0
    assert load_build_info(tmp_path) == BuildInfo(*given)
    target.write_text("[", encoding="utf-8")
    with pytest.raises(ServiceUnavailable):
        load_build_info(tmp_path)


def test_the_private_key_is_private_and_never_replaced(tmp_path: Path, key: str) -> None:
    file = tmp_path / "private.key"
    before = file.read_bytes()
    assert load_release_tool().main(["key", str(file)]) == 1
    assert file.read_bytes() == before
    assert key.encode() not in before
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


def test_versions_are_compared_by_their_numbers() -> None:
    assert split_version("1.10.0") > split_version("1.9.9")
    assert split_version("2.0.0") == split_version("2")
    assert split_version("0.3.0.dev1") == (0, 3)
