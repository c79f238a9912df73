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
        "update_not_genuine": "The release information is not signed by the publisher of this "
        "copy, or was damaged in transit. It was not used.",
        "update_unreadable": "The release information is invalid ({reason}). It was not used.",
        "update_too_large": "The release information is too large. It was not used.",
        "update_insecure": "The update server redirects to {host} without encryption. Nothing was "
        "downloaded from there.",
        "update_replayed": "The release information is from {day}, but newer information from "
        "{seen} was seen before. It was not used.",
        "report_not_saved": "The problem report cannot be saved as {path}: {reason}.",
    }
)
