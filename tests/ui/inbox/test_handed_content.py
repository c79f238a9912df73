"""Pictures, files and addresses that other programs hand over, over real actions."""

from __future__ import annotations

import base64
import shutil
import struct
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.inbox.content_intake import encode_picture
from receipt_desktop.ui.inbox.controller import InboxController
from receipt_desktop.ui.inbox.handed_content import (
    DESCRIPTOR,
    FILE_CONTENTS,
    GROUP_DESCRIPTOR,
    parse_group_descriptor,
    read_content,
)
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.samples import SAMPLES, save
from tests.ui.fake_actions import ManualTaskRunner


@pytest.fixture(scope="module")
def actions() -> Iterator[Actions]:
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    settings = Settings(use_model=False, webhook_private=True)
    with bootstrap.open_application(Paths(folder), settings, kind="window", consume=False) as app:
        yield app.actions
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def jpeg(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return save(SAMPLES["cafe"], tmp_path_factory.mktemp("jpeg") / "cafe.jpg").read_bytes()


@dataclass(frozen=True)
class Desk:
    page: InboxPage
    controller: InboxController
    work: ManualTaskRunner
    added: list[Receipt]

    def drop(self, data: QMimeData) -> None:
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, data, left, none)
        QApplication.sendEvent(self.page, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.page, QDropEvent(QPointF(50, 50), copy, data, left, none))

    def paste(self, data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(data)
        self.controller.paste_from_clipboard()

    def take(self) -> Receipt:
        """The one receipt that has been added since."""
        self.work.run_all()
        (receipt,) = self.added
        self.added.clear()
        return receipt


@pytest.fixture
def desk(qtbot: QtBot, actions: Actions) -> Desk:
    work = ManualTaskRunner()
    page = InboxPage(actions, work, SignalBridge(), CommandStack())
    qtbot.addWidget(page)
    controller = InboxController(page, actions, work, CommandStack())
    added: list[Receipt] = []
    controller.receipts_added.connect(added.extend)
    return Desk(page, controller, work, added)


@pytest.fixture
def picture_url(jpeg: bytes) -> Iterator[str]:
    """A picture of another site."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.end_headers()
            self.wfile.write(jpeg + self.path.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def picture(shade: int) -> QImage:
    made = QImage(300, 500, QImage.Format.Format_RGB32)
    made.fill(shade)
    return made


def mime(**formats: str | bytes) -> QMimeData:
    data = QMimeData()
    for name, content in formats.items():
        kind = name.replace("__", "-").replace("_", "/", 1)
        data.setData(kind, content if isinstance(content, bytes) else content.encode())
    return data


# -- what a browser hands over


def test_the_picture_of_a_browser_is_used_without_the_network(desk: Desk, jpeg: bytes) -> None:
    data = mime(image_jpeg=jpeg + b"1", text_html='<img src="https://shop.example/r.jpg?key=1">')
    data.setUrls([QUrl("https://shop.example/receipt")])
    data.setImageData(picture(1))
    desk.drop(data)
    receipt = desk.take()
    assert receipt.source == Source(SourceKind.BROWSER, "https://shop.example/r.jpg")
    assert desk.controller.content_intake.question is None


def test_an_address_is_fetched_only_after_a_question(
    desk: Desk, picture_url: str, actions: Actions
) -> None:
    data = QMimeData()
    data.setUrls([QUrl(f"{picture_url}/a.jpg?token=1")])
    desk.drop(data)
    question = desk.controller.content_intake.question
    assert question is not None
    assert question.isVisible()
    assert picture_url.removeprefix("http://") in question.headline.text()
    assert desk.work.queued == []
    question.confirm_button.click()
    receipt = desk.take()
    assert receipt.file_name == "a.jpg"
    assert receipt.source == Source(SourceKind.BROWSER, f"{picture_url}/a.jpg")
    assert actions.get_receipt(receipt.id).source == receipt.source


def test_a_refusal_fetches_nothing_and_a_remembered_host_is_not_asked_again(
    desk: Desk, picture_url: str
) -> None:
    intake = desk.controller.content_intake
    desk.paste(mime(text_plain=f"{picture_url}/b.jpg"))
    assert intake.question is not None
    intake.question.cancel_button.click()
    assert desk.work.queued == []
    desk.paste(mime(text_plain=f"{picture_url}/b.jpg\n"))
    intake.question.remember_box.setChecked(True)
    intake.question.confirm_button.click()
    assert desk.take().file_name == "b.jpg"
    asked = intake.question
    desk.paste(mime(text_html=f'<p><img src="{picture_url}/c.jpg"></p>'))
    assert intake.question is asked
    assert desk.take().file_name == "c.jpg"
    desk.paste(mime(text_plain="https://other.example/b.jpg"))
    assert intake.question is not asked


def test_an_address_that_is_not_allowed_says_why(desk: Desk) -> None:
    data = QMimeData()
    data.setUrls([QUrl("http://127.0.0.1:22/a.jpg")])
    desk.drop(data)
    question = desk.controller.content_intake.question
    assert question is not None
    question.confirm_button.click()
    desk.work.run_all()
    assert desk.added == []
    assert "another protocol" in desk.page.notice.message.text()


def test_a_picture_within_the_page_needs_no_question(desk: Desk, jpeg: bytes) -> None:
    inline = base64.b64encode(jpeg + b"2").decode()
    desk.drop(mime(text_html=f'<img src="data:image/jpeg;base64,{inline}">'))
    assert desk.take().source == Source(SourceKind.BROWSER)
    assert desk.controller.content_intake.question is None


# -- the clipboard


def test_pasted_pictures_and_files_name_the_clipboard(
    desk: Desk, jpeg: bytes, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setImageData(picture(2))
    desk.paste(data)
    screenshot = desk.take()
    assert screenshot.file_name.startswith("Pasted ")
    assert screenshot.source == Source(SourceKind.CLIPBOARD)
    file = tmp_path / "pasted.jpg"
    file.write_bytes(jpeg + b"3")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(file))])
    desk.paste(files)
    assert desk.take().source == Source(SourceKind.CLIPBOARD)
    file.write_bytes(jpeg + b"4")
    desk.drop(files)
    assert desk.take().source == Source(SourceKind.FILE)


def test_other_clipboards_add_nothing(desk: Desk) -> None:
    for data in (mime(text_plain="Total 12.90"), QMimeData(), mime(text_html="<b>12</b>")):
        desk.paste(data)
        assert "no image" in desk.page.notice.message.text()
    assert desk.work.queued == []


# -- files without a path


def describe(*names: str) -> bytes:
    entries = (DESCRIPTOR.pack(0, 0, 0, 0, name.encode("utf-16-le")) for name in names)
    return struct.pack("<I", len(names)) + b"".join(entries)


def test_attachments_of_windows_programs_are_read(desk: Desk, jpeg: bytes) -> None:
    data = QMimeData()
    data.setData(GROUP_DESCRIPTOR, QByteArray(describe("Beleg ü.jpg", "b.jpg", "gone.jpg")))
    for index in range(2):
        content = QByteArray(jpeg + bytes([index, 5]))
        data.setData(f"{FILE_CONTENTS};index={index}", content)
    desk.drop(data)
    desk.work.run_all()
    assert [one.file_name for one in desk.added] == ["Beleg ü.jpg", "b.jpg"]
    assert {one.source for one in desk.added} == {Source(SourceKind.FILE)}


def test_a_damaged_descriptor_gives_the_names_before_the_damage() -> None:
    whole = describe("a.jpg", "b.jpg")
    assert list(parse_group_descriptor(whole)) == ["a.jpg", "b.jpg"]
    assert list(parse_group_descriptor(whole[:-1])) == ["a.jpg"]
    assert list(parse_group_descriptor(b"\xff\xff\xff\xff")) == []
    assert list(parse_group_descriptor(b"")) == []


# -- the order of preference


def test_pictures_come_before_the_links_around_them() -> None:
    data = mime(
        text_html='<a href="https://a.example/x"><IMG alt="" src=" https://b.example/p.png ">'
    )
    data.setUrls([QUrl("https://a.example/x")])
    assert read_content(data).addresses == ("https://b.example/p.png",)


def test_the_formats_of_browsers_are_understood() -> None:
    firefox = "https://a.example/r.pdf\nA title".encode("utf-16-le")
    assert read_content(mime(text_x__moz__url=firefox)).addresses == ("https://a.example/r.pdf",)
    several = mime(text_plain="https://a.example/1 https://a.example/2 https://a.example/1")
    assert len(read_content(several).addresses) == 2
    for useless in (
        mime(text_html='<img src="blob:https://a.example/1"><img src="file:///etc/passwd">'),
        mime(text_plain="see https://a.example/1"),
        mime(text_plain="https://"),
        mime(text_html="<img>"),
        mime(text_html='<img src="data:text/html,x">'),
    ):
        assert read_content(useless).is_empty


def test_a_picture_is_encoded_without_loss() -> None:
    made = picture(7)
    assert QImage.fromData(encode_picture(made)).pixel(5, 5) == made.pixel(5, 5)
