"""LibreOffice opens what was written: amounts are numbers, and no formula runs."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from receipt_desktop.export.options import ExportOptions
from tests.unit.export.examples import PLAIN, export, make_details, tax

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
RECEIPTS = [
    make_details(1, "1234.50", "=1+1", tax("19", "1037.39", "197.11"), NUMBER="x;=2+2"),
    make_details(2, "-0.99", "＝1+1"),
    make_details(3, "5.00", "a\t@SUM(1)"),
]


@pytest.mark.parametrize(
    ("name", "suffix", "delimiter", "separators"),
    [("xlsx", ".xlsx", ",", ""), ("csv", ".csv", ",", "44"), ("csv", ".csv", ",", "59"),
     ("csv", ".csv", ";", "59"), ("csv", ".csv", ",", "9")],
)  # fmt: skip
def test_the_office_reads_numbers_and_runs_nothing(
    tmp_path: Path, name: str, suffix: str, delimiter: str, separators: str
) -> None:
    options = ExportOptions("en_GB", delimiter=delimiter, decimal=".", bom=True)
    (tmp_path / "out").mkdir()
    files, _ = export(tmp_path / "out", name, RECEIPTS, PLAIN, options)
    source = tmp_path / f"receipts{suffix}"
    source.write_bytes(next(iter(files.values())))
    filters = [f"--infilter=CSV:{separators},34,76,1"] if separators else []
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path / 'office'}", *filters,
         "--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true",
         "--outdir", str(tmp_path / "read"), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    (read,) = (tmp_path / "read").iterdir()
    rows = list(csv.reader(io.StringIO(read.read_text("utf-8-sig"), newline=""), delimiter="\t"))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell in ("2", "4") or cell.startswith(("#", "Err:"))]
    assert ("=1+1" in cells) == (name == "xlsx"), "text stays text"
    if separators in ("", str(ord(delimiter))):
        assert "1234.5" in [cell.replace(",", "").rstrip("0") for cell in cells]
