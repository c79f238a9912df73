"""The interface of OCR readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Line
from receipt_desktop.domain.page_sources import Corners
from receipt_desktop.domain.scripts import Script
from receipt_desktop.reading.line_boxes import Quads
from receipt_desktop.reading.pictures import Picture, Points


@dataclass(frozen=True, slots=True, eq=False)
class OcrResult:
    """The result of reading a picture."""

    picture: Picture
    """The picture, upright and straight."""
    lines: tuple[Line, ...]
    """Boxes in pixels of `picture`, from top to bottom."""
    unread: tuple[Line, ...] = ()
    """Lines whose text is too uncertain to be used, or empty; from top to bottom."""
    missing_script: Script | None = None
    """The script of the text that no installed reader can read."""
    corners: Corners | None = None
    """Where the corners of `picture` are in the picture that was read; None for its own."""
    outlines: Mapping[Line, Points] = field(default_factory=dict)
    """The corners, shape (4, 2), of lines that may be tilted, clockwise from the top left."""
    is_upside_down: bool = False
    """Whether its text turned out to stand on its head: it should be read again, turned around."""

    @property
    def quarter_turns(self) -> int:
        """The quarter turns, counter-clockwise, from the picture that was read to `picture`."""
        if self.corners is None:
            return 0
        (left, top), (right, bottom) = self.corners[:2]
        across, down = right - left, bottom - top
        if abs(across) >= abs(down):
            return 0 if across > 0 else 2
        return 1 if down > 0 else 3

    @property
    def letter_count(self) -> int:
        """The number of letters and digits."""
        return sum(letter.isalnum() for line in self.lines for letter in line.text)

    @property
    def mean_score(self) -> float:
        """Mean score of the lines (0..1), weighted by text length; 0.0 without text."""
        length = sum(len(line.text) for line in self.lines)
        return sum(line.score * len(line.text) for line in self.lines) / length if length else 0.0


class OcrReader(Protocol):
    """Reads the text of a picture."""

    @property
    def name(self) -> str:
        """The name of the engine, as in `Text.engines`."""

    def locate_lines(self, picture: Picture, deadline: Deadline) -> Quads:
        """The boxes of most lines of a picture, in a glance; none when that takes a reading.

        Raises `TimedOut`.
        """

    def read_picture(
        self,
        picture: Picture,
        deadline: Deadline,
        *,
        is_photo: bool = True,
        is_upright: bool = False,
    ) -> OcrResult:
        """Read a picture that may lie on its side or upside down. Raises `TimedOut`.

        `is_upright`: a person has turned it, so that it is not turned again.
        A page that is no photo keeps its frame: it is neither cropped to its text nor flattened.
        """


def sort_downwards(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Sort lines from top to bottom, and from left to right within a row."""
    return tuple(sorted(lines, key=lambda line: (line.box.middle_y, line.box.x)))
