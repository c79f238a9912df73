"""Callbacks in the store: who is told next, and how many there may be for a receipt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from receipt_desktop.errors import InvalidRequest
from receipt_desktop.history import Told
from receipt_desktop.receipt import Priority, Wish
from receipt_desktop.store.programs import MOST_CALLBACKS
from receipt_desktop.store.store import Store


def finished(store: Store, urls: Sequence[str], name: str = "a") -> str:
    """The id of a finished receipt, of which these are to be told."""
    receipt = store.add(f"{name}.jpg", name * 64, f"{name}.jpg", Priority.NORMAL, Wish())
    store.told([receipt.id], Told("shop"), urls)
    assert store.claim(receipt.id, "me", 60)
    store.fail(receipt.id, "me", InvalidRequest("It is broken.", key="x"))
    return receipt.id


def test_no_host_gets_more_than_its_share(store: Store) -> None:
    slow = [f"http://slow.example/{number}" for number in range(8)]
    finished(store, [*slow, "http://a.example/", "http://slow.example:81/"])
    first = store.claim_callbacks(10, 2, {})
    assert sorted(one.host for one in first) == [
        "a.example", "slow.example", "slow.example", "slow.example:81",
    ]  # fmt: skip
    assert store.claim_callbacks(10, 2, {"slow.example": 2}) == []
    assert len(store.claim_callbacks(10, 2, {"slow.example": 1})) == 1
    assert len(store.claim_callbacks(3, 9, {})) == 3


def test_many_callbacks_of_one_host_hide_no_other(store: Store) -> None:
    for number in range(20):
        name = chr(ord("a") + number)
        finished(store, [f"http://slow.example/{count}" for count in range(16)], name)
    finished(store, ["http://good.example/"], "z")
    found = store.claim_callbacks(32, 4, {"slow.example": 4})
    assert [one.url for one in found] == ["http://good.example/"]


def test_a_receipt_has_a_bound_of_callbacks(store: Store) -> None:
    urls = [f"http://a.example/{number}" for number in range(MOST_CALLBACKS)]
    known = finished(store, urls)
    with pytest.raises(InvalidRequest, match=f"At most {MOST_CALLBACKS} callback addresses"):
        store.told([known], Told("spy"), ["http://a.example/more"], known={known})
    said = store.said_of(known)
    assert said
    assert said.client == "shop"  # nothing of it was kept
    store.told([known], Told("again"), urls[:3], known={known})
    assert len(store.claim_callbacks(100, 100, {})) == MOST_CALLBACKS
