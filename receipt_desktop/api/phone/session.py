"""One invitation: a pairing and its photos."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Any

from receipt_desktop.actions import Actions
from receipt_desktop.api.phone.pairing import Browser, Pairing
from receipt_desktop.api.phone.photos import Photos
from receipt_desktop.domain.phone import PhoneStage, PhoneState

MEGABYTE = 1_000_000
DEVICES = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Mac", r"Macintosh"),
    ("Windows", r"Windows"),
    ("Linux", r"Linux"),
)
"""Names of devices and what their browsers say of themselves; the first that fits counts."""


class PhoneSession:
    """A pairing with its photos. Thread-safe; photos may block."""

    def __init__(
        self,
        actions: Actions,
        on_change: Callable[[PhoneState], None],
        pairing: Pairing | None = None,
    ) -> None:
        self.pairing = pairing or Pairing()
        self._on_change = on_change
        self._settings = actions.settings
        self._was_visited = False
        self._photos = Photos(actions, self._announce)

    def close(self) -> None:
        """Follow no more changes."""
        self._photos.close()

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the pairing ends."""
        return self.pairing.seconds_left

    @property
    def max_bytes(self) -> int:
        """The most bytes of one photo."""
        return self._settings.max_file_mb * MEGABYTE

    @property
    def device(self) -> str:
        """A name for the paired device; "" before the pairing."""
        browser = self.pairing.browser
        return name_device(browser.agent) if browser else ""

    @property
    def state(self) -> PhoneState:
        """The state for the window."""
        received, finished, refused = self._photos.count_photos()
        return PhoneState(self._stage, self.device, received, finished, refused)

    @property
    def _stage(self) -> PhoneStage:
        if self.pairing.is_expired:
            return PhoneStage.EXPIRED
        if self.pairing.browser:
            return PhoneStage.PAIRED
        if self.pairing.is_locked:
            return PhoneStage.LOCKED
        return PhoneStage.VISITED if self._was_visited else PhoneStage.WAITING

    def note_visit(self) -> None:
        """Note that a browser has opened the page."""
        if not self._was_visited:
            self._was_visited = True
            self._announce()

    def pair(self, code: str, browser: Browser) -> str:
        """The token for the code. Raises `PairingRefused`."""
        try:
            return self.pairing.exchange_code(code, browser)
        finally:
            self._announce()

    def check_token(self, token: str, browser: Browser) -> None:
        """Raises `PairingRefused`."""
        self.pairing.check_token(token, browser)

    def add_photo(
        self, photo_id: str, name: str, stream: IO[bytes], language: str
    ) -> dict[str, Any]:
        """Submit a photo; its state as JSON. Raises `InvalidRequest`."""
        photo = self._photos.add_photo(photo_id, name, stream, self.device)
        return self._photos.describe_photo(photo, language)

    def describe_photos(self, language: str) -> list[dict[str, Any]]:
        """The photos as JSON."""
        return self._photos.describe_photos(language)

    def describe_limits(self) -> dict[str, Any]:
        """The limits of the pairing as JSON."""
        return {"secondsLeft": self.seconds_left, "maxBytes": self.max_bytes}

    def _announce(self) -> None:
        self._on_change(self.state)


def name_device(agent: str) -> str:
    """A name for the device of a User-Agent header."""
    return next((name for name, pattern in DEVICES if re.search(pattern, agent)), "?")
