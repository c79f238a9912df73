"""The revisions of the tables: the numbers of the migration files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"


@cache
def list_revisions() -> tuple[str, ...]:
    """The revisions of this version, oldest first."""
    return tuple(
        sorted(file.name[:4] for file in (MIGRATIONS_FOLDER / "versions").glob("[0-9]*_*.py"))
    )


NEWEST_REVISION = list_revisions()[-1]
"""The newest revision of this version."""
