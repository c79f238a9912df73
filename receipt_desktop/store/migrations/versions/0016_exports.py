"""Export profiles, the batches that were exported, and the receipts in them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    create_profiles_and_batches()
    op.create_table(
        "export_marks",
        sa.Column(
            "receipt",
            sa.BigInteger(),
            sa.ForeignKey("receipts.number", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "batch",
            sa.Integer(),
            sa.ForeignKey("export_batches.number", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
    )
    op.create_index("ix_export_marks_batch", "export_marks", ["batch"])


def create_profiles_and_batches() -> None:
    op.create_table(
        "export_profiles",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "export_batches",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("profile", sa.String(40), nullable=False),
        sa.Column("profile_name", sa.String(), nullable=False),
        sa.Column("format_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("receipts", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    for name in ("export_marks", "export_batches", "export_profiles"):
        op.drop_table(name)
