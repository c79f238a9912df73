"""Which earlier receipt a receipt seems to repeat, and the index that finds it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

COLUMNS = {
    "duplicate_of": sa.String(36),
    "duplicate_file": sa.String(),
    "duplicate_tier": sa.String(12),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("receipts", sa.Column(name, kind, nullable=True))
    op.create_index("ix_receipts_same_sum", "receipts", ["total_minor", "day", "currency"])
    op.create_index("ix_receipts_duplicate_of", "receipts", ["duplicate_of"])


def downgrade() -> None:
    op.drop_index("ix_receipts_duplicate_of", "receipts")
    op.drop_index("ix_receipts_same_sum", "receipts")
    for name in COLUMNS:
        op.drop_column("receipts", name)
