"""What the rule of a source gives its receipts. The caller owns the transaction."""

from __future__ import annotations

from dataclasses import replace

from receipt_desktop.domain.intake import SourceRule
from receipt_desktop.domain.reading import ExtractedValue, Reading, ValueSource
from receipt_desktop.domain.source import Source
from receipt_desktop.domain.suppliers import RULE_CONFIDENCE
from receipt_desktop.store.tables import ReceiptRow


def set_source(row: ReceiptRow, source: Source | None, rule: SourceRule) -> None:
    """Note where a new receipt came from, and what the rule of its source gives it."""
    if source is None:
        return
    row.source_kind = source.kind.value
    row.source_name, row.source_sender = source.name, source.sender
    row.source_values = rule.to_json() if rule.values else None


def apply_source_values(row: ReceiptRow, reading: Reading) -> Reading:
    """The reading with what the rule of the source gives.

    It replaces what was read; rules of the supplier and corrections go over it.
    """
    if not row.source_values:
        return reading
    given = {
        field: ExtractedValue(value, RULE_CONFIDENCE, None, ValueSource.INTAKE)
        for field, value in SourceRule.from_json(row.source_values).values.items()
    }
    draft = reading.checked.draft
    draft = replace(draft, fields={**draft.fields, **given})
    return replace(reading, checked=replace(reading.checked, draft=draft))
