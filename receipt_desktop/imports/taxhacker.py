"""TaxHacker's export of transactions: transactions.csv, or transactions.zip with the files.

Headers are the names of the fields, which a person may have renamed; the codes are taken as well.
Totals have a decimal point, days are YYYY-MM-DD. In the ZIP a picture is the file
files/YYYY/MM/YYYY-MM-DD - NAME.EXT, in a folder NAME if a transaction has several. Source:
github.com/vas3k/TaxHacker, app/(app)/export/transactions/route.ts, models/export_and_import.ts
and models/defaults.ts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.imports.csv_table import Row
from receipt_desktop.imports.program import Program, Values
from receipt_desktop.messages import Message

_BETWEEN_FILES = re.compile(r"[,;|\n]")


def list_pictures(row: Row, values: Mapping[Field, FieldValue]) -> list[str]:
    """The files that the row names, then the name that the ZIP gives them."""
    named = [one.strip(' "[]') for one in _BETWEEN_FILES.split(row.get("files", ""))]
    found = [one for one in named if one]
    if Field.DATE in values and "name" in row:
        found.append(f"{values[Field.DATE]} - {row['name']}")
    return found


def complete(row: Row, values: Values) -> Message | None:
    """What was bought becomes the note; income is no receipt."""
    described = [row[name] for name in ("name", "description") if name in row]
    if described and Field.NOTE not in values:
        values[Field.NOTE] = ". ".join(dict.fromkeys(described))
    if Field.MERCHANT not in values and "name" in row:
        values[Field.MERCHANT] = row["name"]
    kind = row.get("type", "expense").casefold()
    return None if kind in ("expense", "") else Message("import_type", {"type": row["type"]})


TAXHACKER = Program(
    "taxhacker",
    "TaxHacker",
    needed=(("name",), ("issued at", "issuedat"), ("total",)),
    columns={
        "merchant": Field.MERCHANT,
        "issued at": Field.DATE,
        "issuedat": Field.DATE,
        "total": Field.TOTAL,
        "currency": Field.CURRENCY,
        "currencycode": Field.CURRENCY,
        "vat amount": Field.TAX,
        "vat": Field.TAX,
        "category": Field.CATEGORY,
        "categorycode": Field.CATEGORY,
        "project": Field.PROJECT,
        "projectcode": Field.PROJECT,
        "note": Field.NOTE,
    },
    used=frozenset({"name", "description", "files", "type"}),
    list_pictures=list_pictures,
    complete=complete,
)
