"""The command `suppliers`."""

from __future__ import annotations

import argparse
import json
import sys

from receipt_desktop import bootstrap
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.suppliers import Supplier
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Print the suppliers with their rules; as JSON one a line, with their keys too."""
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        for listed in actions.list_suppliers():
            supplier = actions.get_supplier(listed.id)
            if options.json:
                shape = supplier_to_json(supplier) | {"receipts": listed.receipts}
                print(json.dumps(shape, ensure_ascii=False))
            else:
                print(escape_controls(f"{listed.receipts:6} {format_supplier(supplier)}"))
    sys.stdout.flush()
    return OK


def format_supplier(supplier: Supplier) -> str:
    """A supplier on one line: "Shell (category: fuel)"."""
    rules = ", ".join(
        f"{rule.target.value}: {rule.value}" + (f" with {rule.keyword}" if rule.keyword else "")
        for rule in supplier.active_rules
    )
    return f"{supplier.name} ({rules})" if rules else supplier.name


def supplier_to_json(supplier: Supplier) -> dict[str, object]:
    """A supplier with its keys and rules as JSON."""
    return {
        "id": supplier.id,
        "name": supplier.name,
        "country": supplier.country,
        "usesRules": supplier.uses_rules,
        "approves": supplier.approves,
        "keys": [
            {"kind": key.kind.value, "value": key.value, "used": key.is_used}
            for key in supplier.keys
        ],
        "rules": [
            {
                "target": rule.target.value,
                "value": rule.value,
                "keyword": rule.keyword or None,
                "active": rule.is_active,
                "hits": rule.hits,
                "overrides": rule.overrides,
            }
            for rule in supplier.rules
        ],
    }
