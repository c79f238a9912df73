"""What a program asks for beside what a person does: uploads, estimates, callbacks, its token."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from receipt_desktop.access_token import kept_secret
from receipt_desktop.actions.receipts import ReceiptActions, csv_style
from receipt_desktop.errors import InvalidRequest
from receipt_desktop.export import csv as csv_export
from receipt_desktop.export.health_json import health_json
from receipt_desktop.health import Allowance, QueueHealth
from receipt_desktop.history import Callback, Taken, Told
from receipt_desktop.piles import Order
from receipt_desktop.reading.files import HEAD_BYTES, FileType, file_type
from receipt_desktop.receipt import Failure, Priority, Receipt, Submitted

MEDIA_TYPES = {
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.WEBP: "image/webp",
    FileType.TIFF: "image/tiff",
    FileType.BMP: "image/bmp",
    FileType.HEIC: "image/heic",
    FileType.PDF: "application/pdf",
}


class ProgramActions(ReceiptActions):
    """What can be asked by programs."""

    # -- who may ask

    def allow(self, client: str) -> Allowance:
        """Count one request. Raises `RateLimited` with `retry_after`, in whole seconds."""
        return self._parts.rates().take(client)

    def allow_address(self, network: str) -> Allowance:
        """Count one request of a remote address, whatever its client is called.

        Raises `RateLimited` with `retry_after`, in whole seconds.
        """
        return self._parts.rates().take_address(network)

    def api_token(self) -> str:
        """What a program has to know. Raises `ServiceUnavailable`, `InvalidRequest`."""
        return self._parts.token.current()

    def is_api_token(self, offered: str) -> bool:
        """Whether this is the token; compared in constant time."""
        return self._parts.token.matches(offered)

    def new_api_token(self) -> str:
        """Another token in its place. Raises `InvalidRequest`, `ServiceUnavailable`."""
        token = self._parts.token.renew()
        self._store.note(self._by, "token", "api token", {}, {})
        return token

    # -- receipts in

    def upload(
        self, stream: IO[bytes], name: str, priority: Priority = Priority.NORMAL
    ) -> tuple[Submitted, ...]:
        """Take one file in: one answer, or one a page where each page is a receipt."""
        order = Order(priority, by=self._by)
        return self._parts.submission.upload(stream, name, order)

    def told(self, taken: Sequence[Submitted], said: Told, urls: Sequence[str]) -> None:
        """Keep what a program said of these, and whom to tell when they are finished."""
        ids = [one.receipt.id for one in taken if one.receipt]
        known = {one.receipt.id for one in taken if one.receipt and one.known}
        if ids:
            self._store.told(ids, said, urls, known=known, by=self._by)

    def said_of(self, receipt_id: str) -> Told | None:
        """What the program said that submitted it last."""
        return self._store.said_of(receipt_id)

    def begin_request(self, client: str, key: str, fingerprint: str) -> tuple[Taken, ...] | None:
        """Start on a request that may be a repetition; what was answered when it is one.

        Raises `Conflict` for another request under this key, or while the first one runs.
        """
        return self._store.begin(request_key(client, key), fingerprint)

    def end_request(self, client: str, key: str, taken: Sequence[Submitted]) -> None:
        """It was answered with these; without any receipt, it may be made again."""
        self._store.answered(request_key(client, key), [kept(one) for one in taken])

    # -- receipts out

    def expected(self, receipt: Receipt) -> float:
        """Seconds until it is done, by what others took; 0 for a finished one."""
        return self._parts.forecast.seconds(receipt)

    def csv_text(self, receipt_id: str, layout: str = "receipts") -> str:
        """One receipt as CSV, head included, in UTF-8 without a mark. Raises `InvalidRequest`."""
        style = csv_style(self.settings)
        stream = io.StringIO(newline="")
        plain = csv_export.CsvStyle(style.delimiter, style.decimal, bom=False, layout=layout)
        csv_export.write([self.details(receipt_id)], stream, plain)
        return stream.getvalue()

    def original(self, receipt_id: str) -> tuple[Path, str]:
        """The kept file and its media type. Raises `InvalidRequest` when it is not there."""
        receipt = self.status(receipt_id)
        path = self._parts.originals.at_hand(receipt.content_hash)
        try:
            with path.open("rb") as file:
                kind = file_type(file.read(HEAD_BYTES))
        except OSError as error:
            raise missing_picture() from error
        return path, MEDIA_TYPES[kind] if kind else "application/octet-stream"

    def page_picture(self, receipt_id: str, page: int) -> Path:
        """The upright picture of a page, a JPEG.

        Raises `InvalidRequest` when there is none, `ServiceUnavailable` when another machine has it
        and the shared files are away.
        """
        details = self.details(receipt_id)
        pictures = details.reading.text.pages if details.reading else ()
        found = next((one.file for one in pictures if one.number == page and one.file), None)
        path = self._parts.originals.picture(found) if found else None
        if path is None or not path.is_file():
            raise missing_picture()
        return path

    # -- how things stand

    def health_json(self, now: QueueHealth) -> dict[str, Any]:
        """How the queue stands, in its JSON shape."""
        return health_json(now)

    # -- who wants to know

    def due_callbacks(self, limit: int, per_host: int, busy: Mapping[str, int]) -> list[Callback]:
        """Callbacks that are due, claimed for this process for a while.

        At most `per_host` to one host, with those that are on their way to it already (`busy`).
        """
        return self._store.claim_callbacks(limit, per_host, busy)

    def callback_done(self, callback: Callback, trouble: str | None = None) -> bool:
        """How a try ended, without trouble or with it; whether another one will follow."""
        return self._store.callback_done(callback.number, trouble)

    def tell_again(self, receipt_ids: Sequence[str]) -> None:
        """These are read anew; whoever wanted to know is told again."""
        self._store.tell_again(receipt_ids)

    def webhook_secret(self) -> str:
        """What webhooks are signed with. Raises `ServiceUnavailable`."""
        return kept_secret(self._parts.paths.webhook_secret)


def request_key(client: str, key: str) -> str:
    """One name of bounded length for a client's key."""
    return hashlib.sha256(f"{len(client)} {client} {key}".encode(errors="replace")).hexdigest()


def kept(one: Submitted) -> Taken:
    """What is remembered of the answer about one file."""
    if one.receipt or one.error is None:
        return Taken(one.path, one.receipt.id if one.receipt else None)
    error = one.error
    return Taken(one.path, None, Failure(error.code, error.sentence, error.key, error.details))


def missing_picture() -> InvalidRequest:
    """The sentence for a picture that is not there (yet)."""
    return InvalidRequest("There is no such picture.", key="no_picture")
