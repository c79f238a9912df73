"""What a program asks for beside what a person does: uploads, estimates, callbacks, its token."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.receipts import ReceiptActions, make_csv_style
from receipt_desktop.config.access_token import load_or_create_secret
from receipt_desktop.domain.api_clients import (
    ClientInfo,
    FileResult,
    RateLimitStatus,
    WebhookDelivery,
)
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.health import QueueHealth
from receipt_desktop.domain.receipt import Failure, Priority, Receipt, SubmitResult
from receipt_desktop.export import csv as csv_export
from receipt_desktop.export.health_json import health_to_json
from receipt_desktop.reading.file_types import HEAD_BYTES, FileType, detect_file_type

MEDIA_TYPES = {
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.WEBP: "image/webp",
    FileType.TIFF: "image/tiff",
    FileType.BMP: "image/bmp",
    FileType.HEIC: "image/heic",
    FileType.PDF: "application/pdf",
}


class ClientActions(ReceiptActions):
    """What can be asked by programs."""

    # -- who may ask

    def count_request(self, client: str) -> RateLimitStatus:
        """Count one request. Raises `RateLimited` with `retry_after`, in whole seconds."""
        return self._context.get_rate_limiter().count_request(client)

    def count_address_request(self, network: str) -> RateLimitStatus:
        """Count one request of a remote address, whatever its client is called.

        Raises `RateLimited` with `retry_after`, in whole seconds.
        """
        return self._context.get_rate_limiter().count_address_request(network)

    def get_api_token(self) -> str:
        """What a program has to know. Raises `ServiceUnavailable`, `InvalidRequest`."""
        return self._context.access_token.get_token()

    def is_api_token(self, offered: str) -> bool:
        """Whether this is the token; compared in constant time."""
        return self._context.access_token.matches(offered)

    def renew_api_token(self) -> str:
        """Another token in its place. Raises `InvalidRequest`, `ServiceUnavailable`."""
        token = self._context.access_token.renew_token()
        self._store.add_audit_entry(self._actor, "token", "api token", {}, {})
        return token

    # -- receipts in

    def submit_upload(
        self, stream: IO[bytes], name: str, priority: Priority = Priority.NORMAL
    ) -> tuple[SubmitResult, ...]:
        """Take one file in: one answer, or one a page where each page is a receipt."""
        order = SubmitOptions(priority, actor=self._actor)
        return self._context.submission.submit_upload(stream, name, order)

    def save_client_info(
        self, taken: Sequence[SubmitResult], said: ClientInfo, urls: Sequence[str]
    ) -> None:
        """Keep what a program said of these, and whom to tell when they are finished."""
        ids = [one.receipt.id for one in taken if one.receipt]
        known = {one.receipt.id for one in taken if one.receipt and one.is_duplicate}
        if ids:
            self._store.save_client_info(ids, said, urls, known=known, by=self._actor)

    def get_client_info(self, receipt_id: str) -> ClientInfo | None:
        """What the program said that submitted it last."""
        return self._store.get_client_info(receipt_id)

    def begin_idempotent_request(
        self, client: str, key: str, fingerprint: str
    ) -> tuple[FileResult, ...] | None:
        """Start on a request that may be a repetition; what was answered when it is one.

        Raises `Conflict` for another request under this key, or while the first one runs.
        """
        return self._store.begin_idempotent(make_request_key(client, key), fingerprint)

    def finish_idempotent_request(
        self, client: str, key: str, taken: Sequence[SubmitResult]
    ) -> None:
        """It was answered with these; without any receipt, it may be made again."""
        self._store.finish_idempotent(
            make_request_key(client, key), [make_file_result(one) for one in taken]
        )

    # -- receipts out

    def estimate_seconds(self, receipt: Receipt) -> float:
        """Seconds until it is done, by what others took; 0 for a finished one."""
        return self._context.estimator.estimate_seconds(receipt)

    def render_csv(self, receipt_id: str, layout: str = "receipts") -> str:
        """One receipt as CSV, head included, in UTF-8 without a mark. Raises `InvalidRequest`."""
        style = make_csv_style(self.settings)
        stream = io.StringIO(newline="")
        plain = csv_export.CsvStyle(style.delimiter, style.decimal, bom=False, layout=layout)
        csv_export.write_csv([self.get_details(receipt_id)], stream, plain)
        return stream.getvalue()

    def find_original(self, receipt_id: str) -> tuple[Path, str]:
        """The kept file and its media type. Raises `InvalidRequest` when it is not there."""
        receipt = self.get_receipt(receipt_id)
        path = self._context.originals.fetch_original(receipt.content_hash)
        try:
            with path.open("rb") as file:
                kind = detect_file_type(file.read(HEAD_BYTES))
        except OSError as error:
            raise make_missing_picture_error() from error
        return path, MEDIA_TYPES[kind] if kind else "application/octet-stream"

    def find_page_picture(self, receipt_id: str, page: int) -> Path:
        """The upright picture of a page, a JPEG.

        Raises `InvalidRequest` when there is none, `ServiceUnavailable` when another machine has it
        and the shared files are away.
        """
        details = self.get_details(receipt_id)
        pictures = details.reading.text.pages if details.reading else ()
        found = next((one.file for one in pictures if one.number == page and one.file), None)
        path = self._context.originals.fetch_picture(found) if found else None
        if path is None or not path.is_file():
            raise make_missing_picture_error()
        return path

    # -- how things stand

    def build_health_json(self, now: QueueHealth) -> dict[str, Any]:
        """How the queue stands, in its JSON shape."""
        return health_to_json(now)

    # -- who wants to know

    def claim_due_callbacks(
        self, limit: int, per_host: int, busy: Mapping[str, int]
    ) -> list[WebhookDelivery]:
        """Callbacks that are due, claimed for this process for a while.

        At most `per_host` to one host, with those that are on their way to it already (`busy`).
        """
        return self._store.claim_webhook_deliveries(limit, per_host, busy)

    def record_callback_attempt(
        self, callback: WebhookDelivery, trouble: str | None = None
    ) -> bool:
        """How a try ended, without trouble or with it; whether another one will follow."""
        return self._store.record_webhook_attempt(callback.number, trouble)

    def repeat_callbacks(self, receipt_ids: Sequence[str]) -> None:
        """These are read anew; whoever wanted to know is told again."""
        self._store.reschedule_webhooks(receipt_ids)

    def get_webhook_secret(self) -> str:
        """What webhooks are signed with. Raises `ServiceUnavailable`."""
        return load_or_create_secret(self._context.paths.webhook_secret)


def make_request_key(client: str, key: str) -> str:
    """One name of bounded length for a client's key."""
    return hashlib.sha256(f"{len(client)} {client} {key}".encode(errors="replace")).hexdigest()


def make_file_result(one: SubmitResult) -> FileResult:
    """What is remembered of the answer about one file."""
    if one.receipt or one.error is None:
        return FileResult(one.path, one.receipt.id if one.receipt else None)
    error = one.error
    return FileResult(one.path, None, Failure(error.code, error.sentence, error.key, error.details))


def make_missing_picture_error() -> InvalidRequest:
    """The sentence for a picture that is not there (yet)."""
    return InvalidRequest("There is no such picture.", key="no_picture")
