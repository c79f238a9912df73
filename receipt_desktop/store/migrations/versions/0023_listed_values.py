"""An index with what filters, totals and orders of the list look at, for SQLite.

Without it they read the whole table, which lies scattered over the file among the readings.
PostgreSQL limits the size of an entry, and keeps tables apart.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
INDEX, TABLE = "ix_receipts_values", "receipts"
COLUMNS = [
    *("removed_at", "created_at", "number", "archived", "status", "needs_review", "approved"),
    *("currency", "category", "total_minor", "tax_minor", "day", "sort_name", "merchant"),
    *("confidence", "project", "paid_by", "tags", "reimbursable"),
]


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(INDEX, TABLE, COLUMNS)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(INDEX, TABLE)
