"""Edited line items and tax lines, positions of corrections, and marks of a review.

A correction that was made earlier has no position of its own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

POSITION = ("page", "x", "y", "w", "h")
MARKS = ("flagged", "postponed")


def upgrade() -> None:
    for name in MARKS:
        op.add_column(
            "receipts",
            sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()),
        )
    op.add_column(
        "receipts",
        sa.Column("accepted_reasons", sa.JSON(), nullable=False, server_default="{}"),
    )
    for name in POSITION:
        op.add_column("corrections", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("corrections", sa.Column("shown_text", sa.String(), nullable=True))
    op.create_table(
        "corrected_lines",
        sa.Column(
            "receipt_id",
            sa.String(36),
            sa.ForeignKey("receipts.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("corrected_lines")
    for name in ("shown_text", *POSITION):
        op.drop_column("corrections", name)
    for name in ("accepted_reasons", *MARKS):
        op.drop_column("receipts", name)
