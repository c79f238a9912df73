"""File names of members: what an archive or a message states, made safe for this system."""

from __future__ import annotations

import re

from receipt_desktop.domain.display import replace_surrogates

MAX_NAME_LENGTH = 120
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')
"""Characters that Windows forbids, controls, and marks that turn the direction of a name."""
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Device names of Windows, with or without a suffix (Naming Files, Paths, and Namespaces)."""


def make_safe_name(stated: str, fallback: str = "file") -> str:
    """A file name without folders that every system accepts."""
    bare = replace_surrogates(stated).replace("\\", "/").rpartition("/")[2]
    plain = FORBIDDEN.sub("_", bare).strip().rstrip(". ")
    if not plain.strip("."):
        return fallback
    return _shorten(f"_{plain}" if RESERVED.match(plain) else plain)


def join_path(*parts: str) -> str:
    """The path of a member as it is shown: without steps up, drives and control characters."""
    steps = [step for part in parts for step in part.replace("\\", "/").split("/")]
    kept = [FORBIDDEN.sub("_", replace_surrogates(step)) for step in steps]
    return "/".join(step[:MAX_NAME_LENGTH] for step in kept if step not in ("", ".", ".."))


def _shorten(name: str) -> str:
    """The name with its suffix in at most `MAX_NAME_LENGTH` characters."""
    if len(name) <= MAX_NAME_LENGTH:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 10:  # noqa: PLR2004 (no suffix is so long)
        return name[:MAX_NAME_LENGTH]
    return f"{stem[: MAX_NAME_LENGTH - len(suffix) - 1]}.{suffix}"
