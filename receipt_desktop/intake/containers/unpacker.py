"""Puts the files in archives and messages in their places among found files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.intake.containers.bodies import BodyRule, print_without_files
from receipt_desktop.intake.containers.kinds import detect_container
from receipt_desktop.intake.containers.limits import UnpackLimits
from receipt_desktop.intake.containers.member_names import make_safe_name
from receipt_desktop.intake.containers.unpacking import Unpacking
from receipt_desktop.reading.file_search import FoundFile
from receipt_desktop.reading.worker.worker_process import SCRATCH_PREFIX


class Unpacker:
    """Unpacks into a temporary folder, which is deleted at the end. Not thread-safe."""

    def __init__(self, limits: UnpackLimits, body_rule: BodyRule = print_without_files) -> None:
        """`body_rule` says of which messages the text is printed."""
        self._limits = limits
        self._body_rule = body_rule
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._scratch:
            self._scratch.cleanup()

    def expand(self, files: Iterable[FoundFile]) -> Iterator[FoundFile]:
        """The files in their order, and what is in a container in its place. Raises nothing.

        An unpacked file exists until `discard` or the end.
        """
        for found in files:
            kind = None if found.error or found.origin else detect_container(found.path)
            if kind is None:
                yield found
            else:
                folder = self._make_folder()
                yield from Unpacking(found, folder, self._limits, self._body_rule).run(kind)

    def receive(self, stream: IO[bytes], name: str) -> FoundFile:
        """Keep an upload as a file, to expand it; `name` is the client's. Raises `OSError`."""
        path = self._make_folder() / make_safe_name(name)
        with path.open("xb") as copy:
            shutil.copyfileobj(stream, copy)
        return FoundFile(path, name)

    def receive_bytes(self, data: bytes, name: str) -> FoundFile:
        """Keep a message from a server as a file, to expand it. Raises `OSError`."""
        return self.receive(BytesIO(data), name)

    def discard(self, files: Iterable[FoundFile]) -> None:
        """Delete unpacked files that have been copied."""
        own = Path(self._scratch.name) if self._scratch else None
        for found in files:
            if not found.error and own in found.path.parents:
                with suppress(OSError):
                    delete_file(make_openable(found.path))

    def _make_folder(self) -> Path:
        if self._scratch is None:
            prefix = f"{SCRATCH_PREFIX}{get_machine_id()}-{os.getpid()}-"
            self._scratch = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
        return Path(tempfile.mkdtemp(dir=self._scratch.name))
