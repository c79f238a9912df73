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

from receipt_desktop.draft import (
    PIPELINE_VERSION,
    Checked,
    Draft,
    Item,
    ModelOutcome,
    Reading,
    Reason,
    TaxLine,
    Value,
)
from receipt_desktop.jobs.huey import queue_name
from receipt_desktop.jobs.outage import Outage
from receipt_desktop.page import Box, Evidence, Line, PagePicture, Text
from receipt_desktop.receipt import Reader
from receipt_desktop.redis_address import Address, client

log = logging.getLogger(__name__)

MOST_ENTRIES = 2_000
MOST_BYTES = 64_000
"""Of one entry; a larger one is not kept. All of them fit into our Redis beside the queue."""
KEPT_SECONDS = 30 * 86_400
WAIT_SECONDS = 1.0
DAMAGED = (
    ValueError, TypeError, AttributeError, ImportError, LookupError, EOFError, zlib.error,
    pickle.UnpicklingError,
)  # fmt: skip
"""What a wrong, torn or foreign entry makes the serializer raise."""
SHAPES = (Reading, Checked, Draft, Value, TaxLine, Item, Text, Line, PagePicture, Evidence, Box)

# KEYS: all entries by the time they were put, the entries of one content hash.
PUT = """
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
FORGET = """
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
    redis.call('ZREM', KEYS[1], ARGV[1] .. '/' .. field)
end
redis.call('DEL', KEYS[2])
"""


@dataclass(frozen=True, slots=True)
class Key:
    """Everything that decides what a reading will be."""

    content_hash: str
    page: int | None
    reader: Reader
    engines: tuple[tuple[str, str], ...]
    """Names and versions of the readers that are installed."""
    languages: tuple[str, ...]
    """Tesseract's, as the settings have them."""
    model: str | None
    """The language model that is asked; None for rules alone."""
    pipeline_version: str = PIPELINE_VERSION

    @property
    def rest(self) -> str:
        """Everything but the content hash, and the shape of what is kept, in one short word."""
        parts = repr((dataclasses.astuple(self), shape()))
        return hashlib.sha256(parts.encode()).hexdigest()[:32]


def key(
    content_hash: str,
    page: int | None,
    *,
    reader: Reader,
    engines: Sequence[tuple[str, str]],
    languages: Sequence[str],
    model: str | None,
) -> Key:
    """The key of a reading that is about to be made by this version of the program."""
    return Key(content_hash, page, reader, tuple(sorted(engines)), tuple(languages), model)


@cache
def shape() -> str:
    """The places and fields of all types kept: a program that has others reads anew."""
    return repr([(str(kind), [f.name for f in dataclasses.fields(kind)]) for kind in SHAPES])


def worth_keeping(key: Key, reading: Reading) -> bool:
    """Whether another attempt would find the same: the model said its word, or was not asked."""
    draft = reading.checked.draft
    if Reason.FUTURE_DATE in reading.checked.reasons:  # tomorrow it may lie in the past
        return False
    if key.model is None:
        return draft.model_outcome is ModelOutcome.OFF
    return draft.model_outcome is ModelOutcome.USED and draft.model == key.model


class Cache:
    """Readings by what decides them. Thread-safe; never raises for want of Redis."""

    def __init__(
        self, address: Address, secret: str, data: Path, most_entries: int = MOST_ENTRIES
    ) -> None:
        """`data` is the data folder, in which the pictures of the pages are."""
        self._data, self._most = data, most_entries
        self._index = f"{queue_name(secret)}.cache"
        self._seal = SignedSerializer(secret=secret, salt="receipt-desktop-cache")
        self._redis = client(address, WAIT_SECONDS)
        self._outage = Outage(log, "the cache")
        self._put, self._forget = (self._redis.register_script(text) for text in (PUT, FORGET))

    def get(self, key: Key) -> Reading | None:
        """The reading of this key, if it is here whole, with the pictures of all its pages."""
        try:
            raw = self._redis.hget(self._place(key.content_hash), key.rest)
        except redis.RedisError as error:
            self._outage.began(error)
            return None
        self._outage.over()
        reading = self._opened(key, raw) if isinstance(raw, bytes) else None
        return reading if reading and self._pictured(reading) else None

    def put(self, key: Key, reading: Reading) -> bool:
        """Keep it, if it is worth it; whether it is kept. The oldest go when there are too many."""
        sealed = self._sealed(key, reading) if worth_keeping(key, reading) else b""
        if not 0 < len(sealed) <= MOST_BYTES:
            return False
        keys = [self._index, self._place(key.content_hash)]
        try:
            self._put(keys, [key.rest, sealed, key.content_hash, self._most, KEPT_SECONDS])
        except redis.RedisError as error:
            self._outage.began(error)
            return False
        return True

    def forget(self, content_hash: str) -> None:
        """Drop all readings of these bytes."""
        try:
            self._forget(keys=[self._index, self._place(content_hash)], args=[content_hash])
        except redis.RedisError as error:
            self._outage.began(error)

    def close(self) -> None:
        """Drop the connections."""
        self._redis.close()

    def _place(self, content_hash: str) -> str:
        return f"{self._index}.{content_hash}"

    def _sealed(self, key: Key, reading: Reading) -> bytes:
        packed = zlib.compress(pickle.dumps((_named(key), reading), pickle.HIGHEST_PROTOCOL))
        sealed: bytes = self._seal.serialize(packed)
        return sealed

    def _opened(self, key: Key, raw: bytes) -> Reading | None:
        """The entry; None when the seal or what is under it is not ours."""
        try:
            packed: Any = self._seal.deserialize(raw)  # the signature first
            named, reading = pickle.loads(zlib.decompress(packed))  # noqa: S301 (signed by us)
        except DAMAGED as error:
            log.info("an entry of the cache was refused: %s", type(error).__name__)
            return None
        if named != _named(key) or not isinstance(reading, Reading):
            log.info("an entry of the cache was refused: it belongs to another key")
            return None
        return reading

    def _pictured(self, reading: Reading) -> bool:
        """Whether the pictures are still there that the window shows beside the values."""
        files = [self._data / page.file for page in reading.text.pages if page.file]
        return all(file.is_file() for file in files)


def _named(key: Key) -> str:
    return f"{key.content_hash}/{key.rest}"
