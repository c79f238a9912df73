"""Categories of one's own, tags, project, note and the like, and the archive.

The index of the list gets the column that hides archived receipts, so that it still covers the
query for their order. A receipt without a file has an empty content hash. An empty list of
categories is that of the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0011"

TEXTS = ("tags", "project", "note", "paid_by")
LIST_COLUMNS = ["removed_at", "created_at", "number", "status", "needs_review", "approved"]


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("receipts", sa.Column(name, sa.String(), nullable=True))
    op.add_column("receipts", sa.Column("reimbursable", sa.Boolean(), nullable=True))
    op.add_column(
        "receipts",
        sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.drop_index("ix_receipts_list", "receipts")
    op.create_index("ix_receipts_list", "receipts", [*LIST_COLUMNS, "archived"])
    op.create_table(
        "categories",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(7), nullable=False),
        sa.Column("tax_treatment", sa.String(20), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("stands_for", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("categories")
    op.drop_index("ix_receipts_list", "receipts")
    op.create_index("ix_receipts_list", "receipts", LIST_COLUMNS)
    for name in ("archived", "reimbursable", *TEXTS):
        op.drop_column("receipts", name)
