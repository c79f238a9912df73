"""Mailboxes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "mail_login": "{host} does not accept the user name {user} with this password.",
        "mail_hint_app": "This provider asks for an app password: create one in the security "
        "settings of your account, and enter it here instead of your usual password.",
        "mail_hint_switch": "This provider accepts mail programs only after you have turned on "
        "IMAP in the settings of your mailbox.",
        "mail_hint_microsoft": "Microsoft 365 and Outlook.com accept no passwords from mail "
        "programs, not even app passwords. Forward the messages to another mailbox, or save them "
        "as files and drop them on the window.",
        "mail_certificate": "The certificate of {host} is not valid ({reason}). No password was "
        "sent.",
        "mail_tls": "No encrypted connection to {host} is possible ({reason}). Check the port and "
        "the kind of encryption.",
        "mail_no_starttls": "{host} does not offer STARTTLS. No password was sent.",
        "mail_plain": "A password is never sent to {host} without encryption.",
        "mail_unreachable": "The mail server {host} cannot be reached ({reason}).",
        "mail_unreachable_remedy": "Check the connection to the Internet. Receipt Desktop will "
        "try again.",
        "mail_cut": "The mail server {host} ended the connection. Receipt Desktop will try again.",
        "mail_protocol": "The mail server {host} sent an invalid answer ({reason}).",
        "mail_folder_gone": "The mail folder {folder} cannot be opened. Choose the folders again.",
        "mail_no_numbers": "The mail server {host} gives its messages no permanent numbers "
        "(UIDs), so new ones cannot be recognised.",
        "mail_no_password": "The password of the mailbox {name} is needed.",
        "mail_too_large": "The message is too large: {size} MB. The limit is {limit} MB.",
        "issue_mailbox": "The mailbox {name} cannot be checked. {problem}",
        "mail_account": "The settings of the mailbox {name} are incomplete.",
    }
)
