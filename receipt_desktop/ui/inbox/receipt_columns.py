"""The columns of the table of receipts: one entry per column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from receipt_desktop.domain.fields import CATEGORIES, TAG_SEPARATOR, Field
from receipt_desktop.domain.listing import SortKey
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.i18n import source_texts, texts
from receipt_desktop.ui.review.field_input import format_field, write_day

WIDE_DAY = date(2028, 12, 28)
WIDE_MOMENT = QDateTime(2028, 12, 28, 22, 58, 58)
WIDE_AMOUNT, WIDE_CURRENCY = Decimal("-88888.88"), "MMK"
"""Samples of values: wide ones, though not the widest that there are."""


@dataclass(frozen=True, slots=True)
class ReceiptColumn:
    """One column."""

    key: SortKey
    """What it sorts by; also its name in the remembered state."""
    title: object
    """The title, marked for translation."""
    text: Callable[[Receipt], str]
    characters: int
    """Width at first, in average characters; more where a sample needs it."""
    samples: Callable[[], Sequence[str]] = tuple
    """Texts that must fit into the column at first, as the locale and the language have them."""
    align_right: bool = False
    shown_at_first: bool = True
    field: Field | None = None
    """The field whose value stands there, which can be edited in place."""

    @property
    def caption(self) -> str:
        return QCoreApplication.translate("ReceiptTable", str(self.title))


def _format_name(receipt: Receipt) -> str:
    """The merchant once it was read, else the file."""
    return (receipt.merchant if receipt.is_finished else None) or receipt.file_name


def _format_category(receipt: Receipt) -> str:
    """The category; before there is one, what is happening to the receipt."""
    if receipt.failure and receipt.status in (Status.FAILED, Status.PENDING):
        return texts.format_failure(receipt.failure)
    if receipt.status is Status.PROCESSING:
        return texts.format_stage(receipt.stage)
    return texts.translate_value(Field.CATEGORY, receipt.category or "")


def _format_source(receipt: Receipt) -> str:
    source = receipt.source
    return source_texts.format_source(source.kind, source.sender or source.name) if source else ""


def _format_added(receipt: Receipt) -> str:
    return _format_moment(QDateTime.fromSecsSinceEpoch(int(receipt.created_at.timestamp())))


def _format_moment(moment: QDateTime) -> str:
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _format_confidence(receipt: Receipt) -> str:
    return "" if receipt.confidence is None else f"{receipt.confidence:.0%}"


COLUMNS: tuple[ReceiptColumn, ...] = (
    ReceiptColumn(
        SortKey.DATE,
        QT_TRANSLATE_NOOP("ReceiptTable", "Date"),
        lambda receipt: write_day(receipt.day, QLocale()) if receipt.day else "",
        11,
        lambda: (write_day(WIDE_DAY, QLocale()),),
        field=Field.DATE,
    ),
    ReceiptColumn(
        SortKey.MERCHANT,
        QT_TRANSLATE_NOOP("ReceiptTable", "Merchant"),
        _format_name,
        24,
        field=Field.MERCHANT,
    ),
    ReceiptColumn(
        SortKey.CATEGORY,
        QT_TRANSLATE_NOOP("ReceiptTable", "Category"),
        _format_category,
        15,
        lambda: [texts.translate_value(Field.CATEGORY, one) for one in CATEGORIES],
        field=Field.CATEGORY,
    ),
    ReceiptColumn(
        SortKey.TOTAL,
        QT_TRANSLATE_NOOP("ReceiptTable", "Total"),
        lambda receipt: texts.format_amount(receipt.total, receipt.currency),
        14,
        lambda: (texts.format_amount(WIDE_AMOUNT, WIDE_CURRENCY),),
        align_right=True,
        field=Field.TOTAL,
    ),
    ReceiptColumn(
        SortKey.STATUS,
        QT_TRANSLATE_NOOP("ReceiptTable", "Status"),
        texts.format_status,
        14,
        texts.list_statuses,
    ),
    ReceiptColumn(
        SortKey.TAX,
        QT_TRANSLATE_NOOP("ReceiptTable", "Tax"),
        lambda receipt: texts.format_number(receipt.tax, receipt.currency),
        10,
        lambda: (texts.format_number(WIDE_AMOUNT, None),),
        align_right=True,
        shown_at_first=False,
        field=Field.TAX,
    ),
    ReceiptColumn(
        SortKey.CURRENCY,
        QT_TRANSLATE_NOOP("ReceiptTable", "Currency"),
        lambda receipt: receipt.currency or "",
        9,
        shown_at_first=False,
        field=Field.CURRENCY,
    ),
    ReceiptColumn(
        SortKey.FILE,
        QT_TRANSLATE_NOOP("ReceiptTable", "File"),
        lambda receipt: receipt.file_name,
        22,
        shown_at_first=False,
    ),
    ReceiptColumn(
        SortKey.ADDED,
        QT_TRANSLATE_NOOP("ReceiptTable", "Added"),
        _format_added,
        16,
        lambda: (_format_moment(WIDE_MOMENT),),
        shown_at_first=False,
    ),
    ReceiptColumn(
        SortKey.CONFIDENCE,
        QT_TRANSLATE_NOOP("ReceiptTable", "Confidence"),
        _format_confidence,
        11,
        align_right=True,
        shown_at_first=False,
    ),
    ReceiptColumn(
        SortKey.TAGS,
        QT_TRANSLATE_NOOP("ReceiptTable", "Tags"),
        lambda receipt: TAG_SEPARATOR.join(receipt.tags),
        16,
        shown_at_first=False,
        field=Field.TAGS,
    ),
    ReceiptColumn(
        SortKey.PROJECT,
        QT_TRANSLATE_NOOP("ReceiptTable", "Project"),
        lambda receipt: receipt.project or "",
        16,
        shown_at_first=False,
        field=Field.PROJECT,
    ),
    ReceiptColumn(
        SortKey.PAID_BY,
        QT_TRANSLATE_NOOP("ReceiptTable", "Paid by"),
        lambda receipt: receipt.paid_by or "",
        14,
        shown_at_first=False,
        field=Field.PAID_BY,
    ),
    ReceiptColumn(
        SortKey.REIMBURSABLE,
        QT_TRANSLATE_NOOP("ReceiptTable", "Reimbursable"),
        lambda receipt: format_field(Field.REIMBURSABLE, receipt.reimbursable, QLocale()),
        13,
        shown_at_first=False,
        field=Field.REIMBURSABLE,
    ),
    ReceiptColumn(
        SortKey.NOTE,
        QT_TRANSLATE_NOOP("ReceiptTable", "Note"),
        lambda receipt: receipt.note or "",
        24,
        shown_at_first=False,
        field=Field.NOTE,
    ),
    ReceiptColumn(
        SortKey.SOURCE,
        QT_TRANSLATE_NOOP("ReceiptTable", "Source"),
        _format_source,
        20,
        shown_at_first=False,
    ),
)
"""In their first order from left to right."""
NAME_COLUMN, CATEGORY_COLUMN, TOTAL_COLUMN, STATUS_COLUMN = (
    next(at for at, one in enumerate(COLUMNS) if one.key is key)
    for key in (SortKey.MERCHANT, SortKey.CATEGORY, SortKey.TOTAL, SortKey.STATUS)
)


def describe_receipt(receipt: Receipt) -> str:
    """A row in one sentence, for screen readers and searches by typing."""
    parts = (
        _format_name(receipt),
        texts.format_date(receipt.day),
        texts.format_amount(receipt.total, receipt.currency),
        texts.format_status(receipt),
    )
    return ", ".join(part for part in parts if part)


def format_rows(receipts: Sequence[Receipt]) -> str:
    """The receipts with all columns, separated by tabs, under their titles."""
    lines = [[column.caption for column in COLUMNS]]
    lines += [[column.text(receipt) for column in COLUMNS] for receipt in receipts]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
