"""verify: a changed byte, a changed row, a removed entry, and heads that were kept outside."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.__main__ import main
from receipt_desktop.config.paths import Paths
from tests.unit.backup.library import fill_library, hash_content

Verify = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with four receipts."""
    folder = tmp_path_factory.mktemp("verify") / "data"
    fill_library(Paths(folder), 4)
    return folder


@pytest.fixture
def library(filled: Path, data_dir: Path) -> Paths:
    return Paths(Path(shutil.copytree(filled, data_dir / "data")))


@pytest.fixture
def verify(library: Paths, capfd: pytest.CaptureFixture[str]) -> Verify:
    """The exit code and the JSON of `verify` with these options."""

    def run(*options: str) -> tuple[int, dict[str, Any]]:
        capfd.readouterr()
        code = main(["verify", "--json", *options, "--data-dir", str(library.data)])
        out = capfd.readouterr().out
        return code, json.loads(out) if out else {}

    return run


def change(library: Paths, script: str) -> None:
    with closing(sqlite3.connect(library.database)) as database:
        database.executescript(script)


def list_kinds(answer: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in answer["differences"]]


def test_a_sound_folder_has_a_head_which_it_still_contains_later(verify: Verify) -> None:
    code, first = verify()
    assert (code, first["differences"], first["brokenFrom"]) == (0, [], None)
    number, _, digest = first["head"].partition(":")
    assert int(number) == first["entries"]
    assert len(digest) == 64
    code, second = verify("--head", first["head"])
    assert (code, second["entries"]) == (0, first["entries"] + 1)  # the first verification


def test_one_changed_byte_and_one_changed_row_are_found(library: Paths, verify: Verify) -> None:
    original = library.original(hash_content(1))
    content = bytearray(original.read_bytes())
    content[10] ^= 1
    original.write_bytes(content)
    change(library, "UPDATE field_values SET minor = minor + 1 WHERE field = 'totalAmount'")
    code, found = verify()
    assert code == 1
    kinds = list_kinds(found)
    assert kinds.count("changed") == 1
    assert kinds.count("receipt_result") == 4
    named = next(one for one in found["differences"] if one["kind"] == "receipt_result")
    assert named["sentence"].endswith("jpg: the result was changed outside Receipt Desktop.")
    assert found["brokenFrom"] is None


def test_a_removed_entry_is_found_and_where(
    library: Paths, verify: Verify, capfd: pytest.CaptureFixture[str]
) -> None:
    change(library, "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE number = 2")
    code, found = verify()
    assert (code, found["brokenFrom"]) == (1, 2)
    assert list_kinds(found) == ["entry_missing", "receipt_result"]
    assert main(["verify", "--data-dir", str(library.data)]) == 1
    assert "Entry 2 of the audit log is missing" in capfd.readouterr().out


def test_a_head_comes_from_a_backup_or_the_text_of_an_export(
    library: Paths, verify: Verify, data_dir: Path
) -> None:
    backup, data = data_dir / "b.tar", ["--data-dir", str(library.data)]
    assert main(["backup", str(backup), *data]) == 0
    _, found = verify("--head", str(backup))
    assert found["differences"] == []
    export = data_dir / "export.json"
    export.write_text(json.dumps({"receipts": [], "chainHead": found["head"]}), encoding="utf-8")
    assert verify("--head", str(export))[0] == 0
    change(
        library,
        "DROP TRIGGER audit_no_delete;"
        "DELETE FROM audit WHERE number >= (SELECT max(number) FROM audit) - 3",
    )
    for file in (backup, export):
        code, answer = verify("--head", str(file))
        assert code == 1
        assert list_kinds(answer)[0] in ("head_missing", "head_changed")


def test_something_else_as_a_head_is_bad_usage(verify: Verify, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("nothing", encoding="utf-8")
    assert verify("--head", "12:abc")[0] == 2
    assert verify("--head", str(file))[0] == 2


def test_an_export_is_recorded_with_its_hash(
    library: Paths, data_dir: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out, log = data_dir / "out.csv", data_dir / "audit.jsonl"
    data = ["--data-dir", str(library.data)]
    assert main(["export", "-o", str(out), *data]) == 0
    assert "Head of the audit log: " in capfd.readouterr().err
    assert main(["audit", "--results", "-o", str(log), *data]) == 0
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert {"read", "export", "submit"} <= {one["action"] for one in entries}
    exported = next(one for one in entries if one["action"] == "export")
    assert exported["after"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert exported["after"]["head"].endswith(exported["previous_hash"])
