"""The names in a certificate, read with the standard library alone."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

MAX_STEPS = 5
"""A handshake takes two steps of each end."""


def read_certificate_names(certificate: str, key_file: str) -> tuple[str, ...]:
    """DNS names and IP addresses of a PEM certificate, without wildcards.

    Empty when it is not valid today. A handshake in memory decodes it, which Python offers for
    verified certificates only. Raises `OSError` for unusable files.
    """
    server, client = (
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    )
    server.load_cert_chain(certificate, key_file)
    client.check_hostname = False
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        client.load_verify_locations(certificate)
        decoded = _shake_hands(server, client)
    except ssl.SSLError:
        return ()
    names = [str(value) for _, value in decoded.get("subjectAltName", ())]
    return tuple(name for name in names if "*" not in name)


def _shake_hands(server: ssl.SSLContext, client: ssl.SSLContext) -> Mapping[str, Any]:
    """The server's certificate as the client decodes it. Raises `ssl.SSLError`."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client_end = client.wrap_bio(to_client, to_server)
    server_end = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(MAX_STEPS):
        for end in (client_end, server_end):
            with suppress(ssl.SSLWantReadError):
                end.do_handshake()
    return client_end.getpeercert() or {}
