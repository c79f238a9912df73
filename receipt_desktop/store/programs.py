"""What other programs asked for: who submitted, which request is a repetition, whom to tell."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from receipt_desktop.errors import Conflict, InvalidRequest
from receipt_desktop.history import Callback, Taken, Told
from receipt_desktop.receipt import Failure, Status
from receipt_desktop.store import audit, selection
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.base import Base, clock
from receipt_desktop.store.program_tables import CallbackRow, RepeatRow, SubmissionRow
from receipt_desktop.store.tables import ReceiptRow

REPEAT_KEPT = timedelta(days=1)
"""How long a request with an idempotency key is known."""
ANSWER_SECONDS = timedelta(seconds=120)
"""A request that was not answered by then was cut off; its repetition takes its place."""
PAUSES = (10.0, 30.0, 120.0, 600.0, 1800.0, 7200.0, 21600.0)
"""Seconds before each further try to tell somebody; after the last one nothing more is tried."""
CLAIM_SECONDS = 60.0
"""Whoever takes a callback has it for so long; then another process may try."""
MOST_CALLBACKS = 16
"""Addresses that are told of one receipt."""
MOST_LOOKED_AT = 20_000
"""Due callbacks among which those of idle hosts are looked for."""
_FINISHED = [Status.COMPLETED.value, Status.FAILED.value]


class Programs(Base):
    """The verbs of other programs."""

    def told(
        self,
        ids: Collection[str],
        said: Told,
        urls: Sequence[str],
        *,
        known: Collection[str] = (),
        by: str = NOBODY,
    ) -> None:
        """Keep what a client said of these receipts, and whom to tell when they are finished.

        Those that were `known` have no other entry in the audit log about this. Raises
        `InvalidRequest` for more addresses than are told of one receipt.
        """
        with self._change() as (session, _):
            now = clock(session)
            for receipt_id in sorted(ids):  # as everybody locks rows: no two wait for each other
                session.add(
                    SubmissionRow(
                        receipt_id=receipt_id,
                        client=said.client,
                        source=said.source,
                        expected_type=said.expected_type,
                        submitted_at=now,
                    )
                )
                for url in urls:
                    _tell(session, receipt_id, url, now)
                row = session.get(ReceiptRow, receipt_id) if receipt_id in known else None
                if row:
                    audit.note(session, by, "submit again", row, after={"callbacks": len(urls)})

    def said_of(self, receipt_id: str) -> Told | None:
        """What the last client that submitted it said; None for one of the window's."""
        wanted = select(SubmissionRow).where(SubmissionRow.receipt_id == receipt_id)
        with self._read() as session:
            row = session.scalars(wanted.order_by(SubmissionRow.id.desc()).limit(1)).first()
            return Told(row.client, row.source, row.expected_type) if row else None

    # -- repetitions

    def begin(self, key: str, fingerprint: str) -> tuple[Taken, ...] | None:
        """Start on a request; what was answered to the same one before.

        Raises `Conflict` for another request under this key, or while the first is being answered.
        """
        with self._change() as (session, _):
            return _begin(session, key, fingerprint)

    def answered(self, key: str, taken: Sequence[Taken]) -> None:
        """The request was answered with these; without any receipt, it may be made again."""
        with self._change() as (session, _):
            row = session.get(RepeatRow, key)
            if row and any(one.receipt_id for one in taken):
                row.receipt_ids = [dataclasses.asdict(one) for one in taken]
            elif row:
                session.delete(row)

    # -- callbacks

    def claim_callbacks(self, limit: int, per_host: int, busy: Mapping[str, int]) -> list[Callback]:
        """Those that are due, whose receipt is finished; nobody else gets them for a while.

        At most `per_host` of one host, with those that `busy` counts.
        """
        with self._change() as (session, _):
            now = clock(session)
            numbers = _fair_share(session, now, limit, Counter(busy), per_host)
            wanted = (
                select(CallbackRow)
                .where(CallbackRow.id.in_(numbers), CallbackRow.due_at <= now)
                .order_by(CallbackRow.due_at)
                .with_for_update(skip_locked=True)
            )
            rows = list(session.scalars(wanted))
            for row in rows:
                row.due_at = now + timedelta(seconds=CLAIM_SECONDS)
            return [_callback(row.id, row.receipt_id, row.url, row.tries) for row in rows]

    def callback_done(self, number: int, trouble: str | None) -> bool:
        """Note how a try ended; whether another one will follow."""
        with self._change() as (session, _):
            row = session.get(CallbackRow, number, with_for_update=True)
            if row is None:
                return False
            row.trouble, row.tries = trouble, row.tries + 1
            row.due_at = None
            if trouble is None:
                row.told_at = clock(session)
            elif row.tries <= len(PAUSES):
                row.due_at = clock(session) + timedelta(seconds=PAUSES[row.tries - 1])
            return row.due_at is not None

    def tell_again(self, ids: Collection[str]) -> None:
        """These are read anew: whoever wanted to know wants to know again."""
        with self._change() as (session, _):
            wanted = select(CallbackRow).where(CallbackRow.receipt_id.in_(tuple(ids)))
            for row in session.scalars(wanted):
                row.tries, row.due_at, row.trouble = 0, clock(session), None


def _callback(number: int, receipt_id: str, url: str, tries: int) -> Callback:
    return Callback(number, receipt_id, url, tries + 1)


def _fair_share(
    session: Session, now: datetime, limit: int, taken: Counter[str], per_host: int
) -> list[int]:
    """Those that are due longest, but for hosts that have their share; `taken` is changed."""
    due = (
        select(CallbackRow.id, CallbackRow.receipt_id, CallbackRow.url, CallbackRow.tries)
        .join(ReceiptRow, ReceiptRow.id == CallbackRow.receipt_id)
        .where(CallbackRow.due_at <= now, ReceiptRow.status.in_(_FINISHED))
        .where(selection.PRESENT)
        .order_by(CallbackRow.due_at)
        .limit(MOST_LOOKED_AT)
        .execution_options(yield_per=200)
    )
    chosen: list[int] = []
    with session.execute(due) as rows:
        for row in rows:
            callback = _callback(*row)
            if taken[callback.host] < per_host:
                taken[callback.host] += 1
                chosen.append(callback.number)
            if len(chosen) >= limit:
                break
    return chosen


def _tell(session: Session, receipt_id: str, url: str, now: datetime) -> None:
    """Once for each address, however often it is given. Raises `InvalidRequest`."""
    wanted = select(CallbackRow).where(CallbackRow.receipt_id == receipt_id)
    rows = list(session.scalars(wanted))
    row = next((one for one in rows if one.url == url), None)
    if row is None:
        if len(rows) >= MOST_CALLBACKS:
            raise too_many_callbacks()
        session.add(CallbackRow(receipt_id=receipt_id, url=url, due_at=now))
        session.flush()
    else:
        row.tries, row.due_at, row.trouble = 0, now, None


def _taken(kept: str | dict[str, Any]) -> Taken:
    """As it was kept; earlier versions kept ids alone."""
    if isinstance(kept, str):
        return Taken("", kept)
    refusal = kept["refusal"]
    return Taken(kept["file"], kept["receipt_id"], Failure(**refusal) if refusal else None)


def _begin(session: Session, key: str, fingerprint: str) -> tuple[Taken, ...] | None:
    now = clock(session)
    session.execute(delete(RepeatRow).where(RepeatRow.begun_at < now - REPEAT_KEPT))
    row = session.get(RepeatRow, key, with_for_update=True)
    if row is None:
        session.add(RepeatRow(key=key, fingerprint=fingerprint, begun_at=now))
        try:
            session.flush()
        except IntegrityError as error:  # another process was quicker
            raise still_answering() from error
        return None
    if row.fingerprint != fingerprint:
        raise Conflict(
            "This Idempotency-Key was used for another request.", key="idempotency_reused"
        )
    if row.receipt_ids is not None:
        return tuple(_taken(one) for one in row.receipt_ids)
    if _young(row, now):
        raise still_answering()
    row.begun_at = now
    return None


def _young(row: RepeatRow, now: datetime) -> bool:
    return row.begun_at > now - ANSWER_SECONDS


def too_many_callbacks() -> InvalidRequest:
    """The sentence for one more address than are told of a receipt."""
    return InvalidRequest(
        f"At most {MOST_CALLBACKS} callback addresses are kept for one receipt.",
        key="too_many_callbacks",
        limit=MOST_CALLBACKS,
    )


def still_answering() -> Conflict:
    """The sentence for a repetition that comes too soon."""
    return Conflict(
        "The first request with this Idempotency-Key is still being answered.",
        key="idempotency_running",
    )
