"""Finds QR codes and PDF417 codes on a page. Runs in a worker process only.

Only these two carry the data of receipts; barcodes of goods and loyalty cards do not. A page of
2400 x 1700 pixels takes about 25 ms.
"""

from __future__ import annotations

from typing import Any

import cv2
import zxingcpp

from receipt_desktop.domain.page import Box, Code
from receipt_desktop.reading.pictures import Picture

FORMATS = zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.PDF417))
MAX_CODES = 20
"""Further codes of a page are ignored."""
MAX_CHARACTERS = 8_000
"""More than the 7,089 digits of the largest QR code (ISO/IEC 18004)."""


def find_codes(stored: Picture, decoded: Picture, number: int) -> tuple[Code, ...]:
    """The codes of page `number`: on its stored picture, else on the one that was decoded.

    The stored picture is straight, but it may be cropped.
    """
    codes = _read_codes(stored, number)
    if codes or stored is decoded:
        return codes
    return tuple(Code(code.text, number) for code in _read_codes(decoded, number))


def _read_codes(picture: Picture, number: int) -> tuple[Code, ...]:
    """The codes of a picture; smoothed, if there are only codes that cannot be decoded."""
    found = _decode(picture, zxingcpp.Binarizer.LocalAverage)
    if found and not any(code.valid for code in found):
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        smoothed = _decode(cv2.GaussianBlur(grey, (0, 0), 1), zxingcpp.Binarizer.GlobalHistogram)
        if not any(code.valid for code in smoothed):
            smoothed = _decode(cv2.medianBlur(grey, 3), zxingcpp.Binarizer.LocalAverage)
        found = smoothed
    codes: dict[str, Code] = {}
    for code in found[:MAX_CODES]:
        if code.valid and 0 < len(code.text) <= MAX_CHARACTERS:
            codes.setdefault(code.text, Code(code.text, number, _bounding_box(code.position)))
    return tuple(codes.values())


def _decode(picture: Any, binarizer: zxingcpp.Binarizer) -> list[zxingcpp.Barcode]:
    """The codes of a picture, colour or grey, with those that were found but not decoded."""
    return zxingcpp.read_barcodes(
        picture,
        formats=FORMATS,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=binarizer,
        return_errors=True,
    )


def _bounding_box(position: zxingcpp.Position) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    x, y = max(0, min(xs)), max(0, min(ys))
    return Box(x, y, max(1, max(xs) - x), max(1, max(ys) - y))
