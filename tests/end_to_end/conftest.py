"""What the tests that start programs share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.programs import FORK_SERVER


@pytest.fixture(autouse=True, scope="session")
def fork_server_ends() -> Iterator[None]:
    """Ends the server that starts the programs after the last test."""
    yield
    FORK_SERVER.stop()
