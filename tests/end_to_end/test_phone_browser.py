"""The page for phones in a real browser at the size of a phone."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.api.phone.pairing import Pairing
from receipt_desktop.api.phone.server import PhoneServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.phone import PhoneInvitation, PhoneStage
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.messages import text
from tests.chromium import BINARY, Phone, run_chromium
from tests.samples import SAMPLES, save
from tests.unit.api.phone.conftest import LOOPBACK, Clock

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BINARY is None, reason="Chromium is not installed"),
]

READY = "!document.querySelector('#ready').hidden"
REFUSED = "!document.querySelector('#refused').hidden"
PHOTOS = 20
SLOW_BYTES = 250_000
"""2 megabits a second, as in a bad Wi-Fi."""

OpenPhone = Callable[..., Phone]


@pytest.fixture(scope="module")
def open_phone() -> Iterator[OpenPhone]:
    with run_chromium() as opener:
        yield opener


@contextmanager
def running(*, consume: bool) -> Iterator[Actions]:
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    settings = Settings(use_model=False, phone_port=0)
    with bootstrap.open_application(
        Paths(folder), settings, kind="window", consume=consume
    ) as application:
        yield application.actions
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def actions() -> Iterator[Actions]:
    with running(consume=False) as found:
        yield found


class Desk:
    """The computer with one invitation."""

    def __init__(self, actions: Actions) -> None:
        self.clock = Clock()
        self.server = PhoneServer(actions, LOOPBACK, lambda _: None, Pairing(self.clock))
        self.invitation: PhoneInvitation = self.server.start()

    def pair(self, phone: Phone) -> None:
        phone.open(self.invitation.url)
        phone.wait_for(READY)


@pytest.fixture
def desk(actions: Actions) -> Iterator[Desk]:
    made = Desk(actions)
    yield made
    made.server.stop()


def wait_for_states(phone: Phone, state: str, count: int) -> None:
    phone.wait_for(f"document.querySelectorAll('#photos li.{state}').length === {count}")


def reason(phone: Phone) -> str:
    phone.wait_for(REFUSED)
    return str(phone.evaluate("document.querySelector('#reason').textContent"))


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_a_picture_is_sent_read_and_shown(
    open_phone: OpenPhone, tmp_path: Path, language: str
) -> None:
    file = save(SAMPLES["cafe"], tmp_path / "IMG_0001.jpg")
    with running(consume=True) as actions:
        desk, phone = Desk(actions), open_phone(language, dark=language == "fr")
        desk.pair(phone)
        assert text("phone_take", language) in phone.text
        assert "#" not in phone.evaluate("location.href")
        phone.throttle(SLOW_BYTES, 100)
        phone.choose_files("#camera", [file])
        phone.wait_for("document.querySelector('progress').value > 0")
        phone.throttle(-1, 0)
        wait_for_states(phone, "done", 1)
        (receipt,) = actions.list_receipts()
        assert receipt.source == Source(SourceKind.PHONE, "Android")
        assert receipt.merchant
        assert receipt.merchant in phone.text
        assert f"{receipt.total:.2f}".replace(".", "." if language == "en" else ",") in phone.text
        wide = "document.documentElement.scrollWidth <= innerWidth"
        assert phone.evaluate(wide)
        small = phone.evaluate(
            "[...document.querySelectorAll('.button, button')].filter((one) => one.offsetHeight"
            " && one.offsetHeight < 44).length"
        )
        assert small == 0
        assert phone.problems == []
        desk.server.stop()


def test_reused_stolen_and_expired_tokens_are_refused(open_phone: OpenPhone, desk: Desk) -> None:
    phone, second, thief = open_phone(), open_phone(), open_phone()
    desk.pair(phone)
    second.open(desk.invitation.url)
    assert reason(second) == text("phone_code_used")
    (cookie,) = phone.call("Network.getCookies", urls=[desk.invitation.page])["cookies"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert phone.evaluate("document.cookie") == ""
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
    thief.call("Emulation.setUserAgentOverride", userAgent=agent)
    kept = {name: cookie[name] for name in ("name", "value", "httpOnly", "sameSite")}
    thief.call("Network.setCookie", url=desk.invitation.page, **kept)
    thief.open(desk.invitation.page)
    assert reason(thief) == text("phone_other_browser")
    phone.open(desk.invitation.url)
    phone.wait_for(READY)
    desk.clock.pass_an_hour()
    assert reason(phone) == text("phone_expired")


OTHER_SITE = """<!doctype html><script type="module">
const target = "{page}";
const tries = [
  fetch(target + "/photos", {{credentials: "include"}}),
  fetch(target + "/photos", {{credentials: "include", headers: {{"X-Receipt-Desktop": "1"}}}}),
  fetch(target + "/photos/photo-0001", {{method: "PUT", body: "x", credentials: "include"}}),
  fetch(target + "/photos/photo-0001",
        {{method: "POST", body: "x", mode: "no-cors", credentials: "include"}}),
  fetch(target + "/pair",
        {{method: "POST", mode: "no-cors", body: JSON.stringify({{code: "{code}"}})}}),
  import(target + "/connection.js").then((own) => own.listPhotos()),
];
const frame = document.createElement("iframe");
frame.src = target;
document.body.append(frame);
const form = document.createElement("form");
form.method = "POST";
form.action = target + "/pair";
form.target = "hidden";
const hidden = document.createElement("iframe");
hidden.name = "hidden";
document.body.append(hidden, form);
form.submit();
const ended = await Promise.allSettled(tries);
const wasRead = (one) => one.status === "fulfilled" && one.value.type !== "opaque";
window.read = ended.filter(wasRead).length;
</script>"""


@pytest.fixture
def other_site(desk: Desk) -> Iterator[int]:
    """The port of a page that tries everything against the page for phones."""
    page = OTHER_SITE.format(page=desk.invitation.page, code=desk.invitation.code)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_of_another_site_can_do_nothing(
    open_phone: OpenPhone, desk: Desk, other_site: int
) -> None:
    unpaired, paired = open_phone(), open_phone()
    unpaired.open(f"http://localhost:{other_site}")
    assert unpaired.wait_for("window.read + 1") == 1
    assert desk.server.session.pairing.browser is None
    desk.pair(paired)
    for host in ("localhost", LOOPBACK):  # the second one is the same site, to the cookie
        paired.open(f"http://{host}:{other_site}")
        assert paired.wait_for(f"location.hostname === '{host}' && window.read + 1") == 1
    assert desk.server.session.state.stage is PhoneStage.PAIRED
    assert desk.server.session.state.received == 0


def make_photos(folder: Path) -> list[Path]:
    """Twenty different photos of about 300 kB."""
    made = []
    for number in range(PHOTOS):
        file = folder / f"IMG_{number:04}.jpg"
        picture = Image.effect_noise((700, 900), 40).convert("RGB")
        picture.putpixel((0, 0), (number, 0, 0))
        picture.save(file, quality=88)
        made.append(file)
    return made


def test_twenty_photos_arrive_over_a_slow_connection_that_breaks(
    open_phone: OpenPhone, desk: Desk, actions: Actions, tmp_path: Path
) -> None:
    phone = open_phone()
    desk.pair(phone)
    phone.throttle(SLOW_BYTES, 300)
    phone.choose_files("#gallery", make_photos(tmp_path))
    phone.wait_for("document.querySelectorAll('#photos li').length === 20")
    phone.wait_for("document.querySelectorAll('#photos li.waiting').length >= 3")
    phone.throttle(0, 0, offline=True)
    phone.wait_for("!document.querySelector('#offline').hidden")
    phone.throttle(SLOW_BYTES, 300)
    phone.wait_for("document.querySelectorAll('#photos li.waiting').length >= 6")
    phone.call("Page.reload")
    phone.wait_for(f"{READY} && document.querySelectorAll('#photos li').length === 20")
    wait_for_states(phone, "waiting", PHOTOS)
    assert phone.evaluate("document.querySelector('#offline').hidden")
    assert desk.server.session.state.received == PHOTOS
    names = [one.file_name for one in actions.list_receipts()]
    assert sorted(names) == [f"IMG_{number:04}.jpg" for number in range(PHOTOS)]
    assert phone.problems == []


def test_photos_are_smaller_only_when_asked_and_keep_their_exif(
    open_phone: OpenPhone, desk: Desk, actions: Actions, tmp_path: Path
) -> None:
    file = tmp_path / "large.jpg"
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132] = 6, "Maker", "2026:01:02 03:04:05"
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(file, quality=90, exif=exif)
    phone = open_phone()
    desk.pair(phone)
    phone.choose_files("#gallery", [file])
    wait_for_states(phone, "waiting", 1)
    phone.evaluate("document.querySelector('#smaller').click()")
    phone.choose_files("#gallery", [file])
    wait_for_states(phone, "waiting", 2)
    receipts = actions.list_receipts(ReceiptQuery(limit=2))
    found = sorted((actions.find_original(one.id)[0].read_bytes() for one in receipts), key=len)
    assert found[1] == file.read_bytes()
    with Image.open(BytesIO(found[0])) as small:
        assert small.size == (1800, 2400)
        kept = small.getexif()
        assert (kept[0x0112], kept[0x010F], kept[0x0132]) == (1, "Maker", "2026:01:02 03:04:05")


def test_the_page_opens_without_a_connection_and_sends_after_the_next_pairing(
    open_phone: OpenPhone, actions: Actions, tmp_path: Path
) -> None:
    """On the own computer as over HTTPS: only there do browsers keep a page."""
    desk, phone = Desk(actions), open_phone()
    desk.pair(phone)
    phone.wait_for("navigator.serviceWorker.controller !== null")
    port = urlsplit(desk.invitation.page).port
    desk.server.stop()
    phone.call("Page.reload")
    phone.wait_for("!document.querySelector('#offline').hidden")
    phone.choose_files("#camera", [save(SAMPLES["diner"], tmp_path / "offline.jpg")])
    wait_for_states(phone, "queued", 1)
    actions.change_settings(phone_port=port)
    again = Desk(actions)
    assert again.invitation.page == desk.invitation.page
    assert reason(phone) == text("phone_not_paired")
    phone.evaluate(f"document.querySelector('#code').value = '{again.invitation.code.lower()}'")
    phone.evaluate("document.querySelector('#code-form button').click()")
    wait_for_states(phone, "waiting", 1)
    assert [one["name"] for one in again.server.session.describe_photos("en")] == ["offline.jpg"]
    again.server.stop()
    actions.change_settings(phone_port=0)
