"""Receipts are looked for by who submitted them."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("ix_submissions_client", "submissions", ["client", "receipt_id"])


def downgrade() -> None:
    op.drop_index("ix_submissions_client", "submissions")
