"""A mailbox on a real server: nothing twice, nothing lost, whatever happens to the connection."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from imapclient import IMAPClient

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.intake import IntakeSource, SourceState
from receipt_desktop.domain.mail import Encryption, MailAccount, MarkKind
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.intake.mail.errors import MailUnavailable
from receipt_desktop.intake.mail.passwords import MailPasswords
from receipt_desktop.intake.mail.watcher import MailWatcher
from receipt_desktop.store.store import Store
from tests.dovecot import PASSWORD, Dovecot, run_dovecot
from tests.fakes.cutting_proxy import CuttingProxy, run_proxy
from tests.samples.mailbox import RECEIPT_MAILER, make_mailbox
from tests.samples.mails import make_mail, make_pdf

pytestmark = pytest.mark.expected_logs("receipt_desktop.intake", "imapclient")
LONG_AGO = date(2000, 1, 1)


@pytest.fixture(scope="module")
def running_server() -> Iterator[Dovecot]:
    with run_dovecot() as running:
        yield running


@pytest.fixture
def server(running_server: Dovecot, request: pytest.FixtureRequest) -> Dovecot:
    """The server with an empty mailbox for this test."""
    name = re.sub(r"[^a-z]", "", request.node.name)
    running_server.user = f"{name}@home.example"
    return running_server


@pytest.fixture
def proxy(server: Dovecot) -> Iterator[CuttingProxy]:
    with run_proxy(server.port) as running:
        yield running


Look = Callable[[MailAccount], int]


@pytest.fixture
def watcher(store: Store, submission: SubmissionService) -> Iterator[MailWatcher]:
    made = make_watcher(store, submission)
    yield made
    made.stop()


def make_watcher(store: Store, submission: SubmissionService) -> MailWatcher:
    return MailWatcher(
        store,
        MailPasswords(),
        lambda found, source: submission.submit_found(found, SubmitOptions(source=source)),
        Settings,
    )


def save_mailbox(store: Store, watcher: MailWatcher, account: MailAccount) -> IntakeSource:
    watcher.passwords.save_password(account, PASSWORD)
    name = f"{account.user} {account.port}"
    source = IntakeSource(0, SourceKind.MAIL, name, options=account.to_options())
    return store.save_intake_source(source)


def list_names(store: Store, source: IntakeSource) -> Counter[str]:
    query = ReceiptQuery(source=Source(SourceKind.MAIL, source.name))
    return Counter(receipt.file_name for receipt in store.find_receipts(query))


def get_state(store: Store, source: IntakeSource) -> SourceState:
    return next(one.state for one in store.list_source_states() if one.source.id == source.id)


def read_flags(server: Dovecot, folder: str = "INBOX") -> list[set[bytes]]:
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(server.user, PASSWORD)
        client.select_folder(folder, readonly=True)
        return [set(flags) for flags in client.get_flags(client.search()).values()]


def account_for(server: Dovecot, port: int = 0, **more: object) -> MailAccount:
    plain = MailAccount(
        "127.0.0.1", server.user, port or server.port, Encryption.NONE, since=LONG_AGO
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.slow
def test_fifty_messages_over_a_connection_that_is_cut(
    server: Dovecot, proxy: CuttingProxy, store: Store, watcher: MailWatcher
) -> None:
    mails = make_mailbox()
    assert len(mails) == 50
    for mail in mails:
        server.deliver(mail.data)
    account = account_for(server, proxy.port, body_senders=(RECEIPT_MAILER,),
                          ignored_senders=("spam.example",))  # fmt: skip
    source = save_mailbox(store, watcher, account)
    proxy.limit, looks = 2_000, 0
    while True:
        looks += 1
        try:
            watcher.look_into(source)
        except MailUnavailable:
            proxy.limit = int(proxy.limit * 1.3)
        else:
            break
    assert proxy.cut_count > 10
    names = list_names(store, source)
    assert sum(names.values()) == sum(mail.receipts for mail in mails)
    assert {name for name in names if re.match(r"invoice \d+\.pdf", name)} == {
        f"invoice {number}.pdf" for number in range(30)
    }
    assert max(names.values()) == 1
    state = get_state(store, source)
    assert state.trouble is None
    assert state.looked_at is not None
    assert state.failed == store.count_mail_problems(source.id)
    problems = {one.problem.key for one in store.list_mail_problems(source.id) if one.problem}
    assert {"file_too_large", "container_locked", "message_smime", "file_seems_office"} <= problems
    proxy.limit = None

    flags = read_flags(server)
    assert len(flags) == 50
    assert sum(b"$ReceiptDesktop" in one for one in flags) == sum(
        mail.receipts > 0 for mail in mails
    )
    assert not any(b"\\Seen" in one or b"\\Deleted" in one for one in flags)

    assert watcher.look_into(source) == 0
    server.renumber()
    assert watcher.look_into(source) == 0
    assert list_names(store, source) == names


def test_only_new_messages_are_taken_also_those_that_are_moved_in(
    server: Dovecot, store: Store, watcher: MailWatcher
) -> None:
    server.deliver(make_mail("old", {"old.pdf": make_pdf("old")}).as_bytes())
    source = save_mailbox(store, watcher, account_for(server, since=None))
    assert watcher.look_into(source) == 0
    server.deliver(make_mail("new", {"new.pdf": make_pdf("new")}).as_bytes())
    assert watcher.look_into(source) == 1
    assert list_names(store, source) == {"new.pdf": 1}
    assert store.find_receipts(ReceiptQuery(source=Source(SourceKind.MAIL, source.name)))[
        0
    ].source == Source(SourceKind.MAIL, source.name, "billing@shop.example")


def test_messages_are_moved_and_read_where_that_is_chosen(
    server: Dovecot, store: Store, watcher: MailWatcher
) -> None:
    for number in range(3):
        server.deliver(
            make_mail(f"m{number}", {f"move {number}.pdf": make_pdf(f"m{number}")}).as_bytes()
        )
    server.deliver(make_mail("nothing").as_bytes())
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(server.user, PASSWORD)
        client.create_folder("Belege/Übertragen".replace("/", "."))
    account = account_for(server, mark=MarkKind.MOVE, move_to="Belege.Übertragen", mark_read=True)
    source = save_mailbox(store, watcher, account)
    assert watcher.look_into(source) == 3
    moved = read_flags(server, "Belege.Übertragen")
    assert len(moved) == 3
    assert all({b"\\Seen", b"$ReceiptDesktop"} <= flags for flags in moved)
    assert [b"\\Seen" in flags for flags in read_flags(server)] == [False]


def test_what_was_submitted_before_a_crash_is_not_taken_twice(
    server: Dovecot, store: Store, submission: SubmissionService
) -> None:
    for number in range(3):
        server.deliver(
            make_mail(f"c{number}", {f"crash {number}.pdf": make_pdf(f"crash {number}")}).as_bytes()
        )

    class Crashed(Exception):
        pass

    def submit_and_crash(found: object, source: Source) -> object:
        submission.submit_found(found, SubmitOptions(source=source))  # type: ignore[arg-type]
        raise Crashed

    crashing = MailWatcher(store, MailPasswords(), submit_and_crash, Settings)  # type: ignore[arg-type]
    source = save_mailbox(store, crashing, account_for(server))
    for _ in range(2):
        with pytest.raises(Crashed):
            crashing.look_into(source)
    assert list_names(store, source) == {"crash 0.pdf": 1}
    sound = make_watcher(store, submission)
    sound.passwords.save_password(account_for(server), PASSWORD)
    sound.look_into(source)
    assert list_names(store, source) == {f"crash {number}.pdf": 1 for number in range(3)}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"port": 1}, "mail_unreachable"),
        ({"encryption": Encryption.TLS}, "mail_tls"),
        ({"folders": ("INBOX", "Gone")}, "mail_folder_gone"),
        ({"user": "nobody"}, "mail_no_password"),
        ({"host": "outlook.office365.com"}, "mail_hint_microsoft"),
        ({"host": "imap.example.com"}, "mail_plain"),
    ],
)
def test_errors_are_kept_in_plain_words(
    server: Dovecot, store: Store, watcher: MailWatcher, change: dict[str, object], key: str
) -> None:
    account = replace(account_for(server), **change)  # type: ignore[arg-type]
    if key != "mail_no_password":
        watcher.passwords.save_password(account, PASSWORD)
    name = f"errors {key} {server.port}"
    source = store.save_intake_source(
        IntakeSource(0, SourceKind.MAIL, name, options=account.to_options())
    )
    with pytest.raises(ReceiptError) as raised:
        watcher.look_into(source)
    assert raised.value.key == key
    trouble = get_state(store, source).trouble
    assert trouble is not None
    assert trouble.key == key
    assert trouble.text("de") != trouble.text("en")
    (issue,) = watcher.list_issues()
    assert trouble.text("en") in issue.message.text("en")
