"""The page for phones over real sockets: pairing, photos, and who is refused."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.phone import assets
from receipt_desktop.api.phone.guard import OwnAddress, is_local
from receipt_desktop.api.phone.pairing import (
    MAX_WRONG_CODES,
    MAX_WRONG_CODES_PER_ADDRESS,
    Browser,
    Pairing,
    PairingRefused,
    normalize_code,
)
from receipt_desktop.api.phone.photos import MAX_PHOTOS, Photos
from receipt_desktop.api.phone.server import PhoneServer, choose_host, open_free_listener
from receipt_desktop.api.phone.switch import PhoneSwitch
from receipt_desktop.config import local_networks
from receipt_desktop.domain.errors import HostUnavailable, InvalidRequest
from receipt_desktop.domain.phone import PhoneStage
from receipt_desktop.messages import text
from tests.unit.api.conftest import Service, number_reading
from tests.unit.api.phone.conftest import ANDROID, LOOPBACK, Invitation

PHOTO = "photo-0001"


def refused(answer: httpx.Response, key: str) -> None:
    assert answer.status_code == 403, answer.text
    assert answer.json() == {"error": key, "message": text(key, "de")}


# -- pairing


def test_a_photo_is_sent_read_and_shown_with_merchant_and_total(
    invitation: Invitation, service: Service, fresh: Path
) -> None:
    phone = invitation.paired()
    sent = phone.send(PHOTO, fresh.read_bytes(), "Beleg%20%E2%82%AC.jpg").json()
    assert (sent["name"], sent["state"]) == ("Beleg €.jpg", "waiting")
    receipt_id = invitation.server.session._photos._photos[PHOTO].receipt_ids[0]
    service.work(receipt_id, percent=40)
    (reading,) = phone.list().json()["photos"]
    assert (reading["state"], reading["percent"]) == ("reading", 40)
    service.store.finish_attempt(receipt_id, "me", number_reading(receipt_id))
    (done,) = phone.list().json()["photos"]
    assert done["state"] == "done"
    assert done["title"] == service.actions.get_receipt(receipt_id).merchant
    assert "€" in done["amount"]
    assert "," in done["amount"]
    assert (invitation.state.received, invitation.state.finished) == (1, 1)
    assert (invitation.states[-1].device, invitation.states[-1].finished) == ("iPhone", 1)


def test_a_photo_that_fails_says_why(invitation: Invitation, service: Service, fresh: Path) -> None:
    phone = invitation.paired()
    rubbish = phone.send(PHOTO, b"rubbish", "rubbish.jpg").json()
    assert rubbish["state"] == "failed"
    assert "rubbish.jpg" in rubbish["note"]
    phone.send("photo-0002", fresh.read_bytes())
    service.fail(invitation.server.session._photos._photos["photo-0002"].receipt_ids[0])
    assert phone.list().json()["photos"][1]["note"] == text("pdf_empty", "de")
    assert (invitation.state.refused, invitation.state.finished) == (1, 1)


def test_a_photo_sent_again_after_a_lost_answer_is_added_once(
    invitation: Invitation, fresh: Path
) -> None:
    phone = invitation.paired()
    first, again = (phone.send(PHOTO, fresh.read_bytes()).json() for _ in range(2))
    assert first == again
    other = phone.send("photo-0002", fresh.read_bytes()).json()
    assert other["note"] == text("phone_already_added", "de")
    assert invitation.state.received == 2


def test_a_code_works_once(invitation: Invitation) -> None:
    assert invitation.is_at(PhoneStage.WAITING)
    first, second = invitation.phone(), invitation.phone()
    assert first.http.get("/").status_code == 200
    assert invitation.is_at(PhoneStage.VISITED)
    refused(first.list(), "phone_not_paired")
    paired = first.pair(invitation.code.lower())
    assert paired.status_code == 200
    cookie = paired.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert invitation.is_at(PhoneStage.PAIRED)
    refused(second.pair(invitation.code), "phone_code_used")
    refused(first.pair(invitation.code), "phone_code_used")
    refused(second.list(), "phone_code_used")
    assert first.list().json()["photos"] == []


def test_a_stolen_cookie_is_refused(
    invitation: Invitation, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, thief = invitation.paired(), invitation.phone(ANDROID)
    thief.http.cookies.update(phone.http.cookies)
    refused(thief.list(), "phone_other_browser")
    refused(thief.send(PHOTO, fresh.read_bytes()), "phone_other_browser")
    monkeypatch.setattr(
        "receipt_desktop.api.phone.application.network_of_address", lambda _: "192.168.1.66"
    )
    refused(phone.list(), "phone_other_browser")
    assert invitation.state.received == 0


def test_a_cookie_of_an_earlier_invitation_is_refused(
    invite: Callable[[], Invitation],
) -> None:
    earlier, later = invite(), invite()
    phone, again = earlier.paired(), later.phone()
    again.http.cookies.update(phone.http.cookies)
    refused(again.list(), "phone_not_paired")


def test_everything_ends_after_an_hour(invitation: Invitation, fresh: Path) -> None:
    phone = invitation.paired()
    invitation.clock.pass_an_hour()
    refused(phone.list(), "phone_expired")
    refused(phone.send(PHOTO, fresh.read_bytes()), "phone_expired")
    refused(invitation.phone().pair(invitation.code), "phone_expired")
    assert invitation.is_at(PhoneStage.EXPIRED)


def test_the_listener_ends_with_the_invitation(invitation: Invitation) -> None:
    invitation.server.stop()
    with pytest.raises(httpx.ConnectError):
        invitation.phone().list()


def test_guessing_is_limited(invitation: Invitation) -> None:
    phone = invitation.phone()
    for _ in range(MAX_WRONG_CODES_PER_ADDRESS):
        refused(phone.pair("0000-000000"), "phone_code_wrong")
    refused(phone.pair(invitation.code), "phone_locked")


def test_guessing_from_many_addresses_is_limited() -> None:
    pairing = Pairing()
    for number in range(MAX_WRONG_CODES):
        with pytest.raises(PairingRefused, match="wrong"):
            pairing.exchange_code("", Browser(str(number), ""))
    assert pairing.is_locked
    with pytest.raises(PairingRefused, match="Too many"):
        pairing.exchange_code(pairing.code, Browser("another", ""))


def test_codes_are_typed_in_any_way() -> None:
    assert normalize_code(" o1il-abc de") == "0111ABCDE"


# -- what a paired phone may do


def test_the_token_opens_nothing_but_the_photos(
    invitation: Invitation, service: Service, fresh: Path
) -> None:
    phone = invitation.paired()
    receipt_id = service.submitted(fresh)
    for path in (
        "/health",
        "/metrics",
        "/openapi.json",
        f"/api/v1/receipts/{receipt_id}/result",
        f"/photos/{receipt_id}",
        "/../settings.json",
        "/..%2f..%2fpyproject.toml",
        "/index.html",
    ):
        assert phone.ask("GET", path).status_code in (404, 405)
    assert phone.list().json()["photos"] == []
    token = phone.http.cookies["receipt-desktop-phone"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{service.url}/api/v1/receipts/stats", headers=bearer).status_code == 401


def test_a_photo_that_is_too_large_is_refused(
    invitation: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = invitation.paired()
    monkeypatch.setattr(type(invitation.server.session), "max_bytes", 1_000_000)
    announced = phone.send(PHOTO, bytes(2_000_000))
    assert (announced.status_code, announced.json()["error"]) == (413, "file_too_large")
    parts = (bytes(1_000) for _ in range(2_000))
    unannounced = phone.ask("PUT", f"/photos/{PHOTO}", content=parts)
    assert unannounced.status_code == 413
    assert invitation.state.received == 0


@pytest.mark.parametrize("photo_id", ["x", "a" * 65, "a b c d e f", "photo_0001"])
def test_an_odd_id_is_refused(invitation: Invitation, photo_id: str) -> None:
    assert invitation.paired().send(photo_id, b"x").status_code == 400


def test_a_pairing_takes_a_limited_number_of_photos(service: Service) -> None:
    photos = Photos(service.actions, lambda: None)
    photos._photos = dict.fromkeys(map(str, range(MAX_PHOTOS)))  # type: ignore[assignment]
    with pytest.raises(InvalidRequest, match="at most"):
        photos.add_photo(PHOTO, "a.jpg", BytesIO(b"x"), "")
    photos.close()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"code": 1}', b"x" * 300])
def test_an_odd_code_is_refused(invitation: Invitation, body: bytes) -> None:
    assert invitation.phone().ask("POST", "/pair", content=body).status_code in (400, 413)


# -- other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1"},
        {"Host": "localhost"},
    ],
)
def test_a_page_of_another_site_can_do_nothing(
    invitation: Invitation, headers: dict[str, str]
) -> None:
    phone = invitation.paired()
    for method, path in (("GET", "/photos"), ("PUT", f"/photos/{PHOTO}"), ("POST", "/pair")):
        answer = phone.ask(method, path, headers=headers)  # a body may be cut off by the refusal
        assert (answer.status_code, answer.text) == (403, "Forbidden")
        assert not [name for name in answer.headers if name.startswith("access-control")]
    assert invitation.state.received == 0


def test_requests_need_the_own_header_and_changes_an_origin(invitation: Invitation) -> None:
    phone = invitation.paired()
    assert phone.http.get("/photos").status_code == 403
    own = {"X-Receipt-Desktop": "1"}
    assert phone.http.put(f"/photos/{PHOTO}", headers=own, content=b"x").status_code == 403
    assert (
        phone.http.options("/photos", headers={"Origin": "http://evil.example"}).status_code == 403
    )


def test_the_page_cannot_be_framed_or_loaded_as_a_part(invitation: Invitation) -> None:
    for path in ("/", "/page.js", "/icon.svg"):
        headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}
        assert invitation.phone().http.get(path, headers=headers).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    assert invitation.phone().http.get("/", headers=link).status_code == 200


def test_only_local_networks_are_answered() -> None:
    assert all(
        map(is_local, ("192.168.1.5", "10.0.0.1", "127.0.0.1", "fe80::1", "::ffff:10.0.0.1"))
    )
    assert not any(map(is_local, ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "unknown")))


# -- the page


@pytest.mark.parametrize(
    ("accept", "language", "shown"),
    [
        ("de-AT,de;q=0.9", "de", "Foto aufnehmen"),
        ("fr-CH, en;q=0.8", "fr", "Prendre une photo"),
        ("en", "en", "Take a photo"),
        ("it", "en", "Take a photo"),
    ],
)
def test_the_page_speaks_the_language_of_the_phone(
    invitation: Invitation, accept: str, language: str, shown: str
) -> None:
    page = invitation.phone().http.get("/", headers={"Accept-Language": accept})
    assert f'<html lang="{language}">' in page.text
    assert shown in page.text
    assert "{{" not in page.text
    assert page.headers["vary"] == "Accept-Language"  # a page with * cannot be kept
    manifest = invitation.phone().http.get(
        "/manifest.webmanifest", headers={"Accept-Language": accept}
    )
    assert manifest.json()["lang"] == language


def test_the_page_loads_nothing_from_outside_and_runs_no_inline_script(
    invitation: Invitation,
) -> None:
    page = invitation.phone().http.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script[^>]*>", page.text) == ['<script type="module" src="/page.js">']
    assert not re.findall(r"\s(?:style|on\w+)=", page.text)
    parts = set(re.findall(r'(?:src|href)="([^"]+)"', page.text))
    files = {f"/{name}" for name in assets.load_assets()}
    assert parts <= {*files, "/manifest.webmanifest"}
    for name, asset in assets.load_assets().items():
        if name != "icon.svg":
            assert b"://" not in asset.content, name
        answer = invitation.phone().http.get(f"/{name}")
        assert answer.headers["content-type"] == asset.media_type
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_is_kept_for_times_without_a_connection() -> None:
    kept = re.findall(r'"(/[^"]*)"', assets.load_assets()["worker.js"].content.decode())
    files = {f"/{name}" for name in assets.load_assets()} - {"/worker.js"}
    assert set(kept) == {*files, "/", "/manifest.webmanifest"}


# -- the listener


def make_certificate(folder: Path, names: str) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=desk", "-addext", f"subjectAltName={names}",
         "-addext", "basicConstraints=critical,CA:FALSE",
         "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return certificate, key


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the command openssl")
def test_with_a_certificate_the_page_is_encrypted(service: Service, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path, "DNS:*.example,DNS:localhost")
    service.actions.change_settings(api_certificate=str(certificate), api_key_file=str(key))
    server = PhoneServer(service.actions, LOOPBACK, lambda _: None)
    try:
        invitation = server.start()
        parts = urlsplit(invitation.url)
        assert invitation.is_encrypted
        assert (parts.scheme, parts.hostname) == ("https", "localhost")
        assert parts.fragment == server.session.pairing.code
        trusting = ssl.create_default_context(cafile=str(certificate))
        trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        own = {"X-Receipt-Desktop": "1", "Origin": invitation.page}
        body = {"code": parts.fragment}
        with httpx.Client(base_url=invitation.page, headers=own, verify=trusting) as phone:
            cookie = phone.post("/pair", json=body).headers["set-cookie"]
            assert cookie.startswith("__Host-phone=")
            assert "Secure" in cookie
            assert phone.get("/photos").status_code == 200
    finally:
        server.stop()
        service.actions.change_settings(api_certificate="", api_key_file="")


def test_the_address_itself_is_preferred_to_a_name_of_the_certificate() -> None:
    own = OwnAddress("https", "192.168.1.5", 443, ("desk.example", "192.168.1.5"))
    assert choose_host(own) == "192.168.1.5"
    assert choose_host(OwnAddress("https", "fd00::5", 443, ("desk.example",))) == "desk.example"
    assert OwnAddress("http", "fd00::5", 80).hosts == {"[fd00::5]", "[fd00::5]:80"}


def test_a_used_port_is_replaced_by_a_free_one() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with open_free_listener(BindAddress(LOOPBACK, port)) as listening:
            assert listening.getsockname()[1] != port


def test_a_new_invitation_ends_the_last_one(service: Service) -> None:
    switch = PhoneSwitch(service.actions)
    first = switch.invite(LOOPBACK, lambda _: None)
    second = switch.invite(LOOPBACK, lambda _: None)
    with pytest.raises(httpx.ConnectError):
        httpx.get(first.page)
    assert httpx.get(second.page).status_code == 200
    switch.stop()
    switch.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(second.page)


def test_an_address_that_this_computer_does_not_have_is_refused(service: Service) -> None:
    with pytest.raises(HostUnavailable):
        PhoneSwitch(service.actions).invite("192.0.2.77", lambda _: None)


def test_the_own_addresses_are_listed_the_private_and_real_ones_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def card(family: int, address: str) -> SimpleNamespace:
        return SimpleNamespace(family=family, address=address)

    cards = {
        "lo": [card(socket.AF_INET, "127.0.0.1")],
        "docker0": [card(socket.AF_INET, "172.17.0.1")],
        "wwan0": [card(socket.AF_INET, "8.8.4.4")],
        "wlan0": [card(socket.AF_INET, "192.168.1.9"), card(socket.AF_INET6, "fd00::9")],
        "eth0": [card(socket.AF_INET, "10.0.0.9"), card(psutil.AF_LINK, "aa:bb")],
        "eth1": [card(socket.AF_INET, "10.1.0.9")],
        "eth2": [card(socket.AF_INET, "169.254.3.3")],
    }
    states = {name: SimpleNamespace(isup=name != "eth1") for name in cards}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    monkeypatch.setattr(local_networks, "find_default_address", lambda: "192.168.1.9")
    found = [one.address for one in local_networks.list_local_addresses()]
    assert found == ["192.168.1.9", "10.0.0.9", "172.17.0.1", "8.8.4.4"]
    del cards["wlan0"][0], cards["eth0"], cards["docker0"], cards["wwan0"]
    assert [one.address for one in local_networks.list_local_addresses()] == ["fd00::9"]
    del cards["wlan0"]
    assert local_networks.list_local_addresses() == ()
