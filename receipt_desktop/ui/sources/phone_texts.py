"""The sentences of the dialog for phones."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

from receipt_desktop.domain.phone import LocalAddress, PhoneInvitation, PhoneStage, PhoneState


def describe_stage(state: PhoneState) -> str:
    """The heading for a state."""
    if state.stage is PhoneStage.PAIRED:
        return QCoreApplication.translate("phone", "Connected: {device}").format(
            device=state.device
        )
    if state.stage is PhoneStage.EXPIRED:
        return QCoreApplication.translate("phone", "The connection has ended after one hour")
    if state.stage is PhoneStage.LOCKED:
        return QCoreApplication.translate("phone", "Too many wrong codes were entered")
    if state.stage is PhoneStage.VISITED:
        return QCoreApplication.translate("phone", "A phone has opened the page…")
    return QCoreApplication.translate("phone", "Waiting for a phone…")


def describe_protection(invitation: PhoneInvitation) -> str:
    """What protects the photos on their way."""
    if invitation.is_encrypted:
        return QCoreApplication.translate(
            "phone", "Encrypted with the certificate from the settings."
        )
    return QCoreApplication.translate(
        "phone",
        "Photos travel unencrypted (HTTP) within this network. Use it in a network that you "
        "trust, not in a public Wi-Fi. With a certificate in the settings they are encrypted.",
    )


def describe_address(address: LocalAddress) -> str:
    """An address in the list of networks."""
    words = f"{address.address} ({address.interface})"
    if address.is_private:
        return words
    return QCoreApplication.translate("phone", "{address}, reachable from the internet").format(
        address=words
    )


def describe_missing_phone(port: int) -> str:
    """What to check when no phone comes."""
    hint = QCoreApplication.translate(
        "phone",
        "No phone has reached this computer yet. Check that the phone is in the same network: "
        "its Wi-Fi is on, and it is not a guest network, whose devices are kept apart.",
    )
    return f"{hint} {_describe_firewall().format(port=port)}"


def _describe_firewall() -> str:
    if sys.platform == "win32":
        return QCoreApplication.translate(
            "phone",
            "In Windows Security, “Allow an app through firewall” has to allow Receipt Desktop in "
            "private networks, and this network has to be a private one.",
        )
    if sys.platform == "darwin":
        return QCoreApplication.translate(
            "phone",
            "In System Settings, Network, Firewall has to allow incoming connections of "
            "Receipt Desktop.",
        )
    return QCoreApplication.translate(
        "phone", "The firewall of this computer has to allow port {port} (TCP)."
    )
