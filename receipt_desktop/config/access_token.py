"""Secrets in files of the data folder, and the one that a program has to know: the API token."""

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
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable

log = logging.getLogger(__name__)

TOKEN_BYTES = 32
"""Of chance in a token."""
MIN_SECRET_CHARACTERS = 16
"""Of a secret: a file with less was cut off, a given token with less can be guessed."""
MAX_SECRET_CHARACTERS = 4_096
"""A file with more holds something else."""
LOCK_TIMEOUT_SECONDS = 10.0
"""Wait for another process that makes the same secret."""


class AccessToken:
    """Kept in a file that its owner alone may read, or given once and for all. Thread-safe.

    A process that runs takes a new token from the file as soon as another one has put it there.
    """

    def __init__(self, file: Path, given: str = "") -> None:
        """`given`: a token from the environment or the settings; then there is no file."""
        self._file = file
        self._configured_token = given.strip()
        self._is_token_configured = bool(given)
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._digest = b""
        self._token = ""

    @property
    def is_configured(self) -> bool:
        """Whether it came from the environment, where it cannot be changed from here."""
        return self._is_token_configured

    def get_token(self) -> str:
        """The token, made at the first call.

        Raises `InvalidRequest` for a given one that is too short, `ServiceUnavailable` when the
        file cannot be used.
        """
        return self._load_token()[0]

    def matches(self, offered: str) -> bool:
        """Whether this is the token; takes as long for a nearly right one as for a wrong one.

        Raises as `get_token` does.
        """
        return bool(offered) & hmac.compare_digest(self._load_token()[1], _hash_token(offered))

    def renew_token(self) -> str:
        """Another token; the old one is worth nothing from now on.

        Raises `InvalidRequest` when it was given, `ServiceUnavailable` when it cannot be kept.
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
        """What the file holds; read again only when it is another file or was written to."""
        seen = _file_version(self._file)
        if seen is None or seen != self._seen:
            self._token = read_or_create_secret(self._file)
            self._digest, self._seen = _hash_token(self._token), _file_version(self._file)
        return self._token, self._digest


def load_or_create_secret(file: Path) -> str:
    """What a file of ours holds that no one else may know, made at the first call.

    Raises `ServiceUnavailable` naming the file and what helps.
    """
    try:
        return read_or_create_secret(file)
    except OSError as error:
        raise secret_file_error(file, error) from error


def read_or_create_secret(file: Path) -> str:
    """What the file holds; made when it is missing, made anew when it holds no secret.

    Processes that do so at the same time get the same secret. Raises `OSError`.
    """
    kept = read_secret(file)
    if kept:
        return kept
    file.parent.stat()  # the lock would make a missing folder
    lock = file.with_name(f".{file.name}.lock")
    with filelock.FileLock(lock, timeout=LOCK_TIMEOUT_SECONDS, mode=PRIVATE_MODE):
        kept = read_secret(file)
        if kept is None:
            write_secret(file, generate_secret(), replace=False)
        elif not kept:
            write_secret(file, generate_secret())
            log.warning("%s held no usable secret; a new one was made", file)
        kept = read_secret(file)
    if not kept:  # a link that leads nowhere
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
    return kept


def read_secret(file: Path) -> str | None:
    """What the file holds: empty when that is no secret, None without a file. Raises `OSError`."""
    try:
        with file.open(encoding="ascii", errors="replace") as stream:
            kept = stream.read(MAX_SECRET_CHARACTERS + 1).strip()
    except FileNotFoundError:
        return None
    return (
        kept
        if MIN_SECRET_CHARACTERS <= len(kept) <= MAX_SECRET_CHARACTERS and _is_printable_ascii(kept)
        else ""
    )


def write_secret(file: Path, secret: str, *, replace: bool = True) -> None:
    """Put it into the file, whole or not at all, for its owner alone (mode 0600).

    Without `replace` a file that another process made meanwhile is left. Raises `OSError`.
    """
    if replace:
        write_text_atomically(file, f"{secret}\n", mode=PRIVATE_MODE)
        return
    finished = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        write_text_atomically(finished, f"{secret}\n", mode=PRIVATE_MODE)
        _link_if_absent(finished, file)
    finally:
        finished.unlink(missing_ok=True)


def generate_secret() -> str:
    """A secret of 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def validate_token(given: str) -> str:
    """A token that was given. Raises `InvalidRequest` for one that is easily guessed or sent wrong.

    HTTP headers carry ASCII; other characters arrive as others.
    """
    if len(given) < MIN_SECRET_CHARACTERS or not _is_printable_ascii(given):
        raise InvalidRequest("token_short", least=MIN_SECRET_CHARACTERS)
    return given


def secret_file_error(file: Path, error: OSError) -> ServiceUnavailable:
    """The sentence for a file that cannot be used: which one, why, and what helps."""
    if file.is_dir():
        return ServiceUnavailable("secret_is_folder", path=str(file))
    return ServiceUnavailable(
        "secret_not_kept", path=str(file), reason=str(error.strerror or error)
    )


def _link_if_absent(finished: Path, file: Path) -> None:
    """Give a finished file its name, unless there is one of that name. Raises `OSError`."""
    try:
        if os.name == "nt":
            finished.rename(file)  # fails there when the name is taken
        else:
            os.link(finished, file)
    except FileExistsError:
        return
    except OSError:  # a file system without links: the caller's lock has to do
        if not file.exists():
            finished.replace(file)
    sync_folder(file.parent)


def _is_printable_ascii(secret: str) -> bool:
    return secret.isascii() and secret.isprintable()


def _file_version(file: Path) -> tuple[int, int] | None:
    """Changes when another file takes its place or it is written to; None without a file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


def _hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
