"""The check for updates, and the problem report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "update_not_built": "This copy of Receipt Desktop was built without an update address. "
        "Look for a newer version where you got it.",
        "update_unreachable": "The update server {host} cannot be reached ({reason}).",
        "update_unreachable_remedy": "Check the connection to the Internet and try again later.",
        "update_not_genuine": "The release information is not signed by the makers of this copy, "
        "or was damaged on its way. It was not used.",
        "update_unreadable": "The release information makes no sense ({reason}). It was not used.",
        "update_too_large": "The release information is too large. It was not used.",
        "update_insecure": "The update server leads to {host} without encryption. Nothing was "
        "fetched from there.",
        "update_replayed": "The release information is from {day}, but newer information from "
        "{seen} was seen before. It was not used.",
        "report_not_saved": "The problem report cannot be saved as {path}: {reason}.",
    }
)
