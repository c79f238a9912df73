"""What other programs asked for: submissions, repeated requests, callbacks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("expected_type", sa.String(), nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_submissions_receipt", "submissions", ["receipt_id"])
    op.create_table(
        "repeats",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("receipt_ids", sa.JSON(), nullable=True),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_repeats_begun", "repeats", ["begun_at"])
    op.create_table(
        "callbacks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_callbacks_due", "callbacks", ["due_at"])
    op.create_index("ix_callbacks_receipt", "callbacks", ["receipt_id"])


def downgrade() -> None:
    for table in ("callbacks", "repeats", "submissions"):
        op.drop_table(table)
