"""Chain the entries of the audit log: each carries the hash of the one before it.

The entries that are there are chained in their order. An entry after them says so, and one for each
receipt that no entry names says that it was there. Also where imported receipts came from, so that
a second import adds none twice, and the head in each batch of an export.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from receipt_desktop.store.audit_chain import GENESIS, link_entry

revision = "0017"
down_revision = "0016"

HASHES = ("content_hash", "previous_hash", "hash")
BATCH_SIZE = 2_000
REFUSE = """
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""
UNLOCK = {
    "sqlite": "DROP TRIGGER IF EXISTS audit_no_update",
    "postgresql": "ALTER TABLE audit DISABLE TRIGGER audit_append_only",
}
LOCK = {
    "sqlite": REFUSE,
    "postgresql": "ALTER TABLE audit ENABLE TRIGGER audit_append_only",
}
ENTRIES = sa.table(
    "audit",
    sa.column("number", sa.BigInteger()),
    sa.column("at", sa.DateTime(timezone=True)),
    *(sa.column(name, sa.String()) for name in ("actor", "action", "receipt_id", "subject")),
    *(sa.column(name, sa.JSON()) for name in ("before", "after")),
    *(sa.column(name, sa.String()) for name in HASHES),
)


RECEIPTS = sa.table(
    "receipts",
    *(sa.column(name, sa.String()) for name in ("id", "file_name", "content_hash")),
    sa.column("removed_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for name in HASHES:
        op.add_column("audit", sa.Column(name, sa.String(64), nullable=False, server_default=""))
    dialect = op.get_bind().dialect.name
    op.execute(UNLOCK[dialect])
    last = _chain_entries(op.get_bind())
    _begin_chain(op.get_bind(), *last)
    op.execute(LOCK[dialect])
    op.add_column(
        "export_batches", sa.Column("chain_head", sa.String(), nullable=False, server_default="")
    )
    op.create_table(
        "imported_rows",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column(
            "receipt_id",
            sa.String(36),
            sa.ForeignKey("receipts.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("batch", sa.Integer(), nullable=False, index=True),
    )


def _chain_entries(connection: sa.Connection) -> tuple[int, str]:
    """Give every entry its hashes, oldest first, some thousand at a time; the last one's."""
    number, previous = 0, GENESIS
    change = (
        sa.update(ENTRIES)
        .where(ENTRIES.c.number == sa.bindparam("entry"))
        .values({name: sa.bindparam(f"new_{name}") for name in HASHES})
    )
    wanted = sa.select(ENTRIES).order_by(ENTRIES.c.number).limit(BATCH_SIZE)
    while rows := connection.execute(wanted.where(ENTRIES.c.number > number)).mappings().all():
        changes = []
        for row in rows:
            linked = link_entry({**row, "at": _to_utc(row["at"])}, previous)
            number, previous = row["number"], linked["hash"]
            changes.append({"entry": number} | {f"new_{name}": linked[name] for name in HASHES})
        connection.execute(change, changes)
    return number, previous


def _begin_chain(connection: sa.Connection, number: int, previous: str) -> None:
    """Say where the chain begins, and which receipts were there that no entry names."""
    begun = [{"receipt_id": None, "subject": "", "after": {"entries": number}}] if number else []
    for values in (*begun, *_describe_unnamed(connection)):
        number += 1
        entry = {"number": number, "at": datetime.now(UTC), "actor": "program", "action": "chain"}
        linked = link_entry({**entry, "before": {}, **values}, previous)
        previous = linked["hash"]
        connection.execute(sa.insert(ENTRIES), linked)


def _describe_unnamed(connection: sa.Connection) -> Iterator[Mapping[str, Any]]:
    named = sa.select(ENTRIES.c.receipt_id).where(ENTRIES.c.receipt_id == RECEIPTS.c.id)
    wanted = sa.select(RECEIPTS).where(~named.exists()).order_by(RECEIPTS.c.id)
    for row in connection.execute(wanted).all():
        removed = {"removed": True} if row.removed_at else {}
        after = {"hash": row.content_hash, **removed}
        yield {"receipt_id": row.id, "subject": row.file_name, "after": after}


def _to_utc(moment: datetime) -> datetime:
    """SQLite keeps UTC without a time zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def downgrade() -> None:
    op.drop_table("imported_rows")
    op.drop_column("export_batches", "chain_head")
    for name in HASHES:
        op.drop_column("audit", name)
