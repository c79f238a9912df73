"""Suppliers with their keys and rules, and the values that rules gave to receipts."""

import sqlalchemy as sa
from alembic import op

from receipt_desktop.store.tables import UtcDateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    _create_suppliers()
    op.create_table(
        "supplier_receipts",
        _receipt_column(),
        sa.Column("supplier_id", sa.Integer(), sa.ForeignKey("suppliers.id", ondelete="SET NULL")),
        sa.Column("kind", sa.String(12), nullable=True),
    )
    op.create_index("ix_supplier_receipts_supplier", "supplier_receipts", ["supplier_id"])
    places = [sa.Column(name, sa.Integer(), nullable=True) for name in ("page", "x", "y", "w", "h")]
    op.create_table(
        "rule_values",
        _receipt_column(),
        sa.Column("field", sa.String(), primary_key=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("minor", sa.BigInteger(), nullable=True),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        *places,
        sa.Column("shown_text", sa.String(), nullable=True),
    )
    op.create_index("ix_rule_values_rule", "rule_values", ["rule_id"])


def _create_suppliers() -> None:
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(2), nullable=True),
        sa.Column("uses_rules", sa.Boolean(), nullable=False),
        sa.Column("approves", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "supplier_keys",
        sa.Column("id", sa.Integer(), primary_key=True),
        _supplier_column(),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_supplier_keys_value", "supplier_keys", ["kind", "value"])
    op.create_index("ix_supplier_keys_supplier", "supplier_keys", ["supplier_id"])
    op.create_table(
        "supplier_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        _supplier_column(),
        sa.Column("target", sa.String(16), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("keyword", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_supplier_rules_supplier", "supplier_rules", ["supplier_id"])


def _receipt_column() -> sa.Column[str]:
    owner = sa.ForeignKey("receipts.id", ondelete="CASCADE")
    return sa.Column("receipt_id", sa.String(36), owner, primary_key=True)


def _supplier_column() -> sa.Column[int]:
    return sa.Column(
        "supplier_id",
        sa.Integer(),
        sa.ForeignKey("suppliers.id", ondelete="CASCADE"),
        nullable=False,
    )


def downgrade() -> None:
    for table in (
        "rule_values",
        "supplier_receipts",
        "supplier_rules",
        "supplier_keys",
        "suppliers",
    ):
        op.drop_table(table)
