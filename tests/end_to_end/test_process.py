"""The main job as a person at a terminal does it: real Redis, real readers, real files."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import psutil
import pytest

from receipt_desktop import bootstrap
from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.config.settings import Settings
from tests.end_to_end.commands import QUICK, lines, run, start
from tests.fakes.ollama import Behaviour, fake_ollama
from tests.samples import (
    SAMPLES,
    Sample,
    bad_files,
    draw,
    draw_many,
    save,
    save_born_digital,
    save_pages,
    save_with_orientation,
)
from tests.waiting import SECONDS, wait_until


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """One receipt in each format, one turned, one over two pages; spaces and emoji in the names."""
    folder = tmp_path / "Belege März 🧾"
    save(SAMPLES["supermarkt"], folder / "a lidl.jpg")
    save(SAMPLES["bistro"], folder / "b bistro.png")
    save(SAMPLES["cafe"], folder / "c.webp")
    save(SAMPLES["hardware"], folder / "d.tif")
    save(SAMPLES["ferretería"], folder / "e scan.pdf")
    save_born_digital(SAMPLES["trattoria"], folder / "f.pdf")
    save_with_orientation(SAMPLES["cafe"], folder / "g turned.jpg")
    save_over_two_pages(SAMPLES["supermarkt"], folder / "h two pages.pdf")
    return folder


def save_over_two_pages(sample: Sample, file: Path) -> None:
    """One receipt whose lower half stands on a second page."""
    whole = draw(sample)
    middle = whole.height // 2
    halves = [(0, 0, whole.width, middle), (0, middle, whole.width, whole.height)]
    upper, lower = (whole.crop(half) for half in halves)
    upper.save(file, save_all=True, append_images=[lower])


@dataclass(frozen=True, slots=True)
class Stored:
    """A data folder in which one receipt was read, the command that did it and its results."""

    data: Path
    command: tuple[str | Path, ...]
    out: Path


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """Made by the first command with the usual umask."""
    folder = tmp_path_factory.mktemp("stored")
    file, out = save(SAMPLES["cafe"], folder / "a.jpg"), folder / "out.jsonl"
    with tempfile.TemporaryDirectory(prefix="rd-") as place:
        made = Stored(Path(place) / "data", ("process", file, "--json", out, *QUICK), out)
        open_before = os.umask(0o022)
        try:
            assert run(made.data, *made.command).code == 0
        finally:
            os.umask(open_before)
        yield made


def total_of(line: dict[str, object]) -> Decimal:
    fields = line["extractedFields"]
    assert isinstance(fields, dict)
    return Decimal(str(fields["totalAmount"]["value"]))


def test_a_folder_of_many_formats_and_languages_is_read(
    data_dir: Path, pile: Path, tmp_path: Path
) -> None:
    out, table = tmp_path / "out.jsonl", tmp_path / "out.csv"
    ran = run(data_dir, "process", pile, "--json", out, "--csv", table, "--no-model")
    assert (ran.code, ran.out) == (0, ""), ran.err
    results = lines(out)
    assert [Path(str(result["file"])).name for result in results] == sorted(
        file.name for file in pile.iterdir()
    )
    wanted = ["supermarkt", "bistro", "cafe", "hardware", "ferretería", "trattoria"]
    wanted += ["cafe", "supermarkt"]
    assert [total_of(result) for result in results] == [SAMPLES[name].total for name in wanted]
    days = [result["extractedFields"]["date"]["value"] for result in results]
    assert days == [SAMPLES[name].day.isoformat() for name in wanted]
    engines = {Path(str(r["file"])).name: r["processingMetadata"]["engines"] for r in results}
    assert engines["f.pdf"][0] == "pdf"
    assert "rapidocr" in engines["e scan.pdf"]
    over_two_pages = results[-1]["extractedFields"]
    assert over_two_pages["merchantName"]["evidence"]["page"] == 0
    assert over_two_pages["totalAmount"]["evidence"]["page"] == 1
    with table.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream, delimiter=","))) == len(wanted)


@pytest.mark.parametrize("reader", ["rapidocr", "tesseract"])
def test_each_reader_works_alone(data_dir: Path, tmp_path: Path, reader: str) -> None:
    file = save(SAMPLES["cafe"], tmp_path / "cafe.jpg")
    out = tmp_path / "out.jsonl"
    ran = run(data_dir, "process", file, "--json", out, "--no-model", "--reader", reader)
    assert ran.code == 0, ran.err
    (result,) = lines(out)
    assert result["processingMetadata"]["engines"] == [reader]
    assert total_of(result) == SAMPLES["cafe"].total


def test_each_page_is_a_receipt_when_the_option_is_given(data_dir: Path, tmp_path: Path) -> None:
    (data_dir / "settings.json").write_text('{"one_receipt_a_page": true}', encoding="utf-8")
    names = ["cafe", "supermarkt", "diner"]
    file = save_pages([SAMPLES[name] for name in names], tmp_path / "three.pdf")
    out = tmp_path / "out.jsonl"
    assert run(data_dir, "process", file, "--json", out, *QUICK).code == 0
    results = lines(out)
    assert [total_of(result) for result in results] == [SAMPLES[name].total for name in names]
    assert len({result["requestId"] for result in results}) == len(names)


@pytest.mark.parametrize(("mode", "outcome"), [("good", "used"), ("cut_off", "nonsense")])
def test_a_receipt_records_what_the_model_contributed(
    data_dir: Path, tmp_path: Path, mode: str, outcome: str
) -> None:
    file = save(SAMPLES["cafe"], tmp_path / "cafe.jpg")
    said = {"total": str(SAMPLES["cafe"].total), "total_row": 1, "category": "restaurant"}
    out = tmp_path / "out.jsonl"
    with fake_ollama(Behaviour(answer=lambda _: json.dumps(said), mode=mode)) as address:
        command = ("process", file, "--json", out, "--reader", "tesseract")
        ran = run(data_dir, *command, OLLAMA_HOST=address)
    assert ran.code == 0, ran.err
    (result,) = lines(out)
    assert result["processingMetadata"]["modelOutcome"] == outcome
    assert total_of(result) == SAMPLES["cafe"].total


def test_bad_files_get_a_sentence_each_and_the_good_one_is_read(
    data_dir: Path, tmp_path: Path
) -> None:
    bad = bad_files(tmp_path / "mixed")
    save(SAMPLES["cafe"], tmp_path / "mixed" / "good.jpg")
    out = tmp_path / "out.jsonl"
    ran = run(data_dir, "process", tmp_path / "mixed", "--json", out, "--no-model")
    assert ran.code == 1
    by_name = {Path(str(line["file"])).name: line for line in lines(out)}
    assert by_name.pop("good.jpg")["status"] == "completed"
    assert set(by_name) == set(bad)
    for name, line in by_name.items():
        assert line["status"] == "failed", name
        assert line["error"]["code"] == "INVALID_REQUEST", (name, line)
        assert line["error"]["message"].endswith("."), name
        assert name in ran.err


def test_a_known_file_is_read_again_only_on_request(stored: Stored) -> None:
    (first,) = lines(stored.out)
    ran = run(stored.data, *stored.command)
    assert "1 known already" in ran.err
    assert lines(stored.out) == [first]
    assert run(stored.data, *stored.command, "--again").code == 0
    (again,) = lines(stored.out)
    assert again["requestId"] == first["requestId"]
    assert again["completedAt"] > first["completedAt"]


def test_a_missing_file_is_reported_and_nothing_is_read(data_dir: Path) -> None:
    ran = run(data_dir, "process", "/nowhere/at all.jpg", "--no-model")
    assert ran.code == 1
    assert "at all.jpg" in ran.err
    assert "Traceback" not in ran.err


def test_bad_usage_is_exit_code_two(data_dir: Path) -> None:
    assert run(data_dir, "process").code == 2
    ran = run(data_dir, "process", "x.jpg", QUEUE_CONCURRENCY="many")
    assert ran.code == 2
    assert "QUEUE_CONCURRENCY cannot be 'many'" in ran.err


def test_an_impossible_data_folder_is_reported_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    ran = run(blocked / "data", "process", "x.jpg")
    assert ran.code == 3
    assert "cannot be used" in ran.err
    assert "Traceback" not in ran.err


def test_without_a_display_the_window_command_says_so(data_dir: Path) -> None:
    screenless = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ran = run(data_dir, "window", **screenless)
    assert ran.code == 2
    assert "No display available" in ran.err


def processes_of(data_dir: Path) -> list[psutil.Process]:
    """Everything that still runs for this data folder."""
    named = str(data_dir)
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(named in part for part in process.info["cmdline"] or [])
    ]


@pytest.fixture
def no_process_left(data_dir: Path) -> Iterator[None]:
    yield
    left = processes_of(data_dir)
    _, alive = psutil.wait_procs(left, timeout=SECONDS)
    assert alive == []


def wait_for_progress(data_dir: Path, count: int) -> None:
    """Until this many page pictures are there: reading is under way."""
    pages = data_dir / "pages"
    wait_until(lambda: len(list(pages.glob("*/*/thumb.jpg"))) >= count, "nothing was read")


@pytest.mark.usefixtures("no_process_left")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_can_be_repeated(
    data_dir: Path, tmp_path: Path, how: signal.Signals
) -> None:
    draw_many(tmp_path / "pile", 5)
    out = tmp_path / "out.jsonl"
    command = ("process", tmp_path / "pile", "--json", out, *QUICK)
    with start(data_dir, *command) as first:
        wait_for_progress(data_dir, 2)
        first.send_signal(how)
        first.communicate(timeout=SECONDS)
    ran = run(data_dir, *command)
    assert ran.code == 0, ran.err
    results = lines(out)
    assert [result["status"] for result in results] == ["completed"] * 5
    assert len({result["requestId"] for result in results}) == 5


@pytest.mark.usefixtures("no_process_left")
def test_killing_redis_in_the_middle_loses_nothing(data_dir: Path, tmp_path: Path) -> None:
    draw_many(tmp_path / "pile", 5)
    out = tmp_path / "out.jsonl"
    with start(data_dir, "process", tmp_path / "pile", "--json", out, *QUICK) as program:
        wait_for_progress(data_dir, 2)
        pid = int((data_dir / "redis" / "redis.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        _, said = program.communicate(timeout=SECONDS)
    assert program.returncode == 0, said
    assert [result["status"] for result in lines(out)] == ["completed"] * 5


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX file permissions")
def test_the_data_folder_is_private_to_its_owner(stored: Stored) -> None:
    assert stat.S_IMODE(stored.data.stat().st_mode) == 0o700
    held = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in stored.data.glob("receipts.db*")
    }
    assert set(held.values()) == {0o600}


def test_export_stats_and_health_report_stored_receipts(stored: Stored, tmp_path: Path) -> None:
    data_dir, table = stored.data, tmp_path / "t.csv"
    ran = run(
        data_dir, "export", "--format", "csv", "-o", table, "--decimal", ",", "--delimiter", ";"
    )
    assert ran.code == 0, ran.err
    assert "11,45;GBP" in table.read_text(encoding="utf-8-sig")
    told = json.loads(run(data_dir, "stats", "--json").out)
    assert told["success"] is True
    assert told["data"]["totalProcessed"] >= 1
    assert told["data"]["localStorage"]["completed"] == 1
    health = run(data_dir, "health", "--json")
    assert health.code == 3
    assert json.loads(health.out)["redis"]["connected"] is False


def test_doctor_examines_every_part(data_dir: Path) -> None:
    ran = run(data_dir, "doctor")
    assert ran.code == 0, ran.out + ran.err
    for subject in ("redis", "rapidocr", "tesseract", "ollama", "disk", "database"):
        assert subject in ran.out


def test_a_file_without_permission_is_reported_in_a_sentence(
    data_dir: Path, tmp_path: Path
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root ignores file permissions")
    file = save(SAMPLES["cafe"], tmp_path / "cafe.jpg")
    file.chmod(0)
    ran = run(data_dir, "process", file, "--no-model")
    assert ran.code == 1
    assert "Permission denied" in ran.err
    shutil.rmtree(data_dir)


def test_the_log_holds_no_line_of_a_receipt(data_dir: Path, tmp_path: Path) -> None:
    file = save(SAMPLES["supermarkt"], tmp_path / "x.jpg")
    out = tmp_path / "out.jsonl"
    behaviour = Behaviour(answer=lambda asked: json.dumps({"date": asked}), mode="cut_off")
    with fake_ollama(behaviour) as address:
        assert run(data_dir, "process", file, "--json", out, OLLAMA_HOST=address).code == 0
    paths = Paths(data_dir)
    with bootstrap.open_stored_data(paths, Settings()) as actions:
        (result,) = lines(out)
        reading = actions.get_details(result["requestId"]).reading
    assert reading
    printed = [line.text for line in (*reading.text.lines, *reading.text.second_lines)]
    assert len(printed) > 10
    written = (paths.logs / LOG_FILE_NAME).read_text(encoding="utf-8").casefold()
    assert "language model request failed" in written
    assert [text for text in printed if len(text) > 3 and text.casefold() in written] == []
