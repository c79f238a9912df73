"""The periods that the table can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

Period = tuple[date, date]
"""The first and the last day."""
CUSTOM = "custom"
PERIOD_LABELS: Mapping[str, object] = MappingProxyType(
    {
        "": QT_TRANSLATE_NOOP("ListFilter", "Any date"),
        "month": QT_TRANSLATE_NOOP("ListFilter", "This month"),
        "last_month": QT_TRANSLATE_NOOP("ListFilter", "Last month"),
        "quarter": QT_TRANSLATE_NOOP("ListFilter", "This quarter"),
        "last_quarter": QT_TRANSLATE_NOOP("ListFilter", "Last quarter"),
        "year": QT_TRANSLATE_NOOP("ListFilter", "This year"),
        "last_year": QT_TRANSLATE_NOOP("ListFilter", "Last year"),
        CUSTOM: QT_TRANSLATE_NOOP("ListFilter", "From … to …"),
    }
)
"""The English labels, by name."""


def period_label(name: str) -> str:
    """The label of a period."""
    return QCoreApplication.translate("ListFilter", str(PERIOD_LABELS.get(name, name)))


def find_period(name: str, today: date) -> Period | None:
    """The days of a named period; None for any date and for a custom period."""
    find = _PERIODS.get(name)
    return find(today) if find else None


def _span_months(year: int, month: int, count: int) -> Period:
    """So many whole months; `month` may be 0 or less for one of the year before."""
    start = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    after = start.month - 1 + count
    return start, date(start.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _quarter_month(today: date) -> int:
    return (today.month - 1) // 3 * 3 + 1


_PERIODS: Mapping[str, Callable[[date], Period]] = MappingProxyType(
    {
        "month": lambda today: _span_months(today.year, today.month, 1),
        "last_month": lambda today: _span_months(today.year, today.month - 1, 1),
        "quarter": lambda today: _span_months(today.year, _quarter_month(today), 3),
        "last_quarter": lambda today: _span_months(today.year, _quarter_month(today) - 3, 3),
        "year": lambda today: _span_months(today.year, 1, 12),
        "last_year": lambda today: _span_months(today.year - 1, 1, 12),
    }
)
