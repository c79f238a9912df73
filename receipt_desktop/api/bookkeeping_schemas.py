"""Schemas of categories, tags, projects, and receipts that are entered by hand."""

from __future__ import annotations

from pydantic import Field

from receipt_desktop.api.schemas import Change, Identifier, Metadata, SchemaModel, ShortText
from receipt_desktop.domain.categories import TaxTreatment

BY_HAND_NAME = "By hand"


class Entry(Change):
    """A receipt without a picture."""

    clientId: Identifier = Field(examples=["client-123"])
    name: ShortText = Field(
        BY_HAND_NAME, min_length=1, description="Stands in place of a file name."
    )
    metadata: Metadata = Field(default_factory=lambda: Metadata.model_validate({}))


class CategoryData(SchemaModel):
    """A category of the list."""

    name: str = Field(examples=["restaurant"], description="The value of the field `category`.")
    colour: str = Field(examples=["#298d52"])
    taxTreatment: TaxTreatment
    hidden: bool = Field(description="Not offered; receipts keep it.")
    standsFor: list[str] = Field(
        description="Earlier names and merged categories, which become this one."
    )
    receipts: int = Field(ge=0, description="Receipts that have it.")


class UsedValueData(SchemaModel):
    """A value that receipts have."""

    name: str
    receipts: int = Field(ge=1, description="Receipts that have it.")
