"""Archives and messages that are submitted: a receipt for each file, with its origin, once."""

from __future__ import annotations

import io
from pathlib import Path

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.export.result_json import result_to_json
from receipt_desktop.store.store import Store
from tests.samples.mails import make_mail, make_pdf, make_picture, make_zip

PICTURE, PDF = make_picture(), make_pdf()


def test_the_files_of_a_dropped_archive_stand_between_the_others(
    submission: SubmissionService, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "1.pdf").write_bytes(make_pdf("first"))
    (tmp_path / "2.zip").write_bytes(make_zip({"a/x.jpg": PICTURE, "note.txt": b"hello there"}))
    (tmp_path / "3.pdf").write_bytes(make_pdf("third"))
    results = submission.submit_files([tmp_path], SubmitOptions())
    assert [Path(one.path).relative_to(tmp_path).as_posix() for one in results] == [
        *("1.pdf", "2.zip/a/x.jpg", "2.zip/note.txt", "3.pdf")
    ]
    assert [one.error.key if one.error else None for one in results] == [
        *(None, None, "file_seems_text", None)
    ]
    receipt = results[1].receipt
    assert receipt is not None
    assert receipt.file_name == "x.jpg"
    origin = store.get_details(receipt.id).origin
    assert origin is not None
    assert (origin.container, origin.member) == ("2.zip", "a/x.jpg")

    again = submission.submit_files([tmp_path / "2.zip"], SubmitOptions())
    assert [one.is_duplicate for one in again] == [True, False]
    assert again[0].receipt == receipt


def test_an_uploaded_message_gives_several_receipts(
    submission: SubmissionService, store: Store
) -> None:
    files = {"a.pdf": make_pdf("upload a"), "b.pdf": make_pdf("upload b")}
    mail = make_mail("Two receipts", files).as_bytes()
    results = submission.submit_upload(io.BytesIO(mail), "two.eml", SubmitOptions())
    assert [one.path for one in results] == ["two.eml/a.pdf", "two.eml/b.pdf"]
    for one in results:
        assert one.receipt is not None
        origin = store.get_details(one.receipt.id).origin
        assert origin is not None
        assert origin.subject == "Two receipts"


def test_the_text_of_a_message_has_its_name_and_is_known_again(
    submission: SubmissionService, store: Store
) -> None:
    mail = make_mail("Your order", text="Total 12.50 EUR").as_bytes()
    [result] = submission.submit_upload(io.BytesIO(mail), "order.eml", SubmitOptions())
    assert result.receipt is not None
    assert (result.path, result.receipt.file_name) == ("order.eml", "order.eml")
    shape = result_to_json(store.get_details(result.receipt.id))
    assert (shape["file"], shape["unpackedFrom"]["file"]) == ("order.eml", "order.eml")
    assert "path" not in shape["unpackedFrom"]
    [again] = submission.submit_upload(io.BytesIO(mail), "copy.eml", SubmitOptions())
    assert again.is_duplicate


def test_an_upload_that_only_seems_an_archive_is_refused_by_its_name(
    submission: SubmissionService,
) -> None:
    data = make_zip({"[Content_Types].xml": b"<x/>"})
    [result] = submission.submit_upload(io.BytesIO(data), "report.docx", SubmitOptions())
    assert result.error is not None
    assert result.error.sentence.startswith("report.docx appears to be an Office document")
