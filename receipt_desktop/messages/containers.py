"""Archives and messages that are unpacked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "container_broken": "{name} is damaged and cannot be unpacked.",
        "container_empty": "{name} contains no receipts.",
        "container_members": "{name} contains more than {limit} files. The others were left out.",
        "container_bomb": "{name} unpacks to far more data than its size suggests. The rest was "
        "left out.",
        "container_depth": "{name} is nested too deeply: more than {limit} archives or messages "
        "inside one another.",
        "container_locked": "{name} is protected by a password in its archive. Unpack it yourself, "
        "then add the file.",
        "container_method": "{name} is compressed in a way that cannot be unpacked here.",
        "member_broken": "{name} is damaged in its archive.",
        "message_broken": "The message {name} is damaged and cannot be read.",
        "message_nested": "The message {name} has more than {limit} nested parts. It was not read.",
        "message_pgp": "The message {name} is encrypted with PGP. Save its attachments in your "
        "mail program, then add them.",
        "message_smime": "The message {name} is encrypted with S/MIME. Save its attachments in "
        "your mail program, then add them.",
        "message_signed": "The message {name} is wrapped in its signature (S/MIME). Save its "
        "attachments in your mail program, then add them.",
    }
)
