"""Errors of mailboxes in plain words."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
    ProtocolError,
)

from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.mail import APP_PASSWORD, SWITCH_ON, MailAccount, find_hint

TEMPORARY_CODES = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[CONTACTADMIN]")
"""Response codes of a login that has nothing to do with the password (RFC 5530)."""
MAX_REASON_LENGTH = 200
LOGIN_KEYS = {APP_PASSWORD: "mail_login_app", SWITCH_ON: "mail_login_switch"}
"""Errors whose remedy is what the provider asks for."""


class MailUnavailable(ServiceUnavailable):
    """The server cannot be reached, or ends the connection. A later attempt may help."""


class MailRefused(InvalidRequest):
    """The settings of the mailbox have to change: its password, host, certificate or folder."""


@contextmanager
def translate_errors(account: MailAccount) -> Iterator[None]:
    """Raise `MailUnavailable` or `MailRefused` for what a connection raises."""
    try:
        yield
    except ReceiptError:
        raise
    except ssl.SSLCertVerificationError as error:
        reason = error.verify_message or "?"
        raise MailRefused("mail_certificate", host=account.host, reason=reason) from error
    except ssl.SSLError as error:
        raise MailUnavailable("mail_tls", host=account.host, reason=_shorten(error)) from error
    except LoginError as error:
        raise make_login_error(account, str(error)) from error
    except (IMAPClientAbortError, EOFError) as error:
        raise MailUnavailable("mail_cut", host=account.host) from error
    except OSError as error:
        reason = error.strerror or _shorten(error)
        raise MailUnavailable("mail_unreachable", host=account.host, reason=reason) from error
    except (IMAPClientError, ProtocolError, CapabilityError, ValueError, LookupError) as error:
        reason = _shorten(error)
        raise MailUnavailable("mail_protocol", host=account.host, reason=reason) from error


def make_login_error(account: MailAccount, answer: str) -> ReceiptError:
    """The error for a login that the server refused with this answer."""
    if any(code in answer.upper() for code in TEMPORARY_CODES):
        return MailUnavailable("mail_protocol", host=account.host, reason=_shorten(answer))
    key = LOGIN_KEYS.get(find_hint(account.host), "mail_login")
    return MailRefused(key, user=account.user, host=account.host)


def _shorten(error: object) -> str:
    text = str(error).strip().strip("b'\"")
    return " ".join(text.split())[:MAX_REASON_LENGTH] or type(error).__name__
