"""Indexes that the counts and totals of the list, and the health of the queue, are read from.

The one of the list is for SQLite only, as the one before it: see there. Its first columns are what
is counted, so that nothing is sorted, and the receipts of one kind stand together in their order.
"""

from alembic import op

revision = "0024"
down_revision = "0023"
KINDS, OUTCOMES, TABLE = "ix_receipts_kinds", "ix_receipts_outcomes", "receipts"
KIND_COLUMNS = [
    *("removed_at", "archived", "status", "needs_review", "approved"),
    *("created_at", "number", "currency", "category", "total_minor", "tax_minor"),
]


def upgrade() -> None:
    op.create_index(OUTCOMES, TABLE, ["status", "completed_at"])
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(KINDS, TABLE, KIND_COLUMNS)


def downgrade() -> None:
    op.drop_index(OUTCOMES, TABLE)
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(KINDS, TABLE)
