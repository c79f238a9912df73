"""Receipts from phones, browsers and the clipboard."""

from __future__ import annotations

from typing import IO

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.receipt import SubmitResult


class WebIntakeActions(ActionsBase):
    """Receipts from phones, browsers and the clipboard; each names its source."""

    def submit_from_phone(
        self, stream: IO[bytes], name: str, device: str
    ) -> tuple[SubmitResult, ...]:
        """Submit a photo or document of a paired phone, such as iPhone."""
        options = SubmitOptions(actor=f"phone:{device}")
        return self._context.submission.submit_upload(stream, name, options)
