"""Categories of one's own, tags, project, note and the like, and the archive.

The index of the list gets the column that hides archived receipts, so that it still covers the
query for their order. A receipt without a file has an empty content hash.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0011"

TEXTS = ("tags", "project", "note", "paid_by")
LIST_COLUMNS = ["removed_at", "created_at", "number", "status", "needs_review", "approved"]
CATEGORIES = (
    ("groceries", "#2e8b57"),
    ("restaurant", "#c2410c"),
    ("fuel", "#7c3aed"),
    ("transport", "#0369a1"),
    ("lodging", "#9f1239"),
    ("electronics", "#4d7c0f"),
    ("household", "#b45309"),
    ("clothing", "#be185d"),
    ("health", "#0f766e"),
    ("office", "#4338ca"),
    ("leisure", "#a21caf"),
    ("services", "#57534e"),
    ("other", "#64748b"),
)


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
    table = op.create_table(
        "categories",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(7), nullable=False),
        sa.Column("tax_treatment", sa.String(20), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("stands_for", sa.JSON(), nullable=False),
    )
    op.bulk_insert(
        table,
        [
            {
                "name": name,
                "position": position,
                "colour": colour,
                "tax_treatment": "as_printed",
                "hidden": False,
                "stands_for": [],
            }
            for position, (name, colour) in enumerate(CATEGORIES)
        ],
    )


def downgrade() -> None:
    op.drop_table("categories")
    op.drop_index("ix_receipts_list", "receipts")
    op.create_index("ix_receipts_list", "receipts", LIST_COLUMNS)
    for name in ("archived", "reimbursable", *TEXTS):
        op.drop_column("receipts", name)
