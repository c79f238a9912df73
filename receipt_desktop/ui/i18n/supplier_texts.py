"""Texts about suppliers, their keys and their rules."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import UNKNOWN
from receipt_desktop.domain.suppliers import NO_TAX, KeyKind, RuleProposal, RuleTarget
from receipt_desktop.ui.i18n import texts

TARGETS: Mapping[RuleTarget, object] = {
    RuleTarget.MERCHANT: QT_TRANSLATE_NOOP("suppliers", "Merchant"),
    RuleTarget.CATEGORY: QT_TRANSLATE_NOOP("suppliers", "Category"),
    RuleTarget.CURRENCY: QT_TRANSLATE_NOOP("suppliers", "Currency if none is printed"),
    RuleTarget.TAX: QT_TRANSLATE_NOOP("suppliers", "Tax if none is printed"),
    RuleTarget.PAYMENT: QT_TRANSLATE_NOOP("suppliers", "Payment if none is printed"),
    RuleTarget.TOTAL_LABEL: QT_TRANSLATE_NOOP("suppliers", "Total is beside"),
}
QUESTIONS: Mapping[RuleTarget, object] = {
    RuleTarget.MERCHANT: QT_TRANSLATE_NOOP("suppliers", "Always write “{value}” for {supplier}?"),
    RuleTarget.CATEGORY: QT_TRANSLATE_NOOP("suppliers", "Always “{value}” for {supplier}?"),
    RuleTarget.CURRENCY: QT_TRANSLATE_NOOP(
        "suppliers", "Always {value} for {supplier} if no currency is printed?"
    ),
    RuleTarget.TAX: QT_TRANSLATE_NOOP(
        "suppliers", "Always “{value}” for {supplier} if no tax is printed?"
    ),
    RuleTarget.PAYMENT: QT_TRANSLATE_NOOP(
        "suppliers", "Always “{value}” for {supplier} if no payment is printed?"
    ),
    RuleTarget.TOTAL_LABEL: QT_TRANSLATE_NOOP(
        "suppliers", "Always take the total beside “{value}” for {supplier}?"
    ),
}
SO_FAR = QT_TRANSLATE_NOOP("suppliers", "So far: {value}.")
MAX_CHARACTERS = 32
CODE_LETTERS = 3
"""Of a currency."""
KEY_KINDS: Mapping[KeyKind, object] = {
    KeyKind.TAX_ID: QT_TRANSLATE_NOOP("suppliers", "VAT / tax ID"),
    KeyKind.TILL: QT_TRANSLATE_NOOP("suppliers", "Till"),
    KeyKind.IBAN: QT_TRANSLATE_NOOP("suppliers", "IBAN"),
    KeyKind.PHONE: QT_TRANSLATE_NOOP("suppliers", "Phone"),
    KeyKind.WEB: QT_TRANSLATE_NOOP("suppliers", "Website"),
    KeyKind.NAME: QT_TRANSLATE_NOOP("suppliers", "Name"),
}
NO_TAX_TEXT = QT_TRANSLATE_NOOP("suppliers", "No tax")
TAX_TEXT = QT_TRANSLATE_NOOP("suppliers", "{rate} % included")


def _translate(text: object) -> str:
    return QCoreApplication.translate("suppliers", str(text))


def format_target(target: RuleTarget) -> str:
    """What a rule decides."""
    return _translate(TARGETS[target])


def format_key_kind(kind: KeyKind) -> str:
    """What a key is."""
    return _translate(KEY_KINDS[kind])


def format_rule_value(target: RuleTarget, value: str) -> str:
    """The value of a rule: "Fuel", "19 % included", "zu zahlen"."""
    if target is not RuleTarget.TAX:
        return texts.translate_value(target.field, value)
    if value == NO_TAX:
        return _translate(NO_TAX_TEXT)
    return _translate(TAX_TEXT).format(rate=QLocale().toString(float(value), "g", 6))


def parse_rule_value(target: RuleTarget, typed: str) -> str:
    """The value that a person has typed for a rule. Raises `ValueError`."""
    if target is RuleTarget.TAX:
        return _parse_tax(typed)
    value = texts.parse_value_label(target.field, " ".join(typed.split()))
    if not value:
        raise ValueError(typed)
    if target is RuleTarget.CURRENCY:
        value = value.upper()
        if len(value) != CODE_LETTERS or not value.isalpha():
            raise ValueError(typed)
    return value.casefold() if target is RuleTarget.TOTAL_LABEL else value


def _parse_tax(typed: str) -> str:
    if typed.strip().casefold() in ("", "0", NO_TAX, _translate(NO_TAX_TEXT).casefold()):
        return NO_TAX
    digits = "".join(sign for sign in typed.replace(",", ".") if sign.isdigit() or sign == ".")
    rate = Decimal(digits or "?") if digits.count(".") <= 1 and digits.strip(".") else None
    if rate is None or not 0 < rate < 100:  # noqa: PLR2004 (percent)
        raise ValueError(typed)
    return f"{rate.normalize():f}"


def format_value(value: FieldValue | None, field: Field) -> str:
    """A value of a receipt; – for none."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Decimal):
        return QLocale().toString(float(value), "f", max(2, -int(value.as_tuple().exponent)))
    return texts.translate_value(field, str(value))


def format_question(proposal: RuleProposal) -> str:
    """The question whether a correction always holds, with what the rule says so far."""
    target, old = proposal.target, proposal.replaced
    value = shorten(format_rule_value(target, proposal.value))
    question = _translate(QUESTIONS[target]).format(
        value=value, supplier=shorten(proposal.supplier.name)
    )
    if old is None:
        return question
    before = shorten(format_rule_value(old.target, old.value))
    return f"{question} {_translate(SO_FAR).format(value=before)}"


def shorten(text: str) -> str:
    """At most `MAX_CHARACTERS` of a name."""
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"
