"""Tables of receipts, readings and corrections. Rows never leave the store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime, even if the database stores no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Convert to UTC for the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Convert a database value to aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


MinorUnits = Annotated[int, mapped_column(BigInteger)]
"""Minor units; Hungarian and Indonesian totals exceed 32 bits."""


class TableBase(DeclarativeBase):
    """Base class of all tables."""

    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012


class ReceiptRow(TableBase):
    """A receipt: its state, and the values that the list shows."""

    __tablename__ = "receipts"
    __table_args__ = (
        Index(
            "ix_receipts_list",
            *(
                "removed_at",
                "created_at",
                "number",
                "status",
                "needs_review",
                "approved",
                "archived",
            ),
        ),
        Index("ix_receipts_number", "number", unique=True),
        Index("ix_receipts_work", "status", "lease_until"),
        Index("ix_receipts_bytes", "content_hash", "page"),
        Index("ix_receipts_ended", "completed_at"),
        Index("ix_receipts_outcomes", "status", "completed_at"),
        Index("ix_receipts_same_sum", "total_minor", "day", "currency"),
        Index("ix_receipts_duplicate_of", "duplicate_of"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    file_name: Mapped[str]
    content_hash: Mapped[str] = mapped_column(String(64))
    """"" for a receipt without a file, which was entered by hand."""
    page: Mapped[int | None]
    wish_reader: Mapped[str | None]
    wish_model: Mapped[str | None]
    wish_fresh: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int]
    held: Mapped[bool] = mapped_column(default=False)
    run: Mapped[int] = mapped_column(default=1)
    lost: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(12))
    stage: Mapped[str] = mapped_column(String(12))
    progress: Mapped[int] = mapped_column(default=0)
    remaining: Mapped[float | None]
    attempts: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    failure_code: Mapped[str | None]
    failure_sentence: Mapped[str | None]
    failure_key: Mapped[str | None]
    failure_details: Mapped[dict[str, Any] | None]
    merchant: Mapped[str | None]
    day: Mapped[date | None]
    total_minor: Mapped[MinorUnits | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    category: Mapped[str | None]
    confidence: Mapped[float | None]
    needs_review: Mapped[bool] = mapped_column(default=False)
    approved: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    model_outcome: Mapped[str] = mapped_column(default="off")
    thumbnail: Mapped[str | None]
    pages: Mapped[int] = mapped_column(default=0)
    flagged: Mapped[bool] = mapped_column(default=False)
    postponed: Mapped[bool] = mapped_column(default=False)
    accepted_reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Reasons that a person has accepted as printed so, with the amounts they were about."""
    version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    number: Mapped[int | None] = mapped_column(BigInteger)
    """In the order of arrival; the database sets it where the insert does not."""
    tax_minor: Mapped[MinorUnits | None]
    sort_name: Mapped[str] = mapped_column(default="")
    """The merchant's name, folded by `search_text.fold_text`."""
    duplicate_of: Mapped[str | None] = mapped_column(String(36))
    """The id of the earlier receipt that this one repeats, also after an approval."""
    duplicate_file: Mapped[str | None]
    """Its file name, which the reason names."""
    duplicate_tier: Mapped[str | None] = mapped_column(String(12))
    duplicate_deleted_at: Mapped[datetime | None]
    """When the earlier receipt was deleted; None if it is in the list."""
    merged_into: Mapped[str | None] = mapped_column(String(36))
    """The id of the receipt that has the pages of this removed one."""
    sources: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Its pages in order, once a person has arranged them, as `PageSource.to_json`."""
    tags: Mapped[str | None]
    project: Mapped[str | None]
    note: Mapped[str | None]
    paid_by: Mapped[str | None]
    reimbursable: Mapped[bool | None]
    archived: Mapped[bool] = mapped_column(default=False)
    source_kind: Mapped[str | None] = mapped_column(String(12))
    source_name: Mapped[str | None]
    source_sender: Mapped[str | None]
    source_values: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the rule of its source gives it with each reading, as `SourceRule.to_json`."""


class FurtherOriginalRow(TableBase):
    """An original that a receipt's pages come from, beside the receipt's own."""

    __tablename__ = "further_originals"
    __table_args__ = (Index("ix_further_originals_hash", "content_hash"),)

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class SearchTextRow(TableBase):
    """The folded text in which a receipt is searched; the database keeps an index of it."""

    __tablename__ = "search_texts"

    number: Mapped[int] = mapped_column(
        ForeignKey("receipts.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    body: Mapped[str]


class ReadingRow(TableBase):
    """The last reading, without its values, items and tax lines."""

    __tablename__ = "readings"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    currency: Mapped[str | None] = mapped_column(String(3))
    currency_confidence: Mapped[float]
    currency_clue: Mapped[str]
    receipt_type: Mapped[str]
    language: Mapped[str | None]
    country: Mapped[str | None]
    summary: Mapped[str | None]
    model: Mapped[str | None]
    disagreements: Mapped[list[Any]]
    engines: Mapped[list[Any]]
    preprocessed: Mapped[bool]
    pictures: Mapped[list[Any]]
    lines: Mapped[bytes] = mapped_column(LargeBinary)
    """OCR lines of both readings, zlib-compressed JSON."""
    document: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Codes and electronic invoice, zlib-compressed JSON; None without any."""
    document_check: Mapped[dict[str, Any] | None]
    """How these compare with the print."""
    seconds: Mapped[float]
    stage_seconds: Mapped[dict[str, Any]]
    needs_review: Mapped[bool]
    reasons: Mapped[list[Any]]
    extracted_at: Mapped[datetime | None]
    pipeline_version: Mapped[str]


class EvidenceColumns:
    """The position of a value on the picture."""

    page: Mapped[int | None]
    x: Mapped[int | None]
    y: Mapped[int | None]
    w: Mapped[int | None]
    h: Mapped[int | None]
    shown_text: Mapped[str | None]


class ValueRow(EvidenceColumns, TableBase):
    """A single-valued field as it was read: text, or minor units for money."""

    __tablename__ = "field_values"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str | None]
    minor: Mapped[MinorUnits | None]
    confidence: Mapped[float]
    source: Mapped[str]


class CorrectionRow(EvidenceColumns, TableBase):
    """A corrected field; both None means that it is not on the receipt."""

    __tablename__ = "corrections"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str | None]
    minor: Mapped[MinorUnits | None]
    made_at: Mapped[datetime]


class CorrectedLinesRow(TableBase):
    """The line items or the tax lines as a person has edited them, all of them."""

    __tablename__ = "corrected_lines"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    lines: Mapped[list[Any]]
    made_at: Mapped[datetime]


class ItemRow(EvidenceColumns, TableBase):
    """A line item; quantity and rates as plain decimal text."""

    __tablename__ = "items"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    description: Mapped[str]
    quantity: Mapped[str | None]
    unit_price: Mapped[str | None]
    total_minor: Mapped[MinorUnits]
    tax_rate: Mapped[str | None]
    confidence: Mapped[float]


class TaxLineRow(EvidenceColumns, TableBase):
    """A row of the tax table; the rate in percent as plain decimal text."""

    __tablename__ = "tax_lines"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    rate: Mapped[str | None]
    net_minor: Mapped[MinorUnits | None]
    amount_minor: Mapped[MinorUnits]
    confidence: Mapped[float]


class CategoryRow(TableBase):
    """A category of the list that a person arranges."""

    __tablename__ = "categories"

    name: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    colour: Mapped[str] = mapped_column(String(7))
    tax_treatment: Mapped[str] = mapped_column(String(20))
    hidden: Mapped[bool] = mapped_column(default=False)
    stands_for: Mapped[list[Any]] = mapped_column(default=list)
