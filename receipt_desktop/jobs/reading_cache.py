"""What was read once, kept in Redis: the same bytes are not read twice in the same way.

Whoever can write to Redis must not be able to run code here, so every entry is signed, its key
with it, and the signature is checked before anything is unpickled. Redis is disposable: without it
nothing is found and nothing kept, and no receipt is the worse for it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import pickle
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import redis
from huey.serializer import SignedSerializer

from receipt_desktop.broker.address import RedisAddress, make_client
from receipt_desktop.config.pipeline_version import pipeline_version
from receipt_desktop.domain.page import Box, Evidence, Line, PagePicture, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    ModelOutcome,
    Reading,
    ReviewReason,
    TaxLine,
)
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.jobs.huey_queue import derive_queue_name
from receipt_desktop.jobs.outage import Outage

log = logging.getLogger(__name__)

MAX_ENTRIES = 2_000
MAX_ENTRY_BYTES = 64_000
"""Of one entry; a larger one is not kept. All of them fit into our Redis beside the queue."""
EXPIRY_SECONDS = 30 * 86_400
REDIS_TIMEOUT_SECONDS = 1.0
DESERIALIZE_ERRORS = (
    ValueError, TypeError, AttributeError, ImportError, LookupError, EOFError, zlib.error,
    pickle.UnpicklingError,
)  # fmt: skip
"""What a wrong, torn or foreign entry makes the serializer raise."""
CACHED_TYPES = (
    Reading,
    CheckedDraft,
    Draft,
    ExtractedValue,
    TaxLine,
    LineItem,
    Text,
    Line,
    PagePicture,
    Evidence,
    Box,
)

# KEYS: all entries by the time they were put, the entries of one content hash.
PUT_SCRIPT = """
local now = tonumber(redis.call('TIME')[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[5])
redis.call('ZADD', KEYS[1], now, ARGV[3] .. '/' .. ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[5])
local over = redis.call('ZCARD', KEYS[1]) - ARGV[4]
if over > 0 then
    local oldest = redis.call('ZPOPMIN', KEYS[1], over)
    for at = 1, #oldest, 2 do
        local hash, field = string.match(oldest[at], '^(.*)/(.*)$')
        redis.call('HDEL', KEYS[1] .. '.' .. hash, field)
    end
end
"""
FORGET_SCRIPT = """
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
    redis.call('ZREM', KEYS[1], ARGV[1] .. '/' .. field)
end
redis.call('DEL', KEYS[2])
"""


@dataclass(frozen=True, slots=True)
class CacheKey:
    """Everything that decides what a reading will be."""

    content_hash: str
    page: int | None
    reader: ReaderChoice
    engines: tuple[tuple[str, str], ...]
    """Names and versions of the readers that are installed."""
    languages: tuple[str, ...]
    """Tesseract's, as the settings have them."""
    model: str | None
    """The language model that is asked; None for rules alone."""
    pipeline_version: str

    @property
    def fingerprint(self) -> str:
        """Everything but the content hash, and the shape of what is kept, in one short word."""
        parts = repr((dataclasses.astuple(self), schema_fingerprint()))
        return hashlib.sha256(parts.encode()).hexdigest()[:32]


def make_cache_key(
    content_hash: str,
    page: int | None,
    *,
    reader: ReaderChoice,
    engines: Sequence[tuple[str, str]],
    languages: Sequence[str],
    model: str | None,
) -> CacheKey:
    """The key of a reading that is about to be made by this version of the program."""
    return CacheKey(
        content_hash,
        page,
        reader,
        tuple(sorted(engines)),
        tuple(languages),
        model,
        pipeline_version(),
    )


@cache
def schema_fingerprint() -> str:
    """The places and fields of all types kept: a program that has others reads anew."""
    return repr([(str(kind), [f.name for f in dataclasses.fields(kind)]) for kind in CACHED_TYPES])


def is_cacheable(key: CacheKey, reading: Reading) -> bool:
    """Whether another attempt would find the same: the model said its word, or was not asked."""
    draft = reading.checked.draft
    if ReviewReason.FUTURE_DATE in reading.checked.reasons:  # tomorrow it may lie in the past
        return False
    if key.model is None:
        return draft.model_outcome is ModelOutcome.OFF
    return draft.model_outcome is ModelOutcome.USED and draft.model == key.model


class ReadingCache:
    """Readings by what decides them. Thread-safe; never raises for want of Redis."""

    def __init__(
        self, address: RedisAddress, secret: str, data: Path, most_entries: int = MAX_ENTRIES
    ) -> None:
        """`data` is the data folder, in which the pictures of the pages are."""
        self._data, self._max_entries = data, most_entries
        self._index = f"{derive_queue_name(secret)}.cache"
        self._serializer = SignedSerializer(secret=secret, salt="receipt-desktop-cache")
        self._redis = make_client(address, REDIS_TIMEOUT_SECONDS)
        self._outage = Outage(log, "the cache")
        self._put_script, self._forget_script = (
            self._redis.register_script(text) for text in (PUT_SCRIPT, FORGET_SCRIPT)
        )

    def find_reading(self, key: CacheKey) -> Reading | None:
        """The reading of this key, if it is here whole, with the pictures of all its pages."""
        try:
            raw = self._redis.hget(self._redis_key(key.content_hash), key.fingerprint)
        except redis.RedisError as error:
            self._outage.report_failure(error)
            return None
        self._outage.report_success()
        reading = self._deserialize_entry(key, raw) if isinstance(raw, bytes) else None
        return reading if reading and self._has_page_pictures(reading) else None

    def save_reading(self, key: CacheKey, reading: Reading) -> bool:
        """Keep it, if it is worth it; whether it is kept. The oldest go when there are too many."""
        sealed = self._serialize_entry(key, reading) if is_cacheable(key, reading) else b""
        if not 0 < len(sealed) <= MAX_ENTRY_BYTES:
            return False
        keys = [self._index, self._redis_key(key.content_hash)]
        try:
            self._put_script(
                keys, [key.fingerprint, sealed, key.content_hash, self._max_entries, EXPIRY_SECONDS]
            )
        except redis.RedisError as error:
            self._outage.report_failure(error)
            return False
        return True

    def forget_readings(self, content_hash: str) -> None:
        """Drop all readings of these bytes."""
        try:
            self._forget_script(
                keys=[self._index, self._redis_key(content_hash)], args=[content_hash]
            )
        except redis.RedisError as error:
            self._outage.report_failure(error)

    def close(self) -> None:
        """Drop the connections."""
        self._redis.close()

    def _redis_key(self, content_hash: str) -> str:
        return f"{self._index}.{content_hash}"

    def _serialize_entry(self, key: CacheKey, reading: Reading) -> bytes:
        packed = zlib.compress(pickle.dumps((_format_key(key), reading), pickle.HIGHEST_PROTOCOL))
        sealed: bytes = self._serializer.serialize(packed)
        return sealed

    def _deserialize_entry(self, key: CacheKey, raw: bytes) -> Reading | None:
        """The entry; None when the seal or what is under it is not ours."""
        try:
            packed: Any = self._serializer.deserialize(raw)  # the signature first
            named, reading = pickle.loads(zlib.decompress(packed))  # noqa: S301 (signed by us)
        except DESERIALIZE_ERRORS as error:
            log.warning("ignored a cache entry: %s", type(error).__name__)
            return None
        if named != _format_key(key) or not isinstance(reading, Reading):
            log.warning("ignored a cache entry: it belongs to another key")
            return None
        return reading

    def _has_page_pictures(self, reading: Reading) -> bool:
        """Whether the pictures are still there that the window shows beside the values."""
        files = [self._data / page.file for page in reading.text.pages if page.file]
        return all(file.is_file() for file in files)


def _format_key(key: CacheKey) -> str:
    return f"{key.content_hash}/{key.fingerprint}"
