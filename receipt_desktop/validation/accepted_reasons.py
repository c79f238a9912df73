"""Reasons for a review that a person has accepted: "it is so on the paper".

An acceptance holds for the amounts and the date it was made for: other values are checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ReviewReason
from receipt_desktop.domain.review_reasons import collect_reason_amounts


def describe_amounts(draft: Draft) -> str:
    """The values that the checks depend on, as one text to compare."""
    amounts = collect_reason_amounts(draft)
    amounts["items"] = sum((item.total for item in draft.items), Decimal(0))
    numbers = (f"{name}={value.normalize():f}" for name, value in sorted(amounts.items()))
    return " ".join((*numbers, f"date={draft.get_value(Field.DATE)}", f"in={draft.currency}"))


def drop_accepted(
    reasons: Iterable[ReviewReason], accepted: Mapping[str, str], draft: Draft
) -> tuple[ReviewReason, ...]:
    """The reasons that were not accepted for the values of this draft."""
    if not accepted:
        return tuple(reasons)
    amounts = describe_amounts(draft)
    return tuple(reason for reason in reasons if accepted.get(reason.value) != amounts)
