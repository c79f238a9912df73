"""Tries what brings receipts in: `python.exe sources_trial.py DATA FOLDER`, the installed Python.

Keeps a password as a mailbox does, asks the page for phones for itself over the network card's
address, and has the window watch FOLDER. Prints a line for each; an exception ends it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import httpx
import keyring

from receipt_desktop.api.phone.switch import PhoneSwitch
from receipt_desktop.bootstrap import create_data_folder, open_stored_data
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings_file import load_settings
from receipt_desktop.domain.intake import SourceRule
from receipt_desktop.domain.mail import MailAccount
from receipt_desktop.domain.watched_folders import AfterReading, WatchedFolder
from receipt_desktop.intake.mail.passwords import MailPasswords

WORD = "trial ä €"
ANSWER_SECONDS = 60


def main() -> None:
    """All three; raises when one of them fails."""
    keep_password(MailAccount("mail.example", "trial"))
    paths = Paths(Path(sys.argv[1]))
    create_data_folder(paths)
    with open_stored_data(paths, load_settings(paths)) as actions:
        phone = PhoneSwitch(actions)
        address = phone.list_addresses()[0].address
        page = httpx.get(phone.invite(address, lambda _: None).page, timeout=ANSWER_SECONDS)
        print("page for phones:", page.status_code, len(page.content), "bytes")
        phone.stop()
        folder = WatchedFolder(0, sys.argv[2], after_reading=AfterReading.MOVE)
        print("watched folder:", actions.save_watched_folder(folder, SourceRule()).name)


def keep_password(account: MailAccount) -> None:
    """Save, read and delete a password. Raises `LookupError` when it is not kept."""
    name = type(keyring.get_keyring()).__module__
    is_saved = MailPasswords().save_password(account, WORD)
    if not is_saved or MailPasswords().get_password(account) != WORD:
        raise LookupError(f"{name} keeps no password")
    MailPasswords().delete_password(account)
    print("passwords:", name, "gone again:", MailPasswords().get_password(account) is None)


if __name__ == "__main__":
    main()
