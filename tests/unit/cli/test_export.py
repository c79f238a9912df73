"""The command `export`, in this process over a real store."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop import bootstrap
from receipt_desktop.actions import ExportRequest
from receipt_desktop.backup.chain_head import find_chain_head
from receipt_desktop.cli import export
from receipt_desktop.cli.parser import parse_arguments
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.export_profile_json import format_profile
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export.formats import FORMATS
from tests.databases import open_store
from tests.unit.export.datev_checker import check_folder
from tests.unit.export.examples import BRITISH, READY, make_details, tax

RECEIPTS = [
    make_details(1, "11.90", "Papier", tax("19", "10.00", "1.90"), NUMBER="1"),
    make_details(2, "17.99", "Markt", tax("19", "5.00", "0.95"), tax("7", "11.25", "0.79")),
    make_details(3, None, "Torn"),
]


@pytest.fixture
def data(paths: Paths) -> Paths:
    """A data folder with three receipts, one of them without a total."""
    paths.create_folders()
    store = open_store(paths.database)
    for details in RECEIPTS:
        name = details.receipt.file_name
        row = store.add_receipt(name, name * 8, Priority.NORMAL, ReadOptions())
        store.claim_receipt(row.id, "me", 60)
        assert details.reading
        assert store.finish_attempt(row.id, "me", details.reading)
    store.close()
    return paths


def run(data: Paths, *words: str) -> int:
    return export.run(data, Settings(language="en_GB"), parse_arguments(["export", *words]))


def test_what_is_left_out_is_named_and_remembered_as_new(
    data: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bank.csv"
    wanted = ("--format", "freeagent", "--profile", "plain chart", "-o", str(file))
    assert run(data, *wanted, "--check") == 1
    checked = capsys.readouterr()
    assert "The total is missing." in checked.err
    assert "3 receipts: 1 would be left out" in checked.out
    assert not file.exists()
    assert run(data, *wanted) == 1
    said = capsys.readouterr().err
    assert "Torn (" in said
    wrote = f"2 rows written to {file}. 1 receipts left out. Batch E000001. "
    assert f"{wrote}Head of the audit log: 6:" in said
    assert run(data, *wanted, "--exported", "new") == 1
    assert file.read_text() == ""
    assert run(data, "--batches") == 0
    assert capsys.readouterr().out.startswith("E000001\t")
    assert run(data, "--undo", "E000001") == 0
    run(data, *wanted, "--exported", "new")
    assert file.read_text().count("\n") == 2


def test_a_profile_comes_from_a_file_too(data: Paths, tmp_path: Path) -> None:
    profile, folder, packed = tmp_path / "p.json", tmp_path / "datev", tmp_path / "datev.zip"
    profile.write_text(format_profile(READY), encoding="utf-8")
    for target in (folder, packed):
        assert run(data, "--format", "datev", "--profile", str(profile), "-o", str(target)) == 1
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    checked = check_folder(files)
    assert checked.faults == []
    assert sum(checked.accounts.values()) == Decimal("29.89")
    assert packed.stat().st_size
    assert sorted(one.name for one in tmp_path.iterdir() if ".part" in one.name) == []


def test_profiles_are_listed_and_written(
    data: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "--profiles") == 0
    assert "SKR03\tdatev" in capsys.readouterr().out
    file = tmp_path / "skr.json"
    assert run(data, "--profiles", "--profile", "SKR03", "-o", str(file)) == 0
    assert '"chart": "03"' in file.read_text()


def test_wrong_usage_is_said(data: Paths, tmp_path: Path) -> None:
    assert run(data) == 2
    target = str(tmp_path / "x")
    with pytest.raises(InvalidRequest, match="There is no export profile"):
        run(data, "-o", target, "--profile", "Nobody")
    with pytest.raises(InvalidRequest, match="needs a profile"):
        run(data, "-o", target, "--format", "datev")
    broken = tmp_path / "broken.json"
    broken.write_text('{"name": 7}')
    with pytest.raises(InvalidRequest, match="not an export profile"):
        run(data, "-o", target, "--profile", str(broken))


def test_the_csv_is_as_it_was_with_columns_of_the_rates(data: Paths, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert run(data, "-o", str(file), "--no-bom") == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(), newline="")))
    assert [row["merchant"] for row in rows] == ["Torn", "Markt", "Papier"]
    assert [row["net_7"] for row in rows] == ["", "11.25", ""]
    assert [row["tax_19"] for row in rows] == ["", "0.95", "1.90"]


FOREIGN = replace(
    BRITISH,
    rates={"EUR": Decimal("0.85")},
    tax_codes={**BRITISH.tax_codes, "19": "20% (VAT on Expenses)", "7": "5% (VAT on Expenses)"},
)
NO_ROOM = {"csv", "mapped", "xero", "quickbooks", "freeagent", "ofx", "qif", "sage"}
"""Tables whose programs take rows and nothing else."""


def test_the_head_of_the_audit_log_goes_with_every_export(data: Paths, tmp_path: Path) -> None:
    """In the file, where the format has room, and always in the batch and in the audit log."""
    carried = set()
    with bootstrap.open_stored_data(data, Settings()) as actions:
        for name, form in FORMATS.items():
            head, target = actions.get_chain_head(), tmp_path / f"{name}{form.suffix or '.zip'}"
            profile = FOREIGN if name in ("xero", "sage") else replace(READY, key="ready")
            result = actions.export_batch(ExportRequest(ReceiptQuery(), name, profile), target)
            batch, last = actions.list_export_batches()[0], actions.list_audit_entries()[0]
            assert head
            assert batch.number == result.batch > 0, name
            assert result.chain_head == batch.chain_head == str(head) == last.after["head"], name
            if name in NO_ROOM:
                with pytest.raises(InvalidRequest):
                    find_chain_head(target)
            else:
                assert find_chain_head(target) == replace(head, at=None), name
                carried.add(name)
    assert carried | NO_ROOM == set(FORMATS)
