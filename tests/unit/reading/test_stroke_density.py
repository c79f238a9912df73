"""What a first look at a picture leaves out has no print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from receipt_desktop.reading.pictures import as_picture
from receipt_desktop.reading.stroke_density import is_print_around

WIDTH, HEIGHT = 600, 1600
UPPER = (0, 0, WIDTH, HEIGHT // 2)


def draw(*rows: int, ink: int = 0) -> np.ndarray:
    """Paper with a line of print at each of these heights."""
    paper = np.full((HEIGHT, WIDTH, 3), 235, np.uint8)
    for row in rows:
        place = (40, row)
        cv2.putText(paper, "TOTAL 12.50 EUR", place, cv2.FONT_HERSHEY_SIMPLEX, 1.4, (ink,) * 3, 2)
    return paper


@pytest.mark.parametrize("ink", [0, 190])
def test_faint_print_below_the_found_text_is_noticed(ink: int) -> None:
    picture = draw(*range(60, 760, 60))
    picture[HEIGHT // 2 :] = draw(*range(860, 1560, 60), ink=ink)[HEIGHT // 2 :]
    assert is_print_around(as_picture(picture), *UPPER)


def test_blank_paper_and_smooth_ground_have_no_print() -> None:
    picture = draw(*range(60, 760, 60))
    assert not is_print_around(as_picture(picture), *UPPER)
    ground = np.linspace(40, 200, WIDTH, dtype=np.uint8)
    picture[HEIGHT // 2 :] = ground[None, :, None]
    assert not is_print_around(as_picture(picture), *UPPER)
    assert not is_print_around(as_picture(picture), 0, 0, WIDTH, HEIGHT)
