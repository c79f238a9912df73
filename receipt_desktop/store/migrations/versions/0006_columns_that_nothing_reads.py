"""Two columns of receipts that nothing reads go: files are found by hash, times by reading.

Outside a batch SQLite drops a column in place. A batch would make the table anew and drop the old
one, and with it, by their foreign keys, all rows of the other tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("original", "seconds"):
        op.drop_column("receipts", name)


def downgrade() -> None:
    op.add_column(
        "receipts", sa.Column("original", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("receipts", sa.Column("seconds", sa.Double(), nullable=True))
