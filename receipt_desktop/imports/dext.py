"""Dext's (formerly Receipt Bank's) CSV of costs.

Columns: Receipt ID, Type, Date, Due Date, Invoice Number, Supplier, Category, Customer, Project,
Payment Method, Bank Account, Tax, Total, Currency, Tax (XXX), Total (XXX), Status, Owner, Note,
Description, Image; another layout has Item ID, Total Amount, Submitted by, Permalink. Days are
20-Aug-2026. A category may end in its tax rate. Pictures are downloaded apart and named by the id;
the link in Image is not followed, since it would tell Dext's server. Sources: public programs that
read such files, whose tests show real rows (dextImport, import-dext-export-evidence.mjs,
match-dext-csv-to-unreceipted.mjs); help.dext.com, article 377045. Dext publishes no list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.imports.csv_table import Row
from receipt_desktop.imports.program import Program, Values
from receipt_desktop.messages import Message

_RATE = re.compile(r"\s*\(\d+(?:[.,]\d+)?\s*%\)$")


def complete(row: Row, values: Values) -> Message | None:
    """A credit note is negative; sales are no receipts."""
    kind = row.get("type", "").casefold()
    total = values.get(Field.TOTAL)
    if "credit" in kind and isinstance(total, Decimal):
        values[Field.TOTAL] = -abs(total)
    if Field.CATEGORY in values:
        values[Field.CATEGORY] = _RATE.sub("", str(values[Field.CATEGORY]))
    notes = [row[name] for name in ("note", "description") if name in row]
    if notes:
        values[Field.NOTE] = ". ".join(dict.fromkeys(notes))
    return Message("import_type", {"type": row["type"]}) if "sales" in kind else None


def list_pictures(row: Row, _: Mapping[Field, FieldValue]) -> list[str]:
    """The id, which is in the name of the file."""
    return [row[name] for name in ("receipt id", "item id") if name in row]


DEXT = Program(
    "dext",
    "Dext",
    needed=(("receipt id", "item id"), ("supplier",), ("date",), ("total", "total amount")),
    columns={
        "supplier": Field.MERCHANT,
        "date": Field.DATE,
        "total": Field.TOTAL,
        "total amount": Field.TOTAL,
        "currency": Field.CURRENCY,
        "tax": Field.TAX,
        "tax amount": Field.TAX,
        "invoice number": Field.NUMBER,
        "category": Field.CATEGORY,
        "project": Field.PROJECT,
        "payment method": Field.PAYMENT,
        "owner": Field.PAID_BY,
        "submitted by": Field.PAID_BY,
    },
    used=frozenset({"receipt id", "item id", "type", "note", "description"}),
    list_pictures=list_pictures,
    id_columns=("receipt id", "item id"),
    complete=complete,
)
