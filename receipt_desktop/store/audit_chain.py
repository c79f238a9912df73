"""The hash chain of the audit log: each entry carries the hash of the one before it.

    content hash = SHA-256 of {"after": …, "before": …, "subject": …}
    hash         = SHA-256 of {"action": …, "actor": …, "at": …, "content": content hash,
                               "number": …, "previous": hash of the entry before, "receipt": …}

Both are JSON without spaces, with sorted names and with characters outside of ASCII escaped, hashed
as ASCII; the hashes are lower-case hex. `at` is 2026-01-31T12:00:00.000000Z, `receipt` an id or
null. The first entry follows 64 zeros. This form is a promise: a program that checks old chains
depends on it.

A chain has no forks because its end is read and extended under a lock: SQLite has one writer at a
time, PostgreSQL an advisory lock that is taken last in a transaction and ends with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.audit import ChainHead
from receipt_desktop.store.history_tables import AuditRow

GENESIS = "0" * 64
"""What the first entry follows."""
CHAIN_LOCK_KEY = 20261126
"""Key of the lock under which entries are added to a shared database."""
PENDING = "audit"
"""The new entries of a session, in its `info`."""
_LAST = (
    select(AuditRow.number, AuditRow.hash, AuditRow.at).order_by(AuditRow.number.desc()).limit(1)
)
_INSERT = insert(AuditRow.__table__)  # type: ignore[arg-type]  # a Table


def add_pending(session: Session, row: AuditRow) -> None:
    """Let an entry be added at the end of the transaction."""
    session.info.setdefault(PENDING, []).append(row)


def list_pending(session: Session) -> Sequence[AuditRow]:
    """The entries that this transaction adds, oldest first."""
    found: list[AuditRow] = session.info.get(PENDING, [])
    return found


def write_pending(session: Session) -> None:
    """Add the entries of this transaction to the chain; nothing else may be locked afterwards."""
    pending: list[AuditRow] = session.info.pop(PENDING, [])
    if not pending:
        return
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(CHAIN_LOCK_KEY)))
    last = session.execute(_LAST).first()
    number, previous = (last.number, last.hash) if last else (0, GENESIS)
    added = []
    for row in pending:
        number += 1
        values = link_entry(_to_values(row) | {"number": number}, previous)
        previous = values["hash"]
        added.append(values)
    session.execute(_INSERT, added)


def read_head(session: Session) -> ChainHead | None:
    """The head of the chain; None without entries."""
    last = session.execute(_LAST).first()
    return ChainHead(last.number, last.hash, last.at) if last else None


def link_entry(values: Mapping[str, Any], previous: str) -> dict[str, Any]:
    """The columns of an entry with its hashes, as it follows this hash."""
    content = hash_content(values["subject"], values["before"], values["after"])
    linked = {**values, "content_hash": content, "previous_hash": previous}
    return linked | {"hash": hash_entry(linked)}


def hash_content(subject: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The content hash of an entry."""
    return hash_json({"after": after, "before": before, "subject": subject})


def hash_entry(values: Mapping[str, Any]) -> str:
    """The hash of an entry by its columns, `content_hash` and `previous_hash` included."""
    return hash_json(
        {
            "action": values["action"],
            "actor": values["actor"],
            "at": format_moment(values["at"]),
            "content": values["content_hash"],
            "number": values["number"],
            "previous": values["previous_hash"],
            "receipt": values["receipt_id"],
        }
    )


def hash_json(values: Any) -> str:
    """SHA-256 of a value in the canonical form of this module, hex."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def format_moment(moment: datetime) -> str:
    """A time with microseconds, UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _to_values(row: AuditRow) -> dict[str, Any]:
    return {
        "at": row.at,
        "actor": row.actor,
        "action": row.action,
        "receipt_id": row.receipt_id,
        "subject": row.subject,
        "before": row.before,
        "after": row.after,
    }
