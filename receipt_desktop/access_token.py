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

from receipt_desktop.atomic import PRIVATE, sync_folder, write_text_atomically
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable

log = logging.getLogger(__name__)

BYTES = 32
"""Of chance in a token."""
LEAST_CHARACTERS = 16
"""Of a secret: a file with less was cut off, a given token with less can be guessed."""
MOST_CHARACTERS = 4_096
"""A file with more holds something else."""
LOCK_SECONDS = 10.0
"""Wait for another process that makes the same secret."""


class AccessToken:
    """Kept in a file that its owner alone may read, or given once and for all. Thread-safe.

    A process that runs takes a new token from the file as soon as another one has put it there.
    """

    def __init__(self, file: Path, given: str = "") -> None:
        """`given` is a token from the environment or the settings; then there is no file."""
        self._file = file
        self._given = given.strip()
        self._is_given = bool(given)
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._digest = b""
        self._token = ""

    @property
    def given(self) -> bool:
        """Whether it came from the environment, where it cannot be changed from here."""
        return self._is_given

    def current(self) -> str:
        """The token, made at the first call.

        Raises `InvalidRequest` for a given one that is too short, `ServiceUnavailable` when the
        file cannot be used.
        """
        return self._load()[0]

    def matches(self, offered: str) -> bool:
        """Whether this is the token; takes as long for a nearly right one as for a wrong one.

        Raises as `current` does.
        """
        return bool(offered) & hmac.compare_digest(self._load()[1], _digest(offered))

    def renew(self) -> str:
        """Another token; the old one is worth nothing from now on.

        Raises `InvalidRequest` when it was given, `ServiceUnavailable` when it cannot be kept.
        """
        if self.given:
            raise InvalidRequest(
                "The token comes from RECEIPT_DESKTOP_API_TOKEN; change it there.",
                key="token_given",
            )
        try:
            write_secret(self._file, new_secret())
        except OSError as error:
            raise not_kept(self._file, error) from error
        return self.current()

    def _load(self) -> tuple[str, bytes]:
        if self.given:
            return checked(self._given), _digest(self._given)
        with self._lock:
            try:
                return self._loaded()
            except OSError as error:
                raise not_kept(self._file, error) from error

    def _loaded(self) -> tuple[str, bytes]:
        """What the file holds; read again only when it is another file or was written to."""
        seen = _version(self._file)
        if seen is None or seen != self._seen:
            self._token = secret_in(self._file)
            self._digest, self._seen = _digest(self._token), _version(self._file)
        return self._token, self._digest


def kept_secret(file: Path) -> str:
    """What a file of ours holds that no one else may know, made at the first call.

    Raises `ServiceUnavailable` naming the file and what helps.
    """
    try:
        return secret_in(file)
    except OSError as error:
        raise not_kept(file, error) from error


def secret_in(file: Path) -> str:
    """What the file holds; made when it is missing, made anew when it holds no secret.

    Processes that do so at the same time get the same secret. Raises `OSError`.
    """
    kept = read_secret(file)
    if kept:
        return kept
    file.parent.stat()  # the lock would make a missing folder
    lock = file.with_name(f".{file.name}.lock")
    with filelock.FileLock(lock, timeout=LOCK_SECONDS, mode=PRIVATE):
        kept = read_secret(file)
        if kept is None:
            write_secret(file, new_secret(), replace=False)
        elif not kept:
            write_secret(file, new_secret())
            log.warning("%s held no usable secret; a new one was made", file)
        kept = read_secret(file)
    if not kept:  # a link that leads nowhere
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
    return kept


def read_secret(file: Path) -> str | None:
    """What the file holds: empty when that is no secret, None without a file. Raises `OSError`."""
    try:
        with file.open(encoding="ascii", errors="replace") as stream:
            kept = stream.read(MOST_CHARACTERS + 1).strip()
    except FileNotFoundError:
        return None
    return kept if LEAST_CHARACTERS <= len(kept) <= MOST_CHARACTERS and _plain(kept) else ""


def write_secret(file: Path, secret: str, *, replace: bool = True) -> None:
    """Put it into the file, whole or not at all, for its owner alone (mode 0600).

    Without `replace` a file that another process made meanwhile is left. Raises `OSError`.
    """
    if replace:
        write_text_atomically(file, f"{secret}\n", mode=PRIVATE)
        return
    finished = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        write_text_atomically(finished, f"{secret}\n", mode=PRIVATE)
        _publish(finished, file)
    finally:
        finished.unlink(missing_ok=True)


def new_secret() -> str:
    """A secret of 43 characters."""
    return secrets.token_urlsafe(BYTES)


def checked(given: str) -> str:
    """A token that was given. Raises `InvalidRequest` for one that is easily guessed or sent wrong.

    HTTP headers carry ASCII; other characters arrive as others.
    """
    if len(given) < LEAST_CHARACTERS or not _plain(given):
        raise InvalidRequest(
            f"The API token must have at least {LEAST_CHARACTERS} characters, all of them ASCII. "
            "Change RECEIPT_DESKTOP_API_TOKEN, or remove it to use the token of the data folder.",
            key="token_short",
            least=LEAST_CHARACTERS,
        )
    return given


def not_kept(file: Path, error: OSError) -> ServiceUnavailable:
    """The sentence for a file that cannot be used: which one, why, and what helps."""
    if file.is_dir():
        return ServiceUnavailable(
            f"The secret cannot be kept in {file}: that is a folder. Move the folder away; the "
            "file is made anew.",
            key="secret_is_folder",
            path=str(file),
        )
    return ServiceUnavailable(
        f"The secret cannot be kept in {file}: {error.strerror or error}. Check the rights of the "
        "file and of its folder.",
        key="secret_not_kept",
        path=str(file),
        reason=str(error.strerror or error),
    )


def _publish(finished: Path, file: Path) -> None:
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


def _plain(secret: str) -> bool:
    return secret.isascii() and secret.isprintable()


def _version(file: Path) -> tuple[int, int] | None:
    """Changes when another file takes its place or it is written to; None without a file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
