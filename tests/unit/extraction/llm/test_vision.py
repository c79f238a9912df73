"""A model that sees gets the pictures of the pages, bounded, and only on this computer."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line, PagePicture, Text
from receipt_desktop.domain.reading import ModelOutcome
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.pipeline import BudgetedModel
from receipt_desktop.reading.model_pictures import (
    MAX_BYTES,
    MAX_PICTURES,
    MAX_PIXELS,
    MAX_SIDE,
    bound_size,
    load_model_pictures,
)
from tests.fakes.ollama import Behaviour, fake_ollama
from tests.waiting import SECONDS

ROWS = ("Frischmarkt Lindner GmbH", "14.03.2024 17:42", "SUMME EUR 12,93")
RIGHT = {
    "merchant": "Frischmarkt Lindner GmbH", "merchant_row": 1, "date": "2024-03-14",
    "date_row": 2, "total": "12.93", "total_row": 3, "currency": "EUR", "tax": None,
    "tax_row": None, "type": "retail", "category": "groceries", "summary": "Einkauf",
}  # fmt: skip
SEES = ("completion", "vision")


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(answer=lambda _: json.dumps(RIGHT), capabilities=SEES)


@pytest.fixture
def model(behaviour: Behaviour) -> Iterator[LanguageModel]:
    with fake_ollama(behaviour) as address:
        yield LanguageModel(address, "auto")


@pytest.fixture
def receipt(tmp_path: Path) -> Text:
    return make_receipt(tmp_path, pages=1)


def make_receipt(folder: Path, pages: int) -> Text:
    pictures = []
    for number in range(pages):
        name = f"pages/{number}.jpg"
        (folder / "pages").mkdir(exist_ok=True)
        Image.effect_noise((1200, 2400), 60).convert("RGB").save(folder / name, quality=90)
        pictures.append(PagePicture(number, 1200, 2400, name))
    lines = (Line(text, Box(10, 40 * n, 300, 30), 0.95) for n, text in enumerate(ROWS))
    return Text(tuple(lines), tuple(pictures), ("rapidocr",))


def ask(model: LanguageModel, text: Text, folder: Path) -> ModelOutcome:
    answer = BudgetedModel(model, folder).extract_fields(text, Deadline.after(SECONDS))
    return answer.outcome


def sent_pictures(behaviour: Behaviour, chat: int = -1) -> list[bytes]:
    messages = behaviour.asked[chat]["messages"]
    return [base64.b64decode(image) for m in messages for image in m.get("images", ())]


def test_a_model_that_sees_gets_the_page(
    model: LanguageModel, behaviour: Behaviour, receipt: Text, tmp_path: Path
) -> None:
    assert ask(model, receipt, tmp_path) is ModelOutcome.USED
    (picture,) = sent_pictures(behaviour)
    with Image.open(io.BytesIO(picture)) as seen:
        assert seen.format == "JPEG"
        assert seen.width * seen.height <= MAX_PIXELS
        assert seen.width * 2 == pytest.approx(seen.height, abs=2)
    assert len(picture) <= MAX_BYTES
    system, question = behaviour.asked[0]["messages"]
    assert "picture" in system["content"]
    assert "3: SUMME EUR 12,93" in question["content"]
    assert behaviour.asked[0]["options"]["num_ctx"] > 2048


@pytest.mark.parametrize("capabilities", [("completion",), (), None])
def test_a_model_without_vision_gets_text_alone(
    model: LanguageModel,
    behaviour: Behaviour,
    receipt: Text,
    tmp_path: Path,
    capabilities: tuple[str, ...] | None,
) -> None:
    behaviour.capabilities = capabilities
    assert ask(model, receipt, tmp_path) is ModelOutcome.USED
    assert sent_pictures(behaviour) == []
    assert "picture" not in behaviour.asked[0]["messages"][0]["content"]


def test_what_is_seen_but_not_read_is_not_taken(
    model: LanguageModel, behaviour: Behaviour, receipt: Text, tmp_path: Path
) -> None:
    behaviour.answer = lambda _: json.dumps({**RIGHT, "total": "99.00"})
    answer = BudgetedModel(model, tmp_path).extract_fields(receipt, Deadline.after(SECONDS))
    assert Field.TOTAL not in answer.fields
    assert Field.DATE in answer.fields


def test_a_model_that_fails_on_pictures_is_asked_without_them(
    model: LanguageModel, behaviour: Behaviour, receipt: Text, tmp_path: Path
) -> None:
    behaviour.refuses_pictures = True
    assert ask(model, receipt, tmp_path) is ModelOutcome.USED
    assert [len(sent_pictures(behaviour, chat)) for chat in (0, 1)] == [1, 0]
    assert ask(model, receipt, tmp_path) is ModelOutcome.USED
    assert len(behaviour.asked) == 3
    assert sent_pictures(behaviour) == []


def test_a_model_too_slow_with_pictures_gets_text_the_next_time(
    model: LanguageModel, behaviour: Behaviour, receipt: Text, tmp_path: Path
) -> None:
    behaviour.mode = "slow"
    answer = BudgetedModel(model, tmp_path).extract_fields(receipt, Deadline.after(5))
    assert answer.outcome is ModelOutcome.TOO_SLOW
    behaviour.mode = "good"
    assert ask(model, receipt, tmp_path) is ModelOutcome.USED
    assert sent_pictures(behaviour) == []


def test_the_first_pages_alone_are_shown(
    model: LanguageModel, behaviour: Behaviour, tmp_path: Path
) -> None:
    ask(model, make_receipt(tmp_path, pages=4), tmp_path)
    assert len(sent_pictures(behaviour)) == MAX_PICTURES


def test_missing_and_broken_pictures_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    pages = [PagePicture(0, 1, 1, "broken.jpg"), PagePicture(1, 1, 1, "gone.jpg")]
    assert load_model_pictures(pages, tmp_path) == ()
    assert load_model_pictures([PagePicture(0, 1, 1, "")], tmp_path) == ()


@pytest.mark.parametrize("size", [(1200, 2400), (1200, 9600), (9600, 1200), (300, 400)])
def test_pictures_are_bounded_and_never_enlarged(size: tuple[int, int]) -> None:
    width, height = bound_size(*size)
    assert width * height <= MAX_PIXELS
    assert max(width, height) <= MAX_SIDE
    assert width <= size[0]
    assert width / height == pytest.approx(size[0] / size[1], rel=0.02)


@pytest.mark.parametrize(
    ("currency", "pattern"),
    [
        ("EUR", "^-?[0-9]{1,13}[.][0-9]{2}$"),
        (None, "^-?[0-9]{1,13}[.][0-9]{2}$"),
        ("JPY", "^-?[0-9]{1,13}$"),
        ("KRW", "^-?[0-9]{1,13}$"),
        ("KWD", "^-?[0-9]{1,13}[.][0-9]{3}$"),
    ],
)
def test_amounts_have_the_decimals_of_the_currency(
    model: LanguageModel, behaviour: Behaviour, receipt: Text, currency: str | None, pattern: str
) -> None:
    model.extract_fields(receipt, Deadline.after(SECONDS), currency)
    total = behaviour.asked[0]["format"]["properties"]["total"]
    assert total["anyOf"][0]["pattern"] == pattern
    system = behaviour.asked[0]["messages"][0]["content"]
    assert ("before the cents" in system) is (currency in {"EUR", None})


@pytest.mark.parametrize(
    ("answer", "row", "is_taken"),
    [
        ("12.750", "TOTAL KD 12.750", True),
        ("12.750", "TOTAL KD 12.700", False),
        ("1326", "合計 ¥1,326", True),
        ("1326", "合計 ¥13,260", False),
    ],
)
def test_amounts_without_two_decimals_are_grounded(
    model: LanguageModel, behaviour: Behaviour, answer: str, row: str, *, is_taken: bool
) -> None:
    behaviour.answer = lambda _: json.dumps({**RIGHT, "total": answer, "total_row": 1})
    text = Text((Line(row, Box(0, 0, 100, 20), 0.9),), (), ())
    found = model.extract_fields(text, Deadline.after(SECONDS), "KWD").fields
    assert (Field.TOTAL in found) is is_taken


@pytest.mark.parametrize(
    "row", ["วันที่ 14/03/2567", "令和6年3月14日", "113/03/14 15:20", "14 มี.ค. 67", "٢٠٢٤/٠٣/١٤"]
)
def test_days_of_other_calendars_are_grounded(
    model: LanguageModel, behaviour: Behaviour, row: str
) -> None:
    text = Text((Line(row, Box(0, 0, 100, 20), 0.9),), (), ())
    assert Field.DATE in model.extract_fields(text, Deadline.after(SECONDS)).fields
    behaviour.answer = lambda _: json.dumps({**RIGHT, "date": "2024-03-15"})
    assert Field.DATE not in model.extract_fields(text, Deadline.after(SECONDS)).fields
