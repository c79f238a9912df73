"""How far mailboxes were looked through, and what became of their messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from receipt_desktop.domain.mail import FolderState, MailboxState, MailOutcome, MailRecord
from receipt_desktop.messages import Message
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.intake_tables import IntakeSourceRow
from receipt_desktop.store.tables import TableBase

MAX_TEXT_LENGTH = 500


class MailLookRow(TableBase):
    """The last look into a mailbox."""

    __tablename__ = "mail_looks"

    source_id: Mapped[int] = mapped_column(
        ForeignKey("intake_sources.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    looked_at: Mapped[datetime]
    failures: Mapped[int]
    """Looks that failed one after the other."""
    error: Mapped[dict[str, Any] | None]


class MailFolderRow(TableBase):
    """See `domain.mail.FolderState`."""

    __tablename__ = "mail_folders"

    source_id: Mapped[int] = mapped_column(
        ForeignKey("intake_sources.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    folder: Mapped[str] = mapped_column(primary_key=True)
    uid_validity: Mapped[int] = mapped_column(BigInteger)
    next_uid: Mapped[int] = mapped_column(BigInteger)
    new_from_uid: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime]


class MailMessageRow(TableBase):
    """See `domain.mail.MailRecord`."""

    __tablename__ = "mail_messages"
    __table_args__ = (Index("ix_mail_messages_digest", "source_id", "digest"),)

    source_id: Mapped[int] = mapped_column(
        ForeignKey("intake_sources.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    folder: Mapped[str] = mapped_column(primary_key=True)
    uid_validity: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    uid: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(20))
    receipts: Mapped[int]
    subject: Mapped[str]
    sender: Mapped[str]
    problem: Mapped[dict[str, Any] | None]
    is_marked: Mapped[bool]
    seen_at: Mapped[datetime]


class Mailboxes(StoreBase):
    """Mailboxes by the id of their source."""

    def get_mail_folder(self, source_id: int, folder: str) -> FolderState | None:
        """How far a folder was looked through; None for a new one."""
        with self._read_session() as session:
            row = session.get(MailFolderRow, (source_id, folder))
            if row is None:
                return None
            return FolderState(
                row.folder, row.uid_validity, row.next_uid, row.new_from_uid, row.since
            )

    def save_mail_folder(self, source_id: int, state: FolderState) -> None:
        """Keep how far a folder was looked through."""
        with self._transaction() as (session, _):
            _put_state(session, source_id, state)

    def finish_message(self, source_id: int, record: MailRecord | None, state: FolderState) -> None:
        """Keep what became of a message, and the state of its folder, in one transaction."""
        with self._transaction() as (session, _):
            if record:
                session.merge(_make_row(source_id, record))
            _put_state(session, source_id, state)

    def has_message(self, source_id: int, digest: str) -> bool:
        """Whether a message with this digest was taken from the mailbox before."""
        wanted = select(MailMessageRow.uid).where(
            MailMessageRow.source_id == source_id, MailMessageRow.digest == digest
        )
        with self._read_session() as session:
            return session.scalars(wanted.limit(1)).first() is not None

    def list_unmarked(self, source_id: int, folder: str, uid_validity: int) -> list[int]:
        """The numbers of messages of a folder that are still to be marked on the server."""
        wanted = select(MailMessageRow.uid).where(
            MailMessageRow.source_id == source_id,
            MailMessageRow.folder == folder,
            MailMessageRow.uid_validity == uid_validity,
            ~MailMessageRow.is_marked,
        )
        with self._read_session() as session:
            return list(session.scalars(wanted.order_by(MailMessageRow.uid)))

    def set_marked(
        self, source_id: int, folder: str, uid_validity: int, uids: Sequence[int]
    ) -> None:
        """Note that these messages are marked on the server."""
        with self._transaction() as (session, _):
            for uid in uids:
                row = session.get(MailMessageRow, (source_id, folder, uid_validity, uid))
                if row:
                    row.is_marked = True

    def finish_look(self, source_id: int, error: Message | None) -> None:
        """Note the end of a look into a mailbox, with its error."""
        with self._transaction() as (session, _):
            if session.get(IntakeSourceRow, source_id) is None:
                return  # removed meanwhile
            row = session.get(MailLookRow, source_id) or MailLookRow(
                source_id=source_id, failures=0
            )
            row.looked_at = datetime.now(UTC)
            row.failures = row.failures + 1 if error else 0
            row.error = pack_message(error)
            session.add(row)

    def get_mailbox_state(self, source_id: int) -> MailboxState:
        """The state of a mailbox."""
        failed = MailMessageRow.outcome == MailOutcome.FAILED.value
        wanted = select(
            func.coalesce(func.sum(MailMessageRow.receipts), 0), func.count().filter(failed)
        ).where(MailMessageRow.source_id == source_id)
        with self._read_session() as session:
            received, count = session.execute(wanted).one()
            look = session.get(MailLookRow, source_id)
            if look is None:
                return MailboxState(int(received), int(count))
            error = unpack_message(look.error)
            return MailboxState(int(received), int(count), look.looked_at, look.failures, error)

    def list_mail_problems(self, source_id: int, limit: int = 100) -> list[MailRecord]:
        """The messages of which something could not be taken, newest first."""
        wanted = select(MailMessageRow).where(
            MailMessageRow.source_id == source_id,
            MailMessageRow.outcome == MailOutcome.FAILED.value,
        )
        with self._read_session() as session:
            rows = session.scalars(wanted.order_by(MailMessageRow.seen_at.desc()).limit(limit))
            return [_make_record(row) for row in rows]


def _put_state(session: Session, source_id: int, state: FolderState) -> None:
    session.merge(
        MailFolderRow(
            source_id=source_id,
            folder=state.folder,
            uid_validity=state.uid_validity,
            next_uid=state.next_uid,
            new_from_uid=state.new_from_uid,
            since=state.since,
        )
    )


def _make_row(source_id: int, record: MailRecord) -> MailMessageRow:
    return MailMessageRow(
        source_id=source_id,
        folder=record.folder,
        uid_validity=record.uid_validity,
        uid=record.uid,
        digest=record.digest,
        outcome=record.outcome.value,
        receipts=record.receipts,
        subject=record.subject[:MAX_TEXT_LENGTH],
        sender=record.sender[:MAX_TEXT_LENGTH],
        problem=pack_message(record.problem),
        is_marked=record.is_marked,
        seen_at=datetime.now(UTC),
    )


def _make_record(row: MailMessageRow) -> MailRecord:
    return MailRecord(
        folder=row.folder,
        uid_validity=row.uid_validity,
        uid=row.uid,
        digest=row.digest,
        outcome=MailOutcome(row.outcome),
        receipts=row.receipts,
        subject=row.subject,
        sender=row.sender,
        problem=unpack_message(row.problem),
        is_marked=row.is_marked,
    )


def pack_message(message: Message | None) -> dict[str, Any] | None:
    """A sentence as JSON; of sentences within it, the key is kept."""
    if message is None:
        return None
    plain = {
        name: value.key if isinstance(value, Message) else value
        for name, value in message.parameters.items()
    }
    nested = [name for name, value in message.parameters.items() if isinstance(value, Message)]
    return {"key": message.key, "parameters": plain, "nested": nested}


def unpack_message(packed: dict[str, Any] | None) -> Message | None:
    """What `pack_message` packed."""
    if packed is None:
        return None
    parameters = {
        name: Message(value) if name in packed.get("nested", ()) else value
        for name, value in packed["parameters"].items()
    }
    return Message(packed["key"], parameters)
