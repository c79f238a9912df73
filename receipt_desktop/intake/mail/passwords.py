"""Passwords of mailboxes: in the keyring of the system, or in memory until the program ends."""

from __future__ import annotations

import logging
import threading

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, PasswordDeleteError

from receipt_desktop.domain.mail import MailAccount

log = logging.getLogger(__name__)

SERVICE_NAME = "Receipt Desktop"
UNSAFE_MODULES = ("keyrings.alt", "keyring.backends.fail", "keyring.backends.null")
"""Backends that keep nothing, or keep it in plain text or as good as that."""


class MailPasswords:
    """Passwords by mailbox. Thread-safe; nothing is written in plain text anywhere."""

    def __init__(self) -> None:
        self._in_memory: dict[str, str] = {}
        self._lock = threading.Lock()

    @property
    def has_keyring(self) -> bool:
        """Whether the system has a keyring that keeps passwords safe."""
        return _is_safe(keyring.get_keyring())

    def get_password(self, account: MailAccount) -> str | None:
        """The password; None when it is to be asked for."""
        with self._lock:
            known = self._in_memory.get(account.key)
        if known is not None or not self.has_keyring:
            return known
        try:
            return keyring.get_password(SERVICE_NAME, account.key)
        except KeyringError as error:
            log.warning("the keyring could not be read: %s", type(error).__name__)
            return None

    def save_password(self, account: MailAccount, password: str) -> bool:
        """Keep the password; False when the keyring does not, and it is in memory only."""
        if self.has_keyring:
            try:
                keyring.set_password(SERVICE_NAME, account.key, password)
            except KeyringError as error:
                log.warning("the keyring could not be written: %s", type(error).__name__)
            else:
                with self._lock:
                    self._in_memory.pop(account.key, None)
                return True
        with self._lock:
            self._in_memory[account.key] = password
        return False

    def delete_password(self, account: MailAccount) -> None:
        """Forget the password."""
        with self._lock:
            self._in_memory.pop(account.key, None)
        if self.has_keyring:
            try:
                keyring.delete_password(SERVICE_NAME, account.key)
            except PasswordDeleteError:
                return
            except KeyringError as error:
                log.warning("the keyring could not be written: %s", type(error).__name__)


def _is_safe(backend: KeyringBackend) -> bool:
    """Whether a backend encrypts; of a chain, the first one writes."""
    if isinstance(backend, ChainerBackend):
        return any(map(_is_safe, list(backend.backends)[:1]))
    return not type(backend).__module__.startswith(UNSAFE_MODULES)
