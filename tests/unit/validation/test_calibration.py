"""Stated confidence is the measured share of right ones."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.validation.calibration import CALIBRATION_KNOTS, calibrate_score, interpolate
from tests.benchmarks.calibration import error, fit, held_out, load


@pytest.mark.parametrize("field", KEY_FIELDS)
def test_the_knots_are_those_of_the_kept_data(field: Field) -> None:
    rows = [(row.score, row.right) for row in load() if row.field is field]
    assert list(CALIBRATION_KNOTS[field]) == fit(rows)


@pytest.mark.parametrize(
    ("field", "most"), [(Field.TOTAL, 0.05), (Field.DATE, 0.05), (Field.MERCHANT, 0.06)]
)
def test_no_source_judges_itself_and_the_error_is_small(field: Field, most: float) -> None:
    judged = held_out([row for row in load() if row.field is field])
    assert error([(confidence, row.right) for row, confidence in judged]) <= most


def test_more_score_is_never_less_confidence() -> None:
    for field in KEY_FIELDS:
        shares = [calibrate_score(field, score / 100) for score in range(101)]
        assert shares == sorted(shares)


def test_other_fields_keep_their_score() -> None:
    assert calibrate_score(Field.PHONE, 0.42) == 0.42


@pytest.mark.parametrize(
    ("score", "share"), [(0.0, 0.0), (0.1, 0.25), (0.2, 0.5), (0.4, 0.6), (0.6, 0.7), (1.0, 0.7)]
)
def test_calibration_is_linear_between_its_knots(score: float, share: float) -> None:
    assert interpolate(((0.2, 0.5), (0.6, 0.7)), score) == pytest.approx(share)
