"""Nothing is sent to another computer without consent."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from receipt_desktop import bootstrap
from receipt_desktop.cli import consent
from receipt_desktop.config import settings
from receipt_desktop.config.hosts import extract_host, strip_credentials
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import read_saved_values
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.receipt import ReadOptions, Status
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from tests.fakes.ollama import Behaviour, fake_ollama
from tests.samples import SAMPLES, save
from tests.waiting import wait_until

REMOTE = Settings(ollama_host="http://gpu.office.lan:11434")


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def attach_terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> Terminal:
    """Attach a terminal with this input; its output."""
    said = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    monkeypatch.setattr("sys.stderr", said)
    return said


@pytest.mark.parametrize("answer", ["y\n", "Yes\n", "ja\n", "oui\n"])
def test_a_given_consent_is_kept_and_not_requested_again(
    answer: str, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = attach_terminal(monkeypatch, answer)
    assert consent.ask_consent(paths, REMOTE).is_model_allowed
    assert "gpu.office.lan: the text of every receipt would leave this one" in said.getvalue()
    assert read_saved_values(paths) == {"text_may_go_to": "gpu.office.lan"}
    again = replace(REMOTE, text_may_go_to="gpu.office.lan")
    said = attach_terminal(monkeypatch, "")
    assert consent.ask_consent(paths, again) == again
    assert not said.getvalue()


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_any_other_answer_means_no(
    answer: str, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = attach_terminal(monkeypatch, answer)
    assert not consent.ask_consent(paths, REMOTE).is_model_allowed
    assert "eading without the language model" in said.getvalue()
    assert read_saved_values(paths) == {}


def test_without_a_terminal_consent_is_refused_with_a_sentence(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert consent.ask_consent(paths, REMOTE) == REMOTE
    assert "RECEIPT_DESKTOP_TEXT_MAY_GO_TO=gpu.office.lan" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [(Settings(), None), (replace(REMOTE, use_model=False), None), (REMOTE, "")],
)
def test_a_local_model_needs_no_consent(
    chosen: Settings, wanted: str | None, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert consent.ask_consent(paths, chosen, wanted) == chosen
    assert capsys.readouterr().err == ""


def test_a_remote_model_from_the_command_line_needs_consent_too(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    consent.ask_consent(paths, replace(REMOTE, use_model=False), "qwen2.5:3b")
    assert "eading without the language model" in capsys.readouterr().err


def test_the_consent_is_for_one_computer() -> None:
    agreed = replace(REMOTE, text_may_go_to="http://GPU.office.lan:1")
    assert agreed.is_model_allowed
    assert not replace(agreed, ollama_host="http://other.lan:11434").is_model_allowed
    assert replace(agreed, ollama_host="http://localhost:11434").is_model_allowed


def test_no_proxy_is_asked_on_the_way_and_no_redirect_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere, here = Behaviour(), Behaviour()
    line = Line("TOTAL 1.00", Box(0, 0, 100, 20), 1.0, 0)
    with fake_ollama(elsewhere) as proxy, fake_ollama(here) as host:
        for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(variable, proxy)
        model = LanguageModel(host, "small:1b")
        assert model.check_state().reachable
        model.extract_fields(Text((line,), (), ()), Deadline.after(30))
    assert here.asked
    assert not elsewhere.asked


def test_text_is_sent_to_a_remote_model_only_after_consent(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "is_remote", lambda _: True)
    behaviour = Behaviour()
    with (
        fake_ollama(behaviour) as host,
        bootstrap.open_application(paths, Settings(ollama_host=host, concurrency=1)) as engine,
    ):
        actions = engine.actions
        (taken,) = actions.submit([save(SAMPLES["cafe"], tmp_path / "a.jpg")])
        assert taken.receipt
        receipt_id = taken.receipt.id
        for wish, allowed in ((None, False), (ReadOptions(model="small:1b"), False), (None, True)):
            if allowed:
                actions.change_settings(text_may_go_to=extract_host(host))
            if wish or allowed:
                actions.retry([receipt_id], wish)
            wait_until(lambda: actions.get_receipt(receipt_id).is_finished)
            assert actions.get_receipt(receipt_id).status is Status.COMPLETED
            assert bool(behaviour.asked) is allowed


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://user:s3cret@gpu.lan:11434", "http://gpu.lan:11434"),
        ("gpu.lan:11434", "gpu.lan:11434"),
        ("http://[::1]:11434", "http://[::1]:11434"),
    ],
)
def test_no_password_is_shown(address: str, told: str) -> None:
    assert strip_credentials(address) == told
    assert LanguageModel(address, "auto").host == told
