"""Receipt Wrangler's export of receipts: receipts.csv, or the ZIP with items.csv beside it.

Its headers name Status, Categories, Tags in this order, but its rows have Categories, Tags, Status:
a row whose Tags are one of the states is set right. There is no currency and no picture in it; a
picture is found by the id in its name. Source: github.com/Receipt-Wrangler/receipt-wrangler-api,
internal/services/receipt_csv.go.
"""

from __future__ import annotations

from collections.abc import Mapping

from receipt_desktop.domain.fields import TAG_SEPARATOR, Field, FieldValue
from receipt_desktop.imports.csv_table import Row
from receipt_desktop.imports.program import Program, Values
from receipt_desktop.messages import Message

STATES = frozenset({"open", "needs_attention", "resolved", "draft"})


def repair_row(row: Row) -> Row:
    """The row with its last columns under their headers."""
    if row.get("tags", "").casefold() not in STATES:
        return row
    categories, tags = row.get("status", ""), row.get("categories", "")
    right = {**row, "categories": categories, "tags": tags, "status": row["tags"]}
    return {name: cell for name, cell in right.items() if cell}


def complete(row: Row, values: Values) -> Message | None:
    """The first category is the receipt's, the others become tags."""
    first, *others = _split(row.get("categories", "")) or [""]
    tags = [*_split(row.get("tags", "")), *others]
    if first:
        values[Field.CATEGORY] = first
    if tags:
        values[Field.TAGS] = TAG_SEPARATOR.join(dict.fromkeys(tags))
    return None


def _split(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(",") if one.strip()]


def list_pictures(row: Row, _: Mapping[Field, FieldValue]) -> list[str]:
    """The id, which the name of the file begins with."""
    return [row["id"]] if "id" in row else []


RECEIPT_WRANGLER = Program(
    "receipt-wrangler",
    "Receipt Wrangler",
    needed=(("receipt date",), ("name",), ("amount",), ("paid by",)),
    columns={
        "name": Field.MERCHANT,
        "receipt date": Field.DATE,
        "amount": Field.TOTAL,
        "paid by": Field.PAID_BY,
    },
    used=frozenset({"id", "categories", "tags"}),
    list_pictures=list_pictures,
    id_columns=("id",),
    repair_row=repair_row,
    complete=complete,
)
