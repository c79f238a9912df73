"""What every reader is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Line
from receipt_desktop.reading.pictures import Picture


@dataclass(frozen=True, slots=True, eq=False)
class OcrResult:
    """What a reader made of a picture."""

    picture: Picture
    """The picture as it must be for a person to read it: turned upright, straight."""
    lines: tuple[Line, ...]
    """In pixels of that picture, from top to bottom."""

    @property
    def letter_count(self) -> int:
        """How many letters and digits were read."""
        return sum(letter.isalnum() for line in self.lines for letter in line.text)

    @property
    def mean_score(self) -> float:
        """Mean score weighted by text length, 0.0 when nothing was read."""
        length = sum(len(line.text) for line in self.lines)
        return sum(line.score * len(line.text) for line in self.lines) / length if length else 0.0


class OcrReader(Protocol):
    """A reader of pictures."""

    @property
    def name(self) -> str:
        """As in `FieldText.engines`."""

    def read_picture(self, picture: Picture, deadline: Deadline) -> OcrResult:
        """Read a picture that may lie on its side or upside down. Raises `TimedOut`."""


def sort_downwards(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines from top to bottom, beside each other from left to right."""
    return tuple(sorted(lines, key=lambda line: (line.box.middle_y, line.box.x)))
