"""The files of watched folders that were read, failed or were there before."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "folder_files",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified_ns", sa.BigInteger(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("error_key", sa.String(), nullable=False),
        sa.Column("error_details", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_folder_files_path", "folder_files", ["source_id", "path"], unique=True)
    op.create_index("ix_folder_files_state", "folder_files", ["source_id", "state"])


def downgrade() -> None:
    op.drop_table("folder_files")
