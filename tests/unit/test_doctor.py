"""The Doctor's sentence about a model: none there, no answer, too slow, too weak, good."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from receipt_desktop.doctor import LARGER, SMALLER, trial_finding
from receipt_desktop.extraction.model import Model
from receipt_desktop.extraction.trial import Trial, try_out
from receipt_desktop.health import Finding, Health
from receipt_desktop.receipt import ModelOutcome
from tests.fakes.ollama import Behaviour, fake_ollama

RIGHT = {
    "total": "16.80", "total_row": 8, "date": "2024-03-25", "date_row": 3,
    "merchant": "THE CORNER BOOKSHOP LTD", "merchant_row": 1, "currency": "GBP",
}  # fmt: skip


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(answer=lambda _: json.dumps(RIGHT))


@pytest.fixture
def model(behaviour: Behaviour) -> Iterator[Model]:
    with fake_ollama(behaviour) as address:
        yield Model(address, "auto")


def test_a_good_model_is_green(model: Model) -> None:
    trial = try_out(model)
    found = trial_finding(trial, 30.0)
    assert found
    assert (trial.right, found.health, found.mend) == (3, Health.HEALTHY, "")
    assert "small:1b read 3 of 3 values" in found.sentence


def test_a_weak_model_is_told(model: Model, behaviour: Behaviour) -> None:
    behaviour.answer = lambda _: json.dumps({**RIGHT, "total": "20.00", "total_row": 9})
    found = trial_finding(try_out(model), 30.0)
    assert found
    assert (found.health, found.mend) == (Health.DEGRADED, LARGER)


@pytest.mark.parametrize(
    ("outcome", "seconds", "mend"),
    [
        (ModelOutcome.USED, 16.0, SMALLER),
        (ModelOutcome.TOO_SLOW, 90.0, SMALLER),
    ],
)
def test_a_slow_model_is_told(outcome: ModelOutcome, seconds: float, mend: str) -> None:
    found = trial_finding(Trial(outcome, "big:70b", 3, 3, seconds), 30.0)
    assert isinstance(found, Finding)
    assert (found.health, found.mend) == (Health.DEGRADED, mend)


def test_where_no_model_is_nothing_is_said() -> None:
    trial = try_out(Model("http://127.0.0.1:9", "auto"))
    assert trial.outcome is ModelOutcome.UNREACHABLE
    assert trial_finding(trial, 30.0) is None
