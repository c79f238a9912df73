"""The categories that a person has chosen for line items, in the parts of totals.

Most parts have none, so that the index has only the others.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
INDEX, TABLE = "ix_tax_parts_category", "tax_parts"
IS_CHOSEN = sa.text("category IS NOT NULL")


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("category", sa.String(), nullable=True))
    op.create_index(INDEX, TABLE, ["category"], sqlite_where=IS_CHOSEN, postgresql_where=IS_CHOSEN)


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, "category")
