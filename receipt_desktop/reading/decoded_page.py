"""A decoded page of a file."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.domain.page import Line
from receipt_desktop.reading.pictures import Picture


@dataclass(frozen=True, slots=True, eq=False)
class DecodedPage:
    """A page as a picture, with the text layer of its PDF."""

    picture: Picture
    text_layer: tuple[Line, ...] = ()
    """Lines of a born-digital PDF that can be trusted, in pixels of the picture; else empty."""
