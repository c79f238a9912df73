"""Readings kept on a real Redis: found again, bounded, refused when anybody tampered with them."""

from __future__ import annotations

import os
import pickle
import random
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import redis
from huey.serializer import SignedSerializer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receipt_desktop.draft import ModelOutcome, Reading, Reason
from receipt_desktop.jobs import cache as cache_module
from receipt_desktop.jobs.cache import Cache, Key, key
from receipt_desktop.jobs.huey import queue_name
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Reader
from receipt_desktop.redis_address import Address, client
from tests.unit.store.readings import DRAFT, FULL

SECRET = "a secret"
HASH = "aabb" + "0" * 60
ENGINES = (("rapidocr", "3.9"), ("tesseract", "5.3"))
KEY = key(HASH, None, reader=Reader.AUTO, engines=ENGINES, languages=(), model=None)


@pytest.fixture
def server(redis_address: Address) -> Iterator[redis.Redis]:
    with client(redis_address) as connection:
        connection.flushdb()
        yield connection
        connection.flushdb()


@pytest.fixture
def data(paths: Paths) -> Path:
    """A data folder with the page picture of `FULL`."""
    picture = paths.data / FULL.text.pages[0].file
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"JPEG")
    return paths.data


@pytest.fixture
def cache(redis_address: Address, server: redis.Redis, data: Path) -> Iterator[Cache]:
    assert server.dbsize() == 0
    made = Cache(redis_address, SECRET, data, most_entries=5)
    yield made
    made.close()


def stored(server: redis.Redis) -> dict[bytes, Any]:
    """All entries, by content hash and rest."""
    places = list(server.scan_iter("*.cache.*"))
    return {place + b"/" + f: v for place in places for f, v in server.hgetall(place).items()}


def overwrite(server: redis.Redis, value: bytes) -> None:
    server.hset(f"{queue_name(SECRET)}.cache.{HASH}", KEY.rest, value)


def test_what_was_put_is_found_again_whole(cache: Cache, server: redis.Redis) -> None:
    assert cache.get(KEY) is None
    assert cache.put(KEY, FULL)
    assert cache.get(KEY) == FULL
    assert all(name.startswith(queue_name(SECRET).encode()) for name in server.scan_iter())
    for name in server.scan_iter():
        assert 0 < server.ttl(name) <= cache_module.KEPT_SECONDS


@pytest.mark.parametrize(
    "other",
    [
        replace(KEY, content_hash="b" * 64),
        replace(KEY, page=0),
        replace(KEY, reader=Reader.TESSERACT),
        replace(KEY, engines=(("rapidocr", "3.10"), ("tesseract", "5.3"))),
        replace(KEY, languages=("deu",)),
        replace(KEY, model="small:1b"),
        replace(KEY, pipeline_version="0"),
    ],
)
def test_whatever_decides_the_reading_is_in_the_key(cache: Cache, other: Key) -> None:
    cache.put(KEY, FULL)
    assert cache.get(other) is None


def test_the_order_of_engines_does_not_matter() -> None:
    turned = key(HASH, None, reader=Reader.AUTO, engines=ENGINES[::-1], languages=(), model=None)
    assert turned == KEY


def test_another_shape_of_what_is_kept_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = KEY.rest
    monkeypatch.setattr(cache_module, "shape", lambda: "with one more field")
    assert KEY.rest != before


@pytest.mark.parametrize("outcome", list(ModelOutcome))
@pytest.mark.parametrize("model", [None, "small:1b", "other:1b"])
def test_only_what_will_not_get_better_is_kept(
    cache: Cache, outcome: ModelOutcome, model: str | None
) -> None:
    said = "small:1b" if outcome is ModelOutcome.USED else None
    draft = replace(DRAFT, model_outcome=outcome, model=said)
    reading = replace(FULL, checked=replace(FULL.checked, draft=draft))
    asked = replace(KEY, model=model)
    wanted = (model, outcome) in ((None, ModelOutcome.OFF), ("small:1b", ModelOutcome.USED))
    assert cache.put(asked, reading) is wanted
    assert cache.get(asked) == (reading if wanted else None)


def test_a_date_in_the_future_is_looked_at_again_tomorrow(cache: Cache) -> None:
    doubtful = replace(FULL, checked=replace(FULL.checked, reasons=(Reason.FUTURE_DATE,)))
    assert not cache.put(KEY, doubtful)


def test_without_its_pictures_it_does_not_count(cache: Cache, data: Path) -> None:
    cache.put(KEY, FULL)
    picture = data / FULL.text.pages[0].file
    picture.unlink()
    assert cache.get(KEY) is None
    picture.write_bytes(b"JPEG")
    assert cache.get(KEY) == FULL


def test_all_readings_of_the_same_bytes_are_forgotten_together(
    cache: Cache, server: redis.Redis
) -> None:
    other = replace(KEY, content_hash="b" * 64)
    for one in (KEY, replace(KEY, reader=Reader.TESSERACT), replace(KEY, page=3), other):
        cache.put(one, FULL)
    cache.forget(HASH)
    assert cache.get(KEY) is None
    assert cache.get(other) == FULL
    assert len(stored(server)) == 1
    assert server.zcard(f"{queue_name(SECRET)}.cache") == 1


def test_the_oldest_go_when_there_are_too_many(cache: Cache, server: redis.Redis) -> None:
    index = f"{queue_name(SECRET)}.cache"
    keys = [replace(KEY, page=number) for number in range(4)]
    keys += [replace(KEY, content_hash=f"{number}" * 64) for number in range(4)]
    for number, one in enumerate(keys):
        cache.put(one, FULL)
        server.zadd(index, {f"{one.content_hash}/{one.rest}": time.time() - 100 + number})
    assert [cache.get(one) is not None for one in keys] == [False] * 3 + [True] * 5
    assert len(stored(server)) == server.zcard(index) == 5


def test_putting_again_is_no_further_entry(cache: Cache, server: redis.Redis) -> None:
    for _ in range(9):
        assert cache.put(KEY, FULL)
    assert len(stored(server)) == 1


def test_many_at_once_stay_within_the_bound(cache: Cache, server: redis.Redis) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = [replace(KEY, content_hash=f"{number:064}") for number in range(200)]
        assert all(pool.map(cache.put, keys, [FULL] * len(keys)))
    assert len(stored(server)) == server.zcard(f"{queue_name(SECRET)}.cache") == 5


def test_entries_that_ran_out_do_not_count(cache: Cache, server: redis.Redis) -> None:
    index = f"{queue_name(SECRET)}.cache"
    server.zadd(index, {f"gone/{number}": 1000 + number for number in range(50)})
    cache.put(KEY, FULL)
    assert server.zcard(index) == 1


def test_a_reading_of_enormous_size_is_not_kept(cache: Cache) -> None:
    noise = random.Random(1).randbytes(cache_module.MOST_BYTES).hex()
    line = replace(FULL.text.lines[0], text=noise)
    assert not cache.put(KEY, replace(FULL, text=replace(FULL.text, lines=(line,))))


# -- what others may have written


class Trap:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("trapped",)


def foreign(secret: str, value: object, salt: str = "receipt-desktop-cache") -> bytes:
    packed = zlib.compress(pickle.dumps(value))
    sealed: bytes = SignedSerializer(secret=secret, salt=salt).serialize(packed)
    return sealed


def forgeries() -> list[bytes]:
    trap = pickle.dumps(Trap())
    return [
        b"", b":", b"x" * 1000, trap, trap + b":" + b"0" * 40, zlib.compress(trap),
        foreign("another secret", Trap()), foreign(SECRET, Trap(), salt="receipt-desktop"),
        zlib.compress(b"0" * 50_000_000),
    ]  # fmt: skip


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, where a trap would leave its mark."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")


@pytest.mark.usefixtures("elsewhere")
def test_the_trap_works() -> None:
    pickle.loads(pickle.dumps(Trap()))  # noqa: S301
    assert Path("trapped").exists()


@pytest.mark.parametrize("forged", forgeries())
@pytest.mark.usefixtures("elsewhere")
def test_nothing_foreign_is_unpickled(
    cache: Cache, server: redis.Redis, forged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    overwrite(server, forged)
    with caplog.at_level("INFO"):
        assert cache.get(KEY) is None
    assert list(Path().iterdir()) == []
    assert [record.message for record in caplog.records] == [
        "an entry of the cache was refused: ValueError"
    ]
    cache.put(KEY, FULL)
    assert cache.get(KEY) == FULL


@pytest.mark.parametrize(
    "value", [None, FULL, (KEY, FULL), ("x", FULL), (f"{HASH}/{KEY.rest}", "no reading"), 1, b""]
)
def test_signed_by_us_but_no_entry_is_refused_too(
    cache: Cache, server: redis.Redis, value: object
) -> None:
    overwrite(server, foreign(SECRET, value))
    assert cache.get(KEY) is None


def test_an_entry_moved_to_another_key_is_refused(cache: Cache, server: redis.Redis) -> None:
    other = replace(KEY, content_hash="b" * 64)
    cache.put(other, FULL)
    (moved,) = stored(server).values()
    overwrite(server, moved)
    assert cache.get(KEY) is None
    assert cache.get(other) == FULL


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(change=st.data())
def test_a_torn_or_changed_entry_is_refused(
    cache: Cache, server: redis.Redis, change: st.DataObject
) -> None:
    cache.put(KEY, FULL)
    whole = stored(server).popitem()[1]
    at = change.draw(st.integers(0, len(whole) - 1))
    torn = whole[:at]
    flipped = whole[:at] + bytes([whole[at] ^ change.draw(st.integers(1, 255))]) + whole[at + 1 :]
    for wrong in (torn, flipped, change.draw(st.binary(max_size=300))):
        overwrite(server, wrong)
        assert cache.get(KEY) is None


def test_another_type_in_redis_is_a_miss(cache: Cache, server: redis.Redis) -> None:
    server.set(f"{queue_name(SECRET)}.cache.{HASH}", "a string")
    assert cache.get(KEY) is None
    assert not cache.put(KEY, FULL)


def test_without_redis_nothing_is_found_and_nothing_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = f"unix://{tmp_path}/none.sock"
    cache = Cache(Address(gone, gone, ours=True), SECRET, tmp_path)
    started = time.monotonic()
    with caplog.at_level("INFO"):
        assert cache.get(KEY) is None
        assert not cache.put(KEY, FULL)
        cache.forget(HASH)
    assert time.monotonic() - started < 1.0
    assert {record.message for record in caplog.records} == {
        "the cache does not answer: ConnectionError"
    }
    cache.close()


def test_two_libraries_on_one_server_do_not_mix(
    cache: Cache, redis_address: Address, data: Path
) -> None:
    other = Cache(redis_address, "another secret", data)
    cache.put(KEY, FULL)
    assert other.get(KEY) is None
    other.forget(HASH)
    assert cache.get(KEY) == FULL
    other.close()


def test_a_reading_is_small(cache: Cache, server: redis.Redis) -> None:
    """Twice a long receipt's text still fits well."""
    lines = tuple(
        replace(FULL.text.lines[0], text=f"ARTICLE {n} {n * 37 % 1000},{n % 100:02}")
        for n in range(400)
    )
    long: Reading = replace(FULL, text=replace(FULL.text, lines=lines, second=lines))
    assert cache.put(KEY, long)
    (entry,) = stored(server).values()
    assert len(entry) < cache_module.MOST_BYTES / 4
