"""The document's own data: its codes and its electronic invoice, and how they fit the print."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("readings", sa.Column("document", sa.LargeBinary(), nullable=True))
    op.add_column("readings", sa.Column("document_check", sa.JSON(), nullable=True))


def downgrade() -> None:
    for name in ("document_check", "document"):
        op.drop_column("readings", name)
