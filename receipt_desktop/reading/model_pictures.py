"""Small copies of the stored page pictures for a language model that sees."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from receipt_desktop.domain.page import PagePicture

MAX_PICTURES = 2
"""Pictures of the first pages; the total mostly stands on one of them."""
MAX_PIXELS = 1_500_000
MAX_SIDE = 2_000
"""Pixels of the longer side: models scale larger pictures down themselves."""
MAX_BYTES = 700_000
"""Bytes of a JPEG; one that stays larger is left out."""
QUALITIES = (85, 65, 45)


def load_model_pictures(pages: Sequence[PagePicture], data_folder: Path) -> tuple[bytes, ...]:
    """JPEGs of the first pages, bounded in number, pixels and bytes; unreadable ones are left out.

    The stored pictures were written by this program, so that they are safe to decode here.
    """
    stored = [data_folder / page.file for page in pages[:MAX_PICTURES] if page.file]
    made = [_make_small_jpeg(path) for path in stored]
    return tuple(data for data in made if data is not None)


def _make_small_jpeg(path: Path) -> bytes | None:
    """The bounded JPEG of a stored picture; None when it is missing, broken or too large."""
    try:
        with Image.open(path) as stored:
            size = bound_size(*stored.size)
            stored.draft("RGB", size)
            small = stored.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    except OSError:
        return None
    encoded = (_encode_jpeg(small, quality) for quality in QUALITIES)
    return next((data for data in encoded if len(data) <= MAX_BYTES), None)


def bound_size(width: int, height: int) -> tuple[int, int]:
    """Width and height in pixels within the limits, in the same proportion."""
    factor = min(1.0, math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE / max(width, height))
    return max(1, int(width * factor)), max(1, int(height * factor))


def _encode_jpeg(picture: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
