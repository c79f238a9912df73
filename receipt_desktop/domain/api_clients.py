"""API clients: submitted files, webhook deliveries, rate limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from receipt_desktop.domain.receipt import Failure


@dataclass(frozen=True, slots=True)
class FileResult:
    """The answer for one file of a request: its receipt, or why it was rejected."""

    file: str
    receipt_id: str | None = None
    refusal: Failure | None = None


@dataclass(frozen=True, slots=True)
class ClientInfo:
    """Information that an API client submits with its receipts."""

    client: str
    source: str | None = None
    """Free text, for example mobile_app or web_shop."""
    expected_type: str | None = None
    """Free text, for example retail or restaurant."""


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """A webhook to call because a receipt is finished."""

    number: int
    receipt_id: str
    url: str
    attempt: int
    """From 1."""

    @property
    def host(self) -> str:
        """Host and port of the receiver; deliveries are limited per host."""
        return urlsplit(self.url).netloc.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class RateLimitStatus:
    """The rate limit of one client."""

    limit: int
    """Requests per minute."""
    remaining: int
    reset_at: datetime
    """When the oldest counted request expires and one more is allowed."""
