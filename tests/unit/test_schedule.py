"""In which order files of tests run, and by which process."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tests.schedule import LONG, LONG_PROGRAMS, PROGRAMS, place_in_queue

ROOT = Path(__file__).parents[2]
WHOLE_PROGRAM = f"{PROGRAMS}/test_wheel.py"


def sort(*files: tuple[str, int]) -> list[str]:
    """These files with their numbers of tests, as they are queued."""
    queued = sorted(files, key=lambda file: place_in_queue(PurePosixPath(file[0]), file[1]))
    return [name for name, _ in queued]


@pytest.mark.parametrize("name", [*LONG, *(f"{PROGRAMS}/{name}" for name in LONG_PROGRAMS)])
def test_each_long_file_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


def test_programs_start_the_queue_and_the_longest_of_the_others_ends_it() -> None:
    long_program = f"{PROGRAMS}/{LONG_PROGRAMS[0]}"
    files = ((LONG[0], 3), ("tests/unit/b.py", 90), (WHOLE_PROGRAM, 4), ("tests/ui/a.py", 5))
    assert sort(*files, (LONG[1], 80), (long_program, 1)) == [
        long_program, WHOLE_PROGRAM, "tests/ui/a.py", "tests/unit/b.py", LONG[1], LONG[0],
    ]  # fmt: skip
