"""Mailboxes: how they are reached, what is taken from them, and what became of each message."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.messages import Message

TLS_PORT, PLAIN_PORT = 993, 143
DEFAULT_INTERVAL_MINUTES = 10


class Encryption(enum.StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    """From the first byte."""
    STARTTLS = "starttls"
    NONE = "none"
    """Only to this computer."""


class MarkKind(enum.StrEnum):
    """What happens to a message whose receipts were taken; it is never deleted."""

    FLAG = "flag"
    """It gets the keyword `$ReceiptDesktop`, or a flag where the server allows no keywords."""
    MOVE = "move"
    """It is moved to another folder, and flagged where the server cannot move."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A mailbox. Its password is in the keyring of the system, never here."""

    host: str
    user: str
    port: int = TLS_PORT
    encryption: Encryption = Encryption.TLS
    folders: tuple[str, ...] = ("INBOX",)
    interval_minutes: int = DEFAULT_INTERVAL_MINUTES
    since: date | None = None
    """Messages from this day on are taken too; None for new ones only."""
    allowed_senders: tuple[str, ...] = ()
    """Addresses or domains whose messages are looked at; empty for all."""
    ignored_senders: tuple[str, ...] = ()
    body_senders: tuple[str, ...] = ()
    """Whose messages are printed when they have no attached receipt."""
    mark: MarkKind = MarkKind.FLAG
    move_to: str = ""
    """Folder for `MarkKind.MOVE`."""
    mark_read: bool = False

    @property
    def name(self) -> str:
        """How the mailbox is called on its receipts: the address."""
        return self.user if "@" in self.user else f"{self.user}@{self.host}"

    @property
    def key(self) -> str:
        """The name of its password in the keyring."""
        return f"{self.user}@{self.host}:{self.port}"

    def to_options(self) -> dict[str, Any]:
        """The account as JSON."""
        options = asdict(self)
        options["since"] = self.since.isoformat() if self.since else None
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in options.items()
        }


def parse_account(options: Mapping[str, Any]) -> MailAccount:
    """The account from `to_options`; what is missing has its default.

    Raises `ValueError`, `TypeError` or `KeyError` for options that are none.
    """
    lists = {
        name: tuple(str(one) for one in options.get(name, default))
        for name, default in (
            ("folders", ("INBOX",)),
            *((name, ()) for name in ("allowed_senders", "ignored_senders", "body_senders")),
        )
    }
    since = options.get("since")
    return MailAccount(
        host=str(options["host"]),
        user=str(options["user"]),
        port=int(options.get("port", TLS_PORT)),
        encryption=Encryption(options.get("encryption", Encryption.TLS)),
        interval_minutes=int(options.get("interval_minutes", DEFAULT_INTERVAL_MINUTES)),
        since=date.fromisoformat(since) if since else None,
        mark=MarkKind(options.get("mark", MarkKind.FLAG)),
        move_to=str(options.get("move_to", "")),
        mark_read=bool(options.get("mark_read", False)),
        **lists,
    )


def matches_sender(address: str, entries: Sequence[str]) -> bool:
    """Whether an address is on a list of addresses and domains."""
    address = address.lower()
    domain = address.rpartition("@")[2]
    for entry in entries:
        wanted = entry.strip().lower()
        host = wanted.removeprefix("@")
        if wanted == address or ("@" not in host and _is_within(domain, host)):
            return True
    return False


def _is_within(domain: str, parent: str) -> bool:
    return bool(parent) and (domain == parent or domain.endswith(f".{parent}"))


class MailOutcome(enum.StrEnum):
    """What became of a message."""

    RECEIVED = "received"
    """Its receipts were added, or were there already."""
    EMPTY = "empty"
    """It has no receipt, or its sender is not wanted."""
    FAILED = "failed"
    """Nothing could be taken; the problem says why."""
    KNOWN = "known"
    """It was taken before, under another number or in another folder."""


@dataclass(frozen=True, slots=True)
class MailFolderState:
    """How far a folder has been looked through."""

    folder: str
    uid_validity: int
    """While it stays the same, so do the numbers of the messages (RFC 9051, 2.3.1.1)."""
    next_uid: int
    """All messages with lower numbers are done."""
    new_from_uid: int
    """Messages with lower numbers were there before and are taken by their date."""
    since: datetime
    """That date."""


@dataclass(frozen=True, slots=True)
class MailRecord:
    """What became of one message."""

    folder: str
    uid_validity: int
    uid: int
    digest: str
    """SHA-256 of Message-ID and body, hex; "" for a message that was not fetched."""
    outcome: MailOutcome
    receipts: int = 0
    subject: str = ""
    sender: str = ""
    problem: Message | None = None
    """Why something was not taken."""
    is_marked: bool = False
    """Whether nothing is left to mark on the server."""


@dataclass(frozen=True, slots=True)
class MailProvider:
    """The server of a well-known provider."""

    name: str
    host: str
    domains: tuple[str, ...]
    port: int = TLS_PORT
    encryption: Encryption = Encryption.TLS
    hint: str = ""
    """The key of a sentence about its passwords; "" for none."""


APP_PASSWORD, SWITCH_ON, NO_PASSWORDS = "mail_hint_app", "mail_hint_switch", "mail_hint_microsoft"

PROVIDERS: tuple[MailProvider, ...] = (
    MailProvider("Gmail", "imap.gmail.com", ("gmail.com", "googlemail.com"), hint=APP_PASSWORD),
    MailProvider(
        "iCloud", "imap.mail.me.com", ("icloud.com", "me.com", "mac.com"), hint=APP_PASSWORD
    ),
    MailProvider(
        "Microsoft 365, Outlook.com",
        "outlook.office365.com",
        ("outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "outlook.fr",
         "hotmail.de", "hotmail.fr", "live.de", "live.fr"),
        hint=NO_PASSWORDS,
    ),
    MailProvider(
        "Yahoo", "imap.mail.yahoo.com", ("yahoo.com", "yahoo.de", "yahoo.fr"), hint=APP_PASSWORD
    ),
    MailProvider("AOL", "imap.aol.com", ("aol.com", "aol.de"), hint=APP_PASSWORD),
    MailProvider("Fastmail", "imap.fastmail.com", ("fastmail.com", "fastmail.fm"),
                 hint=APP_PASSWORD),
    MailProvider("GMX", "imap.gmx.net", ("gmx.de", "gmx.net", "gmx.at", "gmx.ch"), hint=SWITCH_ON),
    MailProvider("WEB.DE", "imap.web.de", ("web.de",), hint=SWITCH_ON),
    MailProvider("T-Online", "secureimap.t-online.de", ("t-online.de", "magenta.de"),
                 hint=APP_PASSWORD),
    MailProvider("freenet", "mx.freenet.de", ("freenet.de",)),
    MailProvider("mailbox.org", "imap.mailbox.org", ("mailbox.org",)),
    MailProvider("Posteo", "posteo.de", ("posteo.de", "posteo.net")),
    MailProvider("IONOS", "imap.ionos.de", ("online.de", "onlinehome.de")),
    MailProvider("STRATO", "imap.strato.de", ()),
    MailProvider("Orange", "imap.orange.fr", ("orange.fr", "wanadoo.fr")),
    MailProvider("Free", "imap.free.fr", ("free.fr",)),
    MailProvider("SFR", "imap.sfr.fr", ("sfr.fr", "neuf.fr")),
    MailProvider("La Poste", "imap.laposte.net", ("laposte.net",), hint=SWITCH_ON),
    MailProvider("OVHcloud", "ssl0.ovh.net", ()),
    MailProvider("Infomaniak", "mail.infomaniak.com", ("ik.me", "etik.com"), hint=APP_PASSWORD),
    MailProvider("Bluewin", "imaps.bluewin.ch", ("bluewin.ch",)),
)  # fmt: skip
"""As the providers' help pages state them."""
HINTS_BY_HOST: Mapping[str, str] = MappingProxyType(
    {
        **{provider.host: provider.hint for provider in PROVIDERS if provider.hint},
        "imap-mail.outlook.com": NO_PASSWORDS,
        "outlook.office.com": NO_PASSWORDS,
        "imap.outlook.com": NO_PASSWORDS,
    }
)


def find_provider(address: str) -> MailProvider | None:
    """The provider of a mail address; None for another one."""
    domain = address.strip().lower().rpartition("@")[2]
    return next((one for one in PROVIDERS if domain in one.domains), None)


def find_hint(host: str) -> str:
    """The key of the sentence about the passwords of a host; "" for none."""
    return HINTS_BY_HOST.get(host.strip().lower(), "")


def accepts_passwords(host: str) -> bool:
    """Whether the host lets programs in with a password at all."""
    return find_hint(host) != NO_PASSWORDS


def is_mailbox(source: IntakeSource) -> bool:
    """Whether a source is a mailbox, and not only a rule for senders."""
    return source.kind is SourceKind.MAIL and "host" in source.options
