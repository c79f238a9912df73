"""One process serves and two read, on PostgreSQL, one Redis and one shared folder.

One worker is killed, PostgreSQL and Redis are started anew in the middle: each receipt is completed
exactly once. By hand, with a hundred: `pytest -m slow tests/end_to_end/test_api_machines.py`; with
Debian's servers: TEST_POSTGRES_BINARIES=/usr/lib/postgresql/15/bin,
TEST_REDIS_BINARY=/usr/bin/redis-server.
"""

from __future__ import annotations

import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from receipt_desktop.api.client import ApiError, Client
from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from tests.end_to_end.machines import Machines, machines
from tests.samples import SAMPLES, draw_many, save
from tests.waiting import wait_until

LOOK_SECONDS = 0.2
SECONDS_PER_RECEIPT = 20.0
"""On a machine that is busy with other things."""


@pytest.fixture
def several(data_dir: Path) -> Iterator[Machines]:
    data_dir.chmod(0o711)
    with machines(data_dir) as made:
        yield made


def completed(client: Client) -> int:
    """How many are completed; what is not there just now is asked again."""
    try:
        counts = client.stats()["localStorage"]
    except ApiError as error:
        assert error.status == httpx.codes.SERVICE_UNAVAILABLE  # noqa: PT017
        return 0
    assert counts["failed"] == 0, list(client.receipts(status="failed"))
    return int(counts["completed"])


def exactly_once(several: Machines, count: int) -> None:
    """Each receipt has one completed attempt and one outcome."""
    store = Store(several.database_url)
    rows = store.find_receipts(ReceiptQuery())
    assert Counter(row.status for row in rows) == {Status.COMPLETED: count}
    statistics = store.compute_statistics()
    assert (statistics.completed, statistics.failed) == (count, 0)
    for row in rows:
        outcomes = Counter(one.outcome for one in store.find_attempts(row.id))
        assert outcomes[AttemptOutcome.COMPLETED] == 1
    store.close()


def read_through_troubles(several: Machines, files: list[Path]) -> None:
    """Submit all, then one trouble after another while they are read."""
    serve = several.serve()
    first, second = several.work("one"), several.work("two")
    count = len(files)
    until = partial(wait_until, seconds=max(120.0, SECONDS_PER_RECEIPT * count))
    with serve.client() as client:
        for start in range(0, count, 10):
            data = client.submit_all(*files[start : start + 10], client_id="shop")
            assert "error" not in str(data)
        until(lambda: completed(client) >= 1)
        second.stop(signal.SIGKILL)
        until(lambda: completed(client) >= count // 4)
        several.database.stop()
        assert_unavailable(serve.url, serve.token)
        several.database.start()
        until(lambda: completed(client) >= count // 2)
        several.redis.stop()
        several.redis.start()
        until(lambda: completed(client) == count)
        check_health(client)
        check_pictures(client, several)
    assert first.stop() == 0
    assert serve.stop() == 0
    exactly_once(several, count)


def assert_unavailable(url: str, token: str) -> None:
    """What is asked while the database is away is answered, and told when to come back."""
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(f"{url}/api/v1/receipts", headers=headers)
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert int(answer.headers["retry-after"]) > 0


def check_health(client: Client) -> None:
    """Each process shows itself; the killed one is seen to be dead."""
    kinds = Counter((one["kind"], one["alive"]) for one in client.health()["processes"])
    assert kinds[("serve", True)] == 1
    assert kinds[("worker", True)] == 1
    wait_until(lambda: any(not one["alive"] for one in client.health()["processes"]))


def check_pictures(client: Client, several: Machines) -> None:
    """Pictures that other machines made are seen on the one that serves."""
    assert not list((several.place / "serve" / "pages").rglob("*.jpg"))
    for receipt in list(client.receipts())[:3]:
        assert client.image(receipt["requestId"], page=0).startswith(b"\xff\xd8\xff")
    assert list((several.place / "serve" / "pages").rglob("*.jpg"))


def test_twelve_receipts_are_read_exactly_once(several: Machines, tmp_path: Path) -> None:
    read_through_troubles(several, draw_many(tmp_path / "drawn", 12))


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_hundred_receipts_are_read_exactly_once(several: Machines, tmp_path: Path) -> None:
    read_through_troubles(several, draw_many(tmp_path / "drawn", 100))


def test_a_shared_redis_with_tls_and_a_password(data_dir: Path, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    data_dir.chmod(0o711)
    file = save(SAMPLES["cafe"], tmp_path / "cafe.jpg")
    with machines(data_dir, (certificate, key)) as several:
        serve = several.serve()
        several.work("one")
        with serve.client() as client:
            found = client.submit(file, client_id="shop")
            assert client.wait(found)["status"] == "completed"
            redis = client.health()["redis"]
        assert (redis["connected"], redis["own"]) == (True, False)
        assert redis["address"].startswith("rediss://localhost:")
        assert "@" not in redis["address"]


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return certificate, key
