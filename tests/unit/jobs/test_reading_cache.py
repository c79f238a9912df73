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

from receipt_desktop.broker.address import RedisAddress, find_free_port, make_client
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.reading import ModelOutcome, Reading, ReviewReason
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.jobs import reading_cache as cache_module
from receipt_desktop.jobs.huey_queue import derive_queue_name
from receipt_desktop.jobs.reading_cache import CacheKey, ReadingCache, make_cache_key
from tests.unit.store.example_readings import SAMPLE_DRAFT, SAMPLE_READING

SECRET = "a secret"
HASH = "aabb" + "0" * 60
ENGINES = (("rapidocr", "3.9"), ("tesseract", "5.3"))
KEY = make_cache_key(
    HASH, None, reader=ReaderChoice.AUTO, engines=ENGINES, languages=(), model=None
)


@pytest.fixture
def server(redis_address: RedisAddress) -> Iterator[redis.Redis]:
    with make_client(redis_address) as connection:
        connection.flushdb()
        yield connection
        connection.flushdb()


@pytest.fixture
def data(paths: Paths) -> Path:
    """A data folder with the page picture of `FULL`."""
    picture = paths.data / SAMPLE_READING.text.pages[0].file
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"JPEG")
    return paths.data


@pytest.fixture
def cache(redis_address: RedisAddress, server: redis.Redis, data: Path) -> Iterator[ReadingCache]:
    assert server.dbsize() == 0
    made = ReadingCache(redis_address, SECRET, data, most_entries=5)
    yield made
    made.close()


def stored(server: redis.Redis) -> dict[bytes, Any]:
    """All entries, by content hash and rest."""
    places = list(server.scan_iter("*.cache.*"))
    return {place + b"/" + f: v for place in places for f, v in server.hgetall(place).items()}


def overwrite(server: redis.Redis, value: bytes) -> None:
    server.hset(f"{derive_queue_name(SECRET)}.cache.{HASH}", KEY.fingerprint, value)


def test_a_saved_reading_is_found_complete(cache: ReadingCache, server: redis.Redis) -> None:
    assert cache.find_reading(KEY) is None
    assert cache.save_reading(KEY, SAMPLE_READING)
    assert cache.find_reading(KEY) == SAMPLE_READING
    assert all(name.startswith(derive_queue_name(SECRET).encode()) for name in server.scan_iter())
    for name in server.scan_iter():
        assert 0 < server.ttl(name) <= cache_module.EXPIRY_SECONDS


@pytest.mark.parametrize(
    "other",
    [
        replace(KEY, content_hash="b" * 64),
        replace(KEY, page=0),
        replace(KEY, reader=ReaderChoice.TESSERACT),
        replace(KEY, engines=(("rapidocr", "3.10"), ("tesseract", "5.3"))),
        replace(KEY, languages=("deu",)),
        replace(KEY, model="small:1b"),
        replace(KEY, home_country="JM"),
        replace(KEY, home_currency="JMD"),
        replace(KEY, pipeline_version="0"),
    ],
)
def test_every_input_changes_the_key(cache: ReadingCache, other: CacheKey) -> None:
    cache.save_reading(KEY, SAMPLE_READING)
    assert cache.find_reading(other) is None


def test_the_order_of_engines_does_not_matter() -> None:
    turned = make_cache_key(
        HASH, None, reader=ReaderChoice.AUTO, engines=ENGINES[::-1], languages=(), model=None
    )
    assert turned == KEY


def test_another_schema_changes_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = KEY.fingerprint
    monkeypatch.setattr(cache_module, "schema_fingerprint", lambda: "with one more field")
    assert KEY.fingerprint != before


@pytest.mark.parametrize("outcome", list(ModelOutcome))
@pytest.mark.parametrize("model", [None, "small:1b", "other:1b"])
def test_only_final_readings_are_cached(
    cache: ReadingCache, outcome: ModelOutcome, model: str | None
) -> None:
    said = "small:1b" if outcome is ModelOutcome.USED else None
    draft = replace(SAMPLE_DRAFT, model_outcome=outcome, model=said)
    reading = replace(SAMPLE_READING, checked=replace(SAMPLE_READING.checked, draft=draft))
    asked = replace(KEY, model=model)
    wanted = (model, outcome) in ((None, ModelOutcome.OFF), ("small:1b", ModelOutcome.USED))
    assert cache.save_reading(asked, reading) is wanted
    assert cache.find_reading(asked) == (reading if wanted else None)


def test_a_date_in_the_future_is_looked_at_again_tomorrow(cache: ReadingCache) -> None:
    doubtful = replace(
        SAMPLE_READING, checked=replace(SAMPLE_READING.checked, reasons=(ReviewReason.FUTURE_DATE,))
    )
    assert not cache.save_reading(KEY, doubtful)


def test_without_its_pictures_it_does_not_count(cache: ReadingCache, data: Path) -> None:
    cache.save_reading(KEY, SAMPLE_READING)
    picture = data / SAMPLE_READING.text.pages[0].file
    picture.unlink()
    assert cache.find_reading(KEY) is None
    picture.write_bytes(b"JPEG")
    assert cache.find_reading(KEY) == SAMPLE_READING


def test_all_readings_of_the_same_bytes_are_forgotten_together(
    cache: ReadingCache, server: redis.Redis
) -> None:
    other = replace(KEY, content_hash="b" * 64)
    for one in (KEY, replace(KEY, reader=ReaderChoice.TESSERACT), replace(KEY, page=3), other):
        cache.save_reading(one, SAMPLE_READING)
    cache.forget_readings(HASH)
    assert cache.find_reading(KEY) is None
    assert cache.find_reading(other) == SAMPLE_READING
    assert len(stored(server)) == 1
    assert server.zcard(f"{derive_queue_name(SECRET)}.cache") == 1


def test_the_oldest_go_when_there_are_too_many(cache: ReadingCache, server: redis.Redis) -> None:
    index = f"{derive_queue_name(SECRET)}.cache"
    keys = [replace(KEY, page=number) for number in range(4)]
    keys += [replace(KEY, content_hash=f"{number}" * 64) for number in range(4)]
    for number, one in enumerate(keys):
        cache.save_reading(one, SAMPLE_READING)
        server.zadd(index, {f"{one.content_hash}/{one.fingerprint}": time.time() - 100 + number})
    assert [cache.find_reading(one) is not None for one in keys] == [False] * 3 + [True] * 5
    assert len(stored(server)) == server.zcard(index) == 5


def test_putting_again_is_no_further_entry(cache: ReadingCache, server: redis.Redis) -> None:
    for _ in range(9):
        assert cache.save_reading(KEY, SAMPLE_READING)
    assert len(stored(server)) == 1


def test_many_at_once_stay_within_the_bound(cache: ReadingCache, server: redis.Redis) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = [replace(KEY, content_hash=f"{number:064}") for number in range(200)]
        assert all(pool.map(cache.save_reading, keys, [SAMPLE_READING] * len(keys)))
    assert len(stored(server)) == server.zcard(f"{derive_queue_name(SECRET)}.cache") == 5


def test_entries_that_ran_out_do_not_count(cache: ReadingCache, server: redis.Redis) -> None:
    index = f"{derive_queue_name(SECRET)}.cache"
    server.zadd(index, {f"gone/{number}": 1000 + number for number in range(50)})
    cache.save_reading(KEY, SAMPLE_READING)
    assert server.zcard(index) == 1


def test_a_reading_of_enormous_size_is_not_kept(cache: ReadingCache) -> None:
    noise = random.Random(1).randbytes(cache_module.MAX_ENTRY_BYTES).hex()
    line = replace(SAMPLE_READING.text.lines[0], text=noise)
    assert not cache.save_reading(
        KEY, replace(SAMPLE_READING, text=replace(SAMPLE_READING.text, lines=(line,)))
    )


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
def test_unpickling_the_trap_would_leave_a_file() -> None:
    pickle.loads(pickle.dumps(Trap()))  # noqa: S301
    assert Path("trapped").exists()


@pytest.mark.expected_logs("receipt_desktop.jobs.reading_cache")
@pytest.mark.parametrize("forged", forgeries())
@pytest.mark.usefixtures("elsewhere")
def test_nothing_foreign_is_unpickled(
    cache: ReadingCache, server: redis.Redis, forged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    overwrite(server, forged)
    with caplog.at_level("INFO"):
        assert cache.find_reading(KEY) is None
    assert list(Path().iterdir()) == []
    assert [record.message for record in caplog.records] == ["ignored a cache entry: ValueError"]
    cache.save_reading(KEY, SAMPLE_READING)
    assert cache.find_reading(KEY) == SAMPLE_READING


@pytest.mark.expected_logs("receipt_desktop.jobs.reading_cache")
@pytest.mark.parametrize(
    "value",
    [
        None,
        SAMPLE_READING,
        (KEY, SAMPLE_READING),
        ("x", SAMPLE_READING),
        (f"{HASH}/{KEY.fingerprint}", "no reading"),
        1,
        b"",
    ],
)
def test_signed_by_us_but_no_entry_is_refused_too(
    cache: ReadingCache, server: redis.Redis, value: object
) -> None:
    overwrite(server, foreign(SECRET, value))
    assert cache.find_reading(KEY) is None


@pytest.mark.expected_logs("receipt_desktop.jobs.reading_cache")
def test_an_entry_moved_to_another_key_is_refused(cache: ReadingCache, server: redis.Redis) -> None:
    other = replace(KEY, content_hash="b" * 64)
    cache.save_reading(other, SAMPLE_READING)
    (moved,) = stored(server).values()
    overwrite(server, moved)
    assert cache.find_reading(KEY) is None
    assert cache.find_reading(other) == SAMPLE_READING


@pytest.mark.expected_logs("receipt_desktop.jobs.reading_cache")
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(change=st.data())
def test_a_torn_or_changed_entry_is_refused(
    cache: ReadingCache, server: redis.Redis, change: st.DataObject
) -> None:
    cache.save_reading(KEY, SAMPLE_READING)
    whole = stored(server).popitem()[1]
    at = change.draw(st.integers(0, len(whole) - 1))
    torn = whole[:at]
    flipped = whole[:at] + bytes([whole[at] ^ change.draw(st.integers(1, 255))]) + whole[at + 1 :]
    for wrong in (torn, flipped, change.draw(st.binary(max_size=300))):
        overwrite(server, wrong)
        assert cache.find_reading(KEY) is None


@pytest.mark.expected_logs("receipt_desktop.jobs.reading_cache")
def test_another_type_in_redis_is_a_miss(cache: ReadingCache, server: redis.Redis) -> None:
    server.set(f"{derive_queue_name(SECRET)}.cache.{HASH}", "a string")
    assert cache.find_reading(KEY) is None
    assert not cache.save_reading(KEY, SAMPLE_READING)


@pytest.mark.expected_logs("receipt_desktop.jobs.reading_cache")
def test_without_redis_nothing_is_found_and_nothing_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = f"redis://127.0.0.1:{find_free_port()}"
    cache = ReadingCache(RedisAddress(gone, gone, is_own=True), SECRET, tmp_path)
    with caplog.at_level("INFO"):
        assert cache.find_reading(KEY) is None
        assert not cache.save_reading(KEY, SAMPLE_READING)
        cache.forget_readings(HASH)
    assert {record.message for record in caplog.records} == {
        "the cache is not responding: ConnectionError"
    }
    cache.close()


def test_two_libraries_on_one_server_do_not_mix(
    cache: ReadingCache, redis_address: RedisAddress, data: Path
) -> None:
    other = ReadingCache(redis_address, "another secret", data)
    cache.save_reading(KEY, SAMPLE_READING)
    assert other.find_reading(KEY) is None
    other.forget_readings(HASH)
    assert cache.find_reading(KEY) == SAMPLE_READING
    other.close()


def test_a_reading_is_small(cache: ReadingCache, server: redis.Redis) -> None:
    """Twice a long receipt's text still fits well."""
    lines = tuple(
        replace(SAMPLE_READING.text.lines[0], text=f"ARTICLE {n} {n * 37 % 1000},{n % 100:02}")
        for n in range(400)
    )
    long: Reading = replace(
        SAMPLE_READING, text=replace(SAMPLE_READING.text, lines=lines, second_lines=lines)
    )
    assert cache.save_reading(KEY, long)
    (entry,) = stored(server).values()
    assert len(entry) < cache_module.MAX_ENTRY_BYTES / 4
