"""Hosts in addresses: this computer or another one."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def extract_host(address: str) -> str:
    """The host of an address with or without scheme and port, in lower case.

    Raises `ValueError` for an invalid address.
    """
    bare = address.strip()
    return urlsplit(bare if "://" in bare else f"//{bare}").hostname or ""


def find_endpoint(address: str) -> tuple[str, int]:
    """The host of a URL and its port, or the usual one. Raises `ValueError` for an invalid one."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def strip_credentials(address: str) -> str:
    """The address without user name and password."""
    scheme, split, rest = address.rpartition("://")
    return f"{scheme}{split}{rest.rpartition('@')[2]}"


def is_remote(address: str) -> bool:
    """Whether the host is another computer. Raises `ValueError` for an invalid address."""
    host = extract_host(address)
    if host in ("", "localhost") or host.endswith(".localhost"):
        return False
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return True
    return not (ip.is_loopback or ip.is_unspecified)


def normalize_ollama_host(value: str) -> str:
    """The address in one form, from all that OLLAMA_HOST may be: scheme and port are optional.

    0.0.0.0 becomes this computer. Raises `ValueError` for what is no address.
    """
    text = value.strip().rstrip("/")
    scheme, _, rest = text.rpartition("://")
    host = rest.replace("0.0.0.0", "127.0.0.1", 1)  # noqa: S104 (a server's address, not bound)
    if ":" not in host and not scheme:
        host += ":11434"
    address = f"{scheme or 'http'}://{host}"
    extract_host(address)
    return address
