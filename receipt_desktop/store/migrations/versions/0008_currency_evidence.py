"""What the currency of a reading was decided by, and how sure it is.

Earlier readings keep their currency: it counts as printed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "readings",
        sa.Column(
            "currency_confidence", sa.Double(), nullable=False, server_default=sa.text("1.0")
        ),
    )
    op.add_column(
        "readings",
        sa.Column(
            "currency_clue", sa.String(), nullable=False, server_default=sa.text("'printed'")
        ),
    )


def downgrade() -> None:
    for name in ("currency_clue", "currency_confidence"):
        op.drop_column("readings", name)
