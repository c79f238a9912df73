"""Takes the receipts out of one message."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.mail import MailAccount, MailOutcome, matches_sender
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.intake.containers.limits import build_unpack_limits
from receipt_desktop.intake.containers.member_names import make_safe_name
from receipt_desktop.intake.containers.message import MessageHeader
from receipt_desktop.intake.containers.unpacker import Unpacker
from receipt_desktop.messages import Message
from receipt_desktop.reading.file_search import FoundFile

SubmitFound = Callable[[Iterable[FoundFile], Source], Sequence[SubmitResult]]
"""Submits files that were found, see `actions.submission.SubmissionService.submit_found`."""
UNWANTED = frozenset({"container_empty"})
"""Errors of a message that has no receipt, which is nothing to report."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message."""

    outcome: MailOutcome
    receipts: int = 0
    problem: Message | None = None


class MessageTaker:
    """Takes the receipts out of the messages of one mailbox."""

    def __init__(
        self,
        account: MailAccount,
        source_name: str,
        submit: SubmitFound,
        settings: Callable[[], Settings],
    ) -> None:
        """`source_name` names the mailbox on the receipts."""
        self._account = account
        self._source_name = source_name
        self._submit = submit
        self._settings = settings

    def is_wanted(self, header: MessageHeader) -> bool:
        """Whether the sender is one whose messages are looked at."""
        address = find_address(header)
        allowed = self._account.allowed_senders
        return (not allowed or matches_sender(address, allowed)) and not matches_sender(
            address, self._account.ignored_senders
        )

    def take(self, data: bytes, header: MessageHeader) -> Taken:
        """Submit what is in the message.

        Raises the error of a submission that may succeed later; the message is then to be taken
        again, and what was submitted is recognised by its content.
        """
        source = Source(SourceKind.MAIL, self._source_name, find_address(header))
        with Unpacker(build_unpack_limits(self._settings()), self._prints_body) as unpacker:
            name = f"{make_safe_name(header.subject, 'message')}.eml"
            results = self._submit(unpacker.expand([unpacker.receive_bytes(data, name)]), source)
        return _sum_up(results)

    def _prints_body(self, header: MessageHeader) -> bool:
        return matches_sender(find_address(header), self._account.body_senders)


def _sum_up(results: Sequence[SubmitResult]) -> Taken:
    errors = [result.error for result in results if result.error]
    if temporary := next((error for error in errors if error.is_retryable), None):
        raise temporary
    receipts = sum(result.is_taken for result in results)
    problem = next((_describe(error) for error in errors if error.key not in UNWANTED), None)
    if receipts:
        return Taken(MailOutcome.RECEIVED, receipts, problem)
    return Taken(MailOutcome.FAILED if problem else MailOutcome.EMPTY, problem=problem)


def _describe(error: ReceiptError) -> Message:
    return Message(error.key, error.plain_details)


def find_address(header: MessageHeader) -> str:
    """The bare address of the sender, in lower case."""
    return parseaddr(header.sender)[1].lower()


def hash_message(data: bytes, header: MessageHeader) -> str:
    """SHA-256 of Message-ID and body: servers change headers when a message is moved."""
    body = data.replace(b"\r\n", b"\n").partition(b"\n\n")[2]
    digest = hashlib.sha256(header.message_id.encode("utf-8", "replace") + b"\0")
    digest.update(body)
    return digest.hexdigest()
