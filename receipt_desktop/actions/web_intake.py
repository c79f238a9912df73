"""Receipts from phones, browsers and the clipboard."""

from __future__ import annotations

from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.config.web_targets import ForbiddenUrl, public_part
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.source import Source, SourceKind

MEGABYTE = 1_000_000
MEMORY_BYTES = 1_000_000
"""Bytes of a fetched file that are kept in memory; a larger one goes to a temporary file."""


class WebIntakeActions(ActionsBase):
    """Receipts from phones, browsers and the clipboard; each names its source."""

    def submit_from_phone(
        self, stream: IO[bytes], name: str, device: str
    ) -> tuple[SubmitResult, ...]:
        """Submit a photo or document of a paired phone, such as iPhone."""
        source = Source(SourceKind.PHONE, device)
        options = SubmitOptions(actor=f"phone:{device}", source=source)
        return self._context.submission.submit_upload(stream, name, options)

    def submit_content(self, data: bytes, name: str, source: Source) -> tuple[SubmitResult, ...]:
        """Submit a picture or document that another program has handed over."""
        options = SubmitOptions(actor=self._actor, source=source)
        return self._context.submission.submit_upload(BytesIO(data), name, options)

    def submit_address(self, address: str, name: str) -> tuple[SubmitResult, ...]:
        """Fetch a picture or PDF that a person has agreed to, and submit it.

        `name` is for one whose address gives none. The result has an error when the address is not
        allowed, cannot be reached or is no receipt file.
        """
        from receipt_desktop.intake import web_fetch  # noqa: PLC0415 (slow to load)

        settings = self.settings
        limits = web_fetch.FetchLimits(settings.max_file_mb * MEGABYTE, settings.webhook_private)
        try:
            with SpooledTemporaryFile(MEMORY_BYTES) as body:
                name = web_fetch.fetch_file(address, body, limits) or name
                body.seek(0)
                options = SubmitOptions(actor=self._actor, source=make_browser_source(address))
                return self._context.submission.submit_upload(body, name, options)
        except ReceiptError as error:
            return (SubmitResult(address, error=error),)


def make_browser_source(address: str) -> Source:
    """The source of a picture from a browser; "" or a `data:` URL for an unknown web address."""
    try:
        return Source(SourceKind.BROWSER, public_part(address))
    except ForbiddenUrl:
        return Source(SourceKind.BROWSER)
