"""The photos of one pairing and what has become of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from babel.numbers import format_currency, format_decimal

from receipt_desktop.actions import Actions
from receipt_desktop.api.serializers import failure_to_json
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import (
    Receipt,
    ReceiptChange,
    ReceiptsRemoved,
    Status,
    SubmitResult,
)
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.messages import text

MAX_PHOTOS = 1_000
"""Photos of one pairing."""
WAITING, READING, DONE, FAILED = "waiting", "reading", "done", "failed"
PHOTO_STATES = {
    Status.PENDING: WAITING,
    Status.PROCESSING: READING,
    Status.COMPLETED: DONE,
    Status.FAILED: FAILED,
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that has arrived."""

    id: str
    """Chosen by the phone, so that a repetition after a lost answer is recognised."""
    name: str
    results: tuple[SubmitResult, ...]

    @property
    def receipt_ids(self) -> list[str]:
        return [one.receipt.id for one in self.results if one.receipt]


class Photos:
    """The photos of one pairing. Thread-safe; it may block."""

    def __init__(self, actions: Actions, on_change: Callable[[], None]) -> None:
        self._actions = actions
        self._on_change = on_change
        self._lock = threading.Lock()
        self._photos: dict[str, Photo] = {}
        self._unfinished: set[str] = set()
        self._unsubscribe = actions.subscribe(self._follow_change)

    def close(self) -> None:
        """Follow no more changes."""
        self._unsubscribe()

    def add_photo(self, photo_id: str, name: str, stream: IO[bytes], device: str) -> Photo:
        """Submit a photo once. Raises `InvalidRequest` for more than `MAX_PHOTOS`."""
        known = self._photos.get(photo_id)
        if known is not None:
            return known
        if len(self._photos) >= MAX_PHOTOS:
            raise InvalidRequest("phone_too_many", limit=MAX_PHOTOS)
        results = self._actions.submit_from_phone(stream, name, device)
        with self._lock:
            photo = self._photos.setdefault(photo_id, Photo(photo_id, name, results))
            self._unfinished |= {
                one.receipt.id for one in results if one.receipt and not one.receipt.is_finished
            }
        self._forget_finished()
        self._on_change()
        return photo

    def count_photos(self) -> tuple[int, int, int]:
        """Photos that have arrived, that are finished, and that were refused."""
        with self._lock:
            photos, unfinished = list(self._photos.values()), set(self._unfinished)
        refused = sum(not photo.receipt_ids for photo in photos)
        waiting = sum(not unfinished.isdisjoint(photo.receipt_ids) for photo in photos)
        return len(photos), len(photos) - waiting - refused, refused

    def describe_photos(self, language: str) -> list[dict[str, Any]]:
        """All photos in the order of their arrival, as JSON."""
        return self._describe(list(self._photos.values()), language)

    def describe_photo(self, photo: Photo, language: str) -> dict[str, Any]:
        """One photo as JSON."""
        return self._describe([photo], language)[0]

    def _describe(self, photos: Sequence[Photo], language: str) -> list[dict[str, Any]]:
        receipts = self._load_receipts([one for photo in photos for one in photo.receipt_ids])
        return [photo_to_json(photo, receipts, language) for photo in photos]

    def _load_receipts(self, receipt_ids: Sequence[str]) -> dict[str, Receipt]:
        if not receipt_ids:
            return {}
        query = ReceiptQuery(ids=tuple(dict.fromkeys(receipt_ids)))
        return {one.id: one for one in self._actions.list_receipts(query)}

    def _forget_finished(self) -> None:
        """Catch up with receipts that were finished before they were followed."""
        for receipt in self._load_receipts(list(self._unfinished)).values():
            if receipt.is_finished:
                self._unfinished.discard(receipt.id)

    def _follow_change(self, change: ReceiptChange) -> None:
        removed = change.ids if isinstance(change, ReceiptsRemoved) else ()
        ended = (change.id,) if isinstance(change, Receipt) and change.is_finished else removed
        with self._lock:
            followed = self._unfinished.intersection(ended)
            self._unfinished -= followed
        if followed:
            self._on_change()


def photo_to_json(photo: Photo, receipts: dict[str, Receipt], language: str) -> dict[str, Any]:
    """A photo as its phone shows it."""
    shape = {"id": photo.id, "name": photo.name, "percent": 0, "title": "", "amount": ""}
    found = [receipts[one] for one in photo.receipt_ids if one in receipts]
    refusal = next((one.error for one in photo.results if one.error), None)
    if refusal is not None and not found:
        return {**shape, "state": FAILED, "note": failure_to_json(refusal, language)["message"]}
    if not found:
        return {**shape, "state": FAILED, "note": text("phone_photo_removed", language)}
    known = any(one.is_duplicate for one in photo.results)
    if len(found) > 1:
        return {**shape, **summarize_receipts(found, language)}
    return {**shape, **receipt_to_json(found[0], language, is_known=known)}


def receipt_to_json(receipt: Receipt, language: str, *, is_known: bool) -> dict[str, Any]:
    """What the phone shows of the one receipt of a photo."""
    state = PHOTO_STATES[receipt.status]
    return {
        "state": state,
        "percent": receipt.progress,
        "title": (receipt.merchant or "") if state == DONE else "",
        "amount": format_total(receipt, language) if state == DONE else "",
        "note": make_note(receipt, language, is_known=is_known),
    }


def summarize_receipts(receipts: Sequence[Receipt], language: str) -> dict[str, Any]:
    """What the phone shows of a document with several receipts."""
    states = [PHOTO_STATES[one.status] for one in receipts]
    state = next((one for one in (READING, WAITING, DONE) if one in states), FAILED)
    percent = sum(100 if one.is_finished else one.progress for one in receipts) // len(receipts)
    title = text("phone_receipts", language, count=len(receipts))
    failed = states.count(FAILED)
    note = text("phone_some_failed", language, count=failed) if failed else ""
    return {"state": state, "percent": percent, "title": title, "note": note}


def make_note(receipt: Receipt, language: str, *, is_known: bool) -> str:
    """Why a receipt failed, or what there is to know about it."""
    if receipt.status is Status.FAILED and receipt.failure:
        return failure_to_json(receipt.failure, language)["message"]
    if is_known:
        return text("phone_already_added", language)
    if receipt.status is Status.COMPLETED and receipt.needs_review and not receipt.approved:
        return text("phone_to_check", language)
    return ""


def format_total(receipt: Receipt, language: str) -> str:
    """The total with its currency; "" without one."""
    if receipt.total is None:
        return ""
    if receipt.currency:
        return str(format_currency(receipt.total, receipt.currency, locale=language))
    return str(format_decimal(receipt.total, locale=language))
