"""The page sources of rows and of stored pictures. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.page_sources import (
    Corners,
    PageSource,
    list_originals,
    parse_page_source,
)
from receipt_desktop.store.tables import FurtherOriginalRow, ReceiptRow


def load_sources(row: ReceiptRow) -> tuple[PageSource, ...]:
    """The pages of a row that a person has arranged; empty for its original as it is."""
    return tuple(map(parse_page_source, row.sources or ()))


def set_sources(session: Session, row: ReceiptRow, sources: Sequence[PageSource]) -> None:
    """Set the pages of a row; empty for its original as it is.

    The originals stay as long as a row names them, whichever rows came with them.
    """
    if row.sources is not None:
        mine = FurtherOriginalRow.receipt_id == row.id
        session.execute(delete(FurtherOriginalRow).where(mine))
    row.sources = [source.to_json() for source in sources] or None
    further = [one for one in list_originals(sources) if one != row.content_hash]
    if further:
        session.flush()  # the row comes first: no relationship tells the session so
    session.add_all(FurtherOriginalRow(receipt_id=row.id, content_hash=one) for one in further)


def pack_picture(picture: PagePicture) -> list[Any]:
    """A stored picture as JSON: number, width, height, file, and where it is on which page."""
    packed = [picture.number, picture.width, picture.height, picture.file]
    if picture.corners is None and picture.source is None:
        return packed
    source = picture.source.to_json() if picture.source else None
    return [*packed, picture.corners, source]


def unpack_picture(packed: Sequence[Any]) -> PagePicture:
    """The stored picture of `pack_picture`."""
    number, width, height, file, *further = packed
    corners, source = further or (None, None)
    return PagePicture(
        number,
        width,
        height,
        file,
        parse_page_source(source) if source else None,
        _to_corners(corners) if corners else None,
    )


def _to_corners(packed: Sequence[Sequence[float]]) -> Corners:
    first, second, third, fourth = ((float(x), float(y)) for x, y in packed)
    return first, second, third, fourth
