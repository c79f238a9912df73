"""Numbers of receipts, the columns that a large list sorts by, and the full-text index.

The searched text moves out of the receipts, whose rows become small enough to be scanned.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

from receipt_desktop.store.search_text import MAX_CHARACTERS, WORD_GAP, fold_text, split_words

revision = "0010"
down_revision = "0009"

BATCH = 500
SQLITE_STATEMENTS = (
    """
CREATE TRIGGER receipts_number AFTER INSERT ON receipts WHEN new.number IS NULL BEGIN
UPDATE receipts SET number = (SELECT coalesce(max(number), 0) + 1 FROM receipts)
WHERE id = new.id; END
""",
    """
CREATE VIRTUAL TABLE receipt_search USING fts5(
body, content='search_texts', content_rowid='number', tokenize='trigram case_sensitive 1')
""",
    """
CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN
INSERT INTO receipt_search(rowid, body) VALUES (new.number, new.body); END
""",
    """
CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN
INSERT INTO receipt_search(receipt_search, rowid, body) VALUES ('delete', old.number, old.body);
END
""",
    """
CREATE TRIGGER search_texts_changed AFTER UPDATE ON search_texts BEGIN
INSERT INTO receipt_search(receipt_search, rowid, body) VALUES ('delete', old.number, old.body);
INSERT INTO receipt_search(rowid, body) VALUES (new.number, new.body); END
""",
)
POSTGRESQL_STATEMENTS = (
    "CREATE SEQUENCE receipts_number",
    "SELECT setval('receipts_number', (SELECT coalesce(max(number), 0) + 1 FROM receipts))",
    "ALTER TABLE receipts ALTER COLUMN number SET DEFAULT nextval('receipts_number')",
    """
CREATE INDEX ix_search_texts_body ON search_texts
USING gin (to_tsvector('simple'::regconfig, body))
""",
)


def upgrade() -> None:
    _add_columns()
    database = op.get_bind()
    _number_receipts(database)
    op.create_index("ix_receipts_number", "receipts", ["number"], unique=True)
    op.create_table(
        "search_texts",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["receipts.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    sqlite = database.dialect.name == "sqlite"
    for statement in SQLITE_STATEMENTS if sqlite else POSTGRESQL_STATEMENTS:
        op.execute(statement)
    _fill_list_values(database)
    _fill_texts(database)
    op.drop_column("receipts", "search")
    op.drop_index("ix_receipts_list", "receipts")
    op.create_index("ix_receipts_list", "receipts", LIST_COLUMNS)


LIST_COLUMNS = ["removed_at", "created_at", "number", "status", "needs_review", "approved"]


def _add_columns() -> None:
    op.add_column("receipts", sa.Column("number", sa.BigInteger(), nullable=True))
    op.add_column("receipts", sa.Column("tax_minor", sa.BigInteger(), nullable=True))
    op.add_column(
        "receipts",
        sa.Column("sort_name", sa.String(), nullable=False, server_default=sa.text("''")),
    )


def _number_receipts(database: sa.Connection) -> None:
    database.execute(
        sa.text(
            "UPDATE receipts SET number = ordered.place FROM (SELECT id AS known, "
            "row_number() OVER (ORDER BY created_at, id) AS place FROM receipts) AS ordered "
            "WHERE receipts.id = ordered.known"
        )
    )


def _fill_list_values(database: sa.Connection) -> None:
    """The tax as read or corrected, and the folded name of the merchant."""
    for source in ("field_values", "corrections"):
        database.execute(
            sa.text(
                f"UPDATE receipts SET tax_minor = found.minor FROM {source} AS found "  # noqa: S608
                "WHERE found.receipt_id = receipts.id AND found.field = 'taxAmount'"
            )
        )
    merchants = database.execute(
        sa.text("SELECT DISTINCT merchant FROM receipts WHERE merchant IS NOT NULL")
    ).scalars()
    names = [{"name": name, "folded": fold_text(name)} for name in merchants]
    if names:
        database.execute(sa.text("CREATE INDEX ix_receipts_merchant ON receipts (merchant)"))
        database.execute(
            sa.text("UPDATE receipts SET sort_name = :folded WHERE merchant = :name"), names
        )
        database.execute(sa.text("DROP INDEX ix_receipts_merchant"))


def _fill_texts(database: sa.Connection) -> None:
    save = sa.text("INSERT INTO search_texts (number, body) VALUES (:number, :body)")
    last = 0
    while batch := _read_batch(database, last):
        last = batch[-1].number
        values = _read_values(database, last - BATCH, last)
        database.execute(save, list(_make_bodies(batch, values)))


def _read_batch(database: sa.Connection, last: int) -> list[Any]:
    columns = "number, search, category, day, currency"
    wanted = sa.text(
        f"SELECT {columns} FROM receipts WHERE number > :last AND number <= :last + {BATCH} "  # noqa: S608
        "ORDER BY number"
    )
    return list(database.execute(wanted, {"last": last}))


def _read_values(database: sa.Connection, first: int, last: int) -> dict[int, list[str]]:
    """Values of the fields that may not stand in the text as they are written here."""
    found: dict[int, list[str]] = {}
    wanted = (
        "SELECT receipts.number, kept.text, kept.minor FROM {source} AS kept "
        "JOIN receipts ON receipts.id = kept.receipt_id "
        "WHERE receipts.number > :first AND receipts.number <= :last"
    )
    for source in ("field_values", "corrections"):
        rows = database.execute(
            sa.text(wanted.format(source=source)), {"first": first, "last": last}
        )
        for number, words, minor in rows:
            value = words if minor is None else f"{Decimal(minor).scaleb(-2):f}"
            found.setdefault(number, []).append(value or "")
    return found


def _make_bodies(batch: list[Any], values: dict[int, list[str]]) -> Iterator[dict[str, Any]]:
    for row in batch:
        parts = [row.search, row.currency or "", *values.get(row.number, [])]
        words = split_words("\n".join(parts))
        body = "".join(WORD_GAP + word for word in words)[:MAX_CHARACTERS]
        yield {"number": row.number, "body": body}


def downgrade() -> None:
    op.add_column(
        "receipts", sa.Column("search", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER receipts_number")
        op.execute("DROP TABLE receipt_search")
    op.drop_table("search_texts")
    op.drop_index("ix_receipts_list", "receipts")
    op.create_index("ix_receipts_list", "receipts", ["removed_at", "created_at"])
    op.drop_index("ix_receipts_number", "receipts")
    for name in ("number", "tax_minor", "sort_name"):
        op.drop_column("receipts", name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE receipts_number")
