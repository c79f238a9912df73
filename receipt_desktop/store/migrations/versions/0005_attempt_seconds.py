"""How long attempts took and waited, measured; until now it was the difference of two dates."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

LONGEST_RUN, LONGEST_WAIT = timedelta(days=1), timedelta(days=90)
MOMENT = sa.DateTime(timezone=True)
ATTEMPTS = sa.table(
    "attempts",
    sa.column("id", sa.Integer()),
    sa.column("queued_at", MOMENT),
    sa.column("started_at", MOMENT),
    sa.column("ended_at", MOMENT),
    sa.column("seconds", sa.Double()),
    sa.column("waited", sa.Double()),
)
OUTCOMES = sa.table("outcomes", sa.column("waited", sa.Double()), sa.column("ran", sa.Double()))


def upgrade() -> None:
    with op.batch_alter_table("attempts") as attempts:
        for name in ("seconds", "waited"):
            attempts.add_column(sa.Column(name, sa.Double(), nullable=True))
    with op.batch_alter_table("outcomes") as outcomes:
        for name in ("waited", "ran"):
            outcomes.alter_column(name, existing_type=sa.Double(), nullable=True)
    _fill_attempts()
    for column, longest in ((OUTCOMES.c.ran, LONGEST_RUN), (OUTCOMES.c.waited, LONGEST_WAIT)):
        absurd = sa.or_(column < 0, column > longest.total_seconds())
        op.execute(sa.update(OUTCOMES).where(absurd).values({column.name: None}))


def _fill_attempts() -> None:
    """From the dates, where these can be true."""
    columns = ATTEMPTS.c
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(columns.id, columns.queued_at, columns.started_at, columns.ended_at)
    ).all()
    for number, queued, started, ended in rows:
        values = {
            "waited": _between(queued, started, LONGEST_WAIT),
            "seconds": _between(started, ended, LONGEST_RUN) if ended else None,
        }
        connection.execute(sa.update(ATTEMPTS).where(columns.id == number).values(values))


def _between(begin: datetime, end: datetime, longest: timedelta) -> float | None:
    passed = end - begin
    return passed.total_seconds() if timedelta() <= passed <= longest else None


def downgrade() -> None:
    for column in (OUTCOMES.c.ran, OUTCOMES.c.waited):
        op.execute(sa.update(OUTCOMES).where(column.is_(None)).values({column.name: 0.0}))
    with op.batch_alter_table("outcomes") as outcomes:
        for name in ("waited", "ran"):
            outcomes.alter_column(name, existing_type=sa.Double(), nullable=False)
    with op.batch_alter_table("attempts") as attempts:
        for name in ("seconds", "waited"):
            attempts.drop_column(name)
