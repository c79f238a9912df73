"""Scans from a scanner that speaks eSCL over real HTTP."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from receipt_desktop.domain.errors import Cancelled, InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.scanning import (
    ColorMode,
    NoScanner,
    Scanner,
    ScannerKind,
    ScanSettings,
    ScanSource,
    UntrustedCertificate,
)
from receipt_desktop.intake.escl_address import list_addresses
from receipt_desktop.intake.escl_documents import UnreadableDocument, parse_capabilities
from receipt_desktop.intake.escl_scanner import EsclScanner, find_scanner
from tests.fakes.escl import CAPABILITIES, FakeScanner

FEEDER = ScanSettings(ScanSource.FEEDER)
PAGES = [b"\xff\xd8\xff page %d" % number + b"." * 5_000 for number in range(10)]


class Scan:
    """One scan: the pages that came, and how it ended."""

    def __init__(self, fake: FakeScanner, folder: Path, *, max_page_mb: int = 20) -> None:
        self.pages: list[bytes] = []
        self.folder = folder
        scanner = Scanner(ScannerKind.ESCL, "Office", fake.address)
        self.device = EsclScanner(scanner, max_page_mb, pause_seconds=0.01)

    def run(self, settings: ScanSettings = FEEDER) -> None:
        try:
            self.device.scan(settings, self.folder, self._keep)
        finally:
            self.device.close()

    def fail(self, settings: ScanSettings = FEEDER) -> str:
        """The key of the error that ended it."""
        with pytest.raises(ServiceUnavailable) as failed:
            self.run(settings)
        assert failed.value.message.is_complete()
        assert not list(self.folder.glob(".page*"))
        return failed.value.key

    def _keep(self, page: Path) -> None:
        self.pages.append(page.read_bytes())


def test_capabilities_are_read() -> None:
    capabilities = parse_capabilities(CAPABILITIES.encode())
    assert capabilities.model == "Office Scanner 7"
    glass, feeder, duplex = capabilities.sources
    assert (glass.resolutions, glass.color_modes) == ((75, 300), (ColorMode.COLOR, ColorMode.GRAY))
    assert glass.formats == ("application/pdf", "image/jpeg")
    assert (glass.width, glass.height) == (2550, 3300)
    assert feeder.resolutions == (100, 150, 200, 300)
    assert feeder.color_modes == (ColorMode.BLACK_AND_WHITE,)
    assert duplex.source is ScanSource.DUPLEX
    assert duplex.usual_resolution == 300


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html/>",
        b"<ScannerCapabilities/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><ScannerCapabilities>&a;</ScannerCapabilities>',
        b'<?xml version="1.0" encoding="nonsense"?><ScannerCapabilities/>',
    ],
)
def test_hostile_documents_are_refused(document: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        parse_capabilities(document)


def test_ten_pages_from_the_feeder(tmp_path: Path) -> None:
    with FakeScanner(PAGES, busy=2) as fake:
        scan = Scan(fake, tmp_path)
        scan.run(ScanSettings(ScanSource.DUPLEX, 200, ColorMode.GRAY))
    assert scan.pages == PAGES
    (settings,) = fake.jobs
    assert "<scan:Duplex>true" in settings
    assert "Feeder<" in settings
    assert "Grayscale8" in settings
    assert "<scan:XResolution>200" in settings
    assert "image/jpeg" in settings


def test_one_page_from_the_glass(tmp_path: Path) -> None:
    with FakeScanner(PAGES, feeder="ScannerAdfEmpty") as fake:
        scan = Scan(fake, tmp_path)
        scan.run(ScanSettings(ScanSource.GLASS))
    assert scan.pages == PAGES[:1]
    assert "Platen<" in fake.jobs[0]
    assert fake.deleted == 1


def test_faults_keep_the_pages_so_far(tmp_path: Path) -> None:
    faults = {
        "ScannerAdfJam": "scanner_jam",
        "ScannerAdfDoorOpen": "scanner_cover",
        "ScannerAdfMultipickDetected": "scanner_multipick",
        "ScannerAdfDuplexPageTooLong": "scanner_feeder",
        "ScannerAdfEmpty": "scanner_stopped",
    }
    for fault, key in faults.items():
        with FakeScanner(PAGES, fault_after=4, fault=fault) as fake:
            scan = Scan(fake, tmp_path)
            assert scan.fail() == key
            assert scan.pages == PAGES[:4]


def test_an_empty_feeder_starts_no_job(tmp_path: Path) -> None:
    with FakeScanner(PAGES, feeder="ScannerAdfEmpty") as fake:
        assert Scan(fake, tmp_path).fail() == "scanner_feeder_empty"
        assert fake.jobs == []
        fake.feeder, fake.pages = "ScannerAdfLoaded", ()
        assert Scan(fake, tmp_path).fail() == "scanner_feeder_empty"


def test_a_connection_that_is_cut_keeps_the_pages_so_far(tmp_path: Path) -> None:
    with FakeScanner(PAGES, cut_after=3) as fake:
        scan = Scan(fake, tmp_path)
        assert scan.fail() == "scanner_lost"
        assert scan.pages == PAGES[:3]


def test_a_scan_is_cancelled_while_a_page_is_awaited(tmp_path: Path) -> None:
    with FakeScanner(PAGES, hang_after=2) as fake:
        scan = Scan(fake, tmp_path)

        def cancel() -> None:
            fake.waiting.wait(60)
            scan.device.cancel()

        canceller = threading.Thread(target=cancel)
        canceller.start()
        with pytest.raises(Cancelled):
            scan.run()
        canceller.join()
    assert scan.pages == PAGES[:2]
    assert fake.deleted == 1


def test_a_scan_that_is_cancelled_at_the_device(tmp_path: Path) -> None:
    with FakeScanner(PAGES, fault_after=1, fault="ScannerAdfLoaded") as fake:
        scan = Scan(fake, tmp_path)
        fake.give_page = _cancel_at_device(fake)  # type: ignore[method-assign]
        assert scan.fail() == "scanner_cancelled"


def _cancel_at_device(fake: FakeScanner) -> Callable[[], tuple[int, dict[str, str], bytes]]:
    def give() -> tuple[int, dict[str, str], bytes]:
        fake.job_state = "Canceled"
        return 410, {}, b""

    return give


def test_what_a_scanner_sends_is_limited(tmp_path: Path) -> None:
    with FakeScanner([b"\xff\xd8\xff" + bytes(1_100_000)]) as fake:
        assert Scan(fake, tmp_path, max_page_mb=1).fail() == "scanner_page_large"
    with FakeScanner([b"<html>not a page</html>"]) as fake:
        assert Scan(fake, tmp_path).fail() == "scanner_page_broken"
    with FakeScanner(PAGES, location="http://127.0.0.1/elsewhere") as fake:
        assert Scan(fake, tmp_path).fail() == "scanner_answer"
    with FakeScanner(capabilities=b"<a>" * 400_000) as fake:
        assert Scan(fake, tmp_path).fail() == "scanner_answer"
    assert list(tmp_path.iterdir()) == []


def test_a_scanner_that_stays_away(tmp_path: Path) -> None:
    with FakeScanner(PAGES) as fake:
        address = fake.address
    scan = Scan(fake, tmp_path)
    assert scan.fail() == "scanner_unreachable"
    with FakeScanner(PAGES, redirect="http://169.254.169.254/") as fake, pytest.raises(NoScanner):
        find_scanner(fake.address)
    assert address != fake.address


def test_typed_addresses() -> None:
    both = ["http://192.168.1.20/eSCL", "https://192.168.1.20/eSCL"]
    assert list_addresses(" 192.168.1.20 ") == both
    assert list_addresses("drucker.local:8080")[0] == "http://drucker.local:8080/eSCL"
    assert list_addresses("[fe80::1]")[0] == "http://[fe80::1]/eSCL"
    assert list_addresses("https://scanner/eSCL/") == ["https://scanner/eSCL"]
    for wrong in ("", "two words", "ftp://x", "http://user:pw@x", "x/?a=b", "x:99999", "a/b#c"):
        with pytest.raises(InvalidRequest):
            list_addresses(wrong)


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[str, str]:
    """A certificate as devices have them: signed by itself, expired; and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "scanner")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(1970, 1, 2, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(1990, 1, 1, tzinfo=dt.UTC))
        .sign(key, hashes.SHA256())
    )
    pem, key_pem = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(pem), str(key_pem)


def test_a_certificate_is_confirmed_once(certificate: tuple[str, str], tmp_path: Path) -> None:
    fake = FakeScanner(PAGES[:2])
    fake.use_tls(*certificate)
    with fake:
        with pytest.raises(UntrustedCertificate) as unknown:
            find_scanner(f"127.0.0.1:{fake.port}")
        scanner = find_scanner(f"127.0.0.1:{fake.port}", unknown.value.fingerprint)
        assert scanner.address == fake.address
        assert scanner.name == "Office Scanner 7"
        pages: list[Path] = []
        EsclScanner(scanner, 20).scan(FEEDER, tmp_path, pages.append)
        assert len(pages) == 2
        with pytest.raises(UntrustedCertificate) as changed:
            find_scanner(fake.address, "0" * 64)
        assert changed.value.key == "scanner_certificate_changed"
        assert changed.value.fingerprint == unknown.value.fingerprint
