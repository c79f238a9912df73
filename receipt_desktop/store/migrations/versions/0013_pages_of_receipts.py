"""The pages of a receipt that a person has arranged, and the originals that they come from."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("receipts", sa.Column("sources", sa.JSON(), nullable=True))
    op.create_table(
        "further_originals",
        sa.Column("receipt_id", sa.String(36), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("receipt_id", "content_hash"),
    )
    op.create_index("ix_further_originals_hash", "further_originals", ["content_hash"])


def downgrade() -> None:
    op.drop_table("further_originals")
    op.drop_column("receipts", "sources")
