"""The parts of the Windows setup that can be looked at without Windows."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from installer.windows.build import list_install_commands
from installer.windows.embeddable import (
    NESTED_FOLDER,
    NESTED_ZIP,
    BadArchive,
    PythonSource,
    unpack_python,
)
from installer.windows.icon import SIZES, write_banner, write_icon
from receipt_desktop.ui.inbox.controller import FILE_PATTERNS

SETUP = Path(__file__).resolve().parents[3] / "installer" / "windows" / "setup.nsi"
FILES = {"python.exe": b"MZ", "python313._pth": b"python313.zip\r\n."}


def make_zip(folder: str = "") -> bytes:
    """The archive as python.org offers it, or with its files in a folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(folder + name, content)
    return buffer.getvalue()


def make_index_archive() -> bytes:
    """The archive as the package index has it."""
    inner, buffer = make_zip(NESTED_FOLDER), io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo(NESTED_ZIP)
        entry.size = len(inner)
        archive.addfile(entry, io.BytesIO(inner))
    return buffer.getvalue()


@pytest.mark.parametrize("data", [make_zip(), make_index_archive()], ids=["zip", "index"])
def test_python_is_unpacked_from_both_archives(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "archive").write_bytes(data)
    source = PythonSource(str(tmp_path / "archive"), hashlib.sha256(data).hexdigest())
    unpack_python(source, tmp_path / "runtime")
    assert (tmp_path / "runtime" / "python.exe").read_bytes() == b"MZ"
    search_path = (tmp_path / "runtime" / "python313._pth").read_bytes()
    assert search_path == b"python313.zip\r\n.\r\n..\\app\r\n"


def test_another_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(make_zip())
    with pytest.raises(BadArchive, match="checksum"):
        unpack_python(PythonSource(str(tmp_path / "archive")), tmp_path / "runtime")
    assert not (tmp_path / "runtime").exists()


def test_the_picture_of_the_setup_has_the_size_that_nsis_shows(tmp_path: Path) -> None:
    write_banner(tmp_path / "banner.bmp")
    with Image.open(tmp_path / "banner.bmp") as banner:
        assert (banner.format, banner.mode, banner.size) == ("BMP", "RGB", (164, 314))
        assert len(banner.getcolors(maxcolors=100_000) or ()) > 10


def test_the_icon_has_all_sizes(tmp_path: Path) -> None:
    write_icon(tmp_path / "app.ico")
    with Image.open(tmp_path / "app.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in SIZES}
        assert len(icon.convert("RGB").getcolors(maxcolors=100_000) or ()) > 1


def test_files_are_listed_in_one_order_below_their_folders(tmp_path: Path) -> None:
    for name in ("b/two.py", "a.txt", "b/c/three.py", "b/one.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list_install_commands(tmp_path).splitlines() == [
        'SetOutPath "$INSTDIR"',
        f'File "{tmp_path}/a.txt"',
        'SetOutPath "$INSTDIR\\b\\c"',
        f'File "{tmp_path}/b/c/three.py"',
        'SetOutPath "$INSTDIR\\b"',
        f'File "{tmp_path}/b/one.py"',
        f'File "{tmp_path}/b/two.py"',
    ]


def test_open_with_offers_what_the_window_takes() -> None:
    offered = set(re.findall(r'\$\{ACTION\} "(\.\w+)"', SETUP.read_text(encoding="utf-8")))
    taken = {pattern.lstrip("*") for pattern in FILE_PATTERNS.split()}
    assert offered == taken - {".xml"}  # of XML files only some are invoices


def test_the_uninstaller_removes_every_registry_entry() -> None:
    text = SETUP.read_text(encoding="utf-8")
    install, uninstall = text.split('Section "Uninstall"')
    written = set(
        re.findall(
            r'WriteReg\w+ HKCU "(\$\{\w+\}(?:\\\$\{\w+\}|\\Applications\\\$\{\w+\})?)', install
        )
    )
    removed = set(re.findall(r'DeleteReg(?:Key|Value) HKCU "([^"]+)"', text))
    assert len(written) > 5
    for key in written - {r"${CLASSES}\${SUFFIX}"}:
        assert any(key.startswith(gone) for gone in removed), key
    assert "ForEachSuffix NoLongerOpenWith" in uninstall


def test_the_uninstaller_leaves_the_entries_of_another_copy() -> None:
    section = SETUP.read_text(encoding="utf-8").split('Section "Uninstall"')[1]
    section = section.partition("SectionEnd")[0]
    condition = section.index('ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"')
    assert condition < section.index('${OrIf} $0 == "$INSTDIR"') < section.index("un.DeleteEntries")
    assert "DeleteReg" not in section
    assert "$SMPROGRAMS" not in section
