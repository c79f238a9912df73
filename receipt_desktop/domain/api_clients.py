"""API clients: submitted files, webhook deliveries, rate limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from receipt_desktop.domain.receipt import Failure


@dataclass(frozen=True, slots=True)
class FileResult:
    """What was answered about one file of a request: its receipt, or why it was refused."""

    file: str
    receipt_id: str | None = None
    refusal: Failure | None = None


@dataclass(frozen=True, slots=True)
class ClientInfo:
    """What a program says of the receipts it submits."""

    client: str
    source: str | None = None
    """mobile_app, web_shop, …: any word."""
    expected_type: str | None = None
    """retail, restaurant, …: any word."""


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """Somebody to tell that a receipt is finished."""

    number: int
    receipt_id: str
    url: str
    attempt: int
    """From 1."""

    @property
    def host(self) -> str:
        """Host and port that are called: what one slow receiver holds up."""
        return urlsplit(self.url).netloc.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class RateLimitStatus:
    """How often one client may still ask."""

    limit: int
    """Requests a minute."""
    remaining: int
    reset_at: datetime
    """When the oldest of its requests no longer counts: one more is free then."""
