"""The one secret that a program has to know before it may ask for anything."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from pathlib import Path

from receipt_desktop.atomic import PRIVATE, write_text_atomically
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable

BYTES = 32
"""Of chance in a token."""
LEAST_CHARACTERS = 16
"""A file with less was cut off: it holds no secret."""


class AccessToken:
    """Kept in a file that its owner alone may read, or given once and for all. Thread-safe.

    A process that runs takes a new token from the file as soon as another one has put it there.
    """

    def __init__(self, file: Path, given: str = "") -> None:
        """`given` is a token from the environment; then there is no file."""
        self._file = file
        self._given = given.strip()
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._digest = b""
        self._token = ""

    @property
    def given(self) -> bool:
        """Whether it came from the environment, where it cannot be changed from here."""
        return bool(self._given)

    def current(self) -> str:
        """The token, made at the first call. Raises `ServiceUnavailable`."""
        return self._load()[0]

    def matches(self, offered: str) -> bool:
        """Whether this is the token; takes as long for a nearly right one as for a wrong one."""
        return bool(offered) & hmac.compare_digest(self._load()[1], _digest(offered))

    def renew(self) -> str:
        """Another token; the old one is worth nothing from now on.

        Raises `InvalidRequest` when it was given, `ServiceUnavailable` when it cannot be kept.
        """
        if self._given:
            raise InvalidRequest(
                "The token comes from RECEIPT_DESKTOP_API_TOKEN; change it there.",
                key="token_given",
            )
        try:
            write_secret(self._file, secrets.token_urlsafe(BYTES))
        except OSError as error:
            raise _not_kept(error) from error
        return self.current()

    def _load(self) -> tuple[str, bytes]:
        if self._given:
            return self._given, _digest(self._given)
        with self._lock:
            try:
                return self._loaded()
            except OSError as error:
                raise _not_kept(error) from error

    def _loaded(self) -> tuple[str, bytes]:
        """What the file holds; read again only when it is another file or was written to."""
        if not self._file.exists():
            write_secret(self._file, secrets.token_urlsafe(BYTES), replace=False)
        status = self._file.stat()
        seen = (status.st_ino, status.st_mtime_ns)
        if seen != self._seen:
            self._token = read_secret(self._file)
            status = self._file.stat()  # it may be another one now
            seen = (status.st_ino, status.st_mtime_ns)
            self._digest, self._seen = _digest(self._token), seen
        return self._token, self._digest


def kept_secret(file: Path) -> str:
    """What a file of ours holds that no one else may know, made at the first call.

    Raises `ServiceUnavailable`.
    """
    try:
        if not file.exists():
            write_secret(file, secrets.token_urlsafe(BYTES), replace=False)
        return read_secret(file)
    except OSError as error:
        raise _not_kept(error) from error


def read_secret(file: Path) -> str:
    """What the file holds; another secret is put into one that holds none. Raises `OSError`."""
    kept = file.read_text(encoding="ascii", errors="replace").strip()
    if len(kept) < LEAST_CHARACTERS or not kept.isascii():
        kept = secrets.token_urlsafe(BYTES)
        write_secret(file, kept)
    return kept


def write_secret(file: Path, secret: str, *, replace: bool = True) -> None:
    """Put it into the file, whole or not at all, for its owner alone (mode 0600).

    Without `replace` a file that another process made meanwhile is left. Raises `OSError`.
    """
    if replace or not file.exists():
        write_text_atomically(file, f"{secret}\n", mode=PRIVATE)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _not_kept(error: OSError) -> ServiceUnavailable:
    return ServiceUnavailable(
        f"The token cannot be kept in the data folder: {error.strerror or error}.",
        key="token_not_kept",
    )
