"""`process` delivers its output whatever happens to the receipts, the names and the pipes."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.actions.batches import SubmitControl
from receipt_desktop.cli import process as process_command
from receipt_desktop.cli.process import BatchOptions
from receipt_desktop.cli.process_progress import CompletionWaiter
from receipt_desktop.cli.process_results import (
    BatchOutcome,
    format_json_lines,
    print_summary,
    write_results,
)
from receipt_desktop.cli.stop_signals import StopRequest
from receipt_desktop.cli.terminal import CLOSED_PIPE
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import (
    Priority,
    ReaderChoice,
    ReadOptions,
    Receipt,
    Status,
    SubmitResult,
)
from tests.databases import open_store
from tests.end_to_end.commands import QUICK, command, environment, lines, run, run_into, start
from tests.samples import SAMPLES, draw_many, save
from tests.waiting import SECONDS

NO_MODEL = ReadOptions(ReaderChoice.TESSERACT, "")
FORGED = "a\nreceipt-desktop: 900 of 900 completed.jpg"


@pytest.fixture
def cafe(tmp_path: Path) -> Path:
    return save(SAMPLES["cafe"], tmp_path / "cafe.jpg")


@pytest.fixture
def actions(paths: Paths) -> Iterator[Actions]:
    """Everything that works, in this process."""
    with bootstrap.open_application(paths, Settings(ollama_host="http://127.0.0.1:9")) as engine:
        yield engine.actions


def without_waits(said: str) -> list[str]:
    """The lines of standard error that do not depend on how busy the machine is."""
    return [line for line in said.splitlines() if not re.match("Waiting since|Going on", line)]


# -- receipts that are deleted meanwhile


@pytest.mark.parametrize("how", ["remove", "erase"])
def test_a_receipt_deleted_during_a_run_does_not_affect_the_others(
    actions: Actions, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    draw_many(tmp_path / "pile", 3)
    work = BatchOptions(
        (tmp_path / "pile",), str(tmp_path / "o.jsonl"), tmp_path / "o.csv", NO_MODEL
    )
    deleted: list[str] = []

    def delete(change: object) -> None:
        if isinstance(change, Receipt) and not deleted:
            deleted.append(change.id)
            threading.Thread(target=lambda: getattr(actions, how)([change.id])).start()

    silence = actions.subscribe(delete)
    outcome = process_command.run_batch(actions, work, StopRequest())
    silence()
    results = lines(tmp_path / "o.jsonl")
    assert [one["status"] for one in results].count("completed") == 2
    (gone,) = [one for one in results if one.get("deleted")]
    assert (gone["requestId"], gone["status"]) == (deleted[0], "failed")
    assert "deleted" in gone["error"]["message"]
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 2
    print_summary(outcome, sys.stderr)
    assert outcome.completed_count == 2
    assert "was deleted before its result was written" in capsys.readouterr().err


def test_all_deleted_between_the_end_and_the_writing(
    actions: Actions, cafe: Path, tmp_path: Path
) -> None:
    with CompletionWaiter(actions, StopRequest()) as waiting:
        answers = actions.submit([cafe], wish=NO_MODEL)
        ids = [one.receipt.id for one in answers if one.receipt]
        receipts = waiting.wait_until_finished(ids, lambda _, __: None)
    actions.erase(ids)
    outcome = BatchOutcome(answers, receipts, was_stopped=False)
    assert write_results(actions, outcome, str(tmp_path / "o.jsonl"), tmp_path / "o.csv") == []
    (line,) = lines(tmp_path / "o.jsonl")
    assert line["deleted"] is True
    assert BatchOutcome(answers, {}, was_stopped=False).status_of(answers[0]) is Status.FAILED


def test_when_one_output_fails_the_other_is_written(
    actions: Actions, cafe: Path, tmp_path: Path
) -> None:
    answers = actions.submit([cafe], wish=NO_MODEL)
    ids = {one.receipt.id: one.receipt for one in answers if one.receipt}
    outcome = BatchOutcome(answers, ids, was_stopped=True)
    (error,) = write_results(
        actions, outcome, str(tmp_path / "gone" / "o.jsonl"), tmp_path / "o.csv"
    )
    assert "could not be written" in error.sentence
    assert (tmp_path / "o.csv").exists()
    (error,) = write_results(
        actions, outcome, str(tmp_path / "o.jsonl"), tmp_path / "gone" / "o.csv"
    )
    assert lines(tmp_path / "o.jsonl")


# -- names


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes, as Linux has")
def test_file_names_of_any_bytes_are_read_and_cannot_forge_output(
    data_dir: Path, tmp_path: Path
) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    odd = Path(os.fsdecode(os.fsencode(pile) + b"/caf\xe9.jpg"))
    save(SAMPLES["cafe"], tmp_path / "a.jpg").rename(odd)
    save(SAMPLES["diner"], tmp_path / "b.jpg").rename(pile / f"{FORGED}\x1b[31m\u202e")
    (pile / f"z{FORGED}").write_bytes(b"xx")
    out, table = tmp_path / "o.jsonl", tmp_path / "o.csv"
    ran = run(data_dir, "process", pile, "--json", out, "--csv", table, *QUICK)
    said = without_waits(ran.err)
    assert (ran.code, len(said)) == (1, 2), ran.err
    assert said[-1] == "2 of 3 completed, 0 to review."
    assert "\x1b" not in ran.err
    results = {one["file"]: one["status"] for one in lines(out)}
    assert results == {
        f"{pile}/caf?.jpg": "completed",
        f"{pile}/{FORGED}\x1b[31m\u202e": "completed",
        f"{pile}/z{FORGED}": "failed",
    }
    assert len(out.read_text("utf-8").splitlines()) == 3
    with table.open(encoding="utf-8-sig", newline="") as stream:
        names = {row["file"] for row in csv.DictReader(stream)}
    assert names == {"caf?.jpg", r"a\nreceipt-desktop: 900 of 900 completed.jpg\x1b[31m\u202e"}


def test_a_path_that_is_no_file_is_reported_and_the_others_are_read(
    data_dir: Path, cafe: Path
) -> None:
    given = ("0" * 300 + ".jpg", "https://shop.example/a.pdf", f"{cafe.parent}/*.jpg", "*.none")
    ran = run(data_dir, "process", *given, *QUICK)
    assert ran.code == 1
    said = without_waits(ran.err)
    assert "The file name is too long" in said[0][:120]
    assert said[1].startswith("https://shop.example/a.pdf: https://shop.example/a.pdf is a web")
    assert said[2] == "*.none: No file matches *.none."
    assert said[3] == "1 of 4 completed, 0 to review."
    assert "data folder" not in ran.err


def test_a_data_folder_may_have_any_name(tmp_path: Path, cafe: Path) -> None:
    folder = tmp_path / "a?b#c Rabatt 50%41 ü [a] *\nnew line"
    ran = run(folder, "process", cafe, *QUICK)
    assert (ran.code, without_waits(ran.err)) == (0, ["1 of 1 completed, 0 to review."])
    assert (folder / "receipts.db").is_file()
    assert json.loads(run(folder, "stats", "--json").out)["data"]["totalProcessed"] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes, as Linux has")
def test_a_data_folder_with_an_undecodable_name_is_reported_in_a_sentence(tmp_path: Path) -> None:
    ran = run(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")), "stats")
    assert ran.code == 2
    assert "not valid UTF-8" in ran.err
    assert "Traceback" not in ran.err


# -- where the output goes


@pytest.mark.parametrize("page", ["cp1252", "ascii"])
def test_json_is_utf8_whatever_the_code_page(data_dir: Path, tmp_path: Path, page: str) -> None:
    file = save(SAMPLES["cafe"], tmp_path / "Beleg ₹ März.jpg")
    (tmp_path / "₹.txt").write_text("no receipt")
    ran = run(
        data_dir, "process", file, tmp_path / "₹.txt", "--json", "-", *QUICK,
        PYTHONUTF8="0", PYTHONIOENCODING=page,
    )  # fmt: skip
    results = [json.loads(line) for line in ran.out.splitlines()]
    assert [Path(one["file"]).name for one in results] == ["Beleg ₹ März.jpg", "₹.txt"]
    assert "Traceback" not in ran.err
    assert r"\u20b9.txt appears to be plain text" in ran.err


@pytest.mark.parametrize("option", ["--json", "--csv"])
@pytest.mark.parametrize("target", ["missing/out", "", "cafe.jpg"])
def test_an_impossible_output_path_is_reported_before_anything_is_read(
    data_dir: Path, cafe: Path, target: str, option: str
) -> None:
    ran = run(data_dir, "process", cafe, option, cafe.parent / target, *QUICK)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err
    assert not (data_dir / "receipts.db").exists()


def test_two_outputs_cannot_have_the_same_path(data_dir: Path, cafe: Path) -> None:
    both = run(data_dir, "process", cafe, "--json", "same", "--csv", "./same", *QUICK)
    assert both.code == 2


def test_export_and_audit_look_at_their_target_first(data_dir: Path, tmp_path: Path) -> None:
    for name in (("export",), ("audit",)):
        ran = run(data_dir, *name, "-o", tmp_path / "missing" / "out.csv")
        assert (ran.code, "Folder not found" in ran.err) == (2, True), ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_failed_output_is_reported_with_the_place_of_the_results(
    data_dir: Path, cafe: Path, tmp_path: Path
) -> None:
    table = tmp_path / "o.csv"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(data_dir, "process", cafe, "--json", "-", "--csv", table, *QUICK),
            stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert "receipt-desktop export" in done.stderr
    assert table.exists()


def closed_pipe(data: Path, *arguments: str | Path) -> tuple[int, list[str]]:
    """Exit code and standard error of a command whose output has no reader."""
    reader, writer = os.pipe()
    os.close(reader)
    ran = run_into(writer, data, *arguments)
    return ran.code, without_waits(ran.err)


def test_a_closed_pipe_ends_process_quietly(data_dir: Path, cafe: Path, tmp_path: Path) -> None:
    table = tmp_path / "o.csv"
    process = ("process", cafe, "--json", "-", "--csv", table, *QUICK)
    assert closed_pipe(data_dir, *process) == (CLOSED_PIPE, [])
    assert len(table.read_text("utf-8-sig").splitlines()) == 2


@pytest.mark.parametrize(
    "words", [("stats",), ("stats", "--json"), ("health",), ("audit",), ("doctor",)]
)
def test_a_closed_pipe_ends_a_command_quietly(data_dir: Path, words: tuple[str, ...]) -> None:
    store = open_store(Paths(data_dir).database)
    store.add_receipt("a.jpg", "0" * 64, Priority.NORMAL, ReadOptions())
    store.close()
    assert closed_pipe(data_dir, *words) == (CLOSED_PIPE, [])


def test_a_closed_pipe_ends_help_quietly(data_dir: Path) -> None:
    code, said = closed_pipe(data_dir, "stats", "--help")
    assert (code in {0, CLOSED_PIPE}, said) == (True, [])  # argparse may take it for written


def test_a_closed_standard_output_is_no_error(data_dir: Path, cafe: Path) -> None:
    words = command(data_dir, "process", cafe, "--json", "-", *QUICK)
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *words],
        stderr=subprocess.PIPE, text=True, env=environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert without_waits(done.stderr) == ["1 of 1 completed, 0 to review."]


# -- signals and waits


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_files_are_added_lists_what_was_added(
    data_dir: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """The last path is a pattern over a folder that is still being filled."""
    draw_many(tmp_path / "pile", 2)
    for copy in range(3000):
        (tmp_path / "pile" / f"text {copy:04}.txt").write_text(f"no receipt {copy}")
    out = tmp_path / "o.jsonl"
    log = data_dir / "logs" / "receipt-desktop.jsonl"
    with start(data_dir, "process", tmp_path / "pile", "--json", out, *QUICK) as program:
        waiting = threading.Event()
        while program.poll() is None and not (log.exists() and "queued" in log.read_text("utf-8")):
            waiting.wait(0.01)
        program.send_signal(number)
        _, said = program.communicate(timeout=SECONDS)
    assert program.returncode == 130, said
    assert "Stopped early" in said
    results = lines(out)
    assert 1 <= len(results) < 3002
    assert "requestId" in results[0]


def test_an_interrupted_submission_returns_what_was_added(actions: Actions, tmp_path: Path) -> None:
    draw_many(tmp_path / "pile", 12)
    seen: list[int] = []
    asked = count()  # it asks once before all files and once before each
    control = SubmitControl(is_stopped=lambda: next(asked) > 4)
    answers: tuple[SubmitResult, ...] = actions.submit(
        [tmp_path / "pile"],
        wish=NO_MODEL,
        on_progress=lambda done, _: seen.append(done),
        control=control,
    )
    assert (len(answers), seen) == (4, [1, 2, 3, 4])
    assert {answer.receipt.id for answer in answers if answer.receipt} == {
        receipt.id for receipt in actions.list_receipts()
    }
    ended = BatchOutcome(answers, {}, was_stopped=True)
    assert len(list(format_json_lines(actions, ended))) == len(answers)


def test_a_wait_is_reported_with_its_start_and_its_end(data_dir: Path, tmp_path: Path) -> None:
    """The queue is paused, then another program locks the database."""
    draw_many(tmp_path / "pile", 2)
    paths = Paths(data_dir)
    with bootstrap.open_stored_data(paths, Settings()) as actions:
        actions.pause_queue()
    with start(data_dir, "process", tmp_path / "pile", *QUICK) as program:
        assert program.stderr
        assert any("The queue is paused" in line for line in program.stderr)
        with closing(sqlite3.connect(paths.database, timeout=60, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert any("locked by another program" in line for line in program.stderr)
            other.execute("ROLLBACK")
        with bootstrap.open_stored_data(paths, Settings()) as actions:
            actions.resume_queue()
        _, said = program.communicate(timeout=SECONDS)
    assert program.returncode == 0, said
    assert "Going on.\n2 of 2 completed" in said
