"""The network files in RapidOCR's wheel, and the sessions that run them.

RapidOCR's own code is not imported: it takes half a second to load, opens each network with
memory plans for every shape of input, and copies each picture several times.

Source of the wire format: protobuf.dev/programming-guides/encoding; of the field numbers:
onnx.proto of ONNX (`ModelProto.graph` 7; `GraphProto.node` 1, `output` 12; `NodeProto.input` 1,
`op_type` 4; `ValueInfoProto.name` 1).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "rapidocr"
GRAPH, NODE, OUTPUT, INPUT, NAME, OPERATOR = 7, 1, 12, 1, 1, 4
VARINT, EIGHT_BYTES, LENGTH, FOUR_BYTES = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class HeadlessNetwork:
    """A network without its last layer, and the names of what that layer needs."""

    model: bytes
    features: str
    weights: str
    bias: str


def find_network(kind: str) -> Path:
    """The file of the network "det", "rec" or "cls". Raises `ImportError` when it is missing."""
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(found.origin).parent / "models" if found and found.origin else Path()
    file = next(iter(sorted(folder.glob(f"*_{kind}_*.onnx"))), None)
    if file is None:
        raise ImportError(f"RapidOCR has no network {kind!r}")
    return file


def open_session(model: str | bytes, threads: int) -> Any:
    """A session of onnxruntime for the network of a file or in memory.

    Without memory plans, which are stored for each shape of input: lines differ in width, so the
    plans would take 150 MB and save nothing. Without telemetry: unless this variable is set before
    the import, onnxruntime keeps an id of the device in the person's folder and sends events to
    Microsoft (Privacy.md in its wheel).
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (heavy)

    options = SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def remove_head(model: bytes) -> HeadlessNetwork:
    """The network up to its last matrix product, whose operands become its outputs.

    Raises `ValueError` when the network ends with anything but product, sum and Softmax.
    """
    parts = list(_split_message(memoryview(model)))
    graph = next((value for number, value, _ in parts if number == GRAPH), memoryview(b""))
    fields = list(_split_message(graph))
    nodes = [_Node.parse(value) for number, value, _ in fields if number == NODE]
    products = [index for index, node in enumerate(nodes) if node.operator == "MatMul"]
    head = nodes[products[-1] :] if products else []
    if [node.operator for node in head if node.operator != "Identity"] != HEAD_OPERATORS:
        raise ValueError("the network has an unknown head")
    names = (*head[0].inputs, head[1].inputs[1])
    shorter = b"".join(_list_kept_fields(fields, products[-1], names))
    rest = b"".join(bytes(raw) for number, _, raw in parts if number != GRAPH)
    return HeadlessNetwork(rest + _pack_field(GRAPH, shorter), *names)


HEAD_OPERATORS = ["MatMul", "Add", "Softmax"]


@dataclass(frozen=True, slots=True)
class _Node:
    """A step of a graph."""

    operator: str
    inputs: tuple[str, ...]

    @classmethod
    def parse(cls, message: memoryview) -> _Node:
        fields = list(_split_message(message))
        operator = next(bytes(value).decode() for n, value, _ in fields if n == OPERATOR)
        return cls(operator, tuple(bytes(value).decode() for n, value, _ in fields if n == INPUT))


_Field = tuple[int, memoryview, memoryview]
"""Number, value and whole encoding of a field."""


def _list_kept_fields(
    fields: Sequence[_Field], kept_nodes: int, outputs: Sequence[str]
) -> Iterator[bytes]:
    """The encoded fields of a graph with its first nodes alone and with these outputs."""
    nodes = 0
    for number, _, raw in fields:
        nodes += number == NODE
        if number != OUTPUT and (number != NODE or nodes <= kept_nodes):
            yield bytes(raw)
    for name in outputs:
        yield _pack_field(OUTPUT, _pack_field(NAME, name.encode()))


def _split_message(message: memoryview) -> Iterator[_Field]:
    """The fields of a protobuf message."""
    position = 0
    while position < len(message):
        start = position
        key, position = _read_varint(message, position)
        kind = key & 7
        length = 0
        if kind == VARINT:
            _, position = _read_varint(message, position)
        elif kind == LENGTH:
            length, position = _read_varint(message, position)
        else:
            length = {EIGHT_BYTES: 8, FOUR_BYTES: 4}[kind]
        end = position + length
        yield key >> 3, message[position:end], message[start:end]
        position = end


def _read_varint(message: memoryview, position: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and the position behind it."""
    value = shift = 0
    while True:
        byte = message[position]
        value |= (byte & 127) << shift
        position, shift = position + 1, shift + 7
        if byte < 128:  # noqa: PLR2004 (the last byte has no high bit)
            return value, position


def _pack_field(number: int, value: bytes) -> bytes:
    """A field of bytes."""
    return _pack_varint(number << 3 | LENGTH) + _pack_varint(len(value)) + value


def _pack_varint(value: int) -> bytes:
    groups = bytearray()
    while value > 127:  # noqa: PLR2004 (seven bits)
        groups.append(value & 127 | 128)
        value >>= 7
    return bytes((*groups, value))
