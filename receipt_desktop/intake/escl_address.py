"""Addresses of eSCL services, as people type them and as devices announce them."""

from __future__ import annotations

from urllib.parse import urlsplit

from receipt_desktop.domain.display import format_file_name
from receipt_desktop.domain.errors import InvalidRequest

USUAL_PATH = "/eSCL"


def list_addresses(typed: str) -> list[str]:
    """The addresses to try, in order, for a name, an IP address or an address with a path.

    Raises `InvalidRequest` for anything else.
    """
    text = typed.strip()
    schemes = [""] if "://" in text else ["http://", "https://"]
    addresses = [_complete_address(scheme + text) for scheme in schemes]
    if None in addresses:
        raise InvalidRequest("scanner_address", address=format_file_name(text))
    return [address for address in addresses if address]


def _complete_address(text: str) -> str | None:
    """The address with its path; None when it is none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if parts.scheme not in {"http", "https"} or not is_plain or not _is_host(host):
        return None
    shown = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/") or USUAL_PATH
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}"


def _is_host(host: str) -> bool:
    return bool(host) and all(character.isalnum() or character in ".-_:%" for character in host)
