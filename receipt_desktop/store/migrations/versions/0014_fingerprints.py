"""Fingerprints of receipts, decisions about duplicates, and which receipt was merged into which."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column(
        "receipts", sa.Column("duplicate_deleted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("receipts", sa.Column("merged_into", sa.String(36), nullable=True))
    _create_fingerprints()
    op.create_table(
        "distinct_receipts",
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("receipt_id", "other_id"),
    )
    op.create_index("ix_distinct_receipts_other_id", "distinct_receipts", ["other_id"])
    op.create_table(
        "lookalike_suppliers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _create_fingerprints() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True),
        sa.Column("receipt_id", sa.String(36), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("adopted_from", sa.String(36), nullable=True),
        sa.Column("deleted_file", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fingerprints_receipt", "fingerprints", ["receipt_id"])
    op.create_index("ix_fingerprints_adopted_from", "fingerprints", ["adopted_from"])
    op.create_table(
        "fingerprint_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["fingerprint"], ["fingerprints.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "fingerprint"),
    )
    op.create_index("ix_fingerprint_keys_owner", "fingerprint_keys", ["fingerprint"])


def downgrade() -> None:
    for table in ("fingerprint_keys", "fingerprints", "distinct_receipts", "lookalike_suppliers"):
        op.drop_table(table)
    for column in ("duplicate_deleted_at", "merged_into"):
        op.drop_column("receipts", column)
