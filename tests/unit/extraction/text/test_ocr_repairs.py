"""OCR errors are repaired only in known words."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.ocr_repairs import restore_name, restore_places


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("No 5, Jaian Utara 3", "No 5, Jalan Utara 3"),
        ("BIk G, JIn PJU 1A/3", "Blk G, Jln PJU 1A/3"),
        ("JA1AN KAPAR, SE1ANGOR", "JALAN KAPAR, SELANGOR"),
        ("12 Ground FIoor", "12 Ground Floor"),
        ("Via Roma 3, 00100 Roma", "Via Roma 3, 00100 Roma"),
        ("Jalang Pelabur", "Jalang Pelabur"),
    ],
)
def test_known_words_of_addresses(read: str, printed: str) -> None:
    assert restore_places(read) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("RAPID RAIL SUN BHD", "RAPID RAIL SDN BHD"),
        ("Sunny Foods SON. BHD.", "Sunny Foods SDN. BHD."),
        ("99 SPEED MART 5/8", "99 SPEED MART S/B"),
        ("MR. D.1.Y. (M) SDN BHD", "MR. D.I.Y. (M) SDN BHD"),
        ("SUN BAKERY", "SUN BAKERY"),
        ("ROOM 5/8 BAR", "ROOM 5/8 BAR"),
        ("ライ7", "ライフ"),
        ("7ァミリー", "7ァミリー"),
        ("サン7号店", "サン7号店"),
    ],
)
def test_legal_forms_and_initials(read: str, printed: str) -> None:
    assert restore_name(read) == printed
