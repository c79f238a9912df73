"""A decoded page of a file."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.domain.invoice import Invoice
from receipt_desktop.domain.page import Line
from receipt_desktop.reading.pictures import Picture


@dataclass(frozen=True, slots=True, eq=False)
class DecodedPage:
    """A page as a picture, with the text layer of its PDF."""

    picture: Picture
    text_layer: tuple[Line, ...] = ()
    """Visible lines of a PDF, in pixels of the picture; empty without a text layer."""
    fonts: tuple[int, ...] = ()
    """Identifies the font of each line of the text layer."""
    invoice: Invoice | None = None
    """The electronic invoice of the file, on its first page."""
    is_drawn: bool = False
    """Whether the page was drawn from the invoice, because the file is nothing else."""
