"""Settings: defaults, the file, the environment; each over the one before."""

from __future__ import annotations

import json
import os
import shutil
import stat
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.config import settings, settings_file
from receipt_desktop.config.paths import Paths, default_data_dir, resources_folder
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.receipt import ReaderChoice

OWN_FILE, OWN_FOLDER = (0o600, 0o700) if os.name == "posix" else (0o666, 0o777)
"""Windows has lists of rights in place of these bits, and shows all of them."""

NOTHING: dict[str, str] = {}


def write_settings(paths: Paths, text: str) -> None:
    paths.settings_file.write_text(text, encoding="utf-8")


def test_nothing_chosen_gives_the_defaults(paths: Paths) -> None:
    assert settings_file.load_settings(paths, NOTHING) == Settings()


def test_the_file_beats_the_default_and_the_environment_beats_the_file(paths: Paths) -> None:
    write_settings(paths, '{"concurrency": 3, "timeout_ms": 9000}')
    chosen = settings_file.load_settings(paths, {"QUEUE_CONCURRENCY": "7"})
    assert (chosen.concurrency, chosen.timeout_ms) == (7, 9000)
    assert chosen.timeout_seconds == 9.0


def test_an_empty_variable_counts_as_unset(paths: Paths) -> None:
    assert settings_file.load_settings(paths, {"QUEUE_CONCURRENCY": ""}).concurrency == 5


@pytest.mark.parametrize(
    ("variable", "given", "name", "kept"),
    [
        ("QUEUE_CONCURRENCY", "12", "concurrency", 12),
        ("PROCESSING_TIMEOUT_MS", "60000", "timeout_ms", 60_000),
        ("REDIS_URL", "redis://box:6380/2", "redis_url", "redis://box:6380/2"),
        ("REDIS_HOST", "box", "redis_host", "box"),
        ("REDIS_PORT", "6380", "redis_port", 6380),
        ("REDIS_PASSWORD", "s3cret", "redis_password", "s3cret"),
        ("OLLAMA_HOST", "https://box:443/", "ollama_host", "https://box:443"),
        (
            "DATABASE_URL",
            "postgresql+psycopg://box/r",
            "database_url",
            "postgresql+psycopg://box/r",
        ),
        ("RECEIPT_DESKTOP_SHARED_FILES", "s3://bucket/r", "shared_files", "s3://bucket/r"),
        ("RECEIPT_DESKTOP_QUEUE_SECRET", "s3cret", "queue_secret", "s3cret"),
        ("RECEIPT_DESKTOP_API_HOST", "0.0.0.0", "api_host", "0.0.0.0"),
        ("RECEIPT_DESKTOP_API_PORT", "8080", "api_port", 8080),
        ("RECEIPT_DESKTOP_TEXT_MAY_GO_TO", "gpu.lan", "text_may_go_to", "gpu.lan"),
        ("RECEIPT_DESKTOP_API_TOKEN", "s3cret", "api_token", "s3cret"),
        ("RECEIPT_DESKTOP_API_CERTIFICATE", "/x/c.pem", "api_certificate", "/x/c.pem"),
        ("RECEIPT_DESKTOP_API_KEY_FILE", "/x/k.pem", "api_key_file", "/x/k.pem"),
        ("RECEIPT_DESKTOP_API_UPLOAD_MB", "20", "api_upload_mb", 20),
        ("RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE", "60", "api_requests_a_minute", 60),
        (
            "RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE_PER_ADDRESS",
            "900",
            "api_requests_a_minute_per_address",
            900,
        ),
        ("RECEIPT_DESKTOP_WEBHOOK_URL", "https://box/x", "webhook_url", "https://box/x"),
        ("RECEIPT_DESKTOP_WEBHOOK_PRIVATE", "true", "webhook_private", True),
        ("RECEIPT_DESKTOP_DATABASE_COPIES", "3", "database_copies", 3),
        ("RECEIPT_DESKTOP_LEASE_SECONDS", "20", "lease_seconds", 20.0),
        ("RECEIPT_DESKTOP_SCHEDULE", "mains", "schedule", "mains"),
        ("RECEIPT_DESKTOP_MODEL", "qwen2.5:3b", "model", "qwen2.5:3b"),
        ("RECEIPT_DESKTOP_READER", "tesseract", "reader", ReaderChoice.TESSERACT),
        ("RECEIPT_DESKTOP_REDIS_BINARY", "/x/valkey", "redis_binary", "/x/valkey"),
        ("RECEIPT_DESKTOP_LANGUAGE", "fr", "language", "fr"),
        ("RECEIPT_DESKTOP_THEME", "dark", "theme", "dark"),
    ],
)
def test_every_variable_reaches_its_setting(
    paths: Paths, variable: str, given: str, name: str, kept: object
) -> None:
    assert getattr(settings_file.load_settings(paths, {variable: given}), name) == kept


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("QUEUE_CONCURRENCY", "many"),
        ("QUEUE_CONCURRENCY", "0"),
        ("QUEUE_CONCURRENCY", "65"),
        ("PROCESSING_TIMEOUT_MS", "999"),
        ("REDIS_PORT", "65536"),
        ("RECEIPT_DESKTOP_READER", "eyes"),
        ("RECEIPT_DESKTOP_THEME", "pink"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_its_variable(
    paths: Paths, variable: str, given: str
) -> None:
    with pytest.raises(InvalidRequest, match=variable):
        settings_file.load_settings(paths, {variable: given})


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("box", "http://box:11434"),
        ("box:80", "http://box:80"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:9", "http://127.0.0.1:9"),
        ("http://box:80/", "http://box:80"),
        ("  127.0.0.1  ", "http://127.0.0.1:11434"),
    ],
)
def test_ollamas_own_forms_of_its_address_are_understood(
    paths: Paths, given: str, address: str
) -> None:
    assert settings_file.load_settings(paths, {"OLLAMA_HOST": given}).ollama_host == address


DEEPLY_NESTED = "[" * 200_000
UNREADABLE = [
    "",
    " \n",
    "{",
    "[]",
    "null",
    '"words"',
    "\0",
    DEEPLY_NESTED,
    "[" * 500 + "]" * 500,
    "1" * 9000,
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_file_that_cannot_be_read_is_put_aside_and_the_defaults_are_used(
    paths: Paths, text: str
) -> None:
    write_settings(paths, text)
    loaded = settings_file.read_settings_file(paths, {"QUEUE_CONCURRENCY": "7"})
    assert loaded.settings == replace(Settings(), concurrency=7)
    (problem,) = loaded.problems
    (aside,) = settings_file.list_set_aside_files(paths)
    assert str(paths.settings_file) in problem.sentence
    assert aside.name in problem.sentence
    assert aside.name.startswith("settings.json.unreadable-20")
    assert aside.read_text(encoding="utf-8") == text
    assert not paths.settings_file.exists()
    assert settings_file.read_settings_file(paths, NOTHING) == settings_file.LoadedSettings(
        Settings()
    )


@pytest.mark.parametrize("content", [b"\xff\xfe{\0}\0", bytes(range(256))])
def test_bytes_that_are_no_text_are_put_aside_too(paths: Paths, content: bytes) -> None:
    paths.settings_file.write_bytes(content)
    (problem,) = settings_file.read_settings_file(paths, NOTHING).problems
    assert "not UTF-8 text" in problem.sentence
    (aside,) = settings_file.list_set_aside_files(paths)
    assert aside.read_bytes() == content


def test_a_second_bad_file_does_not_replace_the_first(paths: Paths) -> None:
    for number in range(3):
        write_settings(paths, "{" * (number + 1))
        settings_file.load_settings(paths, NOTHING)
    texts = [
        aside.read_text(encoding="utf-8") for aside in settings_file.list_set_aside_files(paths)
    ]
    assert sorted(texts) == ["{", "{{", "{{{"]


def test_a_byte_order_mark_of_an_editor_is_passed_over(paths: Paths) -> None:
    paths.settings_file.write_bytes(b"\xef\xbb\xbf" + b'{"concurrency": 2}')
    assert settings_file.read_settings_file(paths, NOTHING).problems == ()
    assert settings_file.load_settings(paths, NOTHING).concurrency == 2


def test_a_folder_in_its_place_is_named_with_the_remedy(paths: Paths) -> None:
    paths.settings_file.mkdir()
    loaded = settings_file.read_settings_file(paths, NOTHING)
    assert loaded.settings == Settings()
    assert [one.key for one in loaded.problems] == ["settings_folder"]
    assert "Move the folder away" in loaded.problems[0].sentence
    with pytest.raises(ServiceUnavailable, match=r"settings\.json is a folder"):
        LiveSettings(paths, Settings()).update(theme="dark")
    assert paths.settings_file.is_dir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_its_place_does_not_hold_the_start_up(paths: Paths) -> None:
    os.mkfifo(paths.settings_file)
    (problem,) = settings_file.read_settings_file(paths, NOTHING).problems
    assert problem.key == "settings_unreadable"


def test_a_bad_settings_file_that_cannot_be_moved_is_reported(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Path:
        raise PermissionError(13, "Permission denied")

    write_settings(paths, "{")
    monkeypatch.setattr(Path, "rename", refused)
    loaded = settings_file.read_settings_file(paths, NOTHING)
    assert loaded.settings == Settings()
    assert [one.key for one in loaded.problems] == ["settings_left"]


def test_what_a_newer_version_saved_is_kept(paths: Paths) -> None:
    write_settings(paths, '{"sparkle": {"deep": [9]}, "concurrency": 2}')
    assert settings_file.load_settings(paths, NOTHING).concurrency == 2
    settings_file.save_settings(paths, theme="dark")
    kept = json.loads(paths.settings_file.read_text(encoding="utf-8"))
    assert kept == {"sparkle": {"deep": [9]}, "concurrency": 2, "theme": "dark"}


BAD_VALUES = [
    ("concurrency", '"many"'), ("concurrency", "1e999"), ("concurrency", "[]"), ("model", "null"),
    ("model", '{"a": 1}'), ("theme", "[]"), ("theme", '"sepia"'), ("max_pages", "0"),
    ("lease_seconds", "NaN"), ("ollama_host", '"http://[x"'), ("csv_bom", '"maybe"'),
    ("model", '"\\ud800"'), ("reader", '"eyes"'), ("ocr_languages", "7"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), BAD_VALUES)
def test_a_bad_value_is_reset_alone_and_named_with_its_file(
    paths: Paths, name: str, value: str
) -> None:
    text = f'{{"max_megapixels": 7, "{name}": {value}, "sparkle": 9}}'
    write_settings(paths, text)
    loaded = settings_file.read_settings_file(paths, NOTHING)
    assert loaded.settings == replace(Settings(), max_megapixels=7)
    (problem,) = loaded.problems
    assert f"{paths.settings_file}: {name} cannot be" in problem.sentence
    (aside,) = settings_file.list_set_aside_files(paths)
    assert aside.name in problem.sentence
    assert aside.read_text(encoding="utf-8") == text
    assert stat.S_IMODE(aside.stat().st_mode) == OWN_FILE
    kept = json.loads(paths.settings_file.read_text(encoding="utf-8"))
    assert kept == {"max_megapixels": 7, "sparkle": 9}
    assert settings_file.read_settings_file(paths, NOTHING).problems == ()


def test_a_bad_secret_is_not_shown(paths: Paths) -> None:
    write_settings(paths, '{"webhook_url": ["https://user:s3cret@box"]}')
    (problem,) = settings_file.read_settings_file(paths, NOTHING).problems
    assert "webhook_url" in problem.sentence
    assert "s3cret" not in problem.sentence


def test_a_bad_value_that_cannot_be_taken_out_is_not_used_either(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    write_settings(paths, '{"concurrency": "many"}')
    monkeypatch.setattr(shutil, "copyfile", full)
    loaded = settings_file.read_settings_file(paths, NOTHING)
    assert loaded.settings == Settings()
    assert "concurrency cannot be 'many'" in loaded.problems[0].sentence
    assert "No space left" in loaded.problems[1].sentence


def test_a_window_shows_once_what_was_put_aside(paths: Paths) -> None:
    assert settings_file.find_unseen_aside_file(paths) is None
    write_settings(paths, "{")
    settings_file.load_settings(paths, NOTHING)
    (aside,) = settings_file.list_set_aside_files(paths)
    assert settings_file.find_unseen_aside_file(paths) == aside
    settings_file.mark_aside_file_seen(paths, aside)
    assert settings_file.find_unseen_aside_file(paths) is None
    settings_file.save_settings(paths, theme="dark")
    assert settings_file.find_unseen_aside_file(paths) is None


def test_saving_keeps_what_was_saved_before(paths: Paths) -> None:
    settings_file.save_settings(paths, concurrency=2)
    settings_file.save_settings(
        paths, ocr_languages=("deu", "fra"), reader=ReaderChoice.RAPIDOCR, csv_bom=False
    )
    chosen = settings_file.load_settings(paths, NOTHING)
    assert chosen.concurrency == 2
    assert chosen.ocr_languages == ("deu", "fra")
    assert chosen.reader is ReaderChoice.RAPIDOCR
    assert chosen.csv_bom is False


def test_saving_leaves_no_other_file_and_keeps_others_out(paths: Paths) -> None:
    before = set(paths.data.iterdir())
    settings_file.save_settings(paths, theme="dark")
    assert set(paths.data.iterdir()) - before == {paths.settings_file}
    assert stat.S_IMODE(paths.settings_file.stat().st_mode) == OWN_FILE


def test_a_refused_change_leaves_the_file_as_it_was(paths: Paths) -> None:
    settings_file.save_settings(paths, theme="dark")
    with pytest.raises(InvalidRequest):
        settings_file.save_settings(paths, theme="pink")
    assert json.loads(paths.settings_file.read_text(encoding="utf-8")) == {"theme": "dark"}


def test_a_password_is_never_written(paths: Paths) -> None:
    settings_file.save_settings(paths, redis_host="box", redis_password="s3cret")
    assert "s3cret" not in paths.settings_file.read_text(encoding="utf-8")


def test_a_change_is_applied_saved_and_announced(paths: Paths) -> None:
    live = LiveSettings(paths, Settings())
    heard: list[int] = []
    live.subscribe(lambda now: heard.append(now.concurrency))
    assert live.update(concurrency=9).concurrency == 9
    assert (live.current.concurrency, heard) == (9, [9])
    assert settings_file.load_settings(paths, NOTHING).concurrency == 9


def test_what_came_from_the_environment_is_not_saved_with_a_change(paths: Paths) -> None:
    live = LiveSettings(paths, settings_file.load_settings(paths, {"QUEUE_CONCURRENCY": "7"}))
    live.update(theme="dark")
    assert live.current.concurrency == 7
    assert settings_file.load_settings(paths, NOTHING).concurrency == 5


def test_changes_from_many_threads_are_all_kept(paths: Paths) -> None:
    live = LiveSettings(paths, Settings())
    changes: list[dict[str, object]] = [
        {"concurrency": 9}, {"theme": "dark"}, {"language": "de"},
        {"max_pages": 7}, {"csv_decimal": ","}, {"use_model": False},
    ]  # fmt: skip
    threads = [threading.Thread(target=live.update, kwargs=change) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loaded = settings_file.load_settings(paths, NOTHING)
    assert loaded == live.current
    assert all(getattr(loaded, name) == v for change in changes for name, v in change.items())


def test_the_data_folder_is_the_persons_choice_or_the_platforms() -> None:
    chosen = default_data_dir({"RECEIPT_DESKTOP_DATA_DIR": "relative/place"})
    assert chosen == Path.cwd() / "relative" / "place"
    assert default_data_dir(NOTHING).name == "receipt-desktop"


def test_folders_are_for_their_owner_alone(data_dir: Path) -> None:
    places = Paths(data_dir / "new" / "folder")
    places.create_folders()
    places.create_folders()
    for folder in (places.data, places.originals, places.pages, places.logs, places.redis):
        assert stat.S_IMODE(folder.stat().st_mode) == OWN_FOLDER


def test_resources_are_beside_the_package() -> None:
    assert (resources_folder() / "samples").is_dir()


@given(st.dictionaries(st.sampled_from(list(settings.ENVIRONMENT_VARIABLES)), st.text(max_size=12)))
def test_any_environment_is_accepted_or_refused_without_a_crash(environ: dict[str, str]) -> None:
    low, high = settings.SETTINGS["concurrency"].limits or (0, 0)
    with suppress(InvalidRequest):
        chosen = settings_file.load_settings(Paths(Path("/nowhere/at/all")), environ)
        assert low <= chosen.concurrency <= high
