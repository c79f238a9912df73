"""Sentences of the program in the person's language; money, days and durations in their locale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ModelOutcome, ReviewReason, collect_reason_amounts
from receipt_desktop.domain.receipt import Failure, Receipt, Stage, Status
from receipt_desktop.domain.suggested_fix import FixKind, SuggestedFix
from receipt_desktop.ui.i18n.failure_sentences import FAILURES

translate = QCoreApplication.translate


def _translate(text: object) -> str:
    return translate("texts", str(text))


STATUSES: Mapping[Status, object] = {
    Status.PENDING: QT_TRANSLATE_NOOP("texts", "Waiting"),
    Status.PROCESSING: QT_TRANSLATE_NOOP("texts", "Reading"),
    Status.COMPLETED: QT_TRANSLATE_NOOP("texts", "Done"),
    Status.FAILED: QT_TRANSLATE_NOOP("texts", "Failed"),
}
REVIEW = QT_TRANSLATE_NOOP("texts", "To review")
APPROVED = QT_TRANSLATE_NOOP("texts", "Approved")
CANCELLED = QT_TRANSLATE_NOOP("texts", "Cancelled")
RETRYING = QT_TRANSLATE_NOOP("texts", "Trying again")
RETRYING_IN = QT_TRANSLATE_NOOP("texts", "Again in {n} s")
HELD = QT_TRANSLATE_NOOP("texts", "Paused")

SETTINGS_REPLACED = QT_TRANSLATE_NOOP(
    "texts",
    "Settings that could not be used were replaced by defaults. The old file is {path}.",
)

STAGES: Mapping[Stage, object] = {
    Stage.QUEUED: QT_TRANSLATE_NOOP("texts", "Waiting for its turn"),
    Stage.OPENING: QT_TRANSLATE_NOOP("texts", "Opening the file"),
    Stage.READING: QT_TRANSLATE_NOOP("texts", "Reading the text"),
    Stage.EXTRACTING: QT_TRANSLATE_NOOP("texts", "Finding the values"),
    Stage.ASKING: QT_TRANSLATE_NOOP("texts", "Asking the language model"),
    Stage.CHECKING: QT_TRANSLATE_NOOP("texts", "Checking the sums"),
    Stage.SAVING: QT_TRANSLATE_NOOP("texts", "Saving"),
    Stage.DONE: QT_TRANSLATE_NOOP("texts", "Done"),
}

REASONS: Mapping[ReviewReason, object] = {
    ReviewReason.NO_TEXT: QT_TRANSLATE_NOOP("texts", "No text could be read."),
    ReviewReason.NO_TOTAL: QT_TRANSLATE_NOOP("texts", "No total was found."),
    ReviewReason.NO_DATE: QT_TRANSLATE_NOOP("texts", "No date was found."),
    ReviewReason.NO_MERCHANT: QT_TRANSLATE_NOOP("texts", "No merchant was found."),
    ReviewReason.NO_CURRENCY: QT_TRANSLATE_NOOP("texts", "The currency is not certain."),
    ReviewReason.DOUBTFUL_TOTAL: QT_TRANSLATE_NOOP("texts", "The total is doubtful."),
    ReviewReason.DOUBTFUL_DATE: QT_TRANSLATE_NOOP("texts", "The date is doubtful."),
    ReviewReason.DOUBTFUL_MERCHANT: QT_TRANSLATE_NOOP("texts", "The merchant is doubtful."),
    ReviewReason.SUM_MISMATCH: QT_TRANSLATE_NOOP("texts", "The items do not add up to the total."),
    ReviewReason.TAX_MISMATCH: QT_TRANSLATE_NOOP("texts", "The tax does not fit its rate."),
    ReviewReason.FUTURE_DATE: QT_TRANSLATE_NOOP("texts", "The date lies in the future."),
    ReviewReason.READERS_DISAGREE: QT_TRANSLATE_NOOP(
        "texts", "Two readings of the picture disagree."
    ),
    ReviewReason.MODEL_DISAGREES: QT_TRANSLATE_NOOP(
        "texts", "The language model reads it differently."
    ),
    ReviewReason.TAX_TOO_HIGH: QT_TRANSLATE_NOOP(
        "texts", "A tax of {tax} is too high for a total of {total}."
    ),
    ReviewReason.SUBTOTAL_TOO_HIGH: QT_TRANSLATE_NOOP(
        "texts", "The subtotal of {subtotal} is higher than the total of {total}."
    ),
    ReviewReason.TIP_TOO_HIGH: QT_TRANSLATE_NOOP(
        "texts", "A tip of {tip} is too high for a total of {total}."
    ),
    ReviewReason.TAX_LINES_DIFFER: QT_TRANSLATE_NOOP(
        "texts", "The tax lines add up to {tax_lines}, not to the tax of {tax}."
    ),
    ReviewReason.PARTS_DIFFER: QT_TRANSLATE_NOOP(
        "texts", "Subtotal, tax and tip make {parts}, not the total of {total}."
    ),
    ReviewReason.UNPRINTED_TOTAL: QT_TRANSLATE_NOOP(
        "texts", "The total of {total} was typed in; it is not in the text that was read."
    ),
    ReviewReason.CORRECTED: QT_TRANSLATE_NOOP(
        "texts", "Corrected. Approve it when you have checked it."
    ),
}

SUGGESTED_FIXES: Mapping[FixKind, object] = {
    FixKind.PRODUCT: QT_TRANSLATE_NOOP(
        "texts", "Line {line}, {name}: quantity times price is {proposed}, not {printed}."
    ),
    FixKind.DIGIT: QT_TRANSLATE_NOOP(
        "texts",
        "Line {line}, {name}: with {proposed} for {printed} the items add up.",
    ),
    FixKind.EXTRA: QT_TRANSLATE_NOOP(
        "texts", "Without line {line}, {name} ({printed}), the items add up."
    ),
    FixKind.TOTAL: QT_TRANSLATE_NOOP(
        "texts", "The items add up to {proposed}; the total was read as {printed}."
    ),
    FixKind.TYPED: QT_TRANSLATE_NOOP(
        "texts", "The items add up to {proposed}; the total that was typed in is {printed}."
    ),
    FixKind.TAX: QT_TRANSLATE_NOOP(
        "texts", "Tax line {line}: {name} % of its net amount is {proposed}, not {printed}."
    ),
}

MODEL_OUTCOMES: Mapping[ModelOutcome, object] = {
    ModelOutcome.OFF: "",
    ModelOutcome.USED: QT_TRANSLATE_NOOP("texts", "Checked with the language model."),
    ModelOutcome.UNREACHABLE: QT_TRANSLATE_NOOP(
        "texts", "Read by rules: Ollama was not reachable."
    ),
    ModelOutcome.NO_MODEL: QT_TRANSLATE_NOOP("texts", "Read by rules: the model is not installed."),
    ModelOutcome.TOO_SLOW: QT_TRANSLATE_NOOP("texts", "Read by rules: the model was too slow."),
    ModelOutcome.NONSENSE: QT_TRANSLATE_NOOP(
        "texts", "Read by rules: the model's answer made no sense."
    ),
}

FIELD_LABELS: Mapping[Field, object] = {
    Field.TOTAL: QT_TRANSLATE_NOOP("texts", "Total"),
    Field.CURRENCY: QT_TRANSLATE_NOOP("texts", "Currency"),
    Field.DATE: QT_TRANSLATE_NOOP("texts", "Date"),
    Field.MERCHANT: QT_TRANSLATE_NOOP("texts", "Merchant"),
    Field.TIME: QT_TRANSLATE_NOOP("texts", "Time"),
    Field.SUBTOTAL: QT_TRANSLATE_NOOP("texts", "Subtotal"),
    Field.TAX: QT_TRANSLATE_NOOP("texts", "Tax"),
    Field.TIP: QT_TRANSLATE_NOOP("texts", "Tip"),
    Field.PAYMENT: QT_TRANSLATE_NOOP("texts", "Payment"),
    Field.CARD: QT_TRANSLATE_NOOP("texts", "Card, last 4"),
    Field.NUMBER: QT_TRANSLATE_NOOP("texts", "Receipt number"),
    Field.ADDRESS: QT_TRANSLATE_NOOP("texts", "Address"),
    Field.PHONE: QT_TRANSLATE_NOOP("texts", "Telephone"),
    Field.TAX_ID: QT_TRANSLATE_NOOP("texts", "Tax number"),
    Field.CATEGORY: QT_TRANSLATE_NOOP("texts", "Category"),
}


KEY_FIELD_NAMES: Mapping[Field, object] = {
    Field.TOTAL: QT_TRANSLATE_NOOP("texts", "total"),
    Field.DATE: QT_TRANSLATE_NOOP("texts", "date"),
    Field.MERCHANT: QT_TRANSLATE_NOOP("texts", "merchant"),
}
"""The key fields within a sentence."""

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
"""Values that the program itself chooses; what a person types is left alone."""


def translate_value(field: Field, value: str) -> str:
    """A category or a kind of payment in the person's language; anything else as it is."""
    known = VALUE_LABELS.get(field, {}).get(value)
    return value if known is None else _translate(known)


def parse_value_label(field: Field, word: str) -> str:
    """The other way round."""
    words = VALUE_LABELS.get(field, {})
    typed = word.casefold()
    return next(
        (value for value in words if translate_value(field, value).casefold() == typed), word
    )


def format_status(receipt: Receipt) -> str:
    """One or two words for the list."""
    if receipt.status is Status.COMPLETED and receipt.approved:
        return _translate(APPROVED)
    if receipt.status is Status.COMPLETED and receipt.needs_review:
        return _translate(REVIEW)
    if receipt.failure and receipt.failure.code == "CANCELLED":
        return _translate(CANCELLED)
    if receipt.status is Status.PENDING and receipt.is_held:
        return _translate(HELD)
    if receipt.status is Status.PENDING and receipt.retry_at:
        left = seconds_until(receipt.retry_at)
        return _translate(RETRYING_IN).format(n=left) if left else _translate(RETRYING)
    return _translate(STATUSES[receipt.status])


def seconds_until(moment: datetime) -> int:
    """Whole seconds from now, 0 when it is past."""
    return max(0, math.ceil((moment - datetime.now(UTC)).total_seconds()))


def format_stage(stage: Stage) -> str:
    """What is being done."""
    return _translate(STAGES[stage])


def format_reason(reason: ReviewReason, draft: Draft) -> str:
    """Why a person should look, one sentence with the amounts of this draft."""
    amounts = {
        name: format_amount(value, None) for name, value in collect_reason_amounts(draft).items()
    }
    return _translate(REASONS[reason]).format(**amounts)


def format_suggested_fix(mend: SuggestedFix) -> str:
    """What would make the sums right, one sentence."""
    amounts = {
        "printed": format_amount(mend.printed, None),
        "proposed": format_amount(mend.proposed, None),
    }
    return _translate(SUGGESTED_FIXES[mend.kind]).format(line=mend.line, name=mend.name, **amounts)


def format_model_outcome(outcome: ModelOutcome) -> str:
    """What became of asking the model; "" when it is off."""
    return _translate(MODEL_OUTCOMES[outcome]) if MODEL_OUTCOMES[outcome] else ""


def field_label(field: Field) -> str:
    """The label of a field."""
    return _translate(FIELD_LABELS[field])


def key_field_name(field: Field) -> str:
    """The name of total, date or merchant within a sentence."""
    return _translate(KEY_FIELD_NAMES[field])


def format_failure(failure: Failure) -> str:
    """Why a receipt failed, in the person's language where it is known, else in English."""
    return _translate_sentence(failure.key, failure.sentence, failure.details)


def format_settings_replaced(path: str) -> str:
    """What the window says of a settings file that an earlier start could not use."""
    return _translate(SETTINGS_REPLACED).format(path=path)


def format_error(error: ReceiptError) -> str:
    """What went wrong, in the person's language where it is known, else in English."""
    return _translate_sentence(error.key, error.sentence, error.details)


def _translate_sentence(key: str, english: str, details: Mapping[str, str | int]) -> str:
    known = FAILURES.get(key)
    if known is None:
        return english
    try:
        return _translate(known).format(**details)
    except (KeyError, IndexError):
        return english


def format_amount(amount: Decimal | None, currency: str | None) -> str:
    """12.50 EUR in the person's way of writing numbers; "" for None."""
    if amount is None:
        return ""
    digits = max(2, -int(amount.as_tuple().exponent))
    number = QLocale().toString(float(amount), "f", digits)
    return f"{number} {currency}" if currency else number


def format_count(number: int) -> str:
    """A whole number in the person's way of writing it."""
    return QLocale().toString(number)


def format_list(words: Sequence[str]) -> str:
    """Words as a list within a sentence: total, date and merchant."""
    return QLocale().createSeparatedList(list(words))


def format_date(value: date | None) -> str:
    """A short date; "" for None."""
    if value is None:
        return ""
    shown = QDate(value.year, value.month, value.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def format_duration(seconds: float) -> str:
    """Rounded so that it does not pretend: 8 s, 40 s, 3 min, 2 h."""
    if seconds < 20:  # noqa: PLR2004
        return translate("texts", "{n} s").format(n=max(1, round(seconds)))
    if seconds < 90:  # noqa: PLR2004
        return translate("texts", "{n} s").format(n=round(seconds / 5) * 5)
    if seconds < 90 * 60:
        return translate("texts", "{n} min").format(n=round(seconds / 60))
    return translate("texts", "{n} h").format(n=round(seconds / 3600))
