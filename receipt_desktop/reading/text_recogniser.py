"""Recognises the text of lines: RapidOCR's recognition network.

The network compares each step of a line, eight pixels wide at its height, with 18,700 characters,
which takes a quarter of its time. Here its last layer runs apart: each step is compared with the
few hundred characters of Latin text and, only where none of them is certain, with all. In a line
with any other character, all steps are. On 1,596 lines of photos and scans the text is that of the
whole comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.reading.byte_products import are_products_exact, multiply_bytes
from receipt_desktop.reading.network_files import find_network, open_session, run_network
from receipt_desktop.reading.network_graph import Graph, remove_head
from receipt_desktop.reading.network_input import make_line_input
from receipt_desktop.reading.pictures import Picture

MIN_WIDTH, MAX_WIDTH = 48, 100_000
"""Pixels of a line: the network needs some, and shorter lines are padded."""
CERTAIN_PROBABILITY = 0.95
"""Of a usual character among the usual ones; less certain steps are compared with all."""
USUAL_RANGES = (
    (0x20, 0x250),
    (0x2010, 0x2030),
    (0x20A0, 0x20D0),
    (0x3000, 0x3010),
    (0xFF00, 0xFFF0),
)
"""Latin letters, punctuation, currency signs, and the wide forms that look like these."""
STEPS_AT_ONCE = 256
"""Steps compared with all characters together: 20 MB."""
SURE_LETTER = 0.7
"""Probability below which a single letter before the words of a line is a speck or the rest of a
picture. Of 3,169 lines 33 begin so: the four less probable letters are specks, others are print."""
BLANK = 0
"""The number of the character that stands between letters."""

Features = NDArray[np.float32]
"""Shape (steps, features)."""


class TextRecogniser:
    """Reads lines of text in Latin letters, Chinese and Japanese."""

    def __init__(self, threads: int) -> None:
        """Load the network. Raises `ImportError` when it is not installed."""
        network = Graph.parse(find_network("rec").read_bytes())
        head = remove_head(network)
        if are_products_exact():
            multiply_bytes(network)
        self._session = open_session(network.pack(), threads)
        self._input = self._session.get_inputs()[0].name
        self._features = head.features
        sample = np.zeros((1, 3, 48, MIN_WIDTH), np.float32)
        layer = run_network(self._session, [head.weights, head.bias], {self._input: sample})
        self._all = CharacterLayer(*layer)
        listed = self._session.get_modelmeta().custom_metadata_map["character"]
        self._characters = ("", *listed.splitlines(), " ")
        self._usual_numbers = np.array([BLANK, *self._list_usual_numbers()])
        self._usual = self._all.choose(self._usual_numbers)
        self._is_usual = np.zeros(len(self._characters), bool)
        self._is_usual[self._usual_numbers] = True

    def _list_usual_numbers(self) -> Iterator[int]:
        for number, character in enumerate(self._characters):
            if len(character) == 1 and any(a <= ord(character) < b for a, b in USUAL_RANGES):
                yield number

    def read_lines(self, crops: Sequence[Picture], deadline: Deadline) -> list[tuple[str, float]]:
        """Text and score (0..1) of each line. Raises `TimedOut`."""
        if not crops:
            return []
        features = [self._compute_features(crop, deadline) for crop in crops]
        numbers, probabilities = self._compare(np.concatenate(features))
        ends = np.cumsum([len(steps) for steps in features])[:-1]
        compared = zip(np.split(numbers, ends), np.split(probabilities, ends), strict=True)
        return [
            self._decode(*(found if self._is_usual[found[0]].all() else self._all.compare(steps)))
            for steps, found in zip(features, compared, strict=True)
        ]

    def _compute_features(self, crop: Picture, deadline: Deadline) -> Features:
        deadline.raise_if_over()
        line = make_line_input(crop, MIN_WIDTH, MAX_WIDTH)
        features: Features
        features = run_network(self._session, [self._features], {self._input: line})[0][0]
        return features

    def _compare(self, steps: Features) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Number and probability of the likeliest character of each step."""
        found, probabilities = self._usual.compare(steps)
        numbers = self._usual_numbers[found]
        uncertain = np.flatnonzero(probabilities < CERTAIN_PROBABILITY)
        for start in range(0, len(uncertain), STEPS_AT_ONCE):
            some = uncertain[start : start + STEPS_AT_ONCE]
            numbers[some], probabilities[some] = self._all.compare(steps[some])
        return numbers, probabilities

    def _decode(
        self, numbers: NDArray[np.intp], probabilities: NDArray[np.float32]
    ) -> tuple[str, float]:
        """The text, in which repeated steps are one character, and its mean probability."""
        is_new = np.ones(len(numbers), bool)
        is_new[1:] = numbers[1:] != numbers[:-1]
        is_new &= numbers != BLANK
        if not is_new.any():
            return "", 0.0
        letters = [self._characters[number] for number in numbers[is_new]]
        certainty = probabilities[is_new]
        if is_speck(letters, certainty[0]):
            letters, certainty = letters[2:], certainty[2:]
        return "".join(letters), round(float(certainty.mean()), 5)


def is_speck(letters: Sequence[str], certainty: float) -> bool:
    """Whether a line begins with a single letter that hardly anything speaks for."""
    is_single = len(letters) > 2 and letters[0].isalpha() and letters[1] == " "  # noqa: PLR2004
    return is_single and certainty < SURE_LETTER


class CharacterLayer:
    """The last layer of the network, for some of its characters."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        """`weights` has the shape (features, characters), `bias` (characters,)."""
        self._weights, self._bias = weights, bias

    def choose(self, numbers: NDArray[np.intp]) -> CharacterLayer:
        """The layer for these characters alone."""
        return CharacterLayer(np.ascontiguousarray(self._weights[:, numbers]), self._bias[numbers])

    def compare(self, steps: Features) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Number and probability of the likeliest character of each step.

        With all characters, a step takes 80 KB.
        """
        values = steps @ self._weights
        values += self._bias
        numbers = values.argmax(axis=1)
        values -= np.take_along_axis(values, numbers[:, None], axis=1)
        np.exp(values, out=values)
        return numbers, 1 / values.sum(axis=1)
