"""import: the plan first, then receipts with and without a picture, none twice, and the undo."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from receipt_desktop.__main__ import main
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ValueSource
from receipt_desktop.domain.receipt import ReceiptDetails, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from tests.unit.store.example_readings import SAMPLE_READING

DEXT = (
    "Receipt ID,Type,Date,Supplier,Category,Tax,Total,Currency,Owner,Image\n"
    "2161,Invoice,20-Aug-2026,Grab,Travel,3.24,39.20,SGD,Ann,https://rbnk.me/i/x\n"
    "2162,Receipt,2026-09-03,Café,Food,,1872,JPY,Ann,\n"
    "2163,Receipt,soon,Shop,,,n/a,XYZ,,\n"
)
Run = Callable[..., int]


def make_picture() -> bytes:
    stream = io.BytesIO()
    Image.new("L", (40, 60), 200).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of Dext with the picture of its first line."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "2161.png").write_bytes(make_picture())
    file = tmp_path / "dext.csv"
    file.write_text(DEXT, encoding="utf-8")
    return file


@pytest.fixture
def run(source: Path, paths: Paths) -> Run:
    def call(*options: str) -> int:
        words = ["import", *options, "--data-dir", str(paths.data)]
        undoes = "--undo" in options
        if not undoes:
            words += [str(source), "--pictures", str(source.parent / "pictures")]
        return main(words)

    return call


def list_details(paths: Paths) -> dict[str, ReceiptDetails]:
    """All receipts by name."""
    store = Store(f"sqlite:///{paths.database}")
    found = {one.receipt.file_name: one for one in store.iterate_details(ReceiptQuery())}
    store.close()
    return found


def get_values(details: ReceiptDetails) -> dict[str, object]:
    assert details.reading
    draft = details.reading.checked.draft
    return {field.value: draft.get_value(field) for field in details.corrected_fields}


def test_the_plan_is_shown_and_nothing_is_added_without_a_yes(
    run: Run, paths: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("--check") == 0
    said = capfd.readouterr().out
    assert "Dext: 3 receipts come in, 1 with a picture; 0 are left out." in said
    assert "line 4: The value “soon” in the column “date” is not valid." in said
    assert "Columns that do not come in: Image" in said
    assert run() == 0
    assert "Nothing was imported." in capfd.readouterr().err
    assert list_details(paths) == {}


def test_an_import_keeps_its_values_adds_nothing_twice_and_can_be_undone(
    run: Run, paths: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("--yes") == 0
    assert "3 receipts imported, 0 were there already, 0 failed." in capfd.readouterr().err
    found = list_details(paths)
    assert set(found) == {"2161.png", "Dext 2162", "Dext 2163"}
    by_hand, pictured = found["Dext 2162"], found["2161.png"]
    assert by_hand.receipt.status is Status.COMPLETED
    assert (by_hand.receipt.total, by_hand.receipt.currency) == (Decimal(1872), "JPY")
    assert pictured.receipt.status is Status.PENDING
    assert paths.original(pictured.receipt.content_hash).read_bytes() == make_picture()
    before = get_values(pictured)
    assert before["totalAmount"] == Decimal("39.20")

    store = Store(f"sqlite:///{paths.database}")
    receipt = pictured.receipt
    assert store.claim_receipt(receipt.id, "w", 60)
    assert store.finish_attempt(receipt.id, "w", SAMPLE_READING)
    assert store.check_chain().breaks == ()
    store.close()
    after = list_details(paths)["2161.png"]
    assert get_values(after) == before  # what was read never replaces it
    assert after.reading
    draft = after.reading.checked.draft
    assert draft.currency == "SGD"
    assert draft.fields[Field.TIME].source is not ValueSource.PERSON  # and adds what is missing

    capfd.readouterr()
    assert run("--yes") == 0
    assert "0 receipts come in, 0 with a picture; 3 are left out." in capfd.readouterr().out
    assert run("--undo", "1") == 0
    assert list_details(paths) == {}
    assert run("--undo", "1") == 2
    assert run("--yes") == 0  # removed ones come in again
    assert set(list_details(paths)) == {"2161.png", "Dext 2162", "Dext 2163"}


def test_a_picture_that_is_there_already_is_not_added_again(
    run: Run, paths: Paths, source: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("--yes") == 0
    source.write_text(DEXT.replace("2161,", "9161,"), encoding="utf-8")
    picture = source.parent / "pictures" / "2161.png"
    picture.rename(picture.with_name("9161.png"))
    capfd.readouterr()
    assert run("--yes") == 0
    assert "0 receipts imported, 1 were there already" in capfd.readouterr().err
    assert len(list_details(paths)) == 3


def test_a_line_with_a_broken_picture_fails_alone(
    run: Run, source: Path, paths: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    (source.parent / "pictures" / "2161.png").write_bytes(b"not a picture")
    assert run("--yes") == 1
    said = capfd.readouterr().err
    assert "line 2: " in said
    assert "2 receipts imported" in said
    assert "Dext 2161" not in list_details(paths)


def test_a_file_or_an_undo_is_needed(paths: Paths) -> None:
    assert main(["import", "--data-dir", str(paths.data)]) == 2
