"""Looks through the folders of a mailbox once, and takes what is new.

A message counts as done when what became of it is committed, with the number of the next one in the
same transaction, after its receipts were. When the connection, the program or the power goes before
that, the message is fetched again, and the content of its files tells which of them are there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from receipt_desktop.domain.mail import (
    MailAccount,
    MailFolderState,
    MailOutcome,
    MailRecord,
    MarkKind,
)
from receipt_desktop.intake.containers.limits import MAX_MESSAGE_BYTES, MEGABYTE
from receipt_desktop.intake.mail.connection import MailConnection, MailHead, Selection
from receipt_desktop.intake.mail.errors import MailRefused
from receipt_desktop.intake.mail.taking import MessageTaker, Taken, find_address, hash_message
from receipt_desktop.messages import Message
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

HEAD_BATCH = 100
"""Messages whose headers are fetched together."""


@dataclass(slots=True)
class _Folder:
    """An opened folder with its state."""

    selection: Selection
    state: MailFolderState


class MailCollector:
    """Looks through one mailbox."""

    def __init__(
        self,
        store: Store,
        source_id: int,
        account: MailAccount,
        taker: MessageTaker,
        *,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._source_id = source_id
        self._account = account
        self._taker = taker
        self._is_stopping = is_stopping

    def collect(self, connection: MailConnection) -> int:
        """The number of receipts that came in. Raises `ReceiptError`; what is done stays done.

        A folder that cannot be opened is an error after the others.
        """
        received, refusal = 0, None
        for name in self._account.folders:
            try:
                received += self._collect_folder(connection, name)
            except MailRefused as error:
                refusal = error
        if refusal:
            raise refusal
        return received

    def _collect_folder(self, connection: MailConnection, name: str) -> int:
        selection = connection.open_folder(name)
        folder = _Folder(selection, self._find_state(name, selection))
        self._mark_left_over(connection, folder)
        received = 0
        for uids in _split(self._list_new(connection, folder), HEAD_BATCH):
            heads = connection.fetch_heads(uids)
            for uid in uids:
                if self._is_stopping():
                    return received
                if uid in heads:
                    received += self._take(connection, folder, uid, heads[uid])
            self._mark_left_over(connection, folder)
        if not self._is_stopping():
            self._advance(folder, None, selection.uid_next)
        return received

    def _find_state(self, name: str, selection: Selection) -> MailFolderState:
        """The state of the folder; a new one for a new folder and where the numbers changed."""
        known = self._store.get_mail_folder(self._source_id, name)
        if known and known.uid_validity == selection.uid_validity:
            return known
        since, uid_next = self._account.since, selection.uid_next
        start = datetime.combine(since, time(), UTC) if since else datetime.now(UTC)
        if known:
            log.warning("the numbers of a mail folder changed; its messages are compared again")
            start = min(start, known.since)
        first = 1 if since or known else uid_next
        state = MailFolderState(name, selection.uid_validity, first, uid_next, start)
        self._store.save_mail_folder(self._source_id, state)
        return state

    def _list_new(self, connection: MailConnection, folder: _Folder) -> list[int]:
        """The numbers to look at: of older messages those of the right date, all newer ones."""
        state, selection = folder.state, folder.selection
        old: Sequence[int] = ()
        if state.next_uid < state.new_from_uid:
            found = connection.search_since(selection, state.next_uid, state.since.date())
            old = [uid for uid in found if uid < state.new_from_uid]
        first = max(state.next_uid, state.new_from_uid)
        return [*old, *connection.search(selection, first)]

    def _take(self, connection: MailConnection, folder: _Folder, uid: int, head: MailHead) -> int:
        """Take a message; the number of its receipts."""
        state = folder.state
        is_older = uid < state.new_from_uid and head.received_at < state.since
        if is_older or not self._taker.is_wanted(head.header):
            self._advance(folder, None, uid + 1)
            return 0
        if head.size > MAX_MESSAGE_BYTES:
            size, limit = -(-head.size // MEGABYTE), MAX_MESSAGE_BYTES // MEGABYTE
            problem = Message("mail_too_large", {"size": size, "limit": limit})
            taken, digest = Taken(MailOutcome.FAILED, problem=problem), ""
        else:
            data = connection.fetch_message(uid)
            if data is None:
                self._advance(folder, None, uid + 1)
                return 0
            digest = hash_message(data, head.header)
            taken = self._take_once(data, digest, head)
        self._advance(folder, self._make_record(folder, uid, digest, head, taken), uid + 1)
        return taken.receipts

    def _take_once(self, data: bytes, digest: str, head: MailHead) -> Taken:
        if self._store.has_message(self._source_id, digest):
            return Taken(MailOutcome.KNOWN)
        return self._taker.take(data, head.header)

    def _make_record(
        self, folder: _Folder, uid: int, digest: str, head: MailHead, taken: Taken
    ) -> MailRecord:
        is_marked = not taken.receipts or self._leaves_alone(folder.selection)
        return MailRecord(
            folder=folder.state.folder,
            uid_validity=folder.state.uid_validity,
            uid=uid,
            digest=digest,
            outcome=taken.outcome,
            receipts=taken.receipts,
            subject=head.header.subject,
            sender=find_address(head.header),
            problem=taken.problem,
            is_marked=is_marked,
        )

    def _leaves_alone(self, selection: Selection) -> bool:
        account = self._account
        marks_nothing = account.mark is MarkKind.NOTHING and not account.mark_read
        return marks_nothing or selection.is_read_only

    def _advance(self, folder: _Folder, record: MailRecord | None, next_uid: int) -> None:
        """Note that all messages before `next_uid` are done."""
        folder.state = replace(folder.state, next_uid=max(folder.state.next_uid, next_uid))
        self._store.finish_message(self._source_id, record, folder.state)

    def _mark_left_over(self, connection: MailConnection, folder: _Folder) -> None:
        """Mark the messages that were taken, also in an earlier look that was cut off."""
        key = (self._source_id, folder.state.folder, folder.state.uid_validity)
        uids = self._store.list_unmarked(*key)
        if uids:
            connection.mark(uids, folder.selection)
            self._store.set_marked(*key, uids)


def _split(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for at in range(0, len(uids), size):
        yield uids[at : at + size]
