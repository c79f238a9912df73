"""Encryption of backups with a passphrase: libsodium's secret stream, keys by Argon2id.

The file consists of `MAGIC`, the salt, the header of the stream, and chunks of `CHUNK_BYTES`, each
authenticated. The last chunk is tagged, so that a truncated file is detected.
"""

from __future__ import annotations

from typing import BinaryIO

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from receipt_desktop.domain.errors import InvalidRequest

MAGIC = b"RDBACKUP-1\n"
SALT_BYTES = sodium.crypto_pwhash_SALTBYTES
HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
TAG_BYTES = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
FINAL_TAG = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MESSAGE_TAG = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
CHUNK_BYTES = 64 * 1024
"""Plain bytes per chunk."""
ARGON2_OPERATIONS, ARGON2_MEMORY_BYTES = 3, 64 * 1024 * 1024
"""The cost of each guess at the passphrase."""


def _derive_key(passphrase: str, salt: bytes) -> bytes:
    key: bytes = sodium.crypto_pwhash_alg(
        sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES,
        passphrase.encode(),
        salt,
        ARGON2_OPERATIONS,
        ARGON2_MEMORY_BYTES,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
    )
    return key


class EncryptingWriter:
    """A write-only file object; `close` writes the last chunk and leaves the target open."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        """Write the header. Raises `OSError`."""
        salt: bytes = sodium.randombytes(SALT_BYTES)
        self._target = target
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(
            self._state, _derive_key(passphrase, salt)
        )
        self._waiting = bytearray()
        target.write(MAGIC + salt + header)

    def write(self, data: bytes) -> int:
        """Encrypt and write data; returns its size. Raises `OSError`."""
        self._waiting += data
        while len(self._waiting) > CHUNK_BYTES:
            self._write_chunk(bytes(self._waiting[:CHUNK_BYTES]), MESSAGE_TAG)
            del self._waiting[:CHUNK_BYTES]
        return len(data)

    def close(self) -> None:
        """Write the last chunk. Raises `OSError`."""
        self._write_chunk(bytes(self._waiting), FINAL_TAG)

    def _write_chunk(self, piece: bytes, tag: int) -> None:
        self._target.write(
            sodium.crypto_secretstream_xchacha20poly1305_push(self._state, piece, None, tag)
        )


class DecryptingReader:
    """A read-only, sequential file object."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        """`source` is positioned after `MAGIC`. Raises `InvalidRequest`, `OSError`."""
        head = source.read(SALT_BYTES + HEADER_BYTES)
        if len(head) < SALT_BYTES + HEADER_BYTES:
            raise wrong_passphrase_error()
        self._source = source
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(
            self._state, head[SALT_BYTES:], _derive_key(passphrase, head[:SALT_BYTES])
        )
        self._ready = bytearray()
        self._ended = self._begun = False

    def read(self, size: int = -1) -> bytes:
        """Read decrypted data. Raises `InvalidRequest` (wrong passphrase, damage), `OSError`."""
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._read_chunk()
        size = len(self._ready) if size < 0 else size
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def _read_chunk(self) -> None:
        piece = self._source.read(CHUNK_BYTES + TAG_BYTES)
        try:
            data, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(self._state, piece, None)
        except (CryptoError, ValueError) as error:  # ValueError: too short for a chunk
            raise (damaged_backup_error() if self._begun else wrong_passphrase_error()) from error
        self._begun = True
        self._ready += data
        self._ended = tag == FINAL_TAG


def wrong_passphrase_error() -> InvalidRequest:
    """The error for a wrong passphrase."""
    return InvalidRequest("backup_passphrase")


def damaged_backup_error() -> InvalidRequest:
    """The error for a backup that was changed or truncated."""
    return InvalidRequest("backup_damaged")
