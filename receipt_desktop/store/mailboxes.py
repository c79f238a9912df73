"""How far mailboxes were looked through, and what became of their messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from receipt_desktop.domain.mail import MailFolderState, MailOutcome, MailRecord
from receipt_desktop.messages import Message
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.tables import TableBase

MAX_TEXT_LENGTH = 500


class MailFolderRow(TableBase):
    """See `domain.mail.MailFolderState`. It outlives its source, whose deletion can be undone."""

    __tablename__ = "mail_folders"

    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    folder: Mapped[str] = mapped_column(primary_key=True)
    uid_validity: Mapped[int] = mapped_column(BigInteger)
    next_uid: Mapped[int] = mapped_column(BigInteger)
    new_from_uid: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime]


class MailMessageRow(TableBase):
    """See `domain.mail.MailRecord`."""

    __tablename__ = "mail_messages"
    __table_args__ = (Index("ix_mail_messages_digest", "source_id", "digest"),)

    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
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

    def get_mail_folder(self, source_id: int, folder: str) -> MailFolderState | None:
        """How far a folder was looked through; None for a new one."""
        with self._read_session() as session:
            row = session.get(MailFolderRow, (source_id, folder))
            if row is None:
                return None
            return MailFolderState(
                row.folder, row.uid_validity, row.next_uid, row.new_from_uid, row.since
            )

    def save_mail_folder(self, source_id: int, state: MailFolderState) -> None:
        """Keep how far a folder was looked through."""
        with self._transaction() as (session, _):
            _put_state(session, source_id, state)

    def finish_message(
        self, source_id: int, record: MailRecord | None, state: MailFolderState
    ) -> None:
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

    def count_mail_problems(self, source_id: int) -> int:
        """The messages of which nothing could be taken."""
        wanted = select(func.count()).where(
            MailMessageRow.source_id == source_id,
            MailMessageRow.outcome == MailOutcome.FAILED.value,
        )
        with self._read_session() as session:
            return session.scalars(wanted).one()

    def list_mail_problems(self, source_id: int, limit: int = 100) -> list[MailRecord]:
        """The messages of which something could not be taken, newest first."""
        wanted = select(MailMessageRow).where(
            MailMessageRow.source_id == source_id,
            MailMessageRow.outcome == MailOutcome.FAILED.value,
        )
        with self._read_session() as session:
            rows = session.scalars(wanted.order_by(MailMessageRow.seen_at.desc()).limit(limit))
            return [_make_record(row) for row in rows]


def _put_state(session: Session, source_id: int, state: MailFolderState) -> None:
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
        problem=_pack_message(record.problem),
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
        problem=_unpack_message(row.problem),
        is_marked=row.is_marked,
    )


def _pack_message(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    return {"key": message.key, "parameters": dict(message.parameters)}


def _unpack_message(packed: dict[str, Any] | None) -> Message | None:
    return Message(packed["key"], packed["parameters"]) if packed else None
