"""Chain the entries of the audit log: each carries the hash of the one before it.

The entries that are there are chained in their order. Also where imported receipts came from, so
that a second import adds none twice.
"""

from datetime import UTC, datetime

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


def upgrade() -> None:
    for name in HASHES:
        op.add_column("audit", sa.Column(name, sa.String(64), nullable=False, server_default=""))
    dialect = op.get_bind().dialect.name
    op.execute(UNLOCK[dialect])
    _chain_entries(op.get_bind())
    op.execute(LOCK[dialect])
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


def _chain_entries(connection: sa.Connection) -> None:
    """Give every entry its hashes, oldest first, some thousand at a time."""
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


def _to_utc(moment: datetime) -> datetime:
    """SQLite keeps UTC without a time zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def downgrade() -> None:
    op.drop_table("imported_rows")
    for name in HASHES:
        op.drop_column("audit", name)
