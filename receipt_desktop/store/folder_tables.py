"""The table of the files of watched folders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import TableBase


class FolderFileRow(TableBase):
    """A file of a watched folder, so that it is not read twice."""

    __tablename__ = "folder_files"
    __table_args__ = (
        Index("ix_folder_files_path", "source_id", "path", unique=True),
        Index("ix_folder_files_state", "source_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int]
    path: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    modified_ns: Mapped[int] = mapped_column(BigInteger)
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(12))
    error_key: Mapped[str] = mapped_column(default="")
    error_details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime]
