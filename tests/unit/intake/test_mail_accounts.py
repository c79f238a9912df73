"""Accounts, senders, passwords and errors of mailboxes."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import date

import keyring
import pytest
from imapclient.exceptions import IMAPClientAbortError, LoginError
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.mail import (
    PROVIDERS,
    Encryption,
    MailAccount,
    MarkKind,
    accepts_passwords,
    find_provider,
    matches_sender,
    parse_account,
)
from receipt_desktop.intake.containers.message import MessageHeader
from receipt_desktop.intake.mail.connection import make_tls_context
from receipt_desktop.intake.mail.errors import translate_errors
from receipt_desktop.intake.mail.passwords import MailPasswords
from receipt_desktop.intake.mail.taking import hash_message
from receipt_desktop.intake.mail.watcher import find_pause

ACCOUNT = MailAccount(
    "imap.example.com",
    "me",
    143,
    Encryption.STARTTLS,
    ("INBOX", "Belege/Übertrag"),
    since=date(2026, 1, 1),
    allowed_senders=("example.com",),
    mark=MarkKind.MOVE,
    move_to="Done",
    mark_read=True,
)


class DictKeyring(KeyringBackend):
    """A keyring that a system could have."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.is_locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username))


@pytest.fixture
def backend() -> Iterator[DictKeyring]:
    before = keyring.get_keyring()
    made = DictKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def no_backend() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def test_an_account_is_the_same_after_it_was_stored() -> None:
    assert parse_account(ACCOUNT.to_options()) == ACCOUNT
    assert parse_account({"host": "a", "user": "b"}) == MailAccount("a", "b")
    with pytest.raises(ValueError, match="nonsense"):
        parse_account({"host": "a", "user": "b", "mark": "nonsense"})


@pytest.mark.parametrize(
    ("entry", "matches"),
    [
        ("billing@shop.example", True),
        ("BILLING@shop.example", True),
        ("shop.example", True),
        ("@shop.example", True),
        ("example", True),
        ("hop.example", False),
        ("other@shop.example", False),
        ("", False),
        ("@", False),
    ],
)
def test_senders_are_addresses_or_domains(entry: str, *, matches: bool) -> None:
    assert matches_sender("Billing@Shop.example", [entry]) is matches


def test_providers_are_found_by_address() -> None:
    provider = find_provider("Me@GMX.de")
    assert provider is not None
    assert provider.host == "imap.gmx.net"
    assert find_provider("me@example.com") is None
    assert not accepts_passwords("Outlook.office365.com ")
    assert all(accepts_passwords(one.host) for one in PROVIDERS if "Microsoft" not in one.name)


def test_passwords_are_kept_in_the_keyring(backend: DictKeyring) -> None:
    passwords = MailPasswords()
    assert passwords.has_keyring
    assert passwords.save_password(ACCOUNT, "secret")
    assert backend.kept == {("Receipt Desktop", "me@imap.example.com:143"): "secret"}
    assert MailPasswords().get_password(ACCOUNT) == "secret"
    passwords.delete_password(ACCOUNT)
    assert passwords.get_password(ACCOUNT) is None


@pytest.mark.expected_logs("receipt_desktop.intake.mail.passwords")
def test_a_locked_keyring_leaves_the_password_in_memory(backend: DictKeyring) -> None:
    backend.is_locked = True
    passwords = MailPasswords()
    assert passwords.get_password(ACCOUNT) is None
    assert not passwords.save_password(ACCOUNT, "secret")
    assert passwords.get_password(ACCOUNT) == "secret"
    assert not backend.kept


@pytest.mark.usefixtures("no_backend")
def test_without_a_keyring_passwords_last_as_long_as_the_program() -> None:
    passwords = MailPasswords()
    assert not passwords.has_keyring
    assert not passwords.save_password(ACCOUNT, "secret")
    assert passwords.get_password(ACCOUNT) == "secret"
    assert MailPasswords().get_password(ACCOUNT) is None


def test_keyrings_in_plain_text_do_not_count(backend: DictKeyring) -> None:
    plain = type("PlaintextKeyring", (DictKeyring,), {"__module__": "keyrings.alt.file"})
    keyring.set_keyring(plain())
    assert not MailPasswords().has_keyring
    assert not MailPasswords().save_password(ACCOUNT, "secret")
    assert not backend.kept


def make_certificate_error() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("host", "raised", "key", "is_retryable"),
    [
        ("imap.example.com", LoginError("[AUTHENTICATIONFAILED] no"), "mail_login", False),
        ("imap.gmail.com", LoginError("[ALERT] app password"), "mail_login_app", False),
        ("imap.web.de", LoginError("no"), "mail_login_switch", False),
        ("imap.example.com", LoginError("[UNAVAILABLE] later"), "mail_protocol", True),
        ("imap.example.com", make_certificate_error(), "mail_certificate", False),
        ("imap.example.com", ssl.SSLError(1, "wrong version"), "mail_tls", True),
        ("imap.example.com", TimeoutError("timed out"), "mail_unreachable", True),
        ("imap.example.com", IMAPClientAbortError("socket error: EOF"), "mail_cut", True),
    ],
)
def test_errors_are_put_into_plain_words(
    host: str, raised: Exception, key: str, *, is_retryable: bool
) -> None:
    account = MailAccount(host, "me")
    with pytest.raises(ReceiptError) as caught, translate_errors(account):
        raise raised
    assert caught.value.key == key
    assert caught.value.is_retryable is is_retryable
    for language in ("en", "de", "fr"):
        assert host in caught.value.text(language)


def test_certificates_are_verified_but_on_this_computer() -> None:
    context = make_tls_context("imap.example.com")
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert make_tls_context("127.0.0.1").verify_mode is ssl.CERT_NONE


def test_the_pause_doubles_up_to_an_hour() -> None:
    assert [find_pause(failures, 10) / 60 for failures in range(5)] == [10, 20, 40, 60, 60]
    assert find_pause(3, 120) == 7200


def test_a_message_is_the_same_after_the_server_added_headers() -> None:
    header = MessageHeader(message_id="<1@x>")
    assert hash_message(b"A: b\r\n\r\nbody\r\n", header) == hash_message(
        b"X-Moved: yes\nA: b\n\nbody\n", header
    )
    assert hash_message(b"A: b\n\nbody", header) != hash_message(b"A: b\n\nother", header)
