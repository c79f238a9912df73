"""Callbacks in the store: who is told next, and how many there may be for a receipt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from receipt_desktop.domain.api_clients import ClientInfo
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.store.store import Store
from receipt_desktop.store.webhook_deliveries import MAX_CALLBACKS


def finish_receipt(store: Store, urls: Sequence[str], name: str = "a") -> str:
    """The id of a finished receipt, of which these are to be told."""
    receipt = store.add_receipt(f"{name}.jpg", name * 64, Priority.NORMAL, ReadOptions())
    store.save_client_info([receipt.id], ClientInfo("shop"), urls)
    assert store.claim_receipt(receipt.id, "me", 60)
    store.fail_attempt(receipt.id, "me", InvalidRequest("pdf_broken"))
    return receipt.id


def test_each_host_gets_at_most_its_share_of_deliveries(store: Store) -> None:
    slow = [f"http://slow.example/{number}" for number in range(8)]
    finish_receipt(store, [*slow, "http://a.example/", "http://slow.example:81/"])
    first = store.claim_webhook_deliveries(10, 2, {})
    assert sorted(one.host for one in first) == [
        "a.example", "slow.example", "slow.example", "slow.example:81",
    ]  # fmt: skip
    assert store.claim_webhook_deliveries(10, 2, {"slow.example": 2}) == []
    assert len(store.claim_webhook_deliveries(10, 2, {"slow.example": 1})) == 1
    assert len(store.claim_webhook_deliveries(3, 9, {})) == 3


def test_many_deliveries_to_one_host_do_not_hide_others(store: Store) -> None:
    for number in range(20):
        name = chr(ord("a") + number)
        finish_receipt(store, [f"http://slow.example/{count}" for count in range(16)], name)
    finish_receipt(store, ["http://good.example/"], "z")
    found = store.claim_webhook_deliveries(32, 4, {"slow.example": 4})
    assert [one.url for one in found] == ["http://good.example/"]


def test_callbacks_of_one_receipt_are_limited(store: Store) -> None:
    urls = [f"http://a.example/{number}" for number in range(MAX_CALLBACKS)]
    known = finish_receipt(store, urls)
    with pytest.raises(InvalidRequest, match=f"at most {MAX_CALLBACKS} callback addresses"):
        store.save_client_info([known], ClientInfo("spy"), ["http://a.example/more"], known={known})
    said = store.get_client_info(known)
    assert said
    assert said.client == "shop"  # nothing of it was kept
    store.save_client_info([known], ClientInfo("again"), urls[:3], known={known})
    assert len(store.claim_webhook_deliveries(100, 100, {})) == MAX_CALLBACKS
