"""Calibration: turns scores into the share of values with that score that were right.

Method: the scores of the rules on real receipts, read three ways (scans by both readers, drawn
phone views, scans by Tesseract alone), were fitted with isotonic regression (pool adjacent
violators: Ayer, Brunk, Ewing, Reid, Silverman, 1955), each pool drawn towards the field's own
mean by `PRIOR` receipts. `tests/benchmarks/calibration.py` does the fit, keeps its data as numbers
in `calibration.json`, and measures it with tenfold cross-validation; all readings of one receipt
are in the same fold.

The rules have improved since, and a new fit to the same receipts would be close to 1.0 nearly
everywhere. It is not used because the rules are less accurate on receipts that they were not
developed on. The calibration error of totals today is 0.022 on the scans, 0.016 on phone views and
0.015 on coarser scans.
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
            (0.402, 0.48),
            (0.495, 0.627),
            (0.529, 0.681),
            (0.608, 0.785),
            (0.679, 0.794),
            (0.713, 0.872),
            (0.81, 0.948),
            (0.962, 0.996),
        ),
        Field.DATE: ((0.699, 0.727), (0.808, 0.966), (0.905, 1.0)),
        Field.MERCHANT: (
            (0.308, 0.443),
            (0.445, 0.462),
            (0.521, 0.503),
            (0.564, 0.595),
            (0.63, 0.687),
            (0.692, 0.868),
            (0.879, 0.967),
        ),
    }
)
"""Result of `tests/benchmarks/calibration.py` for 421 totals, 399 dates and 419 merchants of 142
receipts. The held-out calibration errors are 0.024, 0.006 and 0.053."""


def calibrate_score(field: Field, score: float) -> float:
    """The share (0.0 to 1.0) of values with this score that were right; key fields only."""
    knots = CALIBRATION_KNOTS.get(field)
    return round(interpolate(knots, score), 3) if knots else score


def interpolate(knots: Sequence[tuple[float, float]], score: float) -> float:
    """Linear interpolation between the knots, constant beyond them."""
    index = bisect_right(knots, (score, 2.0))
    if index == 0:
        return knots[0][1]
    if index == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[index - 1], knots[index]
    return y0 + (y1 - y0) * (score - x0) / (x1 - x0)
