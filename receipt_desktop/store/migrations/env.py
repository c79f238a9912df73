"""Run by Alembic: brings the tables of the given connection up to date."""

from alembic import context

from receipt_desktop.store import (  # noqa: F401 (their tables are Base's too)
    duplicate_tables,
    history_tables,
    tax_tables,
)
from receipt_desktop.store.tables import TableBase

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=TableBase.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
