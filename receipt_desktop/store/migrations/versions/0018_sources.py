"""Where each receipt came from, and the configured sources with their rules."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("receipts", sa.Column("source_kind", sa.String(12), nullable=True))
    op.add_column("receipts", sa.Column("source_name", sa.String(), nullable=True))
    op.add_column("receipts", sa.Column("source_sender", sa.String(), nullable=True))
    op.add_column("receipts", sa.Column("source_values", sa.JSON(), nullable=True))
    op.create_table(
        "intake_sources",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.JSON(), nullable=True),
        sa.UniqueConstraint("kind", "name", "sender", name="uq_intake_sources"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("intake_sources")
    for name in ("source_values", "source_sender", "source_name", "source_kind"):
        op.drop_column("receipts", name)
