"""Suppliers: by what they are known, and what is always done with their receipts."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import Reading


class KeyKind(enum.StrEnum):
    """What a supplier is recognised by, the strongest first."""

    TAX_ID = "tax_id"
    TILL = "till"
    """The serial number of a till or of its security device."""
    IBAN = "iban"
    PHONE = "phone"
    WEB = "web"
    NAME = "name"
    """A name as it was read or typed."""


KEY_STRENGTH = tuple(KeyKind)


@dataclass(frozen=True, slots=True)
class SupplierKey:
    """One thing that a supplier is recognised by."""

    kind: KeyKind
    value: str
    """Normalised: digits, or letters and digits."""
    shown: str = ""
    """As it was printed."""
    id: int = 0
    """0 if it is not stored."""
    is_used: bool = True
    """False if a person has removed it, or if several suppliers print it."""


class RuleTarget(enum.StrEnum):
    """What a rule decides."""

    MERCHANT = "merchant"
    """How the merchant's name is written."""
    CATEGORY = "category"
    CURRENCY = "currency"
    """For receipts that print none, or a sign of several currencies."""
    TAX = "tax"
    """`NO_TAX`, or the one rate in percent that is included in the total."""
    PAYMENT = "payment"
    TOTAL_LABEL = "total_label"
    """The words beside which the total is printed."""

    @property
    def field(self) -> Field:
        """The field that it sets."""
        return TARGET_FIELDS[self]


TARGET_FIELDS: Mapping[RuleTarget, Field] = MappingProxyType(
    {
        RuleTarget.MERCHANT: Field.MERCHANT,
        RuleTarget.CATEGORY: Field.CATEGORY,
        RuleTarget.CURRENCY: Field.CURRENCY,
        RuleTarget.TAX: Field.TAX,
        RuleTarget.PAYMENT: Field.PAYMENT,
        RuleTarget.TOTAL_LABEL: Field.TOTAL,
    }
)
FIELD_TARGETS: Mapping[Field, RuleTarget] = MappingProxyType(
    {field: target for target, field in TARGET_FIELDS.items()}
)
NO_TAX = "none"
"""The value of a tax rule for a supplier whose receipts contain no tax."""
RULE_CONFIDENCE = 0.97
"""Of values that rules set; see `tests/benchmarks/learning.py` for how many were right."""
MAX_OVERRIDES = 2
"""A rule that was overridden so often in a row is asked about."""


@dataclass(frozen=True, slots=True)
class SupplierRule:
    """What is always done with the receipts of a supplier."""

    id: int
    supplier_id: int
    target: RuleTarget
    value: str
    keyword: str = ""
    """Only for receipts with this word in a line item; "" for all."""
    is_active: bool = True
    hits: int = 0
    """Receipts with a value that it set."""
    overrides: int = 0
    """Those of them where a person has entered another value."""
    overrides_in_row: int = 0
    """How many of them were overridden since a value of it was last approved."""
    last_used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier with its keys and rules."""

    id: int
    name: str
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    keys: tuple[SupplierKey, ...] = ()
    rules: tuple[SupplierRule, ...] = ()
    uses_rules: bool = True
    """False switches all its rules off."""
    approves: bool = False
    """Whether its receipts are approved when they are read, if nothing needs a review."""

    @property
    def active_rules(self) -> tuple[SupplierRule, ...]:
        """The rules in force, those for single items first."""
        rules = [rule for rule in self.rules if rule.is_active and self.uses_rules]
        return tuple(sorted(rules, key=lambda rule: (not rule.keyword, rule.id)))

    def find_rule(self, target: RuleTarget, keyword: str = "") -> SupplierRule | None:
        """The rule for this target, or None."""
        same = (rule for rule in self.rules if (rule.target, rule.keyword) == (target, keyword))
        return next(same, None)


@dataclass(frozen=True, slots=True)
class ListedSupplier:
    """A row of the list of suppliers."""

    id: int
    name: str
    receipts: int
    open_receipts: int
    """Receipts that are not approved."""
    rules: int
    last_day: date | None
    """Of its newest receipt."""


@dataclass(frozen=True, slots=True)
class SupplierName:
    """The supplier of one receipt."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A value that a rule gives a field; None if it is not on the receipt."""

    field: Field
    value: FieldValue | None
    rule_id: int
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class RuleProposal:
    """A rule that a correction suggests."""

    supplier: SupplierName
    target: RuleTarget
    value: str
    shown: str
    """The value as it was corrected."""
    replaced: SupplierRule | None = None
    """The rule whose value was corrected."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a rule does to one open receipt, or did."""

    receipt_id: str
    field: Field
    before: RuleValue | None
    """The value of a rule before; None if there was none."""
    after: RuleValue | None


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """A rule that was saved or changed, and what is needed to take that back."""

    rule_id: int
    supplier: SupplierName
    previous: SupplierRule | None
    """The rule as it was; None if it is new."""
    changes: tuple[RuleChange, ...] = ()

    @property
    def receipt_ids(self) -> tuple[str, ...]:
        """The receipts that it changed."""
        return tuple(dict.fromkeys(change.receipt_id for change in self.changes))


@dataclass(frozen=True, slots=True)
class SupplierMerge:
    """Two suppliers that became one, and what is needed to take that back."""

    kept_id: int
    removed: Supplier
    receipt_ids: tuple[str, ...]
    key_ids: tuple[int, ...]
    rule_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """A receipt that rules may change, as it was read."""

    receipt_id: str
    file_name: str
    day: date | None
    reading: Reading
    """Without corrections and rules."""
    by_rules: Mapping[Field, RuleValue]
    corrected: frozenset[Field]
    """Fields that a person has entered; no rule changes them."""


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """One receipt that a rule would change, and how."""

    receipt_id: str
    file_name: str
    day: date | None
    field: Field
    before: FieldValue | None
    after: FieldValue | None
