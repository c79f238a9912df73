"""RapidOCR's networks without RapidOCR: the shortened one, boxes of lines, uncertain steps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import TimedOut
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.domain.scripts import Script
from receipt_desktop.reading import network_files
from receipt_desktop.reading.byte_products import CONTRIBUTED, are_products_exact, multiply_bytes
from receipt_desktop.reading.network_files import find_network, open_session, run_network
from receipt_desktop.reading.network_graph import Graph, Node, remove_head
from receipt_desktop.reading.network_input import make_line_input
from receipt_desktop.reading.pictures import Picture, rotate_quarter_turns
from receipt_desktop.reading.reader import OcrResult
from receipt_desktop.reading.text_detector import TextDetector, find_boxes, sort_corners
from receipt_desktop.reading.text_recogniser import BLANK, TextRecogniser, is_speck
from receipt_desktop.reading.worker.tasks import needs_second_reader

WORDS = ("TOTAL EUR 1.234,56", "Rg-Nr. 0815/4711", "#@ %%% ~~", "12.50")


@pytest.fixture(scope="module")
def recogniser() -> TextRecogniser:
    return TextRecogniser(1)


def draw_line(text: str) -> Picture:
    line = np.full((60, 30 + 27 * len(text), 3), 255, np.uint8)
    cv2.putText(line, text, (15, 42), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
    return line


def read_with_whole_network(line: Picture) -> tuple[str, float]:
    """Text and score by the network with its last layer for all characters."""
    graph = Graph.parse(find_network("rec").read_bytes())
    if are_products_exact():
        multiply_bytes(graph)
    session = open_session(graph.pack(), 1)
    listed = session.get_modelmeta().custom_metadata_map["character"]
    characters = ["", *listed.splitlines(), " "]
    steps = session.run(None, {session.get_inputs()[0].name: make_line_input(line, 48, 9999)})[0][0]
    numbers, scores = steps.argmax(axis=1), steps.max(axis=1)
    kept = [
        n for n in range(len(numbers))
        if numbers[n] != BLANK and (n == 0 or numbers[n] != numbers[n - 1])
    ]  # fmt: skip
    return "".join(characters[numbers[n]] for n in kept), float(np.mean(scores[kept]))


@pytest.mark.parametrize("turns", [0, 2])
def test_lines_are_read_as_by_the_whole_network(recogniser: TextRecogniser, turns: int) -> None:
    lines = [rotate_quarter_turns(draw_line(text), turns) for text in WORDS[1 - turns // 2 :: 2]]
    found = recogniser.read_lines(lines, Deadline.after(60.0))
    expected = [read_with_whole_network(line) for line in lines]
    assert [text for text, _ in found] == [text for text, _ in expected]
    assert [score for _, score in found] == pytest.approx([s for _, s in expected], abs=0.005)


def test_drawn_words_are_read(recogniser: TextRecogniser) -> None:
    found = recogniser.read_lines([draw_line(WORDS[0]), draw_line(WORDS[3])], Deadline.after(60.0))
    assert [text.replace(" ", "") for text, _ in found] == ["TOTALEUR1.234,56", "12.50"]
    assert min(score for _, score in found) > 0.9


@pytest.mark.parametrize(
    ("text", "certainty", "expected"),
    [
        ("J MEDICAL SERVICES", 0.66, True),
        ("H MART", 0.95, False),
        ("1 COFFEE", 0.4, False),
        ("JUMBO", 0.4, False),
        ("J ", 0.4, False),
    ],
)
def test_an_uncertain_letter_alone_is_a_speck(text: str, certainty: float, expected: bool) -> None:
    assert is_speck(list(text), certainty) is expected


def test_no_lines_have_no_text(recogniser: TextRecogniser) -> None:
    assert recogniser.read_lines([], Deadline.after(60.0)) == []


def test_reading_stops_at_the_deadline(recogniser: TextRecogniser) -> None:
    with pytest.raises(TimedOut):
        recogniser.read_lines([draw_line("late")], Deadline.after(0.0))


def test_a_network_with_another_head_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown head"):
        remove_head(Graph.parse(find_network("det").read_bytes()))


def test_a_network_is_written_as_it_was_read() -> None:
    model = find_network("cls").read_bytes()
    line = make_line_input(draw_line("TOTAL"), 192, 192)
    before, after = (
        session.run(None, {session.get_inputs()[0].name: line})[0]
        for session in (open_session(model, 1), open_session(Graph.parse(model).pack(), 1))
    )
    assert np.array_equal(before, after)


def test_shared_memory_of_windows_changes_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    found, shared = [], []
    for is_shared in (False, True):
        monkeypatch.setattr(network_files, "_shares_memory", lambda answer=is_shared: answer)
        session = open_session(str(find_network("det")), 1)
        shared.append(session.get_session_options().enable_cpu_mem_arena)
        inputs = {session.get_inputs()[0].name: np.full((1, 3, 64, 320), 0.5, np.float32)}
        found += [run_network(session, None, inputs)[0] for _ in range(2)]
    assert shared == [False, True]
    assert all(np.array_equal(found[0], other) for other in found[1:])


def compute_features(graph: Graph, name: str, line: Picture) -> np.ndarray:
    graph.replace_outputs([name])
    session = open_session(graph.pack(), 1)
    inputs = {session.get_inputs()[0].name: make_line_input(line, 48, 9999)}
    return np.asarray(session.run(None, inputs)[0])


def test_products_of_bytes_give_nearly_the_same_features() -> None:
    floats, rounded = (Graph.parse(find_network("rec").read_bytes()) for _ in range(2))
    name = remove_head(floats).features
    remove_head(rounded)
    multiply_bytes(rounded)
    assert sum(node.operator == "DynamicQuantizeMatMul" for node in rounded.nodes) > 20
    assert len(rounded.pack()) < 0.7 * len(floats.pack())  # the floats are gone
    if not are_products_exact():
        pytest.skip("this processor multiplies bytes with losses")
    line = draw_line(WORDS[0])
    expected, found = (compute_features(graph, name, line) for graph in (floats, rounded))
    assert np.corrcoef(expected.ravel(), found.ravel())[0, 1] > 0.98


def test_tensors_of_other_types_are_refused() -> None:
    graph = Graph([], {}, [], [])
    graph.add_tensor("bytes", np.ones((2, 3), np.int8))
    with pytest.raises(ValueError, match="no floats"):
        graph.read_tensor("bytes")
    graph.add_tensor("floats", np.arange(6, dtype=np.float32).reshape(2, 3))
    assert graph.read_tensor("floats").tolist() == [[0, 1, 2], [3, 4, 5]]


def test_nodes_keep_their_attributes() -> None:
    node = Node.make("Transpose", ["a"], ["b"], CONTRIBUTED, perm=(0, 2, 3, 1))
    assert node.integers == {"perm": (0, 2, 3, 1)}


def test_a_missing_network_is_an_import_error() -> None:
    with pytest.raises(ImportError, match="nothing"):
        find_network("nothing")


def test_lines_are_found_where_they_are() -> None:
    page = np.full((300, 500, 3), 255, np.uint8)
    cv2.putText(page, "COFFEE 2.50", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    quads = TextDetector(1).find_lines(page)
    assert quads[:, :, 0].min() == pytest.approx(60, abs=12)
    assert quads[:, :, 1].min() == pytest.approx(85, abs=12)
    assert quads[:, :, 1].max() == pytest.approx(122, abs=12)


def test_an_empty_picture_has_no_lines() -> None:
    assert TextDetector(1).find_lines(np.full((20, 90, 3), 255, np.uint8)).shape == (0, 4, 2)


def test_boxes_are_wider_than_the_cores_of_lines() -> None:
    probabilities = np.zeros((200, 400), np.float32)
    probabilities[90:110, 100:300] = 0.9
    probabilities[20:40, 100:300] = 0.4  # too faint
    probabilities[150:152, 50:52] = 0.9  # a speck
    (box,) = find_boxes(probabilities)
    corners = cv2.boxPoints(box)
    widening = 1.6 * 200 * 20 / (2 * 220)
    assert np.ptp(corners[:, 0]) == pytest.approx(200 + 2 * widening, abs=3)
    assert np.ptp(corners[:, 1]) == pytest.approx(20 + 2 * widening, abs=3)


def test_corners_begin_at_the_top_left() -> None:
    tilted = np.array([[[90, 40], [10, 20], [88, 60], [8, 40]]], np.float32)
    assert sort_corners(tilted).tolist() == [[[10, 20], [90, 40], [88, 60], [8, 40]]]


@pytest.mark.parametrize(("missing", "needed"), [(None, True), (Script.HEBREW, False)])
def test_an_unread_script_gets_no_second_reader(missing: Script | None, needed: bool) -> None:
    lines = tuple(Line("n1o onn .nu", Box(10, 20 * n, 90, 15), 0.7) for n in range(9))
    page = np.full((300, 200, 3), 255, np.uint8)
    assert needs_second_reader(OcrResult(page, lines, missing_script=missing)) is needed


def test_onnxruntime_keeps_no_telemetry(tmp_path: Path) -> None:
    folders = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"), str(tmp_path))
    code = (
        "from receipt_desktop.reading import network_files as files\n"
        "files.open_session(str(files.find_network('cls')), 1)\n"
    )
    environment = {**os.environ, **folders}
    environment.pop("ORT_DISABLE_TELEMETRY", None)  # another test in this process has set it
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert not list(tmp_path.rglob("*"))
