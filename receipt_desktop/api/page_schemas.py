"""Schemas of splits, joins and attached pictures."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, StrictInt

from receipt_desktop.api.schemas import EXAMPLE_ID, Accepted, SchemaModel

MAX_PARTS = 100
MAX_JOINED = 100
MAX_PIXELS = 1_000_000
"""Largest coordinate of a box."""
Pixels = Annotated[StrictInt, Field(ge=0, le=MAX_PIXELS)]
BoxSides = Annotated[
    tuple[Pixels, Pixels, Pixels, Pixels],
    BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value),
]


class PlaceData(SchemaModel):
    """A page of a receipt, or a part of it."""

    model_config = ConfigDict(extra="forbid")

    page: StrictInt = Field(ge=0, le=10_000, description="From 0, as in `image?page=`.")
    box: BoxSides | None = Field(
        None,
        examples=[[0, 0, 800, 1200]],
        description="x, y, width and height in pixels of its picture, as in the evidence of "
        "values; the whole page without.",
    )


Part = Annotated[list[PlaceData], Field(min_length=1, max_length=1_000)]


class SplitOrder(SchemaModel):
    """The receipts that one receipt consists of."""

    model_config = ConfigDict(extra="forbid")

    parts: Annotated[list[Part], Field(min_length=2, max_length=MAX_PARTS)] | None = Field(
        None, description="The places of each new receipt; as it is proposed without."
    )


class SplitProposal(SchemaModel):
    """The receipts that a receipt seems to consist of."""

    parts: list[list[PlaceData]] = Field(description="Empty for one receipt.")


class JoinOrder(SchemaModel):
    """Receipts to join, in the order of their pages."""

    model_config = ConfigDict(extra="forbid")

    requestIds: list[UUID] = Field(min_length=2, max_length=MAX_JOINED, examples=[[EXAMPLE_ID]])


class ExchangeData(SchemaModel):
    """Receipts that took the place of others."""

    action: Literal["split", "join", "unsplit", "unjoin"]
    removed: list[str] = Field(examples=[[EXAMPLE_ID]])
    receipts: list[Accepted]
