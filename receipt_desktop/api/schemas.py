"""The request and response schemas, as shown in the OpenAPI document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.fields import Field as ReceiptField
from receipt_desktop.domain.receipt import Priority

T = TypeVar("T")
ONE_LINE_PATTERN = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$"
"""Text on one line without control characters."""
ShortText = Annotated[str, StringConstraints(max_length=200, pattern=ONE_LINE_PATTERN)]
Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=ONE_LINE_PATTERN)
]
FieldText = Annotated[str, StringConstraints(max_length=500, pattern=ONE_LINE_PATTERN)]
IsoDate = Annotated[date, BeforeValidator(lambda value: date.fromisoformat(str(value)))]
"""YYYY-MM-DD only; Pydantic would also accept seconds since 1970."""
Amount = Annotated[Decimal, Field(ge=-(10**12), le=10**12)]
StatusName = Literal["pending", "processing", "completed", "failed"]
PRIORITIES = {"low": Priority.LOW, "normal": Priority.NORMAL, "high": Priority.HIGH}
EXAMPLE_ID = "0b7e4c1e-3f0a-4c57-9d1e-5f0f6f4f3a11"
EXAMPLE_TIME = "2024-01-01T12:00:00Z"


class SchemaModel(BaseModel):
    """Base class of schemas with examples."""

    model_config = ConfigDict(use_enum_values=True)


# -- requests


class Metadata(SchemaModel):
    """What a client says of its receipts; other keys are passed over."""

    source: ShortText | None = Field(None, examples=["mobile_app"])
    expectedType: ShortText | None = Field(None, examples=["retail"])
    priority: Literal["low", "normal", "high"] = "normal"


class Change(SchemaModel):
    """What a person has decided about a receipt."""

    model_config = ConfigDict(extra="forbid")

    corrections: dict[
        ReceiptField, StrictBool | Amount | date | FieldText | list[FieldText] | None
    ] = Field(
        default_factory=dict,
        examples=[{"totalAmount": 25.99, "date": "2024-01-01", "merchantName": "Super Marché"}],
        description="Values over what was read; null says that it is not on the receipt.",
    )
    uncorrect: list[ReceiptField] = Field(
        default_factory=list, max_length=20, description="Back to what was read."
    )
    approved: StrictBool | None = Field(
        None,
        description="A person has looked and it is right. Refused (409) while total, date or "
        "merchant is missing and is not named in `acceptMissing`.",
    )
    archived: StrictBool | None = Field(
        None, description="Put away: lists and counts leave it out unless they are asked for it."
    )
    acceptMissing: list[Literal["totalAmount", "date", "merchantName"]] = Field(
        default_factory=list,
        max_length=3,
        description="Fields that a person knows not to be on the receipt: approved without them.",
    )


# -- responses


class Answer(SchemaModel, Generic[T]):
    """An answer about one receipt."""

    success: Literal[True]
    requestId: str = Field(examples=[EXAMPLE_ID])
    data: T
    processingTime: float = Field(ge=0, description="Seconds that this answer took.")
    timestamp: str = Field(examples=[EXAMPLE_TIME])


class GeneralAnswer(SchemaModel, Generic[T]):
    """An answer about no receipt in particular."""

    success: Literal[True]
    data: T
    processingTime: float = Field(ge=0)
    timestamp: str = Field(examples=[EXAMPLE_TIME])


class Trouble(SchemaModel):
    """What went wrong."""

    code: Literal[
        "INVALID_REQUEST",
        "PROCESSING_ERROR",
        "SERVICE_UNAVAILABLE",
        "RATE_LIMITED",
        "UNAUTHORIZED",
        "TIMEOUT",
        "CANCELLED",
    ]
    message: str
    timestamp: str = Field(examples=[EXAMPLE_TIME])


class Refusal(SchemaModel):
    """An answer that is an error."""

    success: Literal[False]
    error: Trouble


class Reason(SchemaModel):
    """Why a receipt failed or a file was refused."""

    code: str
    message: str


class Accepted(SchemaModel):
    """One receipt that was taken in."""

    requestId: str = Field(examples=[EXAMPLE_ID])
    status: StatusName
    estimatedProcessingTime: int = Field(ge=0, description="Seconds.", examples=[30])
    message: str = Field(examples=["Votre demande est en attente de traitement"])


class AcceptedFile(SchemaModel):
    """One of several files: taken in, or refused with the error."""

    file: str
    requestId: str | None = None
    status: StatusName
    estimatedProcessingTime: int | None = None
    message: str
    error: Reason | None = None


class AcceptedAll(Accepted):
    """The first receipt, and where several files came, all of them."""

    receipts: list[AcceptedFile] | None = None


class StatusData(SchemaModel):
    """The status of a receipt as JSON."""

    requestId: str = Field(examples=[EXAMPLE_ID])
    status: StatusName
    progress: int = Field(ge=0, le=100, examples=[65])
    estimatedTimeRemaining: int = Field(ge=0, description="Seconds.", examples=[10])
    message: str = Field(examples=["Analyse de votre reçu en cours..."])


class DuplicateData(SchemaModel):
    """The earlier receipt that a receipt seems to repeat."""

    requestId: str = Field(examples=[EXAMPLE_ID])
    file: str
    tier: DuplicateTier


class ReadData(SchemaModel):
    """What was read."""

    receiptType: str = Field(examples=["retail"])
    extractedFields: dict[str, Any] = Field(
        examples=[
            {
                "totalAmount": {"value": 25.99, "currency": "EUR", "confidence": 0.95},
                "date": {"value": "2024-01-01", "confidence": 0.9},
                "merchantName": {"value": "Super Marché", "confidence": 0.85},
                "items": [{"description": "LAIT 1L", "totalPrice": 2.2, "confidence": 0.9}],
                "summary": "Achat au Super Marché pour 25,99€",
            }
        ]
    )
    processingMetadata: dict[str, Any]
    extractedAt: str
    needsReview: bool
    approved: bool
    reviewReasons: list[str]
    reviewProposals: list[str]
    duplicateOf: DuplicateData | None = None
    archived: bool
    enteredByHand: bool
    taxTreatment: TaxTreatment


class ResultData(SchemaModel):
    """How a receipt ended."""

    requestId: str = Field(examples=[EXAMPLE_ID])
    company: str | None = None
    file: str
    status: Literal["completed", "failed"]
    data: ReadData | None = None
    error: Reason | None = None
    createdAt: str = Field(examples=[EXAMPLE_TIME])
    completedAt: str | None = Field(None, examples=[EXAMPLE_TIME])


class Listed(SchemaModel):
    """One row of the list as JSON."""

    requestId: str = Field(examples=[EXAMPLE_ID])
    file: str
    status: StatusName
    progress: int
    merchantName: str | None
    date: str | None
    totalAmount: float | None
    currency: str | None
    category: str | None
    confidence: float | None
    needsReview: bool
    approved: bool
    tags: list[str]
    project: str | None
    note: str | None
    paidBy: str | None
    reimbursable: bool | None
    archived: bool
    enteredByHand: bool
    error: Reason | None
    createdAt: str
    completedAt: str | None


class ListData(SchemaModel):
    """One page of the list, newest first."""

    receipts: list[Listed]
    nextCursor: str | None = Field(description="Give it back for the next page; null at the end.")


class Deleted(SchemaModel):
    """What was deleted."""

    requestId: str
    deleted: Literal[True]


class Liveness(SchemaModel):
    """The health as everybody may know it."""

    status: Literal["healthy", "degraded", "unhealthy"]
