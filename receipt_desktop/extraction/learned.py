"""What the rules of a supplier make of a receipt, and which rule a correction suggests.

Pure functions. A rule sets nothing that is proven: the data of the document itself, amounts that
add up, a currency that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from rapidfuzz import fuzz

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence, Text
from receipt_desktop.domain.reading import (
    REVIEW_THRESHOLD,
    CurrencyClue,
    Draft,
    Reading,
    ReviewReason,
    ValueSource,
)
from receipt_desktop.domain.suppliers import (
    FIELD_TARGETS,
    NO_TAX,
    RuleTarget,
    RuleValue,
    Supplier,
    SupplierRule,
)
from receipt_desktop.extraction.rules.taxes import list_tax_rates
from receipt_desktop.extraction.text.amount_style import style_rows
from receipt_desktop.extraction.text.document_pages import keep_invoice_pages
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from receipt_desktop.validation.plausibility import is_printed
from receipt_desktop.validation.reconcile import items_add_up, tax_lines_match_rates

SAME_LABEL = 88
"""From this similarity (0..100) on, two labels are the same with misread letters."""
MIN_LABEL_LETTERS = 3
CENT = Decimal("0.01")
FindValue = Callable[[SupplierRule, Reading, Supplier], RuleValue | None]


def apply_rules(reading: Reading, supplier: Supplier) -> tuple[RuleValue, ...]:
    """The values that a supplier's rules give a receipt as it was read."""
    found: dict[Field, RuleValue] = {}
    for rule in supplier.active_rules:
        if rule.target.field in found or not _contains(reading, rule.keyword):
            continue
        value = _FINDERS[rule.target](rule, reading, supplier)
        if value is not None:
            found[rule.target.field] = value
    return tuple(found.values())


def _contains(reading: Reading, keyword: str) -> bool:
    """Whether a line item has this word; a printed line, where no items were read."""
    wanted, items = fold_text(keyword), reading.checked.draft.items
    lines = [one.description for one in items] or [one.text for one in reading.text.lines]
    return not wanted or any(wanted in fold_text(line) for line in lines)


def _find_name(rule: SupplierRule, reading: Reading, _: Supplier) -> RuleValue | None:
    return _set_doubtful(rule, reading.checked.draft, may_differ=True)


def _find_payment(rule: SupplierRule, reading: Reading, _: Supplier) -> RuleValue | None:
    return _set_doubtful(rule, reading.checked.draft, may_differ=False)


def _set_doubtful(rule: SupplierRule, draft: Draft, *, may_differ: bool) -> RuleValue | None:
    """The value of the rule where none was read, or a doubtful one, or another if it may differ."""
    field = rule.target.field
    known = draft.fields.get(field)
    if known is None:
        return RuleValue(field, rule.value, rule.id)
    if known.source is ValueSource.DOCUMENT:
        return None
    is_doubtful = known.confidence < REVIEW_THRESHOLD
    if is_doubtful or (may_differ and known.value != rule.value):
        return RuleValue(field, rule.value, rule.id, known.evidence)
    return None


def _find_currency(rule: SupplierRule, reading: Reading, supplier: Supplier) -> RuleValue | None:
    """The currency where none is printed; not on a receipt from another country."""
    draft = reading.checked.draft
    is_proven = draft.document.states_currency or draft.currency_clue is CurrencyClue.PRINTED
    if draft.currency is not None and (is_proven or draft.currency_confidence >= REVIEW_THRESHOLD):
        return None
    if draft.country and supplier.country and draft.country != supplier.country:
        return None
    return RuleValue(Field.CURRENCY, rule.value, rule.id)


def _find_tax(rule: SupplierRule, reading: Reading, _: Supplier) -> RuleValue | None:
    """No tax where one was read without proof; the tax in the total where none was read."""
    draft = reading.checked.draft
    tax = draft.fields.get(Field.TAX)
    if rule.value == NO_TAX:
        is_asked = ReviewReason.UNREAD_TAX in reading.checked.reasons
        is_wrong = tax is not None and not _is_tax_proven(draft)
        return RuleValue(Field.TAX, None, rule.id) if is_asked or is_wrong else None
    total = draft.get_value(Field.TOTAL)
    if tax is not None or not isinstance(total, Decimal):
        return None
    return RuleValue(Field.TAX, included_tax(total, Decimal(rule.value)), rule.id)


def included_tax(total: Decimal, rate: Decimal) -> Decimal:
    """The tax of a rate in percent that is contained in a total, to the cent."""
    return (total * rate / (100 + rate)).quantize(CENT)


def _is_tax_proven(draft: Draft) -> bool:
    tax = draft.fields.get(Field.TAX)
    stated = tax is not None and tax.source is ValueSource.DOCUMENT
    return stated or tax_lines_match_rates(draft) is True or _parts_add_up(draft)


def _parts_add_up(draft: Draft) -> bool:
    total, subtotal, tax = map(draft.get_value, (Field.TOTAL, Field.SUBTOTAL, Field.TAX))
    known = isinstance(total, Decimal) and isinstance(subtotal, Decimal)
    return known and isinstance(tax, Decimal) and bool(tax) and subtotal + tax == total  # type: ignore[operator]


def _find_labelled_total(rule: SupplierRule, reading: Reading, _: Supplier) -> RuleValue | None:
    """The amount beside the label, if there is one and the total as read is not proven."""
    draft = reading.checked.draft
    known = draft.fields.get(Field.TOTAL)
    if known is not None and _is_total_proven(draft):
        return None
    found = find_labelled_amount(_rows_of(reading.text, draft), rule.value)
    if found is None or (
        known is not None and known.value == found[0] and known.confidence >= REVIEW_THRESHOLD
    ):
        return None
    return RuleValue(Field.TOTAL, found[0], rule.id, found[1])


def _is_total_proven(draft: Draft) -> bool:
    stated = draft.fields[Field.TOTAL].source is ValueSource.DOCUMENT
    return stated or items_add_up(draft) is True or _parts_add_up(draft)


def _rows_of(text: Text, draft: Draft) -> tuple[TextRow, ...]:
    return style_rows(build_rows(keep_invoice_pages(text.lines)), draft.currency)


def find_labelled_amount(rows: Sequence[TextRow], label: str) -> tuple[Decimal, Evidence] | None:
    """The one amount that is printed beside a label; None if there are none or several."""
    wanted = [row for row in rows if row.amounts and _is_label(label_of(row), label)]
    amounts = {row.amounts[-1].value for row in wanted}
    return (amounts.pop(), wanted[-1].evidence()) if len(amounts) == 1 else None


def _is_label(printed: str, wanted: str) -> bool:
    return bool(printed) and fuzz.ratio(printed, wanted) >= SAME_LABEL


def label_of(row: TextRow) -> str:
    """The folded words of a row before its last amount, without figures and signs."""
    before = row.text[: row.amounts[-1].start] if row.amounts else row.text
    words = "".join(sign if sign.isalpha() else " " for sign in fold_text(before))
    return " ".join(words.split())


_FINDERS: Mapping[RuleTarget, FindValue] = MappingProxyType(
    {
        RuleTarget.MERCHANT: _find_name,
        RuleTarget.CATEGORY: _find_name,
        RuleTarget.CURRENCY: _find_currency,
        RuleTarget.TAX: _find_tax,
        RuleTarget.PAYMENT: _find_payment,
        RuleTarget.TOTAL_LABEL: _find_labelled_total,
    }
)


def infer_rule(
    reading: Reading, field: Field, value: FieldValue | None, evidence: Evidence | None = None
) -> tuple[RuleTarget, str] | None:
    """The rule that a correction of a receipt, as it was read, suggests; None if there is none."""
    target = FIELD_TARGETS.get(field)
    if target is RuleTarget.TAX:
        rule = _infer_tax(reading, value, evidence)
        return (target, rule) if rule else None
    if target is RuleTarget.TOTAL_LABEL:
        label = _infer_label(reading, value, evidence)
        return (target, label) if label else None
    return (target, str(value)) if target and value is not None else None


def _infer_tax(reading: Reading, value: FieldValue | None, evidence: Evidence | None) -> str | None:
    """No tax, or the one rate that gives a tax which is not printed."""
    draft = reading.checked.draft
    if value is None:
        return NO_TAX
    total = draft.get_value(Field.TOTAL)
    if evidence is not None or not isinstance(value, Decimal) or not isinstance(total, Decimal):
        return None
    if is_printed(value, reading.text.lines):
        return None
    rates = list_tax_rates(draft.country)
    fitting = [rate for rate in rates if abs(included_tax(total, rate) - value) <= CENT]
    return f"{fitting[0].normalize():f}" if len(fitting) == 1 and value else None


def _infer_label(
    reading: Reading, value: FieldValue | None, evidence: Evidence | None
) -> str | None:
    """The label of the row with this total, if it leads to this total and to no other."""
    if not isinstance(value, Decimal):
        return None
    rows = _rows_of(reading.text, reading.checked.draft)
    for row in _list_rows_with(rows, value, evidence):
        label = label_of(row)
        found = find_labelled_amount(rows, label)
        if len(label) >= MIN_LABEL_LETTERS and found and found[0] == value:
            return label
    return None


def _list_rows_with(
    rows: Sequence[TextRow], value: Decimal, evidence: Evidence | None
) -> Iterator[TextRow]:
    """The rows that end with this amount, the one that was pointed at first."""
    same = [row for row in rows if row.amounts and row.amounts[-1].value == value]
    yield from sorted(same, key=lambda row: not _is_at(row, evidence))


def _is_at(row: TextRow, evidence: Evidence | None) -> bool:
    if evidence is None or evidence.page != row.page:
        return False
    return row.box.y <= evidence.box.middle_y <= row.box.bottom
