"""Cache of readings in Redis, which avoids repeated readings of the same bytes.

Write access to Redis must not allow code execution here, so every entry is signed together with
its key, and the signature is checked before an entry is unpickled. Redis is optional: without it
the cache is empty, and receipts are still read correctly.
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
from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceParty, InvoiceTax
from receipt_desktop.domain.page import Box, Code, Evidence, Line, PagePicture, PagePrint, Text
from receipt_desktop.domain.page_sources import PageSource, Region
from receipt_desktop.domain.reading import (
    CheckedDraft,
    DocumentCheck,
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
"""Maximum size of an entry; larger ones are not cached. All fit into Redis with the queue."""
EXPIRY_SECONDS = 30 * 86_400
REDIS_TIMEOUT_SECONDS = 1.0
DESERIALIZE_ERRORS = (
    ValueError, TypeError, AttributeError, ImportError, LookupError, EOFError, zlib.error,
    pickle.UnpicklingError,
)  # fmt: skip
"""Errors of the serializer for an invalid, truncated or foreign entry."""
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
    PagePrint,
    PageSource,
    Region,
    Evidence,
    Box,
    Code,
    DocumentCheck,
    Invoice,
    InvoiceParty,
    InvoiceTax,
    InvoiceItem,
)

# KEYS: all entries by the time of storage, the entries of one content hash.
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
    """All inputs that determine a reading."""

    content_hash: str
    page: int | None
    reader: ReaderChoice
    engines: tuple[tuple[str, str], ...]
    """Names and versions of the installed readers."""
    languages: tuple[str, ...]
    """Tesseract's languages from the settings."""
    model: str | None
    """The language model; None for rules alone."""
    home_country: str | None
    """Which decides the currency of a receipt that prints none."""
    home_currency: str
    """Which decides it before the home country's; "" for that."""
    pipeline_version: str
    sources: tuple[PageSource, ...] = ()
    """The pages that a person has arranged."""

    @property
    def fingerprint(self) -> str:
        """A short hash of this key and of the schema of cached readings."""
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
    home_country: str | None = None,
    sources: tuple[PageSource, ...] = (),
    home_currency: str = "",
) -> CacheKey:
    """Return the key of a new reading by this version of the program."""
    return CacheKey(
        content_hash,
        page,
        reader,
        tuple(sorted(engines)),
        tuple(languages),
        model,
        home_country,
        home_currency,
        pipeline_version(),
        sources,
    )


@cache
def schema_fingerprint() -> str:
    """Return the modules and fields of all cached types; a change invalidates the cache."""
    return repr([(str(kind), [f.name for f in dataclasses.fields(kind)]) for kind in CACHED_TYPES])


def is_cacheable(key: CacheKey, reading: Reading) -> bool:
    """Whether a repeated reading would be the same: the model answered or was not used."""
    draft = reading.checked.draft
    if ReviewReason.FUTURE_DATE in reading.checked.reasons:  # may be valid at a later reading
        return False
    if key.model is None:
        return draft.model_outcome is ModelOutcome.OFF
    return draft.model_outcome is ModelOutcome.USED and draft.model == key.model


class ReadingCache:
    """Readings by cache key. Thread-safe; never raises when Redis is unavailable."""

    def __init__(
        self, address: RedisAddress, secret: str, data: Path, most_entries: int = MAX_ENTRIES
    ) -> None:
        """`data` is the data folder, which contains the page pictures."""
        self._data, self._max_entries = data, most_entries
        self._index = f"{derive_queue_name(secret)}.cache"
        self._serializer = SignedSerializer(secret=secret, salt="receipt-desktop-cache")
        self._redis = make_client(address, REDIS_TIMEOUT_SECONDS)
        self._outage = Outage(log, "the cache")
        self._put_script, self._forget_script = (
            self._redis.register_script(text) for text in (PUT_SCRIPT, FORGET_SCRIPT)
        )

    def find_reading(self, key: CacheKey) -> Reading | None:
        """Return the cached reading of this key if all its page pictures exist."""
        try:
            raw = self._redis.hget(self._redis_key(key.content_hash), key.fingerprint)
        except redis.RedisError as error:
            self._outage.report_failure(error)
            return None
        self._outage.report_success()
        reading = self._deserialize_entry(key, raw) if isinstance(raw, bytes) else None
        return reading if reading and self._has_page_pictures(reading) else None

    def save_reading(self, key: CacheKey, reading: Reading) -> bool:
        """Store a reading if it is cacheable; return whether it was stored.

        The oldest entries are dropped beyond the maximum number.
        """
        signed = self._serialize_entry(key, reading) if is_cacheable(key, reading) else b""
        if not 0 < len(signed) <= MAX_ENTRY_BYTES:
            return False
        keys = [self._index, self._redis_key(key.content_hash)]
        try:
            self._put_script(
                keys, [key.fingerprint, signed, key.content_hash, self._max_entries, EXPIRY_SECONDS]
            )
        except redis.RedisError as error:
            self._outage.report_failure(error)
            return False
        return True

    def forget_readings(self, content_hash: str) -> None:
        """Delete all readings of this content hash."""
        try:
            self._forget_script(
                keys=[self._index, self._redis_key(content_hash)], args=[content_hash]
            )
        except redis.RedisError as error:
            self._outage.report_failure(error)

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()

    def _redis_key(self, content_hash: str) -> str:
        return f"{self._index}.{content_hash}"

    def _serialize_entry(self, key: CacheKey, reading: Reading) -> bytes:
        packed = zlib.compress(pickle.dumps((_format_key(key), reading), pickle.HIGHEST_PROTOCOL))
        signed: bytes = self._serializer.serialize(packed)
        return signed

    def _deserialize_entry(self, key: CacheKey, raw: bytes) -> Reading | None:
        """Return the reading; None when the signature or the content is invalid."""
        try:
            packed: Any = self._serializer.deserialize(raw)  # checks the signature
            stored_key, reading = pickle.loads(zlib.decompress(packed))  # noqa: S301 (signed by us)
        except DESERIALIZE_ERRORS as error:
            log.warning("ignored a cache entry: %s", type(error).__name__)
            return None
        if stored_key != _format_key(key) or not isinstance(reading, Reading):
            log.warning("ignored a cache entry: it belongs to another key")
            return None
        return reading

    def _has_page_pictures(self, reading: Reading) -> bool:
        """Whether all page pictures still exist, which the window shows beside the values."""
        files = [self._data / page.file for page in reading.text.pages if page.file]
        return all(file.is_file() for file in files)


def _format_key(key: CacheKey) -> str:
    return f"{key.content_hash}/{key.fingerprint}"
