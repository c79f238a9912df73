"""The copies of originals that a person opens."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop import bootstrap
from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from tests.samples.mails import make_mail, make_pdf


def test_the_printed_text_of_a_message_opens_as_a_pdf(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "order.eml").write_bytes(make_mail("Order", text="Total 12.50 EUR").as_bytes())
    (tmp_path / "Invoice.PDF").write_bytes(make_pdf("an invoice"))
    with bootstrap.open_stored_data(paths, Settings()) as actions:
        files = [tmp_path / "order.eml", tmp_path / "Invoice.PDF"]
        results = actions._context.submission.submit_files(files, SubmitOptions())
        receipts = [result.receipt for result in results if result.receipt]
        copies = [actions.copy_originals(receipt)[0] for receipt in receipts]
    assert [receipt.file_name for receipt in receipts] == ["order.eml", "Invoice.PDF"]
    assert [copy.name for copy in copies] == ["order.pdf", "Invoice.PDF"]
    assert all(copy.read_bytes().startswith(b"%PDF") for copy in copies)
