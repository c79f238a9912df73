"""Networks in ONNX's format, read and written without the `onnx` package.

Source of the field numbers: onnx.proto of ONNX.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.wire_format import (
    Field,
    pack_bytes,
    pack_number,
    read_number,
    split_message,
)

MODEL_GRAPH, MODEL_OPERATORS = 7, 8
"""Of a `ModelProto`."""
NODE, INITIALIZER, GRAPH_INPUT, OUTPUT = 1, 5, 11, 12
"""Of a `GraphProto`."""
NODE_INPUT, NODE_OUTPUT, OPERATOR, ATTRIBUTE, DOMAIN = 1, 2, 4, 5, 7
"""Of a `NodeProto`."""
DIMENSION, DATA_TYPE, TENSOR_NAME, RAW_DATA = 1, 2, 8, 9
"""Of a `TensorProto`."""
NAME, VERSION = 1, 2
"""The name of most messages; the version of a set of operators."""
INTEGER, INTEGERS, KIND = 3, 8, 20
"""Of an `AttributeProto`."""
KIND_OF_INTEGERS = 7
DATA_TYPES = {np.dtype(np.float32): 1, np.dtype(np.int8): 3}

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Node:
    """A step of a network."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    raw: bytes
    """The encoded field of the graph."""

    @classmethod
    def parse(cls, field: Field) -> Node:
        """The node of a field of a graph."""
        parts = list(split_message(field[1]))

        def texts(number: int) -> tuple[str, ...]:
            return tuple(bytes(value).decode() for found, value, _ in parts if found == number)

        return cls(texts(OPERATOR)[0], texts(NODE_INPUT), texts(NODE_OUTPUT), bytes(field[2]))

    @classmethod
    def make(
        cls,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str = "",
        **lists: Sequence[int],
    ) -> Node:
        """A new node, whose attributes are lists of integers."""
        parts = [pack_bytes(NODE_INPUT, name.encode()) for name in inputs]
        parts += [pack_bytes(NODE_OUTPUT, name.encode()) for name in outputs]
        parts += [pack_bytes(OPERATOR, operator.encode()), pack_bytes(DOMAIN, domain.encode())]
        parts += [_pack_integers(name, values) for name, values in lists.items()]
        raw = pack_bytes(NODE, b"".join(parts))
        return cls(operator, tuple(inputs), tuple(outputs), raw)

    @cached_property
    def integers(self) -> dict[str, tuple[int, ...]]:
        """The attributes that are integers or lists of integers."""
        (field,) = split_message(memoryview(self.raw))
        messages = [value for number, value, _ in split_message(field[1]) if number == ATTRIBUTE]
        return dict(_parse_attribute(message) for message in messages)


@dataclass(slots=True, eq=False)
class Graph:
    """A network as a list of nodes and named tensors."""

    nodes: list[Node]
    tensors: dict[str, memoryview | bytes]
    """Encoded fields of the graph: the weights, by name."""
    others: list[bytes]
    """The other encoded fields of the graph."""
    frame: list[bytes]
    """The encoded fields of the model beside its graph."""

    @classmethod
    def parse(cls, model: bytes) -> Graph:
        """The network of a file."""
        graph: memoryview = memoryview(b"")
        frame = []
        for number, value, raw in split_message(memoryview(model)):
            if number == MODEL_GRAPH:
                graph = value
            else:
                frame.append(bytes(raw))
        found = cls([], {}, [], frame)
        for field in split_message(graph):
            found._add_field(field)
        return found

    def _add_field(self, field: Field) -> None:
        if field[0] == NODE:
            self.nodes.append(Node.parse(field))
        elif field[0] == INITIALIZER:
            parts = split_message(field[1])
            name = next(bytes(value).decode() for n, value, _ in parts if n == TENSOR_NAME)
            self.tensors[name] = field[2]
        else:
            self.others.append(bytes(field[2]))

    def read_tensor(self, name: str) -> Array:
        """The floats of a tensor, in its shape. Raises `ValueError` for another type of tensor."""
        (field,) = split_message(memoryview(self.tensors[name]))
        shape: list[int] = []
        data: memoryview | None = None
        for part in split_message(field[1]):
            if part[0] == DIMENSION:
                shape.append(read_number(part))
            elif part[0] == DATA_TYPE and read_number(part) != DATA_TYPES[np.dtype(np.float32)]:
                raise ValueError(f"tensor {name!r} holds no floats")
            elif part[0] == RAW_DATA:
                data = part[1]
        if data is None:
            raise ValueError(f"tensor {name!r} has no raw data")
        return np.frombuffer(data, "<f4").reshape(shape)

    def add_tensor(self, name: str, values: Array) -> None:
        """Add a named tensor."""
        parts = [pack_number(DIMENSION, side) for side in values.shape]
        parts += [pack_number(DATA_TYPE, DATA_TYPES[values.dtype])]
        parts += [pack_bytes(TENSOR_NAME, name.encode()), pack_bytes(RAW_DATA, values.tobytes())]
        self.tensors[name] = pack_bytes(INITIALIZER, b"".join(parts))

    def replace_outputs(self, names: Iterable[str]) -> None:
        """Let the network give out these tensors alone."""
        self.others = [raw for raw in self.others if _number_of(raw) != OUTPUT]
        self.others += [pack_bytes(OUTPUT, pack_bytes(NAME, name.encode())) for name in names]

    def add_operators(self, domain: str, version: int) -> None:
        """Allow nodes of a further set of operators."""
        named = pack_bytes(NAME, domain.encode()) + pack_number(VERSION, version)
        self.frame.append(pack_bytes(MODEL_OPERATORS, named))

    def pack(self) -> bytes:
        """The network as the bytes of a file, without tensors that nothing needs."""
        outputs = {name for raw in self.others for name in _list_output_names(raw)}
        needed = outputs.union(*(node.inputs for node in self.nodes))
        fields = [*(node.raw for node in self.nodes), *self.others]
        fields += [bytes(raw) for name, raw in self.tensors.items() if name in needed]
        return b"".join((*self.frame, pack_bytes(MODEL_GRAPH, b"".join(fields))))


def _list_output_names(raw: bytes) -> Iterator[str]:
    for number, value, _ in split_message(memoryview(raw)):
        if number == OUTPUT:
            parts = split_message(value)
            yield from (bytes(name).decode() for field, name, _ in parts if field == NAME)


def _number_of(raw: bytes) -> int:
    return next(number for number, _, _ in split_message(memoryview(raw)))


def _parse_attribute(message: memoryview) -> tuple[str, tuple[int, ...]]:
    fields = list(split_message(message))
    name = next(bytes(value).decode() for number, value, _ in fields if number == NAME)
    return name, tuple(read_number(field) for field in fields if field[0] in (INTEGER, INTEGERS))


def _pack_integers(name: str, values: Sequence[int]) -> bytes:
    parts = [pack_bytes(NAME, name.encode()), pack_number(KIND, KIND_OF_INTEGERS)]
    parts += [pack_number(INTEGERS, value) for value in values]
    return pack_bytes(ATTRIBUTE, b"".join(parts))


@dataclass(frozen=True, slots=True)
class HeadNames:
    """The tensors that the last layer of a network needs."""

    features: str
    weights: str
    bias: str


HEAD_OPERATORS = ["MatMul", "Add", "Softmax"]


def remove_head(graph: Graph) -> HeadNames:
    """End a network before its last matrix product, whose operands become its outputs.

    Raises `ValueError` when the network ends with anything but product, sum and Softmax.
    """
    products = [index for index, node in enumerate(graph.nodes) if node.operator == "MatMul"]
    head = graph.nodes[products[-1] :] if products else []
    if [node.operator for node in head if node.operator != "Identity"] != HEAD_OPERATORS:
        raise ValueError("the network has an unknown head")
    features, weights = head[0].inputs
    names = HeadNames(features, weights, head[1].inputs[1])
    graph.nodes = graph.nodes[: products[-1]]
    graph.replace_outputs((names.features, names.weights, names.bias))
    return names
