"""The network files in RapidOCR's wheel, and the sessions that run them.

RapidOCR's own code is not imported: it takes half a second to load, opens each network with
memory plans for every shape of input, and copies each picture several times.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = "rapidocr"


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
    options.enable_cpu_mem_arena, options.enable_mem_pattern = _shares_memory(), False
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run_network(session: Any, outputs: Sequence[str] | None, inputs: Mapping[str, Any]) -> Any:
    """These outputs of a network, None for all; what its layers shared is freed afterwards."""
    return session.run(outputs, inputs, _free_afterwards() if _shares_memory() else None)


def _shares_memory() -> bool:
    """Whether the layers of a run use one piece of memory.

    Windows clears the memory of each large array anew: half of the time of the detection. glibc
    does not, see `keep_freed_memory`.
    """
    return sys.platform == "win32"


@cache
def _free_afterwards() -> Any:
    from onnxruntime import RunOptions  # noqa: PLC0415 (heavy)

    options = RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
