"""Texts in the user's language; amounts, dates and durations in the user's locale."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from receipt_desktop import messages
from receipt_desktop.domain.currencies import count_shown_decimals
from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ModelOutcome, ReviewReason
from receipt_desktop.domain.receipt import Failure, Receipt, Stage, Status
from receipt_desktop.domain.review_reasons import reason_message
from receipt_desktop.domain.suggested_fix import SuggestedFix, fix_message
from receipt_desktop.messages import Message
from receipt_desktop.ui.i18n.sentences import language

translate = QCoreApplication.translate


def _translate(text: object) -> str:
    return translate("texts", str(text))


STATUSES: Mapping[Status, object] = {
    Status.PENDING: QT_TRANSLATE_NOOP("texts", "Waiting"),
    Status.PROCESSING: QT_TRANSLATE_NOOP("texts", "Processing"),
    Status.COMPLETED: QT_TRANSLATE_NOOP("texts", "Done"),
    Status.FAILED: QT_TRANSLATE_NOOP("texts", "Failed"),
}
REVIEW = QT_TRANSLATE_NOOP("texts", "To review")
APPROVED = QT_TRANSLATE_NOOP("texts", "Approved")
CANCELLED = QT_TRANSLATE_NOOP("texts", "Cancelled")
RETRYING = QT_TRANSLATE_NOOP("texts", "Retrying")
RETRYING_IN = QT_TRANSLATE_NOOP("texts", "Retrying in {n} s")
HELD = QT_TRANSLATE_NOOP("texts", "Paused")

TIERS: Mapping[DuplicateTier, object] = {
    DuplicateTier.SAME_FILE: QT_TRANSLATE_NOOP("texts", "Same picture"),
    DuplicateTier.CERTAIN: QT_TRANSLATE_NOOP("texts", "Duplicate"),
    DuplicateTier.LIKELY: QT_TRANSLATE_NOOP("texts", "Likely duplicate"),
    DuplicateTier.POSSIBLE: QT_TRANSLATE_NOOP("texts", "Possible duplicate"),
    DuplicateTier.PAIR: QT_TRANSLATE_NOOP("texts", "Belong together"),
}

STAGES: Mapping[Stage, object] = {
    Stage.QUEUED: QT_TRANSLATE_NOOP("texts", "In the queue"),
    Stage.OPENING: QT_TRANSLATE_NOOP("texts", "Opening file"),
    Stage.READING: QT_TRANSLATE_NOOP("texts", "Reading text"),
    Stage.EXTRACTING: QT_TRANSLATE_NOOP("texts", "Extracting values"),
    Stage.ASKING: QT_TRANSLATE_NOOP("texts", "Running language model"),
    Stage.CHECKING: QT_TRANSLATE_NOOP("texts", "Checking totals"),
    Stage.SAVING: QT_TRANSLATE_NOOP("texts", "Saving"),
    Stage.DONE: QT_TRANSLATE_NOOP("texts", "Done"),
}

VALUE_LABELS: Mapping[Field, Mapping[str, object]] = {
    Field.CATEGORY: {
        "groceries": QT_TRANSLATE_NOOP("texts", "Groceries"),
        "restaurant": QT_TRANSLATE_NOOP("texts", "Restaurant"),
        "fuel": QT_TRANSLATE_NOOP("texts", "Fuel"),
        "transport": QT_TRANSLATE_NOOP("texts", "Transport"),
        "lodging": QT_TRANSLATE_NOOP("texts", "Lodging"),
        "electronics": QT_TRANSLATE_NOOP("texts", "Electronics"),
        "household": QT_TRANSLATE_NOOP("texts", "Household"),
        "clothing": QT_TRANSLATE_NOOP("texts", "Clothing"),
        "health": QT_TRANSLATE_NOOP("texts", "Health"),
        "office": QT_TRANSLATE_NOOP("texts", "Office"),
        "leisure": QT_TRANSLATE_NOOP("texts", "Leisure"),
        "services": QT_TRANSLATE_NOOP("texts", "Services"),
        "other": QT_TRANSLATE_NOOP("texts", "Other"),
    },
    Field.PAYMENT: {
        "card": QT_TRANSLATE_NOOP("texts", "Card"),
        "cash": QT_TRANSLATE_NOOP("texts", "Cash"),
    },
}
"""Labels of predefined values. Values typed by the user are shown unchanged."""


def translate_value(field: Field, value: str) -> str:
    """The label of a category or payment method; any other value unchanged."""
    known = VALUE_LABELS.get(field, {}).get(value)
    return value if known is None else _translate(known)


def parse_value_label(field: Field, word: str) -> str:
    """The stored value for a translated label; an unknown label unchanged."""
    words = VALUE_LABELS.get(field, {})
    typed = word.casefold()
    return next(
        (value for value in words if translate_value(field, value).casefold() == typed), word
    )


def format_status(receipt: Receipt) -> str:
    """The status of a receipt in one or two words."""
    if receipt.status is Status.COMPLETED and receipt.approved:
        return _translate(APPROVED)
    if receipt.status is Status.COMPLETED and receipt.needs_review:
        found = receipt.duplicate_of
        return _translate(REVIEW) if found is None else format_tier(found.tier)
    if receipt.failure and receipt.failure.code == "CANCELLED":
        return _translate(CANCELLED)
    if receipt.status is Status.PENDING and receipt.is_held:
        return _translate(HELD)
    if receipt.status is Status.PENDING and receipt.retry_at:
        left = seconds_until(receipt.retry_at)
        return _translate(RETRYING_IN).format(n=left) if left else _translate(RETRYING)
    return _translate(STATUSES[receipt.status])


def list_statuses() -> list[str]:
    """The statuses that a receipt can have, without times."""
    usual = (*STATUSES.values(), REVIEW, APPROVED, CANCELLED, RETRYING, HELD)
    return [_translate(words) for words in (*usual, *TIERS.values())]


def format_tier(tier: DuplicateTier) -> str:
    """How sure a duplicate is, in one or two words."""
    return _translate(TIERS[tier])


def seconds_until(moment: datetime) -> int:
    """Whole seconds until this moment; 0 if it has passed."""
    return max(0, math.ceil((moment - datetime.now(UTC)).total_seconds()))


def format_stage(stage: Stage) -> str:
    """The label of a stage."""
    return _translate(STAGES[stage])


def format_reason(reason: ReviewReason, draft: Draft) -> str:
    """A reason for review as a sentence with the values of this draft."""
    return reason_message(reason, draft, _amount_writer(draft.currency), format_date).text(
        language()
    )


def format_suggested_fix(fix: SuggestedFix, currency: str | None) -> str:
    """A suggested fix as a sentence, with amounts in this currency."""
    return fix_message(fix, _amount_writer(currency)).text(language())


def _amount_writer(currency: str | None) -> Callable[[Decimal], str]:
    return lambda amount: format_number(amount, currency)


def format_model_outcome(outcome: ModelOutcome) -> str:
    """The outcome of the language model as a sentence; "" if it is off."""
    if outcome is ModelOutcome.OFF:
        return ""
    return messages.text(f"model_note_{outcome.value}", language())


def field_label(field: Field) -> str:
    """The label of a field."""
    return _translate(field.spec.label)


def key_field_name(field: Field) -> str:
    """The name of total, date or merchant within a sentence."""
    return _translate(field.spec.noun)


def format_failure(failure: Failure) -> str:
    """Why a receipt failed, in the language of the window."""
    return failure.text(language())


def format_settings_replaced(path: str) -> str:
    """The notice about a settings file that could not be used at an earlier start."""
    return messages.text("finding_settings_aside", language(), path=path)


def format_message(message: Message) -> str:
    """A message in the language of the window."""
    return message.text(language())


def format_error(error: ReceiptError) -> str:
    """An error in the language of the window."""
    return error.text(language())


def format_amount(amount: Decimal | None, currency: str | None) -> str:
    """An amount such as 12.50 EUR or 1,280 JPY in the user's locale; "" for None."""
    if amount is None:
        return ""
    number = format_number(amount, currency)
    return f"{number} {currency}" if currency else number


def format_number(amount: Decimal | None, currency: str | None) -> str:
    """An amount in the user's locale with the decimals of this currency; "" for None."""
    if amount is None:
        return ""
    return QLocale().toString(float(amount), "f", count_shown_decimals(amount, currency))


def format_written(amount: Decimal) -> str:
    """A number in the user's locale with the decimals that it was written with."""
    exponent = amount.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return QLocale().toString(float(amount), "f", digits)


def format_count(number: int) -> str:
    """A whole number in the user's locale."""
    return QLocale().toString(number)


def format_list(words: Sequence[str]) -> str:
    """A list within a sentence, such as total, date and merchant."""
    return QLocale().createSeparatedList(list(words))


def date_format(locale: QLocale) -> str:
    """The locale's short date with the whole year."""
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")


def format_date(value: date | None) -> str:
    """A short date with the whole year; "" for None."""
    if value is None:
        return ""
    shown = QDate(value.year, value.month, value.day)
    return QLocale().toString(shown, date_format(QLocale()))


def format_duration(seconds: float) -> str:
    """A rounded duration: 8 s, 40 s, 3 min, 2 h."""
    if seconds < 20:  # noqa: PLR2004
        return translate("texts", "{n} s").format(n=max(1, round(seconds)))
    if seconds < 90:  # noqa: PLR2004
        return translate("texts", "{n} s").format(n=round(seconds / 5) * 5)
    if seconds < 90 * 60:
        return translate("texts", "{n} min").format(n=round(seconds / 60))
    return translate("texts", "{n} h").format(n=round(seconds / 3600))
