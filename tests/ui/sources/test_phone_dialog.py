"""The dialog that invites a phone, over the real listener."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.api.phone.switch import PhoneSwitch
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.phone import (
    LocalAddress,
    PhoneInvitation,
    PhoneStage,
    PhoneState,
)
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.ui.sources import phone_dialog, phone_texts
from receipt_desktop.ui.sources.phone_dialog import PhoneDialog
from receipt_desktop.ui.sources.qr_code import draw_qr_code
from receipt_desktop.ui.task_runner import TaskRunner
from tests.samples import SAMPLES, save

HERE = LocalAddress("127.0.0.1", "wlan0")
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"


class LoopbackSwitch(PhoneSwitch):
    """The real page, in networks that a test chooses."""

    addresses: tuple[LocalAddress, ...] = (HERE,)

    def list_addresses(self) -> tuple[LocalAddress, ...]:
        return self.addresses


@pytest.fixture(scope="module")
def actions() -> Iterator[Actions]:
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    settings = Settings(use_model=False, phone_port=0)
    with bootstrap.open_application(Paths(folder), settings, kind="window", consume=False) as app:
        yield app.actions
    shutil.rmtree(folder)


@dataclass(frozen=True)
class Desk:
    dialog: PhoneDialog
    switch: LoopbackSwitch
    qtbot: QtBot

    def open(self) -> PhoneInvitation:
        self.dialog.show()
        return self.wait_for_code()

    def wait_for_code(self, after: str = "") -> PhoneInvitation:
        def is_new() -> bool:
            invitation = self.dialog.invitation
            return invitation is not None and invitation.code != after

        self.qtbot.waitUntil(is_new)
        assert self.dialog.invitation is not None
        return self.dialog.invitation

    def wait_for_stage(self, stage: PhoneStage) -> None:
        self.qtbot.waitUntil(lambda: self.dialog.state.stage is stage)


@pytest.fixture
def desk(qtbot: QtBot, actions: Actions) -> Iterator[Desk]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    switch, runner = LoopbackSwitch(actions), TaskRunner(window)
    dialog = PhoneDialog(window, switch, runner)
    yield Desk(dialog, switch, qtbot)
    dialog.close()
    runner.close()
    switch.stop()


@contextmanager
def pair(invitation: PhoneInvitation) -> Iterator[httpx.Client]:
    headers = {"User-Agent": IPHONE, "X-Receipt-Desktop": "1", "Origin": invitation.page}
    with httpx.Client(base_url=invitation.page, headers=headers) as phone:
        assert phone.post("/pair", json={"code": invitation.code}).status_code == 200
        yield phone


def test_a_phone_is_invited_paired_and_sends_a_photo(
    desk: Desk, actions: Actions, tmp_path: Path
) -> None:
    invitation = desk.open()
    dialog = desk.dialog
    assert invitation.page in dialog.address_label.text()
    assert invitation.code in dialog.address_label.text()
    assert "unencrypted" in dialog.protection_label.text()
    assert dialog.heading.text() == "Waiting for a phone…"
    assert dialog.network_box.isHidden()
    assert httpx.get(invitation.page).status_code == 200
    desk.wait_for_stage(PhoneStage.VISITED)
    with pair(invitation) as phone:
        desk.wait_for_stage(PhoneStage.PAIRED)
        assert dialog.heading.text() == "Connected: iPhone"
        assert dialog.steps.isHidden()
        content = save(SAMPLES["cafe"], tmp_path / "a.jpg").read_bytes()
        assert phone.put("/photos/photo-0001", content=content).json()["state"] == "waiting"
        desk.qtbot.waitUntil(lambda: dialog.state.received == 1)
        assert dialog.photos_label.text().startswith("1 ")
    (receipt,) = actions.list_receipts()
    assert receipt.source == Source(SourceKind.PHONE, "iPhone")


def test_the_page_ends_with_the_dialog(desk: Desk) -> None:
    invitation = desk.open()
    with pair(invitation) as phone:
        desk.dialog.close()

        def is_gone() -> bool:
            try:
                phone.get("/photos")
            except httpx.TransportError:
                return True
            return False

        desk.qtbot.waitUntil(is_gone)
    again = desk.open()
    assert again.code != invitation.code


def test_a_new_code_replaces_the_last_one(desk: Desk) -> None:
    first = desk.open()
    with pair(first):
        desk.wait_for_stage(PhoneStage.PAIRED)
        desk.dialog.new_button.click()
        second = desk.wait_for_code(first.code)
        assert desk.dialog.state.stage is PhoneStage.WAITING
        assert not desk.dialog.steps.isHidden()
    assert httpx.get(second.page).status_code == 200


def test_several_networks_can_be_chosen(desk: Desk) -> None:
    other = LocalAddress("127.0.0.2", "eth0", is_private=False)
    desk.switch.addresses = (HERE, other)
    first = desk.open()
    box = desk.dialog.network_box
    assert not box.isHidden()
    assert "reachable from the internet" in box.itemText(1)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    second = desk.wait_for_code(first.code)
    assert second.page.startswith("http://127.0.0.2:")


def test_no_network_is_said(desk: Desk) -> None:
    desk.switch.addresses = ()
    desk.dialog.show()
    desk.qtbot.waitUntil(lambda: "no network" in desk.dialog.heading.text())
    assert desk.dialog.code_label.isHidden()
    desk.switch.addresses = (HERE,)
    desk.dialog.again_button.click()
    desk.wait_for_code()
    assert desk.dialog.again_button.isHidden()


def test_an_address_that_cannot_be_used_is_said(desk: Desk) -> None:
    desk.switch.addresses = (LocalAddress("192.0.2.77", "gone0"),)
    desk.dialog.show()
    desk.qtbot.waitUntil(lambda: "192.0.2.77" in desk.dialog.photos_label.text())
    assert not desk.dialog.again_button.isHidden()


def test_a_hint_comes_when_no_phone_comes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = desk.open()
    assert phone_dialog.HINT_DELAY_MS == 30_000
    timer = desk.dialog._hint_timer
    assert timer.isActive()
    timer.timeout.emit()
    assert not desk.dialog.hint_label.isHidden()
    assert invitation.page.rpartition(":")[2] in phone_texts.describe_missing_phone(
        int(invitation.page.rpartition(":")[2])
    )
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert "allow" in phone_texts.describe_missing_phone(1)
    httpx.get(invitation.page)
    desk.wait_for_stage(PhoneStage.VISITED)
    assert desk.dialog.hint_label.isHidden()


def test_the_end_after_an_hour_is_shown(desk: Desk) -> None:
    invitation = desk.open()
    left = invitation.ends_at - datetime.now(UTC)
    assert timedelta(minutes=55) < left <= timedelta(hours=1)
    assert desk.dialog._end_timer.isActive()
    desk.dialog._end_timer.timeout.emit()
    assert desk.dialog.state.stage is PhoneStage.EXPIRED
    assert "one hour" in desk.dialog.heading.text()
    assert desk.dialog.steps.isHidden()
    desk.dialog.new_button.click()
    desk.wait_for_code(invitation.code)


def test_photos_are_counted_in_words(desk: Desk) -> None:
    describe = desk.dialog.describe_photos
    assert describe(PhoneState()) == ""
    assert describe(PhoneState(PhoneStage.PAIRED, "iPhone")) == "No photo has arrived yet."
    some = describe(PhoneState(PhoneStage.PAIRED, "iPhone", 5, 3, 1))
    assert [part[0] for part in some.split(" · ")] == ["5", "3", "1"]
    assert "Too many" in phone_texts.describe_stage(PhoneState(PhoneStage.LOCKED))
    safe = PhoneInvitation("", "", "", datetime.now(UTC), is_encrypted=True)
    assert "certificate" in phone_texts.describe_protection(safe)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_code_can_be_scanned(ratio: float) -> None:
    import zxingcpp  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    url = "http://192.168.100.200:65535/#K7QF22MWX9"
    drawn = draw_qr_code(url, 240, ratio).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = bytes(drawn.constBits())
    size = (drawn.bytesPerLine(), drawn.height())
    (found,) = zxingcpp.read_barcodes(Image.frombytes("L", size, pixels))
    assert found.text == url
    assert drawn.width() <= 240 * ratio
