"""Decodes pages of image files, PDFs and electronic invoices, and counts them.

Runs in a worker process only.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pi_heif
from PIL import ExifTags, Image

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.page_sources import Region
from receipt_desktop.reading import pdf
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.einvoice.invoices import parse_invoice
from receipt_desktop.reading.einvoice.page import draw_invoice
from receipt_desktop.reading.file_types import FileKind, FileType, inspect_file
from receipt_desktop.reading.pictures import (
    LONG_SIDE,
    MAX_ENLARGEMENT,
    Picture,
    as_picture,
    choose_factor,
    scale_picture,
    swap_channels,
)
from receipt_desktop.reading.request import ReadLimits

MIN_SIDE = 24
"""Pixels: smallest width and height of a picture that can hold a receipt."""

MAX_INK_SHARE = 0.5
"""Share of a transparent picture that letters cover; more is paper."""
MIN_LIGHT = 160.0
"""Mean grey level (of 255) of light letters."""

DECODERS: Mapping[FileType, str] = MappingProxyType(
    {
        FileType.JPEG: "JPEG",
        FileType.PNG: "PNG",
        FileType.WEBP: "WEBP",
        FileType.TIFF: "TIFF",
        FileType.BMP: "BMP",
        FileType.GIF: "GIF",
        FileType.HEIC: "HEIF",
        FileType.AVIF: "AVIF",
    }
)

# The transposition that undoes each EXIF orientation (tag 0x0112, CIPA DC-008).
TRANSPOSITIONS: Mapping[int, Image.Transpose] = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)

LYING = frozenset(TRANSPOSITIONS[orientation] for orientation in (5, 6, 7, 8))
"""Those that exchange width and height."""
REDUCIBLE_MODES = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})

# Errors that Pillow's decoders raise for damaged files.
DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def configure_pillow() -> None:
    """Let Pillow open HEIC and drop its own size limit; call once in a process."""
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None


def count_pages(path: Path, limits: ReadLimits, passwords: Sequence[str] = ()) -> int:
    """The number of pages. Raises `InvalidRequest` for a damaged file or too many pages.

    `passwords` are tried in turn for a protected PDF; without the right one `PasswordRequired` is
    raised, here and below.
    """
    kind = inspect_file(path, limits)
    if kind.type is FileType.PDF:
        with pdf.open_document(path, passwords) as opened:
            return check_page_count(len(opened), limits)
    if kind.type is FileType.XML:
        return 1
    with open_image(path, kind) as image:
        return check_page_count(count_frames(image, kind), limits)


def open_page(
    path: Path,
    number: int,
    limits: ReadLimits,
    passwords: Sequence[str] = (),
    region: Region | None = None,
) -> DecodedPage:
    """Decode page `number` (0-based) into a picture of bounded size, with its text layer if any.

    Of a page with a `region`, that is bounded, and the page is larger. Raises `InvalidRequest`.
    """
    kind = inspect_file(path, limits)
    if kind.type is FileType.PDF:
        with pdf.open_document(path, passwords) as opened:
            check_page_exists(number, check_page_count(len(opened), limits))
            return pdf.open_pdf_page(opened, number, limits, region)
    if kind.type is FileType.XML:
        check_page_exists(number, 1)
        return open_invoice(path)
    with open_image(path, kind) as image:
        check_page_exists(number, check_page_count(count_frames(image, kind), limits))
        if number:
            image.seek(number)
        return DecodedPage(decode_image(image, limits, region))


def open_invoice(path: Path) -> DecodedPage:
    """The page of an electronic invoice, drawn. Raises `InvalidRequest`."""
    invoice = parse_invoice(path.read_bytes())
    picture, lines = draw_invoice(invoice)
    return DecodedPage(picture, lines, invoice=invoice, is_drawn=True)


def check_page_count(pages: int, limits: ReadLimits) -> int:
    """Return `pages`. Raises `InvalidRequest` when the limit is exceeded."""
    if pages > limits.max_pages:
        raise InvalidRequest("too_many_pages", pages=pages, limit=limits.max_pages)
    return pages


def check_page_exists(number: int, pages: int) -> None:
    """Raise `InvalidRequest` unless `number` (0-based) is less than `pages`."""
    if not 0 <= number < pages:
        raise InvalidRequest("no_such_page", page=number + 1, pages=pages)


def count_frames(image: Image.Image, kind: FileKind) -> int:
    """The number of pages of a TIFF; 1 for all other formats, of which the first frame is read."""
    return int(getattr(image, "n_frames", 1)) if kind.type is FileType.TIFF else 1


@contextmanager
def open_image(path: Path, kind: FileKind) -> Iterator[Image.Image]:
    """Open an image and read its header. Raises `InvalidRequest`, also while it is decoded."""
    try:
        with Image.open(path, formats=[DECODERS[kind.type]]) as image:
            yield image
    except DECODER_ERRORS as error:
        raise InvalidRequest("picture_broken") from error


def decode_image(image: Image.Image, limits: ReadLimits, region: Region | None = None) -> Picture:
    """Decode the pixels: upright by EXIF, on white, 8 bits a channel, of bounded size."""
    width, height = image.size
    check_size(width, height, limits)
    wanted = LONG_SIDE if region is None else MAX_ENLARGEMENT * LONG_SIDE
    image.draft("RGB", (wanted, wanted))
    image.load()
    turn = TRANSPOSITIONS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    size = image.size[::-1] if turn in LYING else image.size
    image = flatten_to_rgb(reduce_image(image, choose_factor(size, region)))
    if turn is not None:
        image = image.transpose(turn)
    scaled = scale_picture(as_picture(np.asarray(image)), choose_factor(image.size, region))
    return swap_channels(scaled)


def check_size(width: int, height: int, limits: ReadLimits) -> None:
    """Raise `InvalidRequest` for a picture that is too large or too small; sizes in pixels."""
    if width * height > limits.max_pixels:
        most = limits.max_pixels // 1_000_000
        raise InvalidRequest("picture_too_large", width=width, height=height, limit=most)
    if min(width, height) < MIN_SIDE:
        raise InvalidRequest("picture_too_small", width=width, height=height)


def reduce_image(image: Image.Image, factor: float) -> Image.Image:
    """Shrink by a whole number before converting to RGB, which saves memory."""
    step = int(1 / factor)
    if step < 2:  # noqa: PLR2004 (the smallest reduction is to a half)
        return image
    if image.mode in ("1", "P"):
        image = image.convert("L" if image.mode == "1" else "RGBA")
    return image.reduce(step) if image.mode in REDUCIBLE_MODES else image


def flatten_to_rgb(image: Image.Image) -> Image.Image:
    """Convert an image of any mode to RGB, on white, or on black when the ink is light."""
    if image.mode.startswith("I") or image.mode == "F":
        return convert_to_8_bits(image)
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        background = Image.new("RGB", rgba.size, "black" if is_light_ink(rgba) else "white")
        background.paste(rgba, mask=rgba.getchannel("A"))
        return background
    return image if image.mode == "RGB" else image.convert("RGB")


def is_light_ink(rgba: Image.Image) -> bool:
    """Whether a transparent picture shows light letters, which only a dark ground makes legible."""
    grey, opacity = (
        np.asarray(one, np.float32) for one in (rgba.convert("L"), rgba.getchannel("A"))
    )
    visible = float(opacity.sum())
    if not visible or visible > MAX_INK_SHARE * 255 * opacity.size:
        return False
    return float((grey * opacity).sum()) / visible > MIN_LIGHT


def convert_to_8_bits(image: Image.Image) -> Image.Image:
    """Convert greyscale of 16 bits, 32 bits or floats to RGB, scaled to 0..255."""
    values = np.asarray(image, np.float32)
    largest = float(values.max(initial=0.0))
    white = 255.0 if largest <= 255 else 65535.0 if largest <= 65535 else largest  # noqa: PLR2004
    if image.mode == "F" and largest <= 1:
        white = 1.0
    grey = np.clip(values / white * 255, 0, 255).astype(np.uint8)
    return Image.fromarray(grey).convert("RGB")
