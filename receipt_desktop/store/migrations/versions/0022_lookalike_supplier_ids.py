"""Suppliers, not names, whose receipts of one day look alike and are no duplicates."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "supplier_lookalikes",
        sa.Column(
            "supplier_id",
            sa.Integer(),
            sa.ForeignKey("suppliers.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        "INSERT INTO supplier_lookalikes (supplier_id, decided_at)"
        " SELECT assigned.supplier_id, MIN(named.decided_at) FROM lookalike_suppliers AS named"
        " JOIN receipts ON receipts.sort_name = named.name"
        " JOIN supplier_receipts AS assigned ON assigned.receipt_id = receipts.id"
        " WHERE assigned.supplier_id IS NOT NULL GROUP BY assigned.supplier_id"
    )


def downgrade() -> None:
    op.drop_table("supplier_lookalikes")
