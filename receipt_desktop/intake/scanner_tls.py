"""TLS with scanners: their certificates are self-signed, so the user confirms them."""

from __future__ import annotations

import hashlib
import socket
import ssl

FETCH_SECONDS = 5.0


def make_context(fingerprint: str = "") -> ssl.SSLContext:
    """A context that accepts the certificate with this SHA-256 (hex) only.

    Without one, it accepts what the certificates of this computer vouch for. An expired
    certificate is accepted when it is the confirmed one: clocks of devices are rarely set.
    """
    if not fingerprint:
        return ssl.create_default_context()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.sslsocket_class = _make_socket_class(fingerprint)
    return context


def _make_socket_class(fingerprint: str) -> type[ssl.SSLSocket]:
    class PinnedSocket(ssl.SSLSocket):
        """Compares the certificate before anything is sent."""

        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            if hash_certificate(self.getpeercert(binary_form=True)) != fingerprint:
                raise ssl.SSLCertVerificationError("not the certificate that was confirmed")

    return PinnedSocket


def fetch_fingerprint(host: str, port: int) -> str:
    """The SHA-256 (hex) of the certificate that a device shows. Raises `OSError`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((host, port), FETCH_SECONDS) as connection,
        context.wrap_socket(connection, server_hostname=host) as secured,
    ):
        return hash_certificate(secured.getpeercert(binary_form=True))


def hash_certificate(certificate: bytes | None) -> str:
    """The SHA-256 of a certificate in DER form."""
    return hashlib.sha256(certificate or b"").hexdigest()


def is_untrusted(error: BaseException) -> bool:
    """Whether a connection failed since the certificate is not trusted."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
