"""One opened page."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.domain.page import Line
from receipt_desktop.reading.pictures import Picture


@dataclass(frozen=True, slots=True, eq=False)
class DecodedPage:
    """A page as a picture, and the text that its file says is on it."""

    picture: Picture
    text_layer: tuple[Line, ...] = ()
    """A born-digital PDF's own text that can be trusted, in pixels of the picture."""
