"""The pairing of one browser: a code that works once becomes a cookie bound to that browser."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from receipt_desktop.domain.errors import ReceiptError

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like a digit."""
CODE_LENGTH = 10
"""50 bits."""
LIFETIME_SECONDS = 3600.0
MAX_WRONG_CODES_PER_ADDRESS = 10
MAX_WRONG_CODES = 50
"""After these no code is accepted; the chance to have guessed it is below 1 in 2 * 10**13."""
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


class PairingRefused(ReceiptError):
    """The browser is not, or no longer, the paired one. The key says why."""

    code = "PAIRING"
    is_retryable = False


class PairingProblem(Enum):
    """Why a browser is refused; the value is the key of the sentence."""

    MISSING = "phone_not_paired"
    USED = "phone_code_used"
    WRONG = "phone_code_wrong"
    OTHER_BROWSER = "phone_other_browser"
    EXPIRED = "phone_expired"
    LOCKED = "phone_locked"

    def raise_refusal(self) -> None:
        """Raises `PairingRefused`."""
        raise PairingRefused(self.value)


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser of a request, from its headers."""

    address: str
    """Its network, see `network_of_address`."""
    agent: str
    """The User-Agent header."""


class Pairing:
    """One pairing, from the invitation to its end. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        self._clock = clock
        self._ends_at = clock() + LIFETIME_SECONDS
        self._lock = threading.Lock()
        self._wrong_codes: Counter[str] = Counter()
        self._token = ""
        self._browser: Browser | None = None

    @property
    def is_expired(self) -> bool:
        return self._clock() >= self._ends_at

    @property
    def is_locked(self) -> bool:
        """Whether too many wrong codes were sent before a browser was paired."""
        return self._browser is None and self._wrong_codes.total() >= MAX_WRONG_CODES

    @property
    def browser(self) -> Browser | None:
        """The paired browser."""
        return self._browser

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the end, at least 0."""
        return max(0, int(self._ends_at - self._clock()))

    def exchange_code(self, offered: str, browser: Browser) -> str:
        """The token for the right code, once. Raises `PairingRefused`."""
        with self._lock:
            self._check_may_try(browser)
            if not _is_same(normalize_code(offered), self.code):
                self._wrong_codes[browser.address] += 1
                PairingProblem.WRONG.raise_refusal()
            if self._browser is not None:
                PairingProblem.USED.raise_refusal()
            self._token, self._browser = secrets.token_urlsafe(32), browser
            return self._token

    def _check_may_try(self, browser: Browser) -> None:
        if self.is_expired:
            PairingProblem.EXPIRED.raise_refusal()
        wrong = self._wrong_codes
        if (
            wrong[browser.address] >= MAX_WRONG_CODES_PER_ADDRESS
            or wrong.total() >= MAX_WRONG_CODES
        ):
            PairingProblem.LOCKED.raise_refusal()

    def check_token(self, offered: str, browser: Browser) -> None:
        """Raises `PairingRefused` unless it is the token, sent by the browser that was given it."""
        if self.is_expired:
            PairingProblem.EXPIRED.raise_refusal()
        if not offered:
            (PairingProblem.USED if self._browser else PairingProblem.MISSING).raise_refusal()
        if not self._token or not _is_same(offered, self._token):
            PairingProblem.MISSING.raise_refusal()
        if browser != self._browser:
            PairingProblem.OTHER_BROWSER.raise_refusal()


def normalize_code(typed: str) -> str:
    """A typed code without hyphens and spaces, with digits for the letters like them."""
    return typed.upper().translate(LOOKALIKES).strip()


def format_code(code: str) -> str:
    """A code in groups, to be read and typed."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def _is_same(offered: str, right: str) -> bool:
    return hmac.compare_digest(offered.encode(errors="replace"), right.encode())
