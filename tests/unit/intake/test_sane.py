"""Scans with scanimage and the test device of SANE, which has a feeder of ten pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.scanning import (
    ColorMode,
    Scanner,
    ScannerKind,
    ScanSettings,
    ScanSource,
)
from receipt_desktop.intake import sane_scanner
from receipt_desktop.intake.sane_scanner import (
    SaneScanner,
    list_options,
    parse_device_list,
    parse_options,
)

OPTIONS = """
All options specific to device `brother4:net1;dev0':
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|150|200|300|400|600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|ADF Duplex [FlatBed]
"""
installed = pytest.mark.skipif(not sane_scanner.find_program(), reason="scanimage is missing")


def make_device(address: str = "test") -> SaneScanner:
    return SaneScanner(Scanner(ScannerKind.SANE, "Test", address))


def test_options_are_parsed() -> None:
    capabilities = parse_options("Brother", list_options(OPTIONS))
    sources = [one.source for one in capabilities.sources]
    assert sources == [ScanSource.GLASS, ScanSource.FEEDER, ScanSource.DUPLEX]
    (glass, *_) = capabilities.sources
    assert glass.resolutions == (100, 150, 200, 300, 400, 600)
    assert glass.color_modes == (ColorMode.COLOR, ColorMode.GRAY, ColorMode.BLACK_AND_WHITE)
    assert parse_options("Bare", {}).sources[0].source is ScanSource.GLASS


def test_devices_are_parsed() -> None:
    listed = (
        "genesys:libusb:001:004\tCanon\tLiDE 220\nv4l:/dev/video0\tNoname\tCamera\nescl:x\tA\tB\n\n"
    )
    (scanner,) = parse_device_list(listed)
    assert (scanner.name, scanner.address) == ("Canon LiDE 220", "genesys:libusb:001:004")


@installed
def test_the_feeder_of_the_test_device(tmp_path: Path) -> None:
    device = make_device()
    (glass, feeder) = device.read_capabilities().sources
    assert (glass.source, feeder.source) == (ScanSource.GLASS, ScanSource.FEEDER)
    assert glass.color_modes == (ColorMode.COLOR, ColorMode.GRAY)
    pages: list[Path] = []
    device.scan(ScanSettings(ScanSource.FEEDER, 30, ColorMode.GRAY), tmp_path, pages.append)
    assert len(pages) == len(set(pages)) == 10
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)
    assert sorted(tmp_path.iterdir()) == sorted(pages)


@installed
def test_a_device_that_is_not_there() -> None:
    with pytest.raises(ServiceUnavailable) as failed:
        make_device("nobody:0").read_capabilities()
    assert failed.value.message.is_complete()


def test_a_jam_is_named() -> None:
    assert make_device()._make_error(6, "").key == "scanner_jam"
    error = make_device()._make_error(9, "scanimage: sane_read: Error during device I/O\n")
    assert "Error during device I/O" in error.sentence
