"""The page of this program that a phone opens to send receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LocalAddress:
    """An address of this computer in a network."""

    address: str
    """An IPv4 or IPv6 address without a scope."""
    interface: str
    """The system's name of the network card."""
    is_private: bool = True
    """Whether it cannot be reached from the internet."""


class PhoneStage(StrEnum):
    """How far the pairing has come."""

    WAITING = "waiting"
    """No phone has opened the page yet."""
    VISITED = "visited"
    """A phone has opened the page and is not paired yet."""
    PAIRED = "paired"
    EXPIRED = "expired"
    """The hour is over."""
    LOCKED = "locked"
    """Too many wrong codes were sent."""


@dataclass(frozen=True, slots=True)
class PhoneInvitation:
    """What a phone needs to open the page."""

    url: str
    """The address for the QR code, with the code in its fragment."""
    page: str
    """The address without the code, to be typed."""
    code: str
    """The code, to be typed."""
    ends_at: datetime
    """In UTC."""
    is_encrypted: bool


@dataclass(frozen=True, slots=True)
class PhoneState:
    """The pairing and its photos, as the window shows them."""

    stage: PhoneStage = PhoneStage.WAITING
    device: str = ""
    """A name for the paired phone, such as iPhone."""
    received: int = 0
    """Photos that have arrived."""
    finished: int = 0
    """Of these, those that have been read or could not be."""
    refused: int = 0
    """Photos that could not be added."""
