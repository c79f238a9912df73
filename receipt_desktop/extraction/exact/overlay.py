"""Puts the document's own data over a draft: exact values before guessed ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue
from receipt_desktop.domain.page import Code, Evidence, Text
from receipt_desktop.domain.reading import (
    INVOICE,
    DocumentCheck,
    Draft,
    ExtractedValue,
    LineItem,
    TaxLine,
    ValueSource,
)
from receipt_desktop.extraction.exact.codes import interpret_code
from receipt_desktop.extraction.exact.invoices import interpret_invoice
from receipt_desktop.extraction.exact.printed import (
    CLEAR_CONFIDENCE,
    differs_from_print,
    find_evidence,
    is_close_value,
    is_same_value,
)
from receipt_desktop.extraction.exact.values import CONFIDENCE, ExactValues
from receipt_desktop.extraction.summaries import summarise
from receipt_desktop.validation.plausibility import is_printed

COMPARED = (Field.TOTAL, Field.DATE, Field.TAX, Field.TAX_ID)
"""Fields whose print must not differ."""
CONTRADICTORY = (Field.TOTAL, Field.DATE)
"""Fields that several codes of one receipt state alike."""
SHARED = (Field.TAX_ID, Field.MERCHANT)
"""Fields that also the codes of several receipts of one shop state alike."""
NAME_CONFIDENCE, AMOUNT_CONFIDENCE = 0.9, 0.7
"""Of a name and an amount that only a payment code states."""
WEAK_CONFIDENCE = 0.6
"""A payment code's amount replaces a total below this confidence, if it is printed."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the document states, and the code that does; None for an electronic invoice."""

    values: ExactValues
    code: Code | None
    alternatives: frozenset[Decimal] = frozenset()
    """Amounts that may be printed as the total: what is left to pay."""


def apply_document_data(draft: Draft, text: Text) -> Draft:
    """The draft with the values of the document's codes and its electronic invoice.

    Their source is `ValueSource.DOCUMENT`. Values that clearly differ from the print, and codes
    that contradict one another, are in `Draft.document`.
    """
    fiscal, payments = collect_statements(text)
    if fiscal:
        draft = _apply_statement(draft, text, *_combine_statements(fiscal))
    for payment in payments:
        draft = _apply_payment(draft, text, payment)
    return draft


def find_stated_country(text: Text) -> str | None:
    """The country that the document's own data state, an ISO 3166-1 alpha-2 code.

    Payment codes do not count: they name the country of an account.
    """
    fiscal, _ = collect_statements(text)
    return next((one.values.country for one in fiscal if one.values.country), None)


def collect_statements(text: Text) -> tuple[list[Statement], list[Statement]]:
    """What proves a receipt (the invoice alone, if there is one), and what asks for a payment."""
    codes = [
        Statement(values, code) for code in text.codes if (values := interpret_code(code.text))
    ]
    fiscal = [one for one in codes if not one.values.is_payment]
    if text.invoice:
        payable = {text.invoice.payable} - {None}
        invoice = Statement(interpret_invoice(text.invoice), None, frozenset(payable))  # type: ignore[arg-type]
        fiscal = [invoice]
    return fiscal, [one for one in codes if one.values.is_payment]


def _combine_statements(
    statements: list[Statement],
) -> tuple[Statement, tuple[Field, ...]]:
    """One statement of all, and the fields on which they contradict one another."""
    first = statements[0]
    contradictions = tuple(
        field
        for field in CONTRADICTORY
        if len({one.values.fields[field] for one in statements if field in one.values.fields}) > 1
    )
    fields = {k: v for one in reversed(statements) for k, v in one.values.fields.items()}
    if not contradictions:
        fullest = max(statements, key=lambda one: len(one.values.tax_lines))
        values = replace(first.values, fields=fields, tax_lines=fullest.values.tax_lines)
        return replace(first, values=values), ()
    shared = {field: fields[field] for field in SHARED if field in fields}
    values = replace(first.values, fields=shared, tax_lines=(), items=())
    return replace(first, values=values), contradictions


def _apply_statement(
    draft: Draft, text: Text, statement: Statement, contradictions: tuple[Field, ...]
) -> Draft:
    values = statement.values
    fields, differences = dict(draft.fields), []
    for field, stated in values.fields.items():
        read = draft.fields.get(field)
        fields[field] = _prove_value(field, stated, read, text, statement)
        is_compared = field in COMPARED and field not in values.derived
        if read is None or not is_compared or fields[field].value == read.value:
            continue
        is_payable = read.value in statement.alternatives
        if not is_payable and differs_from_print(field, stated, read, text, values.currency):
            differences.append(field)
    proven = replace(
        draft,
        fields=fields,
        currency=values.currency or draft.currency,
        country=values.country or draft.country,
        tax_lines=_choose_tax_lines(draft, values, text),
        items=_add_item_evidence(values.items, text) or draft.items,
        disagreements=tuple(f for f in draft.disagreements if f not in values.fields),
        document=DocumentCheck(tuple(differences), contradictions, values.currency is not None),
    )
    if statement.code is None:
        proven = replace(proven, receipt_type=INVOICE)
    return _renew_summary(proven, draft)


def _prove_value(
    field: Field,
    stated: FieldValue,
    read: ExtractedValue | None,
    text: Text,
    statement: Statement,
) -> ExtractedValue:
    """The stated value; the printed one where that is the same in the receipt's own notation."""
    is_derived = field in statement.values.derived or field is Field.TIME
    if read and is_same_value(field, read.value, stated):
        value = read.value if field in (Field.TAX_ID, Field.TIME) else stated
        return ExtractedValue(value, CONFIDENCE, read.evidence, ValueSource.DOCUMENT)
    if read and is_derived:
        is_clear_name = field is Field.MERCHANT and read.confidence >= CLEAR_CONFIDENCE
        if is_clear_name:
            return read
        if is_close_value(read.value, stated):
            return replace(read, confidence=CONFIDENCE, source=ValueSource.DOCUMENT)
    evidence = find_evidence(stated, text.lines) or _locate_code(statement.code)
    return ExtractedValue(stated, CONFIDENCE, evidence, ValueSource.DOCUMENT)


def _locate_code(code: Code | None) -> Evidence | None:
    return Evidence(code.page, code.box, "QR") if code and code.box else None


def _choose_tax_lines(draft: Draft, values: ExactValues, text: Text) -> tuple[TaxLine, ...]:
    """The stated lines; printed ones where the stated ones are computed and nearly the same."""
    if not values.tax_lines:
        return draft.tax_lines
    if Field.TAX in values.derived and _are_nearly_same(draft.tax_lines, values.tax_lines):
        return tuple(replace(line, confidence=CONFIDENCE) for line in draft.tax_lines)
    return tuple(
        replace(line, evidence=find_evidence(line.amount, text.lines)) for line in values.tax_lines
    )


def _are_nearly_same(printed: tuple[TaxLine, ...], stated: tuple[TaxLine, ...]) -> bool:
    return len(printed) == len(stated) and all(
        any(one.rate == other.rate and is_close_value(one.amount, other.amount) for other in stated)
        for one in printed
    )


def _add_item_evidence(items: Iterable[LineItem], text: Text) -> tuple[LineItem, ...]:
    return tuple(
        replace(item, evidence=find_evidence(item.description, text.lines)) for item in items
    )


def _apply_payment(draft: Draft, text: Text, payment: Statement) -> Draft:
    """The draft with what a payment code proves: an amount, its currency, who is paid."""
    values = payment.values
    amount, name = values.fields.get(Field.TOTAL), values.fields.get(Field.MERCHANT)
    fields = dict(draft.fields)
    total = fields.get(Field.TOTAL)
    is_proven = total is not None and total.value == amount
    if isinstance(amount, Decimal):
        fields = _prove_amount(fields, amount, text, payment)
    if isinstance(name, str):
        fields = _prove_name(fields, name, payment)
    for field in (Field.NUMBER, Field.TAX_ID, Field.DATE):
        stated = values.fields.get(field)
        if stated is not None and not _is_from_document(fields.get(field)):
            fields[field] = _prove_value(field, stated, fields.get(field), text, payment)
    is_currency_proven = values.currency is not None and (is_proven or draft.currency is None)
    check = draft.document
    return _renew_summary(
        replace(
            draft,
            fields=fields,
            currency=values.currency if is_currency_proven else draft.currency,
            country=draft.country or values.country,
            document=replace(check, states_currency=check.states_currency or is_currency_proven),
        ),
        draft,
    )


def _prove_amount(
    fields: Mapping[Field, ExtractedValue], amount: Decimal, text: Text, payment: Statement
) -> dict[Field, ExtractedValue]:
    total = fields.get(Field.TOTAL)
    if total and total.value == amount:
        proven = replace(total, confidence=CONFIDENCE, source=ValueSource.DOCUMENT)
        return {**fields, Field.TOTAL: proven}
    if total and (
        total.confidence >= WEAK_CONFIDENCE
        or _is_from_document(total)
        or not is_printed(amount, text.lines, whole=True)
    ):
        return dict(fields)
    evidence = find_evidence(amount, text.lines) or _locate_code(payment.code)
    value = ExtractedValue(amount, AMOUNT_CONFIDENCE, evidence, ValueSource.DOCUMENT)
    return {**fields, Field.TOTAL: value}


def _prove_name(
    fields: Mapping[Field, ExtractedValue], name: str, payment: Statement
) -> dict[Field, ExtractedValue]:
    """Who is paid is the merchant, unless another name is clearly printed."""
    merchant = fields.get(Field.MERCHANT)
    if merchant and is_same_value(Field.MERCHANT, merchant.value, name):
        proven = replace(merchant, confidence=max(CONFIDENCE, merchant.confidence))
        return {**fields, Field.MERCHANT: replace(proven, source=ValueSource.DOCUMENT)}
    if merchant and (merchant.confidence >= CLEAR_CONFIDENCE or _is_from_document(merchant)):
        return dict(fields)
    value = ExtractedValue(name, NAME_CONFIDENCE, _locate_code(payment.code), ValueSource.DOCUMENT)
    return {**fields, Field.MERCHANT: value}


def _is_from_document(value: ExtractedValue | None) -> bool:
    return value is not None and value.source is ValueSource.DOCUMENT


def _renew_summary(draft: Draft, before: Draft) -> Draft:
    """The summary with the new values; a model's one stays if none of its values changed."""
    same = all(draft.get_value(field) == before.get_value(field) for field in KEY_FIELDS)
    if same and draft.currency == before.currency and draft.summary:
        return draft
    name, total, day = (draft.get_value(f) for f in (Field.MERCHANT, Field.TOTAL, Field.DATE))
    summary = summarise(
        draft.language,
        str(name) if name else None,
        total if isinstance(total, Decimal) else None,
        draft.currency,
        day if isinstance(day, date) else None,
    )
    return replace(draft, summary=summary)
