"""The context that a prompt asks for has room for all its tokens."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.llm.prompt import PREDICTED_TOKENS, estimate_context_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Total 12.50 EUR. " * 40, 40 * 9),
        ("5449000000996 " * 100, 100 * 14),
        ("אושר עד " * 100, 100 * 8),
    ],
    ids=["words", "digits, one token each", "Hebrew"],
)
def test_the_context_holds_text_of_every_kind(text: str, tokens: int) -> None:
    context = estimate_context_tokens([{"role": "user", "content": text}])
    assert context >= tokens + PREDICTED_TOKENS
    assert context % 512 == 0
