"""A connection to a mailbox.

IMAPClient (BSD) parses the answers and decodes the names of folders, which the standard library's
imaplib leaves to its callers; imap-tools wraps messages that we take apart ourselves.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from receipt_desktop.config.hosts import is_remote
from receipt_desktop.domain.mail import Encryption, MailAccount, MarkKind, accepts_passwords
from receipt_desktop.intake.containers.eml_message import parse_eml
from receipt_desktop.intake.containers.message import MessageHeader
from receipt_desktop.intake.mail.errors import MailRefused, MailUnavailable, translate_errors

CONNECT_SECONDS, ANSWER_SECONDS = 15.0, 60.0
KEYWORD, FLAGGED, SEEN = rb"$ReceiptDesktop", rb"\Flagged", rb"\Seen"
ANY_KEYWORD = rb"\*"
NOT_SELECTABLE = frozenset({rb"\noselect", rb"\nonexistent"})
HEADERS = "BODY.PEEK[HEADER.FIELDS (FROM SENDER SUBJECT DATE MESSAGE-ID)]"
SEARCH_WINDOW = 100_000
"""Numbers that one search covers: the answer is one line, and lines have a limit."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A folder that was opened."""

    uid_validity: int
    uid_next: int
    message_count: int
    is_read_only: bool
    keyword: bytes | None
    """The flag that marks messages; None where none can be kept."""


@dataclass(frozen=True, slots=True)
class MailHead:
    """What is known of a message before it is fetched."""

    size: int
    """Bytes."""
    received_at: datetime
    header: MessageHeader


class MailConnection:
    """A logged-in connection. One thread uses it; `abort` may be called by others.

    Every method raises `MailUnavailable` or `MailRefused`.
    """

    def __init__(self, account: MailAccount, password: str) -> None:
        """Connect and log in."""
        check_account(account)
        self._account = account
        with translate_errors(account):
            self._client = _connect(account)
            try:
                self._log_in(password)
            except BaseException:
                self.abort()
                raise

    def _log_in(self, password: str) -> None:
        account = self._account
        if account.encryption is Encryption.STARTTLS:
            if not self._client.has_capability("STARTTLS"):
                raise MailRefused("mail_no_starttls", host=account.host)
            self._client.starttls(make_tls_context(account.host))
        self._client.login(account.user, password)
        if self._client.has_capability("ID"):  # some servers let nobody in who says nothing
            with suppress(IMAPClientError):
                self._client.id_({"name": "Receipt Desktop"})

    def list_folders(self) -> list[str]:
        """The names of the folders that can be opened, the inbox first."""
        with translate_errors(self._account):
            found = self._client.list_folders()
        names = [
            str(name)
            for flags, _, name in found
            if not {flag.lower() for flag in flags} & NOT_SELECTABLE
        ]
        return sorted(names, key=lambda name: (name.upper() != "INBOX", name.casefold()))

    @property
    def can_move(self) -> bool:
        """Whether the server moves messages in one step."""
        with translate_errors(self._account):
            return bool(self._client.has_capability("MOVE"))

    def open_folder(self, folder: str) -> Selection:
        """Open a folder. Raises `MailRefused` for one that is not there."""
        with translate_errors(self._account):
            try:
                answer = self._client.select_folder(folder)
            except IMAPClientError as error:
                if isinstance(error, IMAPClient.AbortError):
                    raise
                raise MailRefused("mail_folder_gone", folder=folder) from error
            uid_validity = answer.get(b"UIDVALIDITY")
            if uid_validity is None:
                raise MailRefused("mail_no_numbers", host=self._account.host)
            count = int(answer.get(b"EXISTS", 0))
            return Selection(
                uid_validity=int(uid_validity),
                uid_next=int(answer.get(b"UIDNEXT") or self._find_next_uid(count)),
                message_count=count,
                is_read_only=b"READ-ONLY" in answer,
                keyword=_choose_keyword(answer.get(b"PERMANENTFLAGS", ())),
            )

    def _find_next_uid(self, count: int) -> int:
        """The number after the last one, of a server that does not state it."""
        if not count:
            return 1
        return max(self._client.search("UID *"), default=0) + 1

    def search(self, selection: Selection, first_uid: int) -> list[int]:
        """The numbers of the messages of the opened folder from this one on, ascending."""
        if first_uid >= selection.uid_next:
            return []
        is_small = selection.message_count < SEARCH_WINDOW
        step = selection.uid_next - first_uid if is_small else SEARCH_WINDOW
        found: set[int] = set()
        with translate_errors(self._account):
            for first in range(first_uid, selection.uid_next, step):
                last = min(first + step, selection.uid_next) - 1
                found.update(self._client.search(["UID", f"{first}:{last}"]))
        return sorted(uid for uid in found if first_uid <= uid < selection.uid_next)

    def search_since(self, selection: Selection, first_uid: int, day: date) -> list[int]:
        """Those of them that came in on this day or later, by the server's time zone."""
        before = day - timedelta(days=1)
        with translate_errors(self._account):
            found = self._client.search(["SINCE", before])
        return sorted(uid for uid in found if first_uid <= uid < selection.uid_next)

    def fetch_heads(self, uids: Sequence[int]) -> dict[int, MailHead]:
        """What is known of these messages; without those that are gone."""
        with translate_errors(self._account):
            answer = self._client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE", HEADERS])
            return {uid: _read_head(answer[uid]) for uid in uids if uid in answer}

    def fetch_message(self, uid: int) -> bytes | None:
        """The bytes of a message, which stays unread; None for one that is gone."""
        with translate_errors(self._account):
            answer = self._client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {})
            data = answer.get(b"BODY[]")
            return data if isinstance(data, bytes) else None

    def mark(self, uids: Sequence[int], selection: Selection) -> None:
        """Mark messages of the opened folder as the account says."""
        account = self._account
        if not uids or selection.is_read_only:
            return
        with translate_errors(account):
            if account.mark_read:
                self._client.add_flags(uids, [SEEN], silent=True)
            if account.mark is not MarkKind.NOTHING and selection.keyword:
                self._client.add_flags(uids, [selection.keyword], silent=True)
            if account.mark is MarkKind.MOVE and account.move_to and self.can_move:
                self._move(uids)

    def _move(self, uids: Sequence[int]) -> None:
        try:
            self._client.move(uids, self._account.move_to)
        except IMAPClientError as error:
            if isinstance(error, IMAPClient.AbortError):
                raise
            raise MailRefused("mail_folder_gone", folder=self._account.move_to) from error

    def close(self) -> None:
        """Log out; an error no longer matters."""
        try:
            with suppress(MailUnavailable, MailRefused), translate_errors(self._account):
                self._client.logout()
        finally:
            self.abort()

    def abort(self) -> None:
        """End the connection at once, also while another thread waits for an answer."""
        with suppress(OSError):
            self._client.socket().shutdown(2)
        with suppress(OSError):
            self._client.shutdown()


def check_account(account: MailAccount) -> None:
    """Raises `MailRefused` for a mailbox that cannot or must not be connected to."""
    if not accepts_passwords(account.host):
        raise MailRefused("mail_hint_microsoft")
    if account.encryption is Encryption.NONE and is_remote(account.host):
        raise MailRefused("mail_plain", host=account.host)


def make_tls_context(host: str) -> ssl.SSLContext:
    """The certificate is verified, but not that of a server on this computer.

    Bridges to encrypted mail services run there, with certificates of their own making.
    """
    context = ssl.create_default_context()
    if not is_remote(host):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _connect(account: MailAccount) -> IMAPClient:
    is_tls = account.encryption is Encryption.TLS
    return IMAPClient(
        account.host,
        port=account.port,
        ssl=is_tls,
        ssl_context=make_tls_context(account.host) if is_tls else None,
        timeout=SocketTimeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
    )


def _choose_keyword(allowed: Sequence[bytes]) -> bytes | None:
    if ANY_KEYWORD in allowed or KEYWORD in allowed:
        return KEYWORD
    return FLAGGED if FLAGGED in allowed else None


def _read_head(answer: dict[bytes, object]) -> MailHead:
    received = answer.get(b"INTERNALDATE")
    raw = next((value for key, value in answer.items() if key.startswith(b"BODY[HEADER")), b"")
    size = answer.get(b"RFC822.SIZE")
    message = parse_eml(raw if isinstance(raw, bytes) else b"", "")
    moment = received if isinstance(received, datetime) else datetime.now(UTC)
    return MailHead(
        size=size if isinstance(size, int) else 0,
        received_at=moment.astimezone(UTC),
        header=message.header,
    )
