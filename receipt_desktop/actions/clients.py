"""Actions of API clients: uploads, estimates, webhooks, the API token."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.export_request import ExportedContent, ExportRequest
from receipt_desktop.actions.receipts import ReceiptActions
from receipt_desktop.config.access_token import load_or_create_secret
from receipt_desktop.domain.api_clients import (
    ClientInfo,
    FileResult,
    RateLimitStatus,
    WebhookDelivery,
)
from receipt_desktop.domain.errors import InvalidRequest, NotFound
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.receipt import Failure, Priority, Receipt, SubmitResult
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import find_source
from receipt_desktop.export.health_json import health_to_json
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.reading.file_types import HEAD_BYTES, FileType, detect_file_type

MEDIA_TYPES = {
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.WEBP: "image/webp",
    FileType.TIFF: "image/tiff",
    FileType.BMP: "image/bmp",
    FileType.GIF: "image/gif",
    FileType.HEIC: "image/heic",
    FileType.AVIF: "image/avif",
    FileType.PDF: "application/pdf",
    FileType.XML: "application/xml",
}


class ClientActions(ReceiptActions):
    """Actions of API clients."""

    # -- authentication and rate limits

    def count_request(self, client: str) -> RateLimitStatus:
        """Count a request. Raises `RateLimited` with `retry_after` in whole seconds."""
        return self._context.get_rate_limiter().count_request(client)

    def count_address_request(self, network: str) -> RateLimitStatus:
        """Count a request of a remote address, regardless of the client's name.

        Raises `RateLimited` with `retry_after` in whole seconds.
        """
        return self._context.get_rate_limiter().count_address_request(network)

    def get_api_token(self) -> str:
        """The API token. Raises `ServiceUnavailable`, `InvalidRequest`."""
        return self._context.access_token.get_token()

    def is_api_token(self, offered: str) -> bool:
        """Whether `offered` is the API token; compared in constant time."""
        return self._context.access_token.matches(offered)

    def renew_api_token(self) -> str:
        """Replace the API token. Raises `InvalidRequest`, `ServiceUnavailable`."""
        token = self._context.access_token.renew_token()
        self._store.add_audit_entry(self._actor, "token", "api token", {}, {})
        return token

    # -- receipts in

    def submit_upload(
        self,
        stream: IO[bytes],
        name: str,
        priority: Priority = Priority.NORMAL,
        password: str | None = None,
    ) -> tuple[SubmitResult, ...]:
        """Submit a file: one result, or one a page when each page is a receipt.

        `password` opens a protected PDF; it stays in the memory of this process.
        """
        passwords = (password,) if password else ()
        source = find_source(self._actor)
        options = SubmitOptions(priority, actor=self._actor, passwords=passwords, source=source)
        return self._context.submission.submit_upload(stream, name, options)

    def save_client_info(
        self, results: Sequence[SubmitResult], info: ClientInfo, urls: Sequence[str]
    ) -> None:
        """Save the client's information on these receipts and its webhook URLs."""
        ids = [result.receipt.id for result in results if result.receipt]
        duplicates = {
            result.receipt.id for result in results if result.receipt and result.is_duplicate
        }
        if ids:
            self._store.save_client_info(ids, info, urls, known=duplicates, by=self._actor)

    def get_client_info(self, receipt_id: str) -> ClientInfo | None:
        """The information of the client that submitted the receipt last."""
        return self._store.get_client_info(receipt_id)

    def begin_idempotent_request(
        self, client: str, key: str, fingerprint: str
    ) -> tuple[FileResult, ...] | None:
        """Begin a request with an idempotency key; the saved results when it is a repetition.

        Raises `Conflict` for another request under this key, or while the first one runs.
        """
        return self._store.begin_idempotent(make_request_key(client, key), fingerprint)

    def finish_idempotent_request(
        self, client: str, key: str, results: Sequence[SubmitResult]
    ) -> None:
        """Save the results of a request; one without a receipt may be repeated."""
        self._store.finish_idempotent(
            make_request_key(client, key), [make_file_result(result) for result in results]
        )

    # -- receipts out

    def estimate_seconds(self, receipt: Receipt) -> float:
        """Estimated seconds until the receipt is done, by recent timings; 0 for a finished one."""
        return self._context.estimator.estimate_seconds(receipt)

    def exported(
        self, query: ReceiptQuery, format_name: str, layout: str = "receipts", profile: str = ""
    ) -> ExportedContent:
        """Receipts in a format of `FORMATS`, text without a byte order mark.

        Under a profile they are remembered as exported. Raises `InvalidRequest` for an unknown
        profile, and for one that the format cannot use.
        """
        chosen = ExportOptions.from_settings(self.settings)
        options = replace(chosen, bom=False, layout=layout)
        found = self.get_export_profile(profile)
        return self.export_content(ExportRequest(query, format_name, found, options))

    def find_original(self, receipt_id: str) -> tuple[Path, str]:
        """The original file and its media type. Raises `InvalidRequest` when it is missing."""
        return self.find_file(self.get_receipt(receipt_id).content_hash)

    def find_file(self, content_hash: str) -> tuple[Path, str]:
        """An original and its media type. Raises `InvalidRequest` when it is missing."""
        path = self._context.originals.fetch_original(content_hash)
        try:
            with path.open("rb") as file:
                kind = detect_file_type(file.read(HEAD_BYTES))
        except OSError as error:
            raise make_missing_picture_error() from error
        return path, MEDIA_TYPES[kind] if kind else "application/octet-stream"

    def find_page_picture(self, receipt_id: str, page: int) -> Path:
        """The upright picture of a page, a JPEG.

        Raises `InvalidRequest` when it is missing, `ServiceUnavailable` when it is on another
        machine and the shared storage is unavailable.
        """
        details = self.get_details(receipt_id)
        pictures = details.reading.text.pages if details.reading else ()
        file = next(
            (picture.file for picture in pictures if picture.number == page and picture.file), None
        )
        path = self._context.originals.fetch_picture(file) if file else None
        if path is None or not path.is_file():
            raise make_missing_picture_error()
        return path

    # -- health

    def build_health_json(self, now: QueueHealth) -> dict[str, Any]:
        """The health of the queue as JSON."""
        return health_to_json(now)

    # -- webhooks

    def claim_due_callbacks(
        self, limit: int, per_host: int, busy: Mapping[str, int]
    ) -> list[WebhookDelivery]:
        """Claim due deliveries for this process for a while.

        At most `per_host` to one host, including those in progress (`busy`, by host).
        """
        return self._store.claim_webhook_deliveries(limit, per_host, busy)

    def record_callback_attempt(
        self, callback: WebhookDelivery, trouble: str | None = None
    ) -> bool:
        """Record a delivery attempt with its error, if any; whether it will be retried."""
        return self._store.record_webhook_attempt(callback.number, trouble)

    def repeat_callbacks(self, receipt_ids: Sequence[str]) -> None:
        """Schedule the webhooks of these receipts again, which are read again."""
        self._store.reschedule_webhooks(receipt_ids)

    def get_webhook_secret(self) -> str:
        """The key that signs webhooks. Raises `ServiceUnavailable`."""
        return load_or_create_secret(self._context.paths.webhook_secret)


def make_request_key(client: str, key: str) -> str:
    """A SHA-256 of client and idempotency key."""
    return hashlib.sha256(f"{len(client)} {client} {key}".encode(errors="replace")).hexdigest()


def make_file_result(one: SubmitResult) -> FileResult:
    """What is remembered of the answer about one file."""
    if one.receipt or one.error is None:
        return FileResult(one.path, one.receipt.id if one.receipt else None)
    error = one.error
    return FileResult(
        one.path, None, Failure(error.code, error.sentence, error.key, error.plain_details)
    )


def make_missing_picture_error() -> InvalidRequest:
    """The sentence for a picture that is not there (yet)."""
    return NotFound("no_picture")
