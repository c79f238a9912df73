"""What the table shows: which receipts, in which order; saved views are these with a name."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.export_batch import ExportFilter, ExportState
from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.ui.inbox.periods import find_period

KINDS = ("", "review", "open", "failed", "done")
"""The kinds of receipts, see `KindCounts`; "" for all."""
COMPLETED = frozenset({Status.COMPLETED})
KIND_QUERIES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "": {},
        "open": {"statuses": frozenset({Status.PENDING, Status.PROCESSING})},
        "review": {"statuses": COMPLETED, "needs_review": True},
        "done": {"statuses": COMPLETED, "needs_review": False},
        "failed": {"statuses": frozenset({Status.FAILED})},
    }
)
ARCHIVE_QUERIES: Mapping[str, bool | None] = MappingProxyType(
    {"": False, "shown": None, "only": True}
)
"""By `ListFilter.archived`, for `ReceiptQuery.archived`."""
FLAGS = frozenset(
    {"has_problem", "is_duplicate", "approved", "is_undated", "has_total", "without_duplicates"}
)
"""The conditions that are on or off."""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """The filter of the table. "" and None choose nothing."""

    text: str = ""
    kind: str = ""
    period: str = ""
    """A name of `periods`, or "custom" with `first_day` and `last_day`."""
    first_day: date | None = None
    last_day: date | None = None
    merchant: str = ""
    category: str | None = None
    currency: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    has_problem: bool = False
    is_duplicate: bool = False
    duplicate_tier: DuplicateTier | None = None
    tag: str | None = None
    project: str | None = None
    paid_by: str | None = None
    reimbursable: str = ""
    """"yes" or "no"."""
    archived: str = ""
    """"shown" with the others, or "only"."""
    export: str = ""
    """An `ExportState` under any profile."""
    source: str = ""
    """A `SourceKind`."""
    source_name: str = ""
    """The name of one source of this kind."""
    merchant_name: str | None = None
    """The whole name."""
    tax_rate: str | None = None
    tax_treatment: str | None = None
    """A `TaxTreatment`."""
    approved: bool = False
    is_undated: bool = False
    has_total: bool = False
    without_duplicates: bool = False

    def make_query(self, today: date, *, any_kind: bool = False) -> ReceiptQuery:
        """The query for the receipts; with `any_kind` for those of all kinds."""
        first, last = find_period(self.period, today) or (self.first_day, self.last_day)
        return ReceiptQuery(
            text=self.text,
            first_day=first,
            last_day=last,
            merchant=self.merchant,
            category=self.category,
            currency=self.currency,
            least=self.least,
            most=self.most,
            has_problem=self.has_problem or None,
            is_duplicate=self.is_duplicate or None,
            duplicate_tier=self.duplicate_tier,
            tag=self.tag,
            project=self.project,
            paid_by=self.paid_by,
            reimbursable={"yes": True, "no": False}.get(self.reimbursable),
            archived=ARCHIVE_QUERIES.get(self.archived, False),
            export=ExportFilter(ExportState(self.export)) if self.export else None,
            source=Source(SourceKind(self.source), self.source_name) if self.source else None,
            merchant_name=self.merchant_name,
            tax_rate=self.tax_rate,
            tax_treatment=TaxTreatment(self.tax_treatment) if self.tax_treatment else None,
            approved=self.approved or None,
            has_day=False if self.is_undated else None,
            has_total=self.has_total or None,
            without_duplicates=self.without_duplicates,
            **KIND_QUERIES["" if any_kind else self.kind],
        )

    @property
    def details(self) -> ListFilter:
        """The filter without its words and kind, which have their own controls."""
        return replace(self, text="", kind="")

    def with_details(self, details: ListFilter) -> ListFilter:
        """The filter with these conditions, but with its own words and kind."""
        return replace(details, text=self.text, kind=self.kind)

    def clear_field(self, name: str) -> ListFilter:
        """The filter without one of its conditions; "period" and "amount" clear both ends."""
        names = {
            "period": ("period", "first_day", "last_day"),
            "amount": ("least", "most"),
            "is_duplicate": ("is_duplicate", "duplicate_tier"),
            "source": ("source", "source_name"),
            "report": ("has_total", "without_duplicates"),
        }
        plain = ListFilter()
        cleared = {one: getattr(plain, one) for one in names.get(name, (name,))}
        return replace(self, **cleared)


@dataclass(frozen=True, slots=True)
class ListView:
    """A filter and an order."""

    filter: ListFilter = ListFilter()
    order: ReceiptOrder = ReceiptOrder()  # noqa: RUF009 (frozen)

    @property
    def is_plain(self) -> bool:
        """Whether it shows all receipts, the newest first."""
        return self == ListView()

    def to_json(self) -> dict[str, Any]:
        """As JSON; only what differs from a plain view."""
        chosen = asdict(self.filter)
        plain = asdict(ListFilter())
        kept = {name: value for name, value in chosen.items() if value != plain[name]}
        shape: dict[str, Any] = {
            name: value if isinstance(value, bool | str) else str(value)
            for name, value in kept.items()
        }
        return shape | {"order": self.order.key.value, "descending": self.order.descending}

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> ListView:
        """The view of `to_json`; what is not understood is left out."""
        values: dict[str, Any] = {}
        for one in fields(ListFilter):
            if one.name in shape:
                with suppress(ValueError, InvalidOperation):
                    values[one.name] = _parse_value(one.name, shape[one.name])
        if values.get("kind", "") not in KINDS:
            del values["kind"]
        for name, known in (("export", ExportState), ("source", SourceKind)):
            if values.get(name, "") not in ("", *known):
                del values[name]
        order = ReceiptOrder()
        with suppress(ValueError):
            descending = shape.get("descending") is not False
            order = ReceiptOrder(SortKey(shape.get("order", "")), descending)
        return cls(ListFilter(**values), order)


def _parse_value(name: str, value: Any) -> Any:
    """Raises `ValueError`, `InvalidOperation`."""
    if name in {"first_day", "last_day"}:
        return date.fromisoformat(str(value))
    if name in {"least", "most"}:
        return Decimal(str(value))
    if name in FLAGS:
        return value is True
    if name == "tax_treatment":
        return TaxTreatment(value).value
    if name == "duplicate_tier":
        return DuplicateTier(value)
    return str(value)
