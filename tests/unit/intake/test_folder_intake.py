"""What is added from a watched folder, and what is not added twice."""

from __future__ import annotations

import os
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.watched_folders import AfterReading, FileState
from receipt_desktop.store.queue_state import QueueSwitch
from receipt_desktop.store.store import Store
from tests.samples.mails import make_mail, make_pdf, make_zip
from tests.unit.intake.conftest import Watch
from tests.unit.intake.watched import write_receipt


def test_a_file_is_added_when_it_is_complete(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    file = write_receipt(incoming / "a.pdf", 1)
    assert watched.look().waiting == 1  # seen once only
    file.write_bytes(file.read_bytes() + b"more")
    assert watched.look().waiting == 1  # it has grown
    watched.busy.add("a.pdf")
    assert watched.look().waiting == 1  # open for writing
    watched.busy.clear()
    assert watched.look().read == 1
    assert watched.submitted == ["a.pdf"]
    assert watched.look().waiting == 0
    assert file.exists()


def test_two_looks_shortly_after_one_another_are_not_enough(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    write_receipt(incoming / "a.pdf", 1)
    watched.look()
    assert watched.look(0.5).read == 0
    assert watched.look(2).read == 1


def test_what_was_there_before_is_added_only_if_asked(watch: Watch, incoming: Path) -> None:
    write_receipt(incoming / "old.pdf", 1)
    watched = watch()
    watched.look()
    write_receipt(incoming / "new.pdf", 2)
    watched.look_until_settled()
    assert watched.submitted == ["new.pdf"]
    (incoming / "old.pdf").rename(incoming / "renamed.pdf")
    watched.look_until_settled()
    assert watched.submitted == ["new.pdf"]
    write_receipt(incoming / "renamed.pdf", "changed")
    watched.look_until_settled()
    assert watched.submitted == ["new.pdf", "renamed.pdf"]


def test_existing_files_are_added(watch: Watch, incoming: Path) -> None:
    write_receipt(incoming / "old.pdf", 1)
    watched = watch(reads_existing=True)
    watched.look_until_settled()
    assert watched.submitted == ["old.pdf"]


def test_files_that_arrive_while_the_program_is_closed_are_added(
    watch: Watch, incoming: Path
) -> None:
    watched = watch()
    watched.look()
    write_receipt(incoming / "meanwhile.pdf", 1)
    watched.restart()
    watched.look_until_settled()
    assert watched.submitted == ["meanwhile.pdf"]


def test_nothing_is_added_twice_after_a_restart(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    for number in range(40):
        write_receipt(incoming / f"{number:02}.pdf", number)
    watched.look_until_settled()
    (incoming / "00.pdf").rename(incoming / "renamed.pdf")
    (incoming / "01.pdf").unlink()
    os.utime(incoming / "02.pdf", ns=(1, 1))
    watched.restart()
    watched.look_until_settled()
    assert len(watched.submitted) == len(set(watched.submitted)) == 40
    write_receipt(incoming / "03.pdf", "changed")
    watched.look_until_settled()
    assert watched.submitted[40:] == ["03.pdf"]


def test_a_renamed_file_is_not_read_again_when_its_receipt_was_deleted(
    watch: Watch, incoming: Path, store: Store
) -> None:
    watched = watch()
    watched.look()
    write_receipt(incoming / "a.pdf", 1)
    watched.look_until_settled()
    (receipt,) = store.find_receipts(ReceiptQuery())
    store.erase_receipts([receipt.id], "test")
    (incoming / "a.pdf").rename(incoming / "b.pdf")
    assert watched.look_until_settled().read == 1
    assert store.find_receipts(ReceiptQuery()) == []


def test_a_kill_between_adding_and_remembering_adds_no_second_receipt(
    watch: Watch, incoming: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = watch()
    watched.look()
    write_receipt(incoming / "a.pdf", 1)
    watched.look()

    class KilledHere(BaseException):
        pass

    def die(*_: object) -> None:
        raise KilledHere

    with monkeypatch.context() as patch:
        patch.setattr(store, "save_folder_files", die)
        with pytest.raises(KilledHere):
            watched.look()
    watched.restart()
    watched.look_until_settled()
    assert len(store.find_receipts(ReceiptQuery())) == 1
    assert watched.states() == {"a.pdf": FileState.READ}


def test_read_files_are_moved_and_numbered(watch: Watch, incoming: Path) -> None:
    watched = watch(after_reading=AfterReading.MOVE, done_folder="Erledigt")
    watched.look()
    for number in range(3):
        write_receipt(incoming / "scan.pdf", number)
        write_receipt(incoming / "Mai" / "scan.pdf", f"May {number}")
        watched.look_until_settled()
    found = sorted(path.relative_to(incoming).as_posix() for path in incoming.rglob("*.pdf"))
    names = ["scan (2).pdf", "scan (3).pdf", "scan.pdf"]
    assert found == [f"Erledigt/{below}{name}" for below in ("Mai/", "") for name in names]
    contents = {path.read_bytes() for path in incoming.rglob("*.pdf")}
    assert len(contents) == len(watched.submitted) == 6


@pytest.mark.expected_logs("receipt_desktop.intake.folder_intake")
def test_a_move_that_was_interrupted_is_made_up_for(watch: Watch, incoming: Path) -> None:
    watched = watch(after_reading=AfterReading.MOVE)
    watched.look()
    write_receipt(incoming / "a.pdf", 1)
    (incoming / "Done").write_text("in the way")
    look = watched.look_until_settled()
    assert look.problem
    assert look.problem.key == "watch_move"
    assert watched.states()["a.pdf"] is FileState.TO_MOVE
    (incoming / "Done").unlink()
    watched.restart()
    watched.look()
    assert (incoming / "Done" / "a.pdf").exists()
    assert watched.submitted == ["a.pdf"]


def test_archives_and_messages_are_read_once_and_moved(watch: Watch, incoming: Path) -> None:
    watched = watch(after_reading=AfterReading.MOVE)
    watched.look()
    archive = make_zip({"a/x.pdf": make_pdf("in an archive"), "note.txt": b"call the bank"})
    message = make_mail("Your order", text="Total 12.50 EUR").as_bytes()
    (incoming / "march.zip").write_bytes(archive)
    (incoming / "order.eml").write_bytes(message)
    assert watched.look_until_settled().read == 2
    assert sorted(watched.submitted) == ["order.eml", "x.pdf"]
    for name, data in (("march.zip", archive), ("order.eml", message)):
        assert (incoming / "Done" / name).read_bytes() == data
        (incoming / name).write_bytes(data)
    assert watched.look_until_settled().read == 2
    assert len(watched.submitted) == 2  # known by their own content


@pytest.mark.expected_logs("receipt_desktop.intake.folder_intake")
def test_a_file_that_changes_before_its_move_is_read_first(watch: Watch, incoming: Path) -> None:
    watched = watch(after_reading=AfterReading.MOVE)
    watched.look()
    write_receipt(incoming / "a.pdf", 1)
    (incoming / "Done").write_text("in the way")
    watched.look_until_settled()
    (incoming / "Done").unlink()
    write_receipt(incoming / "a.pdf", "changed since")
    watched.look(100)
    assert (incoming / "a.pdf").exists()
    watched.look()
    assert b"changed since" in (incoming / "Done" / "a.pdf").read_bytes()
    assert watched.submitted == ["a.pdf", "a.pdf"]


def test_what_failed_is_listed_until_it_is_retried_or_ignored(
    watch: Watch, incoming: Path, store: Store
) -> None:
    watched = watch()
    watched.look()
    (incoming / "note.txt").write_text("call the bank")
    (incoming / "plan.txt").write_text("go home")
    assert watched.look_until_settled().failed == 2
    assert watched.look_until_settled().failed == 0
    note, plan = store.list_folder_files(1, {FileState.FAILED})
    assert note.error
    assert "note.txt" in note.error.text()
    assert note.at
    store.ignore_failed_files(1, [plan.path])
    store.save_folder_files(1, [], [note.path])  # retry
    assert watched.look_until_settled().failed == 1
    assert watched.states() == {"note.txt": FileState.FAILED, "plan.txt": FileState.IGNORED}
    write_receipt(incoming / "plan.txt", 1)
    watched.look_until_settled()
    assert watched.states()["plan.txt"] is FileState.READ


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions")
def test_a_file_that_may_not_be_read_is_tried_again(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    file = write_receipt(incoming / "a.pdf", 1)
    file.chmod(0)
    assert watched.look_until_settled().failed == 1
    file.chmod(0o600)
    assert watched.look(10).read == 0
    assert watched.look(400).read == 1


def test_an_empty_file_waits_before_it_fails(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    (incoming / "a.pdf").touch()
    assert watched.look_until_settled().waiting == 1
    assert watched.look(60).failed == 1


def test_files_wait_while_the_queue_takes_none(watch: Watch, incoming: Path, store: Store) -> None:
    watched = watch()
    watched.look()
    for number in range(40):
        write_receipt(incoming / f"{number}.pdf", number)
    store.set_switch(QueueSwitch.DRAINING, on=True)
    look = watched.look_until_settled()
    assert look.problem
    assert look.problem.key == "draining"
    assert look.waiting == 40
    store.set_switch(QueueSwitch.DRAINING, on=False)
    assert watched.look().read == 40


def test_a_missing_folder_is_a_problem_until_it_is_back(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    aside = incoming.with_name("aside")
    incoming.rename(aside)
    look = watched.look()
    assert look.problem
    assert look.problem.key == "watch_missing"
    aside.rename(incoming)
    write_receipt(incoming / "a.pdf", 1)
    assert watched.look_until_settled().problem is None
    assert watched.submitted == ["a.pdf"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are bytes on Linux only")
def test_names_that_are_no_text_are_read_and_moved(watch: Watch, incoming: Path) -> None:
    watched = watch(after_reading=AfterReading.MOVE)
    watched.look()
    name = os.fsdecode(b"caf\xe9.pdf")
    write_receipt(incoming / name, 1)
    watched.look_until_settled()
    assert (incoming / "Done" / name).exists()
    watched.restart()
    assert watched.look_until_settled().waiting == 0


def test_another_spelling_of_an_accent_is_the_same_receipt(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    composed = write_receipt(incoming / unicodedata.normalize("NFC", "Büro.pdf"), 1)
    watched.look_until_settled()
    composed.rename(incoming / unicodedata.normalize("NFD", "Büro.pdf"))
    watched.look_until_settled()
    assert len(watched.submitted) == 1


def test_the_data_folder_is_never_read(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.paths = Paths(incoming / "data")
    watched.paths.create_folders()
    watched.restart()
    watched.look()
    write_receipt(incoming / "data" / "inside.pdf", 1)
    write_receipt(incoming / "beside.pdf", 2)
    watched.look_until_settled()
    assert watched.submitted == ["beside.pdf"]


def test_another_folder_is_looked_at_anew(watch: Watch, incoming: Path) -> None:
    watched = watch()
    watched.look()
    write_receipt(incoming / "sub" / "a.pdf", 1)
    watched.look_until_settled()
    watched.folder = replace(watched.folder, path=str(incoming / "sub"))
    watched.restart()
    watched.look_until_settled()
    assert watched.states() == {"a.pdf": FileState.EXISTING}
    watched.folder = replace(watched.folder, reads_existing=True)
    watched.restart()
    watched.look_until_settled()
    assert watched.states() == {"a.pdf": FileState.READ}
