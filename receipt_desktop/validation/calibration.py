"""Calibration: turns scores into the share of values with that score that were right.

Method: the scores of the rules on real receipts were fitted with isotonic regression (pool adjacent
violators: Ayer, Brunk, Ewing, Reid, Silverman, 1955), each pool drawn towards the field's own mean
by `PRIOR` receipts. The receipts are scans, pictures that people took, and 74 pictures from public
projects that were read before the rules had seen anything like them: without these the fit would
be too confident, because the rules were written with the others in view.
`tests/benchmarks/calibration.py` does the fit, keeps its data as numbers in `calibration.json`, and
measures it: the receipts of each source are judged by the fit to all other sources.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from receipt_desktop.domain.fields import Field

Knots = tuple[tuple[float, float], ...]
"""Points (score, share of right values), both increasing."""

CALIBRATION_KNOTS: Mapping[Field, Knots] = MappingProxyType(
    {
        Field.TOTAL: (
            (0.085, 0.781),
            (0.329, 0.817),
            (0.395, 0.839),
            (0.65, 0.952),
            (0.86, 0.976),
            (0.981, 1.0),
        ),
        Field.DATE: ((0.725, 0.96), (0.815, 0.968), (0.899, 1.0)),
        Field.MERCHANT: (
            (0.078, 0.298),
            (0.247, 0.447),
            (0.307, 0.596),
            (0.359, 0.598),
            (0.504, 0.647),
            (0.631, 0.772),
            (0.751, 0.841),
            (0.974, 0.994),
        ),
    }
)
"""Result of `tests/benchmarks/calibration.py` for 333 totals, 312 dates and 329 merchants. The
calibration errors with each source held out are 0.009, 0.009 and 0.029."""


def calibrate_score(field: Field, score: float) -> float:
    """The share (0.0 to 1.0) of values with this score that were right; key fields only."""
    knots = CALIBRATION_KNOTS.get(field)
    return round(interpolate(knots, score), 3) if knots else score


def interpolate(knots: Sequence[tuple[float, float]], score: float) -> float:
    """Linear interpolation between the knots, constant above them, falling to 0 below them.

    Scores below the mean of the lowest pool are rare, and a pool says little about them.
    """
    index = bisect_right(knots, (score, 2.0))
    if index == 0:
        return knots[0][1] * max(0.0, score) / knots[0][0]
    if index == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[index - 1], knots[index]
    return y0 + (y1 - y0) * (score - x0) / (x1 - x0)
