"""Attempts, statistics, audit, switches and processes; what a queue needs to know of a receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("receipts") as receipts:
        for name in ("wish_fresh", "held"):
            receipts.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        for name, start in (("run", "1"), ("lost", "0")):
            receipts.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=start))
        receipts.add_column(sa.Column("queued_at", MOMENT, nullable=True))
    op.execute("UPDATE receipts SET queued_at = created_at")
    with op.batch_alter_table("receipts") as receipts:
        receipts.alter_column("queued_at", existing_type=MOMENT, nullable=False)
        receipts.create_index("ix_receipts_ended", ["completed_at"])
    _create_attempts()
    _create_outcomes()
    _create_audit()
    op.create_table(
        "switches",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "processes",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("concurrency", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("failure_code", sa.String(), nullable=True),
        sa.Column("failure_sentence", sa.String(), nullable=True),
        sa.Column("failure_key", sa.String(), nullable=True),
        sa.Column("failure_details", sa.JSON(), nullable=True),
        sa.Column("error_class", sa.String(), nullable=True),
        sa.Column("trace", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attempts_receipt", "attempts", ["receipt_id", "run", "number"])
    op.create_index("ix_attempts_started", "attempts", ["started_at"])


def _create_outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.Column("waited", sa.Double(), nullable=False),
        sa.Column("ran", sa.Double(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outcomes_ended", "outcomes", ["ended_at"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_receipt", "audit", ["receipt_id"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


REFUSE = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""
FUNCTION = """
CREATE FUNCTION audit_refuse() RETURNS trigger AS $$ BEGIN
RAISE EXCEPTION 'the audit log is append-only'; END $$ LANGUAGE plpgsql
"""
TRIGGER = """
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""
APPEND_ONLY = {
    "sqlite": [REFUSE.format(verb=verb) for verb in ("update", "delete")],
    "postgresql": [FUNCTION, TRIGGER],
}


def downgrade() -> None:
    for table in ("processes", "switches", "audit", "outcomes", "attempts"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuse")
    with op.batch_alter_table("receipts") as receipts:
        receipts.drop_index("ix_receipts_ended")
        for name in ("wish_fresh", "held", "run", "lost", "queued_at"):
            receipts.drop_column(name)
