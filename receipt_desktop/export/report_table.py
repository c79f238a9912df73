"""A report as words and numbers in a language, for paper, a terminal or a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from receipt_desktop.domain import report_texts
from receipt_desktop.domain.report import Grouping, Report, ReportRow
from receipt_desktop.domain.report_period import MONTHS_OF_QUARTER, MONTHS_OF_YEAR, ReportPeriod
from receipt_desktop.messages import ENGLISH, LANGUAGES, Message

if TYPE_CHECKING:
    from babel import Locale

AmountCell = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """The cells of a report; those behind the first `words` columns are numbers."""

    title: str
    lines: tuple[str, ...]
    """Below the title: period, filters, currency, when it was made."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    words: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _NumberCells:
    """How numbers are written."""

    amount: AmountCell
    count: Callable[[int], str]
    nothing: str
    """For sums of receipts that all lack an exchange rate."""


@dataclass(frozen=True, slots=True)
class ReportLanguage:
    """Formats values as a locale does; sentences are in English where there are no others."""

    name: str
    """A language or a locale: de, fr_CH."""

    @property
    def locale(self) -> Locale:
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (slow to load)

        try:
            return Locale.parse(self.name.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return Locale(ENGLISH)

    def translate(self, message: Message | str) -> str:
        """A message in this language; a word as it is."""
        if isinstance(message, str):
            return message
        language = self.name[:2]
        return message.text(language if language in LANGUAGES else ENGLISH)

    def format_amount(self, amount: Decimal, currency: str | None = None) -> str:
        """1,234.50, with the code of the currency behind it; the amount has its decimals."""
        from babel.numbers import format_decimal  # noqa: PLC0415

        decimals = "0" * count_decimals(amount)
        pattern = f"#,##0.{decimals}" if decimals else "#,##0"
        number = format_decimal(amount, pattern, locale=self.locale)
        return f"{number} {currency}" if currency else number

    def format_count(self, number: int) -> str:
        """1,234."""
        from babel.numbers import format_decimal  # noqa: PLC0415

        return str(format_decimal(number, "#,##0", locale=self.locale))

    def format_day(self, day: date) -> str:
        """26 Nov 2026."""
        from babel.dates import format_date  # noqa: PLC0415

        return str(format_date(day, "medium", locale=self.locale))

    def format_month(self, name: str) -> str:
        """March 2025 for 2025-03."""
        from babel.dates import format_skeleton  # noqa: PLC0415

        return str(format_skeleton("yMMMM", date.fromisoformat(f"{name}-01"), locale=self.locale))

    def format_rate(self, rate: str) -> str:
        """5.5 % for 5.5."""
        from babel.numbers import format_decimal  # noqa: PLC0415

        return f"{format_decimal(Decimal(rate), '0.######', locale=self.locale)} %"

    def format_period(self, period: ReportPeriod) -> str:
        """Quarter 1 of 2025, March 2025, or its days."""
        first, last = period.first, period.last
        if first is None or last is None:
            return self._format_open(period)
        if period.months == 1:
            return self.format_month(period.name)
        if period.months == MONTHS_OF_QUARTER and "-Q" in period.name:
            year, _, quarter = period.name.partition("-Q")
            named = {"quarter": quarter, "year": year}
            return self.translate(Message("report_period_quarter", named))
        if period.months == MONTHS_OF_YEAR and first.month == 1:
            return str(first.year)
        return f"{self.format_day(first)} – {self.format_day(last)}"

    def _format_open(self, period: ReportPeriod) -> str:
        if period.first:
            first = self.format_day(period.first)
            return self.translate(Message("report_period_from", {"first": first}))
        if period.last:
            last = self.format_day(period.last)
            return self.translate(Message("report_period_until", {"last": last}))
        return self.translate(Message("report_period_all"))


def count_decimals(amount: Decimal) -> int:
    """The decimals of an amount."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def make_table(
    report: Report, language: ReportLanguage, cell: AmountCell | None = None
) -> ReportTable:
    """The cells of a report; `cell` formats the amounts in a file for programs."""
    cells = _NumberCells(language.format_amount, language.format_count, report_texts.NOTHING)
    if cell:
        cells = _NumberCells(cell, str, "")
    grouping = report.request.grouping
    has_gaps = report.total.unconverted > 0
    gaps = [*report_texts.gap_messages(report, language.format_amount)]
    notes = [*report_texts.note_messages(report)]
    if grouping is Grouping.VAT:
        notes.insert(0, report_texts.deductible_message(report, language.format_amount))
    total = (language.translate(Message("report_total")),) + ("",) * (grouping is Grouping.VAT)
    return ReportTable(
        language.translate(report_texts.title_message(grouping)),
        tuple(_list_lines(report, language)),
        tuple(_list_heads(grouping, language, has_gaps)),
        tuple(
            (*_name_row(grouping, row, language), *_list_numbers(row, cells, has_gaps))
            for row in report.rows
        ),
        (*total, *_list_numbers(report.total, cells, has_gaps)),
        len(total),
        tuple(language.translate(one) for one in (*gaps, *notes)),
    )


def name_row(grouping: Grouping, row: ReportRow, language: ReportLanguage) -> str:
    """The name of a row."""
    found = report_texts.row_message(grouping, row)
    if isinstance(found, str):
        if grouping is Grouping.MONTH:
            return language.format_month(found)
        if grouping.splits_receipts:
            return language.format_rate(found)
    return language.translate(found)


def _name_row(grouping: Grouping, row: ReportRow, language: ReportLanguage) -> tuple[str, ...]:
    name = name_row(grouping, row, language)
    if grouping is not Grouping.VAT:
        return (name,)
    return name, language.translate(report_texts.treatment_message(row) or "")


def _list_lines(report: Report, language: ReportLanguage) -> Iterator[str]:
    scope = report.request.scope
    period = language.format_period(scope.period)
    yield language.translate(Message("report_period", {"period": period}))
    yield ", ".join(language.translate(one) for one in report_texts.scope_messages(scope))
    yield language.translate(Message("report_currency", {"currency": report.currency}))
    made = language.format_day(report.made_at.astimezone().date())
    yield language.translate(Message("report_made", {"day": made}))


def _list_heads(grouping: Grouping, language: ReportLanguage, has_gaps: bool) -> Iterator[str]:
    yield language.translate(report_texts.column_message(grouping))
    if grouping is Grouping.VAT:
        yield language.translate(Message("report_column_treatment"))
    for name in ("receipts", "net", "tax", "gross"):
        yield language.translate(Message(f"report_column_{name}"))
    if has_gaps:
        yield language.translate(Message("report_column_unconverted"))


def _list_numbers(row: ReportRow, cells: _NumberCells, has_gaps: bool) -> tuple[str, ...]:
    gaps = (cells.count(row.unconverted) if row.unconverted else "",) if has_gaps else ()
    amounts = (
        cells.amount(one) if row.is_known else cells.nothing
        for one in (row.net, row.tax, row.gross)
    )
    return cells.count(row.receipts), *amounts, *gaps
