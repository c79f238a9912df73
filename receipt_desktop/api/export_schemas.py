"""Schemas of exports."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool, StringConstraints

from receipt_desktop.actions import export_formats
from receipt_desktop.api.schemas import (
    EXAMPLE_ID,
    EXAMPLE_TIME,
    ONE_LINE_PATTERN,
    IsoDate,
    SchemaModel,
)

FORMAT_NAMES = tuple(form.name for form in export_formats())
FormatName = Annotated[str, StringConstraints(pattern=f"^({'|'.join(FORMAT_NAMES)})$")]
Words = Annotated[str, StringConstraints(max_length=200, pattern=ONE_LINE_PATTERN)]


class ExportOrder(SchemaModel):
    """Which receipts are exported, and how; all conditions must hold."""

    model_config = ConfigDict(extra="forbid")

    format: FormatName = Field("csv", description=", ".join(FORMAT_NAMES))
    profile: Words = Field(
        "", description="By its name; empty for none, and then nothing is remembered."
    )
    layout: Literal["receipts", "items"] = Field("receipts", description="Of the CSV.")
    requestIds: list[UUID] = Field(default_factory=list, max_length=5_000, examples=[[EXAMPLE_ID]])
    text: Words = ""
    dateFrom: IsoDate | None = None
    dateTo: IsoDate | None = None
    approved: StrictBool | None = None
    needsReview: StrictBool | None = None
    exported: Literal["exported", "new", "changed"] | None = Field(
        None, description="By the profile; without one, by any."
    )


class CheckTotal(SchemaModel):
    """The sum of one currency."""

    currency: str | None
    receipts: int
    total: float


class CheckProblem(SchemaModel):
    """Why a receipt, or without a requestId the profile, cannot be exported."""

    requestId: str | None = Field(examples=[EXAMPLE_ID])
    name: str
    message: str
    blocks: bool


class CheckData(SchemaModel):
    """What an export would do."""

    receipts: int
    leftOut: int
    needsReview: int
    unfinished: int
    totals: list[CheckTotal]
    problems: list[CheckProblem] = Field(description="At most 200.")


class ProfileData(SchemaModel):
    """An export profile."""

    name: str
    format: str | None


class ProfilesData(SchemaModel):
    """The export profiles."""

    profiles: list[ProfileData]


class BatchData(SchemaModel):
    """A past export."""

    number: int
    batch: str = Field(examples=["E000042"])
    profile: str
    format: str
    exportedAt: str = Field(examples=[EXAMPLE_TIME])
    receipts: int
    undone: bool
    chainHead: str | None


class BatchesData(SchemaModel):
    """Past exports."""

    batches: list[BatchData]


class UndoneData(SchemaModel):
    """An export whose receipts count as not exported."""

    batch: str
    receipts: int
