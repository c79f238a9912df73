"""Detects lines that are upside down with RapidOCR's orientation network."""

from __future__ import annotations

from collections.abc import Sequence

from receipt_desktop.reading.network_files import find_network, open_session, run_network
from receipt_desktop.reading.network_input import make_line_input
from receipt_desktop.reading.pictures import Picture

LINE_WIDTH = 192
"""Pixels; longer lines are squeezed, shorter ones padded."""


class LineOrientation:
    """Compares how likely lines are upright and upside down."""

    def __init__(self, threads: int) -> None:
        """Load the network. Raises `ImportError` when it is not installed."""
        self._session = open_session(str(find_network("cls")), threads)
        self._input = self._session.get_inputs()[0].name

    def are_upside_down(self, lines: Sequence[Picture]) -> bool:
        """Whether most of the lines are upside down, weighted by their probability."""
        balance = 0.0
        for line in lines:
            inputs = {self._input: make_line_input(line, LINE_WIDTH, LINE_WIDTH)}
            upright, turned = map(float, run_network(self._session, None, inputs)[0][0])
            balance += turned if turned > upright else -upright
        return balance > 0
