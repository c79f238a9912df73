"""A rule passes files on to another company, which takes each in once."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.incoming import take_in
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.intake import IntakeSource, SourceRule
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.files.incoming import IncomingFiles
from receipt_desktop.files.originals import Originals
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store
from tests.samples.mails import make_mail, make_pdf
from tests.unit.intake.conftest import OnePage

FOLDER = Source(SourceKind.FOLDER, "/scans")


def pass_to(store: Store, company: Path, kind: SourceKind = SourceKind.FOLDER) -> None:
    """A rule that passes everything of a kind on."""
    store.save_intake_source(IntakeSource(0, kind, rule=SourceRule(company=str(company))))


def test_the_other_company_takes_it_in_once(
    submission: SubmissionService, store: Store, paths: Paths, tmp_path: Path
) -> None:
    other = tmp_path / "Other company"
    other.mkdir()
    pass_to(store, other)
    (tmp_path / "é receipt.pdf").write_bytes(make_pdf("passed on"))
    options = SubmitOptions(source=FOLDER)
    (result,) = submission.submit_files([tmp_path / "é receipt.pdf"], options)
    assert (result.receipt, result.error, result.passed_to) == (None, None, str(other))
    assert store.find_receipts(ReceiptQuery()) == []

    there = open_empty_store(other)
    pass_to(there, paths.data)  # it is not passed back
    its = SubmissionService(there, Originals(Paths(other)), lambda *_: None, OnePage(), Settings)
    incoming = IncomingFiles(other)
    assert take_in(incoming, its, "window:me") == 1
    (receipt,) = there.find_receipts(ReceiptQuery())
    assert (receipt.file_name, receipt.source) == ("é receipt.pdf", FOLDER)
    assert take_in(incoming, its, "window:me") == 0
    assert list((other / "incoming").iterdir()) == []
    there.close()


def test_a_missing_company_refuses_the_file_in_words(
    submission: SubmissionService, store: Store, tmp_path: Path
) -> None:
    pass_to(store, tmp_path / "gone")
    (tmp_path / "a.pdf").write_bytes(make_pdf("a"))
    (result,) = submission.submit_files([tmp_path / "a.pdf"], SubmitOptions(source=FOLDER))
    assert result.error is not None
    assert str(tmp_path / "gone") in result.error.sentence
    dropped = SubmitOptions(source=Source(SourceKind.FILE))
    (result,) = submission.submit_files([tmp_path / "a.pdf"], dropped)
    assert result.receipt is not None


def test_a_rule_for_a_sender_is_found_in_an_unpacked_message(
    submission: SubmissionService, store: Store, tmp_path: Path
) -> None:
    rule = SourceRule(project="Hosting", priority=Priority.HIGH)
    store.save_intake_source(IntakeSource(0, SourceKind.FILE, sender="@example.com", rule=rule))
    mail = make_mail("Invoice", {"a.pdf": make_pdf("from a sender")})
    mail.replace_header("From", "Billing <billing@example.com>")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    options = SubmitOptions(source=Source(SourceKind.FILE))
    (result,) = submission.submit_files([tmp_path / "a.eml"], options)
    assert result.receipt is not None
    assert result.receipt.source == Source(SourceKind.FILE, "", "billing@example.com")
    assert result.receipt.priority is Priority.HIGH
