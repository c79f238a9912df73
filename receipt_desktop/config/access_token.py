"""Secrets in files of the data folder, among them the API token."""

from __future__ import annotations

import errno
import hashlib
import hmac
import logging
import os
import secrets
import threading
from pathlib import Path

import filelock

from receipt_desktop.config.atomic import PRIVATE_MODE, sync_folder, write_text_atomically
from receipt_desktop.config.busy_files import (
    delete_file,
    rename_path,
    replace_path,
    retry_while_busy,
)
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable

log = logging.getLogger(__name__)

TOKEN_BYTES = 32
"""Random bytes of a generated secret."""
MIN_SECRET_CHARACTERS = 16
"""A shorter file is truncated, a shorter configured token is easy to guess."""
MAX_SECRET_CHARACTERS = 4_096
"""A longer file is not a secret."""
LOCK_TIMEOUT_SECONDS = 10.0
"""How long to wait for another process that creates the same secret."""


class AccessToken:
    """The API token, from the configuration or from a file that only its owner may read.

    A new token in the file takes effect at once in all running processes. Thread-safe.
    """

    def __init__(self, file: Path, given: str = "") -> None:
        """`given` is a token from the environment or the settings; the file is then unused."""
        self._file = file
        self._configured_token = given.strip()
        self._is_token_configured = bool(given)
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._digest = b""
        self._token = ""

    @property
    def is_configured(self) -> bool:
        """Whether the token is configured, so that it cannot be renewed."""
        return self._is_token_configured

    def get_token(self) -> str:
        """The token; created at the first call.

        Raises `InvalidRequest` for a configured token that is too short, `ServiceUnavailable` if
        the file cannot be used.
        """
        return self._load_token()[0]

    def matches(self, offered: str) -> bool:
        """Whether this is the token, compared in constant time.

        Raises as `get_token` does.
        """
        return bool(offered) & hmac.compare_digest(self._load_token()[1], _hash_token(offered))

    def renew_token(self) -> str:
        """Replace the token; the old one stops working immediately. Returns the new one.

        Raises `InvalidRequest` for a configured token, `ServiceUnavailable` if the file cannot be
        written.
        """
        if self.is_configured:
            raise InvalidRequest("token_given")
        try:
            write_secret(self._file, generate_secret())
        except OSError as error:
            raise secret_file_error(self._file, error) from error
        return self.get_token()

    def _load_token(self) -> tuple[str, bytes]:
        if self.is_configured:
            return validate_token(self._configured_token), _hash_token(self._configured_token)
        with self._lock:
            try:
                return self._load_from_file()
            except OSError as error:
                raise secret_file_error(self._file, error) from error

    def _load_from_file(self) -> tuple[str, bytes]:
        """The token in the file and its hash; read again only if the file has changed."""
        seen = _file_version(self._file)
        if seen is None or seen != self._seen:
            self._token = read_or_create_secret(self._file)
            self._digest, self._seen = _hash_token(self._token), _file_version(self._file)
        return self._token, self._digest


def load_or_create_secret(file: Path) -> str:
    """The secret in a file; created at the first call.

    Raises `ServiceUnavailable` that names the file and the remedy.
    """
    try:
        return read_or_create_secret(file)
    except OSError as error:
        raise secret_file_error(file, error) from error


def read_or_create_secret(file: Path) -> str:
    """The secret in a file; created if the file is missing or has no valid secret.

    Processes that create it at the same time get the same secret. Raises `OSError`.
    """
    secret = read_secret(file)
    if secret:
        return secret
    file.parent.stat()  # raises if it is missing; the lock would create it
    lock = file.with_name(f".{file.name}.lock")
    with filelock.FileLock(lock, timeout=LOCK_TIMEOUT_SECONDS, mode=PRIVATE_MODE):
        secret = read_secret(file)
        if secret is None:
            write_secret(file, generate_secret(), replace=False)
        elif not secret:
            write_secret(file, generate_secret())
            log.warning("%s had no valid secret; a new one was created", file)
        secret = read_secret(file)
    if not secret:  # a dangling link
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
    return secret


def read_secret(file: Path) -> str | None:
    """The secret in a file; "" if it is not valid, None without a file. Raises `OSError`."""
    try:
        text = retry_while_busy(lambda: _read_start(file))
    except FileNotFoundError:
        return None
    return (
        text
        if MIN_SECRET_CHARACTERS <= len(text) <= MAX_SECRET_CHARACTERS and _is_printable_ascii(text)
        else ""
    )


def _read_start(file: Path) -> str:
    with file.open(encoding="ascii", errors="replace") as stream:
        return stream.read(MAX_SECRET_CHARACTERS + 1).strip()


def write_secret(file: Path, secret: str, *, replace: bool = True) -> None:
    """Write a secret into a file atomically, readable by its owner only (mode 0600).

    Without `replace`, a file that another process created meanwhile is kept. Raises `OSError`.
    """
    if replace:
        write_text_atomically(file, f"{secret}\n", mode=PRIVATE_MODE)
        return
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        write_text_atomically(temporary, f"{secret}\n", mode=PRIVATE_MODE)
        _link_if_absent(temporary, file)
    finally:
        delete_file(temporary)


def generate_secret() -> str:
    """A new secret of 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def validate_token(given: str) -> str:
    """Return a configured token. Raises `InvalidRequest` if it is too short or not ASCII.

    HTTP headers do not carry other characters reliably.
    """
    if len(given) < MIN_SECRET_CHARACTERS or not _is_printable_ascii(given):
        raise InvalidRequest("token_short", least=MIN_SECRET_CHARACTERS)
    return given


def secret_file_error(file: Path, error: OSError) -> ServiceUnavailable:
    """The error for a secret file that cannot be used, with the reason and the remedy."""
    if file.is_dir():
        return ServiceUnavailable("secret_is_folder", path=str(file))
    return ServiceUnavailable(
        "secret_not_kept", path=str(file), reason=str(error.strerror or error)
    )


def _link_if_absent(temporary: Path, file: Path) -> None:
    """Give a temporary file its final name, unless that exists. Raises `OSError`."""
    try:
        if os.name == "nt":
            rename_path(temporary, file)  # fails on Windows if the name exists
        else:
            os.link(temporary, file)
    except FileExistsError:
        return
    except OSError:  # a file system without links; the caller holds the lock
        if not file.exists():
            replace_path(temporary, file)
    sync_folder(file.parent)


def _is_printable_ascii(secret: str) -> bool:
    return secret.isascii() and secret.isprintable()


def _file_version(file: Path) -> tuple[int, int] | None:
    """Inode and time of change, which change with every write; None without a file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


def _hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
