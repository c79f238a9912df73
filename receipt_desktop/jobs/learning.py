"""Applies what was learnt about suppliers to a receipt that is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import Draft, Reading
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.suppliers import RuleValue
from receipt_desktop.store.store import Store
from receipt_desktop.validation.supplier_keys import read_letterhead

MAX_EXAMPLES = 2
"""Checked receipts that the language model is shown."""


@dataclass(frozen=True, slots=True)
class SupplierLearning:
    """Rules and examples of the supplier of a receipt."""

    store: Store
    settings: LiveSettings

    def apply_rules(self, receipt_id: str, reading: Reading) -> Sequence[RuleValue]:
        """The values that the rules of its supplier give a receipt."""
        if not self.settings.current.supplier_rules:
            return ()
        head = read_letterhead(reading.checked.draft, reading.text)
        supplier = self.store.find_supplier(head, receipt_id)
        if supplier is None or not supplier.active_rules:
            return ()
        from receipt_desktop.extraction import learned  # noqa: PLC0415 (slow to load)

        return learned.apply_rules(reading, supplier)

    def find_examples(self, draft: Draft, text: Text) -> Sequence[ReceiptDetails]:
        """Checked receipts of the same supplier, or of the nearest, for the language model."""
        return self.store.find_examples(read_letterhead(draft, text), MAX_EXAMPLES)
