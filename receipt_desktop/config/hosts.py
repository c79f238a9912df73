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
