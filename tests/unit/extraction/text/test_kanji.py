"""Words for sums and taxes whose characters a reader took apart."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.kanji import restore_kanji


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("言十", "計"),
        ("小言十", "小計"),
        ("合 言十", "合 計"),
        ("御計十算書", "御計算書"),
        ("合副", "合計"),
        ("8%税客頁", "8%税額"),
        ("10%兑客頁", "10%税額"),
        ("合副食", "合副食"),
        ("TOTAL", "TOTAL"),
    ],
)
def test_characters_taken_apart(read: str, meant: str) -> None:
    assert restore_kanji(read) == meant
