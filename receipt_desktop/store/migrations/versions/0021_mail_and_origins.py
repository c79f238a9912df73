"""Where unpacked receipts were, how far mailboxes were looked through, what became of messages."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

BIG = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "receipt_origins",
        sa.Column(
            "receipt_id",
            sa.String(36),
            sa.ForeignKey("receipts.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("container", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_receipt_origins_hash", "receipt_origins", ["content_hash"])
    _create_mail_tables()


def _make_source_column() -> sa.Column[int]:
    return sa.Column("source_id", sa.Integer(), primary_key=True, autoincrement=False)


def _create_mail_tables() -> None:
    op.create_table(
        "mail_folders",
        _make_source_column(),
        sa.Column("folder", sa.String(), primary_key=True),
        sa.Column("uid_validity", BIG, nullable=False),
        sa.Column("next_uid", BIG, nullable=False),
        sa.Column("new_from_uid", BIG, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "mail_messages",
        _make_source_column(),
        sa.Column("folder", sa.String(), primary_key=True),
        sa.Column("uid_validity", BIG, primary_key=True, autoincrement=False),
        sa.Column("uid", BIG, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("receipts", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("is_marked", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_mail_messages_digest", "mail_messages", ["source_id", "digest"])


def downgrade() -> None:
    for name in ("mail_messages", "mail_folders", "receipt_origins"):
        op.drop_table(name)
