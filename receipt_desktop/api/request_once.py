"""Requests with an idempotency key: a repeated one is not carried out again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Request

from receipt_desktop.actions import Actions
from receipt_desktop.api.middleware import remote_address
from receipt_desktop.domain.api_clients import FileResult
from receipt_desktop.domain.errors import InvalidRequest, restore_refusal
from receipt_desktop.domain.receipt import Receipt, SubmitResult

REPLAYED_HEADER = "Idempotency-Replayed"


def run_once(
    actions: Actions,
    client: str,
    key: str | None,
    fingerprint: Callable[[], str],
    make: Callable[[], Sequence[SubmitResult]],
) -> tuple[list[SubmitResult], bool]:
    """What `make` returns, or, for a repetition, its results as they are now; and which it is.

    Raises `Conflict` for another request under this key, or while the first one runs.
    """
    if key is None:
        return list(make()), False
    known = actions.begin_idempotent_request(client, key, fingerprint())
    if known is not None:
        return [reload_result(actions, one) for one in known], True
    made: list[SubmitResult] = []
    try:
        made += make()
    finally:
        actions.finish_idempotent_request(client, key, made)
    return made, False


def reload_result(actions: Actions, one: FileResult) -> SubmitResult:
    """One result of the original request; its receipt may have been deleted."""
    if one.refusal:
        return SubmitResult(one.file, error=restore_refusal(one.refusal.message))
    try:
        receipt = actions.get_receipt(one.receipt_id or "")
    except InvalidRequest as error:
        return SubmitResult(one.file, error=error)
    return SubmitResult(one.file or receipt.file_name, receipt)


def as_results(receipts: Sequence[Receipt]) -> list[SubmitResult]:
    """Receipts as the results of a request."""
    return [SubmitResult(one.file_name, one) for one in receipts]


def client_of_request(request: Request) -> str:
    """The name of the client, or its address."""
    return request.state.client or remote_address(request.scope)


def hash_request(*parts: Any) -> str:
    """A hash of what a request asks for, to recognise a repetition."""
    return hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()
