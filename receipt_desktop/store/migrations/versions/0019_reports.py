"""The parts of totals by tax rate, and exchange rates, for reports."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "tax_parts",
        sa.Column(
            "receipt",
            sa.BigInteger(),
            sa.ForeignKey("receipts.number", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("rate", sa.String(24), nullable=True),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "exchange_rates",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("rates", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("exchange_rates")
    op.drop_table("tax_parts")
